//! Places for single values: read directly where they are as declared, else by the table of all leniency.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

use super::date;
use super::decoder::Decoder;
use super::encoded::Encoded;
use super::error::Malformed;
use super::place::Place;
use super::show::Texts;

macro_rules! integers {
    ($($integer:ty => $encoded:ident)*) => {$(
        impl Place for $integer {
            fn blank() -> Self {
                0
            }

            #[inline]
            fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
                if let Some((value, end)) = from.json.plain_integer()
                    && let Ok(value) = Self::try_from(value)
                {
                    *self = value;
                    from.json.at = end;
                    return Ok(true);
                }
                from.scalar(self)
            }

            fn encode(&self) -> Encoded {
                Encoded::$encoded((*self).into())
            }

            fn show(&self, f: &mut fmt::Formatter<'_>, _texts: Texts) -> fmt::Result {
                fmt::Debug::fmt(self, f)
            }
        }
    )*};
}

integers!(i32 => Int i64 => Int u32 => Int u64 => UInt);

impl Place for bool {
    fn blank() -> Self {
        false
    }

    #[inline]
    fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
        let read = match from.json.next() {
            b't' => from.json.word("true").then_some(true),
            b'f' => from.json.word("false").then_some(false),
            _ => None,
        };
        match read {
            Some(value) => *self = value,
            None => return from.scalar(self),
        }
        Ok(true)
    }

    fn encode(&self) -> Encoded {
        Encoded::Bool(*self)
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, _texts: Texts) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl Place for f64 {
    fn blank() -> Self {
        0.0
    }

    #[inline]
    fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
        from.scalar(self)
    }

    fn encode(&self) -> Encoded {
        Encoded::Float(*self)
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, _texts: Texts) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl Place for String {
    fn blank() -> Self {
        Self::new()
    }

    #[inline]
    fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
        match from.json.plain() {
            Some(text) => *self = text.to_owned(),
            None => return from.scalar(self),
        }
        Ok(true)
    }

    fn encode(&self) -> Encoded {
        Encoded::Text(self.clone())
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, texts: Texts) -> fmt::Result {
        texts.personal(f, self)
    }
}

macro_rules! dates {
    ($($date:ty: $blank:expr, $declared:path;)*) => {$(
        impl Place for $date {
            fn blank() -> Self {
                $blank
            }

            #[inline]
            fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
                match from.json.quoted($declared) {
                    Some(value) => *self = value,
                    None => return from.scalar(self),
                }
                Ok(true)
            }

            fn encode(&self) -> Encoded {
                Encoded::Text(self.to_string())
            }

            fn show(&self, f: &mut fmt::Formatter<'_>, texts: Texts) -> fmt::Result {
                texts.personal(f, self)
            }
        }
    )*};
}

dates! {
    Date: Date::ZERO, date::date;
    Timestamp: Timestamp::UNIX_EPOCH, date::timestamp;
}

impl Place for Value {
    fn blank() -> Self {
        Self::Null
    }

    #[inline]
    fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
        from.free_form(self)
    }

    fn encode(&self) -> Encoded {
        Encoded::Any(self.clone())
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, texts: Texts) -> fmt::Result {
        texts.personal(f, self)
    }
}
