//! Any documents: the table itself, turned into random text that it allows.

use std::fmt::Write as _;

use super::super::table::{EXTENSIONS, Key, Need, Object, ROOT, Value};

/// Numbers that are the same in every run (xorshift).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below a bound.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn pick<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }
}

/// Where references to each object lead, and a component of the kind that every random document has.
const HOMES: &[(&str, &str, &str)] = &[
    ("a schema", "schemas", r#"{"type": "string"}"#),
    ("a response", "responses", r#"{"description": "d"}"#),
    (
        "a parameter",
        "parameters",
        r#"{"name": "base", "in": "query", "schema": {}}"#,
    ),
    ("an example", "examples", r#"{"value": null}"#),
    (
        "a request body",
        "requestBodies",
        r#"{"content": {"a/b": {}}}"#,
    ),
    ("a header", "headers", r#"{"schema": {}}"#),
    (
        "a security scheme",
        "securitySchemes",
        r#"{"type": "http", "scheme": "bearer"}"#,
    ),
    ("a link", "links", r#"{"operationId": "a"}"#),
    ("a callback", "callbacks", "{}"),
];

/// Keys of which the second is left out where the first is there.
const EXCLUSIVE: &[(&str, &str)] = &[
    ("schema", "content"),
    ("example", "examples"),
    ("value", "externalValue"),
    ("operationRef", "operationId"),
    ("readOnly", "writeOnly"),
    ("default", "enum"),
];

/// Keys that are written wherever they may be: what a rule or a reference asks for.
const ALWAYS: &[&str] = &["components", "items", "operationId", "schema"];

/// Values that the table says nothing about.
pub(super) const FREE: &[&str] = &[
    "null",
    "true",
    "-1",
    "0",
    "1.5",
    "18446744073709551615",
    r#""text""#,
    "[]",
    "{}",
    r#"[null, {"$ref": 1, "type": []}]"#,
    r#"{"$ref": "nowhere", "b": {"c": [1, 2]}, "x-name": 3}"#,
];

/// Writes JSON that the table allows; what the rules forbid is mostly avoided.
pub(super) struct Writer {
    pub(super) random: Random,
    json: String,
    texts: usize,
}

/// A random document, as JSON.
pub(super) fn document(seed: u64) -> String {
    let mut writer = Writer {
        random: Random::new(seed),
        json: String::new(),
        texts: 0,
    };
    writer.value("", &ROOT, 0);
    writer.json
}

impl Writer {
    fn value(&mut self, key: &str, value: &'static Value, depth: usize) {
        match value {
            _ if key == "openapi" => self.push(r#""3.0.3""#),
            Value::Components(inner) => self.components(key, inner, depth),
            _ if key == "mapping" => {
                self.push(r##"{"a": "Base", "b": "#/components/schemas/Base"}"##);
            }
            Value::Text => self.text(),
            Value::Bool => self.one_of(&["true", "false"]),
            Value::Count | Value::Number if key.starts_with("min") => self.one_of(&["0", "1"]),
            Value::Count => self.one_of(&["7", "18446744073709551615"]),
            Value::Number => self.one_of(&["7", "7.5", "900719925474099267"]),
            Value::Free => self.one_of(FREE),
            Value::Word(words) => self.word(key, words),
            Value::List(inner) => self.list(inner, depth),
            Value::Map(inner) => self.map(key, inner, depth),
            Value::BoolOr(_) if self.random.below(2) == 0 => self.one_of(&["true", "false"]),
            Value::BoolOr(inner) => self.value("", inner, depth),
            Value::RefOr(object) => self.reference_or(object, depth),
            Value::Object(object) => self.object(object, depth),
        }
    }

    fn push(&mut self, json: &str) {
        self.json.push_str(json);
    }

    fn one_of(&mut self, values: &[&str]) {
        let value = self.random.pick(values);
        self.push(value);
    }

    /// No text is there twice, so that names and identifiers differ.
    fn text(&mut self) {
        self.texts += 1;
        write!(self.json, "\"t{}\"", self.texts).unwrap();
    }

    fn word(&mut self, key: &str, words: &[&str]) {
        // Other places and styles have rules of their own.
        let fixed = match key {
            "in" => "query",
            "style" if words.contains(&"form") => "form",
            _ => self.random.pick(words),
        };
        write!(self.json, "\"{fixed}\"").unwrap();
    }

    fn list(&mut self, inner: &'static Value, depth: usize) {
        self.push("[");
        for index in 0..=self.random.below(2) {
            self.push(if index > 0 { ", " } else { "" });
            self.value("", inner, depth + 1);
        }
        self.push("]");
    }

    fn map(&mut self, key: &str, inner: &'static Value, depth: usize) {
        let count = if key == "content" {
            1
        } else {
            self.random.below(3)
        };
        self.push("{");
        for index in 0..count {
            write!(
                self.json,
                "{}\"k/{index}\": ",
                if index > 0 { ", " } else { "" }
            )
            .unwrap();
            self.value("", inner, depth + 1);
        }
        self.push("}");
    }

    fn components(&mut self, home: &str, inner: &'static Value, depth: usize) {
        let base = HOMES.iter().find(|(_, known, _)| *known == home).unwrap().2;
        write!(self.json, "{{\"Base\": {base}, \"Other\": ").unwrap();
        self.value("", inner, depth);
        self.push("}");
    }

    fn reference_or(&mut self, object: &'static Object, depth: usize) {
        match HOMES.iter().find(|(noun, ..)| *noun == object.noun) {
            Some((_, home, _))
                if depth > 8 || self.random.below(4) == 0 || *home == "securitySchemes" =>
            {
                write!(self.json, "{{\"$ref\": \"#/components/{home}/Base\"}}").unwrap();
            }
            _ => self.object(object, depth),
        }
    }

    fn object(&mut self, object: &'static Object, depth: usize) {
        self.push("{");
        let mut written = Vec::new();
        let is_home = object.noun == "the components object";
        for key in object.keys {
            let excluded = EXCLUSIVE
                .iter()
                .any(|(first, second)| *second == key.name && written.contains(first));
            if !excluded && (is_home || ALWAYS.contains(&key.name) || self.wants(key, depth)) {
                self.key(&mut written, key.name, key.value, depth);
            }
        }
        if let Some(other) = &object.other {
            let names: &[&str] = if (other.accepts)("Base") {
                &["Base"]
            } else {
                &["/a/b", "200", "4XX"]
            };
            for name in names.iter().filter(|name| (other.accepts)(name)) {
                self.key(&mut written, name, other.value, depth);
            }
        }
        for known in EXTENSIONS.iter().filter(|known| !known.only_property) {
            if self.random.below(9) == 0 && known.on.iter().any(|on| on.is(object)) {
                self.key(&mut written, known.name, known.value, depth);
            }
        }
        if object.extensible && self.random.below(5) == 0 {
            self.key(&mut written, "x-anything", &Value::Free, depth);
        }
        self.push("}");
    }

    fn wants(&mut self, key: &Key, depth: usize) -> bool {
        key.need == Need::Required || depth < 8 && self.random.below(3 + depth) == 0
    }

    fn key(
        &mut self,
        written: &mut Vec<&'static str>,
        name: &'static str,
        value: &'static Value,
        depth: usize,
    ) {
        write!(
            self.json,
            "{}\"{name}\": ",
            if written.is_empty() { "" } else { ", " }
        )
        .unwrap();
        written.push(name);
        self.value(name, value, depth + 1);
    }
}
