//! Operations: a method of the handle of their first tag.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{Operation as Documented, PathItem, ReferenceOr};

use super::Lowering;
use super::media::JSON;
use crate::diagnostic::Code;
use crate::document::{Pointer, sent_path};
use crate::ir::{
    Check, Docs, Handle, Input, InputPlace, Media, Method, Name, Operation, PathTemplate,
};
use crate::naming::{self, CALL_METHODS, CLIENT_METHODS, RESERVED_TYPES, Style};

/// Gives inputs of one name in several places another name everywhere but in the path.
pub(super) fn tell_places(inputs: Vec<(&mut Name, InputPlace)>) {
    let spelled = inputs
        .iter()
        .map(|(name, place)| (name.rust.clone(), *place));
    let spelled: Vec<(String, InputPlace)> = spelled.collect();
    for (name, place) in inputs {
        let is_elsewhere = spelled
            .iter()
            .any(|(rust, other)| *rust == name.rust && *other != place);
        let suffix = match place {
            InputPlace::Path => continue,
            InputPlace::Query => "query",
            InputPlace::Header => "header",
            InputPlace::Cookie => "cookie",
            InputPlace::Property
            | InputPlace::SoleProperty
            | InputPlace::File
            | InputPlace::Files
            | InputPlace::Null => "property",
            InputPlace::Body | InputPlace::TextBody | InputPlace::BytesBody => "value",
        };
        if is_elsewhere {
            name.rust = naming::with_suffix(&name.rust, suffix, Style::Snake);
        }
    }
}

impl<'a> Lowering<'a> {
    /// Makes the names of an operation's arguments and setters differ: one name in two places gets the place as a suffix,
    /// but for the path.
    fn settle_inputs(&mut self, mut inputs: Vec<&mut Input>, at: &Pointer) {
        let pairs = inputs
            .iter_mut()
            .map(|input| (&mut input.name, input.place));
        tell_places(pairs.collect());
        let names = inputs.into_iter().map(|input| &mut input.name).collect();
        self.settle(names, Style::Snake, at, "input");
    }

    /// Every operation, under the handle of its first tag; handles in the order of their names.
    pub(super) fn handles(&mut self) -> Vec<Handle> {
        let mut handles: BTreeMap<String, Handle> = BTreeMap::new();
        let at = Pointer::root().child("paths");
        for (path, item) in &self.api().paths.paths {
            let at = at.child(path);
            let ReferenceOr::Item(item) = item else {
                self.refuse(
                    &at,
                    Code::PathByRef,
                    "a path by reference is not supported",
                    "write its operations out here",
                );
                continue;
            };
            for (method, operation) in item.iter() {
                let tag = operation.tags.first().cloned().unwrap_or_default();
                let lowered =
                    self.operation(&tag, path, item, method, operation, &at.child(method));
                let handle = handles
                    .entry(tag.clone())
                    .or_insert_with(|| self.handle(&tag));
                handle.operations.push(lowered);
            }
        }
        let mut handles: Vec<Handle> = handles.into_values().collect();
        let tags = handles.iter_mut().map(|handle| &mut handle.name).collect();
        self.settle(tags, Style::Snake, &Pointer::root().child("tags"), "tag");
        for handle in &mut handles {
            let operations = handle.operations.iter_mut();
            let (methods, types): (Vec<_>, Vec<_>) = operations
                .map(|operation| (&mut operation.name, &mut operation.type_name))
                .unzip();
            self.settle(methods, Style::Snake, &at, "operation");
            self.settle(types, Style::Pascal, &at, "call of the operation");
            finish(handle);
            self.step_aside_for_models(handle, &at);
        }
        handles
    }

    /// The types of a handle and of its calls, out of the way of the schemas' types that stand beside them.
    fn step_aside_for_models(&mut self, handle: &mut Handle, at: &Pointer) {
        let models = self.models.iter().map(|(model, _)| &model.name.rust);
        let models: BTreeSet<&String> = models.collect();
        while models.contains(&handle.type_name) {
            handle.type_name.push_str("Handle");
        }
        let calls = handle
            .operations
            .iter()
            .map(|operation| &operation.type_name.rust);
        let calls: BTreeSet<String> = calls.chain([&handle.type_name]).cloned().collect();
        let mut calls_to_move: Vec<&mut Name> = (handle.operations.iter_mut())
            .map(|operation| &mut operation.type_name)
            .collect();
        for name in &mut calls_to_move {
            while models.contains(&name.rust) || name.rust == handle.type_name {
                name.rust.push_str("Call");
                while calls.contains(&name.rust) {
                    name.rust.push_str("Call");
                }
            }
        }
        self.settle(calls_to_move, Style::Pascal, at, "call of the operation");
    }

    fn handle(&self, tag: &str) -> Handle {
        let known = self.api().tags.iter().find(|known| known.name == tag);
        let rust = if tag.is_empty() {
            "default".to_owned()
        } else {
            naming::rust_name(tag, Style::Snake)
        };
        Handle {
            name: Name {
                wire: tag.to_owned(),
                rust,
            },
            module: String::new(),
            type_name: String::new(),
            docs: super::docs::of_text(known.and_then(|known| known.description.as_ref())),
            operations: Vec::new(),
        }
    }

    fn operation(
        &mut self,
        tag: &str,
        path: &str,
        item: &'a PathItem,
        method: &str,
        operation: &'a Documented,
        at: &Pointer,
    ) -> Operation {
        let id = super::said_name(&operation.extensions).or(operation.operation_id.as_deref());
        let (name, type_name) = names(tag, path, method, id);
        let path = template(path);
        let lowered = self.parameters(item, operation, &path, &type_name.rust, at);
        let body = self.body(operation, &type_name.rust, at);
        let mut checks: Vec<_> = lowered
            .iter()
            .flat_map(|parameter| parameter.checks.clone())
            .collect();
        checks.extend(body.checks);
        let (required, optional): (Vec<_>, Vec<_>) = lowered
            .into_iter()
            .partition(|parameter| parameter.required);
        let inputs = |parameters: Vec<super::parameter::Lowered>| -> Vec<Input> {
            let parameters = parameters.into_iter();
            parameters.map(|parameter| parameter.input).collect()
        };
        let (mut arguments, mut setters) = (inputs(required), inputs(optional));
        arguments.extend(body.arguments);
        setters.extend(body.setters);
        let inputs = arguments.iter().chain(&setters);
        drop_ambiguous(&mut checks, &inputs.collect::<Vec<_>>());
        setters.iter_mut().for_each(step_aside);
        self.settle_inputs(arguments.iter_mut().chain(&mut setters).collect(), at);
        let answers = self.responses(operation, &type_name.rust, method == "head", at);
        let pagination = self.pagination(operation, &setters, &answers.output, at);
        Operation {
            name,
            type_name,
            docs: Docs {
                summary: said(operation.summary.as_ref(), item.summary.as_ref()),
                description: said(operation.description.as_ref(), item.description.as_ref()),
                deprecated: operation.deprecated,
            },
            method: verb(method),
            path,
            permission: permission(operation),
            security: self.security_of(operation, at),
            server: self.own_server(item, operation, at),
            arguments,
            setters,
            responses: answers.responses,
            takes: body.takes.unwrap_or_else(|| Media::Json(JSON.to_owned())),
            takes_object: body.takes_object,
            spreads: body.spreads,
            output: answers.output,
            answers: answers.media,
            pagination,
            checks,
        }
    }
}

/// What an operation says, else what its path says of all operations.
fn said(own: Option<&String>, shared: Option<&String>) -> String {
    own.or(shared).cloned().unwrap_or_default()
}

/// Names the module and the types of a handle after its settled tag; a method that would hide one of `Client` gets `_api`.
fn finish(handle: &mut Handle) {
    let plain = naming::plain(&handle.name.rust).to_owned();
    let hides = handle.name.wire.is_empty() || CLIENT_METHODS.contains(&plain.as_str());
    handle.module = naming::file_name(&handle.name.rust);
    handle.type_name = naming::with_suffix(&plain, "api", Style::Pascal);
    if hides {
        handle.name.rust = naming::with_suffix(&plain, "api", Style::Snake);
    }
}

/// A check goes by the name on the wire: the limits of a name in two places are only told.
fn drop_ambiguous(checks: &mut Vec<Check>, inputs: &[&Input]) {
    checks.retain(|check| match check {
        Check::Range { name, .. } | Check::Length { name, .. } => {
            let mut bearers = inputs
                .iter()
                .filter(|input| input.name.wire == *name && input.place != InputPlace::Null);
            bearers.nth(1).is_none()
        }
        Check::InBody(_) | Check::RequiredWhen(_) => true,
    });
}

/// A setter that bears the name of a method of every call gets its place as a suffix.
fn step_aside(setter: &mut Input) {
    if CALL_METHODS.contains(&setter.name.rust.as_str()) {
        let suffix = match setter.place {
            InputPlace::Path | InputPlace::Query | InputPlace::Header | InputPlace::Cookie => {
                "parameter"
            }
            _ => "property",
        };
        setter.name.rust = naming::with_suffix(&setter.name.rust, suffix, Style::Snake);
    }
}

/// The names of an operation: the method of the handle, and the type of the call.
///
/// `Personnel_getByEmail` of the tag `Personnel` is `get_by_email`, and its call `GetPersonnelByEmail`: the words of
/// the tag follow the first word.
fn names(tag: &str, path: &str, method: &str, id: Option<&str>) -> (Name, Name) {
    let Some(id) = id else {
        let words = naming::words(&format!("{method} {path}"));
        let name = Name {
            wire: format!("{method} {path}"),
            rust: naming::join(&words, Style::Snake),
        };
        let call = Name {
            wire: name.wire.clone(),
            rust: call_name(&words),
        };
        return (name, call);
    };
    let below_tag = id
        .strip_prefix(tag)
        .filter(|_| !tag.is_empty())
        .and_then(|rest| rest.strip_prefix(['_', '/']))
        .filter(|rest| !rest.is_empty());
    let words = naming::words(below_tag.unwrap_or(id));
    let mut type_words = words.clone();
    if below_tag.is_some() {
        let after_first = type_words.len().min(1);
        type_words.splice(after_first..after_first, naming::words(tag));
    }
    let name = Name {
        wire: id.to_owned(),
        rust: naming::join(&words, Style::Snake),
    };
    let call = Name {
        wire: id.to_owned(),
        rust: call_name(&type_words),
    };
    (name, call)
}

/// The type of a call, out of the way of the names that generated code uses itself.
fn call_name(words: &[String]) -> String {
    let name = naming::join(words, Style::Pascal);
    if RESERVED_TYPES.contains(&name.as_str()) {
        return name + "Call";
    }
    name
}

/// The names between braces; the loader has checked that they match the parameters. A fragment is not sent.
fn template(path: &str) -> PathTemplate {
    let (path, _) = sent_path(path);
    let parameters = path
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'));
    PathTemplate {
        text: path.to_owned(),
        parameters: parameters.map(|(name, _)| name.to_owned()).collect(),
    }
}

fn permission(operation: &Documented) -> Option<String> {
    operation
        .extensions
        .get("x-permission")?
        .as_str()
        .map(str::to_owned)
}

fn verb(method: &str) -> Method {
    match method {
        "put" => Method::Put,
        "post" => Method::Post,
        "delete" => Method::Delete,
        "options" => Method::Options,
        "head" => Method::Head,
        "patch" => Method::Patch,
        "trace" => Method::Trace,
        _ => Method::Get,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_tag_follow_the_first_word() {
        for (tag, id, method, call) in [
            ("Personnel", "Personnel_list", "list", "ListPersonnel"),
            (
                "Personnel",
                "Personnel_getByEmail",
                "get_by_email",
                "GetPersonnelByEmail",
            ),
            ("vpcs", "vpcs/view", "view", "ViewVpcs"),
            ("Tasks", "createTask", "create_task", "CreateTask"),
            ("Tasks", "Tasks_", "tasks", "Tasks"),
            ("", "ping", "ping", "Ping"),
        ] {
            let (name, type_name) = names(tag, "/p", "get", Some(id));
            assert_eq!(
                (name.rust.as_str(), type_name.rust.as_str()),
                (method, call),
                "{id}"
            );
        }
    }

    #[test]
    fn an_operation_without_an_id_is_named_by_its_place() {
        let (name, type_name) = names("", "/people/{id}/dates", "put", None);
        assert_eq!(
            (name.rust.as_str(), type_name.rust.as_str()),
            ("put_people_id_dates", "PutPeopleIdDates")
        );
    }
}
