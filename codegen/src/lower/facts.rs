//! Limits, default and example: read off the tree, where numbers are exact and nothing that stands beside another keyword
//! is lost.

use indexmap::IndexMap;
use openapiv3::{Example, ReferenceOr};

use super::Lowering;
use super::docs::shown;
use crate::document::{Node, Number, Pointer};
use crate::ir::Facts;

impl Lowering<'_> {
    /// Named examples of a parameter or a header, one sentence each.
    pub(super) fn examples(
        &self,
        examples: &IndexMap<String, ReferenceOr<Example>>,
        at: &Pointer,
    ) -> Vec<String> {
        let tell = |(name, example): (&String, &ReferenceOr<Example>)| {
            let found = self
                .document
                .resolve_example(example, &at.child(name))
                .ok()?;
            let (example, at) = (found.item, found.at);
            let value = self.document.node(&at.child("value")).and_then(shown);
            let what = match (value, &example.external_value) {
                (Some(value), _) => format!("For example `{value}`"),
                (None, Some(address)) => format!("An example is at {address}"),
                (None, None) => format!("The example `{name}`"),
            };
            let words = [&example.summary, &example.description];
            let words = words.into_iter().flatten();
            let words: Vec<&str> = words
                .map(|text| text.trim().trim_end_matches('.'))
                .collect();
            let words = words.join(". ");
            Some(if words.is_empty() {
                format!("{what}.")
            } else {
                format!("{what}: {words}")
            })
        };
        examples.iter().filter_map(tell).collect()
    }

    /// What a schema says of its values beyond their type.
    pub(super) fn facts(&self, at: &Pointer) -> Facts {
        let Some(node) = self.document.node(at) else {
            return Facts::default();
        };
        let is_whole = node.get("type").and_then(Node::as_text) == Some("integer");
        let limit = |key, exclusive, step| {
            let limit = node.get(key).and_then(Node::as_number).and_then(whole)?;
            let moved = limit + i64::from(is_true(node, exclusive)) * step;
            is_whole.then_some(moved)
        };
        let count = |key| match node.get(key).and_then(Node::as_number) {
            Some(Number::Whole(count)) => Some(count),
            _ => None,
        };
        Facts {
            minimum: limit("minimum", "exclusiveMinimum", 1),
            maximum: limit("maximum", "exclusiveMaximum", -1),
            min_length: count("minLength"),
            max_length: count("maxLength"),
            default: node.get("default").and_then(shown),
            example: node.get("example").and_then(shown),
            more: more(node, is_whole),
        }
    }
}

/// What is told and not checked, one sentence each.
fn more(node: &Node, is_whole: bool) -> Vec<String> {
    let mut more = Vec::new();
    let number = |key: &str| node.get(key).and_then(Node::as_number);
    if !is_whole {
        let word = |key, strict, loose| if is_true(node, key) { strict } else { loose };
        more.extend(number("minimum").map(|limit| {
            format!(
                "{} {limit}.",
                word("exclusiveMinimum", "More than", "At least")
            )
        }));
        more.extend(number("maximum").map(|limit| {
            format!(
                "{} {limit}.",
                word("exclusiveMaximum", "Less than", "At most")
            )
        }));
    }
    more.extend(number("multipleOf").map(|step| format!("A multiple of {step}.")));
    more.extend(
        node.get("pattern")
            .and_then(Node::as_text)
            .map(|pattern| format!("Matches `{pattern}`.")),
    );
    for (least, most, what) in [
        ("minItems", "maxItems", "items"),
        ("minProperties", "maxProperties", "keys"),
    ] {
        more.extend(number(least).map(|count| format!("At least {count} {what}.")));
        more.extend(number(most).map(|count| format!("At most {count} {what}.")));
    }
    if is_true(node, "uniqueItems") {
        more.push("No item comes twice.".to_owned());
    }
    if is_true(node, "readOnly") {
        more.push("Only in answers.".to_owned());
    }
    if is_true(node, "writeOnly") {
        more.push("Only in requests.".to_owned());
    }
    more
}

fn is_true(node: &Node, key: &str) -> bool {
    node.get(key).and_then(Node::as_bool) == Some(true)
}

fn whole(number: Number) -> Option<i64> {
    match number {
        Number::Whole(value) => i64::try_from(value).ok(),
        Number::Negative(value) => Some(value),
        Number::Float(_) => None,
    }
}
