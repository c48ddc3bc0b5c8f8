//! `oneOf`: told apart by the JSON type, or by the keys of an object.

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema};

use super::schema::{Shape, Use, shape};
use super::{Lowering, docs};
use crate::diagnostic::Code;
use crate::document::Pointer;
use crate::ir::{Choice, Docs, JsonType, Name, TypeRef, Union, Variant};
use crate::naming;

impl<'a> Lowering<'a> {
    /// The union of several schemas.
    pub(super) fn union(
        &mut self,
        name: &Name,
        branches: &'a [ReferenceOr<Schema>],
        at: &Pointer,
    ) -> Union {
        if self.document.node(&at.child("discriminator")).is_some() {
            self.unsupported("a discriminator", &at.child("discriminator"));
        }
        let mut variants = Vec::new();
        let mut types = Vec::new();
        let mut keys = Vec::new();
        for (index, branch) in branches.iter().enumerate() {
            let at = at.child("oneOf").child(index.to_string());
            let of = Use::from(branch);
            let Some((schema, target)) = self.unwrapped(of, &at) else {
                continue;
            };
            types.push(json_types(schema));
            keys.push(self.keys(schema, &target));
            let variant = self.variant_name(schema, of, &target);
            let ty = self.type_of(of, &format!("{}{variant}", name.rust), &at);
            variants.push(Variant {
                docs: variant_docs(schema, &ty),
                name: variant,
                ty,
            });
        }
        self.report_twin_branches(&variants, at);
        let choice = self.choice(types, keys, at);
        Union { variants, choice }
    }

    fn choice(
        &mut self,
        types: Vec<Vec<JsonType>>,
        keys: Vec<Vec<String>>,
        at: &Pointer,
    ) -> Choice {
        let all: Vec<JsonType> = types.iter().flatten().copied().collect();
        let distinct: BTreeSet<JsonType> = all.iter().copied().collect();
        if all.len() == distinct.len() {
            return Choice::JsonType(types);
        }
        let are_objects = types.iter().all(|types| *types == [JsonType::Object]);
        let mut seen = BTreeSet::new();
        let each_has_its_own = keys
            .iter()
            .all(|keys| keys.iter().filter(|key| seen.insert(key.as_str())).count() > 0);
        if !are_objects || !each_has_its_own {
            self.unsupported(
                "a `oneOf` whose branches differ neither in their JSON type nor in their keys",
                at,
            );
        }
        Choice::Keys(keys)
    }

    /// Two branches of one name: nothing in the document tells them apart for a reader.
    fn report_twin_branches(&mut self, variants: &[Variant], at: &Pointer) {
        for (index, variant) in variants.iter().enumerate() {
            if variants[..index]
                .iter()
                .any(|earlier| earlier.name == variant.name)
            {
                self.refuse(
                    &at.child("oneOf").item(index),
                    Code::NameClash,
                    format!(
                        "this branch would be called `{}`, and so is an earlier one",
                        variant.name
                    ),
                    "give the branches a `title`, or make them named schemas",
                );
            }
        }
    }

    fn variant_name(&self, schema: &Schema, of: Use<'_>, target: &Pointer) -> String {
        if let (Use::Reference(_), Some(name)) = (of, target.last()) {
            return self.type_name(name);
        }
        if let Some(title) = &schema.schema_data.title {
            return naming::variant_name(title);
        }
        let name = match json_types(schema).as_slice() {
            [JsonType::Boolean] => "Boolean",
            [JsonType::Integer] => "Integer",
            [JsonType::Integer, JsonType::Number] => "Number",
            [JsonType::String] => "String",
            [JsonType::Array] => "List",
            _ => "Object",
        };
        name.to_owned()
    }

    /// The keys of an object, none for anything else.
    fn keys(&mut self, schema: &'a Schema, at: &Pointer) -> Vec<String> {
        if !matches!(shape(schema), Shape::Object) {
            return Vec::new();
        }
        let (models, problems) = (self.models.len(), self.problems.len());
        let record = self.record(&same("Branch"), schema, at);
        self.models.truncate(models);
        self.problems.truncate(problems);
        record
            .fields
            .into_iter()
            .map(|field| field.name.wire)
            .collect()
    }
}

/// What the document says of a branch, or of the schema it refers to; else what it is in plain words.
fn variant_docs(schema: &Schema, ty: &TypeRef) -> Docs {
    let said = docs::of_schema(schema);
    if said == Docs::default() {
        return Docs {
            summary: plain_words(ty).to_owned(),
            ..said
        };
    }
    said
}

fn same(rust: &str) -> Name {
    Name {
        wire: rust.to_owned(),
        rust: rust.to_owned(),
    }
}

fn json_types(schema: &Schema) -> Vec<JsonType> {
    match shape(schema) {
        Shape::Scalar(TypeRef::Boolean) => vec![JsonType::Boolean],
        Shape::Scalar(TypeRef::Integer(_)) => vec![JsonType::Integer],
        Shape::Scalar(TypeRef::Number) => vec![JsonType::Integer, JsonType::Number],
        Shape::Scalar(_) | Shape::Enum(_) => vec![JsonType::String],
        Shape::Array(_) => vec![JsonType::Array],
        Shape::Object | Shape::Map(_) => vec![JsonType::Object],
        Shape::Wrapper(_) | Shape::OneOf(_) | Shape::Free | Shape::Unsupported(_) => Vec::new(),
    }
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
        TypeRef::Named { .. } | TypeRef::Boxed(_) => "A record",
    }
}
