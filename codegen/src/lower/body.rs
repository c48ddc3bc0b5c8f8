//! Request bodies: written out as arguments and setters, or taken as one value where conditions bind them.

use openapiv3::{
    AdditionalProperties, MediaType, Operation, RequestBody, Schema, SchemaKind, StringFormat,
    Type, VariantOrUnknownOrEmpty,
};

use super::condition::{self, conditions};
use super::media::{self, JSON};
use super::parts::words;
use super::schema::schema_name;
use super::shape::{Shape, Use};
use super::{Lowering, docs, name_of};
use crate::diagnostic::{Code, excerpt};
use crate::document::{Pointer, Resolved};
use crate::ir::{self, Check, Facts, Home, Input, InputPlace, Media, Name, TypeRef};
use crate::naming::{self, Style};

/// What a body asks of a caller.
#[derive(Default)]
pub(super) struct BodyInputs {
    pub(super) arguments: Vec<Input>,
    pub(super) setters: Vec<Input>,
    pub(super) checks: Vec<Check>,
    /// What the body is; none where there is no body.
    pub(super) takes: Option<Media>,
    /// Whether a body is sent even if no property of it is set.
    pub(super) takes_object: bool,
    /// The properties of a form that are not written as usual.
    pub(super) spreads: Vec<(String, ir::Spread)>,
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

impl<'a> Lowering<'a> {
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
        let chosen = media::best(&body.content, |name, media| {
            self.kind_of_content(name, media)
        });
        let Some((name, described, kind)) = chosen else {
            return BodyInputs::default();
        };
        if let Some(others) = media::others(&body.content, name) {
            let message = format!("the body is sent as {}, never as {others}", excerpt(name));
            self.note(&at.child("content"), Code::NotGenerated, message);
        }
        let at = at.child("content").child(name);
        let mut inputs = match (&kind, &described.schema) {
            (Media::Text(_), _) => whole(body, InputPlace::TextBody, TypeRef::String),
            (Media::Bytes(_), _) => whole(body, InputPlace::BytesBody, TypeRef::Any),
            (_, None) => whole(body, InputPlace::Body, TypeRef::Any),
            (_, Some(schema)) => {
                self.described_body(body, Use::from(schema), &kind, owner, &at.child("schema"))
            }
        };
        self.spreads(described, &kind, &mut inputs, &at);
        // The media type of bytes is the caller's where the document leaves it open; `header` sets it.
        inputs.takes = Some(match kind {
            Media::Bytes(name) if media::is_range(&name) => {
                Media::Bytes("application/octet-stream".to_owned())
            }
            kind => kind,
        });
        inputs
    }

    /// A body with a schema: written out where it is a plain object, else one argument.
    fn described_body(
        &mut self,
        body: &'a RequestBody,
        of: Use<'a>,
        kind: &Media,
        owner: &str,
        at: &Pointer,
    ) -> BodyInputs {
        let Some((schema, target)) = self.target(of, at) else {
            return BodyInputs::default();
        };
        let is_form = matches!(kind, Media::Form | Media::Multipart);
        let component = schema_name(&target);
        let is_own = component.is_none_or(|name| self.spread.iter().any(|spread| spread == name));
        if !conditions(schema).is_empty() && matches!(self.shape(schema), Shape::Object) {
            if let Some(name) = component {
                return self.whole_body(body, schema, name, &target);
            }
            self.refuse(
                &target.child(condition::KEYWORD),
                Code::Extension,
                format!(
                    "`{}` is in a body that has no name, so that callers have nothing to build",
                    condition::KEYWORD
                ),
                "give the schema a name under `components/schemas`, and refer to it",
            );
        }
        if is_plain(schema) && (is_own || is_form) {
            let mut inputs = self.spread_body(schema, kind, owner, &target);
            if !body.required {
                leave_out(&mut inputs, required(schema));
            }
            inputs.takes_object = body.required && inputs.arguments.is_empty();
            return inputs;
        }
        if is_form
            && !matches!(
                self.shape(schema),
                Shape::Object | Shape::Map(_) | Shape::Free
            )
        {
            self.refuse(
                at,
                Code::FormNotObject,
                "a form that is no object is not supported",
                "describe its fields as the `properties` of an object",
            );
        }
        let ty = self.type_of(of, &format!("{owner}Body"), at);
        whole(body, InputPlace::Body, ty)
    }

    /// The kind of a body or an answer. Any media type with a schema of an object or a list is JSON: nothing else has
    /// such schemas.
    pub(super) fn kind_of_content(&self, name: &str, described: &'a MediaType) -> Media {
        let is_structured = || {
            let schema = described.schema.as_ref();
            let target = schema.and_then(|s| self.unwrapped(Use::from(s), &Pointer::root()));
            target.is_some_and(|(schema, _)| {
                matches!(
                    self.shape(schema),
                    Shape::Object | Shape::Array(_) | Shape::Map(_) | Shape::OneOf(..)
                )
            })
        };
        match media::kind(name) {
            Media::Bytes(_) if media::is_range(name) && is_structured() => {
                Media::Json(JSON.to_owned())
            }
            kind => kind,
        }
    }

    /// A body with conditions is one argument of its own type.
    fn whole_body(
        &mut self,
        body: &RequestBody,
        schema: &'a Schema,
        component: &str,
        at: &Pointer,
    ) -> BodyInputs {
        let name = self.type_name(component);
        let home = Home::Models;
        let mut inputs = whole(body, InputPlace::Body, TypeRef::Named { name, home });
        for (wire, property) in properties(schema) {
            let at = at.child("properties").child(wire);
            inputs.checks.extend(self.checks_of(wire, property, &at));
        }
        inputs.checks.extend(condition::checks(schema));
        inputs
    }

    /// A body without conditions: required properties are arguments, the others setters; a single one is an argument.
    fn spread_body(
        &mut self,
        schema: &'a Schema,
        kind: &Media,
        operation: &str,
        at: &Pointer,
    ) -> BodyInputs {
        let mut inputs = BodyInputs::default();
        let single = properties(schema).count() == 1;
        let owner = self.owner_of(at, operation);
        for ((wire, property), word) in properties(schema).zip(words(properties(schema))) {
            let place = at.child("properties").child(wire);
            if self.is_read_only(property, &place) {
                continue;
            }
            let form = matches!(kind, Media::Multipart);
            let type_name = naming::type_of_place(&owner, &word);
            let file = form.then(|| self.file_place(property, &place)).flatten();
            let goes = file.unwrap_or(if single {
                InputPlace::SoleProperty
            } else {
                InputPlace::Property
            });
            let input = self.property_input(wire, property, goes, &type_name, &place);
            inputs.checks.extend(self.checks_of(wire, property, &place));
            let takes_null = matches!(kind, Media::Json(_))
                && input.ty != TypeRef::Any
                && self.takes(property, &place).null;
            inputs.setters.extend(takes_null.then(|| null(&input)));
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
        schema_name(at).map_or_else(|| operation.to_owned(), |name| self.type_name(name))
    }

    fn property_input(
        &mut self,
        wire: &str,
        property: Use<'a>,
        place: InputPlace,
        type_name: &str,
        at: &Pointer,
    ) -> Input {
        let ty = self.type_of(property, type_name, at);
        let target = self.target(property, at);
        Input {
            name: match property {
                Use::Inline(schema) => name_of(wire, &schema.schema_data.extensions, Style::Snake),
                Use::Reference(_) => naming::name(wire, Style::Snake),
            },
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

    /// Whether a property is only ever answered.
    pub(super) fn is_read_only(&self, property: Use<'a>, at: &Pointer) -> bool {
        let target = self.target(property, at);
        target.is_some_and(|(schema, _)| schema.schema_data.read_only)
    }

    /// Where a property of a form goes that is a file, or a list of files.
    fn file_place(&self, property: Use<'a>, at: &Pointer) -> Option<InputPlace> {
        let (schema, at) = self.unwrapped(property, at)?;
        match self.shape(schema) {
            Shape::Array(Some(items)) => {
                let (item, _) = self.unwrapped(items, &at.child("items"))?;
                is_binary(item).then_some(InputPlace::Files)
            }
            _ => is_binary(schema).then_some(InputPlace::File),
        }
    }

    fn checks_of(&self, wire: &str, property: Use<'a>, at: &Pointer) -> Vec<Check> {
        let target = self.unwrapped(property, at);
        target
            .map(|(_, at)| checks(wire, &self.facts(&at)))
            .unwrap_or_default()
    }
}

fn is_binary(schema: &Schema) -> bool {
    matches!(
        &schema.schema_kind,
        SchemaKind::Type(Type::String(text))
            if matches!(text.format, VariantOrUnknownOrEmpty::Item(StringFormat::Binary))
    )
}

/// An object whose properties are all that there is to it.
pub(super) fn is_plain(schema: &Schema) -> bool {
    match &schema.schema_kind {
        SchemaKind::Type(Type::Object(object)) => {
            !object.properties.is_empty()
                && matches!(
                    object.additional_properties,
                    None | Some(AdditionalProperties::Any(false))
                )
        }
        _ => false,
    }
}

/// A body as one argument, or as one setter where it may be left out.
fn whole(body: &RequestBody, place: InputPlace, ty: TypeRef) -> BodyInputs {
    let mut inputs = BodyInputs {
        arguments: vec![Input {
            name: naming::name("body", Style::Snake),
            docs: docs::of_text(body.description.as_ref()),
            ty,
            place,
            style: ir::Style::Plain,
            facts: Facts::default(),
        }],
        ..BodyInputs::default()
    };
    if !body.required {
        leave_out(&mut inputs, &[]);
    }
    inputs
}

/// A body that may be left out is set by setters alone; a property that it requires is checked once there is a body.
fn leave_out(inputs: &mut BodyInputs, required: &[String]) {
    let mut setters = std::mem::take(&mut inputs.arguments);
    for setter in &mut setters {
        if setter.name.rust == "body" {
            "with_body".clone_into(&mut setter.name.rust);
        }
        if required.contains(&setter.name.wire) {
            inputs.checks.push(Check::InBody(setter.name.wire.clone()));
        }
    }
    setters.append(&mut inputs.setters);
    inputs.setters = setters;
}

/// The setter that sends null in the place of a value, which is not the same as sending nothing.
fn null(input: &Input) -> Input {
    Input {
        name: Name {
            wire: input.name.wire.clone(),
            rust: naming::with_suffix(&input.name.rust, "null", Style::Snake),
        },
        place: InputPlace::Null,
        style: ir::Style::Plain,
        ty: TypeRef::Any,
        facts: Facts::default(),
        docs: input.docs.clone(),
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
