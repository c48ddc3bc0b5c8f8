//! What the loader accepts, and what it then knows.

use openapiv3::{ReferenceOr, SchemaKind, Type};

use super::super::problem::Problems;
use super::super::{Document, Kind, Node, Number, Pointer, json, reading, scalar, yaml};
use super::{any, problems, with_head};
use crate::diagnostic::{Code, Severity};

fn load(text: &str) -> Document {
    Document::load("a.yaml", text).unwrap_or_else(|problems| panic!("{}", problems[0]))
}

fn pointer(text: &str) -> Pointer {
    Pointer::parse(text).unwrap()
}

/// The table allows no document that `openapiv3` refuses, and two readers see the same document.
#[test]
fn the_typed_form_takes_what_the_table_allows() {
    let mut accepted = 0;
    for seed in 1..=300 {
        let json = any::document(seed);
        let found = problems(&json);
        assert!(
            found.iter().all(|p| p.code != Code::TableDefect),
            "{found:?}\n{json}"
        );
        accepted += usize::from(found.iter().all(|p| p.severity == Severity::Note));
        // As YAML, too: behind another key, so that it is not taken for JSON.
        let yaml = format!("x-first: 1\n? \"x-rest\"\n: {json}\n");
        assert!(readers_agree(&yaml), "{yaml}");
    }
    assert!(accepted > 200, "only {accepted} documents were accepted");
}

fn readers_agree(yaml: &str) -> bool {
    let mut problems = Problems::new("a.yaml");
    let Some(tree) = yaml::read(yaml, &mut problems) else {
        return false;
    };
    reading::check(yaml, &tree, &mut problems);
    !problems.has_errors()
}

/// Every short plain scalar is either refused or read alike by both readers.
#[test]
fn readers_agree_on_plain_scalars() {
    let letters = [
        "", "0", "1", "7", "-", "+", ".", "_", ":", "e", "E", "x", "o", "b", "f", "T", "~", "n",
        "y", "/",
    ];
    let words = [
        "null", "nULL", "NULL", "true", "tRUE", "FALSE", "nan", "inf", "-inf", "Infinity",
    ];
    let mut accepted: String = words.iter().flat_map(|word| ["- ", word, "\n"]).collect();
    for index in 0..letters.len().pow(4) {
        let letter = |place: u32| letters[index / letters.len().pow(place) % letters.len()];
        let text = [letter(0), letter(1), letter(2), letter(3)].concat();
        if scalar::plain(&text).is_ok() && is_plain(&text) {
            accepted.extend(["- ", &text, "\n"]);
        }
    }
    assert!(readers_agree(&accepted));
}

/// Whether a text is one plain scalar, whatever it stands for.
fn is_plain(text: &str) -> bool {
    !text.ends_with(':') && !text.starts_with(':') && text != "-" && !text.contains(": ")
}

#[test]
fn json_is_read_as_other_readers_do() {
    let texts = [
        " [ ] ",
        "{\"a\":\t{\"b\" :[1 ,-1, 2.5e3,1E2,0.1,1e-2, 18446744073709551616,-9223372036854775808]}}",
        r#"["\u00e4\ud83d\ude00\"\\\/\b\f\n\r\t\u0000", "\u007f", "ä😀"]"#,
        "[\"a\u{2028}b\u{85}c\u{7f}\", null, true, false]",
        "{\"a\"\n:\n1,\r\n\"b\":[[],{},[[]]]}",
    ];
    let documents: Vec<_> = (1..=100).map(any::document).collect();
    for text in texts
        .into_iter()
        .chain(documents.iter().map(String::as_str))
    {
        let mut problems = Problems::new("a.json");
        let tree = json::read(text, &mut problems).unwrap();
        assert_eq!(
            to_json(&tree),
            serde_json::from_str::<serde_json::Value>(text).unwrap()
        );
    }
    for text in [
        "[1,]",
        "[01]",
        "{\"a\" 1}",
        "[1 2]",
        "[}",
        "\"",
        "[\"\\x\"]",
        "[\"\\u12\"]",
        "[\"\\ud800\\u0020\"]",
        "[1e999]",
        "nul",
        "[.5]",
        "[+1]",
        "{} {}",
        "[\"\t\"]",
        "",
    ] {
        assert!(
            json::read(text, &mut Problems::new("a.json")).is_none(),
            "{text}"
        );
        assert!(
            serde_json::from_str::<serde_json::Value>(text).is_err(),
            "{text}"
        );
    }
}

fn to_json(node: &Node) -> serde_json::Value {
    match &node.kind {
        Kind::Null | Kind::Refused => serde_json::Value::Null,
        Kind::Bool(value) => (*value).into(),
        Kind::Number(Number::Whole(value)) => (*value).into(),
        Kind::Number(Number::Negative(value)) => (*value).into(),
        Kind::Number(Number::Float(value)) => (*value).into(),
        Kind::Text(text) => text.as_str().into(),
        Kind::List(items) => items.iter().map(to_json).collect(),
        Kind::Map(map) => map
            .entries()
            .iter()
            .map(|entry| (entry.key.clone(), to_json(&entry.value)))
            .collect(),
    }
}

#[test]
fn marks_and_line_ends_of_other_systems_are_fine() {
    let text = with_head("tags:\n- name: a\n").replace('\n', "\r\n");
    let document = load(&format!("\u{feff}{text}"));
    assert_eq!(document.api().tags[0].name, "a");
    assert_eq!(document.place(&pointer("#/tags/0/name")).line, 4);
}

#[test]
fn pointers_print_as_they_are_read() {
    for text in ["#", "#/a", "#/paths/~1a~1{b}/get", "#/~0~01/", "#/a b/ä/0"] {
        assert_eq!(pointer(text).to_string(), text);
    }
    assert_eq!(pointer("#/a%20b%2Fc").segments(), ["a b", "c"]);
    assert_eq!(pointer("#/a/b").parent(), Some(pointer("#/a")));
    for text in [
        "", "a", "/a", "#a", "#/~", "#/~2", "#/%", "#/%4", "#/%+1", "#/%ff",
    ] {
        assert_eq!(Pointer::parse(text), None, "{text}");
    }
}

const REFERENCES: &str = r##"paths:
  /a:
    get:
      parameters: [{name: q, in: query, schema: {type: array, items: {type: integer}}}]
      responses:
        200: {description: d, content: {a/b: {schema: {properties: {x/y: {allOf: [{type: string}]}}}}}}
components:
  schemas:
    A: {$ref: "#/components/schemas/B"}
    B: {$ref: "#/paths/~1a/get/responses/200/content/a~1b/schema/properties/x~1y/allOf/0"}
    C: {$ref: "#/paths/~1a/get/parameters/0/schema/items"}
    D: {type: object, additionalProperties: {oneOf: [{}, {not: {anyOf: [{type: boolean}]}}]}}
    E: {$ref: "#/components/schemas/D/additionalProperties/oneOf/1/not/anyOf/0"}
  responses:
    R: {$ref: "#/paths/~1a/get/responses/200"}
"##;

#[test]
fn references_lead_anywhere() {
    let document = load(&with_head(REFERENCES));
    let components = document.api().components.as_ref().unwrap();
    let kind = |name: &str| {
        let at = pointer("#/components/schemas").child(name);
        let resolved = document
            .resolve_schema(&components.schemas[name], &at)
            .unwrap();
        let SchemaKind::Type(kind) = &resolved.item.schema_kind else {
            panic!("{:?}", resolved.item)
        };
        (kind.clone(), resolved.at.to_string())
    };
    assert!(matches!(kind("A").0, Type::String(_)));
    assert_eq!(
        kind("A").1,
        "#/paths/~1a/get/responses/200/content/a~1b/schema/properties/x~1y/allOf/0"
    );
    assert!(matches!(kind("C").0, Type::Integer(_)));
    assert!(matches!(kind("D").0, Type::Object(_)));
    assert!(matches!(kind("E").0, Type::Boolean(_)));
    let response = document
        .resolve_response(&components.responses["R"], &Pointer::root())
        .unwrap();
    assert_eq!(
        (response.item.description.as_str(), response.at.last()),
        ("d", Some("200"))
    );
}

#[test]
fn what_is_not_read_cannot_be_referred_to() {
    let document = load(&with_head("x-a: {}\n"));
    let reference = ReferenceOr::<openapiv3::Schema>::ref_("#/x-a");
    let problem = document
        .resolve_schema(&reference, &pointer("#/x-a/none"))
        .unwrap_err();
    assert_eq!(
        (problem.code, problem.line, problem.column),
        (Code::RefNotRead, 3, 1)
    );
}

#[test]
fn values_know_their_places() {
    let document = load(&with_head("x-a:\n- b: {c: [1, text]}\n"));
    let place = |text| {
        let place = document.place(&pointer(text));
        (place.line, place.column, place.width)
    };
    assert_eq!(place("#/x-a"), (3, 1, 3));
    assert_eq!(place("#/x-a/0"), (4, 3, 1));
    assert_eq!(place("#/x-a/0/b/c/1"), (4, 14, 4));
    assert_eq!(
        place("#/x-a/0/b/c/7/d"),
        (4, 7, 1),
        "what is not there is shown where it would be"
    );
    assert_eq!(
        document
            .node(&pointer("#/x-a/0/b/c/1"))
            .and_then(Node::as_text),
        Some("text")
    );
    assert!(document.node(&pointer("#/x-a/00")).is_none());
}

/// Links and callbacks may be what `openapiv3` has no room for.
#[test]
fn what_is_not_generated_is_not_typed() {
    let document = load(&with_head(
        r##"paths:
  /a:
    post:
      callbacks: {done: {$ref: "#/components/callbacks/Done"}, other: {x-a: text, "{$url}": {}}}
      responses: {200: {description: d, links: {a: {operationId: b, x-a: 1}}}}
components:
  callbacks: {Done: {"{$request.body#/url}": {post: {responses: {200: {description: d}}}}}}
"##,
    ));
    let notes: Vec<_> = document.notes().iter().map(|note| note.code).collect();
    assert_eq!(notes, [Code::NotGenerated, Code::NotGenerated]);
}

/// Schemas may be nested as deep as the limit allows and be large at the bottom: nothing is copied once a level.
#[test]
fn deep_schemas_may_be_large() {
    let large: String = (0..20_000).flat_map(|_| ["{},"]).collect();
    let schema = format!(
        "{}{{allOf: [{large}]}}{}",
        "{items: ".repeat(92),
        "}".repeat(92)
    );
    let text = with_head(&format!("components: {{schemas: {{A: {schema}}}}}\n"));
    load(&text);
}
