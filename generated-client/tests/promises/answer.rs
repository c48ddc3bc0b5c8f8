//! Answers that are cut short, too long, malformed, or of another kind than hoped for.

use std::time::Duration;

use generated_client::http::Method;
use generated_client::{ApiErrorKind, DriftKind, Error, PersonnelId, PersonnelPage, Strictness};

#[cfg(not(feature = "gzip"))]
use crate::server::answer_with;
use crate::server::{Connection, Server, answer};
use crate::{builder, client, once};

/// The error of a GET, sent once, that is answered by these bytes and the end of the connection.
async fn error_of(bytes: impl Into<Vec<u8>>) -> Error {
    let bytes = bytes.into();
    let server = Server::start(move |connection| {
        connection.request();
        connection.write(&bytes);
    });
    let call = once(&server).personnel().get(PersonnelId::from(7));
    let error = call.await.unwrap_err();
    assert_eq!((server.requests().len(), server.connections()), (1, 1));
    error
}

#[tokio::test]
async fn row_06_a_truncated_body_is_no_value() {
    for (head, body) in [
        ("Content-Length: 40", r#"{"id": 7}"#),
        ("Transfer-Encoding: chunked", "9\r\n{\"id\": 7}\r\n"),
        ("Transfer-Encoding: chunked", "20\r\n{\"id\": 7}\r\n"),
        (
            "Transfer-Encoding: chunked",
            "zz\r\n{\"id\": 7}\r\n0\r\n\r\n",
        ),
    ] {
        let error = error_of(format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n{body}")).await;
        assert!(error.is_body() && error.was_accepted(), "{error:?}");
        assert_eq!(error.status().unwrap(), 200);
    }
}

#[tokio::test]
async fn row_07_what_is_not_http_is_a_protocol_error() {
    for bytes in [
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Length: 2\r\n\r\n{\"id\": 7}",
        "HTTP/1.1 200 OK\r\nContent-Length: -9\r\n\r\n{\"id\": 7}",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/9.1 200 OK\r\n\r\n",
        "{\"id\": 7}\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
    ] {
        let error = error_of(bytes).await;
        assert!(error.is_protocol(), "{bytes}: {error:?}");
    }
}

#[tokio::test]
async fn row_08_a_head_without_end_is_a_protocol_error() {
    let many = "X-A: 1\r\n".repeat(101);
    let error = error_of(format!("HTTP/1.1 200 OK\r\n{many}\r\n")).await;
    assert!(error.is_protocol(), "{error:?}");
    let long = "a".repeat(1024 * 1024);
    let error = error_of(format!("HTTP/1.1 200 OK\r\nX-A: {long}\r\n\r\n")).await;
    assert!(error.is_protocol(), "{error:?}");
    let server = Server::start(|connection| {
        connection.request();
        connection.write(b"HTTP/1.1 200 OK\r\nX-A: ");
        while connection.write(&[b'a'; 16 * 1024]) {}
    });
    let error = once(&server).request(Method::GET, "/").await.unwrap_err();
    assert!(error.is_protocol(), "{error:?}");
}

fn endless(connection: &mut Connection) {
    connection.request();
    connection.write(b"HTTP/1.1 200 OK\r\n\r\n");
    while connection.write(&[b' '; 16 * 1024]) {}
}

#[tokio::test]
async fn row_09_a_body_is_read_up_to_the_cap() {
    let server = Server::start(endless);
    let client = builder(&server).max_body(1_000_000).build().unwrap();
    let error = client.request(Method::PUT, "/").await.unwrap_err();
    assert!(error.is_too_large() && error.was_accepted(), "{error:?}");
    let announced = error_of("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n").await;
    assert!(announced.is_too_large(), "{announced:?}");
    let exact = Server::answering([answer("200 OK", "[1,2]")]);
    for (cap, fits) in [(5, true), (4, false)] {
        let client = builder(&exact).max_body(cap).build().unwrap();
        let outcome = client.request(Method::GET, "/").await;
        assert_eq!(outcome.is_ok(), fits);
    }
}

#[tokio::test]
async fn row_10_deep_json_is_refused_without_a_deep_stack() {
    let depth = 1_000_000;
    let lists = ["[".repeat(depth), "[".repeat(depth) + &"]".repeat(depth)];
    let object = "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth);
    let started = std::time::Instant::now();
    for body in lists.iter().chain([&object]) {
        let server = Server::answering([answer("200 OK", body)]);
        let error = client(&server).request(Method::GET, "/").await.unwrap_err();
        assert!(error.is_decode(), "{error:?}");
    }
    for body in &lists {
        let server = Server::answering([answer("200 OK", body)]);
        let error = client(&server).personnel().list().await.unwrap_err();
        assert!(error.is_decode(), "{error:?}");
    }
    // An unknown field is stepped over, however deep it is.
    let server = Server::answering([answer("200 OK", &object)]);
    let page = client(&server).personnel().list().send().await.unwrap();
    assert_eq!(page.drift()[0].pointer, "/a");
    assert!(started.elapsed().as_secs() < 10);
}

#[tokio::test]
async fn row_11_a_success_that_is_no_json_is_a_decode_error() {
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 21\r\n\r\n<html>Sign in</html>\n";
    let error = error_of(html).await;
    assert!(error.is_decode() && error.was_accepted(), "{error:?}");
    assert_eq!(error.body().unwrap().len(), 21);
    let text = error.to_string();
    for part in ["status 200", "21 bytes", "text/html"] {
        assert!(text.contains(part), "{text}");
    }
    assert!(!text.contains("Sign"), "{text}");
    let error = error_of("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    assert!(
        error.is_decode() && error.to_string().contains("0 bytes without a content type"),
        "{error}"
    );
}

#[tokio::test]
async fn row_11_a_byte_order_mark_is_drift() {
    let server = Server::answering([answer("200 OK", "\u{feff}{\"id\": 7}")]);
    let response = client(&server)
        .personnel()
        .get(PersonnelId::from(7))
        .send()
        .await
        .unwrap();
    assert_eq!(response.drift()[0].kind, DriftKind::Bom);
    let error = error_of(answer("200 OK", "\u{feff}")).await;
    assert!(error.is_decode() && error.was_accepted(), "{error:?}");
    let text = error.to_string();
    for part in ["status 200", "3 bytes of application/json"] {
        assert!(text.contains(part), "{text}");
    }
}

#[tokio::test]
async fn row_12_odd_payloads_are_delivered_and_told() {
    let page = r#"{"total": "3", "more": {}, "data": [
        {"id": 1.0, "employmentStatus": "FORMER", "startDate": null, "roles": null},
        {"id": "2", "startDate": "2020-07-06 12:00:00.000000", "companyId": "x", "provider": {}},
        {"employmentStatus": null}
    ]}"#;
    let server = Server::answering([answer("200 OK", page)]);
    let response = client(&server).personnel().list().send().await.unwrap();
    let pointers: Vec<&str> = response
        .drift()
        .iter()
        .map(|drift| &*drift.pointer)
        .collect();
    for pointer in [
        "/total",
        "/more",
        "/data/0/employmentStatus",
        "/data/1/id",
        "/data/1/startDate",
        "/data/2",
    ] {
        assert!(
            pointers.contains(&pointer),
            "{pointer} is not among {pointers:?}"
        );
    }
    let page: &PersonnelPage = response.value();
    let ids: Vec<i64> = page.data.iter().map(|person| person.id.get()).collect();
    assert_eq!((ids, page.total), (vec![1, 2], Some(3)));
}

#[tokio::test]
async fn drift_is_an_error_where_it_is_denied_and_silent_where_it_is_ignored() {
    let person = r#"{"id": 7, "more": 1}"#;
    let server = Server::answering([answer("200 OK", person)]);
    let id = PersonnelId::from(7);
    let deny = builder(&server)
        .strictness(Strictness::Deny)
        .build()
        .unwrap();
    let error = deny.personnel().get(id).await.unwrap_err();
    assert!(
        error.is_drift() && error.pointer() == Some("/more"),
        "{error:?}"
    );
    assert_eq!(error.drift().len(), 1);
    let ignore = builder(&server)
        .strictness(Strictness::Ignore)
        .build()
        .unwrap();
    assert!(
        ignore
            .personnel()
            .get(id)
            .send()
            .await
            .unwrap()
            .drift()
            .is_empty()
    );
}

#[tokio::test]
async fn an_undocumented_success_is_delivered_with_drift() {
    let server = Server::answering([answer("202 Accepted", r#"{"id": 7}"#)]);
    let id = PersonnelId::from(7);
    let response = client(&server).personnel().get(id).send().await.unwrap();
    assert_eq!(response.drift()[0].kind, DriftKind::UndocumentedStatus(202));
    let deny = builder(&server)
        .strictness(Strictness::Deny)
        .build()
        .unwrap();
    assert!(deny.personnel().get(id).await.unwrap_err().is_drift());
}

const KINDS: [(u16, ApiErrorKind, bool); 10] = [
    (400, ApiErrorKind::BadRequest, true),
    (401, ApiErrorKind::Unauthorized, true),
    (402, ApiErrorKind::UpgradeRequired, true),
    (403, ApiErrorKind::Forbidden, true),
    (404, ApiErrorKind::NotFound, true),
    (409, ApiErrorKind::Conflict, false),
    (412, ApiErrorKind::TermsNotAccepted, true),
    (429, ApiErrorKind::RateLimited, false),
    (500, ApiErrorKind::ServerError, true),
    (502, ApiErrorKind::ServerError, false),
];

#[tokio::test]
async fn row_13_each_status_is_a_kind_whatever_its_body() {
    let json = r#"{"statusCode": 1, "message": ["a", "b"], "code": "77", "debugInfo": null}"#;
    for (status, kind, documented) in KINDS {
        for body in [json, "<html>oh</html>", ""] {
            let error = error_of(answer(&format!("{status} X"), body)).await;
            assert!(error.is_api() && !error.was_accepted(), "{error:?}");
            let api = error.api().unwrap();
            assert_eq!(
                (api.kind(), api.is_documented()),
                (kind, documented),
                "{status}"
            );
            assert_eq!(error.status().unwrap(), status);
            assert_eq!(error.body().unwrap().as_ref(), body.as_bytes());
            let said = (body == json).then_some(("a; b", 77));
            assert_eq!(api.message().zip(api.code()), said);
        }
    }
}

#[tokio::test]
async fn row_13_a_hint_says_what_to_do() {
    for (status, hint) in [
        (401, "belongs to the region"),
        (402, "plan"),
        (403, "`Personnel: Get Personnel`"),
        (412, "terms"),
    ] {
        let error = error_of(answer(&format!("{status} X"), "")).await;
        assert!(error.to_string().contains(hint), "{error}");
    }
}

#[tokio::test]
async fn row_28_a_write_that_was_accepted_says_so_and_is_not_repeated() {
    for body in [r#"{"count":5}"#, "<html></html>", "", "[", "5"] {
        let server = Server::answering([answer("200 OK", body)]);
        let people = client(&server).personnel();
        let error = people.reset_sync_all().idempotent().await.unwrap_err();
        assert!(error.is_decode() && error.was_accepted(), "{error:?}");
        assert!(
            error.to_string().contains("the server accepted the call"),
            "{error}"
        );
        assert_eq!(error.body().unwrap().as_ref(), body.as_bytes());
        assert_eq!((server.requests().len(), error.attempts()), (1, 1));
    }
}

#[tokio::test]
async fn row_28_a_write_is_accepted_as_soon_as_the_answer_says_so() {
    const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nX-Request-Id: r-1\r\nContent-Length: 100\r\n\r\n{";
    let silent = |connection: &mut Connection| {
        connection.request();
        connection.write(HEAD);
        connection.linger();
    };
    let closed = |connection: &mut Connection| {
        connection.request();
        connection.write(HEAD);
    };
    for (server, is_timeout) in [
        (Server::start(silent), true),
        (Server::start(closed), false),
    ] {
        let call = client(&server).personnel().reset_sync_all().idempotent();
        let error = call.timeout(Duration::from_millis(200)).await.unwrap_err();
        assert_eq!(
            (error.is_timeout(), error.is_body()),
            (is_timeout, !is_timeout)
        );
        assert!(error.was_accepted(), "{error:?}");
        assert_eq!(error.request_id(), Some("r-1"));
        let text = error.to_string();
        assert!(text.contains("the server accepted the call"), "{text}");
        assert_eq!((server.requests().len(), error.attempts()), (1, 1));
    }
}

#[cfg(not(feature = "gzip"))]
#[tokio::test]
async fn a_compressed_answer_is_an_error_that_says_so() {
    let server = Server::answering([answer_with(
        "200 OK",
        "Content-Encoding: gzip\r\n",
        "\u{1f}\u{8b}",
    )]);
    let error = client(&server)
        .personnel()
        .get(PersonnelId::from(7))
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("the feature `gzip` reads gzip"),
        "{error}"
    );
    assert_eq!(server.request().header("accept-encoding"), None);
}

#[cfg(feature = "gzip")]
mod gzip {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(body: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(body).unwrap();
        let packed = encoder.finish().unwrap();
        let length = packed.len();
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {length}\r\n\r\n"
        );
        [head.into_bytes(), packed].concat()
    }

    #[tokio::test]
    async fn gzip_is_asked_for_and_read() {
        let server = Server::answering([packed(br#"{"id": 7}"#)]);
        let person = client(&server)
            .personnel()
            .get(PersonnelId::from(7))
            .await
            .unwrap();
        assert_eq!(person.id.get(), 7);
        assert_eq!(server.request().header("accept-encoding"), Some("gzip"));
    }

    #[tokio::test]
    async fn row_09_a_gzip_bomb_stops_at_the_cap() {
        let bomb = packed(&vec![b' '; 64 * 1024 * 1024]);
        assert!(bomb.len() < 100_000);
        let server = Server::answering([bomb]);
        let error = client(&server).request(Method::GET, "/").await.unwrap_err();
        assert!(error.is_too_large(), "{error:?}");
    }
}
