//! How near a change is to an item of the surface, by their names.

use std::collections::BTreeSet;

use crate::document::Pointer;
use crate::naming;
use crate::review::classify::{Change, Use};
use crate::review::surface::Moved;

/// Values that name nothing.
const UNNAMED: &[&str] = &[
    "", "string", "integer", "number", "boolean", "array", "object", "true", "false", "required",
    "optional",
];

/// How near the names of a place are to those of an item.
const OWN_NAME: u32 = 8;
const OWNER: u32 = 4;
const IN_SIGNATURE: u32 = 3;
const OF_OPERATION: u32 = 4;
const OF_ONE_OPERATION: u32 = 8;
const PART_OF_NAME: u32 = 2;

/// The operations that changes are used by, each once, as the words of its name.
#[derive(Default)]
pub(super) struct Operations(Vec<BTreeSet<String>>);

impl Operations {
    /// The number of an operation.
    fn number(&mut self, name: &str) -> usize {
        let words = words(name);
        let known = self.0.iter().position(|known| *known == words);
        known.unwrap_or_else(|| {
            self.0.push(words);
            self.0.len() - 1
        })
    }

    /// The numbers of those that an item names.
    fn named_by(&self, item: &Moved) -> BTreeSet<usize> {
        let of_item = words(&item.path);
        self.that(|operation| operation.is_subset(&of_item))
    }

    /// The numbers of those that an item is named for: its call, or the method of a handle.
    fn naming(&self, item: &Moved) -> BTreeSet<usize> {
        let call = words(item.path.rsplit("::").next().unwrap_or(&item.path));
        let mut method = words(&item.path);
        method.remove("api");
        self.that(|operation| *operation == call || *operation == method)
    }

    fn that(&self, is: impl Fn(&BTreeSet<String>) -> bool) -> BTreeSet<usize> {
        let all = self.0.iter().enumerate();
        let found = all.filter(|(_, operation)| is(operation));
        found.map(|(number, _)| number).collect()
    }
}

/// The names of a change, each as its words.
pub(super) struct Names {
    own: BTreeSet<String>,
    around: BTreeSet<String>,
    near: BTreeSet<String>,
    operations: BTreeSet<usize>,
    /// Whether one operation alone uses it.
    is_of_one: bool,
    /// Whether the name of the operation itself changes.
    is_of_name: bool,
}

/// The names of an item, each as its words.
pub(super) struct ItemNames {
    leaf: String,
    owners: Vec<String>,
    in_signature: BTreeSet<String>,
    operations: BTreeSet<usize>,
    named_for: BTreeSet<usize>,
}

fn key(name: &str) -> String {
    naming::words(name).concat().to_lowercase()
}

impl ItemNames {
    pub(super) fn of(item: &Moved, operations: &Operations) -> Self {
        let (owner, leaf) = item.path.rsplit_once("::").unwrap_or(("", &item.path));
        let owners = owner.split("::").map(key);
        let signatures = [&item.before, &item.after].into_iter().flatten();
        let parts =
            signatures.flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '_'));
        Self {
            leaf: key(leaf.split(':').next().unwrap_or(leaf)),
            owners: owners.filter(|name| !name.is_empty()).collect(),
            in_signature: parts.map(key).collect(),
            operations: operations.named_by(item),
            named_for: operations.naming(item),
        }
    }
}

impl Names {
    pub(super) fn of(change: &Change, operations: &mut Operations) -> Self {
        let pointers = [&change.base, &change.head];
        let pointers = pointers.into_iter().flatten().map(|place| &place.pointer);
        let mut own: BTreeSet<String> = change.names.iter().map(|name| key(name)).collect();
        let mut around = BTreeSet::new();
        for pointer in pointers {
            let mut names = chosen(pointer);
            own.extend(names.pop().map(key));
            around.extend(names.into_iter().map(key));
        }
        around.extend(parameter(&change.at));
        let near = change.near.iter().map(|name| key(name)).collect();
        let values = [&change.before, &change.after];
        let short = values
            .into_iter()
            .flatten()
            .filter(|value| value.len() < 80);
        own.extend(short.map(|value| key(value)));
        own.retain(|name| !UNNAMED.contains(&name.as_str()));
        let named_by = change.used_by.iter().flat_map(|of| names_of(change, of));
        Self {
            own,
            around,
            near,
            operations: named_by.map(|name| operations.number(&name)).collect(),
            is_of_one: change.used_by.len() == 1,
            is_of_name: is_of_name(change),
        }
    }

    pub(super) fn nearness(&self, item: &ItemNames) -> u32 {
        // A type that is written in place bears the name of what is around it, at its beginning or at its end.
        let names = || self.around.iter().chain(&self.own);
        let around = || names().filter(|around| around.len() > 2);
        let begins = |name: &String| around().any(|around| name.starts_with(around.as_str()));
        let ends = |name: &String| around().any(|around| name.ends_with(around.as_str()));
        let mut score = 0;
        if self.own.contains(&item.leaf) {
            score += OWN_NAME;
        } else if self
            .own
            .iter()
            .any(|own| own.len() > 2 && item.leaf.ends_with(own.as_str()))
        {
            score += PART_OF_NAME;
        }
        let all = || item.owners.iter().chain([&item.leaf]);
        let mut owners = item.owners.iter();
        if owners.any(|name| self.own.contains(name) || self.around.contains(name)) {
            score += OWNER;
        } else if all().any(|name| begins(name) || ends(name) || self.near.contains(name)) {
            score += PART_OF_NAME;
        }
        // A type that is written in place is named for its place, from the outside in.
        let holds = |name: &String| {
            self.own
                .iter()
                .any(|own| own.len() > 3 && name.contains(own))
        };
        if item.owners.iter().any(holds) {
            score += PART_OF_NAME;
        }
        score + self.in_signature(item) + self.of_operation(item)
    }

    /// Whether the declaration names the value, or what it is part of: a type that goes takes with it what holds it.
    fn in_signature(&self, item: &ItemNames) -> u32 {
        if item.in_signature.is_disjoint(&self.own) {
            u32::from(!item.in_signature.is_disjoint(&self.around))
        } else {
            IN_SIGNATURE
        }
    }

    fn of_operation(&self, item: &ItemNames) -> u32 {
        if self.is_of_name && !self.operations.is_disjoint(&item.named_for) {
            OWN_NAME + OF_ONE_OPERATION
        } else if self.operations.is_disjoint(&item.operations) {
            0
        } else if self.is_of_one {
            OF_ONE_OPERATION
        } else {
            OF_OPERATION
        }
    }
}

/// What the items of an operation may be named for: its id, else its method and path. Where that very name changes, the old
/// one and the new one.
fn names_of(change: &Change, of: &Use) -> Vec<String> {
    let derived = format!("{} {}", of.operation.method, of.operation.path);
    if !is_of_name(change) {
        return vec![of.operation.id.clone().unwrap_or(derived)];
    }
    let values = [&change.before, &change.after];
    let ids = values.into_iter().flatten().cloned();
    ids.chain([derived]).collect()
}

fn is_of_name(change: &Change) -> bool {
    change.rule.id.starts_with("api-operation-id-")
}

/// The name of the parameter that a place is in, as its name tells it: `query:limit`.
fn parameter(at: &str) -> Option<String> {
    let (_, below) = at.split_once("/parameters/")?;
    let (_, name) = below.split('/').next()?.split_once(':')?;
    Some(key(name))
}

fn words(name: &str) -> BTreeSet<String> {
    naming::words(name)
        .iter()
        .map(|word| word.to_lowercase())
        .collect()
}

/// The parts of a pointer that the document chose.
fn chosen(pointer: &Pointer) -> Vec<&str> {
    const STRUCTURE: &[&str] = &[
        "paths",
        "components",
        "schemas",
        "parameters",
        "responses",
        "requestBodies",
        "headers",
        "securitySchemes",
        "properties",
        "items",
        "schema",
        "content",
        "enum",
        "required",
        "type",
        "format",
        "nullable",
        "requestBody",
        "deprecated",
        "oneOf",
        "anyOf",
        "allOf",
        "additionalProperties",
        "application/json",
        "servers",
        "tags",
        "operationId",
        "security",
        "minimum",
        "maximum",
        "default",
        "x-name",
    ];
    let parts = pointer.segments().iter().map(String::as_str);
    parts
        .filter(|part| !STRUCTURE.contains(part) && !part.bytes().all(|byte| byte.is_ascii_digit()))
        .collect()
}
