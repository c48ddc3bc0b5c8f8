//! Gives each Rust item that differs to the change that moves it.
//!
//! Both surfaces come from the same generator, so that a change of the document moves every one of them. Which one is told
//! by names: of the place, of the value, of the operations that use it. Where there is one change, it is that one.

use std::collections::BTreeSet;

use super::Side;
use super::classify::Change;
use super::rule::{Bump, Verdict, rule};
use super::surface::{Moved, Surface, compare};
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

/// How near the names of a place are to those of an item.
const OWN_NAME: u32 = 8;
const OWNER: u32 = 4;
const IN_SIGNATURE: u32 = 3;
const OF_OPERATION: u32 = 4;
const PART_OF_NAME: u32 = 2;
/// That the rule expects what the item asks for is a hint too.
const EXPECTED: u32 = 3;

/// Gives the items to the changes, and each change the verdict of its items.
pub(super) fn attach(changes: &mut Vec<Change>, moved: &[Moved], is_same: bool) {
    let names: Vec<Names> = changes.iter().map(Names::of).collect();
    let mut left = Vec::new();
    for item in moved {
        match nearest(changes, &names, item) {
            Some(index) => changes[index].items.push(item.clone()),
            None => left.push(item.clone()),
        }
    }
    for change in changes.iter_mut() {
        change
            .items
            .sort_by(|a, b| b.bump.cmp(&a.bump).then_with(|| a.path.cmp(&b.path)));
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
        ack: None,
        hidden: false,
    };
    change.fingerprint = super::fingerprint::fingerprint(&change);
    Some(change)
}

/// The names of a change, each as its words.
struct Names {
    own: BTreeSet<String>,
    around: BTreeSet<String>,
    operations: Vec<BTreeSet<String>>,
}

fn key(name: &str) -> String {
    naming::words(name).concat().to_lowercase()
}

impl Names {
    fn of(change: &Change) -> Self {
        let pointers = [&change.base, &change.head];
        let pointers = pointers.into_iter().flatten().map(|place| &place.pointer);
        let mut own: BTreeSet<String> = change.names.iter().map(|name| key(name)).collect();
        let mut around = BTreeSet::new();
        for pointer in pointers {
            let mut names = chosen(pointer);
            own.extend(names.pop().map(key));
            around.extend(names.into_iter().map(key));
        }
        let values = [&change.before, &change.after];
        let short = values
            .into_iter()
            .flatten()
            .filter(|value| value.len() < 80);
        own.extend(short.map(|value| key(value)));
        own.remove("");
        let operations = change.used_by.iter().map(|of| {
            let id = of.operation.id.clone();
            let id = id.unwrap_or_else(|| format!("{} {}", of.operation.method, of.operation.path));
            words(&id)
        });
        Self {
            own,
            around,
            operations: operations.collect(),
        }
    }

    fn nearness(&self, item: &Moved) -> u32 {
        let (owner, leaf) = item.path.rsplit_once("::").unwrap_or(("", &item.path));
        let leaf = key(leaf.split(':').next().unwrap_or(leaf));
        let owners: Vec<String> = owner
            .split("::")
            .map(key)
            .filter(|name| !name.is_empty())
            .collect();
        let begins = |name: &String| {
            self.around
                .iter()
                .any(|around| name.starts_with(around.as_str()))
        };
        let mut score = 0;
        if self.own.contains(&leaf) {
            score += OWN_NAME;
        } else if self
            .own
            .iter()
            .any(|own| own.len() > 2 && leaf.ends_with(own.as_str()))
        {
            score += PART_OF_NAME;
        }
        if owners
            .iter()
            .any(|name| self.own.contains(name) || self.around.contains(name))
        {
            score += OWNER;
        } else if begins(&leaf) || owners.iter().any(begins) {
            score += PART_OF_NAME;
        }
        score + self.in_signature(item) + self.of_operation(item)
    }

    /// Whether the declaration names the value, or what it is part of: a type that goes takes with it what holds it.
    fn in_signature(&self, item: &Moved) -> u32 {
        let signatures = [&item.before, &item.after].into_iter().flatten();
        let names =
            signatures.flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '_'));
        let names: BTreeSet<String> = names.map(key).collect();
        if names.is_disjoint(&self.own) {
            u32::from(!names.is_disjoint(&self.around))
        } else {
            IN_SIGNATURE
        }
    }

    fn of_operation(&self, item: &Moved) -> u32 {
        let of_item = words(&item.path);
        let mut operations = self.operations.iter();
        if operations.any(|operation| operation.is_subset(&of_item)) {
            OF_OPERATION
        } else {
            0
        }
    }
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

/// The change whose names are nearest to the item's; the only one where there is one.
fn nearest(changes: &[Change], names: &[Names], item: &Moved) -> Option<usize> {
    let is_able = |index: &usize| !IDLE.contains(&changes[*index].rule.id.as_str());
    let mut able: Vec<usize> = (0..changes.len()).filter(is_able).collect();
    if able.is_empty() {
        able = (0..changes.len()).collect();
    }
    if let [only] = able.as_slice() {
        return Some(*only);
    }
    let score = |index: usize| {
        let near = names[index].nearness(item);
        let is_expected = changes[index].rule.rust == item.bump;
        if near > 0 && is_expected {
            near + EXPECTED
        } else {
            near
        }
    };
    let scored = able.into_iter().map(|index| (score(index), index));
    let best = scored.filter(|(score, _)| *score > 0).max_by(|a, b| {
        // Of two that are as near, the one that moves more by its rule, then the first.
        let weight = |(score, index): &(u32, usize)| {
            (*score, changes[*index].rule.rust, std::cmp::Reverse(*index))
        };
        weight(a).cmp(&weight(b))
    });
    best.map(|(_, index)| index)
}
