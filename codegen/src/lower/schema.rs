//! Schemas: what a schema is, and which type a use of it has.

use openapiv3::{
    AdditionalProperties, AnySchema, IntegerFormat, IntegerType, ObjectType, ReferenceOr, Schema,
    SchemaKind, StringFormat, StringType, Type, VariantOrUnknownOrEmpty,
};

use super::{Lowering, docs};
use crate::diagnostic::{Code, excerpt};
use crate::document::{Pointer, Resolved};
use crate::ir::{Home, Integer, IntegerEnum, Model, ModelKind, Name, OpenEnum, TypeRef};
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
    /// Another schema with words of its own: the one part that says something, and where it stands.
    Wrapper(Use<'a>, &'static str, usize),
    /// A text out of a list.
    Enum(Vec<&'a str>),
    /// A whole number out of a list.
    IntegerEnum(Vec<i64>),
    /// A scalar.
    Scalar(TypeRef),
    /// A list.
    Array(Option<Use<'a>>),
    /// Named properties, merged from `allOf` where there are several parts.
    Object,
    /// Free keys, with values of one schema or of any kind.
    Map(Option<Use<'a>>),
    /// One of several schemas, and the keyword that lists them.
    OneOf(&'a [ReferenceOr<Schema>], &'static str),
    /// Any JSON.
    Free,
    /// What the generator does not do.
    Unsupported(&'static str),
}

/// What a schema is.
pub(super) fn shape(schema: &Schema) -> Shape<'_> {
    match &schema.schema_kind {
        SchemaKind::Type(of) => type_shape(of),
        SchemaKind::OneOf { one_of } => one_of_shape(one_of, "oneOf"),
        SchemaKind::AnyOf { any_of } => one_of_shape(any_of, "anyOf"),
        SchemaKind::AllOf { all_of } => all_of_shape(all_of),
        // What a value is not says nothing of what it is.
        SchemaKind::Not { .. } => Shape::Free,
        SchemaKind::Any(any) => any_shape(any),
    }
}

fn type_shape(of: &Type) -> Shape<'_> {
    match of {
        Type::String(text) if text.enumeration.iter().flatten().next().is_some() => Shape::Enum(
            text.enumeration
                .iter()
                .flatten()
                .map(String::as_str)
                .collect(),
        ),
        Type::String(text) => Shape::Scalar(text_type(text)),
        Type::Integer(integer) if integer.enumeration.iter().flatten().next().is_some() => {
            Shape::IntegerEnum(integer.enumeration.iter().flatten().copied().collect())
        }
        Type::Integer(integer) => Shape::Scalar(TypeRef::Integer(integer_type(integer))),
        // The few values of a number or a boolean are told in the docs.
        Type::Number(_) => Shape::Scalar(TypeRef::Number),
        Type::Boolean(_) => Shape::Scalar(TypeRef::Boolean),
        Type::Array(array) => Shape::Array(array.items.as_ref().map(Use::from)),
        Type::Object(object) => object_shape(object),
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

/// A list of branches; a single one is that schema.
fn one_of_shape<'a>(branches: &'a [ReferenceOr<Schema>], keyword: &'static str) -> Shape<'a> {
    if let [only] = branches {
        return Shape::Wrapper(Use::from(only), keyword, 0);
    }
    // Texts that are described one by one are one enum.
    let texts = branches.iter().map(|branch| match branch {
        ReferenceOr::Item(schema) => match shape(schema) {
            Shape::Enum(values) => Some(values),
            _ => None,
        },
        ReferenceOr::Reference { .. } => None,
    });
    match texts.collect::<Option<Vec<_>>>() {
        Some(values) => Shape::Enum(values.concat()),
        None => Shape::OneOf(branches, keyword),
    }
}

/// Parts of one schema; those that only carry words do not count.
fn all_of_shape(all_of: &[ReferenceOr<Schema>]) -> Shape<'_> {
    let says_something = |part: &&(usize, &ReferenceOr<Schema>)| match part.1 {
        ReferenceOr::Reference { .. } => true,
        ReferenceOr::Item(schema) => !matches!(shape(schema), Shape::Free),
    };
    let parts: Vec<(usize, &ReferenceOr<Schema>)> = all_of.iter().enumerate().collect();
    let parts: Vec<_> = parts.iter().filter(says_something).collect();
    match parts.as_slice() {
        [] => Shape::Free,
        [(index, only)] => Shape::Wrapper(Use::from(*only), "allOf", *index),
        _ => Shape::Object,
    }
}

/// A schema with keywords of several kinds: a type beside `allOf` or `oneOf` repeats what the branches say.
fn any_shape(any: &AnySchema) -> Shape<'_> {
    let says_nothing_more = any.properties.is_empty() && any.required.is_empty();
    let branches = if any.one_of.is_empty() {
        (&any.any_of, "anyOf")
    } else {
        (&any.one_of, "oneOf")
    };
    match (branches.0.is_empty(), any.all_of.is_empty()) {
        (false, true) if says_nothing_more => one_of_shape(branches.0, branches.1),
        (false, _) => Shape::Unsupported("`oneOf` or `anyOf` beside `properties` or `allOf`"),
        (true, false) if says_nothing_more => all_of_shape(&any.all_of),
        (true, false) => Shape::Object,
        (true, true) if !any.properties.is_empty() => Shape::Object,
        (true, true) => plain_shape(any),
    }
}

/// A schema of one type, or of none, that has keywords of another type beside it.
fn plain_shape(any: &AnySchema) -> Shape<'_> {
    let texts: Vec<&str> = any
        .enumeration
        .iter()
        .filter_map(serde_json::Value::as_str)
        .collect();
    let is_text = any
        .enumeration
        .iter()
        .all(|value| value.is_string() || value.is_null());
    match any.typ.as_deref() {
        Some("string") | None if !texts.is_empty() && is_text => Shape::Enum(texts),
        Some("string") => Shape::Scalar(TypeRef::String),
        Some("integer") => Shape::Scalar(TypeRef::Integer(Integer::I64)),
        Some("number") => Shape::Scalar(TypeRef::Number),
        Some("boolean") => Shape::Scalar(TypeRef::Boolean),
        Some("array") => Shape::Array(any.items.as_ref().map(Use::from)),
        Some("object") => match &any.additional_properties {
            Some(AdditionalProperties::Schema(values)) => {
                Shape::Map(Some(Use::from(values.as_ref())))
            }
            _ => Shape::Map(None),
        },
        _ => Shape::Free,
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

/// The name of a schema that stands under `components`.
pub(super) fn schema_name(at: &Pointer) -> Option<&str> {
    match at.segments() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => {
            Some(name)
        }
        _ => None,
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
        self.writing.push(at.clone());
        self.add_model(name, schema, at);
        self.writing.pop();
    }

    /// Adds the type of a schema, before those that are made for its parts.
    fn add_model(&mut self, name: Name, schema: &'a Schema, at: &Pointer) {
        let before = self.models.len();
        if let Some(kind) = self.named_kind(&name, schema, at) {
            let docs = docs::of_schema(schema);
            self.models
                .insert(before, (Model { name, docs, kind }, at.clone()));
        }
    }

    /// What a named type is; none where its uses stand for what it holds.
    fn named_kind(&mut self, name: &Name, schema: &'a Schema, at: &Pointer) -> Option<ModelKind> {
        match shape(schema) {
            Shape::Object => Some(ModelKind::Struct(self.record(name, schema, at))),
            Shape::Enum(values) => Some(ModelKind::OpenEnum(self.enumeration(&values, at))),
            Shape::IntegerEnum(values) => Some(ModelKind::IntegerEnum(self.integers(&values, at))),
            Shape::Scalar(ty) => Some(ModelKind::Newtype(ty)),
            Shape::OneOf(branches, keyword) => Some(ModelKind::Union(self.union(
                name,
                schema,
                branches,
                &at.child(keyword),
            ))),
            // What is written in place is the type itself; only a named schema can have another name.
            Shape::Wrapper(Use::Inline(inner), keyword, index) => {
                self.named_kind(name, inner, &at.child(keyword).item(index))
            }
            Shape::Wrapper(..) | Shape::Array(_) | Shape::Map(_) | Shape::Free => {
                Some(ModelKind::Alias(self.inline(schema, &name.rust, at)))
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
            // What leads nowhere at all the loader has told.
            let target = Pointer::parse(reference);
            if target.is_some_and(|target| self.document.node(&target).is_some()) {
                self.refuse(
                    at,
                    Code::RefNotRead,
                    format!("{} is in a part that is not read", excerpt(reference)),
                    "move the schema to `components/schemas` and refer to it there",
                );
            }
            return TypeRef::Any;
        };
        let Some(wire) = schema_name(&target) else {
            self.refuse(
                at,
                Code::RefIntoMiddle,
                "a reference into the middle of a schema or an operation is not supported",
                "give the schema a name under `components/schemas` and refer to it there",
            );
            return TypeRef::Any;
        };
        let name = self.type_name(wire);
        let home = match shape(schema) {
            Shape::Object | Shape::OneOf(..) => Home::Models,
            Shape::Enum(_) | Shape::IntegerEnum(_) => Home::Enums,
            Shape::Scalar(_) => Home::Ids,
            Shape::Wrapper(..) | Shape::Array(_) | Shape::Map(_) | Shape::Free => {
                return self.written_out(schema, &name, &target);
            }
            // Refused where it is defined.
            Shape::Unsupported(_) => return TypeRef::Any,
        };
        TypeRef::Named { name, home }
    }

    /// The type of a named schema that stands for what it holds. What it brings was lowered with the schema itself.
    fn written_out(&mut self, schema: &'a Schema, name: &str, at: &Pointer) -> TypeRef {
        if self.writing.contains(at) {
            self.endless.insert(at.clone());
            return TypeRef::Any;
        }
        self.writing.push(at.clone());
        let ty = self.aside(|lowering| lowering.inline(schema, name, at));
        self.writing.pop();
        ty
    }

    /// The type of a schema written in place; `name` is given to the type it needs, if it needs one.
    pub(super) fn inline(&mut self, schema: &'a Schema, name: &str, at: &Pointer) -> TypeRef {
        match shape(schema) {
            Shape::Scalar(ty) => ty,
            Shape::Wrapper(inner, keyword, index) => {
                self.type_of(inner, name, &at.child(keyword).item(index))
            }
            Shape::Array(Some(items)) => {
                let item = self.type_of(items, &format!("{name}Item"), &at.child("items"));
                TypeRef::List(Box::new(item))
            }
            Shape::Array(None) => TypeRef::List(Box::new(TypeRef::Any)),
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
            Shape::Object | Shape::Enum(_) | Shape::IntegerEnum(_) | Shape::OneOf(..) => {
                self.inline_type(schema, name, at)
            }
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
        let home = if matches!(shape(schema), Shape::Enum(_) | Shape::IntegerEnum(_)) {
            Home::Enums
        } else {
            Home::Models
        };
        // A type that is on its way is only named: it may hold itself.
        if !self.naming.contains(at) {
            self.naming.push(at.clone());
            let outside = std::mem::take(&mut self.writing);
            self.add_model(name, schema, at);
            self.writing = outside;
            self.naming.pop();
        }
        TypeRef::Named {
            name: rust.to_owned(),
            home,
        }
    }

    fn enumeration(&mut self, values: &[&str], at: &Pointer) -> OpenEnum {
        OpenEnum {
            values: self.values(values, &at.child("enum")),
        }
    }

    /// The values of an enum with their variants.
    pub(super) fn values(&mut self, values: &[&str], at: &Pointer) -> Vec<Name> {
        let mut names: Vec<Name> = values
            .iter()
            .map(|value| Name {
                wire: (*value).to_owned(),
                rust: naming::variant_name(value),
            })
            .collect();
        self.settle(names.iter_mut().collect(), Style::Pascal, at, "value");
        names
    }

    fn integers(&mut self, values: &[i64], at: &Pointer) -> IntegerEnum {
        let wires: Vec<String> = values.iter().map(i64::to_string).collect();
        let wires: Vec<&str> = wires.iter().map(String::as_str).collect();
        let names = self.values(&wires, &at.child("enum"));
        IntegerEnum {
            values: values
                .iter()
                .copied()
                .zip(names.into_iter().map(|name| name.rust))
                .collect(),
        }
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
