//! Records: the properties of an object, merged from the parts of `allOf`.

use openapiv3::Schema;

use super::parts::{Parts, Property};
use super::shape::{Shape, Use};
use super::{Lowering, docs, name_of};
use crate::diagnostic::{Code, excerpt};
use crate::document::{Pointer, did_you_mean};
use crate::ir::{Docs, Facts, Field, Name, Presence, Rest, Struct, TypeRef};
use crate::naming::{self, Style};

/// What the branches that share a property say of it together.
enum Agreed {
    /// What the first says.
    First,
    /// A text.
    Text,
}

impl<'a> Lowering<'a> {
    /// The record of an object schema.
    pub(super) fn record(&mut self, name: &Name, schema: &'a Schema, at: &Pointer) -> Struct {
        let parts = self.parts(&name.rust, schema, at);
        let mut names: Vec<Name> = parts
            .properties
            .iter()
            .map(|property| match property.schema {
                Use::Inline(schema) => {
                    name_of(property.wire, &schema.schema_data.extensions, Style::Snake)
                }
                Use::Reference(_) => naming::name(property.wire, Style::Snake),
            })
            .collect();
        let undescribed = parts.undescribed();
        names.extend(
            undescribed
                .iter()
                .map(|wire| naming::name(wire, Style::Snake)),
        );
        self.settle(names.iter_mut().collect(), Style::Snake, at, "property");
        let mut names = names.into_iter();
        let mut fields: Vec<Field> = Vec::new();
        for (property, name) in parts.properties.iter().zip(names.by_ref()) {
            fields.push(self.field(property, name, parts.required.contains(&property.wire)));
        }
        for (wire, name) in undescribed.into_iter().zip(names) {
            fields.push(self.undescribed(wire, name, &parts, at));
        }
        let rest = self.rest(&name.rust, &fields, parts.rest);
        let body = self.bodies.get(&name.wire).cloned();
        let body = body.map(|body| super::condition::with_fields(body, &fields));
        self.report_constructor_clashes(body.as_ref(), at);
        Struct {
            fields,
            rest,
            page: None,
            body,
        }
    }

    /// The keys beyond the properties.
    fn rest(
        &mut self,
        owner: &str,
        fields: &[Field],
        rest: Option<(Use<'a>, Pointer)>,
    ) -> Option<Rest> {
        let (values, at) = rest?;
        let value = self.type_of(values, &naming::type_of_place(owner, "value"), &at);
        let is_taken = |name: &str| fields.iter().any(|known| known.name.rust == name);
        let mut field = "additional_properties".to_owned();
        if is_taken(&field) {
            "other_properties".clone_into(&mut field);
        }
        while is_taken(&field) {
            field = naming::with_suffix(&field, "value", Style::Snake);
        }
        Some(Rest { rust: field, value })
    }

    /// A property that must be there, of which the document says no more: any JSON.
    fn undescribed(&mut self, wire: &str, name: Name, parts: &Parts<'a>, at: &Pointer) -> Field {
        let known = parts.properties.iter().map(|property| property.wire);
        let hint = did_you_mean(wire, known)
            .unwrap_or_else(|| "describe the property, or take it out of `required`".to_owned());
        let message = format!(
            "{} is required but not among the properties, so that it is any JSON",
            excerpt(wire)
        );
        self.notes.push(
            self.document
                .problem(at, Code::RequiredUndescribed, message, hint),
        );
        Field {
            name,
            docs: Docs::default(),
            ty: TypeRef::Any,
            presence: Presence::Nullable,
            read_only: false,
            sent: false,
            setter: None,
            null_setter: None,
            aliases: Vec::new(),
            facts: Facts::default(),
        }
    }

    fn field(&mut self, property: &Property<'a>, name: Name, required: bool) -> Field {
        let (docs, aliases, facts) = match property.schema {
            Use::Reference(_) => (
                self.docs_of(property.schema, &property.at),
                Vec::new(),
                Facts::default(),
            ),
            Use::Inline(schema) => (
                docs::of_schema(schema),
                aliases(schema),
                self.facts(&property.at),
            ),
        };
        let takes_null = |property: &Property<'a>| self.takes(property.schema, &property.at).null;
        let nullable = takes_null(property) || property.others.iter().any(takes_null);
        Field {
            docs,
            ty: self.type_of_property(property),
            presence: presence(required, nullable),
            read_only: self.is_read_only(property.schema, &property.at),
            sent: false,
            setter: None,
            null_setter: None,
            aliases,
            facts,
            name,
        }
    }

    /// The type of a property.
    fn type_of_property(&mut self, property: &Property<'a>) -> TypeRef {
        let name = naming::type_of_place(&property.owner, &property.word);
        match self.agreed(property) {
            Some(Agreed::Text) => TypeRef::String,
            None => TypeRef::Any,
            // A type made for a property of another schema was made with that schema.
            Some(Agreed::First) if property.foreign => {
                self.aside(|lowering| lowering.type_of(property.schema, &name, &property.at))
            }
            Some(Agreed::First) => self.type_of(property.schema, &name, &property.at),
        }
    }

    /// What several branches that have the same property agree on.
    fn agreed(&mut self, property: &Property<'a>) -> Option<Agreed> {
        if property.others.is_empty() {
            return Some(Agreed::First);
        }
        let all: Vec<&Property<'a>> = std::iter::once(property).chain(&property.others).collect();
        let targets = all.iter().map(|p| self.unwrapped(p.schema, &p.at));
        let targets: Vec<(&'a Schema, Pointer)> = targets.collect::<Option<_>>()?;
        if targets.iter().all(|(_, at)| *at == targets[0].1) {
            return Some(Agreed::First);
        }
        let shapes: Vec<Shape<'a>> = targets.iter().map(|(s, _)| self.shape(s)).collect();
        let is_text =
            |shape: &Shape<'_>| matches!(shape, Shape::Enum(_) | Shape::Scalar(TypeRef::String));
        if shapes.iter().all(is_text) {
            return Some(Agreed::Text);
        }
        let scalars = shapes.iter().map(|shape| match shape {
            Shape::Scalar(ty) => Some(ty),
            _ => None,
        });
        let scalars: Vec<&TypeRef> = scalars.collect::<Option<_>>()?;
        scalars
            .windows(2)
            .all(|pair| pair[0] == pair[1])
            .then_some(Agreed::First)
    }

    /// The docs of a use by reference are those of the schema it refers to.
    fn docs_of(&self, of: Use<'a>, at: &Pointer) -> Docs {
        self.target(of, at)
            .map(|(schema, _)| docs::of_schema(schema))
            .unwrap_or_default()
    }
}

fn presence(required: bool, nullable: bool) -> Presence {
    match (required, nullable) {
        (true, false) => Presence::Required,
        (false, false) => Presence::Optional,
        (true, true) => Presence::Nullable,
        (false, true) => Presence::OptionalNullable,
    }
}

/// `x-aliases`: the loader has checked that it is a list of texts.
fn aliases(schema: &Schema) -> Vec<String> {
    let listed = schema
        .schema_data
        .extensions
        .get("x-aliases")
        .and_then(serde_json::Value::as_array);
    listed
        .into_iter()
        .flatten()
        .filter_map(|alias| alias.as_str().map(str::to_owned))
        .collect()
}
