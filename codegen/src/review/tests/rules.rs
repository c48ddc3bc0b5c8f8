//! The rules and what is written about them.

use std::collections::{BTreeMap, BTreeSet};

use crate::review::rule::{LEVELS, WITHOUT, listed, mirrors};
use crate::review::{Bump, examples, explain, list_rules, rule, rules, rules_page};

/// Rules that no example of one change can show.
const WITHOUT_EXAMPLE: &[&str] = &[
    "ack-expired",
    "ack-stale",
    "api-component-changed",
    "crate-major-not-bumped",
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

#[test]
fn every_rule_has_an_example() {
    let shown = shown();
    let missing: Vec<&str> = rules()
        .map(|rule| rule.id.as_str())
        .filter(|id| !shown.contains(id) && !WITHOUT_EXAMPLE.contains(id))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
    let stale: Vec<_> = WITHOUT_EXAMPLE
        .iter()
        .filter(|id| shown.contains(*id))
        .collect();
    assert!(stale.is_empty(), "they have an example: {stale:?}");
}

/// Of two rules of one name, one would be words that nobody reads.
#[test]
fn every_rule_is_written_once() {
    let mut known = BTreeSet::new();
    let again: Vec<String> = listed()
        .map(|rule| rule.id)
        .filter(|id| !known.insert(id.clone()))
        .collect();
    assert!(again.is_empty(), "{again:?}");
}

/// What is said of a parameter is not said of a body or an answer, but where it is like one.
#[test]
fn the_texts_of_parameters_are_about_parameters() {
    for rule in rules().filter(|rule| rule.id.starts_with("request-parameter-")) {
        for text in [&rule.title, &rule.wire_why, &rule.rust_why] {
            for word in [
                "body",
                "bodies",
                "answer keeps",
                "property of it",
                "optional properties",
            ] {
                assert!(!text.contains(word), "{}: {text}", rule.id);
            }
        }
    }
}

/// Every rule has one that undoes it, or a reason why nothing does; who undoes is undone.
#[test]
fn every_rule_has_a_mirror_or_a_waiver() {
    let waived: BTreeMap<&str, &str> = WITHOUT.iter().copied().collect();
    for rule in rules() {
        let is_waived = waived
            .get(rule.id.as_str())
            .is_some_and(|why| !why.is_empty());
        assert_ne!(rule.mirrors.is_empty(), !is_waived, "{}", rule.id);
        for mirror in &rule.mirrors {
            let back = crate::review::rule(mirror).unwrap_or_else(|| panic!("no rule {mirror}"));
            assert!(back.mirrors.contains(&rule.id), "{} and {mirror}", rule.id);
        }
    }
    for (id, _) in WITHOUT {
        assert!(rule(id).is_some(), "the waiver of {id} is stale");
    }
}

/// Each name in the table of mirrors is a rule, and has one effect.
#[test]
fn the_table_of_mirrors_names_rules() {
    let mut known = BTreeMap::new();
    for (id, effects, _) in mirrors() {
        assert!(rule(&id).is_some(), "no rule {id}");
        assert_eq!(*known.entry(id.clone()).or_insert(effects), effects, "{id}");
    }
}

/// What the examples show is what the table says; every rule has one.
#[test]
fn examples_read_backwards_are_mirrors() {
    for example in examples() {
        let (forth, back) = (example.forth.rule.as_str(), example.back.rule.as_str());
        let is_mirror = rule(forth).unwrap().mirrors.iter().any(|id| id == back);
        assert!(is_mirror, "{}: {forth} and {back}", example.title);
    }
}

#[test]
fn there_are_more_than_a_hundred_and_twenty_changes() {
    assert!(examples().len() * 2 >= 120, "{}", examples().len());
}

#[test]
fn every_rule_can_be_explained() {
    for rule in rules() {
        let text = explain(&rule.id).unwrap();
        assert!(
            text.contains(&rule.wire_why) && text.contains(&rule.rust_why),
            "{text}"
        );
        assert!(text.contains("\nread backwards: "), "{text}");
    }
    assert_eq!(explain("no-rule"), None);
    assert_eq!(list_rules().lines().count(), rules().count() + 1);
}

/// The page names the rules that undo a rule, in its own line.
#[test]
fn the_page_names_the_mirrors_of_each_rule() {
    let page = rules_page();
    for rule in rules() {
        let begins = format!("| `{}` |", rule.id);
        let line = page.lines().find(|line| line.starts_with(&begins));
        let last = line.and_then(|line| line.rsplit(" | ").next()).unwrap();
        for mirror in &rule.mirrors {
            assert!(last.contains(&format!("`{mirror}`")), "{last}");
        }
        if let Some(why) = rule.without_mirror() {
            assert!(last.contains(why), "{last}");
        }
    }
}

#[test]
fn the_page_is_what_the_rules_say() {
    let page = include_str!("../../../../spec/REVIEW-RULES.md");
    assert!(
        page == rules_page(),
        "run `cargo xtask diff --list-rules --format markdown > spec/REVIEW-RULES.md`"
    );
}

/// Rules whose bump no example of theirs shows, and why.
const APART: &[(&str, &str)] = &[
    ("api-security-component-added", UNASKED),
    ("api-security-component-removed", UNASKED),
    (
        "api-security-component-type-changed",
        "both types of the example are given as a token",
    ),
];

const UNASKED: &str =
    "no operation asks for the scheme of the example, and one that does is a second change";

/// What a rule expects in Rust is what the surface says of one of its examples, or less than that by a reason.
#[test]
fn rules_expect_what_the_surface_says() {
    let mut shown: BTreeMap<&str, BTreeSet<Bump>> = BTreeMap::new();
    for expected in examples()
        .iter()
        .flat_map(|example| [&example.forth, &example.back])
    {
        // What nothing is generated from is a patch to the rule.
        let bump = expected.rust.max(Bump::Patch);
        shown.entry(&expected.rule).or_default().insert(bump);
    }
    let is_met = |id: &str| {
        let rule = rule(id).unwrap();
        shown[id].contains(&rule.rust)
    };
    let apart = |id: &&str| APART.iter().any(|(known, _)| known == id);
    let wrong: Vec<_> = shown
        .keys()
        .filter(|id| !is_met(id) && !apart(id))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for (id, reason) in APART {
        assert!(!is_met(id) && !reason.is_empty(), "{id} is not apart");
    }
}

#[test]
fn levels_are_those_of_rules() {
    let mut known = BTreeSet::new();
    for (level, ids) in LEVELS {
        for id in *ids {
            assert!(known.insert(id), "{id} is listed twice");
            let rule = rule(id).unwrap_or_else(|| panic!("no rule {id}"));
            assert_eq!(rule.oasdiff_level(), Some(*level), "{id}");
        }
    }
    for (id, level) in [
        ("request-parameter-max-decreased", Some("ERR")),
        ("request-parameter-min-increased", Some("ERR")),
        ("request-parameter-min-decreased", Some("INFO")),
        ("request-parameter-max-set", Some("ERR")),
        ("request-parameter-max-items-set", None),
        ("request-parameter-max-unset", None),
        ("request-parameter-exclusive-max-set", Some("ERR")),
        ("request-parameter-unique-items-set", None),
        ("request-parameter-multiple-of-set", None),
        ("request-property-max-items-set", Some("ERR")),
        ("request-property-max-length-increased", Some("INFO")),
        ("request-property-max-properties-set", None),
        ("response-property-max-increased", Some("ERR")),
        ("response-property-max-unset", Some("ERR")),
        ("response-property-max-decreased", None),
        ("response-property-max-set", None),
        ("request-parameter-explode-changed", None),
        ("docs-changed", None),
        ("crate-major-not-bumped", None),
    ] {
        assert_eq!(rule(id).unwrap().oasdiff_level(), level, "{id}");
    }
}
