//! What the decoder tells generated code about a value that may be of several shapes.

use serde_json::json;

use super::super::body::Body;
use super::super::decoder::Decoder;
use super::super::{JsonType, decode};
use super::model::{Company, Contact, Page};
use crate::drift::{DriftKind, Strictness};

#[test]
fn the_type_of_a_value_is_told_without_reading_it() {
    let table = [
        ("null", JsonType::Null),
        ("true", JsonType::Boolean),
        ("false", JsonType::Boolean),
        ("0", JsonType::Integer),
        ("-7", JsonType::Integer),
        ("1.0", JsonType::Integer),
        ("1e2", JsonType::Integer),
        ("9223372036854775807", JsonType::Integer),
        ("9223372036854775808", JsonType::Number),
        ("1.5", JsonType::Number),
        ("1e400", JsonType::Number),
        (r#""1""#, JsonType::String),
        ("[1]", JsonType::Array),
        (r#"{"a":1}"#, JsonType::Object),
    ];
    for (json, expected) in table {
        let text = format!(" {json}");
        let body = Body::new(text.as_bytes());
        let mut decoder = Decoder::new(&body, Strictness::Report);
        assert_eq!(decoder.json_type().unwrap(), expected, "{json}");
        assert_eq!(decoder.json.at, 1, "{json} was read");
        decoder.json.skip().unwrap();
        assert!(decoder.json.is_at_end(), "{json}");
    }
}

#[test]
fn the_group_with_most_keys_present_matches() {
    let groups: &[&[&str]] = &[&["data", "page"], &["id", "name"], &["id", "name", "size"]];
    let table = [
        (r#"{"data":[],"page":1}"#, Some(0)),
        (r#"{"page":{"id":1,"name":2}}"#, Some(0)),
        (r#"{"id":1}"#, Some(1)),
        (r#"{"name":1,"id":2,"x":3}"#, Some(1)),
        (r#"{"size":1,"name":1,"id":2}"#, Some(2)),
        (r#"{"size":1}"#, Some(2)),
        (r#"{"data":1,"id":2}"#, Some(0)),
        (r#"{"data":1,"id":2,"name":3}"#, Some(1)),
        (r#"{"id":1,"id":2,"id":3,"data":1,"page":2}"#, Some(0)),
        (r#"{"\u0070age":1}"#, Some(0)),
        (r#"{"x":{"data":1}}"#, None),
        ("{}", None),
        ("[]", None),
        ("null", None),
        (r#""data""#, None),
    ];
    for (json, expected) in table {
        let body = Body::new(json.as_bytes());
        let mut decoder = Decoder::new(&body, Strictness::Report);
        assert_eq!(decoder.best_match(groups).unwrap(), expected, "{json}");
        assert_eq!(decoder.json.at, 0, "{json} was read");
    }
    let body = Body::new(br#"{"data":[1,}"#);
    assert!(
        Decoder::new(&body, Strictness::Report)
            .best_match(groups)
            .is_err()
    );
}

#[test]
fn a_union_keeps_each_shape_and_whatever_else_comes() {
    let read = |company: &str, contact: &str| {
        let body = format!(r#"{{"data":[{{"id":1,"company":{company},"contact":{contact}}}]}}"#);
        let mut page = decode::<Page>(body.as_bytes(), Strictness::Report).unwrap();
        let person = page.value.data.pop().unwrap();
        (person.company, person.contact, page.drift.len())
    };
    let (company, contact, drift) = read("1.0", r#"{"y":2,"x":1}"#);
    assert!(matches!(company, Some(Company::Integer(1))));
    assert!(matches!(contact, Some(Contact::Point(point)) if point.x == 1));
    assert_eq!(drift, 0);

    let (company, contact, drift) = read(r#""a""#, r#"{"email":"e"}"#);
    assert!(matches!(company, Some(Company::String(text)) if text == "a"));
    assert!(matches!(contact, Some(Contact::User(user)) if user.email.as_deref() == Some("e")));
    assert_eq!(drift, 0);

    let (company, contact, drift) = read("1e400", "[5]");
    assert!(matches!(company, Some(Company::Unrecognized(value)) if value == json!("1e400")));
    assert!(matches!(contact, Some(Contact::Unrecognized(value)) if value == json!([5])));
    assert_eq!(drift, 3);

    // A shape that matches, but cannot do without what is missing, is none.
    let (company, contact, drift) = read("null", r#"{"y":2}"#);
    assert!(company.is_none() && contact.is_none());
    assert_eq!(drift, 1);
}

#[test]
fn a_null_is_no_shape_of_a_union() {
    let list = decode::<Vec<Company>>(br#"[1,null,"a"]"#, Strictness::Report).unwrap();
    assert_eq!(list.value.len(), 2);
    let kinds: Vec<_> = list
        .drift
        .iter()
        .map(|drift| (drift.pointer.as_str(), drift.kind))
        .collect();
    assert_eq!(kinds, [("/1", DriftKind::Null), ("/1", DriftKind::LeftOut)]);
}
