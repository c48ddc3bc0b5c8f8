//! Each example gives what it says, in both directions.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use super::super::{Context, Review, Side, examples, review};

pub(super) fn side(text: &str, rust: bool) -> Side {
    Side::load("library.yaml", text.as_bytes(), rust).unwrap_or_else(|problems| {
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", problems.join("\n"))
    })
}

/// A side of each text, for most examples share one.
fn cached(text: &str) -> Arc<Side> {
    static SIDES: Mutex<BTreeMap<String, Arc<Side>>> = Mutex::new(BTreeMap::new());
    let known = SIDES.lock().unwrap().get(text).cloned();
    known.unwrap_or_else(|| {
        let made = Arc::new(side(text, true));
        SIDES
            .lock()
            .unwrap()
            .insert(text.to_owned(), Arc::clone(&made));
        made
    })
}

pub(super) fn compare(old: &str, new: &str) -> Review {
    let context = Context {
        rust: true,
        ..Context::default()
    };
    review(&cached(old), &cached(new), &context)
}

/// What a review says, a line for each change.
pub(super) fn lines(review: &Review) -> Vec<String> {
    let line = |change: &super::super::Change| {
        format!(
            "{} {} {} {}",
            change.rule.id,
            change.wire,
            change.rust,
            change.pointer()
        )
    };
    let mut lines: Vec<String> = review.changes.iter().map(line).collect();
    let refusals = review
        .findings
        .iter()
        .map(|finding| finding.rule.id.clone());
    lines.extend(refusals);
    lines
}

/// The effect of a change read backwards is the opposite one.
#[test]
fn effects_turn_round() {
    for example in examples() {
        let effects: Vec<_> = example
            .cases()
            .iter()
            .map(|(expected, old, new)| {
                let review = compare(old, new);
                let mut changes = review.changes.iter();
                let change = changes.find(|change| change.rule.id == expected.rule);
                change.unwrap().effect
            })
            .collect();
        assert_eq!(effects[0], effects[1].opposite(), "{}", example.title);
    }
}

#[test]
fn each_example_gives_what_it_says() {
    assert_eq!(
        examples().len(),
        super::super::example::blocks(),
        "a block that cannot be read"
    );
    let mut wrong = Vec::new();
    for example in examples() {
        let cases = example.cases();
        if cases.is_empty() {
            wrong.push(format!("{}: a hunk does not fit", example.title));
        }
        for (expected, old, new) in cases {
            let found = lines(&compare(&old, &new));
            let (own, others): (Vec<_>, Vec<_>) = found.iter().partition(|line| {
                let rule = line.split(' ').next().unwrap();
                !example.also.iter().any(|also| also == rule)
            });
            let wanted = format!(
                "{} {} {} {}",
                expected.rule, expected.wire, expected.rust, expected.at
            );
            if own != [&wanted] || others.len() != example.also.len() {
                wrong.push(format!(
                    "{}\n  wanted {wanted}\n  found  {}",
                    example.title,
                    found.join("\n         ")
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
