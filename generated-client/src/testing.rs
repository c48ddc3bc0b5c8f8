//! A clock that tests set, and a transport that tests script: the road without time and without a socket.

use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use jiff::Timestamp;

use crate::client::{Client, ClientBuilder};
use crate::clock::Clock;
use crate::transport::{BoxFuture, Transport, TransportError};

/// Waiting takes no time: the clock jumps when a wait is polled, so a timer fires once nothing else can go on.
#[derive(Default)]
pub(crate) struct Jump {
    now: Mutex<Duration>,
    slept: Mutex<Vec<Duration>>,
}

impl Jump {
    /// Every wait that was polled, in order.
    pub(crate) fn slept(&self) -> Vec<f64> {
        self.slept
            .lock()
            .unwrap()
            .iter()
            .map(Duration::as_secs_f64)
            .collect()
    }

    pub(crate) fn advance(&self, time: Duration) {
        *self.now.lock().unwrap() += time;
    }
}

/// The clock as the client holds it.
pub(crate) struct Shared(Arc<Jump>);

impl Clock for Shared {
    fn now(&self) -> Duration {
        *self.0.now.lock().unwrap()
    }

    fn wall(&self) -> Timestamp {
        "2026-01-01T00:00:00Z".parse().unwrap()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<()> {
        let clock = Arc::clone(&self.0);
        Box::pin(async move {
            clock.advance(time);
            clock.slept.lock().unwrap().push(time);
        })
    }

    /// The longest wait there may be.
    fn jitter(&self, most: Duration) -> Duration {
        most
    }
}

pub(crate) enum Reply {
    Answer(u16, &'static [(&'static str, &'static str)]),
    Fault(fn() -> TransportError),
    Silence,
}

/// Replies to each request by its number, from 0.
pub(crate) struct Script<F> {
    reply: F,
    sent: Arc<Mutex<Vec<Duration>>>,
    clock: Arc<Jump>,
}

impl<F: Fn(usize) -> Reply + Send + Sync + 'static> Transport for Script<F> {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<Result<Response<Bytes>, TransportError>> {
        let now = *self.clock.now.lock().unwrap();
        let mut sent = self.sent.lock().unwrap();
        let reply = (self.reply)(sent.len());
        sent.push(now);
        Box::pin(async move {
            match reply {
                Reply::Answer(status, headers) => {
                    let mut response = Response::builder().status(status);
                    for (name, value) in headers {
                        response = response.header(*name, *value);
                    }
                    Ok(response.body(Bytes::from_static(b"{}")).unwrap())
                }
                Reply::Fault(fault) => Err(fault()),
                Reply::Silence => pending().await,
            }
        })
    }
}

/// A client on a scripted road.
pub(crate) struct Road {
    pub(crate) client: Client,
    pub(crate) clock: Arc<Jump>,
    sent: Arc<Mutex<Vec<Duration>>>,
}

impl Road {
    pub(crate) fn new(reply: impl Fn(usize) -> Reply + Send + Sync + 'static) -> Self {
        Self::with(reply, |builder| builder)
    }

    pub(crate) fn with(
        reply: impl Fn(usize) -> Reply + Send + Sync + 'static,
        change: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Self {
        let clock = Arc::new(Jump::default());
        let sent = Arc::default();
        let script = Script {
            reply,
            sent: Arc::clone(&sent),
            clock: Arc::clone(&clock),
        };
        let builder = Client::builder("https://api.example.com", "token").transport(script);
        let builder = builder.clock(Arc::new(Shared(Arc::clone(&clock))));
        let client = change(builder).build().unwrap();
        Self {
            client,
            clock,
            sent,
        }
    }

    /// When each request was sent, in seconds.
    pub(crate) fn sent(&self) -> Vec<f64> {
        self.sent
            .lock()
            .unwrap()
            .iter()
            .map(Duration::as_secs_f64)
            .collect()
    }
}
