//! Rules of parameters, headers, bodies and examples.

use super::super::check::Check;
use super::super::trail::Trail;
use super::super::tree::{Map, Node};
use crate::diagnostic::{Code, excerpt};

/// The styles of each place a parameter may be in, the default first.
const STYLES: &[(&str, &[&str])] = &[
    (
        "query",
        &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
    ),
    ("path", &["simple", "label", "matrix"]),
    ("header", &["simple"]),
    ("cookie", &["form"]),
];

/// Header parameters that the specification leaves to other parts of it, and those that frame a request.
const IGNORED: &[(&str, &str)] = &[
    ("accept", "the content of the responses"),
    ("content-type", "the content of the request body"),
    ("authorization", "the security schemes"),
    ("connection", "the client, which sends it itself"),
    ("content-length", "the client, which sends it itself"),
    ("host", "the client, which sends it itself"),
    ("transfer-encoding", "the client, which sends it itself"),
];

/// The rules of one parameter, by itself.
pub(crate) fn parameter(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    schema_or_content(check, map, "a parameter", at);
    one_example(check, map, at);
    let Some(location) = map.get("in").and_then(Node::as_text) else {
        return;
    };
    style(check, map, location, at);
    only_in_query(check, map, location, at);
    match location {
        "path" => required(check, map, at),
        "header" => ignored(check, map, at),
        _ => {}
    }
}

fn required(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    if map.get("required").and_then(Node::as_bool) == Some(true) {
        return;
    }
    let name = map.get("name").and_then(Node::as_text).unwrap_or_default();
    let message = format!("the path parameter {} is not required", excerpt(name));
    check.report(
        at,
        Code::OptionalPathParameter,
        message,
        "add `required: true`",
    );
}

fn ignored(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    let name = map.get("name").and_then(Node::as_text).unwrap_or_default();
    if let Some((_, owner)) = IGNORED
        .iter()
        .find(|(ignored, _)| name.eq_ignore_ascii_case(ignored))
    {
        let message = format!("the header parameter {} is left to {owner}", excerpt(name));
        check.note(at, Code::HeaderLeftOut, message);
    }
}

fn style(check: &mut Check<'_>, map: &Map, location: &str, at: &Trail<'_>) {
    let Some(entry) = map.entry("style") else {
        return;
    };
    let Some(style) = entry.value.as_text() else {
        return;
    };
    let Some((_, styles)) = STYLES.iter().find(|(known, _)| *known == location) else {
        return;
    };
    let is_style = STYLES.iter().any(|(_, styles)| styles.contains(&style));
    if is_style && !styles.contains(&style) {
        let message = format!("a {location} parameter has no style `{style}`");
        let hint = format!("it is one of `{}`", styles.join("`, `"));
        check.report(&at.entry(entry), Code::ParameterStyle, message, hint);
    }
}

fn only_in_query(check: &mut Check<'_>, map: &Map, location: &str, at: &Trail<'_>) {
    for key in ["allowReserved", "allowEmptyValue"] {
        let Some(entry) = map
            .entry(key)
            .filter(|entry| entry.value.as_bool() == Some(true))
        else {
            continue;
        };
        if location == "query" && key == "allowEmptyValue" {
            let message = "`allowEmptyValue`: a text may be set to the empty one; other types are sent with a value or not at all";
            check.note(
                &at.entry(entry),
                Code::EmptyValueAllowed,
                message.to_owned(),
            );
        } else if location != "query" {
            let message = format!("`{key}` means nothing in a {location} parameter");
            check.note(&at.entry(entry), Code::NotInQuery, message);
        }
    }
}

/// The rules of one header.
pub(crate) fn header(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    schema_or_content(check, map, "a header", at);
    one_example(check, map, at);
    for entry in ["allowReserved", "allowEmptyValue"]
        .into_iter()
        .filter_map(|key| map.entry(key))
    {
        let message = format!("`{}` means nothing in a header", entry.key);
        check.note(&at.entry(entry), Code::NotGenerated, message);
    }
}

/// The rules of one media type.
pub(crate) fn media_type(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    one_example(check, map, at);
    let Some(entry) = map.entry("encoding") else {
        return;
    };
    let name = at.key().unwrap_or_default();
    let essence = name.split(';').next().unwrap_or_default().trim();
    let is_form = ["multipart/form-data", "application/x-www-form-urlencoded"]
        .iter()
        .any(|form| essence.eq_ignore_ascii_case(form));
    if !is_form || !is_in_request(at) {
        let message = "`encoding` is read, but only a form that is sent is written by it";
        check.note(&at.entry(entry), Code::NotGenerated, message.to_owned());
    }
}

/// Whether a media type belongs to a request body.
fn is_in_request(at: &Trail<'_>) -> bool {
    let mut around = at.up();
    while let Some(trail) = around {
        if matches!(trail.key(), Some("requestBody" | "requestBodies")) {
            return true;
        }
        around = trail.up();
    }
    false
}

/// The rules of one request body.
pub(crate) fn request_body(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    let Some(content) = map.entry("content") else {
        return;
    };
    if content
        .value
        .as_map()
        .is_some_and(|content| content.entries().is_empty())
    {
        let message = "the `content` of a request body names no media type".into();
        check.report(
            &at.entry(content),
            Code::EmptyContent,
            message,
            "add one, such as `application/json`",
        );
    }
}

/// The rules of one named example.
pub(crate) fn example(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    exclusive(check, map, ["value", "externalValue"], at);
}

fn one_example(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    exclusive(check, map, ["example", "examples"], at);
}

fn exclusive(check: &mut Check<'_>, map: &Map, keys: [&str; 2], at: &Trail<'_>) {
    let [Some(_), Some(second)] = keys.map(|key| map.entry(key)) else {
        return;
    };
    let message = format!("`{}` and `{}` exclude each other", keys[0], keys[1]);
    check.report(
        &at.entry(second),
        Code::TwoExamples,
        message,
        "remove one of them",
    );
}

fn schema_or_content(check: &mut Check<'_>, map: &Map, noun: &str, at: &Trail<'_>) {
    match (map.entry("schema"), map.entry("content")) {
        (Some(_), Some(content)) => {
            let message = format!("{noun} has either `schema` or `content`, not both");
            check.report(
                &at.entry(content),
                Code::SchemaAndContent,
                message,
                "remove one of them",
            );
        }
        (None, None) => {
            let message = format!("{noun} must have `schema` or `content`");
            check.report(
                at,
                Code::ParameterWithoutSchema,
                message,
                "add `schema`, with its `type`",
            );
        }
        (None, Some(content)) => {
            let types = content
                .value
                .as_map()
                .map_or(1, |content| content.entries().len());
            if types != 1 {
                let message = format!("the `content` of {noun} names {types} media types, not one");
                check.report(
                    &at.entry(content),
                    Code::ContentNotOne,
                    message,
                    "name one, such as `application/json`",
                );
            }
        }
        (Some(_), None) => {}
    }
}
