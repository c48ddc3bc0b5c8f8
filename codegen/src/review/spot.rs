//! A value of one side of the comparison, with the place it is written at.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::document::{Document, Kind, Map, Node, Number, Pointer};

/// How many references are followed one after the other; a loaded document needs far fewer.
const REFERENCES: usize = 64;

/// A value and where it is written.
#[derive(Clone, Debug)]
pub(super) struct Spot<'d> {
    pub(super) node: &'d Node,
    pub(super) at: Pointer,
}

impl<'d> Spot<'d> {
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        let node = self.node.get(key)?;
        Some(Self {
            node,
            at: self.at.child(key),
        })
    }

    pub(super) fn text(&self, key: &str) -> Option<&'d str> {
        self.node.get(key)?.as_text()
    }

    /// A truth value that is false where it is not written.
    pub(super) fn flag(&self, key: &str) -> bool {
        self.node.get(key).and_then(Node::as_bool).unwrap_or(false)
    }

    pub(super) fn reference(&self) -> Option<&'d str> {
        self.text("$ref")
    }

    /// Keys and values in the order of the document; nothing where this is no map.
    pub(super) fn entries(&self) -> Vec<(&'d str, Self)> {
        let entries = self.node.as_map().map(Map::entries);
        let entries = entries.unwrap_or_default().iter();
        let spot = |entry: &'d crate::document::Entry| Self {
            node: &entry.value,
            at: self.at.child(entry.key.as_str()),
        };
        entries
            .map(|entry| (entry.key.as_str(), spot(entry)))
            .collect()
    }

    /// The entries of a map below a key.
    pub(super) fn under(&self, key: &str) -> Vec<(&'d str, Self)> {
        self.get(key).map(|map| map.entries()).unwrap_or_default()
    }

    /// The items of a list below a key.
    pub(super) fn list(&self, key: &str) -> Vec<Self> {
        let list = self.get(key);
        let items = list.as_ref().and_then(|list| list.node.as_list());
        let spot = |(index, node): (usize, &'d Node)| Self {
            node,
            at: self.at.child(key).item(index),
        };
        items
            .unwrap_or_default()
            .iter()
            .enumerate()
            .map(spot)
            .collect()
    }

    /// The texts of a list below a key.
    pub(super) fn texts(&self, key: &str) -> Vec<&'d str> {
        let items = self.list(key);
        items
            .iter()
            .filter_map(|item| item.node.as_text())
            .collect()
    }

    pub(super) fn json(&self) -> String {
        json(self.node).to_string()
    }
}

/// One document and what of it was looked at through a reference.
#[derive(Debug)]
pub(super) struct Tree<'d> {
    document: &'d Document,
    touched: RefCell<BTreeSet<Pointer>>,
}

impl<'d> Tree<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            touched: RefCell::default(),
        }
    }

    pub(super) fn root(&self) -> Option<Spot<'d>> {
        self.spot(&Pointer::root())
    }

    pub(super) fn spot(&self, at: &Pointer) -> Option<Spot<'d>> {
        let node = self.document.node(at)?;
        Some(Spot {
            node,
            at: at.clone(),
        })
    }

    /// What a value stands for: itself, or what its reference leads to. What leads nowhere stands for itself.
    pub(super) fn follow(&self, spot: &Spot<'d>) -> Spot<'d> {
        let mut spot = spot.clone();
        for _ in 0..REFERENCES {
            let target = spot.reference().and_then(Pointer::parse);
            let Some(next) = target.and_then(|at| self.spot(&at)) else {
                break;
            };
            self.touched.borrow_mut().insert(next.at.clone());
            spot = next;
        }
        spot
    }

    pub(super) fn is_touched(&self, at: &Pointer) -> bool {
        self.touched.borrow().contains(at)
    }

    /// Looks at all that a value refers to, directly or not; the names of the components.
    pub(super) fn reach(&self, spot: &Spot<'d>) -> BTreeSet<Pointer> {
        let mut found = BTreeSet::new();
        let mut waiting = vec![spot.node];
        while let Some(node) = waiting.pop() {
            match &node.kind {
                Kind::Map(map) => waiting.extend(map.entries().iter().map(|entry| &entry.value)),
                Kind::List(items) => waiting.extend(items),
                _ => {}
            }
            let reference = node.get("$ref").and_then(Node::as_text);
            let target = reference.and_then(Pointer::parse);
            if let Some(at) = target.filter(|at| !found.contains(at)) {
                waiting.extend(self.document.node(&at));
                found.insert(at);
            }
        }
        self.touched.borrow_mut().extend(found.iter().cloned());
        found
    }
}

/// The value as JSON, keys in their own order, which the reader of a map need not know.
pub(super) fn json(node: &Node) -> Value {
    match &node.kind {
        Kind::Null | Kind::Refused => Value::Null,
        Kind::Bool(value) => (*value).into(),
        Kind::Number(Number::Whole(value)) => (*value).into(),
        Kind::Number(Number::Negative(value)) => (*value).into(),
        Kind::Number(Number::Float(value)) => (*value).into(),
        Kind::Text(text) => text.as_str().into(),
        Kind::List(items) => items.iter().map(json).collect(),
        Kind::Map(map) => {
            let sorted: BTreeMap<_, _> = map
                .entries()
                .iter()
                .map(|entry| (entry.key.as_str(), json(&entry.value)))
                .collect();
            sorted
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect()
        }
    }
}

/// A text as JSON writes it.
pub(super) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Whether two values are the same, whatever the order of their keys.
pub(super) fn same(one: Option<&Spot<'_>>, other: Option<&Spot<'_>>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => json(one.node) == json(other.node),
        _ => false,
    }
}
