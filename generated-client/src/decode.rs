//! Decoding without loss: JSON is read into records by one decoder of our own, which notes what is odd and goes on.
//!
//! No reader of a library can resume after it has refused a value, so the reader is ours too. From the inside out:
//!
//! - `json`, `string`, `number`, `skip`: the grammar. Only what they refuse is an error.
//! - `scalar`, `date`: what a single value may stand for.
//! - `decoder`: the one loop over the keys of a record; `path`, `seen` and `note` are what it keeps.
//! - `place`, `leaf`, `container`, `union`, `free`: what is read into. The rule that composes: a place that can make nothing of a value
//!   steps over it, notes it, and answers `false`; an optional field is then `None`, an element is left out, a record without a
//!   field that it needs answers `false` itself. So one bad record never loses a page.
//! - `encoded`, `show`: the way back, to JSON and to `Debug`.
//! - `implement`: the traits that generated types have alike.

mod body;
mod branch;
mod container;
mod date;
mod decoder;
mod encoded;
mod error;
mod free;
mod implement;
mod json;
mod leaf;
mod note;
mod nullable;
mod number;
mod path;
mod place;
mod scalar;
mod seen;
mod show;
mod skip;
mod string;
#[cfg(test)]
mod tests;
mod union;

use std::fmt;

use serde::de::{Deserialize as _, Deserializer, Error as _};

pub use error::DecodeError;
pub use json::JsonType;
pub use nullable::Nullable;
pub use show::unredacted;
pub use union::Unrecognized;

pub(crate) use branch::Branch;
pub(crate) use decoder::Decoder;
pub(crate) use encoded::Encoded;
pub(crate) use error::Malformed;
pub(crate) use implement::{impl_open_enum, impl_payload, impl_serde};
pub(crate) use note::LeftOut;
pub(crate) use place::{Fields, Place, Record, RecordShape, Rest};
pub(crate) use show::{Shown, Texts};
pub(crate) use union::{OpenEnum, OpenInteger};

use crate::drift::{Drift, Strictness};
use body::Body;
use note::Notes;

/// A value that was read from JSON, and how that JSON differs from the document.
///
/// `Debug` may be logged: it shows no text and no date, and of the drift what [`Drift`] shows.
#[derive(Clone)]
#[non_exhaustive]
pub struct Decoded<T> {
    /// The value.
    pub value: T,
    /// How the JSON differs from the document, in the order of the JSON; at most 3,000 entries.
    pub drift: Vec<Drift>,
    /// How many entries `drift` would have beyond those that it lists.
    pub unlisted: usize,
    /// What was left out of lists and maps; at most 2,000 entries.
    pub(crate) left_out: Vec<LeftOut>,
}

impl<T> Decoded<T> {
    /// A value that nothing is odd about.
    pub(crate) fn plain(value: T) -> Self {
        Self {
            value,
            drift: Vec::new(),
            unlisted: 0,
            left_out: Vec::new(),
        }
    }

    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Decoded<U> {
        Decoded {
            value: change(self.value),
            drift: self.drift,
            unlisted: self.unlisted,
            left_out: self.left_out,
        }
    }
}

impl<T: Place> fmt::Debug for Decoded<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decoded")
            .field("value", &Shown(&self.value, Texts::Redacted))
            .field("drift", &self.drift)
            .field("unlisted", &self.unlisted)
            .finish_non_exhaustive()
    }
}

/// Reads a payload, such as a page that was saved as it came, as tolerantly as an answer is read.
///
/// This is the fast road: `serde_json::from_slice` gives the same value, but takes several times as long and does not tell what was odd.
///
/// # Errors
///
/// Where the text is no JSON, or the value as a whole is of no use.
pub fn from_json<T: Place>(json: &[u8]) -> Result<Decoded<T>, DecodeError> {
    decode(json, Strictness::Report)
}

/// Reads a payload from the body of an answer.
pub(crate) fn decode<T: Place>(
    body: &[u8],
    strictness: Strictness,
) -> Result<Decoded<T>, DecodeError> {
    let body = Body::new(body);
    let mut value = T::blank();
    match read_whole(&body, &mut value, strictness) {
        Ok(notes) => Ok(Decoded {
            value,
            drift: notes.drift,
            unlisted: notes.unlisted,
            left_out: notes.left_out,
        }),
        // Nothing was noted that could say why: so once more, with notes.
        Err(error) if strictness == Strictness::Ignore && !error.is_syntax() => {
            read_whole(&body, &mut T::blank(), Strictness::Report).map_or_else(Err, |_| Err(error))
        }
        Err(error) => Err(error),
    }
}

/// Reads the body of an answer that is a text, as the JSON text that it would be: so it is read with the same tolerance.
pub(crate) fn decode_text<T: Place>(
    body: &[u8],
    strictness: Strictness,
) -> Result<Decoded<T>, DecodeError> {
    decode(&encoded::quoted(body), strictness)
}

/// Implements `Deserialize` for a place: whatever the format, its value is read as JSON by the same decoder.
///
/// It takes two passes and tells no drift, but is only for users' own data; answers take the road of [`decode`].
pub(crate) fn bridge<'de, T: Place, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let json = serde_json::Value::deserialize(deserializer)?.to_string();
    let decoded = decode(json.as_bytes(), Strictness::Ignore).map_err(D::Error::custom)?;
    Ok(decoded.value)
}

/// The part of decoding that needs no type.
fn read_whole(
    body: &Body<'_>,
    place: &mut dyn Place,
    strictness: Strictness,
) -> Result<Notes, DecodeError> {
    let mut decoder = Decoder::new(body, strictness);
    let read = decoder.whole(place);
    let (mut notes, fault) = decoder.finish();
    notes.locate(body);
    match read {
        Err(Malformed(())) => Err(DecodeError::syntax(fault.located(body), notes)),
        Ok(false) => Err(DecodeError::useless(notes)),
        Ok(true) if strictness == Strictness::Deny && !notes.drift.is_empty() => {
            Err(DecodeError::denied(notes))
        }
        Ok(true) => Ok(notes),
    }
}
