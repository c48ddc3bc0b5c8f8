//! No credential shows in a message, a `Debug` or a log.

use std::error::Error as StdError;
use std::fmt::Debug;
use std::io::Write as _;
use std::sync::Once;

use http::Method;

use super::{BEARER, COOKIE, HEADER, LOGIN, QUERY, Server, all};
use crate::client::Client;
use crate::credential::Credentials;
use crate::error::Error;
use crate::token::ApiToken;

/// Searches all that is logged; a line on another task would panic where nobody sees it.
struct Watcher;

impl log::Log for Watcher {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = record.args().to_string();
        if line.contains("canary") {
            let _ = writeln!(std::io::stderr(), "{} logged {line}", record.target());
            std::process::abort();
        }
    }

    fn flush(&self) {}
}

fn watch() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        log::set_logger(&Watcher).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
    });
}

#[track_caller]
fn assert_silent(what: &impl Debug) {
    let text = format!("{what:?} {what:#?}");
    assert!(!text.contains("canary"), "{text}");
}

#[track_caller]
fn assert_silent_error(error: &Error) {
    assert_silent(error);
    let mut next: Option<&dyn StdError> = Some(error);
    while let Some(cause) = next {
        let text = format!("{cause} {cause:?}");
        assert!(!text.contains("canary"), "{text}");
        next = cause.source();
    }
}

#[tokio::test]
async fn nothing_shows_in_an_answer_or_an_error() {
    watch();
    assert_silent(&all());
    assert_eq!(
        format!("{:?}", all()),
        r#"Credentials(["bearer", "login", "header", "query", "cookie"])"#
    );
    for answer in [
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: /y?api%20key=canary-query\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
        "canary\r\n\r\n",
        "",
    ] {
        let server = Server::answering(answer);
        let client = server.client(all());
        assert_silent(&client);
        let call = client.request(Method::GET, "/x");
        let call = call.secured_by([LOGIN, HEADER, QUERY, COOKIE]);
        assert_silent(&call);
        assert_silent(&call.to_http().unwrap());
        match call.send().await {
            Ok(response) => assert_silent(&response),
            Err(error) => assert_silent_error(&error),
        }
    }
    let refused = Client::builder("http://127.0.0.1:1", all())
        .build()
        .unwrap();
    let call = refused.request(Method::GET, "/x").secured_by([QUERY]);
    assert_silent_error(&call.await.unwrap_err());
}

#[tokio::test]
async fn nothing_shows_where_a_credential_cannot_be_sent() {
    watch();
    let bad = "canary\r\ncanary";
    for credentials in [
        Credentials::from(bad),
        Credentials::new().basic(LOGIN, bad, "x"),
        Credentials::new().basic(LOGIN, "canary:", "x"),
        Credentials::new().basic(LOGIN, "x", bad),
        Credentials::new().key(COOKIE, "canary;"),
        Credentials::new().token(HEADER, "canary"),
    ] {
        let error = Client::builder("http://127.0.0.1:1", credentials).build();
        assert_silent(&error.unwrap_err());
    }
    for fails in [true, false] {
        for scheme in [BEARER, LOGIN, HEADER, QUERY, COOKIE] {
            let token = ApiToken::provider(move || async move {
                if fails {
                    Err("canary".into())
                } else {
                    Ok(bad.to_owned())
                }
            });
            let credentials = match scheme.name {
                "bearer" => Credentials::new().token(scheme, token),
                "login" => Credentials::new().basic(scheme, "x", token),
                _ => Credentials::new().key(scheme, token),
            };
            let client = Client::builder("http://127.0.0.1:1", credentials);
            let client = client.build().unwrap();
            let call = client.request(Method::GET, "/x").secured_by([scheme]);
            let error = call.await.unwrap_err();
            assert!(error.is_token() && error.to_string().contains(scheme.name));
            assert_silent_error(&error);
        }
    }
}

#[tokio::test]
async fn headers_with_a_credential_are_marked_sensitive() {
    let mut request = http::Request::get("https://api.example.com/x");
    request = request.header("cookie", "theme=dark");
    let mut request = request.body(bytes::Bytes::new()).unwrap();
    let credentials = all();
    for schemes in [[BEARER, HEADER, COOKIE], [LOGIN, HEADER, COOKIE]] {
        let carried = credentials.choose(&[schemes]).unwrap();
        crate::credential::write(&carried, &mut request)
            .await
            .unwrap();
        let mut headers = request.headers().iter();
        assert!(headers.all(|(_, value)| value.is_sensitive()));
        assert_silent(&request);
    }
}
