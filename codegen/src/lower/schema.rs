//! Schemas: what a schema is, and which type a use of it has.

use openapiv3::{
    AdditionalProperties, AnySchema, IntegerFormat, IntegerType, ObjectType, ReferenceOr, Schema,
    SchemaKind, StringFormat, StringType, Type, VariantOrUnknownOrEmpty,
};

use super::{Lowering, docs};
use crate::diagnostic::Code;
use crate::document::{Pointer, Resolved};
use crate::ir::{Home, Integer, Model, ModelKind, Name, OpenEnum, TypeRef};
use crate::naming::{self, Style};

/// A schema where it is used: by reference or written in place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Use<'a> {
    /// The text of `$ref`.
    Reference(&'a str),
    /// The schema itself.
    Inline(&'a Schema),
}

impl<'a> From<&'a ReferenceOr<Schema>> for Use<'a> {
    fn from(schema: &'a ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Inline(schema),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Box<Schema>>> for Use<'a> {
    fn from(schema: &'a ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Inline(schema),
        }
    }
}

/// What a schema is, however the document spells it.
#[derive(Debug)]
pub(super) enum Shape<'a> {
    /// Another schema with words of its own: `allOf` of one reference.
    Wrapper(Use<'a>),
    /// A text out of a list.
    Enum(&'a [Option<String>]),
    /// A scalar.
    Scalar(TypeRef),
    /// A list.
    Array(Option<Use<'a>>),
    /// Named properties, merged from `allOf` where there are several parts.
    Object,
    /// Free keys, with values of one schema or of any kind.
    Map(Option<Use<'a>>),
    /// One of several schemas.
    OneOf(&'a [ReferenceOr<Schema>]),
    /// Any JSON.
    Free,
    /// What the generator does not do.
    Unsupported(&'static str),
}

/// What a schema is.
pub(super) fn shape(schema: &Schema) -> Shape<'_> {
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(text)) if !text.enumeration.is_empty() => {
            Shape::Enum(&text.enumeration)
        }
        SchemaKind::Type(Type::String(text)) => Shape::Scalar(text_type(text)),
        SchemaKind::Type(Type::Number(number)) if number.enumeration.is_empty() => {
            Shape::Scalar(TypeRef::Number)
        }
        SchemaKind::Type(Type::Integer(integer)) if integer.enumeration.is_empty() => {
            Shape::Scalar(TypeRef::Integer(integer_type(integer)))
        }
        SchemaKind::Type(Type::Boolean(boolean)) if boolean.enumeration.is_empty() => {
            Shape::Scalar(TypeRef::Boolean)
        }
        SchemaKind::Type(Type::Number(_) | Type::Integer(_) | Type::Boolean(_)) => {
            Shape::Unsupported("an enum of other values than texts")
        }
        SchemaKind::Type(Type::Array(array)) => Shape::Array(array.items.as_ref().map(Use::from)),
        SchemaKind::Type(Type::Object(object)) => object_shape(object),
        SchemaKind::OneOf { one_of } => Shape::OneOf(one_of),
        SchemaKind::AllOf { all_of } => all_of_shape(all_of),
        SchemaKind::AnyOf { .. } => Shape::Unsupported("`anyOf`"),
        SchemaKind::Not { .. } => Shape::Unsupported("`not`"),
        SchemaKind::Any(any) => any_shape(any),
    }
}

fn object_shape(object: &ObjectType) -> Shape<'_> {
    match (&object.additional_properties, object.properties.is_empty()) {
        (_, false) | (Some(AdditionalProperties::Any(false)), true) => Shape::Object,
        (Some(AdditionalProperties::Schema(values)), true) => {
            Shape::Map(Some(Use::from(values.as_ref())))
        }
        (Some(AdditionalProperties::Any(true)) | None, true) => Shape::Map(None),
    }
}

fn all_of_shape(all_of: &[ReferenceOr<Schema>]) -> Shape<'_> {
    match all_of {
        [only @ ReferenceOr::Reference { .. }] => Shape::Wrapper(Use::from(only)),
        _ => Shape::Object,
    }
}

/// A schema with keywords of several kinds: a type beside `allOf` or `oneOf` repeats what the branches say.
fn any_shape(any: &AnySchema) -> Shape<'_> {
    let says_nothing_more = any.properties.is_empty() && any.required.is_empty();
    if !any.any_of.is_empty() {
        Shape::Unsupported("`anyOf`")
    } else if any.not.is_some() {
        Shape::Unsupported("`not`")
    } else if !any.one_of.is_empty() {
        if says_nothing_more && any.all_of.is_empty() {
            Shape::OneOf(&any.one_of)
        } else {
            Shape::Unsupported("`oneOf` beside `properties` or `allOf`")
        }
    } else if !any.all_of.is_empty() {
        if says_nothing_more {
            all_of_shape(&any.all_of)
        } else {
            Shape::Object
        }
    } else if !any.properties.is_empty() {
        Shape::Object
    } else if any.typ.is_none() && any.enumeration.is_empty() && any.items.is_none() {
        Shape::Free
    } else {
        Shape::Unsupported("this mix of keywords")
    }
}

fn text_type(text: &StringType) -> TypeRef {
    match &text.format {
        VariantOrUnknownOrEmpty::Item(StringFormat::Date) => TypeRef::Date,
        VariantOrUnknownOrEmpty::Item(StringFormat::DateTime) => TypeRef::Timestamp,
        _ => TypeRef::String,
    }
}

/// Whole numbers are 64 bits wide unless the format says 32, and unsigned where the document allows no negative one.
fn integer_type(integer: &IntegerType) -> Integer {
    let narrow = matches!(
        integer.format,
        VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32)
    );
    let small = integer
        .maximum
        .is_some_and(|most| most <= i64::from(u32::MAX));
    let unsigned = integer.minimum.is_some_and(|least| least >= 0);
    match (unsigned, narrow) {
        (true, narrow) if narrow || small => Integer::U32,
        (true, _) => Integer::U64,
        (false, true) => Integer::I32,
        (false, false) => Integer::I64,
    }
}

impl<'a> Lowering<'a> {
    /// The schema that a use means, with its place.
    pub(super) fn target(&self, of: Use<'a>, at: &Pointer) -> Option<(&'a Schema, Pointer)> {
        match of {
            Use::Inline(schema) => Some((schema, at.clone())),
            Use::Reference(reference) => self
                .document
                .schema(reference)
                .map(|found| (found.item, found.at)),
        }
    }

    /// Lowers a named schema to the type that bears its name; a list or a map needs none, it is written out where it is used.
    pub(super) fn component(&mut self, wire: &str, schema: &'a Schema, at: &Pointer) {
        let name = Name {
            wire: wire.to_owned(),
            rust: self.type_name(wire),
        };
        let before = self.models.len();
        if let Some(kind) = self.named_kind(&name, schema, at) {
            let model = Model {
                name,
                docs: docs::of_schema(schema),
                kind,
            };
            self.models.insert(before, (model, at.clone()));
        }
    }

    /// What a named type is; none where its uses stand for what it holds.
    fn named_kind(&mut self, name: &Name, schema: &'a Schema, at: &Pointer) -> Option<ModelKind> {
        match shape(schema) {
            Shape::Object => Some(ModelKind::Struct(self.record(name, schema, at))),
            Shape::Enum(values) => Some(ModelKind::OpenEnum(self.enumeration(values, at))),
            Shape::Scalar(ty) => Some(ModelKind::Newtype(ty)),
            Shape::OneOf(branches) => Some(ModelKind::Union(self.union(name, branches, at))),
            Shape::Wrapper(_) | Shape::Array(_) | Shape::Map(_) | Shape::Free => {
                self.inline(schema, &name.rust, at);
                None
            }
            Shape::Unsupported(what) => {
                self.unsupported(what, at);
                None
            }
        }
    }

    /// The type of a use; `name` is the name of a type that has to be made for it.
    pub(super) fn type_of(&mut self, of: Use<'a>, name: &str, at: &Pointer) -> TypeRef {
        match of {
            Use::Inline(schema) => self.inline(schema, name, at),
            Use::Reference(reference) => self.reference(reference, at),
        }
    }

    fn reference(&mut self, reference: &'a str, at: &Pointer) -> TypeRef {
        let Some(Resolved {
            item: schema,
            at: target,
        }) = self.document.schema(reference)
        else {
            return TypeRef::Any;
        };
        let wire = match target.segments() {
            [components, schemas, name] if components == "components" && schemas == "schemas" => {
                name.clone()
            }
            _ => {
                self.refuse(
                    at,
                    Code::Unsupported,
                    "a reference into another schema or operation",
                    "give the schema a name under `components/schemas` and refer to it there",
                );
                return TypeRef::Any;
            }
        };
        let name = self.type_name(&wire);
        let home = match shape(schema) {
            Shape::Object | Shape::OneOf(_) => Home::Models,
            Shape::Enum(_) => Home::Enums,
            Shape::Scalar(_) => Home::Ids,
            Shape::Wrapper(_) | Shape::Array(_) | Shape::Map(_) | Shape::Free => {
                return self.written_out(schema, &name, &target);
            }
            // Refused where it is defined.
            Shape::Unsupported(_) => return TypeRef::Any,
        };
        TypeRef::Named { name, home }
    }

    /// The type of a named schema that stands for what it holds. What it brings was lowered with the schema itself.
    fn written_out(&mut self, schema: &'a Schema, name: &str, at: &Pointer) -> TypeRef {
        let (models, problems) = (self.models.len(), self.problems.len());
        let ty = self.inline(schema, name, at);
        self.models.truncate(models);
        self.problems.truncate(problems);
        ty
    }

    /// The type of a schema written in place; `name` is given to the type it needs, if it needs one.
    pub(super) fn inline(&mut self, schema: &'a Schema, name: &str, at: &Pointer) -> TypeRef {
        match shape(schema) {
            Shape::Scalar(ty) => ty,
            Shape::Wrapper(inner) => self.type_of(inner, name, &at.child("allOf").child("0")),
            Shape::Array(Some(items)) => {
                let item = self.type_of(items, &format!("{name}Item"), &at.child("items"));
                TypeRef::List(Box::new(item))
            }
            Shape::Array(None) => {
                self.unsupported("a list whose items are not described", at);
                TypeRef::Any
            }
            Shape::Map(Some(values)) => {
                let value = self.type_of(
                    values,
                    &format!("{name}Value"),
                    &at.child("additionalProperties"),
                );
                TypeRef::Map(Box::new(value))
            }
            Shape::Map(None) => TypeRef::Map(Box::new(TypeRef::Any)),
            Shape::Free => TypeRef::Any,
            Shape::Object | Shape::Enum(_) | Shape::OneOf(_) => self.inline_type(schema, name, at),
            Shape::Unsupported(what) => {
                self.unsupported(what, at);
                TypeRef::Any
            }
        }
    }

    /// A schema that needs a type of its own gets one, named after its place.
    fn inline_type(&mut self, schema: &'a Schema, rust: &str, at: &Pointer) -> TypeRef {
        let name = Name {
            wire: at.to_string(),
            rust: rust.to_owned(),
        };
        let home = if matches!(shape(schema), Shape::Enum(_)) {
            Home::Enums
        } else {
            Home::Models
        };
        let before = self.models.len();
        if let Some(kind) = self.named_kind(&name, schema, at) {
            let model = Model {
                name,
                docs: docs::of_schema(schema),
                kind,
            };
            self.models.insert(before, (model, at.clone()));
        }
        TypeRef::Named {
            name: rust.to_owned(),
            home,
        }
    }

    fn enumeration(&mut self, values: &[Option<String>], at: &Pointer) -> OpenEnum {
        OpenEnum {
            values: self.values(values, &at.child("enum")),
        }
    }

    /// The values of an enum with their variants.
    pub(super) fn values(&mut self, values: &[Option<String>], at: &Pointer) -> Vec<Name> {
        let values = values.iter().flatten();
        let mut names: Vec<Name> = values
            .map(|value| Name {
                wire: value.clone(),
                rust: naming::variant_name(value),
            })
            .collect();
        self.settle(names.iter_mut().collect(), Style::Pascal, at, "value");
        names
    }

    pub(super) fn unsupported(&mut self, what: &str, at: &Pointer) {
        self.refuse(
            at,
            Code::Unsupported,
            format!("{what} is not supported"),
            "describe it with the keywords that ARCHITECTURE.md lists as supported",
        );
    }
}
