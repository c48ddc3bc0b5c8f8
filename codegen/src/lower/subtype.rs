//! Subtypes: a schema that others contain, and of which a value is always one of those others.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{ReferenceOr, Schema, SchemaKind};

use crate::document::Document;

/// For each schema that stands for its subtypes, the references to them.
#[derive(Default)]
pub(super) struct Subtypes {
    /// By the address of the schema: the typed document never moves while it is lowered.
    of: BTreeMap<usize, (&'static str, Vec<ReferenceOr<Schema>>)>,
    /// All schemas that are a subtype of one with a discriminator.
    members: BTreeSet<usize>,
}

impl Subtypes {
    /// The subtypes of every named schema of a document.
    ///
    /// A schema stands for its subtypes where it lists them beside its own properties and each of them contains it, or
    /// where it has a discriminator and others contain it.
    pub(super) fn of(document: &Document) -> Self {
        let mut subtypes = Self::default();
        let schemas = document.api().components.iter().flat_map(|c| &c.schemas);
        let schemas: BTreeMap<&String, &Schema> = schemas
            .filter_map(|(name, schema)| Some((name, schema.as_item()?)))
            .collect();
        for schema in schemas.values() {
            if let Some(found) = listed(document, schema) {
                subtypes.of.insert(address(schema), found);
            }
        }
        let is_base = |schema: &Schema| {
            schema.schema_data.discriminator.is_some() && branches(schema).is_none()
        };
        let bases: BTreeSet<usize> = schemas
            .values()
            .filter(|schema| is_base(schema))
            .map(|schema| address(schema))
            .collect();
        let names = schemas
            .iter()
            .map(|(name, schema)| (address(schema), *name));
        let names: BTreeMap<usize, &String> = names.collect();
        let holders = holders(document, schemas.values().copied());
        for base in bases {
            let found = within(base, &holders);
            subtypes.members.extend(&found);
            let found: BTreeSet<&String> = found
                .iter()
                .filter_map(|at| names.get(at).copied())
                .collect();
            if !found.is_empty() {
                let (_, inner) = subtypes
                    .of
                    .entry(base)
                    .or_insert(("discriminator", Vec::new()));
                inner.extend(found.into_iter().map(|name| reference(name)));
            }
        }
        subtypes
    }

    /// The subtypes that a schema stands for, and the keyword that makes it so.
    pub(super) fn get(&self, schema: &Schema) -> Option<(&'static str, &[ReferenceOr<Schema>])> {
        let (keyword, branches) = self.of.get(&address(schema))?;
        Some((keyword, branches))
    }

    /// Whether a schema is a subtype: a record of its own, also where it adds nothing to what it contains.
    pub(super) fn is_member(&self, schema: &Schema) -> bool {
        self.members.contains(&address(schema))
    }
}

fn address(schema: &Schema) -> usize {
    std::ptr::from_ref(schema).addr()
}

fn reference(name: &str) -> ReferenceOr<Schema> {
    ReferenceOr::Reference {
        reference: format!("#/components/schemas/{name}"),
    }
}

/// The schema that is written in place, or that a reference means.
fn target<'d>(document: &'d Document, of: &'d ReferenceOr<Schema>) -> Option<&'d Schema> {
    match of {
        ReferenceOr::Reference { reference } => document.schema(reference).map(|found| found.item),
        ReferenceOr::Item(schema) => Some(schema),
    }
}

/// The branches beside the properties of a schema, if each of them contains it.
fn listed(
    document: &Document,
    schema: &Schema,
) -> Option<(&'static str, Vec<ReferenceOr<Schema>>)> {
    let (keyword, branches) = branches(schema)?;
    let has_more = matches!(&schema.schema_kind, SchemaKind::Any(any)
        if !any.properties.is_empty() || !any.all_of.is_empty() || !any.required.is_empty());
    let contains_it = |branch: &ReferenceOr<Schema>| {
        let branch = target(document, branch);
        branch.is_some_and(|branch| contained(document, branch).contains(&address(schema)))
    };
    (has_more && branches.iter().all(contains_it)).then(|| (keyword, branches.to_vec()))
}

/// What a schema lists under `oneOf` or `anyOf`.
fn branches(schema: &Schema) -> Option<(&'static str, &[ReferenceOr<Schema>])> {
    let (keyword, branches) = match &schema.schema_kind {
        SchemaKind::OneOf { one_of } => ("oneOf", one_of),
        SchemaKind::AnyOf { any_of } => ("anyOf", any_of),
        SchemaKind::Any(any) if !any.one_of.is_empty() => ("oneOf", &any.one_of),
        SchemaKind::Any(any) => ("anyOf", &any.any_of),
        _ => return None,
    };
    (!branches.is_empty()).then_some((keyword, branches.as_slice()))
}

/// The parts of a schema's `allOf`.
fn parts<'d>(document: &'d Document, schema: &'d Schema) -> impl Iterator<Item = &'d Schema> {
    let parts = match &schema.schema_kind {
        SchemaKind::AllOf { all_of } => all_of.as_slice(),
        SchemaKind::Any(any) => any.all_of.as_slice(),
        _ => &[],
    };
    parts.iter().filter_map(|part| target(document, part))
}

/// Every schema that is a part of this one's `allOf`, or a part of such a part.
fn contained(document: &Document, schema: &Schema) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = vec![schema];
    while let Some(schema) = open.pop() {
        open.extend(parts(document, schema).filter(|part| found.insert(address(part))));
    }
    found
}

/// For each schema, those of whose `allOf` it is a part.
fn holders<'d>(
    document: &'d Document,
    schemas: impl Iterator<Item = &'d Schema>,
) -> BTreeMap<usize, Vec<usize>> {
    let mut open: Vec<&Schema> = schemas.collect();
    let mut seen: BTreeSet<usize> = open.iter().map(|schema| address(schema)).collect();
    let mut holders: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    while let Some(schema) = open.pop() {
        for part in parts(document, schema) {
            holders
                .entry(address(part))
                .or_default()
                .push(address(schema));
            if seen.insert(address(part)) {
                open.push(part);
            }
        }
    }
    holders
}

/// All schemas that contain one, directly or not.
fn within(schema: usize, holders: &BTreeMap<usize, Vec<usize>>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = vec![schema];
    while let Some(schema) = open.pop() {
        let holders = holders.get(&schema).into_iter().flatten();
        open.extend(holders.filter(|holder| found.insert(**holder)));
    }
    found
}
