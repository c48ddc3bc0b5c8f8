//! What is part of a request: callers have to be able to build it, and to leave out what it does not require.

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
    let mut seen: Vec<String> = Vec::new();
    while let Some(name) = open.pop() {
        if seen.contains(&name) {
            continue;
        }
        if let Some(model) = models.iter_mut().find(|model| model.name.rust == name) {
            build(&mut model.kind, &mut open);
        }
        seen.push(name);
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
            name_null_setters(record);
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

/// Gives a setter that bears the name of another method of its record a name of its own.
fn name_setters(record: &mut Struct) {
    let Some(body) = &record.body else { return };
    let methods: Vec<String> = body.methods().map(str::to_owned).collect();
    let taken: Vec<String> = (record.fields.iter().map(|field| field.name.rust.clone()))
        .chain(methods.iter().cloned())
        .collect();
    for field in &mut record.fields {
        if methods.contains(&field.name.rust) {
            let mut name = naming::with_suffix(&field.name.rust, "property", Style::Snake);
            while taken.contains(&name) {
                name = naming::with_suffix(&name, "property", Style::Snake);
            }
            field.setter = Some(name);
        }
    }
}

/// Gives every property that callers may leave out and set to null a setter for null, out of the way of all other names.
fn name_null_setters(record: &mut Struct) {
    let methods = record.body.iter().flat_map(Body::methods);
    let taken = (record.fields.iter().map(|field| field.name.rust.as_str())).chain(methods);
    let taken: Vec<String> = taken.map(str::to_owned).collect();
    for field in record.fields.iter_mut().filter(|field| is_three(field)) {
        let mut name = naming::with_suffix(&field.name.rust, "null", Style::Snake);
        while taken.contains(&name) {
            name = naming::with_suffix(&name, "value", Style::Snake);
        }
        field.null_setter = Some(name);
    }
}

/// Whether a property is absent, null or a value to whoever sends it.
fn is_three(field: &Field) -> bool {
    field.presence == Presence::OptionalNullable && !field.read_only
}

/// The named types that a type holds.
fn named(ty: &TypeRef, open: &mut Vec<String>) {
    match ty {
        TypeRef::Named { name, .. } => open.push(name.clone()),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Boxed(inner) => named(inner, open),
        _ => {}
    }
}
