//! All leniency towards single values: what each JSON value gives for each type.

use jiff::Timestamp;
use jiff::civil::Date;

use super::super::{Place, decode, unredacted};
use super::model::Status;
use crate::drift::Strictness;

/// Types that read a value in the same way stand together; `-` is a value of no use. What is tolerated follows.
const TABLE: &str = r#"
null
  i32 i64 u32 u64 f64 bool String Date Timestamp enum: - Null
true
  i32 i64 u32 u64 f64 Date Timestamp enum: - WrongType(Boolean)
  bool: true
  String: "true" Coerced(Boolean)
0
  i32 i64 u32 u64: 0
  f64: 0.0
  bool: false Coerced(Number)
  String: "0" Coerced(Number)
  Date Timestamp enum: - WrongType(Number)
1
  i32 i64 u32 u64: 1
  f64: 1.0
  bool: true Coerced(Number)
  String: "1" Coerced(Number)
  Date Timestamp enum: - WrongType(Number)
-1
  i32 i64: -1
  u32 u64 bool Date Timestamp enum: - WrongType(Number)
  f64: -1.0
  String: "-1" Coerced(Number)
1.0
  i32 i64 u32 u64: 1
  f64: 1.0
  bool: true Coerced(Number)
  String: "1.0" Coerced(Number)
  Date Timestamp enum: - WrongType(Number)
1e2
  i32 i64 u32 u64: 100
  f64: 100.0
  bool Date Timestamp enum: - WrongType(Number)
  String: "1e2" Coerced(Number)
1.5
  i32 i64 u32 u64 bool Date Timestamp enum: - WrongType(Number)
  f64: 1.5
  String: "1.5" Coerced(Number)
2147483648
  i32 bool Date Timestamp enum: - WrongType(Number)
  i64 u32 u64: 2147483648
  f64: 2147483648.0
  String: "2147483648" Coerced(Number)
4294967296
  i32 u32 bool Date Timestamp enum: - WrongType(Number)
  i64 u64: 4294967296
  f64: 4294967296.0
  String: "4294967296" Coerced(Number)
9223372036854775808
  i32 i64 u32 bool Date Timestamp enum: - WrongType(Number)
  u64: 9223372036854775808
  f64: 9.223372036854776e18
  String: "9223372036854775808" Coerced(Number)
99999999999999999999
  i32 i64 u32 u64 bool Date Timestamp enum: - WrongType(Number)
  f64: 1e20
  String: "99999999999999999999" Coerced(Number)
1e400
  i32 i64 u32 u64 f64 bool Date Timestamp enum: - WrongType(Number)
  String: "1e400" Coerced(Number)
"1"
  i32 i64 u32 u64: 1 Coerced(String)
  f64: 1.0 Coerced(String)
  bool Date Timestamp: - WrongType(String)
  String: "1"
  enum: Unrecognized("1") UnknownValue
"-1.0"
  i32 i64: -1 Coerced(String)
  u32 u64 bool Date Timestamp: - WrongType(String)
  f64: -1.0 Coerced(String)
  String: "-1.0"
  enum: Unrecognized("-1.0") UnknownValue
"1.50"
  i32 i64 u32 u64 bool Date Timestamp: - WrongType(String)
  f64: 1.5 Coerced(String)
  String: "1.50"
  enum: Unrecognized("1.50") UnknownValue
"1e400"
  i32 i64 u32 u64 f64 bool Date Timestamp: - WrongType(String)
  String: "1e400"
  enum: Unrecognized("1e400") UnknownValue
"007"
  i32 i64 u32 u64 f64 bool Date Timestamp: - WrongType(String)
  String: "007"
  enum: Unrecognized("007") UnknownValue
" 1"
  i32 i64 u32 u64 f64 bool Date Timestamp: - WrongType(String)
  String: " 1"
  enum: Unrecognized(" 1") UnknownValue
"NaN"
  i32 i64 u32 u64 f64 bool Date Timestamp: - WrongType(String)
  String: "NaN"
  enum: Unrecognized("NaN") UnknownValue
"true"
  i32 i64 u32 u64 f64 Date Timestamp: - WrongType(String)
  bool: true Coerced(String)
  String: "true"
  enum: Unrecognized("true") UnknownValue
"False"
  i32 i64 u32 u64 f64 Date Timestamp: - WrongType(String)
  bool: false Coerced(String)
  String: "False"
  enum: Unrecognized("False") UnknownValue
""
  i32 i64 u32 u64 f64 bool Date Timestamp: - WrongType(String)
  String: ""
  enum: Unrecognized("") UnknownValue
"ACTIVE"
  i32 i64 u32 u64 f64 bool Date Timestamp: - WrongType(String)
  String: "ACTIVE"
  enum: ACTIVE
"\u0041CTIVE"
  i32 i64 u32 u64 f64 bool Date Timestamp: - WrongType(String)
  String: "ACTIVE"
  enum: ACTIVE
"\u0031"
  i32 i64 u32 u64: 1 Coerced(String)
  f64: 1.0 Coerced(String)
  bool Date Timestamp: - WrongType(String)
  String: "1"
  enum: Unrecognized("1") UnknownValue
"2020-07-06"
  i32 i64 u32 u64 f64 bool: - WrongType(String)
  String: "2020-07-06"
  Date: 2020-07-06
  Timestamp: 2020-07-06T00:00:00Z DateForm
  enum: Unrecognized("2020-07-06") UnknownValue
"2020-07-06T01:02:03.5Z"
  i32 i64 u32 u64 f64 bool: - WrongType(String)
  String: "2020-07-06T01:02:03.5Z"
  Date: 2020-07-06 DateForm
  Timestamp: 2020-07-06T01:02:03.5Z
  enum: Unrecognized("2020-07-06T01:02:03.5Z") UnknownValue
"2020-07-06T01:02:03+02:00"
  i32 i64 u32 u64 f64 bool: - WrongType(String)
  String: "2020-07-06T01:02:03+02:00"
  Date: 2020-07-05 DateForm
  Timestamp: 2020-07-05T23:02:03Z
  enum: Unrecognized("2020-07-06T01:02:03+02:00") UnknownValue
"2020-07-06 01:02:03"
  i32 i64 u32 u64 f64 bool: - WrongType(String)
  String: "2020-07-06 01:02:03"
  Date: 2020-07-06 DateForm
  Timestamp: 2020-07-06T01:02:03Z DateForm
  enum: Unrecognized("2020-07-06 01:02:03") UnknownValue
"2020-07-06t01:02:03z"
  i32 i64 u32 u64 f64 bool: - WrongType(String)
  String: "2020-07-06t01:02:03z"
  Date: 2020-07-06 DateForm
  Timestamp: 2020-07-06T01:02:03Z DateForm
  enum: Unrecognized("2020-07-06t01:02:03z") UnknownValue
"\u0032020-07-06"
  i32 i64 u32 u64 f64 bool: - WrongType(String)
  String: "2020-07-06"
  Date: 2020-07-06
  Timestamp: 2020-07-06T00:00:00Z DateForm
  enum: Unrecognized("2020-07-06") UnknownValue
"9999-12-31T23:59:59Z"
  i32 i64 u32 u64 f64 bool Date Timestamp: - WrongType(String)
  String: "9999-12-31T23:59:59Z"
  enum: Unrecognized("9999-12-31T23:59:59Z") UnknownValue
[1]
  i32 i64 u32 u64 f64 bool String Date Timestamp enum: - WrongType(Array)
{"a":1}
  i32 i64 u32 u64 f64 bool String Date Timestamp enum: - WrongType(Object)
"#;

const VALUES: &[&str] = &[
    "null",
    "true",
    "0",
    "1",
    "-1",
    "1.0",
    "1e2",
    "1.5",
    "2147483648",
    "4294967296",
    "9223372036854775808",
    "99999999999999999999",
    "1e400",
    r#""1""#,
    r#""-1.0""#,
    r#""1.50""#,
    r#""1e400""#,
    r#""007""#,
    r#"" 1""#,
    r#""NaN""#,
    r#""true""#,
    r#""False""#,
    r#""""#,
    r#""ACTIVE""#,
    r#""\u0041CTIVE""#,
    r#""\u0031""#,
    r#""2020-07-06""#,
    r#""2020-07-06T01:02:03.5Z""#,
    r#""2020-07-06T01:02:03+02:00""#,
    r#""2020-07-06 01:02:03""#,
    r#""2020-07-06t01:02:03z""#,
    r#""\u0032020-07-06""#,
    r#""9999-12-31T23:59:59Z""#,
    "[1]",
    r#"{"a":1}"#,
];

/// A way to read a type, by its name.
type Column = (&'static str, fn(&str) -> String);

const COLUMNS: &[Column] = &[
    ("i32", outcome::<i32>),
    ("i64", outcome::<i64>),
    ("u32", outcome::<u32>),
    ("u64", outcome::<u64>),
    ("f64", outcome::<f64>),
    ("bool", outcome::<bool>),
    ("String", outcome::<String>),
    ("Date", outcome::<Date>),
    ("Timestamp", outcome::<Timestamp>),
    ("enum", outcome::<Status>),
];

fn outcome<T: Place>(json: &str) -> String {
    match decode::<T>(json.as_bytes(), Strictness::Report) {
        Ok(decoded) => {
            let drift = decoded
                .drift
                .iter()
                .map(|drift| format!(" {:?}", drift.kind));
            format!(
                "{:?}{}",
                unredacted(&decoded.value),
                drift.collect::<String>()
            )
        }
        Err(error) => format!("- {:?}", error.drift()[0].kind),
    }
}

fn row(value: &str) -> String {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for (name, column) in COLUMNS {
        let outcome = column(value);
        match groups.iter_mut().find(|(other, _)| *other == outcome) {
            Some((_, names)) => names.push(name),
            None => groups.push((outcome, vec![name])),
        }
    }
    let groups = groups
        .iter()
        .map(|(outcome, names)| format!("  {}: {outcome}\n", names.join(" ")));
    format!("{value}\n{}", groups.collect::<String>())
}

#[test]
fn each_value_gives_this_for_each_type() {
    let table: String = VALUES.iter().map(|value| row(value)).collect();
    assert_eq!(table, TABLE.trim_start());
}
