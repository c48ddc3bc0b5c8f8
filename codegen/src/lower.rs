//! Document -> IR: what each schema and operation becomes, and what is refused.
//!
//! Every problem is collected; a decision that cannot be taken leaves a stand-in behind, so that one run reports all.

mod alike;
mod bodies;
mod body;
mod condition;
mod docs;
mod encoding;
mod facts;
mod flow;
mod header;
mod media;
mod names;
mod operation;
mod pagination;
mod parameter;
mod parts;
mod places;
mod record;
mod recursion;
mod response;
mod schema;
mod security;
mod sent;
mod server;
mod shape;
mod style;
mod subtype;
mod takes;
mod union;
mod variant;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{OpenAPI, ReferenceOr, Schema};

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Pointer};
use crate::ir::{Api, Demand, Handle, Model, ModelKind, Name, Scheme, Server};
use crate::limit;
use names::{RENAME, name_of, said_name};
use places::Places;
use shape::{Shape, Use};
use subtype::Subtypes;
use takes::Takes;

/// Lowers a document; the second part of the result is what deserves a word.
///
/// # Errors
///
/// Every problem of the document that stands in the way of a client, sorted by its place.
pub fn lower(document: &Document) -> Result<(Api, Vec<Diagnostic>), Vec<Diagnostic>> {
    let subtypes = Subtypes::of(document);
    let mut lowering = Lowering::new(document, &subtypes);
    let mut lowered = lowering.all();
    if lowering.places.has_references {
        // Once more, now that it is known which type stands where.
        lowering = lowering.again();
        lowered = lowering.all();
    }
    // Once more, now that it is known which types written in place have to say whose they are; and once more where this
    // is not enough.
    for _ in 0..2 {
        let mut taken = lowering.taken_names();
        if taken.is_empty() {
            break;
        }
        taken.append(&mut lowering.taken);
        lowering.taken = taken;
        lowering = lowering.again();
        lowered = lowering.all();
    }
    lowering.report_type_clashes();
    lowering.report_endless();
    lowering.report_depth();
    let Lowered {
        servers,
        schemes,
        handles,
    } = lowered;
    lowering.share_alike();
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

/// What a document becomes, but for its named types.
struct Lowered {
    servers: Vec<Server>,
    schemes: Vec<Scheme>,
    handles: Vec<Handle>,
}

/// A lowering under way.
struct Lowering<'a> {
    document: &'a Document,
    subtypes: &'a Subtypes,
    problems: Vec<Diagnostic>,
    notes: Vec<Diagnostic>,
    /// Named types so far, with the place each comes from.
    models: Vec<(Model, Pointer)>,
    /// Named schemas that are being written out, one inside the other.
    writing: Vec<Pointer>,
    /// Schemas written in place whose types are on their way, and their names.
    naming: Vec<(Pointer, String)>,
    /// Names that several types would bear.
    taken: BTreeSet<String>,
    /// Which types are made at which places.
    places: Places,
    /// What schemas take, as far as it was asked.
    takes: RefCell<BTreeMap<Pointer, Takes>>,
    /// Named schemas that hold themselves with no type between that could be named.
    endless: BTreeSet<Pointer>,
    /// Schemas that stand deeper in others than the limit.
    too_deep: BTreeSet<Pointer>,
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
    fn new(document: &'a Document, subtypes: &'a Subtypes) -> Self {
        Self {
            document,
            subtypes,
            problems: Vec::new(),
            notes: Vec::new(),
            models: Vec::new(),
            writing: Vec::new(),
            naming: Vec::new(),
            taken: BTreeSet::new(),
            places: Places::default(),
            takes: RefCell::default(),
            endless: BTreeSet::new(),
            too_deep: BTreeSet::new(),
            type_names: BTreeMap::new(),
            bodies: BTreeMap::new(),
            spread: Vec::new(),
            schemes: Vec::new(),
            default_security: Vec::new(),
        }
    }

    /// A new beginning that knows what this one found out about names.
    fn again(self) -> Self {
        Self {
            taken: self.taken,
            places: self.places.again(),
            ..Self::new(self.document, self.subtypes)
        }
    }

    /// Lowers everything.
    fn all(&mut self) -> Lowered {
        self.settle_type_names();
        self.settle_security();
        self.components();
        let mut handles = self.handles();
        // A form that is written out makes the types of its properties, as its named schema does where that is used elsewhere.
        let mut seen = BTreeSet::new();
        self.models
            .retain(|(model, at)| seen.insert((model.name.rust.clone(), at.clone())));
        let servers = self.servers();
        let schemes = std::mem::take(&mut self.schemes);
        let operations = handles.iter_mut().flat_map(|handle| &mut handle.operations);
        let schemes =
            security::simplify(schemes, operations.map(|operation| &mut operation.security));
        Lowered {
            servers,
            schemes,
            handles,
        }
    }

    fn api(&self) -> &'a OpenAPI {
        self.document.api()
    }

    /// What a schema is; one that stands for its subtypes is one of them.
    fn shape(&self, schema: &'a Schema) -> Shape<'a> {
        match (shape::shape(schema), self.subtypes.get(schema)) {
            (Shape::Object, Some((keyword, branches))) => Shape::OneOf(branches, keyword),
            (Shape::Wrapper(..), None) if self.subtypes.is_member(schema) => Shape::Object,
            (shape, _) => shape,
        }
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
        let model = Model::new(name, docs, kind);
        self.models.push((model, at.clone()));
    }

    /// Does something of which only the answer counts: the types it makes and what it finds belong to another place.
    fn aside<T>(&mut self, ask: impl FnOnce(&mut Self) -> T) -> T {
        let (models, problems, notes) = (self.models.len(), self.problems.len(), self.notes.len());
        self.places.aside += 1;
        let answer = ask(self);
        self.places.aside -= 1;
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
            .filter(|(model, _)| unions.contains(model.name.rust.as_str()));
        let places: Vec<Pointer> = places.map(|(_, at)| at.clone()).collect();
        self.endless.extend(places);
        for at in std::mem::take(&mut self.endless) {
            self.refuse(
                &at,
                Code::EndlessSchema,
                "this schema holds itself, with no object between that could end it",
                "make it an object with a property that holds it",
            );
        }
    }

    /// Schemas and types too deep within others. Those that hold one of them are too deep as well, so that one stands for all.
    fn report_depth(&mut self) {
        if let Some(at) = std::mem::take(&mut self.too_deep).first() {
            let limit = limit::SCHEMAS;
            let message = format!("more than {limit} schemas stand in one another here, the limit");
            let hint = "say what the outer ones say in fewer schemas";
            self.refuse(at, Code::TooDeep, message, hint);
        }
        if let Some(at) = recursion::too_long_a_chain(&self.models).cloned() {
            let limit = limit::TYPES;
            let message =
                format!("more than {limit} types hold each other in one chain, the limit");
            let hint = "say by free-form JSON (`{}`) what one of them holds";
            self.refuse(&at, Code::TooDeep, message, hint);
        }
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
