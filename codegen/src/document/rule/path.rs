//! Rules of paths and operations: templates, their parameters, names that must differ.

use std::collections::{BTreeMap, BTreeSet};

use super::super::check::Check;
use super::super::nearest::did_you_mean;
use super::super::reference::resolved;
use super::super::table::METHODS;
use super::super::trail::Trail;
use super::super::tree::{Entry, Map, Node};
use super::Template;
use crate::diagnostic::{Code, excerpt};

/// Every path has a proper form, differs from all others, and has the parameters it names.
pub(crate) fn paths(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    let mut forms = Forms::new();
    for entry in map
        .entries()
        .iter()
        .filter(|entry| entry.key.starts_with('/'))
    {
        let at = at.entry(entry);
        let (path, fragment) = sent_path(&entry.key);
        if !fragment.is_empty() {
            let message =
                "what follows the `#` of a path is never sent: it only tells operations apart";
            check.note(&at, Code::PathFragment, message.to_owned());
        }
        path_form(check, path, &at);
        let mut template = match Template::parse(path) {
            Ok(template) => template,
            Err(fault) => {
                check.report(
                    &at,
                    Code::TemplateBraces,
                    format!("{fault} in {}", excerpt(&entry.key)),
                    "write each parameter as `{name}`",
                );
                continue;
            }
        };
        if let Some(name) = template.repeated() {
            let message = format!("the path names the parameter {} twice", excerpt(name));
            check.report(
                &at,
                Code::TemplateRepeats,
                message,
                "give each place a name of its own",
            );
        }
        path_parameters(check, &entry.value, &template, &at);
        template.form.extend(["#", fragment]);
        equivalent(check, &mut forms, entry, template, &at);
    }
}

/// What is sent of a path, and the fragment, which is not.
pub(crate) fn sent_path(path: &str) -> (&str, &str) {
    path.split_once('#').unwrap_or((path, ""))
}

fn path_form(check: &mut Check<'_>, path: &str, at: &Trail<'_>) {
    let (code, fault, hint) = if path.contains('?') {
        let hint = "remove the query, and declare its parameters with `in: query`";
        (Code::PathQuery, "a path has no query: `?`", hint)
    } else if path.split('/').any(is_dots) {
        let fault = "a path has no `.` and no `..` as a segment";
        let hint = "write the path that they lead to: a client or a proxy would do so before the server sees it";
        (Code::PathDots, fault, hint)
    } else if path.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\') {
        let fault = "a path has no control characters, no blanks and no `\\`";
        let hint = "write it as it is sent, a blank as `%20`";
        (Code::PathCharacters, fault, hint)
    } else {
        return;
    };
    check.report(at, code, fault.into(), hint);
}

/// Whether a client may resolve a segment away, `%2e` being a point to some.
fn is_dots(segment: &str) -> bool {
    matches!(
        segment.to_ascii_lowercase().replace("%2e", ".").as_str(),
        "." | ".."
    )
}

/// Paths by their form, and for each form the first path that has a method; "" stands for the first of all.
type Forms<'m> = BTreeMap<String, BTreeMap<&'static str, &'m Entry>>;

/// Two paths that differ only in the names of their parameters are one path to a server.
///
/// The specification forbids them; where they share no method, it is clear what is meant all the same.
fn equivalent<'m>(
    check: &mut Check<'_>,
    forms: &mut Forms<'m>,
    entry: &'m Entry,
    template: Template<'_>,
    at: &Trail<'_>,
) {
    let same = forms.entry(template.form).or_default();
    let item = resolved(check.root, &entry.value);
    let methods = METHODS
        .iter()
        .copied()
        .filter(|method| item.is_some_and(|item| item.get(method).is_some()));
    let methods: Vec<_> = methods.collect();
    let rival = methods
        .iter()
        .find_map(|method| Some((*method, *same.get(method)?)));
    if let Some((method, first)) = rival.filter(|(_, first)| first.key != entry.key) {
        let (key, line) = (excerpt(&first.key), first.place.line);
        let message = format!(
            "{key} in line {line} is the same path under other names, and has `{method}` too"
        );
        check.report(
            at,
            Code::EquivalentPaths,
            message,
            "remove one of the operations, or change a path",
        );
    } else if let Some(first) = same.get("").filter(|first| first.key != entry.key) {
        let (key, line) = (excerpt(&first.key), first.place.line);
        check.note(
            at,
            Code::SplitPath,
            format!("{key} in line {line} is the same path under other names"),
        );
    }
    for method in methods.into_iter().chain([""]) {
        same.entry(method).or_insert(entry);
    }
}

/// What the path parameters of a list are called, each with its index; `None` if a reference leads nowhere.
type Declared<'d> = Option<Vec<(&'d str, usize)>>;

fn declared<'d>(root: &'d Node, holder: &'d Node) -> Declared<'d> {
    let list = holder
        .get("parameters")
        .and_then(Node::as_list)
        .unwrap_or_default();
    let mut names = Vec::new();
    for (index, parameter) in list.iter().enumerate() {
        let parameter = resolved(root, parameter)?;
        if parameter.get("in").and_then(Node::as_text) == Some("path") {
            names.push((parameter.get("name").and_then(Node::as_text)?, index));
        }
    }
    Some(names)
}

/// The names of a path and its parameters are the same, for each operation.
fn path_parameters(check: &mut Check<'_>, item: &Node, template: &Template<'_>, at: &Trail<'_>) {
    let names: BTreeSet<_> = template.names.iter().copied().collect();
    let root = check.root;
    let is_reference = item.get("$ref").is_some();
    let Some(item) = resolved(root, item) else {
        return;
    };
    let Some(common) = declared(root, item) else {
        return;
    };
    unused(check, item, &common, &names, at);
    let operations = METHODS
        .iter()
        .filter_map(|method| item.as_map()?.entry(method));
    for entry in operations {
        let own_trail = at.entry(entry);
        // What a reference leads to is written elsewhere, but it does not fit here.
        let at = if is_reference { at } else { &own_trail };
        let Some(own) = declared(root, &entry.value) else {
            continue;
        };
        unused(check, &entry.value, &own, &names, at);
        let all: BTreeSet<_> = common.iter().chain(&own).map(|(name, _)| *name).collect();
        for name in names.difference(&all) {
            let message = format!(
                "{} of the path is no parameter of the operation",
                excerpt(&format!("{{{name}}}"))
            );
            let hint = did_you_mean(name, all.difference(&names).copied())
                .unwrap_or_else(|| "declare it with `in: path` and `required: true`".to_owned());
            check.report(at, Code::UndeclaredPathParameter, message, hint);
        }
    }
}

fn unused(
    check: &mut Check<'_>,
    holder: &Node,
    declared: &[(&str, usize)],
    names: &BTreeSet<&str>,
    at: &Trail<'_>,
) {
    let list = holder.as_map().and_then(|map| map.entry("parameters"));
    for (name, index) in declared.iter().filter(|(name, _)| !names.contains(name)) {
        let message = format!(
            "the path does not name the path parameter {}",
            excerpt(name)
        );
        let hint = format!(
            "write {} into the path, or remove the parameter",
            excerpt(&format!("{{{name}}}"))
        );
        let item = list.and_then(|entry| Some((entry, entry.value.as_list()?.get(*index)?)));
        match item {
            Some((entry, item)) => {
                check.report(
                    &at.entry(entry).item(*index, item),
                    Code::UnusedPathParameter,
                    message,
                    hint,
                );
            }
            None => check.report(at, Code::UnusedPathParameter, message, hint),
        }
    }
}

/// The parameters of a path item differ from each other.
pub(crate) fn path_item(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    repeated_parameters(check, map, at);
}

/// The parameters of an operation differ from each other, and its `operationId` from all others.
pub(crate) fn operation(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    repeated_parameters(check, map, at);
    let Some(entry) = map.entry("operationId") else {
        return;
    };
    let Some(id) = entry.value.as_text() else {
        return;
    };
    if let Some(line) = check.operation_ids.get(id) {
        let message = format!(
            "the operationId {} is there twice, first in line {line}",
            excerpt(id)
        );
        return check.report(
            &at.entry(entry),
            Code::RepeatedOperationId,
            message,
            "give each operation its own",
        );
    }
    check.operation_ids.insert(id.to_owned(), entry.place.line);
}

fn repeated_parameters(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    let root = check.root;
    let Some(entry) = map.entry("parameters") else {
        return;
    };
    let mut lines = BTreeMap::new();
    for (index, item) in entry.value.as_list().unwrap_or_default().iter().enumerate() {
        let text = |key| resolved(root, item)?.get(key)?.as_text();
        let (Some(name), Some(location)) = (text("name"), text("in")) else {
            continue;
        };
        // Names of headers are the same in any case.
        let same = if location == "header" {
            name.to_ascii_lowercase()
        } else {
            name.to_owned()
        };
        if let Some(line) = lines.get(&(location, same.clone())) {
            let message = format!(
                "the {location} parameter {} is there twice, first in line {line}",
                excerpt(name)
            );
            check.report(
                &at.entry(entry).item(index, item),
                Code::RepeatedParameter,
                message,
                "remove one of them",
            );
        } else {
            lines.insert((location, same), item.place.line);
        }
    }
}

/// An operation has a response.
pub(crate) fn responses(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    if map
        .entries()
        .iter()
        .all(|entry| entry.key.starts_with("x-"))
    {
        let message = "an operation must have a response".into();
        check.report(at, Code::NoResponses, message, "add a status, or `default`");
    }
}

/// A link names its operation in one of two ways.
pub(crate) fn link(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    if map.entry("operationRef").is_some() == map.entry("operationId").is_some() {
        let message = "a link must have either `operationRef` or `operationId`".into();
        check.report(
            at,
            Code::LinkTarget,
            message,
            "name the operation by its `operationId`",
        );
    }
}
