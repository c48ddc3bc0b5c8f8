//! Rules of schemas: enums, limits, compositions, formats, discriminators.

use std::cmp::Ordering;

use super::super::check::Check;
use super::super::nearest::did_you_mean;
use super::super::reference::Reference;
use super::super::table;
use super::super::trail::Trail;
use super::super::tree::{Map, Node, Number};
use super::{no_repeats, not_empty};
use crate::diagnostic::{Code, excerpt};

/// Pairs of keys, the first of which is at most the second.
const LIMITS: &[(&str, &str)] = &[
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
];

/// The types that a key speaks of. Beside another type it says nothing.
const SPEAKS_OF: &[(&[&str], &[&str])] = &[
    (&["string"], &["minLength", "maxLength", "pattern"]),
    (
        &["integer", "number"],
        &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
    ),
    (
        &["array"],
        &["items", "minItems", "maxItems", "uniqueItems"],
    ),
    (
        &["object"],
        &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
        ],
    ),
];

/// The rules of one schema.
pub(crate) fn schema(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    for key in ["enum", "allOf", "oneOf", "anyOf"] {
        not_empty(check, map, key, at);
    }
    no_repeats(check, map, "enum", at);
    no_repeats(check, map, "required", at);
    for (least, most) in LIMITS {
        limits(check, map, least, most, at);
    }
    multiple(check, map, at);
    format(check, map, at);
    of_other_types(check, map, at);
    if let Some(entry) = map.entry("not") {
        let message = "`not` is read, but nothing is checked by it: a value is sent and read as the rest says";
        check.note(&at.entry(entry), Code::NotGenerated, message.into());
    }
    if text(map, "type") == Some("array") && map.entry("items").is_none() {
        let message = "an array must say what its items are".into();
        check.report(
            at,
            Code::MissingItems,
            message,
            "add `items`; `items: {}` allows any value",
        );
    }
    let is_true = |key| map.get(key).and_then(Node::as_bool) == Some(true);
    if is_true("readOnly") && is_true("writeOnly") {
        let message = "a value cannot be both `readOnly` and `writeOnly`".into();
        check.report(at, Code::ReadWriteOnly, message, "remove one of them");
    }
}

fn of_other_types(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    // What is no type at all has been told.
    let is_type = |own: &&str| table::TYPES.contains(own);
    let Some(own) = text(map, "type").filter(is_type) else {
        return;
    };
    let others = SPEAKS_OF.iter().filter(|(types, _)| !types.contains(&own));
    for (types, keys) in others {
        for entry in keys.iter().filter_map(|key| map.entry(key)) {
            let (key, types) = (&entry.key, types.join(" or "));
            let message =
                format!("`{key}` speaks of the type {types}, and says nothing of the type {own}");
            check.note(&at.entry(entry), Code::NotGenerated, message);
        }
    }
}

fn text<'m>(map: &'m Map, key: &str) -> Option<&'m str> {
    map.get(key).and_then(Node::as_text)
}

fn limits(check: &mut Check<'_>, map: &Map, least: &str, most: &str, at: &Trail<'_>) {
    let number = |key| map.get(key).and_then(Node::as_number);
    let (Some(low), Some(high), Some(entry)) = (number(least), number(most), map.entry(least))
    else {
        return;
    };
    let is_exclusive =
        |key| least == "minimum" && map.get(key).and_then(Node::as_bool) == Some(true);
    let leaves_none = match compare(low, high) {
        Some(Ordering::Less) | None => false,
        Some(Ordering::Equal) => {
            is_exclusive("exclusiveMinimum") || is_exclusive("exclusiveMaximum")
        }
        Some(Ordering::Greater) => true,
    };
    if leaves_none {
        let message = format!("`{least}` and `{most}` leave no value between them");
        check.report(
            &at.entry(entry),
            Code::ContradictoryLimits,
            message,
            "raise the upper limit or lower the lower one",
        );
    }
}

fn multiple(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    let Some(entry) = map.entry("multipleOf") else {
        return;
    };
    let is_positive = |number| compare(number, Number::Whole(0)) == Some(Ordering::Greater);
    if entry
        .value
        .as_number()
        .is_some_and(|number| !is_positive(number))
    {
        let message = "`multipleOf` must be above zero".into();
        check.report(
            &at.entry(entry),
            Code::MultipleOf,
            message,
            "write a number above zero, or remove it",
        );
    }
}

fn compare(a: Number, b: Number) -> Option<Ordering> {
    match (a, b) {
        (Number::Whole(a), Number::Whole(b)) => Some(a.cmp(&b)),
        (Number::Negative(a), Number::Negative(b)) => Some(a.cmp(&b)),
        _ => a.to_f64().partial_cmp(&b.to_f64()),
    }
}

fn format(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    let Some(entry) = map.entry("format") else {
        return;
    };
    let Some(format) = entry.value.as_text() else {
        return;
    };
    if !table::FORMATS.contains(&format) {
        let message = format!(
            "the format {} is not known, so that it changes nothing",
            excerpt(format)
        );
        check.note(&at.entry(entry), Code::UnknownFormat, message);
    }
}

/// A discriminator names schemas, by their name or by a reference.
pub(crate) fn discriminator(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    let Some(mapping) = map.entry("mapping") else {
        return;
    };
    let schemas = check
        .root
        .get("components")
        .and_then(|components| components.get("schemas"))
        .and_then(Node::as_map);
    let at = at.entry(mapping);
    for entry in mapping.value.as_map().into_iter().flat_map(Map::entries) {
        let Some(target) = entry.value.as_text() else {
            continue;
        };
        if schemas.is_some_and(|schemas| schemas.entry(target).is_some()) {
            continue;
        }
        let at = at.entry(entry);
        if target.contains(['#', '/']) {
            let (at, place, target) = (at.pointer(), entry.value.place, target.to_owned());
            check.references.push(Reference {
                at,
                place,
                target,
                object: &table::SCHEMA,
            });
            continue;
        }
        let names = schemas
            .into_iter()
            .flat_map(Map::entries)
            .map(|entry| entry.key.as_str());
        let hint = did_you_mean(target, names);
        let message = format!("there is no schema {}", excerpt(target));
        check.report_at(
            entry.value.place,
            &at,
            Code::MappingUnresolved,
            message,
            hint.unwrap_or_else(|| {
                "name a schema under `components/schemas`, or write a `$ref` to it".to_owned()
            }),
        );
    }
}
