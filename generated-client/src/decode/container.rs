//! Places that hold other places: where a value of no use ends, and the rest goes on.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use super::decoder::Decoder;
use super::encoded::Encoded;
use super::error::Malformed;
use super::place::{Fields, Place, Record, RecordShape, Rest};
use super::show::{Personal, Shown, Texts};
use crate::drift::DriftKind;

impl<T: Place> Place for Option<T> {
    fn blank() -> Self {
        None
    }

    fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
        if from.json.null() || !self.insert(T::blank()).read(from)? {
            *self = None;
        }
        Ok(true)
    }

    fn encode(&self) -> Encoded {
        self.as_ref().map_or(Encoded::Null, T::encode)
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, texts: Texts) -> fmt::Result {
        match self {
            Some(value) => f.debug_tuple("Some").field(&Shown(value, texts)).finish(),
            None => f.write_str("None"),
        }
    }

    fn may_be_missing(&self) -> bool {
        true
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

/// A boxed record is the record; a boxed anything else has no impl, as `Box` is open to other crates for all the compiler knows.
impl<T: Record> Record for Box<T> {
    const SHAPE: RecordShape = T::SHAPE;

    fn blank() -> Self {
        Self::new(Record::blank())
    }

    fn place(&mut self, key: &str) -> Option<&mut dyn Place> {
        self.as_mut().place(key)
    }

    fn fields<'a>(&'a self, fields: &mut Fields<'a>) {
        self.as_ref().fields(fields);
    }

    fn rest(&mut self) -> Option<&mut dyn Rest> {
        self.as_mut().rest()
    }

    fn extent(&self) -> Range<usize> {
        self.as_ref().extent()
    }
}

impl<T: Place> Place for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
        self.clear();
        if !from.open(b'[')? {
            return Ok(true);
        }
        let mut index = 0;
        while let Some(start) = from.element(index)? {
            index += 1;
            // Read where it will stay: records are large, and most are good.
            self.push(T::blank());
            if let Some(element) = self.last_mut()
                && !element.read(from)?
            {
                self.pop();
                from.left_out(start);
            }
        }
        Ok(true)
    }

    fn encode(&self) -> Encoded {
        Encoded::List(self.iter().map(T::encode).collect())
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, texts: Texts) -> fmt::Result {
        f.debug_list()
            .entries(self.iter().map(|element| Shown(element, texts)))
            .finish()
    }

    fn may_be_missing(&self) -> bool {
        true
    }
}

impl<T: Place> Place for BTreeMap<String, T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
        self.clear();
        if !from.open(b'{')? {
            return Ok(true);
        }
        let mut first = true;
        while let Some((key, start)) = from.entry(first)? {
            first = false;
            if !self.read_entry(key, from)? {
                from.left_out(start);
            }
        }
        Ok(true)
    }

    fn encode(&self) -> Encoded {
        let entry = |(key, value): (&String, &T)| (Cow::Owned(key.clone()), value.encode());
        Encoded::Object(self.iter().map(entry).collect())
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, texts: Texts) -> fmt::Result {
        let entries = self
            .iter()
            .map(|(key, value)| (Personal(key, texts), Shown(value, texts)));
        f.debug_map().entries(entries).finish()
    }

    fn may_be_missing(&self) -> bool {
        true
    }
}

impl<T: Place> Rest for BTreeMap<String, T> {
    fn read_entry(&mut self, key: String, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
        let mut value = T::blank();
        let useful = value.read(from)?;
        let earlier = if useful {
            self.insert(key, value)
        } else {
            self.remove(&key)
        };
        if earlier.is_some() {
            from.note(DriftKind::RepeatedKey);
        }
        Ok(useful)
    }
}
