//! Where a decoder is: one slot for each open bracket, spelt out only when something is noted.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::json::Json;
use super::string::Str;
use crate::drift::Pointer;

/// One step from an open bracket to what stands in it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Segment {
    /// None yet.
    Here,
    /// To a field, whose key is quoted at this place.
    Key(usize),
    /// To a field that is not there.
    Missing(&'static str),
    /// To an entry of a map or a field that the document does not have, whose key is quoted at this place.
    Entry(usize),
    /// To an element.
    Index(usize),
}

/// The steps from the whole to where the decoder is.
pub(super) struct Path {
    /// The innermost step, which changes at every key.
    last: Segment,
    before: Vec<Segment>,
}

impl Path {
    /// At the whole, where no step is to be taken yet.
    pub(super) fn new() -> Self {
        Self {
            last: Segment::Here,
            before: Vec::new(),
        }
    }

    #[inline]
    pub(super) fn open(&mut self) {
        self.before.push(self.last);
        self.last = Segment::Here;
    }

    #[inline]
    pub(super) fn close(&mut self) {
        self.last = self.before.pop().unwrap_or(Segment::Here);
    }

    /// Turns to something else behind the innermost open bracket.
    #[inline]
    pub(super) fn turn(&mut self, segment: Segment) {
        self.last = segment;
    }

    #[inline]
    pub(super) fn depth(&self) -> usize {
        self.before.len()
    }

    /// The JSON pointer, which reads the keys again where they stand in `text`.
    pub(super) fn pointer(&self, text: &str) -> Pointer {
        let mut pointer = Pointer::default();
        let mut is_known = true;
        for segment in self.segments() {
            is_known &= !matches!(segment, Segment::Entry(_));
            push(&mut pointer.text, text, segment);
            if is_known {
                pointer.known = pointer.text.len();
            }
        }
        pointer
    }

    /// The JSON pointer as far as it is made of names that the document has.
    pub(super) fn known_pointer(&self, text: &str) -> String {
        let Pointer { mut text, known } = self.pointer(text);
        text.truncate(known);
        text
    }

    fn segments(&self) -> impl Iterator<Item = Segment> {
        self.before.iter().copied().chain([self.last])
    }
}

fn push(pointer: &mut String, text: &str, segment: Segment) {
    match segment {
        Segment::Here => {}
        Segment::Key(quote) | Segment::Entry(quote) => push_name(pointer, &key_at(text, quote)),
        Segment::Missing(name) => push_name(pointer, name),
        Segment::Index(index) => {
            let _infallible = write!(pointer, "/{index}");
        }
    }
}

fn push_name(pointer: &mut String, name: &str) {
    pointer.push('/');
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            _ => pointer.push(character),
        }
    }
}

/// The key that was read at this place before.
fn key_at(text: &str, quote: usize) -> Cow<'_, str> {
    Json::new(text, quote)
        .string()
        .map(Str::text)
        .unwrap_or_default()
}
