//! Checks the tree against the table: keys, kinds of values, words, required keys, extensions.

use std::collections::BTreeMap;

use super::nearest::{self, did_you_mean};
use super::problem::Problems;
use super::reference::Reference;
use super::table::{self, Extension, Key, Need, Object, Value};
use super::trail::Trail;
use super::tree::{Entry, Kind, Map, Node, Number, Place};
use crate::diagnostic::{Code, excerpt};

/// The walk through the tree, and what it gathers for the checks that come after it.
pub(super) struct Check<'d> {
    /// The document.
    pub(super) root: &'d Node,
    /// Every `$ref`.
    pub(super) references: Vec<Reference>,
    /// Every `operationId`, and the line where it is first.
    pub(super) operation_ids: BTreeMap<String, u32>,
    problems: &'d mut Problems,
}

/// Checks a document against the table and its rules; the references are returned for the next stage.
pub(super) fn check(root: &Node, problems: &mut Problems) -> Vec<Reference> {
    let mut check = Check {
        root,
        references: Vec::new(),
        operation_ids: BTreeMap::new(),
        problems,
    };
    check.value(root, &table::ROOT, &Trail::root(root.place));
    check.references
}

impl Check<'_> {
    /// Adds a problem of the value at the end of a trail.
    pub(super) fn report(
        &mut self,
        at: &Trail<'_>,
        code: Code,
        message: String,
        hint: impl Into<String>,
    ) {
        self.report_at(at.place, at, code, message, hint);
    }

    /// Adds a problem of a value that is shown at another place, such as the value behind its key.
    pub(super) fn report_at(
        &mut self,
        place: Place,
        at: &Trail<'_>,
        code: Code,
        message: String,
        hint: impl Into<String>,
    ) {
        self.problems
            .report(code, place, || at.pointer(), message, hint);
    }

    /// Adds a note about a construct, once for the whole document.
    pub(super) fn note(&mut self, at: &Trail<'_>, code: Code, message: String) {
        self.problems.note(code, at.place, || at.pointer(), message);
    }

    fn value(&mut self, node: &Node, expected: &'static Value, at: &Trail<'_>) {
        match (expected, &node.kind) {
            (_, Kind::Refused)
            | (Value::Free, _)
            | (Value::Text, Kind::Text(_))
            | (Value::Bool | Value::BoolOr(_), Kind::Bool(_))
            | (Value::Number, Kind::Number(_))
            | (Value::Count, Kind::Number(Number::Whole(_))) => {}
            (Value::Word(words), Kind::Text(text)) => self.word(text, words, node.place, at),
            (Value::List(inner), Kind::List(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(item, inner, &at.item(index, item));
                }
            }
            (Value::Map(inner), Kind::Map(map)) => self.entries(map, inner, at),
            (Value::Components(inner), Kind::Map(map)) => {
                self.component_names(map, at);
                self.entries(map, inner, at);
            }
            (Value::RefOr(object), Kind::Map(map)) if map.entry("$ref").is_some() => {
                self.reference(map, object, at);
            }
            (Value::Object(object) | Value::RefOr(object), Kind::Map(_)) => {
                self.object(node, object, at);
            }
            (Value::BoolOr(inner), Kind::Map(_)) => self.value(node, inner, at),
            _ => self.wrong_kind(node, expected, at),
        }
    }

    fn entries(&mut self, map: &Map, inner: &'static Value, at: &Trail<'_>) {
        for entry in map.entries() {
            self.value(&entry.value, inner, &at.entry(entry));
        }
    }

    fn component_names(&mut self, map: &Map, at: &Trail<'_>) {
        let is_name_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        for entry in map.entries() {
            if entry.key.is_empty() || !entry.key.chars().all(is_name_letter) {
                let message = format!("{} is no name for a component", excerpt(&entry.key));
                let hint = "use letters, digits, `.`, `-` and `_`";
                self.report(&at.entry(entry), Code::ComponentName, message, hint);
            }
        }
    }

    fn object(&mut self, node: &Node, object: &'static Object, at: &Trail<'_>) {
        let Some(map) = node.as_map() else { return };
        for entry in map.entries() {
            let child = at.entry(entry);
            if object.key(&entry.key).is_none() && object.extensible && entry.key.starts_with("x-")
            {
                self.extension(entry, object, &child);
            } else if let Some(expected) = object.value(&entry.key) {
                if object
                    .key(&entry.key)
                    .is_some_and(|key| key.need == Need::Unread)
                {
                    let message = unread(&entry.key);
                    self.note(&child, Code::NotGenerated, message);
                }
                self.value(&entry.value, expected, &child);
            } else {
                self.unknown_key(entry, object, at);
            }
        }
        let is_missing = |key: &&Key| key.need == Need::Required && map.get(key.name).is_none();
        for key in object.keys.iter().filter(is_missing) {
            let message = format!("{} must have `{}`", object.noun, key.name);
            self.report(
                at,
                Code::MissingKey,
                message,
                format!("add `{}`: {}", key.name, key.value.noun()),
            );
        }
        (object.rule)(self, map, at);
    }

    fn reference(&mut self, map: &Map, object: &'static Object, at: &Trail<'_>) {
        for entry in map.entries() {
            if entry.key != "$ref" {
                self.ref_sibling(entry, object, &at.entry(entry));
                continue;
            }
            match &entry.value.kind {
                Kind::Text(target) => self.references.push(Reference {
                    at: at.pointer(),
                    place: entry.value.place,
                    target: target.clone(),
                    object,
                }),
                _ => self.value(&entry.value, &Value::Text, &at.entry(entry)),
            }
        }
    }

    /// A reader of OpenAPI 3.0 ignores what stands beside a `$ref`. What is written for this generator alone is an error there:
    /// nobody would read it.
    fn ref_sibling(&mut self, entry: &Entry, object: &'static Object, at: &Trail<'_>) {
        let sibling = excerpt(&entry.key);
        let mut own = table::EXTENSIONS.iter();
        if !own.any(|extension| extension.name == entry.key) {
            let message = format!("{sibling} beside `$ref` is ignored, as OpenAPI 3.0 says");
            return self.note(at, Code::IgnoredSibling, message);
        }
        let hint = if object.is(&table::SCHEMA) {
            "remove it, or write it beside an `allOf` that has the reference as its only item"
        } else {
            "remove it, or write it where the reference leads"
        };
        let message = format!("{sibling} beside `$ref` would be read by nobody");
        self.report(at, Code::RefSibling, message, hint);
    }

    fn word(&mut self, text: &str, words: &[&str], place: Place, at: &Trail<'_>) {
        if words.contains(&text) {
            return;
        }
        let message = format!("{} is no value of {}", excerpt(text), subject(at));
        if (text, at.key()) == ("null", Some("type")) {
            let hint = "OpenAPI 3.1 has it; in 3.0 write `nullable: true` beside another type";
            return self.report_at(place, at, Code::TypeOf31, message, hint);
        }
        let hint = did_you_mean(text, words.iter().copied())
            .unwrap_or_else(|| format!("it is one of {}", list(words)));
        self.report_at(place, at, Code::UnknownWord, message, hint);
    }

    fn wrong_kind(&mut self, node: &Node, expected: &Value, at: &Trail<'_>) {
        let message = format!(
            "{} must be {}, not {}",
            subject(at),
            expected.noun(),
            noun(&node.kind, expected)
        );
        let place = if matches!(node.kind, Kind::List(_) | Kind::Map(_)) {
            at.place
        } else {
            node.place
        };
        let code = match (expected, &node.kind, at.key()) {
            (_, Kind::Null, _) => Code::NullValue,
            (Value::Word(_), Kind::List(_), Some("type")) => Code::TypeOf31,
            _ => Code::WrongKind,
        };
        self.report_at(place, at, code, message, kind_hint(node, expected, at));
    }

    fn unknown_key(&mut self, entry: &Entry, object: &'static Object, at: &Trail<'_>) {
        let (code, message, hint) = key_fault(&entry.key, object);
        self.report_at(entry.place, at, code, message, hint);
    }

    fn extension(&mut self, entry: &Entry, object: &'static Object, at: &Trail<'_>) {
        if let Some(known) = table::EXTENSIONS
            .iter()
            .find(|known| known.name == entry.key)
        {
            return self.known_extension(known, entry, object, at);
        }
        let letters = |known: &&Extension| nearest::letters(&entry.key, known.name);
        let near = table::EXTENSIONS
            .iter()
            .min_by_key(letters)
            .filter(|near| letters(near) <= nearest::LETTERS);
        if let Some(near) = near {
            let message = format!(
                "{} is too near to `{}` to be another extension",
                excerpt(&entry.key),
                near.name
            );
            self.report(
                at,
                Code::ExtensionMisspelt,
                message,
                format!("write `{}`, or a name that differs more", near.name),
            );
        }
    }

    fn known_extension(
        &mut self,
        known: &'static Extension,
        entry: &Entry,
        object: &'static Object,
        at: &Trail<'_>,
    ) {
        let is_property = || at.up().and_then(Trail::up).and_then(Trail::key) == Some("properties");
        if !known.on.iter().any(|on| on.is(object)) {
            let nouns: Vec<_> = known.on.iter().map(|on| on.noun).collect();
            let message = format!("`{}` means nothing in {}", known.name, object.noun);
            self.report(
                at,
                Code::ExtensionMisplaced,
                message,
                format!("it belongs in {}", nouns.join(" or ")),
            );
        } else if known.only_property && !is_property() {
            let message = format!(
                "`{}` means nothing in a schema that is no property",
                known.name
            );
            self.report(
                at,
                Code::ExtensionMisplaced,
                message,
                "write it in a schema under `properties`",
            );
        } else {
            self.value(&entry.value, known.value, at);
        }
    }
}

/// What is told of a key from which nothing is generated.
fn unread(key: &str) -> String {
    let why = match key {
        "xml" => ": a client writes and reads JSON",
        "example" | "examples" => {
            ": the docs of a parameter, a header or a schema tell examples, those of a body do not"
        }
        _ => "",
    };
    format!("`{key}` is read, but nothing is generated from it{why}")
}

/// A value as a message calls it.
pub(super) fn subject(at: &Trail<'_>) -> String {
    match (at.key(), at.up().and_then(Trail::key)) {
        (Some(key), _) => excerpt(key),
        (None, Some(list)) => format!("an item of {}", excerpt(list)),
        (None, None) => "the document".to_owned(),
    }
}

fn noun(kind: &Kind, expected: &Value) -> &'static str {
    match kind {
        Kind::Number(Number::Negative(_)) if matches!(expected, Value::Count) => {
            "a negative number"
        }
        Kind::Number(_) if matches!(expected, Value::Count) => "a number with a fraction",
        Kind::Null | Kind::Refused => "nothing",
        Kind::Bool(_) => "true or false",
        Kind::Number(_) => "a number",
        Kind::Text(_) => "a text",
        Kind::List(_) => "a list",
        Kind::Map(_) => "a map",
    }
}

fn kind_hint(node: &Node, expected: &Value, at: &Trail<'_>) -> &'static str {
    match (expected, &node.kind, at.key()) {
        (_, Kind::Null, _) => "give it a value, or remove it",
        (Value::Text, Kind::Bool(_) | Kind::Number(_), _) => "quote it",
        (Value::Bool | Value::Number | Value::Count, Kind::Text(_), _) => "remove the quotes",
        (Value::Word(_), Kind::List(_), Some("type")) => {
            "OpenAPI 3.1 has lists here; in 3.0 write one type, and `nullable: true` for `null`"
        }
        (Value::Bool, Kind::Number(_), Some("exclusiveMinimum" | "exclusiveMaximum")) => {
            "OpenAPI 3.1 has numbers here; in 3.0 write `true`, and the number as `minimum` or `maximum`"
        }
        (Value::List(_), Kind::Bool(_), Some("required")) => {
            "name the property in the `required` list of the schema around it"
        }
        (Value::RefOr(object), Kind::Bool(_), _) if object.is(&table::SCHEMA) => {
            "write `{}` for any value"
        }
        (Value::RefOr(object), Kind::List(_), Some("items")) if object.is(&table::SCHEMA) => {
            "write one schema; `oneOf` allows several"
        }
        (Value::List(_), _, _) => "write it as a list, even if it has one item",
        (Value::Text | Value::Word(_), _, _) => "write a single text",
        (Value::Bool, _, _) => "write `true` or `false`",
        (Value::Count, _, _) => "write a whole number from 0 up",
        (Value::Number, _, _) => "write a number",
        _ => "write it as a map: keys, each with a value",
    }
}

/// Which class of unknown key this is, and what to do about it.
fn key_fault(key: &str, object: &'static Object) -> (Code, String, String) {
    let (shown, noun) = (excerpt(key), object.noun);
    if key == "$ref" {
        let message = format!("a `$ref` stands for {noun}, which no reference may do");
        return (Code::RefNotAllowed, message, "write it out".to_owned());
    }
    if let Some(other) = &object.other {
        let message = format!("{shown} is {}", other.fault);
        return (other.code, message, other.hint.to_owned());
    }
    if object.key("schema").is_some() && table::SCHEMA.key(key).is_some() {
        let message = format!("{shown} is a key of a schema, not of {noun}");
        let hint = "move it into the `schema`".to_owned();
        return (Code::SchemaKeyOutside, message, hint);
    }
    let message = format!("unknown key {shown} in {noun}");
    if let Some((_, hint)) = table::FOREIGN.iter().find(|(name, _)| *name == key) {
        return (Code::ForeignKey, message, (*hint).to_owned());
    }
    let names: Vec<_> = object.keys.iter().map(|key| key.name).collect();
    let hint = did_you_mean(key, names.iter().copied())
        .unwrap_or_else(|| format!("the keys are {}", list(&names)));
    (Code::UnknownKey, message, hint)
}

fn list(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}
