//! How each credential stands on the wire.

use http::Method;

use super::{BEARER, COOKIE, HEADER, LOGIN, QUERY, Server, all, counting, header};
use crate::call::Call;
use crate::credential::Credentials;
use crate::endpoint::{Endpoint, Operation};
use crate::error::Error;
use crate::retry::RetryPolicy;
use crate::scheme::SecurityScheme;

/// The head of a request that carries these schemes.
async fn sent(credentials: Credentials, schemes: &[SecurityScheme]) -> String {
    let server = Server::start();
    let client = server.client(credentials);
    let call = client.request(Method::GET, "/x");
    call.secured_by(schemes.iter().copied()).await.unwrap();
    server.head()
}

#[tokio::test]
async fn every_kind_goes_to_its_place_and_nowhere_else() {
    for (scheme, name, value) in [
        (BEARER, "authorization", "Bearer canary-token"),
        (
            LOGIN,
            "authorization",
            // "canary-user:canary-password"
            "Basic Y2FuYXJ5LXVzZXI6Y2FuYXJ5LXBhc3N3b3Jk",
        ),
        (HEADER, "x-api-key", "canary-header"),
        (COOKIE, "cookie", "session=canary-cookie"),
    ] {
        let head = sent(all(), &[scheme]).await;
        assert_eq!(header(&head, name), Some(value));
        assert!(head.starts_with("GET /base/x HTTP/1.1\r\n"), "{head}");
        assert_eq!(
            head.matches("canary").count(),
            value.matches("canary").count()
        );
    }
    let head = sent(all(), &[QUERY]).await;
    assert!(
        head.starts_with("GET /base/x?api%20key=canary-query HTTP/1.1\r\n"),
        "{head}"
    );
    assert_eq!(head.matches("canary").count(), 1);
    assert!(!sent(all(), &[]).await.contains("canary"));
}

#[tokio::test]
async fn schemes_are_carried_together() {
    let head = sent(all(), &[BEARER, HEADER, QUERY, COOKIE]).await;
    assert_eq!(header(&head, "authorization"), Some("Bearer canary-token"));
    assert_eq!(header(&head, "x-api-key"), Some("canary-header"));
    assert_eq!(header(&head, "cookie"), Some("session=canary-cookie"));
    assert!(head.contains("?api%20key=canary-query "));
}

#[tokio::test]
async fn a_credential_stands_beside_what_the_call_sets() {
    let server = Server::start();
    let client = server.client(all());
    let call = client.request(Method::GET, "/x").query("page", 1);
    let call = call.header("cookie", "theme=dark");
    let call = call.header("x-api-key", "forged");
    call.secured_by([HEADER, QUERY, COOKIE]).await.unwrap();
    let head = server.head();
    assert!(
        head.starts_with("GET /base/x?page=1&api%20key=canary-query "),
        "{head}"
    );
    assert_eq!(
        header(&head, "cookie"),
        Some("theme=dark; session=canary-cookie")
    );
    assert_eq!(header(&head, "x-api-key"), Some("canary-header"));
    assert_eq!(head.matches("x-api-key").count(), 1);
}

#[tokio::test]
async fn secrets_are_encoded_for_their_place() {
    let head = sent(Credentials::new().key(QUERY, "a&b=c#d e"), &[QUERY]).await;
    assert!(head.contains("?api%20key=a%26b%3Dc%23d%20e "), "{head}");
    let head = sent(Credentials::new().key(HEADER, " Token x "), &[HEADER]).await;
    assert_eq!(header(&head, "x-api-key"), Some("Token x"));
    // "jä: b " and its password, in UTF-8; the blank is part of it, the line break is not.
    let login = Credentials::new().basic(LOGIN, "jä", " b: \n");
    let head = sent(login, &[LOGIN]).await;
    assert_eq!(header(&head, "authorization"), Some("Basic asOkOiBiOiA="));
}

#[tokio::test]
async fn a_provider_is_asked_before_each_attempt_for_every_kind() {
    for scheme in [BEARER, LOGIN, HEADER, QUERY, COOKIE] {
        let server = Server::answering(
            "HTTP/1.1 503 Busy\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        );
        let (token, asked) = counting("fresh");
        let credentials = match scheme.name {
            "bearer" => Credentials::new().token(scheme, token),
            "login" => Credentials::new().basic(scheme, "jane", token),
            _ => Credentials::new().key(scheme, token),
        };
        let moment = std::time::Duration::from_millis(1);
        let retry = RetryPolicy::standard()
            .max_attempts(3)
            .backoff(moment, moment);
        let call = server.client(credentials).request(Method::GET, "/x");
        let error = call.secured_by([scheme]).retry(retry).await.unwrap_err();
        assert_eq!((error.attempts(), *asked.lock().unwrap()), (3, 3));
        let (first, second) = (server.head(), server.head());
        assert_ne!(first, second);
        if scheme.name != "login" {
            assert!(first.contains("fresh-1") && second.contains("fresh-2"));
        }
    }
}

enum Either {}

impl Operation for Either {
    type Output = serde_json::Value;
    const ENDPOINT: &'static Endpoint =
        &Endpoint::get("either", "/either").security(&[&[BEARER, HEADER], &[LOGIN]]);
}

enum Open {}

impl Operation for Open {
    type Output = serde_json::Value;
    const ENDPOINT: &'static Endpoint = &Endpoint::get("open", "/open").public();
}

enum Usual {}

impl Operation for Usual {
    type Output = serde_json::Value;
    const ENDPOINT: &'static Endpoint = &Endpoint::get("usual", "/usual");
}

#[tokio::test]
async fn an_operation_takes_what_it_asks_for() {
    let server = Server::start();
    let client = server.client(all());
    Call::<Either>::new(&client, &[]).await.unwrap();
    let head = server.head();
    assert_eq!(header(&head, "authorization"), Some("Bearer canary-token"));
    assert_eq!(head.matches("canary").count(), 2);
    Call::<Open>::new(&client, &[]).await.unwrap();
    assert!(!server.head().contains("canary"));
    let client = server.client(Credentials::new().basic(LOGIN, "jane", "x"));
    Call::<Either>::new(&client, &[]).await.unwrap();
    assert_eq!(
        header(&server.head(), "authorization"),
        Some("Basic amFuZTp4")
    );
}

#[tokio::test]
async fn nothing_leaves_where_a_credential_is_missing() {
    let server = Server::start();
    let client = server.client(Credentials::new().key(HEADER, "secret"));
    let missing = |error: Error| {
        assert!(error.is_token() && error.attempts() == 0);
        error.to_string()
    };
    assert_eq!(
        missing(Call::<Either>::new(&client, &[]).await.unwrap_err()),
        "either (GET /either): the operation needs a token for `bearer`, or a user and a password for \
         `login`, which the client was not given; it was not sent"
    );
    assert_eq!(
        missing(Call::<Usual>::new(&client, &[]).await.unwrap_err()),
        "usual (GET /usual): the operation needs an API token, which the client was not given; it was not sent"
    );
    let call = client.request(Method::GET, "/x").secured_by([COOKIE]);
    assert!(missing(call.await.unwrap_err()).contains("a key for `cookie`"));
    assert!(server.is_untouched());
}

#[tokio::test]
async fn an_undocumented_request_carries_a_token_without_a_scheme_or_nothing() {
    let server = Server::start();
    server
        .client("plain")
        .request(Method::GET, "/x")
        .await
        .unwrap();
    assert_eq!(
        header(&server.head(), "authorization"),
        Some("Bearer plain")
    );
    server
        .client(all())
        .request(Method::GET, "/x")
        .await
        .unwrap();
    assert!(!server.head().contains("canary"));
}

enum Elsewhere {}

impl Operation for Elsewhere {
    type Output = serde_json::Value;
    const ENDPOINT: &'static Endpoint =
        &Endpoint::get("elsewhere", "/x").server("http://upload.example.com/v2");
}

#[tokio::test]
async fn a_server_of_an_operation_keeps_the_rules_of_the_clients_own() {
    let server = Server::start();
    let client = server.client("token");
    let call = Call::<Elsewhere>::new(&client, &[]);
    let error = call.clone().await.unwrap_err();
    assert!(error.is_invalid_request() && error.attempts() == 0);
    assert!(
        error.to_string().contains("`http://` beyond this machine"),
        "{error}"
    );
    let http = call
        .clone()
        .base_url("https://upload.example.com/v3/")
        .to_http()
        .unwrap();
    assert_eq!(http.uri(), "https://upload.example.com/v3/x");
    let insecure = crate::client::Client::builder(server.url.as_str(), "token");
    let insecure = insecure.allow_insecure_http().build().unwrap();
    let http = Call::<Elsewhere>::new(&insecure, &[]).to_http().unwrap();
    assert_eq!(http.uri(), "http://upload.example.com/v2/x");
    call.base_url(server.url.as_str()).await.unwrap();
    let head = server.head();
    assert!(head.starts_with("GET /base/x "), "{head}");
    assert_eq!(header(&head, "authorization"), Some("Bearer token"));
    let error = client
        .request(Method::GET, "/x")
        .base_url("ftp://x")
        .await
        .unwrap_err();
    assert!(error.is_invalid_request());
}
