//! Connections that fail, stall, end early or are reused.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use generated_client::http::{Method, Request, Response};
use generated_client::{
    BoxFuture, Bytes, Client, ClientBuilder, Error, PersonnelId, RetryPolicy, Transport,
    TransportError,
};

use crate::canary::{EMAIL, TOKEN, assert_silent_error};
use crate::server::{Connection, Server, answer};
use crate::{builder, client, once};

const PERSON: &str = r#"{"id": 7}"#;

fn milliseconds(number: u64) -> Duration {
    Duration::from_millis(number)
}

/// An error of a connection that was never made: it says so, shows nothing that was planted and no path of a URL.
fn assert_unconnected(error: &Error) {
    assert!(error.is_connect() && error.is_transport(), "{error:?}");
    assert!(error.status().is_none() && error.body().is_none());
    assert_silent_error(error);
    let text = error.to_string();
    assert!(text.contains("no connection to the server"), "{text}");
    let mut next: Option<&dyn std::error::Error> = Some(error);
    while let Some(cause) = next {
        let text = format!("{cause} {cause:?}");
        assert!(!text.contains("base-path"), "{text}");
        next = cause.source();
    }
}

/// A client whose base URL has a path that no message may show.
fn unconnected(address: SocketAddr) -> ClientBuilder {
    let retry = RetryPolicy::none();
    Client::builder(format!("http://{address}/base-path"), TOKEN).retry(retry)
}

#[tokio::test]
async fn row_01_a_refused_connection_is_a_connect_error() {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = unconnected(address).build().unwrap();
    let started = Instant::now();
    let error = client.personnel().get_by_email(EMAIL).await.unwrap_err();
    assert_unconnected(&error);
    assert!(started.elapsed() < Duration::from_secs(2));
    // Nothing left, so a write may be sent again.
    let moment = milliseconds(1);
    let retry = RetryPolicy::standard().backoff(moment, moment);
    let write = client.personnel().reset_sync_all().retry(retry);
    assert_eq!(write.await.unwrap_err().attempts(), 4);
}

/// A socket that takes no more connections: whoever connects waits. Only Linux lets it wait.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn row_01_a_connection_has_its_time() {
    use std::net::TcpStream;

    let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
    let any: SocketAddr = ([127, 0, 0, 1], 0).into();
    socket.bind(&any.into()).unwrap();
    socket.listen(0).unwrap();
    let address = socket.local_addr().unwrap().as_socket().unwrap();
    let mut taken = Vec::new();
    while let Ok(stream) = TcpStream::connect_timeout(&address, milliseconds(100)) {
        taken.push(stream);
    }
    let client = unconnected(address).connect_timeout(milliseconds(200));
    let client = client.build().unwrap();
    let started = Instant::now();
    let error = client.personnel().get_by_email(EMAIL).await.unwrap_err();
    assert_unconnected(&error);
    assert!(started.elapsed() >= milliseconds(200) && started.elapsed() < Duration::from_secs(2));
}

/// Counts how often it is asked for a connection.
struct NoSuchName(Arc<AtomicUsize>);

impl Transport for NoSuchName {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<Result<Response<Bytes>, TransportError>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        let fault = TransportError::connect("failed to lookup address information");
        Box::pin(async { Err(fault) })
    }
}

#[tokio::test]
async fn row_01_a_failing_lookup_is_a_connect_error() {
    let asked = Arc::new(AtomicUsize::new(0));
    let client = Client::builder("https://nowhere.invalid/base-path", TOKEN);
    let client = client.transport(NoSuchName(Arc::clone(&asked)));
    let client = client.build().unwrap();
    let call = client.personnel().get_by_email(EMAIL);
    let error = call.retry(RetryPolicy::none()).await.unwrap_err();
    assert_unconnected(&error);
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "failed to lookup address information");
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn row_02_silence_ends_at_the_deadline() {
    let server = Server::start(|connection| {
        connection.request();
        connection.linger();
    });
    let started = Instant::now();
    let call = client(&server).personnel().get(PersonnelId::from(7));
    let error = call.timeout(milliseconds(200)).await.unwrap_err();
    assert!(error.is_timeout() && !error.was_accepted(), "{error}");
    assert!(started.elapsed() >= milliseconds(200) && started.elapsed() < Duration::from_secs(2));
    assert_eq!((server.requests().len(), server.connections()), (1, 1));
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
    assert_eq!((server.requests().len(), server.connections()), (1, 1));
}

/// A read is tried four times, a write once, and each time on a new connection; `requests` says how many of a try
/// the server read.
async fn ends_early(script: fn(&mut Connection), is_expected: fn(&Error) -> bool, requests: usize) {
    let server = Server::start(script);
    let people = client(&server).personnel();
    let error = people.get(PersonnelId::from(7)).await.unwrap_err();
    assert!(error.is_transport() && is_expected(&error), "{error:?}");
    assert_eq!((error.attempts(), server.connections()), (4, 4));
    let error = people.reset_sync_all().await.unwrap_err();
    assert!(error.is_transport() && is_expected(&error), "{error:?}");
    assert_eq!((error.attempts(), server.connections()), (1, 5));
    assert_eq!(server.requests().len(), 5 * requests);
}

#[tokio::test]
async fn row_04_a_reset_on_accept() {
    ends_early(Connection::reset, Error::is_closed, 0).await;
}

#[tokio::test]
async fn row_04_a_reset_after_the_request() {
    let script = |connection: &mut Connection| {
        connection.request();
        connection.reset();
    };
    ends_early(script, Error::is_closed, 1).await;
}

#[tokio::test]
async fn row_04_a_reset_amid_the_body() {
    let script = |connection: &mut Connection| {
        connection.request();
        connection.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\"");
        std::thread::sleep(milliseconds(20));
        connection.reset();
    };
    let amid_the_body = |error: &Error| error.is_body() && error.was_accepted();
    ends_early(script, amid_the_body, 1).await;
}

#[tokio::test]
async fn row_05_an_end_before_the_answer() {
    let at_once = |connection: &mut Connection| {
        connection.request();
    };
    ends_early(at_once, Error::is_closed, 1).await;
    let amid_the_head = |connection: &mut Connection| {
        connection.request();
        connection.write(b"HTTP/1.1 200 O");
    };
    ends_early(amid_the_head, Error::is_closed, 1).await;
}

/// Answers in pieces, with the target of the request as the body.
fn echo_slowly(connection: &mut Connection) {
    while let Some(request) = connection.request() {
        let body = serde_json::to_string(&request.target).unwrap();
        for piece in answer("200 OK", &body).chunks(24) {
            if !connection.write(piece) {
                return;
            }
            std::thread::sleep(Duration::from_micros(500));
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
        // An answer takes as long as half of this at least, for its pieces: many calls are cut off, and some are not.
        let point = Duration::from_micros(fastrand::u64(0..5_000));
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
