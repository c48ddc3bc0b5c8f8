//! What the client does not do: follow, leak, send in the clear, or repeat what is not safe.

use std::process::Command;

use generated_client::http::Method;
use generated_client::{
    ApiToken, BaseUrl, Client, ClientBuilder, PersonnelId, RateLimit, Region, RetryPolicy,
};

use crate::canary::TOKEN;
use crate::server::{Server, answer};
use crate::{builder, client, once};

#[tokio::test]
async fn row_15_a_read_is_sent_again_and_a_write_is_not() {
    let failing = [
        answer("500 Oh", ""),
        answer("500 Oh", ""),
        answer("200 OK", r#"{"id": 7}"#),
    ];
    let server = Server::answering(failing.clone());
    let response = client(&server)
        .personnel()
        .get(PersonnelId::from(7))
        .send()
        .await
        .unwrap();
    assert_eq!((response.attempts(), server.requests().len()), (3, 3));
    let server = Server::answering(failing.clone());
    let error = client(&server)
        .personnel()
        .reset_sync_all()
        .await
        .unwrap_err();
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
    let server = Server::answering(failing);
    client(&server)
        .personnel()
        .reset_sync_all()
        .idempotent()
        .await
        .unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn row_19_a_redirect_is_not_followed() {
    let other = Server::answering([answer("200 OK", r#"{"id": 7}"#)]);
    let port = other.address().port();
    for status in [301, 302, 303, 307, 308] {
        let server = Server::serving(move |request| {
            let target = request.header("x-target").unwrap();
            format!("HTTP/1.1 {status} X\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n").into()
        });
        let own = format!("http://{}", server.address());
        let targets = [
            ("/public/secret-path".to_owned(), own.clone()),
            (format!("{own}/secret-path?a=secret-path"), own.clone()),
            (
                format!("http://127.0.0.1:{port}/secret-path"),
                format!("http://127.0.0.1:{port}"),
            ),
            (
                format!("http://u:secret-path@localhost:{port}/"),
                format!("http://localhost:{port}"),
            ),
            (
                "https://api.example.com/secret-path".to_owned(),
                "https://api.example.com".to_owned(),
            ),
            ("file:///secret-path".to_owned(), "elsewhere".to_owned()),
            ("http://[secret-path".to_owned(), "elsewhere".to_owned()),
        ];
        for (number, (target, origin)) in targets.into_iter().enumerate() {
            let call = client(&server).personnel().get(PersonnelId::from(7));
            let error = call.header("x-target", target).await.unwrap_err();
            assert!(
                error.is_redirect() && error.status().unwrap() == status,
                "{error:?}"
            );
            let text = format!("{error} {error:?}");
            assert!(
                text.contains(&origin) && !text.contains("secret-path"),
                "{text}"
            );
            assert_eq!(server.requests().len(), number + 1);
        }
    }
    assert_eq!(other.connections(), 0);
}

/// The other half of row 20: runs in a process of its own, whose environment names a proxy.
#[tokio::test]
#[ignore = "started by row 20 in a process of its own"]
async fn child_that_lists_with_a_proxy_in_its_environment() {
    let url = std::env::var("TEST_BASE_URL").unwrap();
    let plain = Client::builder(url.as_str(), TOKEN).build().unwrap();
    plain.request(Method::GET, "/direct").await.unwrap();
    let asked = Client::builder(url.as_str(), TOKEN)
        .proxy_from_env()
        .build()
        .unwrap();
    asked.request(Method::GET, "/through").await.unwrap();
}

#[test]
fn row_20_a_proxy_is_used_only_when_asked_for() {
    let (server, proxy) = (
        Server::answering([answer("200 OK", "1")]),
        Server::answering([answer("200 OK", "2")]),
    );
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args([
        "--exact",
        "--ignored",
        "policy::child_that_lists_with_a_proxy_in_its_environment",
    ]);
    for name in [
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
    ] {
        child.env(name, format!("http://{}", proxy.address()));
    }
    child
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .env_remove("REQUEST_METHOD");
    let output = child.env("TEST_BASE_URL", server.url()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(server.request().target, "/public/direct");
    assert_eq!(proxy.request().target, format!("{}/through", server.url()));
}

/// The other half of the next test: a process whose environment names the server and the token.
#[tokio::test]
#[ignore = "started by another test in a process of its own"]
async fn child_that_reads_its_environment() {
    let base_url = BaseUrl::from_env("DRATA_BASE_URL").unwrap();
    let token = ApiToken::from_env("DRATA_API_KEY").unwrap();
    let client = Client::builder(base_url, token).build().unwrap();
    client.request(Method::GET, "/x").await.unwrap();
    let region = BaseUrl::from_region_env::<Region>("DRATA_REGION").unwrap();
    assert!(region == Region::Europe.into());
    let unknown = BaseUrl::from_region_env::<Region>("TEST_REGION").unwrap_err();
    assert_eq!(
        unknown.to_string(),
        "the environment variable `TEST_REGION` is not a region; one of: north_america, europe, asia_pacific"
    );
    for fault in [
        BaseUrl::from_region_env::<Region>("TEST_IS_NOT_SET").unwrap_err(),
        ApiToken::from_env("TEST_IS_NOT_SET").unwrap_err(),
        BaseUrl::from_env("TEST_IS_NOT_SET").unwrap_err(),
    ] {
        let text = fault.to_string();
        assert_eq!(
            text,
            "the environment variable `TEST_IS_NOT_SET` is not set"
        );
    }
}

#[test]
fn the_environment_is_read_where_it_is_named() {
    let server = Server::answering([answer("200 OK", "1")]);
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args([
        "--exact",
        "--ignored",
        "policy::child_that_reads_its_environment",
    ]);
    child.env("DRATA_BASE_URL", server.url());
    child
        .env("DRATA_REGION", "europe")
        .env("TEST_REGION", "mars");
    let output = child.env("DRATA_API_KEY", "secret\n").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let request = server.request();
    assert_eq!(request.header("authorization"), Some("Bearer secret"));
}

#[tokio::test]
async fn a_proxy_that_is_named_is_used() {
    let proxy = Server::answering([answer("200 OK", "2")]);
    let client = Client::builder("http://127.0.0.1:9/public", TOKEN);
    let client = client
        .proxy(format!("http://{}", proxy.address()))
        .build()
        .unwrap();
    client.request(Method::GET, "/x").await.unwrap();
    assert_eq!(proxy.request().target, "http://127.0.0.1:9/public/x");
}

#[test]
fn row_21_a_base_url_keeps_the_rules() {
    for url in [
        "http://api.example.com",
        "http://192.168.0.1",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "https://user@api.example.com",
        "https://user:secret@api.example.com",
        "https://@api.example.com",
        "https://api.example.com?a=1",
        "https://api.example.com/?",
        "https://api.example.com/#",
        "https://api.example.com/a b",
        "https://api.exa\nmple.com",
        "https:\\\\api.example.com",
        "file:///etc/passwd",
        "ftp://api.example.com",
        "api.example.com",
        "https://",
        "",
    ] {
        let error = Client::builder(url, TOKEN).build().unwrap_err().to_string();
        assert!(error.starts_with("the base URL "), "{url}: {error}");
        assert!(
            !error.contains("secret") && !error.contains("example.com"),
            "{error}"
        );
    }
    let insecure = Client::builder("http://api.example.com", TOKEN).allow_insecure_http();
    assert_eq!(
        insecure.build().unwrap().base_url(),
        "http://api.example.com"
    );
    for (url, kept) in [
        ("http://localhost:1/public/", "http://localhost:1/public"),
        (" http://[::1]:1 ", "http://[::1]:1"),
        ("http://127.9.9.9", "http://127.9.9.9"),
        ("HTTP://api.localhost//", "http://api.localhost"),
    ] {
        assert_eq!(
            Client::builder(url, TOKEN).build().unwrap().base_url(),
            kept
        );
    }
}

#[cfg(not(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
)))]
#[test]
fn without_tls_an_https_base_url_is_refused_with_the_features() {
    let error = Client::builder("https://api.example.com", TOKEN)
        .build()
        .unwrap_err();
    assert!(error.to_string().contains("`rustls`"), "{error}");
}

#[tokio::test]
async fn row_22_a_token_is_trimmed_or_refused() {
    let server = Server::answering([answer("200 OK", "1")]);
    for token in ["secret\n", "  secret\r\n", "secret"] {
        let client = Client::builder(server.url(), token).build().unwrap();
        client.request(Method::GET, "/x").await.unwrap();
    }
    for request in server.requests() {
        assert_eq!(request.header("authorization"), Some("Bearer secret"));
    }
    for token in [
        "",
        " \r\n",
        "sec\nret",
        "sec\r\nX-A: ret",
        "secr\u{e9}t",
        "Bearer secret",
        "secr\0t",
    ] {
        let error = Client::builder(server.url(), token)
            .build()
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("the API token ") && !error.contains("sec"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_token_provider_is_asked_before_each_attempt() {
    let server = Server::answering([answer("429 X", ""), answer("200 OK", "1")]);
    let number = std::sync::atomic::AtomicUsize::new(0);
    let token = ApiToken::provider(move || {
        let number = number.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        async move { Ok(format!("token-{number}\n")) }
    });
    let client = Client::builder(server.url(), token).build().unwrap();
    client.request(Method::GET, "/x").await.unwrap();
    let tokens: Vec<_> = server
        .requests()
        .iter()
        .map(|r| r.header("authorization").map(str::to_owned))
        .collect();
    assert_eq!(
        tokens,
        [
            Some("Bearer token-0".to_owned()),
            Some("Bearer token-1".to_owned())
        ]
    );
}

#[tokio::test]
async fn a_client_that_only_reads_refuses_writes() {
    let server = Server::answering([answer("200 OK", r#"{"id": 7}"#)]);
    let people = builder(&server).read_only().build().unwrap().personnel();
    let error = people.reset_sync_all().await.unwrap_err();
    assert!(error.is_read_only(), "{error}");
    people.get(PersonnelId::from(7)).await.unwrap();
    people.reset_sync_all().allow_write().await.unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_timeout_can_be_as_long_as_there_is_time() {
    let server = Server::answering([answer("200 OK", "1")]);
    let client = once(&server);
    let call = client
        .request(Method::GET, "/x")
        .timeout(std::time::Duration::MAX);
    call.await.unwrap();
}

#[test]
fn a_setting_that_makes_no_sense_is_refused() {
    type Change = fn(ClientBuilder) -> ClientBuilder;

    let build = |change: Change| change(Client::builder("http://127.0.0.1", TOKEN)).build();
    assert!(build(|builder| builder.retry(RetryPolicy::standard().budget(0.0))).is_ok());
    let faults: [(Change, &str); 5] = [
        (
            |builder| builder.retry(RetryPolicy::standard().budget(-0.1)),
            "the retry budget is negative or no number",
        ),
        (
            |builder| builder.retry(RetryPolicy::standard().budget(f64::NAN)),
            "the retry budget is negative or no number",
        ),
        (
            |builder| builder.rate_limit(RateLimit::per_minute(0)),
            "the rate limit allows no request at all",
        ),
        (
            |builder| builder.user_agent("team\n1"),
            "the user agent contains a character that no header holds",
        ),
        (
            |builder| builder.proxy("not a url"),
            "the proxy is not a URL",
        ),
    ];
    for (change, text) in faults {
        assert_eq!(build(change).unwrap_err().to_string(), text);
    }
}
