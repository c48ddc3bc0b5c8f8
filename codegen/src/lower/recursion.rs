//! Boxes: a type that holds itself is boxed where it does, and a large branch of a union is boxed, and nothing else.
//!
//! A list or a map holds its values on the heap already, so only the other fields count.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Model, ModelKind, TypeRef};

/// A record in a union is boxed if it is larger than this many bytes: every value of the union would be as large.
const LARGE: usize = 160;

/// What is known of every type: what it holds in place, and whether it is a record.
struct Types {
    holds: BTreeMap<String, Vec<TypeRef>>,
    records: BTreeSet<String>,
}

/// Boxes every field and branch that lies on a cycle of types held in place, and every large record of a union.
pub(super) fn box_cycles(models: &mut [Model]) {
    let types = Types {
        holds: models
            .iter()
            .map(|model| (model.name.rust.clone(), held(&model.kind)))
            .collect(),
        records: models
            .iter()
            .filter(|model| matches!(model.kind, ModelKind::Struct(_)))
            .map(|model| model.name.rust.clone())
            .collect(),
    };
    for model in models {
        let owner = model.name.rust.clone();
        match &mut model.kind {
            ModelKind::Struct(record) => {
                let on_cycle = |name: &str| types.is_record(name) && types.reaches(name, &owner);
                record
                    .fields
                    .iter_mut()
                    .for_each(|field| box_if(&mut field.ty, on_cycle));
            }
            ModelKind::Union(union) => {
                let is_boxed = |name: &str| {
                    types.is_record(name) && (types.reaches(name, &owner) || types.is_large(name))
                };
                union
                    .variants
                    .iter_mut()
                    .for_each(|variant| box_if(&mut variant.ty, is_boxed));
            }
            _ => {}
        }
    }
}

/// Unions that hold themselves through nothing but unions: no value of them has an end, and no box helps.
pub(super) fn endless_unions<'m>(models: impl Iterator<Item = &'m Model> + Clone) -> Vec<&'m str> {
    let unions = models.filter(|model| matches!(model.kind, ModelKind::Union(_)));
    let types = Types {
        holds: unions
            .clone()
            .map(|model| (model.name.rust.clone(), held(&model.kind)))
            .collect(),
        records: BTreeSet::new(),
    };
    let names = unions.map(|model| model.name.rust.as_str());
    names
        .filter(|name| {
            types
                .held_names(name)
                .any(|inner| types.reaches(inner, name))
        })
        .collect()
}

fn held(kind: &ModelKind) -> Vec<TypeRef> {
    match kind {
        ModelKind::Struct(record) => record.fields.iter().map(|field| field.ty.clone()).collect(),
        ModelKind::Union(union) => union
            .variants
            .iter()
            .map(|variant| variant.ty.clone())
            .collect(),
        ModelKind::OpenEnum(_)
        | ModelKind::IntegerEnum(_)
        | ModelKind::Newtype(_)
        | ModelKind::Alias(_) => Vec::new(),
    }
}

impl Types {
    fn is_record(&self, name: &str) -> bool {
        self.records.contains(name)
    }

    fn held_names(&self, name: &str) -> impl Iterator<Item = &str> {
        self.holds
            .get(name)
            .into_iter()
            .flatten()
            .filter_map(|ty| match ty {
                TypeRef::Named { name, .. } => Some(name.as_str()),
                _ => None,
            })
    }

    fn reaches(&self, from: &str, to: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![from.to_owned()];
        while let Some(name) = open.pop() {
            if name == to {
                return true;
            }
            if seen.insert(name.clone()) {
                open.extend(self.held_names(&name).map(str::to_owned));
            }
        }
        false
    }

    /// Whether a record is large; its size is estimated, with an `Option` around every field.
    fn is_large(&self, name: &str) -> bool {
        self.size(name, 0) > LARGE
    }

    fn size(&self, name: &str, depth: usize) -> usize {
        // On a cycle the size has no end before boxes are set; a few rounds are large enough.
        if depth > 6 {
            return LARGE;
        }
        let sizes = self
            .holds
            .get(name)
            .into_iter()
            .flatten()
            .map(|ty| match ty {
                TypeRef::Boolean => 1,
                TypeRef::Integer(_) | TypeRef::Number | TypeRef::Timestamp => 16,
                TypeRef::Date | TypeRef::Boxed(_) => 8,
                TypeRef::Any => 32,
                TypeRef::Named { name, .. } if self.is_record(name) => self.size(name, depth + 1),
                TypeRef::Named { .. } | TypeRef::String | TypeRef::List(_) | TypeRef::Map(_) => 24,
            });
        sizes.sum()
    }
}

fn box_if(ty: &mut TypeRef, is_boxed: impl Fn(&str) -> bool) {
    if matches!(ty, TypeRef::Named { name, .. } if is_boxed(name)) {
        *ty = TypeRef::Boxed(Box::new(ty.clone()));
    }
}
