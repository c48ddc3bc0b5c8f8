//! Rules of servers and their variables.

use super::super::check::Check;
use super::super::trail::Trail;
use super::super::tree::{Map, Node};
use super::{Template, no_repeats, not_empty};
use crate::diagnostic::{Code, excerpt};

/// Every variable in the URL is declared.
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
                Code::Template,
                format!("{fault} in {}", excerpt(url)),
                "",
            );
        }
    };
    let variables = map.get("variables").and_then(Node::as_map);
    for name in template.names {
        if variables.is_none_or(|variables| variables.entry(name).is_none()) {
            let message = format!("the variable {} of the URL is not declared", excerpt(name));
            check.report(
                &at,
                Code::ServerVariable,
                message,
                "add it to `variables`, with a `default`",
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
            Code::ServerVariable,
            message,
            "add it there, or change it",
        );
    }
}
