//! Recursion: a type that holds itself is boxed where it does, and nowhere else.
//!
//! A list or a map holds its values on the heap already, so only the other fields count.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Model, ModelKind, TypeRef};

/// Boxes every field that lies on a cycle of types held in place.
pub(super) fn box_cycles(models: &mut [Model]) {
    let holds: BTreeMap<String, BTreeSet<String>> = models
        .iter()
        .map(|model| {
            (
                model.name.rust.clone(),
                held(&model.kind).into_iter().map(str::to_owned).collect(),
            )
        })
        .collect();
    for model in models {
        let owner = model.name.rust.clone();
        let on_cycle = |name: &str| reaches(&holds, name, &owner);
        match &mut model.kind {
            ModelKind::Struct(record) => record
                .fields
                .iter_mut()
                .for_each(|field| box_if(&mut field.ty, on_cycle)),
            ModelKind::Union(union) => union
                .variants
                .iter_mut()
                .for_each(|variant| box_if(&mut variant.ty, on_cycle)),
            ModelKind::OpenEnum(_) | ModelKind::Newtype(_) => {}
        }
    }
}

fn held(kind: &ModelKind) -> Vec<&str> {
    let types: Vec<&TypeRef> = match kind {
        ModelKind::Struct(record) => record.fields.iter().map(|field| &field.ty).collect(),
        ModelKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        ModelKind::OpenEnum(_) | ModelKind::Newtype(_) => Vec::new(),
    };
    let named = types.into_iter().filter_map(|ty| match ty {
        TypeRef::Named { name, .. } => Some(name.as_str()),
        _ => None,
    });
    named.collect()
}

fn reaches(holds: &BTreeMap<String, BTreeSet<String>>, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if seen.insert(name) {
            open.extend(holds.get(name).into_iter().flatten().map(String::as_str));
        }
    }
    false
}

fn box_if(ty: &mut TypeRef, on_cycle: impl Fn(&str) -> bool) {
    if matches!(ty, TypeRef::Named { name, .. } if on_cycle(name)) {
        *ty = TypeRef::Boxed(Box::new(ty.clone()));
    }
}
