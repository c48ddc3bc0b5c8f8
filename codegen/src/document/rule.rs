//! What the specification demands and the table cannot say.

mod parameter;
mod path;
mod schema;
mod security;
mod server;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::check::Check;
use super::trail::Trail;
use super::tree::{Kind, Map, Node, Number};
use crate::diagnostic::{Code, excerpt};

pub(super) use parameter::{example, header, media_type, parameter, request_body};
pub(crate) use path::sent_path;
pub(super) use path::{link, operation, path_item, paths, responses};
pub(super) use schema::{discriminator, schema};
pub(super) use security::{security_requirement, security_scheme};
pub(crate) use server::is_whole_address;
pub(super) use server::{server, server_variable};

/// The rule of an object that the table says all about.
pub(super) fn none(_: &mut Check<'_>, _: &Map, _: &Trail<'_>) {}

/// No two tags of one name.
pub(super) fn document(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    let Some(entry) = map.entry("tags") else {
        return;
    };
    let mut lines = BTreeMap::new();
    for (index, tag) in entry.value.as_list().unwrap_or_default().iter().enumerate() {
        let Some(name) = tag.get("name").and_then(Node::as_text) else {
            continue;
        };
        if let Some(line) = lines.get(name) {
            let message = format!(
                "the tag {} is there twice, first in line {line}",
                excerpt(name)
            );
            check.report(
                &at.entry(entry).item(index, tag),
                Code::RepeatedTag,
                message,
                "remove one of them",
            );
        } else {
            lines.insert(name, tag.place.line);
        }
    }
}

/// External documentation is not followed.
pub(super) fn external_docs(check: &mut Check<'_>, _: &Map, at: &Trail<'_>) {
    check.note(
        at,
        Code::ExternalDocs,
        "`externalDocs` is read, but nothing is generated from it".into(),
    );
}

/// No item of the list under a key is there twice.
fn no_repeats(check: &mut Check<'_>, map: &Map, key: &str, at: &Trail<'_>) {
    let Some(entry) = map.entry(key) else { return };
    let mut seen = BTreeSet::new();
    for (index, item) in entry.value.as_list().unwrap_or_default().iter().enumerate() {
        let mut text = String::new();
        canonical(item, &mut text);
        if seen.contains(&text) {
            let message = format!("`{key}` lists {} twice", excerpt(&text));
            let at = at.entry(entry);
            let at = at.item(index, item);
            if key == "required" {
                check.report(&at, Code::RepeatedRequired, message, "remove one of them");
            } else {
                check.note(&at, Code::RepeatedEnumValue, message);
            }
        } else {
            seen.insert(text);
        }
    }
}

/// The list under a key, if it is there, has an item.
fn not_empty(check: &mut Check<'_>, map: &Map, key: &str, at: &Trail<'_>) {
    let Some(entry) = map.entry(key) else { return };
    if entry.value.as_list().is_some_and(<[Node]>::is_empty) {
        let message = format!("`{key}` has no item, so that nothing would be valid");
        let code = if key == "enum" {
            Code::EmptyEnum
        } else {
            Code::EmptyComposition
        };
        check.report(
            &at.entry(entry),
            code,
            message,
            "add an item, or remove the key",
        );
    }
}

/// A value as a text that is the same for equal values, however they are written.
fn canonical(node: &Node, text: &mut String) {
    // Writing to a String cannot fail.
    let _ = match &node.kind {
        Kind::Null | Kind::Refused => write!(text, "null"),
        Kind::Bool(value) => write!(text, "{value}"),
        Kind::Number(Number::Whole(value)) => write!(text, "{value}"),
        Kind::Number(Number::Negative(value)) => write!(text, "{value}"),
        Kind::Number(Number::Float(value)) => write!(text, "{value}"),
        Kind::Text(value) => write!(text, "{value:?}"),
        Kind::List(items) => {
            text.push('[');
            for item in items {
                canonical(item, text);
                text.push(',');
            }
            write!(text, "]")
        }
        Kind::Map(map) => {
            text.push('{');
            for entry in map.entries_by_key() {
                let _ = write!(text, "{:?}:", entry.key);
                canonical(&entry.value, text);
                text.push(',');
            }
            write!(text, "}}")
        }
    };
}

/// A path or a URL with names in braces.
struct Template<'t> {
    names: Vec<&'t str>,
    /// The text without the names, which is all that a server sees of it.
    form: String,
}

impl<'t> Template<'t> {
    /// Takes a text apart.
    ///
    /// # Errors
    ///
    /// What is wrong with its braces.
    fn parse(text: &'t str) -> Result<Self, &'static str> {
        let mut template = Self {
            names: Vec::new(),
            form: String::new(),
        };
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            template.form.push_str(&rest[..at]);
            template.form.push_str("{}");
            let inner = rest[at..]
                .strip_prefix('{')
                .ok_or("a `}` has no `{` before it")?;
            let end = inner
                .find(['{', '}', '/'])
                .filter(|&end| inner[end..].starts_with('}'));
            let (name, after) = inner.split_at(end.ok_or("a `{` has no `}` behind it")?);
            if name.is_empty() {
                return Err("there is no name between `{` and `}`");
            }
            template.names.push(name);
            rest = &after[1..];
        }
        template.form.push_str(rest);
        Ok(template)
    }

    /// The first name that is there twice.
    fn repeated(&self) -> Option<&'t str> {
        let mut seen = BTreeSet::new();
        self.names.iter().copied().find(|name| !seen.insert(*name))
    }
}
