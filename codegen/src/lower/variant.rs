//! The names of a union's variants: what the document calls a branch, else what tells it from the others.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{Schema, SchemaKind, Type, VariantOrUnknownOrEmpty};

use super::Lowering;
use super::parts::Property;
use super::shape::{Shape, Use, unique};
use super::union::Found;
use crate::document::Pointer;
use crate::ir::JsonType;
use crate::naming::{self, Style};

impl<'a> Lowering<'a> {
    /// A name for each branch. Branches that would share one all take their next best, so that their order says nothing.
    pub(super) fn variant_names(&self, found: &[Found<'a>]) -> Vec<String> {
        let owners = owners(found.iter().flat_map(|found| &found.branch.keys));
        let best = found.iter().map(|branch| {
            let mut names = self.said(branch);
            names.push(type_word(branch).to_owned());
            names.extend(self.told_apart(branch, &owners));
            names.into_iter()
        });
        let mut best: Vec<std::vec::IntoIter<String>> = best.collect();
        let mut names: Vec<String> = best.iter_mut().filter_map(Iterator::next).collect();
        settle(&mut names, best);
        if shared(&names).contains(&true) {
            let described = self.described(found);
            settle(&mut names, described);
        }
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
    fn told_apart(&self, own: &Found<'a>, owners: &BTreeMap<&String, usize>) -> Option<String> {
        match own.branch.types.as_slice() {
            [JsonType::String] => format_of(own.schema).map(naming::variant_name),
            [JsonType::Array] => Some(self.kind(Use::Inline(own.schema), &own.target, NESTING)),
            [JsonType::Integer] => matches!(self.shape(own.schema), Shape::IntegerEnum(_))
                .then(|| "IntegerEnum".to_owned()),
            [JsonType::Object] => own_key(own, owners).map(|key| with_keys(&[key])),
            _ => None,
        }
    }

    /// What is known of each object beside others that have its keys too, the shortest first.
    fn described(&self, found: &[Found<'a>]) -> Vec<std::vec::IntoIter<String>> {
        let kinds: Vec<_> = found.iter().map(|found| self.kinds(found)).collect();
        let kind_owners = owners(kinds.iter().flatten());
        let described = found.iter().zip(&kinds).map(|(own, kinds)| {
            let mut names = Vec::new();
            if own.branch.types == [JsonType::Object] {
                names.extend(self.only_value(own));
                // A key whose value is of another kind in each branch that has it.
                let mut kinds = kinds.iter();
                let own_kind = kinds.find(|kind| kind_owners[kind] == 1);
                names.extend(own_kind.map(|(key, kind)| with_keys(&[key]) + kind));
                names.extend(all_keys(own));
            }
            names.into_iter()
        });
        described.collect()
    }

    /// The one value that a property of a branch can have; of several properties the first by the alphabet.
    fn only_value(&self, own: &Found<'a>) -> Option<String> {
        let values = own.properties.iter().filter_map(|property| {
            let (schema, _) = self.unwrapped(property.schema, &property.at)?;
            let Shape::Enum(values) = self.shape(schema) else {
                return None;
            };
            match unique(&values).as_slice() {
                [only] => Some((property.wire, *only)),
                _ => None,
            }
        });
        values.min().map(|(_, value)| naming::variant_name(value))
    }

    /// The keys of a branch with the kinds of their values, by the alphabet.
    fn kinds(&self, found: &Found<'a>) -> BTreeSet<(&'a str, String)> {
        let properties = found.properties.iter();
        let kind = |property: &Property<'a>| self.kind(property.schema, &property.at, NESTING);
        properties.map(|of| (of.wire, kind(of))).collect()
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

/// The keys that must be there, and all keys, where they are few.
fn all_keys(found: &Found<'_>) -> impl Iterator<Item = String> {
    let (required, keys) = (&found.branch.required, &found.branch.keys);
    let all = [(required, REQUIRED), (keys, KEYS)].into_iter();
    all.filter_map(|(keys, most)| {
        let keys: BTreeSet<&str> = keys.iter().map(String::as_str).collect();
        let keys: Vec<&str> = keys.into_iter().collect();
        (1..=most).contains(&keys.len()).then(|| with_keys(&keys))
    })
}

fn with_keys(keys: &[&str]) -> String {
    let words = keys.iter().map(|key| naming::rust_name(key, Style::Pascal));
    format!("ObjectWith{}", words.collect::<Vec<_>>().join("And"))
}

/// Gives names that several branches share up for their next best.
fn settle(names: &mut [String], mut best: Vec<std::vec::IntoIter<String>>) {
    loop {
        let mut is_settled = true;
        for (index, is_shared) in shared(names).into_iter().enumerate() {
            if let Some(next) = is_shared.then(|| best[index].next()).flatten() {
                names[index] = next;
                is_settled = false;
            }
        }
        if is_settled {
            return;
        }
    }
}

/// For each name, whether another branch has it too.
fn shared(names: &[String]) -> Vec<bool> {
    let owners = owners(names);
    names.iter().map(|name| owners[name] > 1).collect()
}

/// How often each thing is there.
fn owners<T: Ord>(things: impl IntoIterator<Item = T>) -> BTreeMap<T, usize> {
    let mut owners = BTreeMap::new();
    for thing in things {
        *owners.entry(thing).or_default() += 1;
    }
    owners
}

/// A key that no other branch has, if possible one that must be there; of several the first by the alphabet.
fn own_key<'f>(own: &'f Found<'_>, owners: &BTreeMap<&String, usize>) -> Option<&'f String> {
    let is_own = |key: &&String| owners.get(key) == Some(&1);
    let required = own.branch.required.iter().filter(is_own).min();
    required.or_else(|| own.branch.keys.iter().filter(is_own).min())
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
