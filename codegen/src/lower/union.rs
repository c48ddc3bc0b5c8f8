//! `oneOf` and `anyOf`: what is known of each branch, and whether that tells them apart.

use std::collections::BTreeSet;

use openapiv3::{Discriminator, ReferenceOr, Schema};

use super::record::Property;
use super::schema::{Shape, Use, shape};
use super::{Lowering, docs};
use crate::diagnostic::{Code, excerpt};
use crate::document::Pointer;
use crate::ir::{Branch, Choice, Docs, JsonType, Name, TypeRef, Union, Variant};
use crate::naming;

/// A branch on its way: what it is, where it stands, what tells it from the others.
struct Found<'a> {
    of: Use<'a>,
    schema: &'a Schema,
    at: Pointer,
    target: Pointer,
    /// The properties of an object.
    properties: Vec<Property<'a>>,
    branch: Branch,
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
        let mut variants: Vec<Variant> = Vec::new();
        let mut kept: Vec<Found<'a>> = Vec::new();
        for found in merge_texts(found) {
            let variant = self.variant(name, &found);
            // Two branches of one type, perhaps with other limits, are one variant.
            if !variants.iter().any(|earlier| earlier.ty == variant.ty) {
                variants.push(variant);
                kept.push(found);
            }
        }
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
            types: self.json_types(schema, &target, 0),
            ..Branch::default()
        };
        let mut properties = Vec::new();
        match shape(schema) {
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
                branch.values = values.iter().map(|value| (*value).to_owned()).collect();
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
        match shape(self.unwrapped(property.schema, &property.at)?.0) {
            Shape::Enum(values) => Some(values.iter().map(|value| (*value).to_owned()).collect()),
            _ => None,
        }
    }

    fn variant(&mut self, name: &Name, found: &Found<'a>) -> Variant {
        let variant = self.variant_name(found);
        let ty = self.type_of(found.of, &format!("{}{variant}", name.rust), &found.at);
        Variant {
            docs: variant_docs(found.schema, &ty),
            name: variant,
            ty,
        }
    }

    fn variant_name(&self, found: &Found<'a>) -> String {
        if let (Use::Reference(_), Some(name)) = (found.of, found.target.last()) {
            return self.type_name(name);
        }
        if let Some(title) = &found.schema.schema_data.title {
            return naming::variant_name(title);
        }
        if let Some((_, values)) = &found.branch.tag
            && let [only] = values.as_slice()
        {
            return naming::variant_name(only);
        }
        if let [only] = found.branch.values.as_slice() {
            return naming::variant_name(only);
        }
        let name = match found.branch.types.as_slice() {
            [JsonType::Boolean] => "Boolean",
            [JsonType::Integer] => "Integer",
            [JsonType::Integer, JsonType::Number] => "Number",
            [JsonType::String] if !found.branch.values.is_empty() => "Enum",
            [JsonType::String] => "String",
            [JsonType::Array] => "List",
            [JsonType::Object] => "Object",
            _ => "Any",
        };
        name.to_owned()
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

    /// Two lists, or two objects of the same keys: a value is read as the first that fits, which deserves a word.
    fn note_twins(&mut self, kept: &[Found<'a>]) {
        for (index, found) in kept.iter().enumerate() {
            let alike = |earlier: &&Found<'a>| {
                let (one, other) = (&earlier.branch, &found.branch);
                let are_lists = one.types == [JsonType::Array] && other.types == [JsonType::Array];
                let are_same = one.types == [JsonType::Object] && one == other && one.tag.is_none();
                are_lists || are_same
            };
            if kept[..index].iter().any(|earlier| alike(&earlier)) {
                let message = "nothing tells a value of this branch from one of an earlier branch, as which it is read";
                self.note(&found.at, Code::TwinBranch, message);
            }
        }
    }

    /// The JSON types that a schema takes.
    fn json_types(&self, schema: &'a Schema, at: &Pointer, depth: usize) -> Vec<JsonType> {
        match shape(schema) {
            Shape::Scalar(TypeRef::Boolean) => vec![JsonType::Boolean],
            Shape::Scalar(TypeRef::Integer(_)) | Shape::IntegerEnum(_) => vec![JsonType::Integer],
            Shape::Scalar(TypeRef::Number) => vec![JsonType::Integer, JsonType::Number],
            Shape::Scalar(_) | Shape::Enum(_) => vec![JsonType::String],
            Shape::Array(_) => vec![JsonType::Array],
            Shape::Object | Shape::Map(_) => vec![JsonType::Object],
            Shape::OneOf(branches, keyword) if depth < 10 => {
                let at = at.child(keyword);
                let inner = branches.iter().enumerate().filter_map(|(index, branch)| {
                    let (schema, target) = self.unwrapped(Use::from(branch), &at.item(index))?;
                    Some(self.json_types(schema, &target, depth + 1))
                });
                let types: BTreeSet<JsonType> = inner.flatten().collect();
                types.into_iter().collect()
            }
            Shape::Wrapper(..) | Shape::OneOf(..) | Shape::Free | Shape::Unsupported(_) => vec![
                JsonType::Boolean,
                JsonType::Integer,
                JsonType::Number,
                JsonType::String,
                JsonType::Array,
                JsonType::Object,
            ],
        }
    }
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

/// Several branches that take any text are one: no value tells a date from a text that looks like one.
fn merge_texts(found: Vec<Found<'_>>) -> Vec<Found<'_>> {
    let is_text = |found: &Found<'_>| {
        found.branch.types == [JsonType::String] && found.branch.values.is_empty()
    };
    let is_plain =
        |found: &Found<'_>| matches!(shape(found.schema), Shape::Scalar(TypeRef::String));
    let texts = found.iter().filter(|found| is_text(found)).count();
    if texts < 2 || !found.iter().any(is_plain) {
        return found;
    }
    found
        .into_iter()
        .filter(|found| !is_text(found) || is_plain(found))
        .collect()
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
