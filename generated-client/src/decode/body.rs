//! The bytes of an answer as text: without a byte order mark, and with invalid bytes replaced.

use std::borrow::Cow;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// The text of an answer, and how its places relate to the bytes it came from.
pub(super) struct Body<'a> {
    bytes: &'a [u8],
    /// What is decoded.
    pub(super) text: Cow<'a, str>,
    /// Whether a byte order mark stood before it.
    pub(super) bom: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let (bytes, bom) = match bytes.strip_prefix(BOM) {
            Some(rest) => (rest, true),
            None => (bytes, false),
        };
        let text = match str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => String::from_utf8_lossy(bytes),
        };
        Self { bytes, text, bom }
    }

    /// Whether bytes had to be replaced.
    pub(super) fn is_lossy(&self) -> bool {
        matches!(self.text, Cow::Owned(_))
    }

    /// Turns places in the text into places in the bytes: in one walk for all of them, as there may be many.
    pub(super) fn locate(&self, places: &mut [&mut usize]) {
        if self.is_lossy() {
            self.locate_replaced(places);
        }
        if self.bom {
            for place in places {
                **place += BOM.len();
            }
        }
    }

    fn locate_replaced(&self, places: &mut [&mut usize]) {
        places.sort_unstable();
        let mut places = places.iter_mut().peekable();
        let (mut text_at, mut bytes_at) = (0, 0);
        for chunk in self.bytes.utf8_chunks() {
            let valid = chunk.valid().len();
            while let Some(place) = places.next_if(|place| ***place <= text_at + valid) {
                **place = bytes_at + (**place - text_at);
            }
            text_at += valid;
            bytes_at += valid;
            if !chunk.invalid().is_empty() {
                text_at += char::REPLACEMENT_CHARACTER.len_utf8();
                bytes_at += chunk.invalid().len();
            }
        }
        for place in places {
            **place = bytes_at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Body;

    #[test]
    fn places_are_told_in_the_bytes_as_they_came() {
        let text = Body::new(b"\xEF\xBB\xBFa\xFFb\xE2\x82c");
        assert_eq!(text.text, "a\u{FFFD}b\u{FFFD}c");
        let (mut start, mut b, mut c, mut end) = (0, 4, 8, 9);
        text.locate(&mut [&mut c, &mut start, &mut end, &mut b]);
        assert_eq!([start, b, c, end], [3, 5, 8, 9]);
    }

    #[test]
    fn a_clean_text_is_borrowed_and_its_places_stay() {
        let text = Body::new("\u{e4}{}".as_bytes());
        assert!(!text.bom && !text.is_lossy());
        let mut place = 2;
        text.locate(&mut [&mut place]);
        assert_eq!(place, 2);
    }
}
