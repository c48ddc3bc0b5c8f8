//! The vocabulary of OpenAPI 3.0.3: what the table knows, for whoever checks what is said about it.

use super::pointer::Pointer;
use super::table::{self, Need, Object, Value};
use super::tree::{Kind, Node};
use super::{Document, Map};

/// A key of an object of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The object as messages call it, such as `a schema`.
    pub object: &'static str,
    /// The key.
    pub key: &'static str,
    /// Whether the object must have it.
    pub is_required: bool,
}

/// Every key of every object, once each. The names that a document chooses itself are not among them.
#[must_use]
pub fn vocabulary() -> Vec<Term> {
    let mut seen: Vec<&'static Object> = Vec::new();
    objects(&table::ROOT, &mut seen);
    seen.into_iter().flat_map(terms).collect()
}

/// Adds the objects that a value may hold, each once.
fn objects(value: &'static Value, seen: &mut Vec<&'static Object>) {
    match value {
        Value::Object(object) | Value::RefOr(object) => {
            if seen.iter().any(|known| known.is(object)) {
                return;
            }
            seen.push(object);
            for key in object.keys {
                objects(key.value, seen);
            }
            if let Some(other) = &object.other {
                objects(other.value, seen);
            }
        }
        Value::List(inner)
        | Value::Map(inner)
        | Value::Components(inner)
        | Value::BoolOr(inner) => {
            objects(inner, seen);
        }
        _ => {}
    }
}

fn terms(object: &'static Object) -> impl Iterator<Item = Term> {
    object.keys.iter().map(|key| Term {
        object: object.noun,
        key: key.name,
        is_required: key.need == Need::Required,
    })
}

impl Document {
    /// Every key of the vocabulary that the document uses, with its place.
    #[must_use]
    pub fn terms(&self) -> Vec<(Term, Pointer)> {
        let mut found = Vec::new();
        uses(&self.tree, &table::ROOT, &Pointer::root(), &mut found);
        found
    }
}

fn uses(node: &Node, value: &'static Value, at: &Pointer, found: &mut Vec<(Term, Pointer)>) {
    match (&node.kind, value) {
        (Kind::Map(map), Value::RefOr(_)) if map.get("$ref").is_some() => {}
        (Kind::Map(map), Value::Object(object) | Value::RefOr(object)) => {
            let known = terms(object).filter(|term| map.get(term.key).is_some());
            found.extend(known.map(|term| (term, at.child(term.key))));
            below(map, value, at, found);
        }
        (Kind::Map(_), Value::BoolOr(inner)) => uses(node, inner, at, found),
        (Kind::Map(map), _) => below(map, value, at, found),
        (Kind::List(items), Value::List(inner)) => {
            for (index, item) in items.iter().enumerate() {
                uses(item, inner, &at.item(index), found);
            }
        }
        _ => {}
    }
}

fn below(map: &Map, value: &'static Value, at: &Pointer, found: &mut Vec<(Term, Pointer)>) {
    for entry in map.entries() {
        if let Some(inner) = value.inner(&entry.key) {
            uses(&entry.value, inner, &at.child(&entry.key), found);
        }
    }
}
