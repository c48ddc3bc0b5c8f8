//! A schema as it means, not as it is written: compositions of one part are opened, keys are looked up wherever they stand.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::spot::{Spot, Tree, json};
use crate::document::Pointer;

/// How deep the shape of a schema is looked at when two are compared for a rename.
const DEPTH: usize = 6;

/// Keys that only people read.
pub(super) const DOCS: &[&str] = &[
    "description",
    "summary",
    "title",
    "example",
    "examples",
    "externalDocs",
];

/// The only part of a composition, and what the composition is: one of one is that one. With a discriminator it is a choice
/// all the same.
fn only_part<'d>(schema: &Spot<'d>) -> Option<(&'static str, Spot<'d>)> {
    let is_choice = schema.get("discriminator").is_some();
    let keys: &[&str] = if is_choice {
        &["allOf"]
    } else {
        &["allOf", "oneOf", "anyOf"]
    };
    keys.iter()
        .find_map(|key| match schema.list(key).as_slice() {
            [only] => Some((*key, only.clone())),
            _ => None,
        })
}

/// The component that a schema is, by a reference or by a composition of one that adds words to it.
pub(super) fn name_of(spot: &Spot<'_>) -> Option<Pointer> {
    let only = only_part(spot);
    let reference = match &only {
        Some((_, only)) => only.reference(),
        None => spot.reference(),
    };
    reference.and_then(Pointer::parse)
}

/// The keys that a schema has in effect.
#[derive(Clone, Debug)]
pub(super) struct View<'d> {
    /// The schema itself, its references followed.
    pub(super) outer: Spot<'d>,
    /// Where it is written, or referred to.
    pub(super) place: Pointer,
    /// The component that it is, if it is one.
    pub(super) name: Option<Pointer>,
    pub(super) keys: BTreeMap<&'d str, Spot<'d>>,
    required: OnceCell<BTreeSet<&'d str>>,
}

impl<'d> View<'d> {
    pub(super) fn of(tree: &Tree<'d>, spot: &Spot<'d>) -> Self {
        Self::within(tree, spot, DEPTH * 4)
    }

    fn within(tree: &Tree<'d>, spot: &Spot<'d>, depth: usize) -> Self {
        let outer = tree.follow(spot);
        let mut keys: BTreeMap<_, _> = outer.entries().into_iter().collect();
        if let Some((composition, only)) = only_part(&outer)
            && depth > 0
        {
            let inner = Self::within(tree, &only, depth - 1);
            let is_apart = |key: &&str| {
                *key == composition || !(keys.contains_key(*key) && inner.keys.contains_key(*key))
            };
            let merges = ["properties", "required", "enum", "oneOf", "anyOf"];
            if merges.iter().all(is_apart) {
                keys.remove(composition);
                for (key, value) in inner.keys {
                    keys.entry(key).or_insert(value);
                }
            }
        }
        Self {
            outer,
            place: spot.at.clone(),
            name: name_of(spot),
            keys,
            required: OnceCell::new(),
        }
    }

    /// Where a value of this schema is told: where it is written. What this side refers to and the other one does not is
    /// told at the reference, for the component is as it was.
    pub(super) fn told(&self, other: &Self, at: &Pointer) -> Pointer {
        let is_apart = self.name.is_some() && other.name.is_none();
        if is_apart && !at.segments().starts_with(self.place.segments()) {
            self.place.clone()
        } else {
            at.clone()
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&Spot<'d>> {
        self.keys.get(key)
    }

    pub(super) fn text(&self, key: &str) -> Option<&'d str> {
        self.get(key)?.node.as_text()
    }

    pub(super) fn flag(&self, key: &str) -> bool {
        self.get(key)
            .and_then(|spot| spot.node.as_bool())
            .unwrap_or(false)
    }

    /// The items of a list.
    pub(super) fn list(&self, key: &str) -> Vec<Spot<'d>> {
        let Some(list) = self.get(key) else {
            return Vec::new();
        };
        let items = list.node.as_list().unwrap_or_default();
        let spot = |(index, node)| Spot {
            node,
            at: list.at.item(index),
        };
        items.iter().enumerate().map(spot).collect()
    }

    pub(super) fn entries(&self, key: &str) -> Vec<(&'d str, Spot<'d>)> {
        self.get(key).map(Spot::entries).unwrap_or_default()
    }

    /// The names that it requires.
    pub(super) fn required(&self) -> &BTreeSet<&'d str> {
        self.required.get_or_init(|| {
            let items = self.list("required").into_iter();
            items.filter_map(|item| item.node.as_text()).collect()
        })
    }
}

impl View<'_> {
    /// Whether the client's type of it has room for nothing at all: an `Option`, a list, a map. A record keeps its use
    /// without such a value, though the document requires it.
    pub(super) fn holds_nothing(&self) -> bool {
        let is_map = || {
            let parts = ["properties", "allOf", "oneOf", "anyOf"];
            let is_closed = self
                .get("additionalProperties")
                .is_some_and(|spot| spot.node.as_bool() == Some(false));
            !is_closed && parts.iter().all(|key| self.get(key).is_none())
        };
        match self.text("type") {
            _ if self.flag("nullable") => true,
            Some("array") => true,
            Some("object") => is_map(),
            _ => false,
        }
    }
}

/// What a schema accepts, as a text that two schemas share if and only if they accept the same, as deep as is looked.
pub(super) fn shape(tree: &Tree<'_>, spot: &Spot<'_>) -> String {
    shape_within(tree, spot, DEPTH)
}

fn shape_within(tree: &Tree<'_>, spot: &Spot<'_>, depth: usize) -> String {
    if depth == 0 {
        return "...".to_owned();
    }
    let view = View::of(tree, spot);
    let inner = |spot: &Spot<'_>| shape_within(tree, spot, depth - 1);
    let mut text = String::from("{");
    for (key, value) in &view.keys {
        let shown = match *key {
            key if DOCS.contains(&key) => continue,
            "properties" => {
                let mut fields: Vec<_> = value
                    .entries()
                    .iter()
                    .map(|(name, field)| format!("{name}:{}", inner(field)))
                    .collect();
                fields.sort();
                fields.join(",")
            }
            "items" | "not" => inner(value),
            "additionalProperties" if value.node.as_map().is_some() => inner(value),
            "allOf" | "oneOf" | "anyOf" => {
                let branches: Vec<_> = view.list(key).iter().map(inner).collect();
                branches.join("|")
            }
            "required" => {
                let names: Vec<&str> = view.required().iter().copied().collect();
                names.join(",")
            }
            _ => json(value.node).to_string(),
        };
        text.push_str(key);
        text.push('=');
        text.push_str(&shown);
        text.push(';');
    }
    text.push('}');
    text
}
