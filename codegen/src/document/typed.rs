//! Gives the tree to `openapiv3` as serde sees it, so that the text is not read again.
//!
//! `openapiv3` copies each schema with all that is in it before it looks inside, and does so again one level deeper.
//! So each schema is read by itself, with stubs in place of the schemas in it, which are filled in afterwards:
//! time, memory and stack stay small however the schemas are nested.

mod fill;

use std::cell::RefCell;

use openapiv3::{OpenAPI, Schema};
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

use super::table::{self, Value};
use super::tree::{Kind, Map, Node, Number};
use fill::Fill;

/// What the reference of a stub begins with; no real reference does, not even one that is refused.
const STUB: char = '\0';

/// What the typed form refuses, although the table allows it.
pub(super) struct Defect<'n> {
    /// The schema that it is in, or the document.
    pub(super) node: &'n Node,
    pub(super) error: Error,
}

/// Reads a checked tree as a typed document.
pub(super) fn read(root: &Node) -> Result<OpenAPI, Defect<'_>> {
    let (mut api, inner) = alone::<OpenAPI>(root, &table::ROOT)?;
    Fill { inner: &inner }.document(&mut api)?;
    Ok(api)
}

/// Reads a schema, and those in it.
fn schema(node: &Node) -> Result<Schema, Defect<'_>> {
    let (mut schema, inner) = alone::<Schema>(node, &table::ANY_SCHEMA)?;
    Fill { inner: &inner }.schema(&mut schema)?;
    Ok(schema)
}

/// Reads a value with stubs in place of the schemas in it, and returns these, in the order of their stubs.
fn alone<'n, T: Deserialize<'n>>(
    node: &'n Node,
    value: &'static Value,
) -> Result<(T, Vec<&'n Node>), Defect<'n>> {
    let inner = RefCell::default();
    match T::deserialize(Reader {
        node,
        value,
        inner: &inner,
    }) {
        Ok(typed) => Ok((typed, inner.into_inner())),
        Err(error) => Err(Defect { node, error }),
    }
}

/// A value, what the table says it is, and the schemas that are left out so far.
#[derive(Clone, Copy)]
struct Reader<'de, 'i> {
    node: &'de Node,
    value: &'static Value,
    inner: &'i RefCell<Vec<&'de Node>>,
}

impl<'de> Reader<'de, '_> {
    /// The entries that `openapiv3` gets to see.
    fn entries(self, map: &'de Map) -> impl Iterator<Item = (&'de str, Self)> {
        let entries = map
            .entries()
            .iter()
            .filter(move |entry| !self.value.is_unread(&entry.key));
        entries.map(move |entry| {
            let value = self.value.inner(&entry.key).unwrap_or(&Value::Free);
            (
                entry.key.as_str(),
                Self {
                    node: &entry.value,
                    value,
                    ..self
                },
            )
        })
    }

    fn items(self, items: &'de [Node]) -> impl Iterator<Item = Self> {
        let value = self.value.inner("").unwrap_or(&Value::Free);
        items.iter().map(move |node| Self {
            node,
            value,
            ..self
        })
    }

    /// Whether this is a schema within the value that is read, and no reference.
    fn is_inner_schema(&self) -> bool {
        self.value.is_schema_slot()
            && self
                .node
                .as_map()
                .is_some_and(|map| map.entry("$ref").is_none())
    }

    /// What stands for an inner schema: a reference with its number.
    fn stub(self) -> impl MapAccess<'de, Error = Error> {
        let mut inner = self.inner.borrow_mut();
        inner.push(self.node);
        let stub = format!("{STUB}{}", inner.len() - 1);
        MapDeserializer::new(std::iter::once(("$ref", stub)))
    }
}

impl<'de> IntoDeserializer<'de> for Reader<'de, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Reader<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_inner_schema() {
            return visitor.visit_map(self.stub());
        }
        match &self.node.kind {
            Kind::Null | Kind::Refused => visitor.visit_unit(),
            Kind::Bool(value) => visitor.visit_bool(*value),
            Kind::Number(Number::Whole(value)) => visitor.visit_u64(*value),
            Kind::Number(Number::Negative(value)) => visitor.visit_i64(*value),
            Kind::Number(Number::Float(value)) => visitor.visit_f64(*value),
            Kind::Text(text) => visitor.visit_borrowed_str(text),
            Kind::List(items) => visitor.visit_seq(SeqDeserializer::new(self.items(items))),
            Kind::Map(map) => visitor.visit_map(MapDeserializer::new(self.entries(map))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.node.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let text = self.node.as_text().unwrap_or_default();
        text.into_deserializer()
            .deserialize_enum(name, variants, visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
