//! Rules of servers and their variables.

use super::super::check::Check;
use super::super::nearest::did_you_mean;
use super::super::trail::Trail;
use super::super::tree::{Map, Node};
use super::{Template, no_repeats, not_empty};
use crate::diagnostic::{Code, excerpt};

/// Every variable in the URL is declared, and the address is one that a client can be given.
pub(crate) fn server(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    let Some(entry) = map.entry("url") else {
        return;
    };
    let Some(url) = entry.value.as_text() else {
        return;
    };
    let at = at.entry(entry);
    let template = match Template::parse(url) {
        Ok(template) => template,
        Err(fault) => {
            return check.report(
                &at,
                Code::TemplateBraces,
                format!("{fault} in {}", excerpt(url)),
                "write each variable as `{name}`",
            );
        }
    };
    let variables = map.get("variables").and_then(Node::as_map);
    note_relative(check, url, variables, &at);
    for name in template.names {
        if variables.is_none_or(|variables| variables.entry(name).is_none()) {
            let known = variables
                .into_iter()
                .flat_map(Map::entries)
                .map(|variable| variable.key.as_str());
            let message = format!("the variable {} of the URL is not declared", excerpt(name));
            check.report(
                &at,
                Code::UndeclaredServerVariable,
                message,
                did_you_mean(name, known)
                    .unwrap_or_else(|| "add it to `variables`, with a `default`".to_owned()),
            );
        }
    }
}

/// The default is one of the values.
pub(crate) fn server_variable(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    not_empty(check, map, "enum", at);
    no_repeats(check, map, "enum", at);
    let (Some(values), Some(entry)) = (
        map.get("enum").and_then(Node::as_list),
        map.entry("default"),
    ) else {
        return;
    };
    let default = entry.value.as_text();
    if default.is_some()
        && !values.is_empty()
        && !values.iter().any(|value| value.as_text() == default)
    {
        let message = format!(
            "the default {} is none of the `enum`",
            excerpt(default.unwrap_or_default())
        );
        check.report(
            &at.entry(entry),
            Code::ServerDefault,
            message,
            did_you_mean(
                default.unwrap_or_default(),
                values.iter().filter_map(Node::as_text),
            )
            .unwrap_or_else(|| "add it there, or change it".to_owned()),
        );
    }
}

/// A server of the document without a whole address is no region: where the document lies is not known.
fn note_relative(check: &mut Check<'_>, url: &str, variables: Option<&Map>, at: &Trail<'_>) {
    let variables = variables.into_iter().flat_map(Map::entries);
    let filled = variables.fold(url.to_owned(), |url, variable| {
        let default = variable.value.get("default").and_then(Node::as_text);
        url.replace(
            &format!("{{{}}}", variable.key),
            default.unwrap_or_default(),
        )
    });
    let is_documents = || {
        at.pointer()
            .segments()
            .first()
            .is_some_and(|top| top == "servers")
    };
    // `/` says what a document without servers says, and an undeclared variable is a problem of its own.
    if url != "/" && !filled.contains('{') && !is_whole_address(&filled) && is_documents() {
        let message = format!(
            "the address {} is not a whole one, so that no region is made of it; the client is given a whole address",
            excerpt(url)
        );
        check.note(at, Code::RelativeServer, message);
    }
}

/// Whether a text is the address of a server by itself: `http` or `https`, a host, and perhaps a path.
pub(crate) fn is_whole_address(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or_default();
    let is_odd =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '\\' | '{' | '}');
    matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https")
        && !host.is_empty()
        && !host.contains('@')
        && !url.contains(is_odd)
}
