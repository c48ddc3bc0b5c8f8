//! What JSON is read into and written from: the two traits that generated code implements.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::ptr;

use super::decoder::Decoder;
use super::encoded::Encoded;
use super::error::Malformed;
use super::show::{self, Texts};

/// A place that a JSON value is read into, and written from: a field, an element of a list, a payload.
///
/// It is implemented by every type that a payload is made of, and by no other: this crate is its only home.
pub trait Place {
    /// What stands there before anything is read. It is never seen by users.
    fn blank() -> Self
    where
        Self: Sized;

    /// Reads the value that stands next.
    ///
    /// `false`: the value was stepped over and noted, but is of no use; whoever owns the place drops it.
    ///
    /// # Errors
    ///
    /// Only where the text is no JSON.
    fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed>;

    /// The value as JSON.
    fn encode(&self) -> Encoded;

    /// Prints the value as `Debug` does.
    ///
    /// # Errors
    ///
    /// Those of the formatter.
    fn show(&self, f: &mut fmt::Formatter<'_>, texts: Texts) -> fmt::Result;

    /// Whether a record stays of use without this field although the document requires it.
    fn may_be_missing(&self) -> bool {
        false
    }

    /// Whether an encoded record leaves this field out.
    fn is_absent(&self) -> bool {
        false
    }

    /// Forgets what an earlier [`read`](Self::read) left, where the next would not: a field may stand twice in its object.
    fn reset(&mut self) {}
}

/// A field of a record, or an entry of the map beside its fields.
pub(super) struct Field<'a> {
    /// Its name on the wire.
    pub(super) name: &'a str,
    pub(super) place: &'a dyn Place,
    /// Whether the document has the name; the key of an entry may be personal.
    pub(super) is_listed: bool,
}

/// The keys of a record that the document does not list but describes: a map beside its fields.
pub trait Rest {
    /// Reads the value that stands next under a key; `false` where it is of no use.
    ///
    /// # Errors
    ///
    /// Only where the text is no JSON.
    fn read_entry(&mut self, key: String, from: &mut Decoder<'_>) -> Result<bool, Malformed>;
}

/// The fields of a record, one after another.
#[derive(Default)]
pub struct Fields<'a>(Vec<Field<'a>>);

impl<'a> Fields<'a> {
    /// Adds a field by its wire name.
    pub fn add(&mut self, wire: &'static str, place: &'a dyn Place) {
        self.0.push(Field {
            name: wire,
            place,
            is_listed: true,
        });
    }

    /// Adds the keys that the document does not list.
    pub fn rest<T: Place>(&mut self, rest: &'a BTreeMap<String, T>) {
        let entries = rest.iter().map(|(key, value)| Field {
            name: key,
            place: value,
            is_listed: false,
        });
        self.0.extend(entries);
    }

    /// The fields of a record.
    pub(super) fn of(record: &'a dyn AnyRecord) -> Vec<Field<'a>> {
        let mut fields = Self::default();
        record.fields(&mut fields);
        fields.0
    }
}

/// What the document says about a record.
pub struct RecordShape {
    /// The name of the struct.
    pub name: &'static str,
    /// Keys that the document requires. One that is missing is noted, and unless its place may be missing, the record is of no use.
    pub required: &'static [&'static str],
    /// Keys whose null the document does not allow although their place would take it. An alias counts as a key of its own.
    pub not_null: &'static [&'static str],
}

/// A struct that a JSON object is read into: data about its fields, and no behaviour.
pub trait Record {
    /// What the document says about it.
    const SHAPE: RecordShape;

    /// A record with nothing read.
    fn blank() -> Self
    where
        Self: Sized;

    /// The field that a key names. It lies within the record: its address is how a field is told from the others.
    fn place(&mut self, key: &str) -> Option<&mut dyn Place>;

    /// Adds all fields, in the order of the document.
    fn fields<'a>(&'a self, fields: &mut Fields<'a>);

    /// What takes the keys that are no field; without it they are drift.
    fn rest(&mut self) -> Option<&mut dyn Rest> {
        None
    }

    /// The addresses that its fields have.
    fn extent(&self) -> Range<usize> {
        let start = ptr::from_ref(self).addr();
        start..start + size_of_val(self)
    }
}

/// The part of [`Record`] that needs no type: the one loop over keys is compiled once for all records.
pub(super) trait AnyRecord {
    fn place(&mut self, key: &str) -> Option<&mut dyn Place>;
    fn fields<'a>(&'a self, fields: &mut Fields<'a>);
    fn rest(&mut self) -> Option<&mut dyn Rest>;
    fn extent(&self) -> Range<usize>;
}

impl<T: Record> AnyRecord for T {
    fn place(&mut self, key: &str) -> Option<&mut dyn Place> {
        Record::place(self, key)
    }

    fn fields<'a>(&'a self, fields: &mut Fields<'a>) {
        Record::fields(self, fields);
    }

    fn rest(&mut self) -> Option<&mut dyn Rest> {
        Record::rest(self)
    }

    fn extent(&self) -> Range<usize> {
        Record::extent(self)
    }
}

impl<T: Record> Place for T {
    fn blank() -> Self {
        Record::blank()
    }

    fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
        from.record(self, const { &T::SHAPE })
    }

    fn encode(&self) -> Encoded {
        encode_record(self, T::SHAPE.required)
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, texts: Texts) -> fmt::Result {
        show::record(self, T::SHAPE.name, f, texts)
    }

    fn reset(&mut self) {
        *self = Record::blank();
    }
}

/// What is absent is left out, unless the document requires it: then it is null, which such a place may be.
fn encode_record(record: &dyn AnyRecord, required: &[&str]) -> Encoded {
    let present = |Field { name, place, .. }: Field<'_>| {
        (!place.is_absent() || required.contains(&name))
            .then(|| (Cow::Owned(name.to_owned()), place.encode()))
    };
    Encoded::Object(Fields::of(record).into_iter().filter_map(present).collect())
}
