//! The rules and what is written about them.

use std::collections::BTreeSet;

use crate::review::{examples, explain, list_rules, rules, rules_page};

/// Rules that no example of one change can show.
const WITHOUT_EXAMPLE: &[&str] = &[
    "ack-expired",
    "ack-stale",
    "api-component-changed",
    "crate-version-decreased",
    "crate-version-not-bumped",
    "generator-drift",
    "generator-refuses",
    "surface-changed",
    "unclassified-change",
];

fn shown() -> BTreeSet<&'static str> {
    let all = examples().iter();
    all.flat_map(|example| [example.forth.rule.as_str(), example.back.rule.as_str()])
        .collect()
}

/// A scoped rule has an example in some scope; every other rule has one of its own.
#[test]
fn every_rule_has_an_example() {
    let shown = shown();
    let end = |id: &str| {
        let prefixes = [
            "request-parameter-",
            "request-property-",
            "response-property-",
        ];
        prefixes
            .iter()
            .find_map(|prefix| id.strip_prefix(prefix))
            .map(str::to_owned)
    };
    // Limits are one family: that a kind of limit is told is shown by the coverage, how one is judged by an example.
    let family = |id: &str| {
        let change = ["-set", "-unset", "-increased", "-decreased"]
            .into_iter()
            .find(|change| id.ends_with(change));
        change.map(|change| (id.split('-').take(2).collect::<Vec<_>>().join("-"), change))
    };
    let ends: BTreeSet<String> = shown.iter().filter_map(|id| end(id)).collect();
    let families: BTreeSet<_> = shown.iter().filter_map(|id| family(id)).collect();
    let missing: Vec<&str> = rules()
        .map(|rule| rule.id.as_str())
        .filter(|id| !shown.contains(id) && !WITHOUT_EXAMPLE.contains(id))
        .filter(|id| end(id).is_none_or(|end| !ends.contains(&end)))
        .filter(|id| family(id).is_none_or(|family| !families.contains(&family)))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
    let stale: Vec<_> = WITHOUT_EXAMPLE
        .iter()
        .filter(|id| shown.contains(*id))
        .collect();
    assert!(stale.is_empty(), "they have an example: {stale:?}");
}

/// Each example is read in both directions, so that every rule has its mirror.
#[test]
fn there_are_more_than_a_hundred_and_twenty_changes() {
    assert!(examples().len() * 2 >= 120, "{}", examples().len());
}

/// Where an example shows another bump than its rule expects, that is the surface's word against the rule's. The list may
/// only grow where a rule says so in its text.
#[test]
fn every_rule_can_be_explained() {
    for rule in rules() {
        let text = explain(&rule.id).unwrap();
        assert!(
            text.contains(&rule.wire_why) && text.contains(&rule.rust_why),
            "{text}"
        );
    }
    assert_eq!(explain("no-rule"), None);
    assert_eq!(list_rules().lines().count(), rules().count() + 1);
}

#[test]
fn the_page_is_what_the_rules_say() {
    let page = include_str!("../../../../spec/REVIEW-RULES.md");
    assert!(
        page == rules_page(),
        "run `cargo xtask diff --list-rules --format markdown > spec/REVIEW-RULES.md`"
    );
}
