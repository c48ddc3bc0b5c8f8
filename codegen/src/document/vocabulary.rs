//! The table as a list, so that another module's test can ask whether it knows every key.

use std::collections::BTreeSet;

use super::pointer::Pointer;
use super::table::{Object, ROOT, Value};
use super::tree::{Kind, Node};

/// An object, by its noun, and one of its keys.
pub(crate) type Word = (&'static str, String);

/// Every key of every object of the table.
pub(crate) fn vocabulary() -> BTreeSet<Word> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![&ROOT];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(object) | Value::RefOr(object) if seen.insert(object.noun) => {
                add(object, &mut found);
                waiting.extend(object.keys.iter().map(|key| key.value));
                waiting.extend(object.other.iter().map(|other| other.value));
            }
            Value::List(inner)
            | Value::Map(inner)
            | Value::Components(inner)
            | Value::BoolOr(inner) => waiting.push(inner),
            _ => {}
        }
    }
    found
}

fn add(object: &'static Object, found: &mut BTreeSet<Word>) {
    let keys = object
        .keys
        .iter()
        .map(|key| (object.noun, key.name.to_owned()));
    found.extend(keys);
}

/// Every key of a document that the table knows, and where it is.
pub(crate) fn occurrences(root: &Node) -> Vec<(Pointer, Word)> {
    let mut found = Vec::new();
    walk(root, &ROOT, &Pointer::root(), &mut found);
    found
}

fn walk(node: &Node, value: &'static Value, at: &Pointer, found: &mut Vec<(Pointer, Word)>) {
    if node.get("$ref").is_some() {
        return;
    }
    match &node.kind {
        Kind::Map(map) => {
            for entry in map.entries() {
                let at = at.child(entry.key.as_str());
                if let Value::Object(object) | Value::RefOr(object) = value
                    && object.key(&entry.key).is_some()
                {
                    found.push((at.clone(), (object.noun, entry.key.clone())));
                }
                if let Some(inner) = value.inner(&entry.key) {
                    walk(&entry.value, inner, &at, found);
                }
            }
        }
        Kind::List(items) => {
            for (index, item) in items.iter().enumerate() {
                if let Some(inner) = value.inner(&index.to_string()) {
                    walk(item, inner, &at.item(index), found);
                }
            }
        }
        _ => {}
    }
}
