//! Gives each Rust item that differs to the change that moves it.
//!
//! Both surfaces come from the same generator, so that a change of the document moves every one of them. Which one is told
//! by names: of the place, of the value, of the operations that use it. Where there is one change, it is that one.

mod nearness;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use nearness::{ItemNames, Names, Operations};

use super::Side;
use super::classify::Change;
use super::rule::{Bump, Verdict, rule};
use super::surface::{Kind, Moved, Surface, compare};
use crate::files::FileSet;

/// Rules of which nothing is generated.
const IDLE: &[&str] = &[
    "docs-changed",
    "extension-changed",
    "link-changed",
    "callback-changed",
];

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
