//! Document -> IR: what each schema and operation becomes, and what is refused.
//!
//! Every problem is collected; a decision that cannot be taken leaves a stand-in behind, so that one run reports all.

mod body;
mod condition;
mod docs;
mod encoding;
mod facts;
mod flow;
mod header;
mod media;
mod operation;
mod pagination;
mod parameter;
mod record;
mod recursion;
mod response;
mod schema;
mod security;
mod sent;
mod server;
mod shape;
mod style;
mod union;

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{OpenAPI, ReferenceOr};

use crate::diagnostic::{Code, Diagnostic, excerpt};
use crate::document::{Document, Pointer};
use crate::ir::{Api, Demand, Model, ModelKind, Name, Scheme};
use crate::naming::{self, Style};
use shape::Use;

/// Lowers a document; the second part of the result is what deserves a word.
///
/// # Errors
///
/// Every problem of the document that stands in the way of a client, sorted by its place.
pub fn lower(document: &Document) -> Result<(Api, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut lowering = Lowering::new(document);
    lowering.settle_type_names();
    lowering.settle_security();
    lowering.components();
    let mut handles = lowering.handles();
    let servers = lowering.servers();
    let schemes = std::mem::take(&mut lowering.schemes);
    let operations = handles.iter_mut().flat_map(|handle| &mut handle.operations);
    let schemes = security::simplify(schemes, operations.map(|operation| &mut operation.security));
    lowering.report_type_clashes();
    lowering.report_endless();
    let mut models = lowering.take_models();
    sent::build_what_is_sent(&mut models, &handles);
    recursion::box_cycles(&mut models);
    if lowering.problems.is_empty() {
        let api = Api {
            title: document.api().info.title.clone(),
            source: document.name().to_owned(),
            servers,
            schemes,
            handles,
            models,
        };
        return Ok((api, lowering.notes));
    }
    lowering.problems.sort_by(Diagnostic::order);
    Err(lowering.problems)
}

/// A lowering under way.
struct Lowering<'a> {
    document: &'a Document,
    problems: Vec<Diagnostic>,
    notes: Vec<Diagnostic>,
    /// Named types so far, with the place each comes from.
    models: Vec<(Model, Pointer)>,
    /// Named schemas that are being written out, one inside the other.
    writing: Vec<Pointer>,
    /// Schemas written in place whose types are on their way.
    naming: Vec<Pointer>,
    /// Named schemas that hold themselves with no type between that could be named.
    endless: BTreeSet<Pointer>,
    /// The types of named schemas.
    type_names: BTreeMap<String, String>,
    /// Bodies that callers build, by the name of their schema.
    bodies: BTreeMap<String, crate::ir::Body>,
    /// Schemas that are only ever written out as arguments and setters, so that no type is needed.
    spread: Vec<String>,
    /// The security schemes that a client can send.
    schemes: Vec<Scheme>,
    /// What an operation asks for that does not say it itself.
    default_security: Vec<Vec<Demand>>,
}

impl<'a> Lowering<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            document,
            problems: Vec::new(),
            notes: Vec::new(),
            models: Vec::new(),
            writing: Vec::new(),
            naming: Vec::new(),
            endless: BTreeSet::new(),
            type_names: BTreeMap::new(),
            bodies: BTreeMap::new(),
            spread: Vec::new(),
            schemes: Vec::new(),
            default_security: Vec::new(),
        }
    }

    fn api(&self) -> &'a OpenAPI {
        self.document.api()
    }

    /// Refuses what the generator cannot do right.
    fn refuse(
        &mut self,
        at: &Pointer,
        code: Code,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.problems
            .push(self.document.problem(at, code, message, hint));
    }

    /// Tells what is done, but perhaps not as the document's author thinks.
    fn note(&mut self, at: &Pointer, code: Code, message: impl Into<String>) {
        self.notes
            .push(self.document.problem(at, code, message, ""));
    }

    /// Lowers every named schema.
    fn components(&mut self) {
        let Some(components) = &self.api().components else {
            return;
        };
        self.find_bodies();
        let at = Pointer::root().child("components").child("schemas");
        for (name, schema) in &components.schemas {
            let at = at.child(name);
            match schema {
                ReferenceOr::Reference { .. } => self.other_name(name, Use::from(schema), &at),
                ReferenceOr::Item(_) if self.spread.contains(name) => {}
                ReferenceOr::Item(schema) => self.component(name, schema, &at),
            }
        }
    }

    /// A schema that is only another name of a schema.
    fn other_name(&mut self, wire: &str, of: Use<'a>, at: &Pointer) {
        let name = Name {
            wire: wire.to_owned(),
            rust: self.type_name(wire),
        };
        let docs = self
            .target(of, at)
            .map(|(schema, _)| docs::of_schema(schema))
            .unwrap_or_default();
        let kind = ModelKind::Alias(self.type_of(of, &name.rust, at));
        self.models.push((Model { name, docs, kind }, at.clone()));
    }

    /// Two types of one name: an error that asks for another name.
    fn report_type_clashes(&mut self) {
        let mut seen: BTreeMap<String, Pointer> = BTreeMap::new();
        let mut clashes = Vec::new();
        for (model, at) in &self.models {
            match seen.get(&model.name.rust) {
                Some(first) => clashes.push((at.clone(), model.name.rust.clone(), first.clone())),
                None => {
                    seen.insert(model.name.rust.clone(), at.clone());
                }
            }
        }
        for (at, rust, first) in clashes {
            self.refuse(
                &at,
                Code::NameClash,
                format!("this becomes the type `{rust}`, and so does {first}"),
                "rename one of the two",
            );
        }
    }

    /// Does something of which only the answer counts: the types it makes and what it finds belong to another place.
    fn aside<T>(&mut self, ask: impl FnOnce(&mut Self) -> T) -> T {
        let (models, problems, notes) = (self.models.len(), self.problems.len(), self.notes.len());
        let answer = ask(self);
        self.models.truncate(models);
        self.problems.truncate(problems);
        self.notes.truncate(notes);
        answer
    }

    /// Schemas that no type can be written for.
    fn report_endless(&mut self) {
        let unions = recursion::endless_unions(self.models.iter().map(|(model, _)| model));
        let places = self
            .models
            .iter()
            .filter(|(model, _)| unions.contains(&model.name.rust.as_str()));
        let places: Vec<Pointer> = places.map(|(_, at)| at.clone()).collect();
        self.endless.extend(places);
        for at in std::mem::take(&mut self.endless) {
            self.refuse(
                &at,
                Code::EndlessSchema,
                "this schema holds itself, and no record between gives it an end",
                "make it an object with a property that holds it",
            );
        }
    }

    /// Makes the names of one scope differ; those that cannot are reported.
    fn settle(&mut self, mut names: Vec<&mut Name>, style: Style, at: &Pointer, what: &str) {
        naming::settle(&mut names, style);
        let clashing: Vec<Name> = naming::clashes(names.iter().map(|name| &**name))
            .into_iter()
            .cloned()
            .collect();
        for name in clashing {
            self.refuse(
                at,
                Code::NameClash,
                format!(
                    "the {what} {} becomes `{}` in Rust, and so does another one",
                    excerpt(&name.wire),
                    name.rust
                ),
                "rename one of the two",
            );
        }
    }

    /// The type of a named schema.
    fn type_name(&self, schema: &str) -> String {
        self.type_names
            .get(schema)
            .cloned()
            .unwrap_or_else(|| naming::type_name(schema))
    }

    /// The types of all named schemas, which no order of theirs can change.
    fn settle_type_names(&mut self) {
        let Some(components) = &self.api().components else {
            return;
        };
        let mut names: Vec<Name> = components
            .schemas
            .keys()
            .map(|wire| Name {
                wire: wire.clone(),
                rust: naming::type_name(wire),
            })
            .collect();
        let at = Pointer::root().child("components").child("schemas");
        self.settle(names.iter_mut().collect(), Style::Pascal, &at, "schema");
        self.type_names = names
            .into_iter()
            .map(|name| (name.wire, name.rust))
            .collect();
    }

    fn take_models(&mut self) -> Vec<Model> {
        let mut models: Vec<Model> = std::mem::take(&mut self.models)
            .into_iter()
            .map(|(model, _)| model)
            .collect();
        models.sort_by(|a, b| a.name.rust.cmp(&b.name.rust));
        models
    }

    /// A named type that was lowered before.
    fn model(&self, rust: &str) -> Option<&ModelKind> {
        self.models
            .iter()
            .find(|(model, _)| model.name.rust == rust)
            .map(|(model, _)| &model.kind)
    }
}
