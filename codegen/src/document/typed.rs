//! Gives the tree to `openapiv3` as serde sees it, so that the text is not read again.

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

use super::problem::Problems;
use super::table::{self, Value};
use super::tree::{Kind, Node, Number};
use super::{Pointer, limit};
use crate::diagnostic::{Code, excerpt};

/// Reads a checked tree as a typed document; `None` where the reason is reported.
pub(super) fn read(root: &Node, problems: &mut Problems) -> Option<openapiv3::OpenAPI> {
    let reader = Reader {
        node: root,
        value: &table::ROOT,
    };
    let copies = reader.copies(0);
    if copies > limit::COPIES {
        let (limit, hint) = (
            limit::COPIES,
            "move inner schemas to `components` and use `$ref`",
        );
        let message = format!(
            "large schemas are nested so deep that reading them takes {copies} copies, over {limit}"
        );
        problems.report(Code::TooDeep, root.place, Pointer::root, message, hint);
        return None;
    }
    match openapiv3::OpenAPI::deserialize(reader) {
        Ok(api) => Some(api),
        Err(error) => {
            let error = excerpt(&error.to_string());
            let message =
                format!("the checks allow the document, but its typed form does not: {error}");
            problems.report(
                Code::TableDefect,
                root.place,
                Pointer::root,
                message,
                "please report this",
            );
            None
        }
    }
}

/// A value, and what the table says it is.
#[derive(Clone, Copy)]
struct Reader<'de> {
    node: &'de Node,
    value: &'static Value,
}

impl<'de> Reader<'de> {
    /// How many copies of values the reading makes: `openapiv3` copies a schema with all that is in it.
    fn copies(self, depth: usize) -> usize {
        let depth = depth
            + usize::from(matches!(self.value, Value::RefOr(object) if object.is(&table::SCHEMA)));
        let inner: usize = match &self.node.kind {
            Kind::List(items) => self.items(items).map(|item| item.copies(depth)).sum(),
            _ => self.entries().map(|(_, value)| value.copies(depth)).sum(),
        };
        depth + inner
    }

    /// The entries that `openapiv3` gets to see.
    fn entries(self) -> impl Iterator<Item = (&'de str, Self)> {
        let entries = self.node.as_map().into_iter().flat_map(super::Map::entries);
        entries
            .filter(move |entry| !self.value.is_unread(&entry.key))
            .map(move |entry| {
                let value = self.value.inner(&entry.key).unwrap_or(&Value::Free);
                (
                    entry.key.as_str(),
                    Self {
                        node: &entry.value,
                        value,
                    },
                )
            })
    }

    fn items(self, items: &'de [Node]) -> impl Iterator<Item = Self> {
        let value = self.value.inner("").unwrap_or(&Value::Free);
        items.iter().map(move |node| Self { node, value })
    }
}

impl<'de> IntoDeserializer<'de> for Reader<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.kind {
            Kind::Null | Kind::Refused => visitor.visit_unit(),
            Kind::Bool(value) => visitor.visit_bool(*value),
            Kind::Number(Number::Whole(value)) => visitor.visit_u64(*value),
            Kind::Number(Number::Negative(value)) => visitor.visit_i64(*value),
            Kind::Number(Number::Float(value)) => visitor.visit_f64(*value),
            Kind::Text(text) => visitor.visit_borrowed_str(text),
            Kind::List(items) => visitor.visit_seq(SeqDeserializer::new(self.items(items))),
            Kind::Map(_) => visitor.visit_map(MapDeserializer::new(self.entries())),
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
