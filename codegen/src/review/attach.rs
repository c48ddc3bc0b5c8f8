//! Gives each Rust item that differs to the change that moves it.
//!
//! Both surfaces come from the same generator, so that a change of the document moves every one of them. Which one is told
//! by names: of the place, of the value, of the operations that use it. Where there is one change, it is that one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use super::classify::{Change, Use};
use super::rule::{Bump, Verdict, rule};
use super::surface::{Kind, Moved, Surface, compare};
use crate::document::Pointer;
use crate::files::FileSet;
use crate::naming;

/// Rules of which nothing is generated.
const IDLE: &[&str] = &[
    "docs-changed",
    "extension-changed",
    "link-changed",
    "callback-changed",
];

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
/// That the rule expects what the item asks for is a hint too.
const EXPECTED: u32 = 3;

/// Gives the items to the changes, and each change the verdict of its items.
pub(super) fn attach(changes: &mut Vec<Change>, moved: &[Moved], is_same: bool) {
    let mut operations = Operations::default();
    let names: Vec<Names> = changes
        .iter()
        .map(|change| Names::of(change, &mut operations))
        .collect();
    let able = able(changes);
    // What goes or comes with the item around it belongs to the change of that one.
    let mut given: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    let mut sorted: Vec<&Moved> = moved.iter().collect();
    sorted.sort_by_key(|item| item.path.len());
    let mut left = Vec::new();
    for item in sorted {
        let is_whole = item.before.is_none() != item.after.is_none();
        let owner = owner(&item.path).filter(|_| is_whole);
        let with_owner = owner.and_then(|owner| given.get(&(owner, item.after.is_none())));
        let of_item = ItemNames::of(item, &operations);
        let found = with_owner.copied();
        match found.or_else(|| nearest(changes, &names, &able, (item.bump, &of_item))) {
            Some(index) => {
                if is_whole {
                    given.insert((&item.path, item.after.is_none()), index);
                }
                changes[index].items.push(item.clone());
            }
            None => left.push(item.clone()),
        }
    }
    for change in changes.iter_mut() {
        // What a type can do follows from the type: the rest is read first.
        let rank = |item: &Moved| (Reverse(item.bump), item.kind == Kind::Trait);
        change
            .items
            .sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.path.cmp(&b.path)));
        let worst = change.items.iter().map(|item| item.bump).max();
        let least = if is_same { Bump::None } else { Bump::Patch };
        change.rust = worst.unwrap_or(least);
    }
    // A schema that is only written elsewhere, and moves no item, is no change at all.
    let elsewhere = [
        "-extracted",
        "-inlined",
        "-reference-added",
        "-reference-removed",
    ];
    let is_idle = |change: &Change| {
        elsewhere.iter().any(|end| change.rule.id.ends_with(end)) && change.items.is_empty()
    };
    changes.retain(|change| !is_idle(change));
    changes.extend(of_surface("surface-changed", left));
}

/// The path of the item that another one is part of, or is implemented for.
fn owner(path: &str) -> Option<&str> {
    let owner = path.split_once(": ").or_else(|| path.rsplit_once("::"));
    owner.map(|(owner, _)| owner)
}

/// What the generator does otherwise than when the base was committed.
pub(super) fn drift(base: &Side, committed: Option<&FileSet>) -> Option<Change> {
    let fresh = base.surface.as_ref()?;
    let moved = compare(&Surface::of(committed?), fresh);
    of_surface("generator-drift", moved)
}

/// A change of the surface that belongs to no place of the document.
fn of_surface(id: &str, items: Vec<Moved>) -> Option<Change> {
    let rust = items.iter().map(|item| item.bump).max()?;
    let paths: Vec<&str> = items.iter().map(|item| item.path.as_str()).collect();
    let after = Some(serde_json::Value::from(paths).to_string());
    let mut change = Change {
        rule: rule(id)?,
        at: "#".to_owned(),
        fingerprint: String::new(),
        subject: "the Rust surface".to_owned(),
        wire: Verdict::None,
        wire_note: None,
        also: Vec::new(),
        rust,
        estimated: false,
        items,
        effect: super::Effect::None,
        direction: super::Direction::None,
        base: None,
        head: None,
        used_by: Vec::new(),
        before: None,
        after,
        names: Vec::new(),
        near: Vec::new(),
        ack: None,
        hidden: false,
    };
    change.fingerprint = super::fingerprint::fingerprint(&change);
    Some(change)
}

/// The operations that changes are used by, each once, as the words of its name.
#[derive(Default)]
struct Operations(Vec<BTreeSet<String>>);

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
struct Names {
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
struct ItemNames {
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
    fn of(item: &Moved, operations: &Operations) -> Self {
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
    fn of(change: &Change, operations: &mut Operations) -> Self {
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

    fn nearness(&self, item: &ItemNames) -> u32 {
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

/// The changes that may move an item: those of which something is generated, or all where there is none.
fn able(changes: &[Change]) -> Vec<usize> {
    let is_able = |index: &usize| !IDLE.contains(&changes[*index].rule.id.as_str());
    let able: Vec<usize> = (0..changes.len()).filter(is_able).collect();
    if able.is_empty() {
        return (0..changes.len()).collect();
    }
    able
}

/// The change whose names are nearest to the item's; the only one where there is one.
fn nearest(
    changes: &[Change],
    names: &[Names],
    able: &[usize],
    (bump, item): (Bump, &ItemNames),
) -> Option<usize> {
    if let [only] = able {
        return Some(*only);
    }
    let score = |index: usize| {
        let near = names[index].nearness(item);
        let is_expected = changes[index].rule.rust == bump;
        if near > 0 && is_expected {
            near + EXPECTED
        } else {
            near
        }
    };
    let scored = able.iter().map(|index| (score(*index), *index));
    let best = scored.filter(|(score, _)| *score > 0).max_by(|a, b| {
        // Of two that are as near, the one that moves more by its rule, then the first.
        let weight =
            |(score, index): &(u32, usize)| (*score, changes[*index].rule.rust, Reverse(*index));
        weight(a).cmp(&weight(b))
    });
    best.map(|(_, index)| index)
}
