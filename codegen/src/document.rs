//! Loads a document: positions, allow-list of keys, references, then the typed form.

mod builder;
mod check;
mod json;
mod nearest;
mod pointer;
mod problem;
mod reading;
mod reference;
mod resolve;
mod rule;
mod scalar;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod trail;
mod tree;
mod typed;
mod version;
mod vocabulary;
mod yaml;

use std::borrow::Borrow;

use openapiv3::{
    Example, Header, OpenAPI, Parameter, PathItem, ReferenceOr, RequestBody, Response, Schema,
    SecurityScheme,
};

pub use pointer::Pointer;
pub use tree::{Entry, Kind, Map, Node, Number, Place};
pub use vocabulary::{Term, vocabulary};

use crate::diagnostic::{Code, Diagnostic, excerpt};
use crate::limit;
pub(crate) use nearest::did_you_mean;
use problem::Problems;
use resolve::{Component, Found};
pub(crate) use rule::{is_whole_address, sent_path};
pub(crate) use table::METHODS;

/// Whether a key of a path item is a method.
pub(crate) fn is_method(key: &str) -> bool {
    METHODS.contains(&key)
}

/// A document that is read, checked and typed.
#[derive(Debug)]
pub struct Document {
    name: String,
    tree: Node,
    api: OpenAPI,
    notes: Vec<Diagnostic>,
}

/// A component that stands somewhere in the document, perhaps not where it is used.
#[derive(Debug)]
pub struct Resolved<'d, T> {
    /// The component itself, never a reference.
    pub item: &'d T,
    /// Where it is written.
    pub at: Pointer,
}

impl Document {
    /// Reads a text, YAML or JSON; `name` is the path as messages print it.
    ///
    /// # Errors
    ///
    /// All problems of the document, in the order of the text, if one of them is an error.
    pub fn load(name: &str, text: impl AsRef<[u8]>) -> Result<Self, Vec<Diagnostic>> {
        match Self::attempt(name, text) {
            (Some(document), problems) if problems.iter().all(|problem| !problem.is_error()) => {
                Ok(Self {
                    notes: problems,
                    ..document
                })
            }
            (_, problems) => Err(problems),
        }
    }

    /// Reads a text as far as it can be read: a document with errors is given as well where it has a typed form, so
    /// that later stages can report what they find in the same run.
    pub(crate) fn attempt(name: &str, text: impl AsRef<[u8]>) -> (Option<Self>, Vec<Diagnostic>) {
        let mut problems = Problems::new(name);
        let loaded = load(text.as_ref(), &mut problems);
        let document = loaded.map(|(tree, api)| Self {
            name: name.to_owned(),
            tree,
            api,
            notes: Vec::new(),
        });
        (document, problems.finish().0)
    }

    /// The path of the document as messages print it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The typed document.
    #[must_use]
    pub fn api(&self) -> &OpenAPI {
        &self.api
    }

    /// What is fine, but knowingly not generated.
    #[must_use]
    pub fn notes(&self) -> &[Diagnostic] {
        &self.notes
    }

    /// The value at a pointer, as it is written: a reference on the way is not followed.
    #[must_use]
    pub fn node(&self, pointer: &Pointer) -> Option<&Node> {
        pointer
            .segments()
            .iter()
            .try_fold(&self.tree, |node, segment| node.child(segment))
    }

    /// Where a value is in the text: its key, or an item or a text itself; else that of the nearest value around it.
    #[must_use]
    pub fn place(&self, at: &Pointer) -> Place {
        let mut place = self.tree.place;
        let mut node = &self.tree;
        for segment in at.segments() {
            let entry = node.as_map().and_then(|map| map.entry(segment));
            let Some(child) = node.child(segment) else {
                break;
            };
            place = entry.map_or(child.place, |entry| entry.place);
            node = child;
        }
        place
    }

    /// A problem of a value of this document, found by a later stage.
    #[must_use]
    pub fn problem(
        &self,
        at: &Pointer,
        code: Code,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Diagnostic {
        let place = self.place(at);
        Diagnostic {
            severity: code.severity(),
            code,
            file: self.name.as_str().into(),
            line: place.line,
            column: place.column,
            width: place.width,
            pointer: at.clone(),
            message: message.into(),
            hint: hint.into(),
        }
    }

    /// The schema that the text of a `$ref` leads to, with the place it is written at.
    #[must_use]
    pub fn schema<'d>(&'d self, reference: &'d str) -> Option<Resolved<'d, Schema>> {
        self.resolve(Found::Reference(reference), &Pointer::root())
            .ok()
    }

    fn resolve<'d, T: Component>(
        &'d self,
        found: Found<'d, T>,
        at: &Pointer,
    ) -> Result<Resolved<'d, T>, Diagnostic> {
        let mut found = found;
        let mut place = at.clone();
        // A loaded document has no cycle of references; the limit keeps that true for this loop by itself.
        for _ in 0..=limit::REFERENCES {
            let reference = match found {
                Found::Item(item) => return Ok(Resolved { item, at: place }),
                Found::Reference(reference) => reference,
            };
            let target = Pointer::parse(reference)
                .and_then(|p| Some((resolve::find::<T>(&self.api, &p)?, p)));
            let Some((next, pointer)) = target else {
                return Err(self.unresolved(at, reference, T::NOUN));
            };
            (found, place) = (next, pointer);
        }
        Err(self.unresolved(at, "#", T::NOUN))
    }

    fn unresolved(&self, at: &Pointer, reference: &str, noun: &str) -> Diagnostic {
        let reference = excerpt(reference);
        let message = format!("{reference} does not lead to {noun} that is read");
        self.problem(
            at,
            Code::RefNotRead,
            message,
            "move the value to `components` and refer to it there",
        )
    }
}

/// The component that a value stands for; `at` is where the value is written.
macro_rules! resolvers {
    ($($(#[$doc:meta])* $name:ident -> $component:ty;)*) => {
        impl Document {$(
            $(#[$doc])*
            ///
            /// # Errors
            ///
            /// The reference leads into a part that is not read (a callback or a link).
            pub fn $name<'d, B: Borrow<$component>>(
                &'d self,
                value: &'d ReferenceOr<B>,
                at: &Pointer,
            ) -> Result<Resolved<'d, $component>, Diagnostic> {
                self.resolve(Found::of(value), at)
            }
        )*}
    };
}

resolvers! {
    /// Follows the references of a schema; `at` is where the value is written.
    resolve_schema -> Schema;
    /// Follows the references of a parameter; `at` is where the value is written.
    resolve_parameter -> Parameter;
    /// Follows the references of a response; `at` is where the value is written.
    resolve_response -> Response;
    /// Follows the references of a request body; `at` is where the value is written.
    resolve_request_body -> RequestBody;
    /// Follows the references of a header; `at` is where the value is written.
    resolve_header -> Header;
    /// Follows the references of an example; `at` is where the value is written.
    resolve_example -> Example;
    /// Follows the references of a security scheme; `at` is where the value is written.
    resolve_security_scheme -> SecurityScheme;
    /// Follows the references of a path item; `at` is where the value is written.
    resolve_path_item -> PathItem;
}

/// The stages, one after the other; `None` where one of them leaves nothing to go on with.
fn load(bytes: &[u8], problems: &mut Problems) -> Option<(Node, OpenAPI)> {
    let text = text::read(bytes, problems)?;
    let (tree, format) = read(text, problems)?;
    if !version::check(&tree, problems) {
        return None;
    }
    let references = check::check(&tree, problems);
    reference::check(&tree, &references, problems);
    if format == Format::Yaml && !problems.has_errors() {
        reading::check(text, &tree, problems);
    }
    if problems.has_errors() {
        // What the checks refuse may well have a typed form: later stages look at it for problems of their own.
        let has_shape = problems
            .errors()
            .all(|problem| problem.code.leaves_the_shape());
        let api = has_shape.then(|| typed::read(&tree).ok()).flatten();
        return api.map(|api| (tree, api));
    }
    match typed::read(&tree) {
        Ok(api) => Some((tree, api)),
        Err(defect) => {
            let error = excerpt(&defect.error.to_string());
            let message = format!("the checks allow this, but the typed form does not: {error}");
            problems.report(
                Code::TableDefect,
                defect.node.place,
                Pointer::root,
                message,
                "this is a defect of the generator; please report it with the document",
            );
            None
        }
    }
}

/// How a document is written.
#[derive(PartialEq, Eq)]
enum Format {
    Json,
    Yaml,
}

/// JSON is what is JSON, or is called so; anything else is YAML.
fn read(text: &str, problems: &mut Problems) -> Option<(Node, Format)> {
    let is_named_json = problems.file().to_ascii_lowercase().ends_with(".json");
    if is_named_json || text.trim_start().starts_with('{') {
        let mut attempt = problems.again();
        let tree = json::read(text, &mut attempt);
        if tree.is_some() || is_named_json {
            *problems = attempt;
            return Some((tree?, Format::Json));
        }
    }
    let tree = yaml::read(text, problems);
    if tree.is_none() && !problems.has_errors() {
        let message = "the document is empty".into();
        problems.report(
            Code::EmptyDocument,
            Place::default(),
            Pointer::root,
            message,
            "begin with `openapi: 3.0.3`",
        );
    }
    Some((tree?, Format::Yaml))
}
