//! The names of a union's variants: what the document calls a branch, else what tells it from the others.

use std::collections::BTreeMap;

use openapiv3::{Schema, SchemaKind, Type, VariantOrUnknownOrEmpty};

use super::Lowering;
use super::shape::{Shape, Use};
use super::union::Found;
use crate::document::Pointer;
use crate::ir::JsonType;
use crate::naming::{self, Style};

impl<'a> Lowering<'a> {
    /// A name for each branch. Branches that would share one all take their next best, so that their order says nothing.
    pub(super) fn variant_names(&self, found: &[Found<'a>]) -> Vec<String> {
        let mut best: Vec<std::vec::IntoIter<String>> = Vec::new();
        for (index, branch) in found.iter().enumerate() {
            let mut names = self.said(branch);
            names.push(type_word(branch).to_owned());
            names.extend(self.told_apart(index, found));
            best.push(names.into_iter());
        }
        let mut names: Vec<String> = best.iter_mut().filter_map(Iterator::next).collect();
        loop {
            let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
            for name in &names {
                *owners.entry(name).or_default() += 1;
            }
            let shared = |name: &String| owners[name.as_str()] > 1;
            let next: Vec<Option<String>> = names
                .iter()
                .zip(&mut best)
                .map(|(name, best)| if shared(name) { best.next() } else { None })
                .collect();
            if next.iter().all(Option::is_none) {
                return names;
            }
            for (name, next) in names.iter_mut().zip(next) {
                *name = next.unwrap_or_else(|| std::mem::take(name));
            }
        }
    }

    /// What the document calls a branch, the best first.
    fn said(&self, found: &Found<'a>) -> Vec<String> {
        if found.is_mixed_text {
            return Vec::new();
        }
        if let (Use::Reference(_), Some(name)) = (found.of, found.target.last()) {
            return vec![self.type_name(name)];
        }
        let mut names = Vec::new();
        let title = self.title(found.of, &found.at);
        names.extend(title.map(naming::variant_name));
        let tag = found.branch.tag.as_ref().map(|(_, values)| values);
        for values in tag.into_iter().chain([&found.branch.values]) {
            if let [only] = values.as_slice() {
                names.push(naming::variant_name(only));
            }
        }
        if let Some(name) = super::schema::schema_name(&found.target) {
            names.push(self.type_name(name));
        }
        names
    }

    /// The title of a schema, or of the first that has one among those it wraps.
    fn title(&self, of: Use<'a>, at: &Pointer) -> Option<&'a str> {
        let (mut of, mut at) = (of, at.clone());
        for _ in 0..crate::limit::SCHEMAS {
            let (schema, target) = self.target(of, &at)?;
            if let Some(title) = &schema.schema_data.title {
                return Some(title);
            }
            let Shape::Wrapper(inner, keyword, index) = self.shape(schema) else {
                return None;
            };
            (of, at) = (inner, target.child(keyword).item(index));
        }
        None
    }

    /// What a branch has and the others have not.
    fn told_apart(&self, index: usize, found: &[Found<'a>]) -> Option<String> {
        let own = &found[index];
        match own.branch.types.as_slice() {
            [JsonType::String] => format_of(own.schema).map(naming::variant_name),
            [JsonType::Array] => {
                let Shape::Array(Some(items)) = self.shape(own.schema) else {
                    return None;
                };
                let at = own.target.child("items");
                let (_, target) = self.unwrapped(items, &at)?;
                let named = super::schema::schema_name(&target).map(|name| self.type_name(name));
                let types: Vec<JsonType> = self.takes(items, &at).types.into_iter().collect();
                let word = named.unwrap_or_else(|| word(&types).to_owned());
                Some(format!("ListOf{word}"))
            }
            [JsonType::Integer] => matches!(self.shape(own.schema), Shape::IntegerEnum(_))
                .then(|| "IntegerEnum".to_owned()),
            [JsonType::Object] => own_key(index, found)
                .map(|key| format!("ObjectWith{}", naming::rust_name(key, Style::Pascal))),
            _ => None,
        }
    }
}

/// A key that no other branch has, if possible one that must be there; of several the first by the alphabet.
fn own_key<'f>(index: usize, found: &'f [Found<'_>]) -> Option<&'f String> {
    let is_own = |key: &&String| {
        let mut others = found.iter().enumerate().filter(|(at, _)| *at != index);
        others.all(|(_, other)| !other.branch.keys.contains(key))
    };
    let branch = &found[index].branch;
    let required = branch.required.iter().filter(is_own).min();
    required.or_else(|| branch.keys.iter().filter(is_own).min())
}

/// The JSON type of a branch, in a word.
fn type_word(found: &Found<'_>) -> &'static str {
    if found.branch.types == [JsonType::String] && !found.branch.values.is_empty() {
        return "Enum";
    }
    word(&found.branch.types)
}

fn word(types: &[JsonType]) -> &'static str {
    match types {
        [JsonType::Boolean] => "Boolean",
        [JsonType::Integer] => "Integer",
        [JsonType::Integer, JsonType::Number] => "Number",
        [JsonType::String] => "String",
        [JsonType::Array] => "List",
        [JsonType::Object] => "Object",
        _ => "Any",
    }
}

/// The format of a text, as the document spells it.
fn format_of(schema: &Schema) -> Option<&str> {
    use openapiv3::StringFormat;
    let SchemaKind::Type(Type::String(text)) = &schema.schema_kind else {
        return None;
    };
    match &text.format {
        VariantOrUnknownOrEmpty::Item(StringFormat::Date) => Some("date"),
        VariantOrUnknownOrEmpty::Item(StringFormat::DateTime) => Some("date-time"),
        VariantOrUnknownOrEmpty::Item(StringFormat::Password) => Some("password"),
        VariantOrUnknownOrEmpty::Item(StringFormat::Byte) => Some("byte"),
        VariantOrUnknownOrEmpty::Item(StringFormat::Binary) => Some("binary"),
        VariantOrUnknownOrEmpty::Unknown(format) => Some(format),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}
