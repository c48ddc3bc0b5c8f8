//! Puts the schemas where their stubs are.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, Components, Header, MediaType, ObjectType, OpenAPI,
    Operation, Parameter, ParameterSchemaOrContent, PathItem, ReferenceOr, RequestBody, Response,
    Schema, SchemaKind, Type,
};

use super::{Defect, Node, STUB, schema};

/// The schemas that were left out, by the numbers of their stubs.
pub(super) struct Fill<'i, 'n> {
    pub(super) inner: &'i [&'n Node],
}

type Filled<'n> = Result<(), Defect<'n>>;

impl<'n> Fill<'_, 'n> {
    pub(super) fn document(&self, api: &mut OpenAPI) -> Filled<'n> {
        if let Some(components) = &mut api.components {
            self.components(components)?;
        }
        each(api.paths.paths.values_mut(), |item| self.path_item(item))
    }

    /// The schemas directly within a schema.
    pub(super) fn schema(&self, schema: &mut Schema) -> Filled<'n> {
        match &mut schema.schema_kind {
            SchemaKind::Type(Type::Object(ObjectType {
                properties,
                additional_properties,
                ..
            })) => {
                self.slots(properties.values_mut())?;
                self.additional(additional_properties)
            }
            SchemaKind::Type(Type::Array(ArrayType { items, .. })) => self.slots(items),
            SchemaKind::Type(_) => Ok(()),
            SchemaKind::OneOf { one_of: all }
            | SchemaKind::AllOf { all_of: all }
            | SchemaKind::AnyOf { any_of: all } => self.slots(all),
            SchemaKind::Not { not } => self.slot(not),
            SchemaKind::Any(any) => self.any(any),
        }
    }

    fn any(&self, any: &mut AnySchema) -> Filled<'n> {
        self.slots(any.properties.values_mut())?;
        self.additional(&mut any.additional_properties)?;
        self.slots(&mut any.items)?;
        self.slots(&mut any.one_of)?;
        self.slots(&mut any.all_of)?;
        self.slots(&mut any.any_of)?;
        any.not.as_deref_mut().map_or(Ok(()), |not| self.slot(not))
    }

    fn additional(&self, additional: &mut Option<AdditionalProperties>) -> Filled<'n> {
        match additional {
            Some(AdditionalProperties::Schema(schema)) => self.slot(schema),
            Some(AdditionalProperties::Any(_)) | None => Ok(()),
        }
    }

    fn slots<'s, S: From<Schema> + 's>(
        &self,
        slots: impl IntoIterator<Item = &'s mut ReferenceOr<S>>,
    ) -> Filled<'n> {
        slots.into_iter().try_for_each(|slot| self.slot(slot))
    }

    /// Reads the schema of a stub; a real reference stays.
    fn slot<S: From<Schema>>(&self, slot: &mut ReferenceOr<S>) -> Filled<'n> {
        let ReferenceOr::Reference { reference } = slot else {
            return Ok(());
        };
        let number = reference
            .strip_prefix(STUB)
            .and_then(|number| number.parse::<usize>().ok());
        if let Some(node) = number.and_then(|number| self.inner.get(number)) {
            *slot = ReferenceOr::Item(schema(node)?.into());
        }
        Ok(())
    }

    fn components(&self, components: &mut Components) -> Filled<'n> {
        self.slots(components.schemas.values_mut())?;
        each(components.responses.values_mut(), |response| {
            self.response(response)
        })?;
        each(components.parameters.values_mut(), |parameter| {
            self.parameter(parameter)
        })?;
        each(components.request_bodies.values_mut(), |body| {
            self.request_body(body)
        })?;
        self.headers(&mut components.headers)
    }

    fn path_item(&self, item: &mut PathItem) -> Filled<'n> {
        each(&mut item.parameters, |parameter| self.parameter(parameter))?;
        let PathItem {
            get,
            put,
            post,
            delete,
            options,
            head,
            patch,
            trace,
            ..
        } = item;
        let operations = [get, put, post, delete, options, head, patch, trace];
        operations
            .into_iter()
            .flatten()
            .try_for_each(|operation| self.operation(operation))
    }

    fn operation(&self, operation: &mut Operation) -> Filled<'n> {
        each(&mut operation.parameters, |parameter| {
            self.parameter(parameter)
        })?;
        each(&mut operation.request_body, |body| self.request_body(body))?;
        each(&mut operation.responses.default, |response| {
            self.response(response)
        })?;
        each(operation.responses.responses.values_mut(), |response| {
            self.response(response)
        })
    }

    fn parameter(&self, parameter: &mut Parameter) -> Filled<'n> {
        let (Parameter::Query {
            parameter_data: data,
            ..
        }
        | Parameter::Header {
            parameter_data: data,
            ..
        }
        | Parameter::Path {
            parameter_data: data,
            ..
        }
        | Parameter::Cookie {
            parameter_data: data,
            ..
        }) = parameter;
        self.format(&mut data.format)
    }

    fn request_body(&self, body: &mut RequestBody) -> Filled<'n> {
        self.content(&mut body.content)
    }

    fn response(&self, response: &mut Response) -> Filled<'n> {
        self.headers(&mut response.headers)?;
        self.content(&mut response.content)
    }

    fn headers(&self, headers: &mut IndexMap<String, ReferenceOr<Header>>) -> Filled<'n> {
        each(headers.values_mut(), |header| {
            self.format(&mut header.format)
        })
    }

    fn format(&self, format: &mut ParameterSchemaOrContent) -> Filled<'n> {
        match format {
            ParameterSchemaOrContent::Schema(schema) => self.slot(schema),
            ParameterSchemaOrContent::Content(content) => self.content(content),
        }
    }

    fn content(&self, content: &mut IndexMap<String, MediaType>) -> Filled<'n> {
        content.values_mut().try_for_each(|media| {
            self.slots(&mut media.schema)?;
            media
                .encoding
                .values_mut()
                .try_for_each(|encoding| self.headers(&mut encoding.headers))
        })
    }
}

/// Each component that is written out; a reference to one has its schemas where it leads.
fn each<'c, 'n, T: 'c>(
    components: impl IntoIterator<Item = &'c mut ReferenceOr<T>>,
    mut fill: impl FnMut(&mut T) -> Filled<'n>,
) -> Filled<'n> {
    components
        .into_iter()
        .try_for_each(|component| match component {
            ReferenceOr::Item(item) => fill(item),
            ReferenceOr::Reference { .. } => Ok(()),
        })
}
