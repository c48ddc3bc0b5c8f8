//! Checks that every `$ref` leads to a component of the right kind within the document.

use std::collections::BTreeMap;

use super::Pointer;
use super::nearest::nearest;
use super::problem::Problems;
use super::table::{self, Object, Value};
use super::tree::{Kind, Map, Node, Place};
use crate::diagnostic::{Code, excerpt};
use crate::limit;

/// A `$ref` of the document.
pub(super) struct Reference {
    /// The value in whose place it stands.
    pub(super) at: Pointer,
    /// Where the text of the `$ref` is.
    pub(super) place: Place,
    /// The text of the `$ref`.
    pub(super) target: String,
    /// What it must lead to.
    pub(super) object: &'static Object,
}

/// How far a pointer leads.
struct Way<'d> {
    /// The last value on the way.
    node: &'d Node,
    /// What that value is; `None` where the table does not say.
    value: Option<&'static Value>,
    /// How many segments of the pointer led there.
    taken: usize,
}

/// Why a reference is refused.
struct Fault {
    code: Code,
    message: String,
    hint: String,
}

/// Checks all references of a document.
pub(super) fn check(root: &Node, references: &[Reference], problems: &mut Problems) {
    let mut targets = Vec::with_capacity(references.len());
    for reference in references {
        if problems.is_full() {
            return;
        }
        let target = target(root, reference);
        targets.push(
            target
                .map_err(|fault| reference.refuse(fault, problems))
                .ok(),
        );
    }
    let next = followers(references, &targets);
    for index in long_chains(&next) {
        let message = format!(
            "more than {} references lead to each other from here before one leads to a value, the limit",
            limit::REFERENCES
        );
        let fault = Fault {
            code: Code::TooDeep,
            message,
            hint: "refer to the value itself".to_owned(),
        };
        references[index].refuse(fault, problems);
    }
    for index in cycles(references, &next) {
        let reference = &references[index];
        let message = format!(
            "{} leads back to itself, and never to a value",
            excerpt(&reference.target)
        );
        let fault = Fault {
            code: Code::RefCycle,
            message,
            hint: "write the value out at one of these places".to_owned(),
        };
        reference.refuse(fault, problems);
    }
}

impl Reference {
    fn refuse(&self, fault: Fault, problems: &mut Problems) {
        let Fault {
            code,
            message,
            hint,
        } = fault;
        problems.report(code, self.place, || self.at.clone(), message, hint);
    }
}

fn target(root: &Node, reference: &Reference) -> Result<Pointer, Fault> {
    let text = &reference.target;
    let Some(pointer) = Pointer::parse(text) else {
        return Err(no_pointer(text));
    };
    let way = follow(root, &pointer);
    if way.taken < pointer.segments().len() {
        return Err(unresolved(&pointer, &way, text));
    }
    let found = way.value.and_then(|value| object_of(value, way.node));
    if found.is_some_and(|found| found.is(reference.object)) {
        return Ok(pointer);
    }
    let found = found.map_or("something else", |found| found.noun);
    let message = format!(
        "{} leads to {found}, where {} must be",
        excerpt(text),
        reference.object.noun
    );
    Err(Fault {
        code: Code::RefWrongKind,
        message,
        hint: format!("refer to {} instead", reference.object.noun),
    })
}

fn no_pointer(text: &str) -> Fault {
    let text_shown = excerpt(text);
    if text.starts_with('#') {
        let message = format!("{text_shown} is no pointer into this document");
        let hint = "a pointer begins with `#/`; `~0`, `~1` and `%` with two hexadecimal digits are its escapes";
        return Fault {
            code: Code::RefPointer,
            message,
            hint: hint.to_owned(),
        };
    }
    let message = format!("{text_shown} is outside of this document, and is not read");
    let hint = "move what it refers to into `components`, and write `#/components/...`";
    Fault {
        code: Code::RefNotLocal,
        message,
        hint: hint.to_owned(),
    }
}

fn unresolved(pointer: &Pointer, way: &Way<'_>, text: &str) -> Fault {
    let message = format!("{} leads nowhere", excerpt(text));
    let segments = pointer.segments();
    let (known, missing) = segments.split_at(way.taken);
    let shown =
        |segments: &[String]| excerpt(&segments.iter().cloned().collect::<Pointer>().to_string());
    let siblings = way
        .node
        .as_map()
        .into_iter()
        .flat_map(Map::entries)
        .map(|entry| entry.key.as_str());
    let near = missing
        .first()
        .and_then(|missing| nearest(missing, siblings));
    let (code, hint) = if way.node.get("$ref").is_some() {
        let hint = format!(
            "{} is itself a reference; refer to where it leads",
            shown(known)
        );
        (Code::RefThroughRef, hint)
    } else if let Some(near) = near {
        let mut meant = segments.to_vec();
        near.clone_into(&mut meant[way.taken]);
        let hint = format!("did you mean {}?", shown(&meant));
        (Code::RefUnresolved, hint)
    } else {
        let missing = missing.first().map(String::as_str).unwrap_or_default();
        let hint = format!(
            "there is no {} in {}; add it",
            excerpt(missing),
            shown(known)
        );
        (Code::RefUnresolved, hint)
    };
    Fault {
        code,
        message,
        hint,
    }
}

/// Follows a pointer as far as it leads, and the table along with it.
fn follow<'d>(root: &'d Node, pointer: &Pointer) -> Way<'d> {
    let mut way = Way {
        node: root,
        value: Some(&table::ROOT),
        taken: 0,
    };
    for segment in pointer.segments() {
        let Some(node) = way.node.child(segment) else {
            break;
        };
        let value = way.value.and_then(|value| value.inner(segment));
        way = Way {
            node,
            value,
            taken: way.taken + 1,
        };
    }
    way
}

/// Which object a value is, if it is a map.
fn object_of(value: &'static Value, node: &Node) -> Option<&'static Object> {
    match value {
        _ if !matches!(node.kind, Kind::Map(_)) => None,
        Value::Object(object) | Value::RefOr(object) => Some(object),
        Value::BoolOr(value) => object_of(value, node),
        _ => None,
    }
}

/// The value that a node stands for, references followed; `None` where they lead nowhere.
pub(super) fn resolved<'d>(root: &'d Node, node: &'d Node) -> Option<&'d Node> {
    let mut node = node;
    for _ in 0..=limit::REFERENCES {
        let Some(target) = node.get("$ref").and_then(Node::as_text) else {
            return Some(node);
        };
        node = Pointer::parse(target)?
            .segments()
            .iter()
            .try_fold(root, |node, segment| node.child(segment))?;
    }
    None
}

/// The reference that each one leads to, if it is one again.
fn followers(references: &[Reference], targets: &[Option<Pointer>]) -> Vec<Option<usize>> {
    let by_place: BTreeMap<&Pointer, usize> = references
        .iter()
        .enumerate()
        .map(|(i, r)| (&r.at, i))
        .collect();
    let follower = |target: &Option<Pointer>| by_place.get(target.as_ref()?).copied();
    targets.iter().map(follower).collect()
}

/// References from which more others than the limit follow, of each chain the last: those before it are as bad.
fn long_chains(next: &[Option<usize>]) -> Vec<usize> {
    let chain = |from: usize| std::iter::successors(Some(from), |&at| next[at]);
    let is_first_beyond = |&from: &usize| {
        let mut chain = chain(from).skip(limit::REFERENCES);
        chain.next().is_some_and(|at| next[at].is_none())
    };
    (0..next.len()).filter(is_first_beyond).collect()
}

/// References that lead only to each other: of each such circle, the first in the text.
fn cycles(references: &[Reference], next: &[Option<usize>]) -> Vec<usize> {
    let next = |index: usize| next[index];
    let mut walk_of = vec![0; references.len()];
    let mut found = Vec::new();
    for start in 0..references.len() {
        let walk = start + 1;
        let mut at = Some(start);
        while let Some(index) = at.filter(|&index| walk_of[index] == 0) {
            walk_of[index] = walk;
            at = next(index);
        }
        if let Some(closed) = at.filter(|&index| walk_of[index] == walk) {
            let circle =
                std::iter::successors(next(closed), |&i| (i != closed).then(|| next(i)).flatten());
            found.extend(circle.min_by_key(|&index| references[index].place));
        }
    }
    found
}
