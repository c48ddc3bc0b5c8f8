//! Where an answer differs from the document, and what the client does about it.

use std::borrow::Cow;
use std::fmt;

use crate::decode::JsonType;

/// One place where an answer differs from the document.
///
/// The value around it was still delivered: drift says what was taken differently from how it came.
///
/// `Display` and `Debug` may be logged: of the pointer they show what is made of names that the document has.
/// The names of unknown fields and the keys of maps are the server's to choose, and may be a person's address;
/// they are in [`pointer`](Self::pointer) alone.
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Drift {
    /// Where it is, as a JSON pointer (RFC 6901) into the answer; empty for the answer as a whole.
    ///
    /// It holds names of fields and keys of maps, also those that the document does not have, but no value of any field.
    pub pointer: String,
    /// What is different there.
    pub kind: DriftKind,
    /// How many bytes of the pointer are made of names that the document has.
    known: usize,
}

impl Drift {
    /// Drift of an answer as a whole.
    pub(crate) fn of_answer(kind: DriftKind) -> Self {
        Self::at(Pointer::default(), kind)
    }

    pub(crate) fn at(pointer: Pointer, kind: DriftKind) -> Self {
        let Pointer { text, known } = pointer;
        Self {
            pointer: text,
            kind,
            known,
        }
    }

    /// The pointer as far as the document has the names in it.
    fn shown(&self) -> Cow<'_, str> {
        match self.pointer.get(..self.known) {
            Some(known) if known.len() < self.pointer.len() => format!("{known}/<redacted>").into(),
            _ => self.pointer.as_str().into(),
        }
    }
}

/// A JSON pointer, and how many of its bytes are made of names that the document has.
#[derive(Clone, Default)]
pub(crate) struct Pointer {
    pub(crate) text: String,
    pub(crate) known: usize,
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.shown() {
            "" => write!(f, "the answer: {}", self.kind),
            pointer => write!(f, "{pointer}: {}", self.kind),
        }
    }
}

impl fmt::Debug for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Drift")
            .field("pointer", &self.shown())
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// How a value differs from the document, and what was made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DriftKind {
    /// A field that the document does not have. It is not kept in the model.
    UnknownField,
    /// A value that the document does not list for an enum. It is kept as `Unrecognized`.
    UnknownValue,
    /// A value of none of the shapes that the document lists. It is kept as `Unrecognized`.
    UnknownVariant,
    /// A value of this type, or out of the range of its field, that cannot be taken for what the document declares.
    WrongType(JsonType),
    /// A value of this type, taken for what the document declares: `"1"` for 1.
    Coerced(JsonType),
    /// A null where the document allows none.
    Null,
    /// A field that the document requires is not there.
    Missing,
    /// An element of a list, or an entry of a map, that is of no use. It is not in the model.
    LeftOut,
    /// A value nested deeper than the client follows. It is passed over.
    TooDeep,
    /// A byte order mark before the answer. It is passed over.
    Bom,
    /// Bytes that are not UTF-8. Each run was replaced with U+FFFD.
    InvalidUtf8,
    /// Half of a surrogate pair in a text. It was replaced with U+FFFD.
    LoneSurrogate,
    /// A field that stands more than once in its object. The last one is kept.
    RepeatedKey,
    /// A date or a timestamp in another form than the document declares, taken as UTC where it names no zone.
    DateForm,
    /// A status of success that the document does not list for the operation. The answer was read all the same.
    UndocumentedStatus(u16),
    /// The number of records changed while they were listed; if it shrank, a record may have been missed.
    TotalChanged {
        /// The number as it was said before.
        from: u64,
        /// The number as it is said now.
        to: u64,
    },
    /// Records that were delivered by an earlier page came again. They were passed over.
    Repeated {
        /// How many of the page.
        records: u64,
    },
    /// A page without records before the end of the listing. It is passed over.
    EmptyPage,
    /// A page holds more records than the server says there are; the listing ends all the same, and there may be more.
    BeyondTotal {
        /// How many records there are at least.
        records: u64,
        /// How many the server says there are.
        total: u64,
    },
    /// The listing ended with fewer records than the server says there are.
    EndedEarly {
        /// How many records came.
        records: u64,
        /// How many the server says there are.
        total: u64,
    },
}

impl fmt::Display for DriftKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownField => "a field that the document does not have",
            Self::UnknownValue => "a value that the document does not list",
            Self::UnknownVariant => "a value of no shape that the document lists",
            Self::WrongType(found) => return write!(f, "of no use as it came: {found}"),
            Self::Coerced(found) => {
                return write!(f, "taken as declared, though it came as: {found}");
            }
            Self::Null => "null, which the document does not allow",
            Self::Missing => "required, but missing",
            Self::LeftOut => "left out, being of no use",
            Self::TooDeep => "nested too deep",
            Self::Bom => "begins with a byte order mark",
            Self::InvalidUtf8 => "bytes that are not UTF-8",
            Self::LoneSurrogate => "half of a surrogate pair",
            Self::RepeatedKey => "stands more than once",
            Self::DateForm => "a date in another form than declared",
            Self::UndocumentedStatus(status) => {
                return write!(f, "status {status}, which the document does not list");
            }
            Self::TotalChanged { from, to } if to < from => {
                return write!(
                    f,
                    "the total shrank from {from} to {to}: a record may have been missed"
                );
            }
            Self::TotalChanged { from, to } => {
                return write!(f, "the total grew from {from} to {to}");
            }
            Self::Repeated { records } => return write!(f, "{records} records came again"),
            Self::EmptyPage => "no records before the end of the listing",
            Self::BeyondTotal { records, total } => {
                return write!(
                    f,
                    "{records} records or more, where the server says there are {total}: some may have been missed"
                );
            }
            Self::EndedEarly { records, total } => {
                return write!(f, "the listing ended after {records} of {total} records");
            }
        })
    }
}

impl DriftKind {
    /// Whether records of a listing may be missing, which is told under every strictness.
    pub(crate) fn is_loss(self) -> bool {
        match self {
            Self::BeyondTotal { .. } | Self::EndedEarly { .. } => true,
            Self::TotalChanged { from, to } => to < from,
            _ => false,
        }
    }
}

/// What the client does where an answer differs from the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Strictness {
    /// Delivers the value, and lists every difference.
    #[default]
    Report,
    /// Refuses the value if there is any difference: for contract tests.
    Deny,
    /// Delivers the value, and lists only what was left out of it, or may be missing from a listing.
    Ignore,
}
