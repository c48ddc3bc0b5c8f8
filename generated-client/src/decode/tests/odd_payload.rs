//! What odd payloads give: how many records are kept, and exactly which drift.

use serde_json::json;

use super::super::{Decoded, decode};
use super::model::{Company, Hollow, Page, Status, full_page};
use crate::drift::{Drift, Strictness};

fn read(body: impl AsRef<[u8]>) -> Decoded<Page> {
    decode(body.as_ref(), Strictness::Report).unwrap()
}

fn lines(drift: &[Drift]) -> Vec<String> {
    drift
        .iter()
        .map(|drift| format!("{} {:?}", drift.pointer, drift.kind))
        .collect()
}

/// Two records of which the first has these fields.
fn page_with(fields: &str) -> String {
    format!(r#"{{"data":[{{{fields}}},{{"id":2}}]}}"#)
}

#[test]
fn a_clean_page_has_no_drift() {
    let page = read(full_page(2));
    assert_eq!(lines(&page.drift), [""; 0]);
    assert_eq!(
        (page.value.data.len(), page.value.total, page.unlisted),
        (2, Some(2), 0)
    );
    assert_eq!(page.value.data_all, Some(json!({})));
}

/// Fields of the first record, records kept, drift.
const FIELDS: &str = r#"
# Nulls: what the document allows is no drift.
"id":1,"status":null,"osVersion":null,"user":null,"startDate":null,"labels":null,"company":null,"manager":null => 2
"id":1,"user":{"roles":null} => 2
"id":1,"skills":null => 2: /data/0/skills Null
"id":1,"explanation":null => 2
# Enums.
"id":1,"status":"RETIRED" => 2: /data/0/status UnknownValue
"id":1,"status":"" => 2: /data/0/status UnknownValue
"id":1,"status":"\u0041CTIVE" => 2
"id":1,"status":5 => 2: /data/0/status WrongType(Number)
"id":1,"status":true => 2: /data/0/status WrongType(Boolean)
"id":1,"status":["ACTIVE"] => 2: /data/0/status WrongType(Array)
# Ids.
"id":1.0 => 2
"id":10e-1 => 2
"id":"1" => 2: /data/0/id Coerced(String)
"id":"1.0" => 2: /data/0/id Coerced(String)
"id":null => 1: /data/0/id Null, /data/0 LeftOut
"status":"ACTIVE" => 1: /data/0/id Missing, /data/0 LeftOut
 => 1: /data/0/id Missing, /data/0 LeftOut
"id":99999999999999999999 => 1: /data/0/id WrongType(Number), /data/0 LeftOut
"id":9223372036854775808 => 1: /data/0/id WrongType(Number), /data/0 LeftOut
"id":1e400 => 1: /data/0/id WrongType(Number), /data/0 LeftOut
"id":1.5 => 1: /data/0/id WrongType(Number), /data/0 LeftOut
"id":"x" => 1: /data/0/id WrongType(String), /data/0 LeftOut
"id":{} => 1: /data/0/id WrongType(Object), /data/0 LeftOut
# Wrong shapes.
"id":1,"osVersion":{"a":1} => 2: /data/0/osVersion WrongType(Object)
"id":1,"user":"me" => 2: /data/0/user WrongType(String)
"id":1,"user":7 => 2: /data/0/user WrongType(Number)
"id":1,"user":[{"id":1}] => 2: /data/0/user WrongType(Array)
"id":1,"user":{} => 2
"id":1,"skills":"[]" => 2: /data/0/skills WrongType(String)
"id":1,"skills":{} => 2: /data/0/skills WrongType(Object)
"id":1,"skills":3 => 2: /data/0/skills WrongType(Number)
"id":1,"labels":[] => 2: /data/0/labels WrongType(Array)
# Elements and entries.
"id":1,"skills":["a",null,{"b":1},"c"] => 2: /data/0/skills/1 Null, /data/0/skills/1 LeftOut, /data/0/skills/2 WrongType(Object), /data/0/skills/2 LeftOut
"id":1,"skills":["a",5,true] => 2: /data/0/skills/1 Coerced(Number), /data/0/skills/2 Coerced(Boolean)
"id":1,"labels":{"a/b":1,"c~":null,"d":"2"} => 2: /data/0/labels/c~0 Null, /data/0/labels/c~0 LeftOut, /data/0/labels/d Coerced(String)
"id":1,"user":{"identities":[{"id":1,"place":{"x":1}},{"place":{"x":1}}]} => 2: /data/0/user/identities/1/id Missing, /data/0/user/identities/1 LeftOut
# A record within a record that needs it.
"id":1,"user":{"identities":[{"id":1,"place":{"y":1}}]} => 2: /data/0/user/identities/0/place/x Missing, /data/0/user/identities/0 LeftOut
"id":1,"user":{"identities":[{"id":1,"place":null}]} => 2: /data/0/user/identities/0/place Null, /data/0/user/identities/0 LeftOut
"id":1,"user":{"identities":[{"id":null,"place":{"x":1}}]} => 2: /data/0/user/identities/0/id Null, /data/0/user/identities/0 LeftOut
"id":1,"user":{"identities":[{}]} => 2: /data/0/user/identities/0/id Missing, /data/0/user/identities/0/place Missing, /data/0/user/identities/0 LeftOut
# An alias stands for its key, also where that is required.
"id":1,"user":{"identities":[{"id":1,"location":{"x":1}}]} => 2
"id":1,"lastCheckedAt":"2025-07-01T16:45:55Z" => 2
"id":1,"lastCheckedAt":"2025-07-01T16:45:55Z","lastcheckedAt":null => 2: /data/0/lastcheckedAt RepeatedKey
# Numbers, texts and booleans for each other.
"id":1,"osVersion":15.10,"devicesCount":"3","agentEnabled":"true","manualUploadEnabled":0,"score":"0.5" => 2: /data/0/osVersion Coerced(Number), /data/0/devicesCount Coerced(String), /data/0/agentEnabled Coerced(String), /data/0/manualUploadEnabled Coerced(Number), /data/0/score Coerced(String)
# Unknown fields, whatever they hold.
"a/b~c":{"x":[1,{"y":2}]},"id":1 => 2: /data/0/a~1b~0c UnknownField
"id":1,"\u0061\u0062":0 => 2: /data/0/ab UnknownField
"id":1,"":0 => 2: /data/0/ UnknownField
# Keys that stand twice: the last one counts.
"id":5,"id":1 => 2: /data/0/id RepeatedKey
"id":null,"id":1 => 2: /data/0/id Null, /data/0/id RepeatedKey
"id":1,"id":null => 1: /data/0/id RepeatedKey, /data/0/id Null, /data/0 LeftOut
"id":1,"osVersion":null,"osVersion":"x" => 2: /data/0/osVersion RepeatedKey
"id":1,"explanation":{"a":1,"a":2} => 2: /data/0/explanation RepeatedKey
"id":1,"labels":{"a":1,"a":2} => 2: /data/0/labels/a RepeatedKey
"id":1,"labels":{"a":1,"a":null} => 2: /data/0/labels/a Null, /data/0/labels/a RepeatedKey, /data/0/labels/a LeftOut
# Texts.
"\u0069d":1,"osVersion":"a\n\u00e4\ud83d\ude00" => 2
"id":1,"osVersion":"\ud800" => 2: /data/0/osVersion LoneSurrogate
"id":1,"explanation":["\udc00"] => 2: /data/0/explanation LoneSurrogate
"id":1,"status":"\ud800" => 2: /data/0/status LoneSurrogate, /data/0/status UnknownValue
"id":1,"\ud800":"x" => 2: /data/0/� UnknownField
"id":1,"labels":{"\ud800":1} => 2: /data/0/labels/� LoneSurrogate
# Dates.
"id":1,"startDate":"2020-07-06","statusUpdatedAt":"2025-07-01T16:45:55+02:00" => 2
"id":1,"startDate":"2020-07-06 12:00:00.000000","separationDate":"2020-07-06T23:30:00-05:00","statusUpdatedAt":"2020-07-06 12:00:00.000000","lastcheckedAt":"2020-07-06" => 2: /data/0/startDate DateForm, /data/0/separationDate DateForm, /data/0/statusUpdatedAt DateForm, /data/0/lastcheckedAt DateForm
"id":1,"startDate":"soon","separationDate":"","statusUpdatedAt":1751388355,"lastcheckedAt":"2020-02-30" => 2: /data/0/startDate WrongType(String), /data/0/separationDate WrongType(String), /data/0/statusUpdatedAt WrongType(Number), /data/0/lastcheckedAt WrongType(String)
# Unions.
"id":1,"company":"x" => 2
"id":1,"company":5.0 => 2
"id":1,"company":5.5 => 2: /data/0/company UnknownVariant
"id":1,"company":[] => 2: /data/0/company UnknownVariant
"id":1,"contact":{"z":1} => 2: /data/0/contact UnknownVariant
"id":1,"contact":{"y":1} => 2: /data/0/contact/x Missing
# Free-form values.
"id":1,"explanation":"{}" => 2
"id":1,"explanation":18446744073709551615 => 2
"id":1,"explanation":[1e400] => 2: /data/0/explanation Coerced(Number)
"#;

#[test]
fn odd_fields_give_exactly_this_drift() {
    let rows = FIELDS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut count = 0;
    for row in rows {
        let (fields, expected) = row
            .split_once(" => ")
            .or(row.strip_prefix("=> ").map(|expected| ("", expected)))
            .unwrap();
        let (records, drift) = expected.split_once(": ").unwrap_or((expected, ""));
        let drift: Vec<_> = drift.split_terminator(", ").collect();
        let page = read(page_with(fields));
        assert_eq!(lines(&page.drift), drift, "{fields}");
        assert_eq!(page.value.data.len().to_string(), records, "{fields}");
        assert_eq!(
            page.value.data.last().map(|last| last.id),
            Some(2),
            "{fields}"
        );
        assert!(
            page.value.data.len() == 1 || page.value.data[0].id == 1,
            "{fields}"
        );
        let left_out = drift.iter().filter(|line| line.ends_with(" LeftOut"));
        assert_eq!(page.left_out.len(), left_out.count(), "{fields}");
        count += 1;
    }
    assert_eq!(count, 72);
}

#[test]
fn odd_pages_give_exactly_this_drift() {
    let table: &[(&str, usize, &[&str])] = &[
        (
            r#"{"data":["x",{"id":2}]}"#,
            1,
            &["/data/0 WrongType(String)", "/data/0 LeftOut"],
        ),
        (
            r#"{"data":[null,{"id":2}]}"#,
            1,
            &["/data/0 Null", "/data/0 LeftOut"],
        ),
        (
            r#"{"data":[[],{"id":2}]}"#,
            1,
            &["/data/0 WrongType(Array)", "/data/0 LeftOut"],
        ),
        (r#"{"data":null}"#, 0, &["/data Null"]),
        (r#"{"data":{}}"#, 0, &["/data WrongType(Object)"]),
        (r#"{"data":"[]"}"#, 0, &["/data WrongType(String)"]),
        (r#"{"data":[]}"#, 0, &[]),
        ("{}", 0, &["/data Missing"]),
        (
            r#"{"data":[{"id":1}],"data":[{"id":2},{"id":3}]}"#,
            2,
            &["/data RepeatedKey"],
        ),
        (
            r#"{"data":[{"id":1}],"data":7}"#,
            0,
            &["/data RepeatedKey", "/data WrongType(Number)"],
        ),
        ("\u{feff}{\"data\":[]}", 0, &[" Bom"]),
        (
            " \r\n\t{ \"data\" : [ { \"id\" : 1 } ] , \"total\" : \"1\" } \n",
            1,
            &["/total Coerced(String)"],
        ),
    ];
    for (body, records, drift) in table {
        let page = read(body);
        assert_eq!(lines(&page.drift), *drift, "{body}");
        assert_eq!(page.value.data.len(), *records, "{body}");
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_replaced() {
    let page = read(b"{\"data\":[{\"id\":1,\"osVersion\":\"a\xFFb\",\"status\":\"ACTIVE\"}]}");
    assert_eq!(lines(&page.drift), ["/data/0/osVersion InvalidUtf8"]);
    let person = &page.value.data[0];
    assert_eq!(person.os_version.as_deref(), Some("a\u{fffd}b"));
    assert_eq!(person.status, Some(Status::Active));

    let page = read(b"{\"data\":[{\"id\":1,\"explanation\":[\"\xC3\"],\"labels\":{\"\xE4\":1}}]}");
    let drift = [
        "/data/0/explanation InvalidUtf8",
        "/data/0/labels/\u{fffd} InvalidUtf8",
    ];
    assert_eq!(lines(&page.drift), drift);

    // In what is stepped over, no place is told.
    let page = read(b"{\"data\":[],\"total\":[\"\xFF\"]}");
    assert_eq!(
        lines(&page.drift),
        ["/total WrongType(Array)", " InvalidUtf8"]
    );
}

#[test]
fn values_are_kept_as_they_came() {
    let fields = r#""id":1,"status":"RETIRED","osVersion":15.10,"explanation":[18446744073709551615,1e400,-1.5,"\ud800"],"company":[1],"skills":["a",null,"b"],"labels":{"b":1,"a":2}"#;
    let page = read(page_with(fields));
    let person = &page.value.data[0];
    assert!(
        matches!(&person.status, Some(Status::Unrecognized(value)) if value.as_str() == "RETIRED")
    );
    assert_eq!(person.os_version.as_deref(), Some("15.10"));
    assert_eq!(
        person.explanation,
        Some(json!([u64::MAX, "1e400", -1.5, "\u{fffd}"]))
    );
    assert!(matches!(&person.company, Some(Company::Unrecognized(value)) if *value == json!([1])));
    assert_eq!(person.skills, ["a", "b"]);
    assert_eq!(
        person
            .labels
            .iter()
            .map(|(key, value)| (key.as_str(), *value))
            .collect::<Vec<_>>(),
        [("a", 2), ("b", 1)]
    );
}

#[test]
fn dates_are_told_in_utc() {
    let fields = r#""id":1,"startDate":"2020-07-06T23:30:00-05:00","statusUpdatedAt":"2020-07-06 12:00:00.000000","lastcheckedAt":"2020-07-06""#;
    let page = read(page_with(fields));
    let person = &page.value.data[0];
    assert_eq!(
        person.start_date.map(|date| date.to_string()).as_deref(),
        Some("2020-07-07")
    );
    assert_eq!(
        person
            .status_updated_at
            .map(|stamp| stamp.to_string())
            .as_deref(),
        Some("2020-07-06T12:00:00Z")
    );
    assert_eq!(
        person
            .lastchecked_at
            .map(|stamp| stamp.to_string())
            .as_deref(),
        Some("2020-07-06T00:00:00Z")
    );
}

#[test]
fn a_record_that_stands_twice_keeps_nothing_of_the_first() {
    let fields = r#""id":1,"user":{"identities":[{"id":1,"place":{"x":1,"y":2},"place":{"x":3}}]},"manager":{"id":3,"status":"ACTIVE"},"manager":{"id":4}"#;
    let page = read(page_with(fields));
    let person = &page.value.data[0];
    let point = &person.user.as_ref().unwrap().identities[0].place;
    assert_eq!((point.x, point.y), (3, None));
    assert!(
        matches!(&person.manager, Some(manager) if manager.id == 4 && manager.status.is_none())
    );
    assert_eq!(
        lines(&page.drift),
        [
            "/data/0/user/identities/0/place RepeatedKey",
            "/data/0/manager RepeatedKey"
        ]
    );
}

#[test]
fn a_field_without_size_stands_for_no_other() {
    let read = |body: &str| decode::<Hollow>(body.as_bytes(), Strictness::Report);
    let clean = read(r#"{"first":{},"second":{},"id":true}"#).unwrap();
    assert_eq!(lines(&clean.drift), [""; 0]);
    let error = read(r#"{"first":{},"second":{}}"#).unwrap_err();
    assert_eq!(lines(error.drift()), ["/id Missing"]);
}

#[test]
fn a_value_that_is_too_deep_leaves_nothing_behind() {
    let deep = ["[".repeat(200), "]".repeat(200)].concat();
    let body =
        format!(r#"{{"data":[{{"id":1,"explanation":{deep}}},{{"id":2,"explanation":[7]}}]}}"#);
    let page = read(body);
    assert_eq!(lines(&page.drift), ["/data/0/explanation TooDeep"]);
    assert_eq!(page.value.data[1].explanation, Some(json!([7])));
}

#[test]
fn what_is_left_out_is_reachable_in_the_body() {
    let bodies: [&[u8]; 3] = [
        b"{\"data\":[{\"id\":1}, {\"id\" : null} ,{\"id\":2,\"skills\":[\"a\", [7]]}]}",
        b"\xEF\xBB\xBF{\"data\":[{\"id\":1}, {\"id\" : null} ,{\"id\":2,\"skills\":[\"a\", [7]]}]}",
        b"{\"data\":[{\"id\":1,\"osVersion\":\"\xFF\xFE\"}, {\"id\" : null} ,{\"id\":2,\"osVersion\":\"\xFF\",\"skills\":[\"a\", [7]]}]}",
    ];
    for body in bodies {
        let page = read(body);
        let left: Vec<_> = page
            .left_out
            .iter()
            .map(|left| (left.pointer.as_str(), &body[left.range.clone()]))
            .collect();
        assert_eq!(
            left,
            [
                ("/data/1", &b"{\"id\" : null}"[..]),
                ("/data/2/skills/1", &b"[7]"[..])
            ]
        );
        let indices: Vec<_> = page
            .left_out
            .iter()
            .map(|left| left.index_in("data"))
            .collect();
        assert_eq!(indices, [Some(1), None]);
    }
}
