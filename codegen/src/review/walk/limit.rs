//! Limits of values: numbers, lengths, patterns.

use super::Walk;
use crate::document::Number;
use crate::review::edit::What;
use crate::review::view::View;

/// The keys of limits, and the stem of the rules of each.
pub(in crate::review) const LIMITS: &[(&str, &str)] = &[
    ("maximum", "max"),
    ("minimum", "min"),
    ("maxLength", "max-length"),
    ("minLength", "min-length"),
    ("maxItems", "max-items"),
    ("minItems", "min-items"),
    ("maxProperties", "max-properties"),
    ("minProperties", "min-properties"),
];

impl<'d> Walk<'d> {
    pub(super) fn limits(&mut self, site: usize, old: &View<'d>, new: &View<'d>) {
        for (key, stem) in LIMITS {
            let value = |view: &View<'d>| {
                let number = view.get(key).and_then(|spot| spot.node.as_number());
                // No text, list or object is shorter than nothing.
                number.filter(|number| {
                    !(*number == Number::Whole(0) && key.starts_with("min") && *key != "minimum")
                })
            };
            let change = match (value(old), value(new)) {
                (None, Some(_)) => "set",
                (Some(_), None) => "unset",
                (Some(base), Some(head)) if is_less(base, head) => "increased",
                (Some(base), Some(head)) if is_less(head, base) => "decreased",
                _ => continue,
            };
            self.tell_key(
                site,
                old,
                new,
                key,
                What::scoped(format!("{stem}-{change}")),
            );
        }
        for (key, stem) in [
            ("exclusiveMaximum", "exclusive-max"),
            ("exclusiveMinimum", "exclusive-min"),
            ("uniqueItems", "unique-items"),
        ] {
            if old.flag(key) != new.flag(key) {
                let change = if new.flag(key) { "set" } else { "unset" };
                self.tell_key(
                    site,
                    old,
                    new,
                    key,
                    What::scoped(format!("{stem}-{change}")),
                );
            }
        }
        self.multiple(site, old, new);
        let pattern = match (old.get("pattern"), new.get("pattern")) {
            (None, _) => "pattern-added",
            (_, None) => "pattern-removed",
            _ => "pattern-changed",
        };
        self.schema_key(site, old, new, "pattern", What::scoped(pattern));
    }

    fn multiple(&mut self, site: usize, old: &View<'d>, new: &View<'d>) {
        let end = match (old.get("multipleOf"), new.get("multipleOf")) {
            (None, _) => "multiple-of-set",
            (_, None) => "multiple-of-unset",
            _ => "multiple-of-changed",
        };
        self.schema_key(site, old, new, "multipleOf", What::scoped(end));
    }
}

/// Whether a number is less than another one, whole numbers exactly.
fn is_less(one: Number, other: Number) -> bool {
    let whole = |number| match number {
        Number::Whole(value) => Some(i128::from(value)),
        Number::Negative(value) => Some(i128::from(value)),
        Number::Float(_) => None,
    };
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => one < other,
        _ => one.to_f64() < other.to_f64(),
    }
}
