//! `oneOf` and `anyOf`: what is known of each branch, and whether that tells them apart.

use std::collections::BTreeSet;

use openapiv3::{Discriminator, ReferenceOr, Schema};

use super::parts::Property;
use super::schema::schema_name;
use super::shape::{Shape, Use, shape, unique};
use super::{Lowering, docs};
use crate::diagnostic::{Code, excerpt};
use crate::document::Pointer;
use crate::ir::{Branch, Choice, Docs, JsonType, Name, TypeRef, Union, Variant};

/// How deep lists and maps are compared.
const NESTING: usize = 10;

/// A branch on its way: what it is, where it stands, what tells it from the others.
pub(super) struct Found<'a> {
    pub(super) of: Use<'a>,
    pub(super) schema: &'a Schema,
    pub(super) at: Pointer,
    pub(super) target: Pointer,
    /// The properties of an object.
    pub(super) properties: Vec<Property<'a>>,
    pub(super) branch: Branch,
    /// Whether it stands for several branches of texts.
    pub(super) is_mixed_text: bool,
}

impl<'a> Lowering<'a> {
    /// The union of several schemas; `at` is where they are listed.
    pub(super) fn union(
        &mut self,
        name: &Name,
        schema: &'a Schema,
        branches: &'a [ReferenceOr<Schema>],
        at: &Pointer,
    ) -> Union {
        let mut found: Vec<Found<'a>> = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            found.extend(self.branch(Use::from(branch), &at.item(index)));
        }
        self.tag(&mut found, schema.schema_data.discriminator.as_ref());
        let mut seen = BTreeSet::new();
        let mut kept = merge_texts(found);
        // Two branches of one type, perhaps with other limits, are one variant.
        kept.retain(|found| seen.insert(self.identity(found.of, &found.at, 0)));
        let names = self.variant_names(&kept);
        let variants: Vec<Variant> = kept
            .iter()
            .zip(names)
            .map(|(found, variant)| self.variant(name, variant, found))
            .collect();
        self.report_twins(&variants, &kept);
        self.note_twins(&kept);
        Union {
            choice: choice(kept.into_iter().map(|found| found.branch).collect()),
            variants,
        }
    }

    /// What is known of a branch by itself; none where it only says null.
    fn branch(&mut self, of: Use<'a>, at: &Pointer) -> Option<Found<'a>> {
        let (schema, target) = self.unwrapped(of, at)?;
        let only_null = self
            .document
            .node(&target)
            .and_then(|node| node.get("enum")?.as_list());
        if only_null.is_some_and(|values| values.iter().all(crate::document::Node::is_null)) {
            return None;
        }
        let mut branch = Branch {
            types: self.takes(of, at).types.into_iter().collect(),
            ..Branch::default()
        };
        let mut properties = Vec::new();
        match self.shape(schema) {
            Shape::Object => {
                // What is wrong with the branch is found where it is lowered.
                let parts = self.aside(|lowering| lowering.parts("", schema, &target));
                let keys = parts
                    .properties
                    .iter()
                    .map(|property| property.wire.to_owned());
                branch.keys = keys.collect();
                let required = parts.required.iter().map(|wire| (*wire).to_owned());
                branch.required = required.filter(|wire| branch.keys.contains(wire)).collect();
                properties = parts.properties;
            }
            Shape::Enum(values) => {
                branch.values = owned(&values);
            }
            _ => {}
        }
        Some(Found {
            of,
            schema,
            at: at.clone(),
            target,
            properties,
            branch,
            is_mixed_text: false,
        })
    }

    /// Gives objects the tag that tells them apart: the discriminator, else a property with other values in each.
    fn tag(&self, found: &mut [Found<'a>], discriminator: Option<&Discriminator>) {
        if let Some(discriminator) = discriminator {
            for found in found.iter_mut() {
                let values = discriminated(discriminator, found.of);
                if !values.is_empty() {
                    found.branch.tag = Some((discriminator.property_name.clone(), values));
                }
            }
            return;
        }
        let objects: Vec<usize> = (0..found.len())
            .filter(|index| !found[*index].branch.keys.is_empty())
            .collect();
        let [first, _, ..] = objects.as_slice() else {
            return;
        };
        for key in found[*first].branch.keys.clone() {
            let values: Option<Vec<Vec<String>>> = objects
                .iter()
                .map(|index| self.values_of(&found[*index], &key))
                .collect();
            let Some(values) = values else { continue };
            let mut seen = BTreeSet::new();
            if values
                .iter()
                .flatten()
                .all(|value| seen.insert(value.clone()))
            {
                for (index, values) in objects.iter().zip(values) {
                    found[*index].branch.tag = Some((key.clone(), values));
                }
                return;
            }
        }
    }

    /// The values of a required property that is an enum.
    fn values_of(&self, found: &Found<'a>, key: &str) -> Option<Vec<String>> {
        if !found.branch.required.iter().any(|required| required == key) {
            return None;
        }
        let property = found
            .properties
            .iter()
            .find(|property| property.wire == key)?;
        match self.shape(self.unwrapped(property.schema, &property.at)?.0) {
            Shape::Enum(values) => Some(owned(&values)),
            _ => None,
        }
    }

    fn variant(&mut self, owner: &Name, variant: String, found: &Found<'a>) -> Variant {
        if found.is_mixed_text {
            return Variant {
                docs: Docs {
                    summary: plain_words(&TypeRef::String).to_owned(),
                    ..Docs::default()
                },
                name: variant,
                ty: TypeRef::String,
            };
        }
        let ty = self.type_of(found.of, &format!("{}{variant}", owner.rust), &found.at);
        Variant {
            docs: variant_docs(found.schema, &ty),
            name: variant,
            ty,
        }
    }

    /// What makes the type of a branch another one than that of its neighbours.
    fn identity(&self, of: Use<'a>, at: &Pointer, depth: usize) -> String {
        let Some((schema, target)) = self.unwrapped(of, at) else {
            return at.to_string();
        };
        if schema_name(&target).is_some() {
            return target.to_string();
        }
        match self.shape(schema) {
            Shape::Scalar(ty) => format!("{ty:?}"),
            Shape::Array(Some(items)) if depth < NESTING => {
                format!(
                    "list of {}",
                    self.identity(items, &target.child("items"), depth + 1)
                )
            }
            Shape::Map(Some(values)) if depth < NESTING => {
                let at = target.child("additionalProperties");
                format!("map of {}", self.identity(values, &at, depth + 1))
            }
            Shape::Array(None) => "list".to_owned(),
            Shape::Map(None) => "map".to_owned(),
            Shape::Free => "any".to_owned(),
            _ => target.to_string(),
        }
    }

    /// Two branches of one name: nothing in the document tells them apart for a reader.
    fn report_twins(&mut self, variants: &[Variant], kept: &[Found<'a>]) {
        for (index, variant) in variants.iter().enumerate() {
            if variants[..index]
                .iter()
                .any(|earlier| earlier.name == variant.name)
            {
                self.refuse(
                    &kept[index].at,
                    Code::BranchClash,
                    format!(
                        "this branch would be called {}, and so is an earlier one",
                        excerpt(&variant.name)
                    ),
                    "give the branches a `title`, or make them named schemas",
                );
            }
        }
    }

    /// Two lists, two texts, or two objects of the same keys: a value is read as the first that fits, which deserves a word.
    fn note_twins(&mut self, kept: &[Found<'a>]) {
        for (index, found) in kept.iter().enumerate() {
            let alike = |earlier: &&Found<'a>| {
                let (one, other) = (&earlier.branch, &found.branch);
                let are_lists = one.types == [JsonType::Array] && other.types == [JsonType::Array];
                let is_text = |branch: &Branch| {
                    branch.types == [JsonType::String] && branch.values.is_empty()
                };
                let are_texts = is_text(one) && is_text(other);
                let are_same = one.types == [JsonType::Object] && one == other && one.tag.is_none();
                are_lists || are_texts || are_same
            };
            if kept[..index].iter().any(|earlier| alike(&earlier)) {
                let message = "nothing tells a value of this branch from one of an earlier branch, as which it is read";
                self.note(&found.at, Code::TwinBranch, message);
            }
        }
    }
}

/// The values of an enum, once each.
fn owned(values: &[&str]) -> Vec<String> {
    unique(values).into_iter().map(str::to_owned).collect()
}

/// What the discriminator says of a branch: the keys of the mapping that lead to it, else its own name.
fn discriminated(discriminator: &Discriminator, of: Use<'_>) -> Vec<String> {
    let Use::Reference(reference) = of else {
        return Vec::new();
    };
    let name = reference.rsplit('/').next().unwrap_or(reference);
    let leads_here = |target: &str| target == reference || target == name;
    let mapped = discriminator
        .mapping
        .iter()
        .filter(|(_, target)| leads_here(target));
    let mapped: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
    if mapped.is_empty() {
        vec![name.to_owned()]
    } else {
        mapped
    }
}

/// Several branches that take any text are one: no value tells a date from a text that looks like one. Where none is
/// plain text, a moment that is read as a day would lose its time, so that both are read as text.
fn merge_texts(mut found: Vec<Found<'_>>) -> Vec<Found<'_>> {
    let is_text = |found: &Found<'_>| {
        found.branch.types == [JsonType::String] && found.branch.values.is_empty()
    };
    let is_plain =
        |found: &Found<'_>| matches!(shape(found.schema), Shape::Scalar(TypeRef::String));
    let is_time = |found: &Found<'_>| {
        matches!(
            shape(found.schema),
            Shape::Scalar(TypeRef::Date | TypeRef::Timestamp)
        )
    };
    let texts: Vec<usize> = (0..found.len()).filter(|at| is_text(&found[*at])).collect();
    let [first, _, ..] = texts.as_slice() else {
        return found;
    };
    if texts.iter().any(|at| is_plain(&found[*at])) {
        found.retain(|found| !is_text(found) || is_plain(found));
    } else if texts.iter().any(|at| is_time(&found[*at])) {
        found[*first].is_mixed_text = true;
        found.retain(|found| !is_text(found) || found.is_mixed_text);
    }
    found
}

/// By the JSON type alone where that is enough.
fn choice(branches: Vec<Branch>) -> Choice {
    let all = branches.iter().flat_map(|branch| &branch.types);
    let mut seen = BTreeSet::new();
    if all.into_iter().all(|json| seen.insert(*json)) {
        return Choice::JsonType(branches.into_iter().map(|branch| branch.types).collect());
    }
    Choice::Branches(branches)
}

/// What the document says of a branch, or of the schema it refers to; else what it is in plain words.
fn variant_docs(schema: &Schema, ty: &TypeRef) -> Docs {
    let said = docs::of_schema(schema);
    if said.summary.is_empty() && said.description.is_empty() {
        return Docs {
            summary: plain_words(ty).to_owned(),
            ..said
        };
    }
    said
}

fn plain_words(ty: &TypeRef) -> &'static str {
    match ty {
        TypeRef::Boolean => "True or false",
        TypeRef::Integer(_) => "A whole number",
        TypeRef::Number => "A number",
        TypeRef::String => "A text",
        TypeRef::Date => "A day",
        TypeRef::Timestamp => "A moment",
        TypeRef::List(_) => "A list",
        TypeRef::Map(_) => "An object with free keys",
        TypeRef::Any => "Any JSON",
        TypeRef::Named { .. } | TypeRef::Boxed(_) => "A value of this type",
    }
}
