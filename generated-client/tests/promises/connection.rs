//! Connections that fail, stall, end early or are reused.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use generated_client::http::{Method, Request, Response};
use generated_client::{BoxFuture, Bytes, Client, PersonnelId, Transport, TransportError};

use crate::canary::{EMAIL, TOKEN};
use crate::server::{Connection, Server, answer};
use crate::{builder, client, once};

const PERSON: &str = r#"{"id": 7}"#;

fn milliseconds(number: u64) -> Duration {
    Duration::from_millis(number)
}

#[tokio::test]
async fn row_01_a_refused_connection_is_a_connect_error() {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = Client::builder(url, TOKEN).build().unwrap();
    let started = Instant::now();
    let error = client
        .personnel()
        .get_by_email(EMAIL)
        .timeout(milliseconds(900))
        .await
        .unwrap_err();
    assert!(error.is_connect() && error.is_transport(), "{error}");
    assert!(started.elapsed() < Duration::from_secs(2));
    assert!(
        error.to_string().contains("no connection to the server"),
        "{error}"
    );
}

struct NoSuchName;

impl Transport for NoSuchName {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<Result<Response<Bytes>, TransportError>> {
        let fault = TransportError::connect("failed to lookup address information");
        Box::pin(async { Err(fault) })
    }
}

#[tokio::test]
async fn row_01_a_failing_lookup_is_a_connect_error() {
    let client = Client::builder("https://nowhere.invalid", TOKEN).transport(NoSuchName);
    let client = client.build().unwrap();
    let call = client.personnel().get_by_email(EMAIL);
    let error = call
        .retry(generated_client::RetryPolicy::none())
        .await
        .unwrap_err();
    assert!(error.is_connect() && error.status().is_none());
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "failed to lookup address information");
}

#[tokio::test]
async fn row_02_silence_ends_at_the_deadline() {
    let server = Server::start(Connection::linger);
    let started = Instant::now();
    let call = client(&server).personnel().get(PersonnelId::from(7));
    let error = call.timeout(milliseconds(200)).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(started.elapsed() >= milliseconds(200) && started.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn row_03_a_trickle_ends_at_the_deadline() {
    let server = Server::start(|connection| {
        connection.request();
        connection.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        while connection.write(b" ") {
            std::thread::sleep(milliseconds(100));
        }
    });
    let started = Instant::now();
    let call = client(&server).personnel().get(PersonnelId::from(7));
    let error = call.timeout(milliseconds(450)).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(started.elapsed() >= milliseconds(450) && started.elapsed() < Duration::from_secs(2));
}

/// A read is tried four times, a write once, and each time on a new connection.
async fn ends_early(script: fn(&mut Connection)) {
    let server = Server::start(script);
    let people = client(&server).personnel();
    let error = people.get(PersonnelId::from(7)).await.unwrap_err();
    assert!(error.is_transport() && !error.is_connect(), "{error:?}");
    assert_eq!((error.attempts(), server.connections()), (4, 4));
    let error = people.reset_sync_all().await.unwrap_err();
    assert!(error.is_transport() && !error.is_connect(), "{error:?}");
    assert_eq!((error.attempts(), server.connections()), (1, 5));
}

#[tokio::test]
async fn row_04_a_reset_on_accept() {
    ends_early(Connection::reset).await;
}

#[tokio::test]
async fn row_04_a_reset_after_the_request() {
    ends_early(|connection| {
        connection.request();
        connection.reset();
    })
    .await;
}

#[tokio::test]
async fn row_04_a_reset_amid_the_body() {
    ends_early(|connection| {
        connection.request();
        connection.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\"");
        std::thread::sleep(milliseconds(20));
        connection.reset();
    })
    .await;
}

#[tokio::test]
async fn row_05_an_end_before_the_answer() {
    ends_early(|connection| {
        connection.request();
    })
    .await;
    ends_early(|connection| {
        connection.request();
        connection.write(b"HTTP/1.1 200 O");
    })
    .await;
}

/// Answers in pieces, with the target of the request as the body.
fn echo_slowly(connection: &mut Connection) {
    while let Some(request) = connection.request() {
        let body = serde_json::to_string(&request.target).unwrap();
        for piece in answer("200 OK", &body).chunks(24) {
            if !connection.write(piece) {
                return;
            }
            std::thread::sleep(Duration::from_micros(100));
        }
    }
}

#[tokio::test]
async fn row_17_a_future_can_be_dropped_at_any_point() {
    let server = Server::start(echo_slowly);
    let client = client(&server);
    let mut dropped = 0;
    for number in 0..1_000 {
        let path = format!("/{number}");
        let call = client.request(Method::GET, path.as_str()).into_future();
        let point = Duration::from_micros(fastrand::u64(0..2_500));
        match tokio::time::timeout(point, call).await {
            Ok(value) => assert_eq!(value.unwrap(), format!("/public{path}")),
            Err(_) => dropped += 1,
        }
    }
    let value = client.request(Method::GET, "/last").await.unwrap();
    assert_eq!(value, "/public/last");
    assert!(dropped > 100, "only {dropped} were dropped");
}

#[tokio::test]
async fn row_18_a_kept_connection_that_dies_is_replaced() {
    let server = Server::start(|connection| {
        connection.request();
        connection.write(&answer("200 OK", PERSON));
        // Half of the connections end while they are idle, half under the next request.
        if connection.number % 2 == 0 {
            connection.request();
        }
    });
    let people = once(&server).personnel();
    for _ in 0..200 {
        people.get(PersonnelId::from(7)).await.unwrap();
    }
    assert!(
        server.requests().len() > 250,
        "no connection died under a request"
    );
}

#[tokio::test]
async fn row_18_a_write_on_a_dead_connection_is_not_repeated() {
    let server = Server::start(|connection| {
        connection.request();
        connection.write(&answer("200 OK", PERSON));
        connection.request();
    });
    let people = once(&server).personnel();
    people.reset_sync_all().await.unwrap();
    let error = people.reset_sync_all().await.unwrap_err();
    assert!(error.is_closed(), "{error:?}");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn row_27_many_calls_at_once_are_all_answered() {
    let server = Server::start(echo_slowly);
    let client = client(&server);
    let calls: Vec<_> = (0..64)
        .map(|number| {
            let call = client.request(Method::GET, format!("/{number}"));
            (number, tokio::spawn(call.into_future()))
        })
        .collect();
    for (number, call) in calls {
        assert_eq!(call.await.unwrap().unwrap(), format!("/public/{number}"));
    }
    assert_eq!(server.requests().len(), 64);
}

#[tokio::test]
async fn connections_are_kept() {
    let turns = AtomicUsize::new(0);
    let server = Server::serving(move |_| {
        turns.fetch_add(1, Ordering::SeqCst);
        answer("200 OK", PERSON)
    });
    let people = builder(&server).build().unwrap().personnel();
    for _ in 0..5 {
        people.get(PersonnelId::from(7)).await.unwrap();
    }
    assert_eq!((server.requests().len(), server.connections()), (5, 1));
}
