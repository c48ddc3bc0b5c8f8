//! Absent, null and a value: three things that a request says.

use super::sent;

/// The bodies of the program, in order.
const BODIES: &[&str] = &[
    r#"{"always":"a","perhapsNull":null}"#,
    r#"{"always":"a","perhapsNull":null,"either":null,"list":null,"part":null}"#,
    r#"{"always":"a","perhapsNull":null,"either":"b","list":["c"],"part":{"size":null}}"#,
    r#"{"always":"a","perhapsNull":"d","list":[],"part":{"size":1}}"#,
    r#"{"always":"a","perhapsNull":null,"list":["e"]}"#,
    r#"{"always":"a","perhapsNull":null,"either":null,"part":{"size":null}}"#,
    r#"{"before":null,"list":null,"after":{"before":{"before":null,"list":null},"list":[],"anything":1},"anything":null}"#,
    r#"{"before":null,"list":null,"after":null}"#,
    "{}",
    r#"{"name":null}"#,
    r#"{"name":"f"}"#,
];

#[test]
#[ignore = "starts cargo"]
fn absent_null_and_a_value_arrive_as_three() {
    let requests = sent("nullable");
    let bodies: Vec<_> = requests.iter().map(super::Recorded::body).collect();
    assert_eq!(bodies, BODIES);
}
