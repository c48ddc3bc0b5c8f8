//! What only Rust names otherwise goes out as the document says it.

use super::sent;

#[test]
#[ignore = "starts cargo"]
fn a_fragment_stays_at_home_and_one_token_does_for_two_schemes() {
    let requests = sent("odd_names");
    let [start] = requests.as_slice() else {
        panic!("{requests:?}")
    };
    assert_eq!(start.line(), "POST /?foo=b");
    assert_eq!(start.header("authorization"), ["Bearer token"]);
}

#[test]
#[ignore = "starts cargo"]
fn values_go_from_one_call_to_another_that_lists_the_same() {
    let requests = sent("alike_lists");
    let lines: Vec<&str> = requests.iter().map(super::Recorded::line).collect();
    let expected = [
        "PATCH /reports/1?fields=name&fields=new",
        "GET /reports?fields=name&fields=new",
        "DELETE /reports/1?order=down",
    ];
    assert_eq!(lines, expected);
}
