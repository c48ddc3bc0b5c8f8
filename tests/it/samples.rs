//! Samples built from the document decode without drift: what the document shows, the client reads as it is meant.

use codegen::document::{Document, Kind, Node, Number, Pointer};
use generated_client::{Personnel, PersonnelPage, StatusChange, from_json};
use serde_json::{Map, Value, json};

use crate::personnel;

/// The example of a schema, else one made of its parts; a reference that its own example does not stop is followed.
fn sample(document: &Document, schema: &Node) -> Option<Value> {
    if let Some(example) = schema.get("example") {
        return Some(value(example));
    }
    if let Some(reference) = schema.get("$ref").and_then(Node::as_text) {
        let target = Pointer::parse(reference).expect("references are pointers");
        return sample(
            document,
            document.node(&target).expect("references resolve"),
        );
    }
    let parts = schema.get("allOf").and_then(Node::as_list);
    let merged = parts.map(|parts| {
        parts
            .iter()
            .filter_map(|part| sample(document, part))
            .fold(json!({}), merge)
    });
    let branch = schema
        .get("oneOf")
        .and_then(Node::as_list)
        .and_then(|branches| sample(document, &branches[0]));
    let items = schema
        .get("items")
        .map(|items| sample(document, items).into_iter().collect());
    merged
        .or(branch)
        .or(items)
        .or_else(|| properties(document, schema))
}

fn properties(document: &Document, schema: &Node) -> Option<Value> {
    let properties = schema.get("properties")?.as_map()?;
    let samples = properties
        .entries()
        .iter()
        .filter_map(|entry| Some((entry.key.clone(), sample(document, &entry.value)?)));
    Some(Value::Object(samples.collect()))
}

fn merge(mut all: Value, part: Value) -> Value {
    if let (Some(all), Value::Object(part)) = (all.as_object_mut(), part) {
        all.extend(part);
    }
    all
}

fn value(node: &Node) -> Value {
    match &node.kind {
        Kind::Bool(value) => json!(value),
        Kind::Number(Number::Whole(value)) => json!(value),
        Kind::Number(Number::Negative(value)) => json!(value),
        Kind::Number(Number::Float(value)) => json!(value),
        Kind::Text(value) => json!(value),
        Kind::List(items) => items.iter().map(value).collect(),
        Kind::Map(map) => map
            .entries()
            .iter()
            .map(|entry| (entry.key.clone(), value(&entry.value)))
            .collect::<Map<_, _>>()
            .into(),
        Kind::Null | Kind::Refused => Value::Null,
    }
}

/// The sample of a schema of the document.
pub(crate) fn schema(name: &str) -> Value {
    let document = personnel();
    let at = Pointer::root()
        .child("components")
        .child("schemas")
        .child(name);
    sample(&document, document.node(&at).expect("the schema is there")).expect("it has a sample")
}

#[test]
fn the_page_decodes_without_drift() {
    let sample = schema("PersonnelPage");
    assert_eq!(
        sample["data"][0]["user"]["identities"][0]["connection"]["id"],
        json!("1")
    );
    let page = from_json::<PersonnelPage>(sample.to_string().as_bytes()).expect("it decodes");
    assert_eq!(page.drift, []);
    let person = &page.value.data[0];
    let user = person.user.as_ref().expect("it has a user");
    assert_eq!(user.background_checks[0].case_id.as_deref(), Some("abc123"));
    assert_eq!(
        user.identities[0]
            .connection
            .as_ref()
            .and_then(|connection| connection.code),
        Some(10_010)
    );
    assert_eq!(
        person
            .data
            .as_ref()
            .and_then(|data| data.agent_version.as_deref()),
        Some("1.0")
    );
}

#[test]
fn the_record_decodes_and_comes_back_the_same() {
    let sample = schema("Personnel");
    let person = from_json::<Personnel>(sample.to_string().as_bytes()).expect("it decodes");
    assert_eq!(person.drift, []);
    let again = serde_json::to_string(&person.value).expect("it encodes");
    let again = from_json::<Personnel>(again.as_bytes()).expect("it decodes again");
    assert_eq!((again.value, again.drift), (person.value, Vec::new()));
}

#[test]
fn the_body_decodes_without_drift() {
    let change = from_json::<StatusChange>(schema("StatusChange").to_string().as_bytes())
        .expect("it decodes");
    assert_eq!(change.drift, []);
}
