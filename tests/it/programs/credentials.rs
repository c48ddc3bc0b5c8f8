//! Credentials of every kind of security scheme.

use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::sent;

#[test]
#[ignore = "starts cargo"]
fn every_kind_of_credential_arrives_and_no_other() {
    let basic = BASE64_STANDARD.encode("Jörg:pass:word");
    let basic = format!("Basic {basic}");
    let key = "api%20key=query%20key%26%3D";
    let expected: &[(&str, [Option<&str>; 3])] = &[
        ("GET /document", [None, Some("header-key"), None]),
        ("GET /none", [None, None, None]),
        ("GET /bearer", [Some("Bearer bearer-token"), None, None]),
        ("GET /basic", [Some(&basic), None, None]),
        (&format!("GET /query?{key}"), [None, None, None]),
        ("GET /cookie", [None, None, Some("session=cookie-key")]),
        ("GET /oauth", [Some("Bearer oauth-token"), None, None]),
        ("GET /openId", [Some("Bearer open-id-token"), None, None]),
        (
            &format!("GET /all?{key}"),
            [Some(&basic), None, Some("session=cookie-key")],
        ),
        ("GET /either", [None, None, Some("session=cookie-key")]),
    ];
    let requests = sent("security_kinds");
    let carried = requests.iter().map(|request| {
        let headers = ["authorization", "x-key", "cookie"];
        let headers = headers.map(|name| request.header(name).first().copied());
        assert!(request.header("x-missing").is_empty());
        (request.line(), headers)
    });
    assert_eq!(carried.collect::<Vec<_>>(), expected);
}
