//! Depth: a million open brackets in every position, on a small stack.

use std::thread;

use super::super::decode;
use super::model::Page;
use crate::drift::{Drift, Strictness};

const DEPTH: usize = 1_000_000;

/// Runs on a stack that any recursion over the depth would exhaust at once.
fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(256 * 1024).spawn(test);
    thread.unwrap().join().unwrap();
}

fn nested(open: &str, inner: &str, close: &str) -> String {
    [&open.repeat(DEPTH), inner, &close.repeat(DEPTH)].concat()
}

fn lines(drift: &[Drift]) -> Vec<String> {
    let line = |drift: &Drift| format!("{} {:?}", drift.pointer, drift.kind);
    drift.iter().map(line).collect()
}

/// The drift of a page whose first record has these fields, and is followed by another.
fn drift_of(fields: &str) -> Vec<String> {
    let body = [r#"{"data":[{"id":1,"#, fields, r#"},{"id":2}]}"#].concat();
    let page = decode::<Page>(body.as_bytes(), Strictness::Report).unwrap();
    assert_eq!(page.value.data.len(), 2);
    lines(&page.drift)
}

#[test]
fn a_deep_value_costs_its_field_and_no_more() {
    on_a_small_stack(|| {
        let list = nested("[", "", "]");
        let object = nested(r#"{"a":"#, "1", "}");
        let positions = [
            ("status", "WrongType"),
            ("osVersion", "WrongType"),
            ("startDate", "WrongType"),
            ("statusUpdatedAt", "WrongType"),
            ("devicesCount", "WrongType"),
            ("agentEnabled", "WrongType"),
            ("score", "WrongType"),
        ];
        for (field, kind) in positions {
            let field_drift = |found: &str| format!("/data/0/{field} {kind}({found})");
            assert_eq!(
                drift_of(&format!(r#""{field}":{list}"#)),
                [field_drift("Array")]
            );
            assert_eq!(
                drift_of(&format!(r#""{field}":{object}"#)),
                [field_drift("Object")]
            );
        }
    });
}

#[test]
fn a_deep_value_is_stepped_over_in_every_other_position() {
    on_a_small_stack(|| {
        let list = nested("[", "", "]");
        let object = nested(r#"{"a":"#, "1", "}");
        let table: [(&str, &str, &[&str]); 14] = [
            ("z", &list, &["/data/0/z UnknownField"]),
            ("z", &object, &["/data/0/z UnknownField"]),
            ("user", &list, &["/data/0/user WrongType(Array)"]),
            ("user", &object, &["/data/0/user/a UnknownField"]),
            ("explanation", &list, &["/data/0/explanation TooDeep"]),
            ("explanation", &object, &["/data/0/explanation TooDeep"]),
            (
                "skills",
                &list,
                &[
                    "/data/0/skills/0 WrongType(Array)",
                    "/data/0/skills/0 LeftOut",
                ],
            ),
            ("skills", &object, &["/data/0/skills WrongType(Object)"]),
            ("labels", &list, &["/data/0/labels WrongType(Array)"]),
            (
                "labels",
                &object,
                &[
                    "/data/0/labels/a WrongType(Object)",
                    "/data/0/labels/a LeftOut",
                ],
            ),
            (
                "company",
                &list,
                &["/data/0/company UnknownVariant", "/data/0/company TooDeep"],
            ),
            (
                "company",
                &object,
                &["/data/0/company UnknownVariant", "/data/0/company TooDeep"],
            ),
            (
                "contact",
                &list,
                &["/data/0/contact UnknownVariant", "/data/0/contact TooDeep"],
            ),
            (
                "contact",
                &object,
                &["/data/0/contact UnknownVariant", "/data/0/contact TooDeep"],
            ),
        ];
        for (field, value, drift) in table {
            assert_eq!(drift_of(&format!(r#""{field}":{value}"#)), drift, "{field}");
        }
    });
}

#[test]
fn records_in_records_are_followed_to_a_limit() {
    on_a_small_stack(|| {
        let managers = nested(r#"{"id":1,"manager":"#, "null", "}");
        let drift = drift_of(&format!(r#""manager":{managers}"#));
        // The page, its list and the record itself are three of the 64.
        assert_eq!(drift, [format!("/data/0{} TooDeep", "/manager".repeat(62))]);
    });
}

#[test]
fn unions_in_unions_are_followed_to_a_limit() {
    on_a_small_stack(|| {
        let users = nested(
            r#"{"email":"a","identities":[{"id":1,"place":{"x":1},"user":["#,
            "",
            "]}]}",
        );
        let drift = drift_of(&format!(r#""contact":{users}"#));
        assert_eq!(drift.len(), 1);
        assert!(drift[0].starts_with("/data/0/contact/identities/0/user/0/identities/0/user"));
        assert!(
            drift[0].ends_with(" TooDeep") || drift[0].ends_with(" LeftOut"),
            "{}",
            drift[0]
        );
    });
}

#[test]
fn a_deep_body_is_no_page() {
    on_a_small_stack(|| {
        let bodies = [
            nested("[", "", "]"),
            nested(r#"{"data":["#, "", "]}"),
            nested(r#"{"a":"#, "1", "}"),
        ];
        let error = decode::<Page>(bodies[0].as_bytes(), Strictness::Report).unwrap_err();
        assert_eq!(lines(error.drift()), [" WrongType(Array)"]);
        let page = decode::<Page>(bodies[1].as_bytes(), Strictness::Report).unwrap();
        let drift = [
            "/data/0/data UnknownField",
            "/data/0/id Missing",
            "/data/0 LeftOut",
        ];
        assert_eq!(lines(&page.drift), drift);
        let page = decode::<Page>(bodies[2].as_bytes(), Strictness::Report).unwrap();
        assert_eq!(lines(&page.drift), ["/a UnknownField", "/data Missing"]);
    });
}

#[test]
fn brackets_that_never_close_are_refused() {
    on_a_small_stack(|| {
        for open in [
            "[",
            r#"{"a":"#,
            r#"{"data":["#,
            r#"{"data":[{"manager":{"explanation":["#,
        ] {
            let body = open.repeat(DEPTH);
            let error = decode::<Page>(body.as_bytes(), Strictness::Report).unwrap_err();
            assert_eq!(error.offset(), Some(body.len()), "{open}");
        }
        let body = [&nested(r#"{"data":[{"z":"#, "1", "}]}"), "]"].concat();
        let error = decode::<Page>(body.as_bytes(), Strictness::Report).unwrap_err();
        assert_eq!(error.offset(), Some(body.len() - 1));
    });
}
