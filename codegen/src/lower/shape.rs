//! What a schema is, however the document spells it.

use std::collections::BTreeSet;

use openapiv3::{
    AdditionalProperties, AnySchema, IntegerFormat, IntegerType, ObjectType, ReferenceOr, Schema,
    SchemaKind, StringFormat, StringType, Type, VariantOrUnknownOrEmpty,
};

use crate::ir::{Integer, TypeRef};

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

/// Each value of an enum once, as the loader has told where one is listed twice.
pub(super) fn unique<T: Copy + Ord>(values: &[T]) -> Vec<T> {
    let mut seen = BTreeSet::new();
    let values = values.iter().copied();
    values.filter(|value| seen.insert(*value)).collect()
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
    let parts: Vec<Part<'_>> = all_of.iter().enumerate().filter_map(part).collect();
    match parts.as_slice() {
        [] => Shape::Free,
        [only] => only.wrapper(),
        _ if parts.iter().any(|part| part.rank == OBJECT) => Shape::Object,
        // Several named schemas: objects, else lowering finds what they are.
        _ if parts.iter().filter(|part| part.rank == REFERENCE).count() > 1 => Shape::Object,
        // Each part narrows one scalar or list: the part that says most is the type.
        [first, others @ ..] => {
            let most = others.iter().fold(
                first,
                |most, part| {
                    if part.rank > most.rank { part } else { most }
                },
            );
            most.wrapper()
        }
    }
}

/// A part of `allOf` that says something: where it stands, and how much it says.
struct Part<'a> {
    of: Use<'a>,
    index: usize,
    rank: u8,
}

const OBJECT: u8 = 5;
const REFERENCE: u8 = 4;

impl<'a> Part<'a> {
    fn wrapper(&self) -> Shape<'a> {
        Shape::Wrapper(self.of, "allOf", self.index)
    }
}

fn part((index, part): (usize, &ReferenceOr<Schema>)) -> Option<Part<'_>> {
    let rank = match part {
        ReferenceOr::Reference { .. } => REFERENCE,
        ReferenceOr::Item(schema) => match shape(schema) {
            Shape::Free => return None,
            Shape::Enum(_) | Shape::IntegerEnum(_) => 3,
            Shape::Array(Some(_)) => 2,
            Shape::Scalar(TypeRef::String | TypeRef::Number) | Shape::Array(None) => 0,
            Shape::Scalar(_) => 1,
            _ => OBJECT,
        },
    };
    let of = Use::from(part);
    Some(Part { of, index, rank })
}

/// A schema with keywords of several kinds: a type beside `allOf` or `oneOf` repeats what the branches say.
fn any_shape(any: &AnySchema) -> Shape<'_> {
    let says_nothing_more = any.properties.is_empty() && any.required.is_empty();
    let is_object = matches!(any.typ.as_deref(), None | Some("object"));
    let has_both = !any.one_of.is_empty() && !any.any_of.is_empty();
    let branches = if any.one_of.is_empty() {
        (&any.any_of, "anyOf")
    } else {
        (&any.one_of, "oneOf")
    };
    match (branches.0.is_empty(), any.all_of.is_empty()) {
        (false, true) if says_nothing_more && !has_both => one_of_shape(branches.0, branches.1),
        // Branches that are no objects are refused where the record is put together.
        (false, _) if is_object => Shape::Object,
        (false, _) => {
            Shape::Unsupported("`oneOf` or `anyOf` beside `allOf` in a schema that is no object")
        }
        (true, false) if says_nothing_more => all_of_shape(&any.all_of),
        (true, false) => Shape::Object,
        // Properties of what is no object say nothing.
        (true, true) if !any.properties.is_empty() && is_object => Shape::Object,
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
