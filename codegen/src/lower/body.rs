//! Request bodies: written out as arguments and setters, or taken as one value where conditions bind them.

use openapiv3::{Operation, ReferenceOr, RequestBody, Schema, SchemaKind, Type};

use super::condition::{self, conditions};
use super::schema::{Shape, Use, shape};
use super::{Lowering, docs};
use crate::document::{Kind, Node, Pointer, Resolved};
use crate::ir::{self, Check, Facts, Home, Input, InputPlace, Name, TypeRef};
use crate::naming::{self, Style};

/// The one media type of bodies and answers that is supported.
pub(super) const JSON: &str = "application/json";

/// What a body asks of a caller.
#[derive(Default)]
pub(super) struct BodyInputs {
    pub(super) arguments: Vec<Input>,
    pub(super) setters: Vec<Input>,
    pub(super) checks: Vec<Check>,
}

/// The properties of a plain object.
pub(super) fn properties(schema: &Schema) -> impl Iterator<Item = (&str, Use<'_>)> {
    let object = match &schema.schema_kind {
        SchemaKind::Type(Type::Object(object)) => Some(object),
        _ => None,
    };
    let properties = object.into_iter().flat_map(|object| &object.properties);
    properties.map(|(name, schema)| (name.as_str(), Use::from(schema)))
}

fn required(schema: &Schema) -> &[String] {
    match &schema.schema_kind {
        SchemaKind::Type(Type::Object(object)) => &object.required,
        _ => &[],
    }
}

/// Whether every reference below a node stands at the content of a request body.
fn only_in_bodies(node: &Node, reference: &str, in_body: bool) -> bool {
    match &node.kind {
        Kind::Map(map) => {
            map.entries()
                .iter()
                .all(|entry| match (entry.key.as_str(), entry.value.as_text()) {
                    ("$ref", Some(target)) => target != reference || in_body,
                    ("requestBody", _) => only_in_bodies(&entry.value, reference, true),
                    ("properties" | "items" | "allOf" | "oneOf" | "anyOf", _) => {
                        only_in_bodies(&entry.value, reference, false)
                    }
                    _ => only_in_bodies(&entry.value, reference, in_body),
                })
        }
        Kind::List(items) => items
            .iter()
            .all(|item| only_in_bodies(item, reference, in_body)),
        _ => true,
    }
}

impl<'a> Lowering<'a> {
    /// Finds the named schemas that are bodies: those with conditions are built by callers, those that are nothing
    /// else are spread over arguments and setters.
    pub(super) fn find_bodies(&mut self) {
        for (_, _, operation) in self.api().operations() {
            let Some(body) = &operation.request_body else {
                continue;
            };
            let Ok(Resolved { item: body, .. }) =
                self.document.resolve_request_body(body, &Pointer::root())
            else {
                continue;
            };
            let Some(ReferenceOr::Reference { reference }) =
                body.content.get(JSON).and_then(|json| json.schema.as_ref())
            else {
                continue;
            };
            let Some(Resolved { item: schema, at }) = self.document.schema(reference) else {
                continue;
            };
            let Some(name) = at.last().map(str::to_owned) else {
                continue;
            };
            if !conditions(schema).is_empty() {
                let body = self.conditional_body(schema, &at);
                self.bodies.insert(name, body);
            } else if matches!(shape(schema), Shape::Object) && self.is_only_a_body(reference) {
                self.spread.push(name);
            }
        }
    }

    /// Whether every reference to a schema stands at the content of a request body.
    fn is_only_a_body(&self, reference: &str) -> bool {
        let root = self.document.node(&Pointer::root());
        root.is_none_or(|root| only_in_bodies(root, reference, false))
    }

    /// What the body of an operation asks of its caller.
    pub(super) fn body(
        &mut self,
        operation: &'a Operation,
        owner: &str,
        at: &Pointer,
    ) -> BodyInputs {
        let Some(body) = &operation.request_body else {
            return BodyInputs::default();
        };
        let Resolved { item: body, at } = match self
            .document
            .resolve_request_body(body, &at.child("requestBody"))
        {
            Ok(resolved) => resolved,
            Err(problem) => {
                self.problems.push(problem);
                return BodyInputs::default();
            }
        };
        match body.content.get(JSON).and_then(|json| json.schema.as_ref()) {
            Some(schema) if body.content.len() == 1 => {
                let at = at.child("content").child(JSON).child("schema");
                self.json_body(body, Use::from(schema), owner, &at)
            }
            _ => {
                self.unsupported(
                    "a body of another media type than JSON",
                    &at.child("content"),
                );
                BodyInputs::default()
            }
        }
    }

    fn json_body(
        &mut self,
        body: &'a RequestBody,
        of: Use<'a>,
        owner: &str,
        at: &Pointer,
    ) -> BodyInputs {
        let Some((schema, target)) = self.target(of, at) else {
            return BodyInputs::default();
        };
        if !body.required {
            self.unsupported("a body that may be left out", at);
        }
        if !matches!(shape(schema), Shape::Object) {
            self.unsupported("a body that is no object", at);
            return BodyInputs::default();
        }
        if conditions(schema).is_empty() {
            self.spread_body(schema, owner, &target)
        } else {
            self.whole_body(body, schema, &target)
        }
    }

    /// A body with conditions is one argument of its own type.
    fn whole_body(&mut self, body: &RequestBody, schema: &'a Schema, at: &Pointer) -> BodyInputs {
        let argument = Input {
            name: Name {
                wire: "body".to_owned(),
                rust: "body".to_owned(),
            },
            docs: docs::of_text(body.description.as_ref()),
            ty: TypeRef::Named {
                name: at
                    .last()
                    .map_or_else(String::new, |name| self.type_name(name)),
                home: Home::Models,
            },
            place: InputPlace::Body,
            style: ir::Style::Plain,
            facts: Facts::default(),
        };
        let mut checks: Vec<Check> = Vec::new();
        for (wire, property) in properties(schema) {
            checks.extend(self.checks_of(wire, property, &at.child("properties").child(wire)));
        }
        checks.extend(condition::checks(schema));
        BodyInputs {
            arguments: vec![argument],
            setters: Vec::new(),
            checks,
        }
    }

    /// A body without conditions: required properties are arguments, the others setters; a single one is an argument.
    fn spread_body(&mut self, schema: &'a Schema, operation: &str, at: &Pointer) -> BodyInputs {
        let mut inputs = BodyInputs::default();
        let single = properties(schema).count() == 1;
        let owner = self.owner_of(at, operation);
        for (wire, property) in properties(schema) {
            let place = if single {
                InputPlace::SoleProperty
            } else {
                InputPlace::Property
            };
            let input = self.property_input(
                wire,
                property,
                place,
                &owner,
                &at.child("properties").child(wire),
            );
            inputs.checks.extend(self.checks_of(
                wire,
                property,
                &at.child("properties").child(wire),
            ));
            if single || required(schema).iter().any(|name| name == wire) {
                inputs.arguments.push(input);
            } else {
                inputs.setters.push(input);
            }
        }
        inputs
    }

    /// What types made for a body are named after: its schema, or the operation where it has no name.
    fn owner_of(&self, at: &Pointer, operation: &str) -> String {
        match at.segments() {
            [components, schemas, name] if components == "components" && schemas == "schemas" => {
                self.type_name(name)
            }
            _ => operation.to_owned(),
        }
    }

    fn property_input(
        &mut self,
        wire: &str,
        property: Use<'a>,
        place: InputPlace,
        owner: &str,
        at: &Pointer,
    ) -> Input {
        let name = naming::type_of_place(owner, wire);
        let ty = self.type_of(property, &name, at);
        let target = self.target(property, at);
        Input {
            name: naming::name(wire, Style::Snake),
            docs: target
                .as_ref()
                .map(|(schema, _)| docs::of_schema(schema))
                .unwrap_or_default(),
            ty,
            place,
            style: ir::Style::Plain,
            facts: target.map(|(_, at)| self.facts(&at)).unwrap_or_default(),
        }
    }

    fn checks_of(&self, wire: &str, property: Use<'a>, at: &Pointer) -> Vec<Check> {
        let target = self.unwrapped(property, at);
        target
            .map(|(_, at)| checks(wire, &self.facts(&at)))
            .unwrap_or_default()
    }
}

/// The checks that the limits of a value bring.
pub(super) fn checks(wire: &str, facts: &Facts) -> Vec<Check> {
    let range = (facts.minimum.is_some() || facts.maximum.is_some()).then(|| Check::Range {
        name: wire.to_owned(),
        minimum: facts.minimum,
        maximum: facts.maximum,
    });
    let length =
        (facts.min_length.is_some() || facts.max_length.is_some()).then(|| Check::Length {
            name: wire.to_owned(),
            minimum: facts.min_length,
            maximum: facts.max_length,
        });
    range.into_iter().chain(length).collect()
}
