//! What is part of a request: callers have to be able to build it, and to leave out what it does not require.

use std::collections::BTreeMap;

use crate::ir::{Body, Field, Handle, Model, ModelKind, Presence, Struct, TypeRef};
use crate::naming::{self, Style};

/// Gives every record that a request may hold a constructor and setters.
///
/// A property that is only answered is never required of a caller, so it may be missing; and a list that is left out
/// is told from an empty one, and null from what is left out.
pub(super) fn build_what_is_sent(models: &mut [Model], handles: &[Handle]) {
    let operations = handles.iter().flat_map(|handle| &handle.operations);
    let inputs =
        operations.flat_map(|operation| operation.arguments.iter().chain(&operation.setters));
    let mut open: Vec<String> = Vec::new();
    inputs.for_each(|input| named(&input.ty, &mut open));
    // A model is taken out as it is built, so that each is built once.
    let kinds = models
        .iter_mut()
        .map(|model| (model.name.rust.clone(), &mut model.kind));
    let mut kinds: BTreeMap<String, &mut ModelKind> = kinds.collect();
    while let Some(name) = open.pop() {
        if let Some(kind) = kinds.remove(&name) {
            build(kind, &mut open);
        }
    }
}

fn build(kind: &mut ModelKind, open: &mut Vec<String>) {
    match kind {
        ModelKind::Struct(record) => {
            if record.page.is_some() {
                return;
            }
            record.body.get_or_insert_with(Body::default);
            for field in &mut record.fields {
                field.sent = true;
                field.presence = match field.presence {
                    Presence::Required if field.read_only => Presence::Optional,
                    Presence::Nullable if field.read_only => Presence::OptionalNullable,
                    presence => presence,
                };
                named(&field.ty, open);
            }
            name_setters(record);
            if let Some(rest) = &record.rest {
                named(&rest.value, open);
            }
        }
        ModelKind::Union(union) => {
            union
                .variants
                .iter()
                .for_each(|variant| named(&variant.ty, open));
        }
        _ => {}
    }
}

/// Names the setters that do not bear the names of their fields: one that would hide another method of its record, and
/// the one for null of a property that may also be left out. Neither takes a name that is given.
fn name_setters(record: &mut Struct) {
    let methods: Vec<String> = (record.body.iter().flat_map(Body::methods))
        .map(str::to_owned)
        .collect();
    let fields = record.fields.iter().map(|field| field.name.rust.clone());
    let taken: Vec<String> = fields.chain(methods.iter().cloned()).collect();
    for field in &mut record.fields {
        let name = &field.name.rust;
        let setter = methods
            .contains(name)
            .then(|| free(name, "property", "property", &taken));
        let null_setter = is_three(field).then(|| free(name, "null", "value", &taken));
        field.setter = setter;
        field.null_setter = null_setter;
    }
}

/// The name with a word more, and as often with another as it takes to find one that is free.
fn free(name: &str, word: &str, another: &str, taken: &[String]) -> String {
    let mut free = naming::with_suffix(name, word, Style::Snake);
    while taken.contains(&free) {
        free = naming::with_suffix(&free, another, Style::Snake);
    }
    free
}

/// Whether a property is absent, null or a value to whoever sends it.
fn is_three(field: &Field) -> bool {
    field.presence == Presence::OptionalNullable && !field.read_only
}

/// The named types that a type holds.
pub(super) fn named(ty: &TypeRef, open: &mut Vec<String>) {
    match ty {
        TypeRef::Named { name, .. } => open.push(name.clone()),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Boxed(inner) => named(inner, open),
        _ => {}
    }
}
