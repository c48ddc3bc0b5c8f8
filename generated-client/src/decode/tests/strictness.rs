//! What each strictness makes of drift, how much of it is listed, and what an error tells.

use super::super::{DecodeError, decode, from_json, unredacted};
use super::model::{Open, Page, Person, full_page};
use crate::drift::{Drift, DriftKind, Strictness};

const ODD: &str = r#"{"data":[{"id":"1"},{"id":null},{"id":2,"skills":[1,[]]}],"z":0}"#;

fn lines(drift: &[Drift]) -> Vec<String> {
    drift
        .iter()
        .map(|drift| format!("{} {:?}", drift.pointer, drift.kind))
        .collect()
}

fn error<T: super::super::Place>(body: &str, strictness: Strictness) -> DecodeError {
    match decode::<T>(body.as_bytes(), strictness) {
        Ok(_) => panic!("a value"),
        Err(error) => error,
    }
}

#[test]
fn report_lists_all_and_ignore_only_what_was_left_out() {
    let reported = decode::<Page>(ODD.as_bytes(), Strictness::Report).unwrap();
    let ignored = decode::<Page>(ODD.as_bytes(), Strictness::Ignore).unwrap();
    assert_eq!(reported.value, ignored.value);
    assert_eq!(reported.value.data.len(), 2);
    let all = [
        "/data/0/id Coerced(String)",
        "/data/1/id Null",
        "/data/1 LeftOut",
        "/data/2/skills/0 Coerced(Number)",
        "/data/2/skills/1 WrongType(Array)",
        "/data/2/skills/1 LeftOut",
        "/z UnknownField",
    ];
    assert_eq!(lines(&reported.drift), all);
    assert_eq!(
        lines(&ignored.drift),
        ["/data/1 LeftOut", "/data/2/skills/1 LeftOut"]
    );
    assert_eq!(reported.left_out, ignored.left_out);
    assert_eq!(
        lines(&from_json::<Page>(ODD.as_bytes()).unwrap().drift),
        all
    );
}

#[test]
fn deny_refuses_any_drift_and_nothing_else() {
    let clean = decode::<Page>(full_page(2).as_bytes(), Strictness::Deny).unwrap();
    assert_eq!(clean.value.data.len(), 2);
    let error = error::<Page>(ODD, Strictness::Deny);
    assert!(error.is_denied() && !error.is_syntax());
    assert_eq!(
        (error.pointer(), error.offset(), error.drift().len()),
        ("/data/0/id", None, 7)
    );
    let sentence = "the JSON differs from the document (/data/0/id: taken as declared, though it came as: string)";
    assert_eq!(error.to_string(), sentence);
    for odd in [
        "\u{feff}{\"data\":[]}",
        r#"{"data":[],"data":[]}"#,
        "{}",
        r#"{"data":null}"#,
        r#"{"data":[null]}"#,
    ] {
        assert!(
            self::error::<Page>(odd, Strictness::Deny).is_denied(),
            "{odd}"
        );
    }
}

#[test]
fn a_value_of_no_use_says_why_under_every_strictness() {
    let table = [
        (
            "[]",
            "",
            DriftKind::WrongType(crate::decode::JsonType::Array),
        ),
        ("null", "", DriftKind::Null),
        (
            r#"{"z":1,"status":5,"osVersion":1}"#,
            "/id",
            DriftKind::Missing,
        ),
        (
            r#"{"status":5,"id":null,"osVersion":1,"z":2}"#,
            "/id",
            DriftKind::Null,
        ),
        (
            r#"{"user":{"identities":[{}]},"id":[]}"#,
            "/id",
            DriftKind::WrongType(crate::decode::JsonType::Array),
        ),
        (
            r#"{"id":{},"user":{"identities":[{}]}}"#,
            "/id",
            DriftKind::WrongType(crate::decode::JsonType::Object),
        ),
    ];
    for (body, pointer, kind) in table {
        for strictness in [Strictness::Report, Strictness::Ignore, Strictness::Deny] {
            let error = error::<Person>(body, strictness);
            assert!(!error.is_syntax() && !error.is_denied(), "{body}");
            assert_eq!((error.pointer(), error.offset()), (pointer, None), "{body}");
            assert!(
                error
                    .drift()
                    .iter()
                    .any(|drift| drift.kind == kind && drift.pointer == pointer),
                "{body}"
            );
            assert!(error.to_string().contains(&kind.to_string()), "{error}");
        }
    }
}

/// A body, the place that is at fault, its byte, and the sentence.
const MALFORMED: &[(&str, &str, usize, &str)] = &[
    ("", "", 0, "there is nothing to decode (byte 0)"),
    (" \n", "", 2, "there is nothing to decode (byte 2)"),
    ("\u{feff}", "", 3, "there is nothing to decode (byte 3)"),
    (
        "<!DOCTYPE html><p>canary</p>",
        "",
        0,
        "it looks like HTML or XML, not JSON (byte 0)",
    ),
    ("canary", "", 0, "the JSON lacks a value (byte 0)"),
    (
        r#"{"data":[{"id":1,"osVersion":"canary"#,
        "/data/0/osVersion",
        36,
        "the JSON ends too early (byte 36, at /data/0/osVersion)",
    ),
    (
        "{\"data\":[{\"osVersion\":\"canary\n\"",
        "/data/0/osVersion",
        29,
        "the JSON has a control character in a text (byte 29, at /data/0/osVersion)",
    ),
    (
        r#"{"data":[{"osVersion":"canary\x"#,
        "/data/0/osVersion",
        30,
        "the JSON has a malformed escape in a text (byte 30, at /data/0/osVersion)",
    ),
    (
        r#"{"data":[{"id":01}]}"#,
        "/data/0/id",
        16,
        "the JSON lacks a comma or a closing bracket (byte 16, at /data/0/id)",
    ),
    (
        r#"{"data":[{"id":-x}]}"#,
        "/data/0/id",
        16,
        "the JSON has a malformed number (byte 16, at /data/0/id)",
    ),
    (
        r#"{"data":nul1}"#,
        "/data",
        11,
        "the JSON has a word that is not true, false or null (byte 11, at /data)",
    ),
    (
        r#"{"data" 1}"#,
        "",
        8,
        "the JSON lacks a colon behind a key (byte 8)",
    ),
    (
        r#"{"total":1,}"#,
        "/total",
        11,
        "the JSON lacks a key in quotes (byte 11, at /total)",
    ),
    (
        r#"{"data":[]}canary"#,
        "",
        11,
        "something follows the JSON (byte 11)",
    ),
    // Names that the document does not know are no part of the place.
    (
        r#"{"data":[{"canary":{"canary":[tru"#,
        "/data/0",
        33,
        "the JSON ends too early (byte 33, at /data/0)",
    ),
    (
        r#"{"data":[{"labels":{"canary":-"#,
        "/data/0/labels",
        30,
        "the JSON ends too early (byte 30, at /data/0/labels)",
    ),
    (
        r#"{"data":[{"explanation":{"canary":?"#,
        "/data/0/explanation",
        34,
        "the JSON lacks a value (byte 34, at /data/0/explanation)",
    ),
];

#[test]
fn a_syntax_error_says_where_and_what_and_no_word_of_the_body() {
    for (body, pointer, offset, sentence) in MALFORMED {
        for strictness in [Strictness::Report, Strictness::Ignore, Strictness::Deny] {
            let error = error::<Page>(body, strictness);
            assert!(error.is_syntax() && !error.is_denied(), "{body}");
            assert_eq!(
                (error.pointer(), error.offset()),
                (*pointer, Some(*offset)),
                "{body}"
            );
            assert_eq!(error.to_string(), *sentence, "{body}");
            assert!(!format!("{error}").contains("canary"), "{error}");
        }
    }
}

#[test]
fn the_offset_of_an_error_is_that_of_the_bytes_as_they_came() {
    let body = b"\xEF\xBB\xBF{\"data\":[{\"osVersion\":\"\xFF\xFF\"}],}";
    let error = decode::<Page>(body, Strictness::Report).unwrap_err();
    assert_eq!(error.offset(), Some(body.len() - 1));
}

#[test]
fn no_error_shows_a_value() {
    let odd = r#"{"data":[{"id":"canary","status":"canary","startDate":"canary","company":["canary"],"explanation":"canary"}]}"#;
    let denied = error::<Page>(odd, Strictness::Deny);
    assert_eq!(denied.drift().len(), 5);
    let useless = error::<Person>(r#"{"id":"canary"}"#, Strictness::Ignore);
    for error in [denied, useless] {
        assert!(!format!("{error} {error:?} {error:#?}").contains("canary"));
    }
}

#[test]
fn at_most_a_thousand_entries_are_listed_and_as_many_left_out() {
    let unknown = r#""z":1,"#.repeat(1_500);
    let nulls = "null,".repeat(1_200);
    let body = format!(r#"{{{unknown}"data":[{nulls}{{"id":1}}]}}"#);
    let page = decode::<Page>(body.as_bytes(), Strictness::Report).unwrap();
    assert_eq!(page.value.data.len(), 1);
    let left_out = page
        .drift
        .iter()
        .filter(|drift| drift.kind == DriftKind::LeftOut)
        .count();
    assert_eq!(
        (page.drift.len(), left_out, page.left_out.len()),
        (2_000, 1_000, 1_000)
    );
    // 1,500 unknown, 1,200 null and 1,200 left out.
    assert_eq!(page.unlisted, 3_900 - 2_000);
    assert_eq!(page.drift[1_999].pointer, "/data/999");

    // What was left out before takes no room from the rest.
    let body = format!(r#"{{"data":[{nulls}{{"id":1}}],{unknown}"total":1}}"#);
    let page = decode::<Page>(body.as_bytes(), Strictness::Report).unwrap();
    assert_eq!(
        (page.drift.len(), page.left_out.len(), page.unlisted),
        (2_000, 1_000, 1_900)
    );

    let page = decode::<Page>(body.as_bytes(), Strictness::Ignore).unwrap();
    assert_eq!(
        (page.drift.len(), page.left_out.len(), page.unlisted),
        (1_000, 1_000, 200)
    );
}

#[test]
fn a_cause_that_is_not_listed_is_not_guessed() {
    let body = format!(r#"{{{}"id":null}}"#, r#""z":1,"#.repeat(1_000));
    let error = error::<Person>(&body, Strictness::Report);
    assert_eq!(
        (error.pointer(), error.drift().len(), error.unlisted()),
        ("", 1_000, 1)
    );
    assert_eq!(
        error.to_string(),
        "the JSON is not what the document declares"
    );
}

#[test]
fn long_pointers_do_not_add_up() {
    let key = "k".repeat(10_000);
    let labels = (0..1_000)
        .map(|index| format!(r#""{key}{index}":null"#))
        .collect::<Vec<_>>()
        .join(",");
    let body = format!(r#"{{"data":[{{"id":1,"labels":{{{labels}}}}}]}}"#);
    let page = decode::<Page>(body.as_bytes(), Strictness::Report).unwrap();
    let listed: usize = page.drift.iter().map(|drift| drift.pointer.len()).sum();
    assert!(listed < 2_200_000, "{listed} bytes of pointers");
    assert_eq!(page.drift.len() + page.unlisted, 2_000);
    assert!(page.unlisted > 0 && !page.left_out.is_empty());
}

#[test]
fn drift_shows_no_name_that_the_server_made_up() {
    let body = r#"{"data":[{"id":1,"canary":1,"labels":{"canary/a":null,"b":"2"},"osVersion":1}]}"#;
    let page = decode::<Page>(body.as_bytes(), Strictness::Report).unwrap();
    let shown: Vec<String> = page.drift.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "/data/0/<redacted>: a field that the document does not have",
            "/data/0/labels/<redacted>: null, which the document does not allow",
            "/data/0/labels/<redacted>: left out, being of no use",
            "/data/0/labels/<redacted>: taken as declared, though it came as: string",
            "/data/0/osVersion: taken as declared, though it came as: number",
        ]
    );
    assert_eq!(page.drift[1].pointer, "/data/0/labels/canary~1a");
    let error = error::<Page>(body, Strictness::Deny);
    assert_eq!(error.pointer(), "/data/0/canary");
    for text in [format!("{page:?} {page:#?}"), format!("{error} {error:?}")] {
        assert!(!text.contains("canary"), "{text}");
    }
}

#[test]
fn a_syntax_error_beside_the_fields_of_a_record_names_no_key() {
    let read = |body: &str| decode::<Open>(body.as_bytes(), Strictness::Report);
    let open = read(r#"{"id":1,"canary":"2","b":[]}"#).unwrap();
    assert_eq!((open.value.id, open.value.others["canary"]), (1, 2));
    let expected = [
        "/canary Coerced(String)",
        "/b WrongType(Array)",
        "/b LeftOut",
    ];
    assert_eq!(lines(&open.drift), expected);
    assert!(!format!("{:?}", open.drift).contains("canary"));
    let shown = format!("{open:?} {open:#?}");
    assert!(shown.contains("Open { id: 1, <redacted>: 2 }"), "{shown}");
    assert!(!shown.contains("canary"), "{shown}");
    let plain = format!("{:?}", unredacted(&open.value));
    assert_eq!(plain, "Open { id: 1, canary: 2 }");
    let error = read(r#"{"id":1,"canary":-"#).unwrap_err();
    assert_eq!((error.is_syntax(), error.pointer()), (true, ""));
}
