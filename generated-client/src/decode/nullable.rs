//! A property that may be left out and may be null, where a request tells the two apart.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::bridge;
use super::decoder::Decoder;
use super::encoded::Encoded;
use super::error::Malformed;
use super::place::Place;
use super::show::{Shown, Texts};

/// A property that a request may leave out, set to null or give a value.
///
/// To a `PATCH` that are three things: what is absent stays as it is, what is null is taken away, and a value is set. An
/// answer is read into the same three, so that a record which is read, changed and sent back says what it said.
///
/// A value and an `Option` become one by `into`, where `None` is null:
///
/// ```
/// use generated_client::Nullable;
///
/// let given: Nullable<i64> = 3.into();
/// assert_eq!(given, Nullable::Value(3));
/// let taken_away: Nullable<i64> = None.into();
/// assert_eq!(taken_away, Nullable::Null);
/// assert_eq!(Nullable::<i64>::default(), Nullable::Absent);
/// ```
///
/// `Debug` may be logged: it shows no text and no date. By itself, outside a record, what is absent serializes as null.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Nullable<T> {
    /// The property is left out.
    #[default]
    Absent,
    /// The property is null.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Whether the property is left out.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the property is there and null.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value, if there is one.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value by itself, if there is one.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The same with the value by reference.
    #[must_use]
    pub const fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// The same with another value in the place of the value.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Nullable<U> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(change(value)),
        }
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is null: what is to be left out is [`Nullable::Absent`].
impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T: Place> Place for Nullable<T> {
    fn blank() -> Self {
        Self::Absent
    }

    /// A value of no use is noted, and the property is as if it were absent.
    fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
        *self = if from.json.null() {
            Self::Null
        } else {
            from.value()?.map_or(Self::Absent, Self::Value)
        };
        Ok(true)
    }

    fn encode(&self) -> Encoded {
        self.value().map_or(Encoded::Null, T::encode)
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, texts: Texts) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("Absent"),
            Self::Null => f.write_str("Null"),
            Self::Value(value) => f.debug_tuple("Value").field(&Shown(value, texts)).finish(),
        }
    }

    fn may_be_missing(&self) -> bool {
        true
    }

    fn is_absent(&self) -> bool {
        Self::is_absent(self)
    }
}

impl<T: Place> fmt::Debug for Nullable<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show(f, Texts::Redacted)
    }
}

impl<T: Place> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.encode().serialize(serializer)
    }
}

impl<'de, T: Place> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        bridge(deserializer)
    }
}
