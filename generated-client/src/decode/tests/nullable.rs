//! Absent, null and a value, on the way in and on the way out.

use super::super::{Decoded, Nullable, decode};
use super::model::Patch;
use crate::drift::{DriftKind, Strictness};

fn read(json: &str) -> Decoded<Patch> {
    decode(json.as_bytes(), Strictness::Report).unwrap()
}

#[test]
fn three_states_are_read_without_drift_and_written_as_they_were() {
    for (json, size) in [
        (r#"{"id":1,"name":null}"#, Nullable::Absent),
        (r#"{"id":1,"name":null,"size":null}"#, Nullable::Null),
        (r#"{"id":1,"name":"a","size":2}"#, Nullable::Value(2)),
        (
            r#"{"id":1,"name":null,"text":null,"point":{"id":2,"name":null,"text":"","point":null}}"#,
            Nullable::Absent,
        ),
    ] {
        let read = read(json);
        assert!(read.drift.is_empty(), "{:?}", read.drift);
        assert_eq!(read.value.size, size);
        assert_eq!(serde_json::to_string(&read.value).unwrap(), json);
        let again: Patch = serde_json::from_str(json).unwrap();
        assert_eq!(again, read.value);
    }
}

#[test]
fn a_value_of_no_use_is_noted_and_the_property_absent() {
    let read = read(r#"{"id":1,"name":null,"size":null,"size":"x","text":{},"note":null}"#);
    assert_eq!(read.value.size, Nullable::Absent);
    assert_eq!(read.value.text, Nullable::Absent);
    let kinds: Vec<_> = read.drift.iter().map(|drift| drift.kind).collect();
    assert_eq!(kinds.len(), 4, "{kinds:?}");
    assert_eq!(kinds[0], DriftKind::RepeatedKey);
    assert_eq!(kinds[3], DriftKind::Null);
}

#[test]
fn a_required_property_that_is_null_is_never_left_out() {
    let lacking = read(r#"{"id":1}"#);
    assert_eq!(lacking.drift.len(), 1);
    let json = serde_json::to_string(&lacking.value).unwrap();
    assert_eq!(json, r#"{"id":1,"name":null}"#);
}

#[test]
fn it_is_made_of_values_and_of_options() {
    let text = |text: Nullable<&str>| text.map(str::to_owned);
    assert_eq!(Nullable::from(3), Nullable::Value(3));
    assert_eq!(Nullable::from(Some(3)), Nullable::Value(3));
    assert_eq!(Nullable::<i64>::from(None), Nullable::Null);
    assert_eq!(Nullable::<i64>::default(), Nullable::Absent);
    assert_eq!(text(Nullable::Null), Nullable::Null);
    assert_eq!(text(Nullable::Absent), Nullable::Absent);
    let value = text(Nullable::Value("a"));
    assert_eq!(value.as_ref().into_value().map(String::as_str), Some("a"));
    assert_eq!(value.value().map(String::len), Some(1));
    assert!(!value.is_absent() && !value.is_null());
    assert_eq!(Nullable::<i64>::Null.into_value(), None);
}

#[test]
fn debug_shows_the_state_and_no_text() {
    let read = read(r#"{"id":1,"name":"canary","size":2,"text":"canary","point":null}"#);
    assert_eq!(
        format!("{:?}", read.value),
        "Patch { id: 1, name: Some(<redacted>), note: None, size: Value(2), text: Value(<redacted>), point: Null }"
    );
    assert_eq!(format!("{:?}", read.value.text), "Value(<redacted>)");
}

#[test]
fn serde_takes_it_by_itself() {
    let all: Vec<Nullable<i64>> = serde_json::from_str("[1,null]").unwrap();
    assert_eq!(all, [Nullable::Value(1), Nullable::Null]);
    assert_eq!(serde_json::to_string(&all).unwrap(), "[1,null]");
}
