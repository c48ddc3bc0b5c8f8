//! Where a decoder is: one slot for each open bracket, spelt out only when something is noted.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::json::Json;
use super::string::Str;

/// One step from an open bracket to what stands in it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Segment {
    /// None yet.
    Here,
    /// To a field, whose key is quoted at this place.
    Key(usize),
    /// To a field that is not there.
    Missing(&'static str),
    /// To an entry of a map, whose key is quoted at this place.
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
    pub(super) fn pointer(&self, text: &str) -> String {
        spell(text, self.segments())
    }

    /// The JSON pointer as far as it is made of names that the document knows.
    pub(super) fn known_pointer(&self, text: &str) -> String {
        let is_known = |segment: &Segment| !matches!(segment, Segment::Entry(_));
        spell(text, self.segments().take_while(is_known))
    }

    fn segments(&self) -> impl Iterator<Item = Segment> {
        self.before.iter().copied().chain([self.last])
    }
}

fn spell(text: &str, segments: impl Iterator<Item = Segment>) -> String {
    let mut pointer = String::new();
    for segment in segments {
        match segment {
            Segment::Here => {}
            Segment::Key(quote) | Segment::Entry(quote) => {
                push_name(&mut pointer, &key_at(text, quote));
            }
            Segment::Missing(name) => push_name(&mut pointer, name),
            Segment::Index(index) => {
                let _infallible = write!(pointer, "/{index}");
            }
        }
    }
    pointer
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
