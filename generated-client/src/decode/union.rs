//! Values that the document does not pin to one shape: open enums, and unions of types.

use std::fmt;

use serde_json::Value;

use super::decoder::Decoder;
use super::error::Malformed;
use super::json::JsonType;
use super::number;
use super::place::Place;
use super::scalar::Scalar;
use crate::drift::DriftKind;

/// A value of an enum that the document does not list, kept as it came.
///
/// Only this crate makes one, so that none can stand for a value that is listed.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unrecognized(Box<str>);

impl Unrecognized {
    pub(crate) fn new(value: &str) -> Self {
        Self(value.into())
    }

    /// The value of a long list that has this text, else the text itself.
    pub(crate) fn listed_or<T: Clone>(
        known: &'static [T],
        text: fn(&T) -> &str,
        value: &str,
    ) -> Result<T, Self> {
        let mut known = known.iter();
        let found = known.find(|known| text(known) == value).cloned();
        found.ok_or_else(|| Self::new(value))
    }

    /// The value as it stands on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// An enum of the document, which takes any text.
pub trait OpenEnum: for<'t> From<&'t str> {
    /// Whether the document lists the value.
    fn is_recognized(&self) -> bool;
}

/// An enum of the document that takes any whole number.
pub trait OpenInteger: From<i64> {
    /// Whether the document lists the value.
    fn is_recognized(&self) -> bool;
}

/// What generated code reads unions and enums by.
impl Decoder<'_> {
    /// Reads a value of an enum of whole numbers.
    pub fn open_integer<T: OpenInteger>(&mut self, place: &mut T) -> Result<bool, Malformed> {
        let mut number = 0_i64;
        if !number.read(self)? {
            return Ok(false);
        }
        *place = T::from(number);
        if !place.is_recognized() {
            self.note(DriftKind::UnknownValue);
        }
        Ok(true)
    }

    /// Reads a value of an enum.
    pub fn open_enum<T: OpenEnum>(&mut self, place: &mut T) -> Result<bool, Malformed> {
        if let Some(text) = self.json.plain() {
            *place = T::from(text);
        } else {
            match self.next_scalar()? {
                Scalar::Text(text) => *place = T::from(&text),
                other => return Ok(self.refuse(other.refused())),
            }
        }
        if !place.is_recognized() {
            self.note(DriftKind::UnknownValue);
        }
        Ok(true)
    }

    /// The type of the value that stands next, which is not read.
    pub fn json_type(&mut self) -> Result<JsonType, Malformed> {
        let found = self.json.json_type()?;
        if found != JsonType::Number {
            return Ok(found);
        }
        let start = self.json.at;
        let number = self.json.number()?;
        self.json.at = start;
        let whole = number::integer(number).is_some_and(|value| i64::try_from(value).is_ok());
        Ok(if whole {
            JsonType::Integer
        } else {
            JsonType::Number
        })
    }

    /// Reads the value that stands next as `T`.
    pub fn value<T: Place>(&mut self) -> Result<Option<T>, Malformed> {
        let mut value = T::blank();
        Ok(value.read(self)?.then_some(value))
    }

    /// Keeps the value that stands next as it came, as none of the shapes that the document lists; a null is of no use.
    pub fn unrecognized(&mut self) -> Result<Option<Value>, Malformed> {
        if self.json.null() {
            self.refuse(DriftKind::Null);
            return Ok(None);
        }
        self.note(DriftKind::UnknownVariant);
        self.value()
    }

    /// Puts a value in its place; `false` if there is none.
    #[expect(
        clippy::unused_self,
        reason = "it stands beside its sisters in generated code"
    )]
    pub fn keep<T>(&self, place: &mut T, value: Option<T>) -> bool {
        let Some(value) = value else {
            return false;
        };
        *place = value;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Unrecognized;

    #[test]
    fn a_long_list_is_searched_and_what_it_lacks_is_kept() {
        let find = |value| Unrecognized::listed_or(&["a", "b"], |known| known, value);
        assert_eq!(find("b"), Ok("b"));
        let lacking = find("c").expect_err("it is not listed");
        assert_eq!(lacking.as_str(), "c");
    }
}
