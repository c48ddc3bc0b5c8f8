//! The real document with one value deleted, flipped or edited: no edit is silent, and none makes the engine panic.

use std::collections::BTreeMap;

use crate::document::{Document, Kind, Node, Number, Pointer};
use crate::review::spot::json;
use crate::review::{Bump, Change, Context, Side, Verdict, review};
use serde_json::Value;

/// Where each value is, from the root down.
fn places(node: &Node, at: &Pointer, found: &mut Vec<Pointer>) {
    match &node.kind {
        Kind::Map(map) => {
            for entry in map.entries() {
                let at = at.child(entry.key.as_str());
                found.push(at.clone());
                places(&entry.value, &at, found);
            }
        }
        Kind::List(items) => {
            for (index, item) in items.iter().enumerate() {
                let at = at.item(index);
                found.push(at.clone());
                places(item, &at, found);
            }
        }
        _ => {}
    }
}

/// What a value may be mutated to; nothing stands for its removal.
pub(super) fn mutants(node: &Node) -> Vec<Option<Value>> {
    let mut mutants = vec![None];
    match &node.kind {
        Kind::Bool(value) => mutants.push(Some((!value).into())),
        Kind::Number(Number::Whole(value)) => {
            mutants.extend([
                Some((value + 1).into()),
                value.checked_sub(1).map(Into::into),
            ]);
        }
        Kind::Text(text) => mutants.push(Some(format!("{text}x").into())),
        _ => {}
    }
    mutants.dedup();
    mutants
}

pub(super) fn mutated(document: &Value, at: &Pointer, to: Option<Value>) -> Value {
    let mut document = document.clone();
    let (last, way) = at.segments().split_last().unwrap();
    let parent = way.iter().fold(&mut document, |value, step| match value {
        Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
        value => &mut value[step.as_str()],
    });
    match (parent, to) {
        (Value::Object(map), Some(value)) => drop(map.insert(last.clone(), value)),
        (Value::Object(map), None) => drop(map.remove(last)),
        (Value::Array(items), Some(value)) => items[last.parse::<usize>().unwrap()] = value,
        (Value::Array(items), None) => drop(items.remove(last.parse().unwrap())),
        _ => unreachable!("a value is in a map or in a list"),
    }
    document
}

fn spec() -> (Document, Value) {
    let text = include_str!("../../../../spec/personnel.yaml");
    let document = Document::load("personnel.yaml", text).unwrap();
    let value = json(document.node(&Pointer::root()).unwrap());
    (document, value)
}

fn context(rust: bool) -> Context {
    Context {
        rust,
        ..Context::default()
    }
}

/// Keys that say nothing anew: the default, or the type that the only part of an `allOf` has.
fn is_written_out(document: &Document, at: &Pointer, node: &Node) -> bool {
    let beside = at
        .parent()
        .and_then(|at| document.node(&at))
        .and_then(|node| node.get("allOf"));
    if at.last() == Some("type") && beside.is_some() {
        return true;
    }
    let explode = at.last() == Some("explode") && node.as_bool() == Some(true);
    let style = at.last() == Some("style") && node.as_text() == Some("form");
    explode || style
}

#[test]
fn no_edit_of_a_sample_is_silent() {
    no_edit_is_silent(11, 200);
}

#[test]
#[ignore = "some thousand documents"]
fn no_edit_of_the_document_is_silent() {
    no_edit_is_silent(1, 1_000);
}

/// Takes every value, or every so-and-so-many; at least so many mutants must load.
fn no_edit_is_silent(every: usize, least: usize) {
    let (document, value) = spec();
    let base = Side::load("personnel.json", value.to_string().as_bytes(), false).unwrap();
    let mut found = Vec::new();
    places(
        document.node(&Pointer::root()).unwrap(),
        &Pointer::root(),
        &mut found,
    );
    let (mut seen, mut silent, mut unclassified) = (0, Vec::new(), Vec::new());
    for at in found.iter().step_by(every) {
        let node = document.node(at).unwrap();
        for to in mutants(node) {
            let is_removal = to.is_none();
            let text = mutated(&value, at, to.clone()).to_string();
            let Ok(head) = Side::load("personnel.json", text.as_bytes(), false) else {
                continue;
            };
            seen += 1;
            let review = review(&base, &head, &context(false));
            if review.changes.is_empty() && !(is_removal && is_written_out(&document, at, node)) {
                silent.push(format!("{at} to {to:?}"));
            }
            let unknown = review
                .changes
                .iter()
                .any(|change| change.rule.id == "unclassified-change");
            if unknown {
                unclassified.push(format!("{at} to {to:?}"));
            }
        }
    }
    assert!(seen >= least, "{seen}");
    assert_eq!(silent, Vec::<String>::new(), "silent");
    assert_eq!(unclassified, Vec::<String>::new(), "no rule");
}

/// Every item of the surface that an edit moves belongs to its change, and every change to the place that was edited.
#[test]
#[ignore = "generates some hundred clients"]
fn a_sample_of_edits_is_told_where_it_was_made() {
    edits_are_told_where_they_were_made(7);
}

#[test]
#[ignore = "generates some thousand clients: minutes in a release build, more than that in any other"]
fn every_edit_is_told_where_it_was_made() {
    edits_are_told_where_they_were_made(1);
}

fn edits_are_told_where_they_were_made(every: usize) {
    let (document, value) = spec();
    let base = Side::load("personnel.json", value.to_string().as_bytes(), true).unwrap();
    let mut found = Vec::new();
    places(
        document.node(&Pointer::root()).unwrap(),
        &Pointer::root(),
        &mut found,
    );
    let (mut seen, mut wrong) = (0, Vec::new());
    for at in found.iter().step_by(every) {
        for to in mutants(document.node(at).unwrap()) {
            let text = mutated(&value, at, to.clone()).to_string();
            let Ok(head) = Side::load("personnel.json", text.as_bytes(), true) else {
                continue;
            };
            seen += 1;
            let review = review(&base, &head, &context(true));
            let attached: usize = review.changes.iter().map(|change| change.items.len()).sum();
            let is_dangling = |change: &Change| change.rule.id == "surface-changed";
            if attached != review.moved.len() || review.changes.iter().any(is_dangling) {
                wrong.push(format!("{at} to {to:?}: no change explains an item"));
            }
            let elsewhere = |change: &&Change| !is_told_at(change, at);
            let strays = review.changes.iter().filter(elsewhere);
            wrong.extend(strays.map(|change| {
                format!("{at} to {to:?}: {} at {}", change.rule.id, change.pointer())
            }));
        }
    }
    assert!(seen >= 2_000 / every, "{seen}");
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Two edits at once: each item that one of them moves alone stays with the change that it belongs to there.
#[test]
#[ignore = "generates some hundred clients"]
fn items_of_two_edits_stay_with_their_own() {
    let (document, value) = spec();
    let load = |value: &Value| Side::load("personnel.json", value.to_string().as_bytes(), true);
    let base = load(&value).unwrap();
    let mut found = Vec::new();
    places(
        document.node(&Pointer::root()).unwrap(),
        &Pointer::root(),
        &mut found,
    );
    // The paths of the items of each change, by what the change is.
    let owners = |head: &Value| {
        let review = review(&base, &load(head).ok()?, &context(true));
        let of = |change: &Change| {
            let name = format!("{} {}", change.rule.id, change.at);
            let items = change.items.iter();
            items
                .map(|item| (item.path.clone(), (name.clone(), item.clone())))
                .collect::<Vec<_>>()
        };
        let all: BTreeMap<_, _> = review.changes.iter().flat_map(of).collect();
        (!all.is_empty()).then_some(all)
    };
    let edits: Vec<_> = found
        .iter()
        .step_by(5)
        .filter_map(|at| {
            let head = mutated(&value, at, None);
            Some((at, owners(&head)?))
        })
        .collect();
    let (mut seen, mut wrong) = (0, Vec::new());
    for (index, (at, own)) in edits.iter().enumerate() {
        let (other_at, others) = &edits[(index * 7 + 13) % edits.len()];
        let is_apart = !at.segments().starts_with(other_at.segments())
            && !other_at.segments().starts_with(at.segments())
            && at.parent() != other_at.parent();
        let both = || owners(&mutated(&mutated(&value, at, None), other_at, None));
        let Some(both) = is_apart.then(both).flatten() else {
            continue;
        };
        for (path, (name, item)) in both {
            let expected = match (own.get(&path), others.get(&path)) {
                (Some(one), None) | (None, Some(one)) if one.1 == item => &one.0,
                _ => continue,
            };
            seen += 1;
            if *expected != name {
                wrong.push(format!("{path} of {expected} went to {name}"));
            }
        }
    }
    assert!(seen >= 500, "{seen}");
    assert!(
        wrong.is_empty(),
        "{} of {seen} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The value that an edit is about: of its `required`, its `properties` and its parts, the schema.
fn owner(at: &Pointer) -> &[String] {
    let segments = at.segments();
    let is_of_owner = |key: &String| ["required", "allOf", "$ref"].contains(&key.as_str());
    let of_owner = segments.iter().rev().take(2).position(is_of_owner);
    of_owner.map_or(segments, |after| &segments[..segments.len() - after - 1])
}

/// Whether a change is told at a place, above it or below it.
fn is_told_at(change: &Change, at: &Pointer) -> bool {
    let places = [&change.base, &change.head].into_iter().flatten();
    places.into_iter().any(|place| {
        let (one, other) = (place.pointer.segments(), owner(at));
        one.starts_with(other) || other.starts_with(one)
    })
}

#[test]
fn a_document_that_comes_or_goes_is_reviewed() {
    let (_, value) = spec();
    let full = Side::load("personnel.json", value.to_string().as_bytes(), true).unwrap();
    let empty = Side::load("personnel.yaml", crate::review::EMPTY.as_bytes(), true).unwrap();
    let came = review(&empty, &full, &context(true));
    assert!(
        came.changes
            .iter()
            .all(|change| change.wire < Verdict::Breaking)
    );
    assert_eq!(
        came.changes
            .iter()
            .filter(|change| change.rule.id == "endpoint-added")
            .count(),
        8
    );
    let went = review(&full, &empty, &context(true));
    assert_eq!(went.owed, Bump::Major);
    assert_eq!(review(&full, &full, &context(true)).changes.len(), 0);
}
