//! Every key of every object of the loader's table: each edit of it is claimed by a rule, or waived with a reason.

use std::collections::{BTreeMap, BTreeSet};

use super::mutation::{mutants, mutated};
use crate::document::{Document, Pointer, vocabulary};
use crate::review::spot::json;
use crate::review::{Context, Side, review};

const EVERYTHING: &str = include_str!("everything.yaml");

/// Edits that mean nothing: the object, its key, what is done to it, and why it is told nowhere.
const WAIVED: &[(&str, &str, &str, &str)] = &[
    ("a header", "style", "added", ONLY_STYLE),
    ("a header", "style", "removed", ONLY_STYLE),
    ("a parameter", "style", "added", DEFAULT_STYLE),
    ("a parameter", "style", "removed", DEFAULT_STYLE),
];

const ONLY_STYLE: &str =
    "`simple` is the only style of a header, so that writing it out says nothing";
const DEFAULT_STYLE: &str =
    "the example has the default of its place, and writing it out says nothing";

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Edit {
    Added,
    Changed,
    Removed,
}

impl Edit {
    fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

type Edited = (&'static str, String, Edit);

/// Every key that a document uses, with its place.
fn occurrences(document: &Document) -> Vec<(Pointer, (&'static str, String))> {
    let terms = document.terms().into_iter();
    terms
        .map(|(term, at)| (at, (term.object, term.key.to_owned())))
        .collect()
}

/// For each edit, whether a rule claims it wherever it was tried.
fn claims() -> BTreeMap<Edited, Vec<String>> {
    let document = Document::load("everything.yaml", EVERYTHING).unwrap_or_else(|problems| {
        panic!(
            "{}",
            problems
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        )
    });
    let root = document.node(&Pointer::root()).unwrap();
    let value = json(root);
    let load = |text: &str| Side::load("everything.json", text.as_bytes(), false).ok();
    let base = load(&value.to_string()).unwrap();
    let mut claims: BTreeMap<Edited, Vec<String>> = BTreeMap::new();
    let unclaimed = |base: &Side, head: &Side, at: &Pointer| {
        let review = review(base, head, &Context::default());
        let is_unknown = review
            .changes
            .iter()
            .any(|change| change.rule.id == "unclassified-change");
        (review.changes.is_empty() || is_unknown).then(|| at.to_string())
    };
    for (at, (noun, key)) in occurrences(&document) {
        for to in mutants(document.node(&at).unwrap()) {
            let is_removal = to.is_none();
            let Some(head) = load(&mutated(&value, &at, to).to_string()) else {
                continue;
            };
            let ways = if is_removal {
                vec![(Edit::Removed, &base, &head), (Edit::Added, &head, &base)]
            } else {
                vec![(Edit::Changed, &base, &head)]
            };
            for (edit, base, head) in ways {
                let known = claims.entry((noun, key.clone(), edit)).or_default();
                known.extend(unclaimed(base, head, &at));
            }
        }
    }
    claims
}

#[test]
fn every_edit_that_the_table_knows_is_claimed_or_waived() {
    let document = Document::load("everything.yaml", EVERYTHING).unwrap();
    let present: BTreeSet<_> = occurrences(&document)
        .into_iter()
        .map(|(_, word)| word)
        .collect();
    let absent: Vec<_> = vocabulary()
        .into_iter()
        .map(|term| (term.object, term.key.to_owned()))
        .filter(|word| !present.contains(word))
        .collect();
    assert!(
        absent.is_empty(),
        "add them to everything.yaml: {absent:#?}"
    );
    let waived = |(noun, key, edit): &Edited| {
        WAIVED
            .iter()
            .any(|(object, name, what, _)| object == noun && name == key && *what == edit.word())
    };
    let claims = claims();
    let silent: Vec<_> = claims
        .iter()
        .filter(|(edited, places)| !places.is_empty() && !waived(edited))
        .collect();
    assert!(silent.is_empty(), "no rule claims {silent:#?}");
    for (noun, key, what, reason) in WAIVED {
        let edited = claims.iter().find(|((object, name, edit), _)| {
            object == noun && name == key && edit.word() == *what
        });
        let is_needed = edited.is_some_and(|(_, places)| !places.is_empty());
        assert!(
            is_needed && !reason.is_empty(),
            "the waiver of {noun} {key} {what} is stale"
        );
    }
}
