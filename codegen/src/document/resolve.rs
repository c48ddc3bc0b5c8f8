//! Follows a pointer through the typed document, so that a `$ref` may lead anywhere.

use std::borrow::Borrow;

use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, Components, Encoding, Example, Header, MediaType,
    ObjectType, OpenAPI, Operation, Parameter, ParameterSchemaOrContent, PathItem, ReferenceOr,
    RequestBody, Response, Responses, Schema, SchemaKind, SecurityScheme, StatusCode, Type,
};

use super::Pointer;

/// A component, or the reference in its place.
#[derive(Clone, Copy)]
pub(super) enum Found<'d, T> {
    Reference(&'d str),
    Item(&'d T),
}

impl<'d, T> Found<'d, T> {
    pub(super) fn of<B: Borrow<T>>(value: &'d ReferenceOr<B>) -> Self {
        match value {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(item) => Self::Item(item.borrow()),
        }
    }
}

/// A part of the document that pointers may go through.
pub(super) enum Part<'d> {
    Schema(Found<'d, Schema>),
    Parameter(Found<'d, Parameter>),
    Response(Found<'d, Response>),
    RequestBody(Found<'d, RequestBody>),
    Header(Found<'d, Header>),
    Example(Found<'d, Example>),
    SecurityScheme(Found<'d, SecurityScheme>),
    PathItem(Found<'d, PathItem>),
    Operation(&'d Operation),
    Responses(&'d Responses),
    MediaType(&'d MediaType),
    Encoding(&'d Encoding),
    Components(&'d Components),
}

/// Anything that a `$ref` of the document may stand for.
pub(super) trait Component: Sized {
    /// What a message calls it.
    const NOUN: &'static str;

    /// This part, if it is such a component.
    fn of(part: Part<'_>) -> Option<Found<'_, Self>>;
}

macro_rules! component {
    ($($name:ident $noun:literal),*) => {$(
        impl Component for $name {
            const NOUN: &'static str = $noun;

            fn of(part: Part<'_>) -> Option<Found<'_, Self>> {
                match part {
                    Part::$name(found) => Some(found),
                    _ => None,
                }
            }
        }
    )*};
}

component! {
    Schema "a schema", Parameter "a parameter", Response "a response", RequestBody "a request body", Header "a header",
    Example "an example", SecurityScheme "a security scheme", PathItem "a path item"
}

/// The component at a pointer; `None` where there is none, or one of another kind.
pub(super) fn find<'d, T: Component>(api: &'d OpenAPI, pointer: &Pointer) -> Option<Found<'d, T>> {
    let (first, mut rest) = pointer.segments().split_first()?;
    let mut part = match first.as_str() {
        "components" => Part::Components(api.components.as_ref()?),
        "paths" => {
            let (path, after) = rest.split_first()?;
            rest = after;
            Part::PathItem(Found::of(api.paths.paths.get(path)?))
        }
        _ => return None,
    };
    while !rest.is_empty() {
        (part, rest) = part.step(rest)?;
    }
    T::of(part)
}

/// Where the rest of a pointer leads: the next part, and what is left of the pointer.
type Step<'d, 'p> = Option<(Part<'d>, &'p [String])>;

impl<'d> Part<'d> {
    /// Takes one or two segments of a pointer.
    fn step<'p>(self, way: &'p [String]) -> Step<'d, 'p> {
        let (key, rest) = way.split_first()?;
        let named = || rest.split_first();
        match self {
            Self::Components(components) => {
                let (name, rest) = named()?;
                Some((component(components, key, name)?, rest))
            }
            Self::PathItem(Found::Item(item)) if key == "parameters" => {
                let (index, rest) = named()?;
                Some((Self::Parameter(at(&item.parameters, index)?), rest))
            }
            Self::PathItem(Found::Item(item)) => {
                let operation = item.iter().find(|(method, _)| method == key)?.1;
                Some((Self::Operation(operation), rest))
            }
            Self::Operation(operation) => in_operation(operation, key, rest),
            Self::Responses(responses) => Some((Self::Response(response(responses, key)?), rest)),
            Self::Response(Found::Item(response)) => {
                let (name, rest) = named()?;
                let part = match key.as_str() {
                    "headers" => Self::Header(Found::of(response.headers.get(name)?)),
                    "content" => Self::MediaType(response.content.get(name)?),
                    _ => return None,
                };
                Some((part, rest))
            }
            Self::RequestBody(Found::Item(body)) if key == "content" => {
                let (name, rest) = named()?;
                Some((Self::MediaType(body.content.get(name)?), rest))
            }
            Self::Parameter(Found::Item(parameter)) => {
                let data = parameter.parameter_data_ref();
                in_format(&data.format, &data.examples, key, rest)
            }
            Self::Header(Found::Item(header)) => {
                in_format(&header.format, &header.examples, key, rest)
            }
            Self::MediaType(media) => in_media(media, key, rest),
            Self::Encoding(encoding) if key == "headers" => {
                let (name, rest) = named()?;
                Some((Self::Header(Found::of(encoding.headers.get(name)?)), rest))
            }
            Self::Schema(Found::Item(schema)) => in_schema(schema, key, rest),
            _ => None,
        }
    }
}

fn component<'d>(components: &'d Components, kind: &str, name: &str) -> Option<Part<'d>> {
    Some(match kind {
        "schemas" => Part::Schema(Found::of(components.schemas.get(name)?)),
        "responses" => Part::Response(Found::of(components.responses.get(name)?)),
        "parameters" => Part::Parameter(Found::of(components.parameters.get(name)?)),
        "examples" => Part::Example(Found::of(components.examples.get(name)?)),
        "requestBodies" => Part::RequestBody(Found::of(components.request_bodies.get(name)?)),
        "headers" => Part::Header(Found::of(components.headers.get(name)?)),
        "securitySchemes" => {
            Part::SecurityScheme(Found::of(components.security_schemes.get(name)?))
        }
        _ => return None,
    })
}

fn in_operation<'d, 'p>(operation: &'d Operation, key: &str, rest: &'p [String]) -> Step<'d, 'p> {
    match key {
        "parameters" => {
            let (index, rest) = rest.split_first()?;
            Some((Part::Parameter(at(&operation.parameters, index)?), rest))
        }
        "requestBody" => Some((
            Part::RequestBody(Found::of(operation.request_body.as_ref()?)),
            rest,
        )),
        "responses" => Some((Part::Responses(&operation.responses), rest)),
        _ => None,
    }
}

fn response<'d>(responses: &'d Responses, status: &str) -> Option<Found<'d, Response>> {
    if status == "default" {
        return responses.default.as_ref().map(Found::of);
    }
    let code = match status.strip_suffix("XX") {
        Some(class) => StatusCode::Range(class.parse().ok()?),
        None => StatusCode::Code(status.parse().ok()?),
    };
    responses.responses.get(&code).map(Found::of)
}

fn in_format<'d, 'p>(
    format: &'d ParameterSchemaOrContent,
    examples: &'d indexmap::IndexMap<String, ReferenceOr<Example>>,
    key: &str,
    rest: &'p [String],
) -> Step<'d, 'p> {
    match (key, format) {
        ("schema", ParameterSchemaOrContent::Schema(schema)) => {
            Some((Part::Schema(Found::of(schema)), rest))
        }
        ("content", ParameterSchemaOrContent::Content(content)) => {
            let (name, rest) = rest.split_first()?;
            Some((Part::MediaType(content.get(name)?), rest))
        }
        ("examples", _) => {
            let (name, rest) = rest.split_first()?;
            Some((Part::Example(Found::of(examples.get(name)?)), rest))
        }
        _ => None,
    }
}

fn in_media<'d, 'p>(media: &'d MediaType, key: &str, rest: &'p [String]) -> Step<'d, 'p> {
    if key == "schema" {
        return Some((Part::Schema(Found::of(media.schema.as_ref()?)), rest));
    }
    let (name, rest) = rest.split_first()?;
    let part = match key {
        "examples" => Part::Example(Found::of(media.examples.get(name)?)),
        "encoding" => Part::Encoding(media.encoding.get(name)?),
        _ => return None,
    };
    Some((part, rest))
}

fn in_schema<'d, 'p>(schema: &'d Schema, key: &str, rest: &'p [String]) -> Step<'d, 'p> {
    let first = rest.split_first();
    let (found, rest) = match (&schema.schema_kind, key) {
        (
            SchemaKind::Any(AnySchema { items, .. })
            | SchemaKind::Type(Type::Array(ArrayType { items, .. })),
            "items",
        ) => (Found::of(items.as_ref()?), rest),
        (
            SchemaKind::Any(AnySchema { properties, .. })
            | SchemaKind::Type(Type::Object(ObjectType { properties, .. })),
            "properties",
        ) => (Found::of(properties.get(first?.0)?), first?.1),
        (
            SchemaKind::Any(AnySchema {
                additional_properties,
                ..
            })
            | SchemaKind::Type(Type::Object(ObjectType {
                additional_properties,
                ..
            })),
            "additionalProperties",
        ) => match additional_properties.as_ref()? {
            AdditionalProperties::Schema(schema) => (Found::of(&**schema), rest),
            AdditionalProperties::Any(_) => return None,
        },
        (SchemaKind::Any(AnySchema { all_of, .. }) | SchemaKind::AllOf { all_of }, "allOf") => {
            (at(all_of, first?.0)?, first?.1)
        }
        (SchemaKind::Any(AnySchema { one_of, .. }) | SchemaKind::OneOf { one_of }, "oneOf") => {
            (at(one_of, first?.0)?, first?.1)
        }
        (SchemaKind::Any(AnySchema { any_of, .. }) | SchemaKind::AnyOf { any_of }, "anyOf") => {
            (at(any_of, first?.0)?, first?.1)
        }
        (SchemaKind::Any(AnySchema { not, .. }), "not") => (Found::of(&**not.as_ref()?), rest),
        (SchemaKind::Not { not }, "not") => (Found::of(&**not), rest),
        _ => return None,
    };
    Some((Part::Schema(found), rest))
}

fn at<'d, T>(list: &'d [ReferenceOr<T>], index: &str) -> Option<Found<'d, T>> {
    list.get(index.parse::<usize>().ok()?).map(Found::of)
}
