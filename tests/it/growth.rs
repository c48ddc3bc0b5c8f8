//! Documents whose schemas lead to each other in many ways: the generator follows each of them once, or refuses them.
//!
//! Whatever follows every way there is does not come to an end here.

use std::fmt::Write as _;

use codegen::diagnostic::Code;
use codegen::document::Document;

/// A document with these named schemas, the first of which is answered.
fn document(schemas: impl IntoIterator<Item = (String, String)>) -> String {
    let mut text = String::from(concat!(
        "openapi: 3.0.3\n",
        "info: {title: Growth, version: '1'}\n",
        "servers: [{url: 'https://api.example.com'}]\n",
        "paths:\n",
        "  /a:\n",
        "    get:\n",
        "      operationId: a\n",
        "      parameters: [{name: q, in: query, style: deepObject, explode: true, schema: {$ref: '#/components/schemas/A0'}}]\n",
        "      responses:\n",
        "        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A0'}}}}\n",
        "components:\n",
        "  schemas:\n",
    ));
    for (name, schema) in schemas {
        writeln!(text, "    {name}: {schema}").expect("a text takes all");
    }
    text
}

/// Levels of two schemas each, both of which refer to both of the next level; `last` is the deepest.
fn diamond(levels: usize, of: impl Fn(&str, &str) -> String, last: &str) -> String {
    let level = |level: usize| {
        let of = &of;
        ["A", "B"].map(|side| {
            let below = ["A", "B"].map(|side| reference(&format!("{side}{}", level + 1)));
            (format!("{side}{level}"), of(&below[0], &below[1]))
        })
    };
    let last = ["A", "B"].map(|side| (format!("{side}{levels}"), last.to_owned()));
    document((0..levels).flat_map(level).chain(last))
}

/// Schemas each of which refers to the next; `last` is the deepest.
fn chain(length: usize, of: impl Fn(&str) -> String, last: &str) -> String {
    let link = |at: usize| (format!("A{at}"), of(&reference(&format!("A{}", at + 1))));
    let last = (format!("A{length}"), last.to_owned());
    document((0..length).map(link).chain([last]))
}

fn reference(name: &str) -> String {
    format!("{{$ref: '#/components/schemas/{name}'}}")
}

/// The errors of a document; none where it is lowered.
fn errors(text: &str) -> Vec<Code> {
    let document = Document::load("growth.yaml", text.as_bytes());
    let lowered = document.and_then(|document| codegen::lower::lower(&document));
    let problems = lowered.err().unwrap_or_default();
    let errors = problems.iter().filter(|problem| problem.is_error());
    errors.map(|problem| problem.code).collect()
}

const TEXT: &str = "{type: object, properties: {t: {type: string}}}";

#[test]
fn unions_that_share_their_branches_are_followed_once() {
    let text = diamond(
        60,
        |a, b| format!("{{oneOf: [{a}, {b}, {{type: integer}}]}}"),
        TEXT,
    );
    assert_eq!(errors(&text), []);
}

#[test]
fn records_that_share_their_fields_are_followed_once() {
    let of = |a: &str, b: &str| format!("{{type: object, properties: {{a: {a}, b: {b}}}}}");
    assert_eq!(errors(&diamond(60, of, TEXT)), []);
}

#[test]
fn a_union_of_records_that_share_their_fields_is_measured_once() {
    let of = |a: &str, b: &str| {
        format!("{{type: object, required: [a, b], properties: {{a: {a}, b: {b}}}}}")
    };
    let text = diamond(60, of, TEXT)
        + "    U: {oneOf: [{$ref: '#/components/schemas/A0'}, {type: string}]}\n";
    assert_eq!(errors(&text), []);
}

#[test]
fn parts_that_share_their_parts_are_refused_beyond_the_limit() {
    let of = |a: &str, b: &str| {
        format!("{{allOf: [{a}, {b}, {{type: object, properties: {{p: {{type: string}}}}}}]}}")
    };
    assert_eq!(errors(&diamond(10, of, TEXT)), []);
    assert!(errors(&diamond(16, of, TEXT)).contains(&Code::TooManyParts));
    let of = |a: &str, b: &str| {
        format!("{{type: object, properties: {{p: {{type: string}}}}, anyOf: [{a}, {b}]}}")
    };
    assert_eq!(errors(&diamond(10, of, TEXT)), []);
    assert!(errors(&diamond(16, of, TEXT)).contains(&Code::TooManyParts));
}

#[test]
fn chains_are_refused_beyond_the_limit() {
    let list = |next: &str| format!("{{type: array, items: {next}}}");
    assert_eq!(errors(&chain(90, list, TEXT)), []);
    assert!(errors(&chain(300, list, TEXT)).contains(&Code::TooDeep));
    let words = |next: &str| format!("{{allOf: [{next}], description: d}}");
    assert_eq!(errors(&chain(90, words, TEXT)), []);
    assert_eq!(errors(&chain(300, words, TEXT)), [Code::TooDeep]);
    let parts = |next: &str| {
        format!("{{allOf: [{next}, {{type: object, properties: {{p: {{type: string}}}}}}]}}")
    };
    assert_eq!(errors(&chain(90, parts, TEXT)), []);
    assert_eq!(errors(&chain(300, parts, TEXT)), [Code::TooDeep]);
    assert_eq!(errors(&chain(99, str::to_owned, TEXT)), []);
    assert_eq!(errors(&chain(300, str::to_owned, TEXT)), [Code::TooDeep]);
}

#[test]
fn types_in_a_long_chain_or_circle_are_refused_beyond_the_limit() {
    let record = |next: &str| format!("{{type: object, properties: {{n: {next}}}}}");
    assert_eq!(errors(&chain(3_900, record, TEXT)), []);
    assert_eq!(errors(&chain(4_100, record, TEXT)), [Code::TooDeep]);
    assert_eq!(errors(&chain(3_900, record, &record(&reference("A0")))), []);
    assert_eq!(
        errors(&chain(4_100, record, &record(&reference("A0")))),
        [Code::TooDeep]
    );
}

#[test]
fn unions_in_a_long_chain_are_followed_once() {
    let union = |next: &str| format!("{{oneOf: [{next}, {{type: integer}}]}}");
    assert_eq!(errors(&chain(2_000, union, TEXT)), []);
}

/// What stands in the middle of a schema is one type, however many references lead to it: where it is a property, and where
/// it is a part that no type is made of.
#[test]
fn references_into_the_middle_of_schemas_are_followed_once() {
    // What a schema is with these properties in its middle, and the way there.
    let ways = [
        ("{type: object, properties: {p: INNER}}", "properties/p"),
        (
            "{allOf: [INNER, {type: object, properties: {z: {type: string}}}]}",
            "allOf/0",
        ),
    ];
    for (outer, way) in ways {
        let schema = |properties: &str| {
            let inner = format!("{{type: object, properties: {properties}}}");
            outer.replace("INNER", &inner)
        };
        let level = |level: usize| {
            let next = reference(&format!("A{}/{way}", level + 1));
            let properties = format!("{{a: {next}, b: {next}}}");
            (format!("A{level}"), schema(&properties))
        };
        let last = ("A40".to_owned(), schema("{a: {type: string}}"));
        let text = document((0..40).map(level).chain([last]));
        let text = text.replace("style: deepObject, explode: true, ", "");
        let text = text.replacen("{$ref: '#/components/schemas/A0'}", "{type: string}", 1);
        let document = Document::load("growth.yaml", text.as_bytes()).expect("it loads");
        let (api, _) = codegen::lower::lower(&document).expect("it is lowered");
        let types = api.models.len();
        assert!(types <= 2 * 41, "{way}: {types}");
    }
}

#[test]
fn branches_that_have_all_their_keys_in_common_are_compared_once() {
    let properties: Vec<String> = (0..200)
        .map(|at| format!("k{at}: {{type: string}}"))
        .collect();
    let branch = format!(
        "{{type: object, properties: {{{}}}}}",
        properties.join(", ")
    );
    let union = format!("{{oneOf: [{}]}}", vec![branch; 200].join(", "));
    let found = errors(&document([("A0".to_owned(), union)]));
    assert_eq!(found, vec![Code::BranchClash; 199]);
}

#[test]
fn a_text_of_brackets_that_never_close_is_read_once() {
    let text = format!("{{type: string, description: '{}'}}", "<".repeat(500_000));
    let text = document([("A0".to_owned(), text)]);
    assert!(codegen::generate("growth.yaml", text.as_bytes()).is_ok());
}
