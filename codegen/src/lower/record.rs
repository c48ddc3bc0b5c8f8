//! Records: the properties of an object, merged from the parts of `allOf`.

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema, SchemaKind, Type};

use super::schema::{Shape, Use, shape};
use super::{Lowering, docs};
use crate::diagnostic::{Code, excerpt};
use crate::document::{Node, Pointer, did_you_mean};
use crate::ir::{Docs, Facts, Field, Name, Presence, Rest, Struct, TypeRef};
use crate::naming::{self, Style};

/// How deep parts of `allOf` may nest: far deeper than people write, and an end for what contains itself.
const DEEPEST: usize = 50;

/// A property with its place, before it becomes a field.
pub(super) struct Property<'a> {
    pub(super) wire: &'a str,
    pub(super) schema: Use<'a>,
    pub(super) at: Pointer,
    /// The type that a schema written in place is named after.
    owner: String,
    /// Whether it comes from another named schema, which brings its types itself.
    foreign: bool,
}

/// Where a part of a record stands.
struct Origin {
    at: Pointer,
    owner: String,
    foreign: bool,
}

/// The properties of an object and the names of those that must be there.
#[derive(Default)]
pub(super) struct Parts<'a> {
    pub(super) properties: Vec<Property<'a>>,
    pub(super) required: Vec<&'a str>,
    /// The schema of keys beyond the properties, and where it stands.
    rest: Option<(Use<'a>, Pointer)>,
}

impl<'a> Lowering<'a> {
    /// The record of an object schema.
    pub(super) fn record(&mut self, name: &Name, schema: &'a Schema, at: &Pointer) -> Struct {
        let parts = self.parts(&name.rust, schema, at);
        for wire in &parts.required {
            if !parts
                .properties
                .iter()
                .any(|property| property.wire == *wire)
            {
                let known = parts.properties.iter();
                let hint =
                    did_you_mean(wire, known.map(|property| property.wire)).unwrap_or_else(|| {
                        "describe the property, or take it out of `required`".to_owned()
                    });
                self.refuse(
                    at,
                    Code::RequiredUndescribed,
                    format!("{} is required but not among the properties", excerpt(wire)),
                    hint,
                );
            }
        }
        let mut fields: Vec<Field> = Vec::new();
        for property in &parts.properties {
            fields.push(self.field(property, parts.required.contains(&property.wire)));
        }
        let names = fields.iter_mut().map(|field| &mut field.name).collect();
        self.settle(names, Style::Snake, at, "property");
        let rest = parts.rest.map(|(values, at)| {
            let value = self.type_of(values, &naming::type_of_place(&name.rust, "value"), &at);
            let taken = fields
                .iter()
                .any(|field| field.name.rust == "additional_properties");
            Rest {
                rust: if taken {
                    "other_properties"
                } else {
                    "additional_properties"
                }
                .to_owned(),
                value,
            }
        });
        Struct {
            fields,
            rest,
            page: None,
            body: self.bodies.get(&name.wire).cloned(),
        }
    }

    /// The properties of an object schema, those of every part of its `allOf` among them.
    pub(super) fn parts(&mut self, owner: &str, schema: &'a Schema, at: &Pointer) -> Parts<'a> {
        let mut parts = Parts::default();
        let origin = Origin {
            at: at.clone(),
            owner: owner.to_owned(),
            foreign: false,
        };
        self.collect(schema, &origin, &mut parts, 0);
        parts
    }

    /// Adds the properties of a schema and of every part of its `allOf`; a later part replaces an earlier property.
    fn collect(
        &mut self,
        schema: &'a Schema,
        origin: &Origin,
        parts: &mut Parts<'a>,
        depth: usize,
    ) {
        match &schema.schema_kind {
            SchemaKind::Type(Type::Object(object)) => {
                add(parts, &object.properties, &object.required, origin);
                add_rest(parts, object.additional_properties.as_ref(), origin);
            }
            SchemaKind::AllOf { all_of } => self.collect_parts(all_of, origin, parts, depth),
            SchemaKind::Any(any) => {
                self.collect_parts(&any.all_of, origin, parts, depth);
                add(parts, &any.properties, &any.required, origin);
                add_rest(parts, any.additional_properties.as_ref(), origin);
            }
            _ => self.refuse(
                &origin.at,
                Code::AllOfPart,
                "a part of `allOf` that is no object is not supported",
                "make every part an object, or say it in one schema",
            ),
        }
    }

    fn collect_parts(
        &mut self,
        all_of: &'a [ReferenceOr<Schema>],
        origin: &Origin,
        parts: &mut Parts<'a>,
        depth: usize,
    ) {
        if depth > DEEPEST {
            self.refuse(
                &origin.at,
                Code::AllOfItself,
                "this `allOf` contains itself, so that no value would ever be complete",
                "make the inner use a property",
            );
            return;
        }
        for (index, part) in all_of.iter().enumerate() {
            let at = origin.at.child("allOf").child(index.to_string());
            let Some((schema, target)) = self.target(Use::from(part), &at) else {
                continue;
            };
            let is_reference = matches!(part, ReferenceOr::Reference { .. });
            let named = target
                .last()
                .filter(|_| is_reference)
                .map(|name| self.type_name(name));
            let origin = Origin {
                at: target.clone(),
                owner: named.unwrap_or_else(|| origin.owner.clone()),
                foreign: origin.foreign || is_reference,
            };
            self.collect(schema, &origin, parts, depth + 1);
        }
    }

    fn field(&mut self, property: &Property<'a>, required: bool) -> Field {
        let ty = self.type_of_property(
            property,
            &naming::type_of_place(&property.owner, property.wire),
        );
        let name = naming::name(property.wire, Style::Snake);
        match property.schema {
            Use::Reference(_) => Field {
                name,
                docs: self.docs_of(property.schema, &property.at),
                ty,
                presence: presence(required, self.takes_null(property.schema, &property.at, 0)),
                read_only: self.is_read_only(property.schema, &property.at),
                sent: false,
                aliases: Vec::new(),
                facts: Facts::default(),
            },
            Use::Inline(schema) => Field {
                name,
                docs: docs::of_schema(schema),
                presence: presence(required, self.takes_null(property.schema, &property.at, 0)),
                read_only: self.is_read_only(property.schema, &property.at),
                sent: false,
                aliases: aliases(schema),
                ty,
                facts: self.facts(&property.at),
            },
        }
    }

    /// The type of a property. A type made for a property of another schema was made with that schema.
    fn type_of_property(&mut self, property: &Property<'a>, name: &str) -> TypeRef {
        let make = |lowering: &mut Self| lowering.type_of(property.schema, name, &property.at);
        if property.foreign {
            self.aside(make)
        } else {
            make(self)
        }
    }

    /// The docs of a use by reference are those of the schema it refers to.
    fn docs_of(&self, of: Use<'a>, at: &Pointer) -> Docs {
        self.target(of, at)
            .map(|(schema, _)| docs::of_schema(schema))
            .unwrap_or_default()
    }

    /// Whether null is a value: said outright, listed in the enum, taken by a branch, or by saying nothing of the type.
    pub(super) fn takes_null(&self, of: Use<'a>, at: &Pointer, depth: usize) -> bool {
        let Some((schema, target)) = self.target(of, at).filter(|_| depth < DEEPEST) else {
            return false;
        };
        let listed = self
            .document
            .node(&target)
            .and_then(|node| node.get("enum")?.as_list());
        schema.schema_data.nullable
            || listed.is_some_and(|values| values.iter().any(Node::is_null))
            || match shape(schema) {
                Shape::OneOf(branches, keyword) => {
                    let at = target.child(keyword);
                    let mut branches = branches.iter().enumerate();
                    branches.any(|(index, branch)| {
                        self.takes_null(Use::from(branch), &at.item(index), depth + 1)
                    })
                }
                Shape::Wrapper(inner, keyword, index) => {
                    self.takes_null(inner, &target.child(keyword).item(index), depth + 1)
                }
                Shape::Free => true,
                _ => false,
            }
    }
}

fn add<'a>(
    parts: &mut Parts<'a>,
    properties: &'a IndexMap<String, ReferenceOr<Box<Schema>>>,
    required: &'a [String],
    origin: &Origin,
) {
    parts.required.extend(required.iter().map(String::as_str));
    for (wire, schema) in properties {
        let property = Property {
            wire,
            schema: Use::from(schema),
            at: origin.at.child("properties").child(wire),
            owner: origin.owner.clone(),
            foreign: origin.foreign,
        };
        match parts
            .properties
            .iter_mut()
            .find(|earlier| earlier.wire == wire)
        {
            Some(earlier) => *earlier = property,
            None => parts.properties.push(property),
        }
    }
}

/// Keys beyond the properties, where the document says what stands under them.
fn add_rest<'a>(parts: &mut Parts<'a>, rest: Option<&'a AdditionalProperties>, origin: &Origin) {
    if let Some(AdditionalProperties::Schema(values)) = rest {
        parts.rest = Some((
            Use::from(values.as_ref()),
            origin.at.child("additionalProperties"),
        ));
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
