//! The names of a union's variants: what the document calls a branch, else what tells it from the others.

use std::collections::{BTreeMap, BTreeSet};

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
        let best = found.iter().enumerate().map(|(index, branch)| {
            let mut names = self.said(branch);
            names.push(type_word(branch).to_owned());
            names.extend(self.told_apart(index, found));
            names.into_iter()
        });
        let mut best: Vec<std::vec::IntoIter<String>> = best.collect();
        let mut names: Vec<String> = best.iter_mut().filter_map(Iterator::next).collect();
        settle(&mut names, best);
        let more = (0..found.len()).map(|index| self.described(index, found).into_iter());
        settle(&mut names, more.collect());
        names
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
            [JsonType::Array] => Some(self.kind(Use::Inline(own.schema), &own.target, NESTING)),
            [JsonType::Integer] => matches!(self.shape(own.schema), Shape::IntegerEnum(_))
                .then(|| "IntegerEnum".to_owned()),
            [JsonType::Object] => own_key(index, found).map(|key| with_keys(&[key])),
            _ => None,
        }
    }

    /// What is known of an object beside others that have its keys too, the shortest first.
    fn described(&self, index: usize, found: &[Found<'a>]) -> Vec<String> {
        let own = &found[index];
        if own.branch.types != [JsonType::Object] {
            return Vec::new();
        }
        let mut names: Vec<String> = self.only_value(own).into_iter().collect();
        names.extend(self.key_of_own_kind(index, found));
        let (required, keys) = (&own.branch.required, &own.branch.keys);
        for (keys, most) in [(required, REQUIRED), (keys, KEYS)] {
            let keys: BTreeSet<&String> = keys.iter().collect();
            if (1..=most).contains(&keys.len()) {
                names.push(with_keys(&keys.into_iter().collect::<Vec<_>>()));
            }
        }
        names
    }

    /// The one value that a property of a branch can have; of several properties the first by the alphabet.
    fn only_value(&self, own: &Found<'a>) -> Option<String> {
        let values = own.properties.iter().filter_map(|property| {
            let (schema, _) = self.unwrapped(property.schema, &property.at)?;
            match self.shape(schema) {
                Shape::Enum(values) if values.len() == 1 => Some((property.wire, values[0])),
                _ => None,
            }
        });
        values.min().map(|(_, value)| naming::variant_name(value))
    }

    /// A key whose value is of another kind in each branch that has it, with its kind.
    fn key_of_own_kind(&self, index: usize, found: &[Found<'a>]) -> Option<String> {
        let kind = |of: &Found<'a>, key: &str| {
            let mut properties = of.properties.iter();
            let property = properties.find(|property| property.wire == key)?;
            Some(self.kind(property.schema, &property.at, NESTING))
        };
        let own = &found[index];
        let mut keys: Vec<&String> = own.branch.keys.iter().collect();
        keys.sort();
        keys.into_iter().find_map(|key| {
            let own = kind(own, key)?;
            let all = found.iter().filter_map(|of| kind(of, key));
            let is_own = all.filter(|kind| *kind == own).count() == 1;
            is_own.then(|| with_keys(&[key]) + &own)
        })
    }

    /// The kind of a value, in a few words: `ListOfString`.
    fn kind(&self, of: Use<'a>, at: &Pointer, depth: usize) -> String {
        let Some((schema, target)) = self.unwrapped(of, at) else {
            return word(&[]).to_owned();
        };
        if let Some(name) = super::schema::schema_name(&target) {
            return self.type_name(name);
        }
        match self.shape(schema) {
            Shape::Array(Some(items)) if depth > 0 => {
                format!(
                    "ListOf{}",
                    self.kind(items, &target.child("items"), depth - 1)
                )
            }
            _ => {
                let types = self.takes(Use::Inline(schema), &target).types;
                word(&types.into_iter().collect::<Vec<_>>()).to_owned()
            }
        }
    }
}

/// How deep lists are described.
const NESTING: usize = 3;

/// As many keys that must be there make a name at most.
const REQUIRED: usize = 4;

/// As many keys make a name at most.
const KEYS: usize = 6;

fn with_keys(keys: &[&String]) -> String {
    let words = keys.iter().map(|key| naming::rust_name(key, Style::Pascal));
    format!("ObjectWith{}", words.collect::<Vec<_>>().join("And"))
}

/// Gives names that several branches share up for their next best.
fn settle(names: &mut [String], mut best: Vec<std::vec::IntoIter<String>>) {
    loop {
        let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
        for name in &*names {
            *owners.entry(name).or_default() += 1;
        }
        let shared: Vec<bool> = names.iter().map(|name| owners[name.as_str()] > 1).collect();
        let mut is_settled = true;
        for (index, name) in names.iter_mut().enumerate() {
            if let Some(next) = shared[index].then(|| best[index].next()).flatten() {
                *name = next;
                is_settled = false;
            }
        }
        if is_settled {
            return;
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
