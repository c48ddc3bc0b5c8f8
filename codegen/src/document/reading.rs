//! Asks a second YAML reader whether it reads the same values, so that no tool sees another document.

use std::cell::Cell;
use std::fmt::{self, Formatter};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::Pointer;
use super::problem::Problems;
use super::tree::{Entry, Kind, Node, Number, Place};
use crate::diagnostic::{Code, excerpt};

/// Reads the text again with `serde_yaml`, the only use of that crate, and compares each value with the tree.
pub(super) fn check(text: &str, root: &Node, problems: &mut Problems) {
    let differs = Cell::new(None);
    let reader = serde_yaml::Deserializer::from_str(text);
    let Err(error) = Same {
        node: root,
        differs: &differs,
    }
    .deserialize(reader) else {
        return;
    };
    let (place, message) = match (differs.get(), error.location()) {
        (Some(place), _) => (
            place,
            "two readers of YAML take this for different values".to_owned(),
        ),
        (None, at) => {
            let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let place = at.map(|at| Place {
                line: size(at.line()),
                column: size(at.column()),
                width: 1,
            });
            let message = format!(
                "a second reader of YAML refuses this: {}",
                excerpt(&error.to_string())
            );
            (place.unwrap_or_default(), message)
        }
    };
    let hint = "write it in another way: in double quotes, or in lines of its own";
    let pointer = || {
        let mut way = Vec::new();
        leads_to(root, place, &mut way);
        way.into_iter().collect::<Pointer>()
    };
    problems.report(Code::ReadersDisagree, place, pointer, message, hint);
}

/// Finds the value or the key at a place; the way is empty where none begins there.
fn leads_to(node: &Node, place: Place, way: &mut Vec<String>) -> bool {
    let mut enter = |step: String, is_it: bool, inner: &Node| {
        way.push(step);
        let found = is_it || leads_to(inner, place, way);
        if !found {
            way.pop();
        }
        found
    };
    node.place == place
        || match &node.kind {
            Kind::List(items) => {
                let mut items = items.iter().enumerate();
                items.any(|(index, item)| enter(index.to_string(), false, item))
            }
            Kind::Map(map) => map
                .entries()
                .iter()
                .any(|entry| enter(entry.key.clone(), entry.place == place, &entry.value)),
            _ => false,
        }
}

/// A value of the tree that the other reader must read too.
#[derive(Clone, Copy)]
struct Same<'n> {
    node: &'n Node,
    /// Where the first difference is.
    differs: &'n Cell<Option<Place>>,
}

impl Same<'_> {
    fn check<E: Error>(self, is_same: bool) -> Result<(), E> {
        if is_same {
            return Ok(());
        }
        self.differs.set(Some(self.node.place));
        Err(E::custom("the readings differ"))
    }

    fn number<E: Error>(self, number: Number) -> Result<(), E> {
        self.check(self.node.as_number() == Some(number))
    }
}

impl<'de> DeserializeSeed<'de> for Same<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Same<'_> {
    type Value = ();

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the value of the first reading")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.check(self.node.is_null())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.check(self.node.as_bool() == Some(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.number(Number::Whole(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.number(u64::try_from(value).map_or(Number::Negative(value), Number::Whole))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.number(Number::Float(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.check(self.node.as_text() == Some(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Kind::List(items) = &self.node.kind else {
            return self.check(false);
        };
        for node in items {
            let item = list.next_element_seed(Self { node, ..self })?;
            self.check(item.is_some())?;
        }
        let more = list.next_element::<serde::de::IgnoredAny>()?;
        self.check(more.is_none())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Kind::Map(known) = &self.node.kind else {
            return self.check(false);
        };
        for entry in known.entries() {
            let key = map.next_key_seed(SameKey {
                entry,
                differs: self.differs,
            })?;
            self.check(key.is_some())?;
            map.next_value_seed(Self {
                node: &entry.value,
                ..self
            })?;
        }
        let more = map.next_key::<serde::de::IgnoredAny>()?;
        self.check(more.is_none())
    }
}

/// A key of the tree that the other reader must read too, as a text even where it is a number.
struct SameKey<'n> {
    entry: &'n Entry,
    differs: &'n Cell<Option<Place>>,
}

impl<'de> DeserializeSeed<'de> for SameKey<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_str(self)
    }
}

impl Visitor<'_> for SameKey<'_> {
    type Value = ();

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the key of the first reading")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        if self.entry.key == text {
            return Ok(());
        }
        self.differs.set(Some(self.entry.place));
        Err(E::custom("the readings differ"))
    }
}
