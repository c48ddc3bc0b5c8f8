//! What the decoder tells generated code about a value that may be of several shapes.

use serde_json::json;

use super::super::body::Body;
use super::super::decoder::Decoder;
use super::super::{Branch, JsonType, Malformed, decode};
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

fn choose(json: &str, branches: &[Branch]) -> Result<Option<usize>, Malformed> {
    let body = Body::new(json.as_bytes());
    let mut decoder = Decoder::new(&body, Strictness::Report);
    let chosen = decoder.choose(branches)?;
    assert_eq!(decoder.json.at, 0, "{json} was read");
    Ok(chosen)
}

#[test]
fn the_branch_with_most_keys_present_is_chosen() {
    let branches = [
        &["data", "page"][..],
        &["id", "name"],
        &["id", "name", "size"],
    ]
    .map(Branch::object);
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
        assert_eq!(choose(json, &branches).unwrap(), expected, "{json}");
    }
    assert!(choose(r#"{"data":[1,}"#, &branches).is_err());
}

#[test]
fn a_tag_decides_alone() {
    let branches = [
        Branch::object(&["kind", "radius"]).tagged("kind", &["circle"]),
        Branch::object(&["kind", "width", "height"]).tagged("kind", &["box", "cube"]),
        Branch::object(&["width", "depth"]),
    ];
    for (json, expected) in [
        (r#"{"kind":"circle","width":1,"height":2}"#, Some(0)),
        (r#"{"width":1,"kind":"cube"}"#, Some(1)),
        (r#"{"kind":"c\u0069rcle"}"#, Some(0)),
        (r#"{"kind":"star","depth":1}"#, Some(2)),
        (r#"{"kind":"star"}"#, None),
        (r#"{"kind":7}"#, None),
    ] {
        assert_eq!(choose(json, &branches).unwrap(), expected, "{json}");
    }
    let lonely = [Branch::object(&["kind"]).tagged("kind", &["a"])];
    assert_eq!(choose(r#"{"kind":"b"}"#, &lonely).unwrap(), None);
}

#[test]
fn what_is_required_counts_more_than_what_is_there() {
    let branches = [
        Branch::object(&["a", "b", "c"]).requiring(&["a"]),
        Branch::object(&["b", "c", "d"]).requiring(&["d"]),
    ];
    for (json, expected) in [
        (r#"{"a":1}"#, Some(0)),
        (r#"{"b":1,"c":2,"d":3}"#, Some(1)),
        (r#"{"a":1,"d":2,"b":3,"c":4}"#, Some(0)),
        (r#"{"b":1}"#, Some(0)),
    ] {
        assert_eq!(choose(json, &branches).unwrap(), expected, "{json}");
    }
}

#[test]
fn texts_numbers_and_lists_are_told_apart() {
    let branches = [
        Branch::text(&["on", "off"]),
        Branch::text(&["auto"]),
        Branch::of(&[JsonType::String]),
        Branch::of(&[JsonType::Number]),
        Branch::of(&[JsonType::Array]),
    ];
    for (json, expected) in [
        (r#""off""#, Some(0)),
        (r#""auto""#, Some(1)),
        (r#""else""#, Some(2)),
        ("1", Some(3)),
        ("1.5", Some(3)),
        ("[]", Some(4)),
        ("true", None),
    ] {
        assert_eq!(choose(json, &branches).unwrap(), expected, "{json}");
    }
    assert_eq!(
        choose(r#""else""#, &branches[..2]).unwrap(),
        Some(0),
        "an open enum keeps it"
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
