//! What the comparison finds, before a rule judges it: edits, and the sites where they show.

use std::borrow::Cow;

use crate::document::Pointer;

/// Where in the traffic a value is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    /// A parameter.
    Parameter,
    /// The body of a request.
    Body,
    /// The answer of a call that succeeded.
    Response,
    /// The body of an error.
    Error,
    /// A header of an answer.
    Header,
}

/// Which operation, and how messages name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Operation {
    /// The method, in capitals.
    pub method: String,
    /// The path template.
    pub path: String,
    /// Its `operationId`, if it has one.
    pub id: Option<String>,
}

/// The way from a value to one inside it.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// What is added to the path that messages show: `.user`, `[]`.
    pub(super) label: String,
    pub(super) scope: Option<Scope>,
    /// Whether a value that cannot be read is missed: what holds it is then left out.
    pub(super) needed: bool,
}

impl Step {
    pub(super) fn to(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            scope: None,
            needed: false,
        }
    }

    pub(super) fn in_scope(self, scope: Scope) -> Self {
        Self {
            scope: Some(scope),
            ..self
        }
    }

    pub(super) fn needed(self, needed: bool) -> Self {
        Self { needed, ..self }
    }
}

/// A pair of places that are compared with each other, and all the ways to it.
#[derive(Debug, Default)]
pub(super) struct Site {
    pub(super) parents: Vec<(usize, Step)>,
    /// Set where this is an operation.
    pub(super) operation: Option<Operation>,
}

/// Which rule an edit falls under, as far as the place alone tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// This rule, wherever it is met.
    Rule(&'static str),
    /// A rule that is named for its scope: the ends of the names for a parameter, a body and a response.
    Scoped([Cow<'static, str>; 3]),
    /// One rule for requests, another for responses.
    Split(&'static str, &'static str),
}

impl What {
    /// The same end of the name in all scopes.
    pub(super) fn scoped(end: impl Into<Cow<'static, str>>) -> Self {
        let end = end.into();
        Self::Scoped([end.clone(), end.clone(), end])
    }
}

/// By what an edit is known: what it is, where, and the two values.
pub(super) type EditKey = (What, Option<Pointer>, Option<String>, Option<String>);

/// One change of the document.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    pub(super) what: What,
    pub(super) base: Option<Pointer>,
    pub(super) head: Option<Pointer>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    /// What a message says has changed.
    pub(super) subject: String,
    /// Whether the reader misses the value, where the site does not say it.
    pub(super) needed: Option<bool>,
    /// Whether the base requires the value, where that is not the same.
    pub(super) required: Option<bool>,
    /// Whether it is a format, and both sides make the same type in Rust.
    pub(super) is_same_type: bool,
    /// Names that the generated items of this change may bear.
    pub(super) names: Vec<String>,
    /// Names of the components that a whole value leads to: what is made of them may depend on it.
    pub(super) near: Vec<String>,
    pub(super) sites: Vec<usize>,
}

impl Edit {
    pub(super) fn new(what: What, base: Option<&Pointer>, head: Option<&Pointer>) -> Self {
        let at = head.or(base).cloned().unwrap_or_default();
        Self {
            what,
            base: base.cloned(),
            head: head.cloned(),
            before: None,
            after: None,
            subject: subject(&at),
            needed: None,
            required: None,
            is_same_type: false,
            names: Vec::new(),
            near: Vec::new(),
            sites: Vec::new(),
        }
    }

    pub(super) fn values(self, before: Option<String>, after: Option<String>) -> Self {
        Self {
            before,
            after,
            ..self
        }
    }

    pub(super) fn named(self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let mut edit = self;
        edit.names.extend(names.into_iter().map(Into::into));
        edit
    }

    pub(super) fn needed(self, needed: bool) -> Self {
        Self {
            needed: Some(needed),
            ..self
        }
    }

    /// The same, of a part of the place that it is told at, if that is not the place of the part itself.
    pub(super) fn of_part(self, name: &str, at: &Pointer) -> Self {
        let told = self.head.as_ref().or(self.base.as_ref());
        if told.is_none_or(|told| told == at) {
            return self;
        }
        let subject = format!("{}.{name}", self.subject);
        Self { subject, ..self }
    }

    pub(super) fn required(self, required: bool) -> Self {
        Self {
            required: Some(required),
            ..self
        }
    }

    /// The same change found on another way is the same change.
    pub(super) fn key(&self) -> EditKey {
        let at = self.head.clone().or_else(|| self.base.clone());
        (
            self.what.clone(),
            at,
            self.before.clone(),
            self.after.clone(),
        )
    }
}

/// What a reader calls a place: `User.email`, `GET /personnel`, `info.title`.
fn subject(at: &Pointer) -> String {
    let parts: Vec<&str> = at.segments().iter().map(String::as_str).collect();
    match parts.as_slice() {
        [] => "the document".to_owned(),
        ["components", _, name, rest @ ..] => format!("{name}{}", dotted(rest)),
        ["paths", path] => (*path).to_owned(),
        ["paths", path, method, rest @ ..] if crate::document::is_method(method) => {
            format!("{} {path}{}", method.to_ascii_uppercase(), spaced(rest))
        }
        ["paths", path, rest @ ..] => format!("{path}{}", spaced(rest)),
        [first, rest @ ..] => format!("{first}{}", dotted(rest)),
    }
}

fn spaced(rest: &[&str]) -> String {
    let rest = dotted(rest);
    let rest = rest.strip_prefix('.').unwrap_or(&rest);
    if rest.is_empty() {
        String::new()
    } else {
        format!(" {rest}")
    }
}

/// The steps of a pointer as a reader writes them: `properties/user/items` is `.user[]`.
fn dotted(parts: &[&str]) -> String {
    let mut text = String::new();
    let mut parts = parts.iter();
    while let Some(part) = parts.next() {
        match *part {
            "properties" => {
                let name = parts.next().unwrap_or(&"properties");
                text.push('.');
                text.push_str(name);
            }
            "items" => text.push_str("[]"),
            "schema" => {}
            number if number.bytes().all(|byte| byte.is_ascii_digit()) && number.len() < 3 => {
                text.push('[');
                text.push_str(number);
                text.push(']');
            }
            name => {
                text.push('.');
                text.push_str(name);
            }
        }
    }
    text
}
