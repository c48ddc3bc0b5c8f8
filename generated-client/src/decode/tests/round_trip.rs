//! The way back: to JSON, through serde, and to `Debug`.

use std::collections::BTreeMap;

use super::super::{Encoded, Place, decode, unredacted};
use super::model::{FULL, Page, Person, Point, full_page};
use crate::drift::Strictness;

fn person(json: &str) -> Person {
    decode(json.as_bytes(), Strictness::Deny).unwrap().value
}

#[test]
fn what_is_encoded_reads_back_the_same() {
    let page = decode::<Page>(full_page(3).as_bytes(), Strictness::Deny)
        .unwrap()
        .value;
    let json = page.encode().to_json();
    let again = decode::<Page>(&json, Strictness::Deny).unwrap().value;
    assert!(page == again);
    assert_eq!(again.encode().to_json(), json);
}

#[test]
fn fields_are_encoded_in_the_order_of_the_document_and_left_out_where_absent() {
    let json = r#"{"manager":{"id":3},"osVersion":null,"status":"NEW","score":1,"id":"2","startDate":"2020-07-06 10:00:00","statusUpdatedAt":"2020-07-06T12:00:00+02:00"}"#;
    let person = decode::<Person>(json.as_bytes(), Strictness::Report)
        .unwrap()
        .value;
    let expected = r#"{"id":2,"status":"NEW","startDate":"2020-07-06","statusUpdatedAt":"2020-07-06T10:00:00Z","score":1.0,"skills":[],"labels":{},"manager":{"id":3,"skills":[],"labels":{}}}"#;
    assert_eq!(
        String::from_utf8(person.encode().to_json()).unwrap(),
        expected
    );
    assert_eq!(serde_json::to_string(&person).unwrap(), expected);
}

#[test]
fn serde_reads_by_the_same_decoder() {
    let page: Page = serde_json::from_str(&full_page(2)).unwrap();
    let expected = decode::<Page>(full_page(2).as_bytes(), Strictness::Deny)
        .unwrap()
        .value;
    assert!(page == expected);
    let odd: Page =
        serde_json::from_str(r#"{"data":[{"id":"1"},{"id":null},7],"total":"5","z":0}"#).unwrap();
    assert_eq!((odd.data.len(), odd.data[0].id, odd.total), (1, 1, Some(5)));
    let error = serde_json::from_str::<Person>(r#"{"id":"canary"}"#)
        .err()
        .unwrap();
    assert!(error.to_string().starts_with(
        "the JSON is not what the document declares (/id: of no use as it came: string)"
    ));
    let written = serde_json::to_value(&page).unwrap();
    assert!(serde_json::from_value::<Page>(written).unwrap() == page);
}

#[test]
fn every_place_encodes_as_itself() {
    let mut map = BTreeMap::new();
    map.insert("k\"".to_owned(), Some(true));
    map.insert("a".to_owned(), None);
    let table: [(Encoded, &str); 9] = [
        (7_i32.encode(), "7"),
        ((-7_i64).encode(), "-7"),
        (7_u32.encode(), "7"),
        (u64::MAX.encode(), "18446744073709551615"),
        (0.25_f64.encode(), "0.25"),
        (String::from("a\"").encode(), r#""a\"""#),
        (vec![Some(1_i64), None].encode(), "[1,null]"),
        (map.encode(), r#"{"a":null,"k\"":true}"#),
        (Box::new(Point { x: 1, y: None }).encode(), r#"{"x":1}"#),
    ];
    for (encoded, json) in table {
        assert_eq!(String::from_utf8(encoded.to_json()).unwrap(), json);
    }
}

#[test]
fn debug_shows_no_text_no_date_and_nothing_free_form() {
    let person = person(FULL);
    let expected = "Person { id: 1, status: Some(ACTIVE), os_version: Some(<redacted>), \
        user: Some(User { id: Some(7), email: Some(<redacted>), roles: [<redacted>, <redacted>], \
        identities: [Identity { id: 3, place: Point { x: -1, y: Some(2) }, user: [User { id: Some(8), email: None, roles: [], identities: [] }] }] }), \
        start_date: Some(<redacted>), separation_date: None, status_updated_at: Some(<redacted>), lastchecked_at: Some(<redacted>), \
        devices_count: Some(12), agent_enabled: Some(true), manual_upload_enabled: Some(false), score: Some(0.5), \
        explanation: Some(<redacted>), skills: [], company: Some(99), contact: Some(Point { x: 5, y: Some(1) }), \
        labels: {<redacted>: 1, <redacted>: 2}, manager: Some(Person { id: 2,";
    let shown = format!("{person:?}");
    assert!(shown.starts_with(expected), "{shown}");
    for text in ["macOS", "example", "ADMIN", "2020", "2025", "null", "a b"] {
        assert!(!format!("{person:?} {person:#?}").contains(text), "{text}");
    }
}

#[test]
fn debug_breaks_lines_like_a_derived_one() {
    let json = r#"{"id":1,"osVersion":"x","skills":["a"],"labels":{"k":1},"user":{}}"#;
    let shown = format!("{:#?}", person(json));
    let expected = "Person {\n    id: 1,\n    status: None,\n    os_version: Some(\n        <redacted>,\n    ),\n    user: Some(\n        User {\n            id: None,\n";
    assert!(shown.starts_with(expected), "{shown}");
    assert!(
        shown.contains("    skills: [\n        <redacted>,\n    ],\n"),
        "{shown}"
    );
    assert!(
        shown.contains("    labels: {\n        <redacted>: 1,\n    },\n"),
        "{shown}"
    );
    assert!(shown.ends_with("    manager: None,\n}"), "{shown}");
}

#[test]
fn unredacted_shows_all() {
    let person = person(FULL);
    let shown = format!("{:?}", unredacted(&person));
    for text in [
        r#"Some("macOS 15.1 \"beta\"")"#,
        "a@b.example",
        r#"roles: ["ADMIN", "STAFF"]"#,
        "start_date: Some(2020-07-06)",
        "2025-07-01T16:45:55.246Z",
        "explanation: Some(Object",
        r#"{"a b": 1, "c": 2}"#,
    ] {
        assert!(shown.contains(text), "{text} in {shown}");
    }
    assert!(!shown.contains("<redacted>"));
    assert!(
        format!("{:#?}", unredacted(&vec![person]))
            .starts_with("[\n    Person {\n        id: 1,\n")
    );
}

#[test]
fn an_unrecognized_value_shows_as_it_came() {
    let person = decode::<Person>(br#"{"id":1,"status":"NEW \"x\""}"#, Strictness::Report)
        .unwrap()
        .value;
    assert!(format!("{person:?}").contains(r#"status: Some(Unrecognized("NEW \"x\""))"#));
}
