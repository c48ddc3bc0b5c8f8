//! Why an answer could not be decoded, told without a word of the answer.

use std::fmt;

use super::body::Body;
use super::note::Notes;
use crate::drift::Drift;

/// The text is no JSON: the only reason for a place not to be read.
///
/// It is a mere token, so that the results on the hot road fit into a register; the reader keeps what happened and where.
#[derive(Debug)]
pub struct Malformed(pub(super) ());

/// What is wrong with a text that is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Empty,
    Markup,
    End,
    Value,
    Literal,
    Number,
    Control,
    Escape,
    Key,
    Colon,
    Next,
    Trailing,
}

impl Fault {
    fn sentence(self) -> &'static str {
        match self {
            Self::Empty => "there is nothing to decode",
            Self::Markup => "it looks like HTML or XML, not JSON",
            Self::End => "the JSON ends too early",
            Self::Value => "the JSON lacks a value",
            Self::Literal => "the JSON has a word that is not true, false or null",
            Self::Number => "the JSON has a malformed number",
            Self::Control => "the JSON has a control character in a text",
            Self::Escape => "the JSON has a malformed escape in a text",
            Self::Key => "the JSON lacks a key in quotes",
            Self::Colon => "the JSON lacks a colon behind a key",
            Self::Next => "the JSON lacks a comma or a closing bracket",
            Self::Trailing => "something follows the JSON",
        }
    }
}

/// A fault with its place.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) fault: Fault,
    /// The byte at fault.
    pub(super) offset: usize,
    /// The innermost place known to the document.
    pub(super) pointer: String,
}

impl Failure {
    /// The same, with its byte counted in the body as it came.
    pub(super) fn located(mut self, body: &Body<'_>) -> Self {
        body.locate(&mut [&mut self.offset]);
        self
    }
}

/// Why an answer gave no value.
///
/// Neither `Display` nor `Debug` shows a value of the answer; the pointers in it hold names of fields.
#[derive(Clone, Debug)]
pub struct DecodeError {
    cause: Cause,
    drift: Vec<Drift>,
    unlisted: usize,
}

#[derive(Clone, Debug)]
enum Cause {
    /// It is no JSON.
    Syntax(Failure),
    /// The value as a whole is of no use, as this entry of the drift says if it is listed.
    Useless(Option<usize>),
    /// There is drift, which was to be refused.
    Denied,
}

impl DecodeError {
    fn new(cause: Cause, notes: Notes) -> Self {
        Self {
            cause,
            drift: notes.drift,
            unlisted: notes.unlisted,
        }
    }

    pub(super) fn syntax(failure: Failure, notes: Notes) -> Self {
        Self::new(Cause::Syntax(failure), notes)
    }

    pub(super) fn useless(notes: Notes) -> Self {
        Self::new(Cause::Useless(notes.cause), notes)
    }

    pub(super) fn denied(notes: Notes) -> Self {
        Self::new(Cause::Denied, notes)
    }

    /// Whether the text is no JSON at all.
    #[must_use]
    pub fn is_syntax(&self) -> bool {
        matches!(self.cause, Cause::Syntax(_))
    }

    /// Whether a value was there, and refused only because there is drift.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        matches!(self.cause, Cause::Denied)
    }

    /// The place that is at fault, as a JSON pointer (RFC 6901); empty for the answer as a whole.
    ///
    /// Where the text is no JSON, this is the innermost place known to the document; where drift is refused, that of the first entry.
    #[must_use]
    pub fn pointer(&self) -> &str {
        match &self.cause {
            Cause::Syntax(failure) => &failure.pointer,
            Cause::Useless(_) | Cause::Denied => {
                self.main_drift().map_or("", |drift| &drift.pointer)
            }
        }
    }

    /// The first byte that is at fault, counted from 0, where the text is no JSON.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        match &self.cause {
            Cause::Syntax(failure) => Some(failure.offset),
            Cause::Useless(_) | Cause::Denied => None,
        }
    }

    /// How the answer differs from the document, as far as it was read; at most 3,000 entries.
    #[must_use]
    pub fn drift(&self) -> &[Drift] {
        &self.drift
    }

    /// How many entries [`drift`](Self::drift) would have beyond those that it lists.
    #[must_use]
    pub fn unlisted(&self) -> usize {
        self.unlisted
    }

    /// The entry that says why there is no value.
    fn main_drift(&self) -> Option<&Drift> {
        match &self.cause {
            Cause::Syntax(_) => None,
            Cause::Useless(index) => index.and_then(|index| self.drift.get(index)),
            Cause::Denied => self.drift.first(),
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match &self.cause {
            Cause::Syntax(failure) => return fmt::Display::fmt(failure, f),
            Cause::Useless(_) => "the JSON is not what the document declares",
            Cause::Denied => "the JSON differs from the document",
        };
        f.write_str(sentence)?;
        self.main_drift()
            .map_or(Ok(()), |drift| write!(f, " ({drift})"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (byte {}", self.fault.sentence(), self.offset)?;
        if !self.pointer.is_empty() {
            write!(f, ", at {}", self.pointer)?;
        }
        f.write_str(")")
    }
}

impl std::error::Error for DecodeError {}
