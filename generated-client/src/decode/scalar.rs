//! What a scalar may stand for: all leniency towards single values is in this table.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;

use super::json::JsonType;
use super::{date, number};
use crate::drift::DriftKind;

/// A value as it came. Lists and objects have been stepped over: no scalar is read from them.
pub(super) enum Scalar<'a> {
    Null,
    Bool(bool),
    /// As it is written.
    Number(&'a str),
    Text(Cow<'a, str>),
    List,
    Object,
}

impl Scalar<'_> {
    pub(super) fn json_type(&self) -> JsonType {
        match self {
            Self::Null => JsonType::Null,
            Self::Bool(_) => JsonType::Boolean,
            Self::Number(_) => JsonType::Number,
            Self::Text(_) => JsonType::String,
            Self::List => JsonType::Array,
            Self::Object => JsonType::Object,
        }
    }

    /// Why it is of no use.
    pub(super) fn refused(&self) -> DriftKind {
        match self {
            Self::Null => DriftKind::Null,
            _ => DriftKind::WrongType(self.json_type()),
        }
    }

    fn coerced(&self) -> DriftKind {
        DriftKind::Coerced(self.json_type())
    }

    /// The number that it is, or that its text is.
    fn number(&self) -> Option<(&str, Option<DriftKind>)> {
        match self {
            Self::Number(number) => Some((number, None)),
            Self::Text(text) if number::is_number(text) => Some((text, Some(self.coerced()))),
            _ => None,
        }
    }
}

/// A value with what had to be tolerated to read it, if anything; else why there is none.
pub(super) type Read<T> = Result<(T, Option<DriftKind>), DriftKind>;

/// Reads a type from any scalar.
pub(super) trait FromScalar: Sized {
    fn from_scalar(scalar: &Scalar<'_>) -> Read<Self>;
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl FromScalar for $integer {
            fn from_scalar(scalar: &Scalar<'_>) -> Read<Self> {
                let read = || {
                    let (number, tolerated) = scalar.number()?;
                    Some((Self::try_from(number::integer(number)?).ok()?, tolerated))
                };
                read().ok_or_else(|| scalar.refused())
            }
        }
    )*};
}

integers!(i32 i64 u32 u64);

impl FromScalar for f64 {
    fn from_scalar(scalar: &Scalar<'_>) -> Read<Self> {
        let read = || {
            let (number, tolerated) = scalar.number()?;
            Some((number::float(number)?, tolerated))
        };
        read().ok_or_else(|| scalar.refused())
    }
}

impl FromScalar for bool {
    fn from_scalar(scalar: &Scalar<'_>) -> Read<Self> {
        let value = match scalar {
            Scalar::Bool(value) => return Ok((*value, None)),
            Scalar::Text(text) if text.eq_ignore_ascii_case("true") => true,
            Scalar::Text(text) if text.eq_ignore_ascii_case("false") => false,
            Scalar::Number(number) => match number::integer(number) {
                Some(1) => true,
                Some(0) => false,
                _ => return Err(scalar.refused()),
            },
            _ => return Err(scalar.refused()),
        };
        Ok((value, Some(scalar.coerced())))
    }
}

impl FromScalar for String {
    fn from_scalar(scalar: &Scalar<'_>) -> Read<Self> {
        match scalar {
            Scalar::Text(text) => Ok((text.clone().into_owned(), None)),
            Scalar::Number(number) => Ok(((*number).to_owned(), Some(scalar.coerced()))),
            Scalar::Bool(value) => Ok((value.to_string(), Some(scalar.coerced()))),
            _ => Err(scalar.refused()),
        }
    }
}

macro_rules! dates {
    ($($date:ty: $declared:path, $any:path;)*) => {$(
        impl FromScalar for $date {
            fn from_scalar(scalar: &Scalar<'_>) -> Read<Self> {
                let Scalar::Text(text) = scalar else {
                    return Err(scalar.refused());
                };
                if let Some((value, [])) = $declared(text.as_bytes()) {
                    return Ok((value, None));
                }
                let value = $any(text).ok_or_else(|| scalar.refused())?;
                Ok((value, Some(DriftKind::DateForm)))
            }
        }
    )*};
}

dates! {
    Date: date::date, date::any_date;
    Timestamp: date::timestamp, date::any_timestamp;
}
