//! What is sent again and when, with time and chance set by the test.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::Duration;

use http::Method;

use crate::client::ClientBuilder;
use crate::clock::Clock;
use crate::error::Error;
use crate::observer::{Attempt, Observer};
use crate::rate_limit::RateLimit;
use crate::retry::RetryPolicy;
use crate::testing::{Reply, Road};
use crate::transport::{BoxFuture, TransportError, TransportKind};

const OK: Reply = Reply::Answer(200, &[]);

fn in_turn(statuses: &'static [u16]) -> impl Fn(usize) -> Reply + Send + Sync + 'static {
    |number| Reply::Answer(statuses[number.min(statuses.len() - 1)], &[])
}

async fn call(road: &Road, method: Method) -> Result<u32, Error> {
    let response = road.client.request(method, "/x").send().await?;
    Ok(response.attempts())
}

#[tokio::test]
async fn row_15_a_read_is_repeated_on_a_failing_server() {
    let road = Road::new(in_turn(&[500, 500, 200]));
    assert_eq!(call(&road, Method::GET).await.unwrap(), 3);
    assert_eq!(road.sent(), [0.0, 0.5, 1.5]);
}

#[tokio::test]
async fn row_15_a_write_is_not_repeated_unless_that_is_safe() {
    let road = Road::new(in_turn(&[500, 500, 200]));
    let error = call(&road, Method::PUT).await.unwrap_err();
    assert_eq!((error.attempts(), road.sent().len()), (1, 1));
    let road = Road::new(in_turn(&[500, 500, 200]));
    let call = road.client.request(Method::PUT, "/x").idempotent();
    assert_eq!(call.send().await.unwrap().attempts(), 3);
}

#[tokio::test]
async fn a_write_is_repeated_where_it_was_not_taken() {
    let road = Road::new(in_turn(&[429, 429, 200]));
    assert_eq!(call(&road, Method::PUT).await.unwrap(), 3);
    let refused: Reply = Reply::Fault(|| TransportError::connect("refused"));
    let road = Road::new(move |number| match (number, &refused) {
        (0, Reply::Fault(fault)) => Reply::Fault(*fault),
        _ => OK,
    });
    assert_eq!(call(&road, Method::PUT).await.unwrap(), 2);
}

#[tokio::test]
async fn what_is_repeated_and_what_is_not() {
    let closed: fn() -> TransportError = || TransportError::closed("x");
    let protocol: fn() -> TransportError = || TransportError::protocol("x");
    let connect: fn() -> TransportError = || TransportError::connect("x");
    for (fault, read, write) in [(closed, 4, 1), (protocol, 1, 1), (connect, 4, 4)] {
        for (method, expected) in [(Method::GET, read), (Method::POST, write)] {
            let road = Road::new(move |_| Reply::Fault(fault));
            call(&road, method).await.unwrap_err();
            assert_eq!(road.sent().len(), expected);
        }
    }
    for status in [400, 401, 402, 403, 404, 409, 412, 418, 501, 505] {
        let road = Road::new(move |_| Reply::Answer(status, &[]));
        call(&road, Method::GET).await.unwrap_err();
        assert_eq!(road.sent().len(), 1, "{status}");
    }
    for status in [408, 429, 500, 502, 503, 504] {
        let road = Road::new(move |_| Reply::Answer(status, &[]));
        let error = call(&road, Method::GET).await.unwrap_err();
        assert_eq!((road.sent().len(), error.attempts()), (4, 4), "{status}");
        assert_eq!(road.sent(), [0.0, 0.5, 1.5, 3.5]);
        assert!(error.is_retryable() && error.to_string().ends_with(" after 4 attempts"));
    }
}

/// The headers of a 429, and the wait before the second attempt; `None` if there is none.
type RetryAfterCase = (&'static [(&'static str, &'static str)], Option<f64>);

const RETRY_AFTER: [RetryAfterCase; 11] = [
    (&[("retry-after", "0")], Some(0.0)),
    (&[("retry-after", "1")], Some(1.0)),
    (&[("retry-after", "60")], Some(60.0)),
    (&[("retry-after", "61")], None),
    (&[("retry-after", "-1")], Some(0.5)),
    (&[("retry-after", "99999999")], None),
    (&[("retry-after", "abc")], Some(0.5)),
    (
        &[("retry-after", "Thu, 01 Jan 2015 00:00:00 GMT")],
        Some(0.5),
    ),
    (&[("retry-after", "Fri, 01 Jan 2099 00:00:00 GMT")], None),
    (
        &[("retry-after", "Thu, 01 Jan 2026 00:00:09 GMT")],
        Some(9.0),
    ),
    (&[("retry-after", "1"), ("retry-after", "2")], Some(2.0)),
];

#[tokio::test]
async fn row_14_retry_after_is_waited_for_in_full_or_not_at_all() {
    for (headers, wait) in RETRY_AFTER {
        for status in [429, 503] {
            let road = Road::new(move |number| match number {
                0 => Reply::Answer(status, headers),
                _ => OK,
            });
            let outcome = call(&road, Method::GET).await;
            if let Some(wait) = wait {
                assert_eq!(road.sent(), [0.0, wait], "{headers:?}");
            } else {
                let error = outcome.unwrap_err();
                assert!(
                    error.retry_after() > Some(Duration::from_secs(60)),
                    "{headers:?}"
                );
                assert_eq!((road.sent().len(), road.clock.slept().len()), (1, 0));
            }
        }
    }
}

#[tokio::test]
async fn row_14_a_wait_beyond_the_deadline_fails_at_once() {
    for (seconds, is_waited_for) in [(30, false), (31, true)] {
        let road = Road::new(|number| match number {
            0 => Reply::Answer(429, &[("retry-after", "30")]),
            _ => OK,
        });
        let call = road.client.request(Method::GET, "/x");
        let outcome = call.timeout(Duration::from_secs(seconds)).await;
        if is_waited_for {
            outcome.unwrap();
            assert_eq!(road.sent(), [0.0, 30.0]);
        } else {
            let error = outcome.unwrap_err();
            assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
            assert_eq!((road.sent().len(), road.clock.slept().len()), (1, 0));
        }
    }
}

#[tokio::test]
async fn row_14_a_write_waits_for_a_429_alone() {
    for (status, attempts) in [(429, 2), (503, 1)] {
        let road = Road::new(move |number| match number {
            0 => Reply::Answer(status, &[("retry-after", "9")]),
            _ => OK,
        });
        let _ = call(&road, Method::PUT).await;
        assert_eq!(road.sent().len(), attempts, "{status}");
    }
}

/// A clock whose waits never end.
struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn wall(&self) -> jiff::Timestamp {
        jiff::Timestamp::UNIX_EPOCH
    }

    fn sleep(&self, _: Duration) -> BoxFuture<()> {
        Box::pin(std::future::pending())
    }

    fn jitter(&self, most: Duration) -> Duration {
        most
    }
}

#[tokio::test]
async fn row_14_a_wait_is_cancelled_with_its_call() {
    for header in [
        &[("retry-after", "30")] as &'static [_],
        &[("retry-after", "abc")],
    ] {
        let answer = move |number| match number {
            0 => Reply::Answer(429, header),
            _ => OK,
        };
        let road = Road::with(answer, |builder| builder.clock(Arc::new(Stopped)));
        let mut call = pin!(road.client.request(Method::GET, "/x").into_future());
        let mut context = Context::from_waker(Waker::noop());
        assert!(call.as_mut().poll(&mut context).is_pending());
        assert!(call.as_mut().poll(&mut context).is_pending());
        call.set(road.client.request(Method::GET, "/y").into_future());
        assert_eq!(road.sent().len(), 1, "what waited is gone");
        assert!(call.as_mut().poll(&mut context).is_ready());
        assert_eq!(road.sent().len(), 2, "the next call goes out");
    }
}

#[tokio::test]
async fn row_16_retries_add_a_fifth_to_the_load_and_the_reserve() {
    let road = Road::new(|_| Reply::Answer(503, &[]));
    for _ in 0..5_000 {
        call(&road, Method::GET).await.unwrap_err();
    }
    let sent = road.sent().len();
    assert!((5_900..=6_010).contains(&sent), "{sent}");
}

#[tokio::test]
async fn row_02_an_attempt_and_a_call_have_their_time() {
    let road = Road::new(|number| if number < 2 { Reply::Silence } else { OK });
    assert_eq!(call(&road, Method::GET).await.unwrap(), 3);
    assert_eq!(road.sent(), [0.0, 30.5, 61.5]);
    let road = Road::new(|_| Reply::Silence);
    let error = call(&road, Method::GET).await.unwrap_err();
    assert!(error.is_timeout() && error.elapsed() <= Duration::from_secs(120));
    assert_eq!(road.sent(), [0.0, 30.5, 61.5, 93.5]);
    let road = Road::new(|_| Reply::Silence);
    let error = call(&road, Method::PUT).await.unwrap_err();
    assert_eq!(
        (error.attempts(), error.elapsed()),
        (1, Duration::from_secs(30))
    );
}

#[tokio::test]
async fn the_times_of_an_attempt_and_of_a_call_can_be_set() {
    let seconds = Duration::from_secs;
    let set = |builder: ClientBuilder| builder.attempt_timeout(seconds(2)).timeout(seconds(6));
    let road = Road::with(|_| Reply::Silence, set);
    let error = call(&road, Method::GET).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    // The third attempt has what the call has left; a fourth would begin too late.
    assert_eq!(road.sent(), [0.0, 2.5, 5.5]);
    assert_eq!(error.elapsed(), seconds(6));
    let call = road.client.request(Method::GET, "/x").timeout(seconds(1));
    let error = call.await.unwrap_err();
    assert_eq!((error.attempts(), error.elapsed()), (1, seconds(1)));
}

#[tokio::test]
async fn a_dead_connection_of_the_pool_is_replaced_once_and_for_free() {
    let stale = || TransportError::new(TransportKind::Closed { reused: true });
    let road = Road::with(
        move |number| if number == 0 { Reply::Fault(stale) } else { OK },
        |builder| builder.retry(RetryPolicy::none()),
    );
    assert_eq!(call(&road, Method::GET).await.unwrap(), 2);
    assert_eq!(road.sent(), [0.0, 0.0]);
    let road = Road::new(move |_| Reply::Fault(stale));
    call(&road, Method::PUT).await.unwrap_err();
    assert_eq!(road.sent().len(), 1);
    call(&road, Method::GET).await.unwrap_err();
    assert_eq!(road.sent().len(), 1 + 5);
}

#[tokio::test]
async fn a_policy_is_the_clients_or_the_calls_own() {
    let road = Road::with(in_turn(&[500]), |builder| {
        builder.retry(RetryPolicy::standard().max_attempts(2).budget(0.0))
    });
    call(&road, Method::GET).await.unwrap_err();
    assert_eq!(road.sent().len(), 2);
    let none = RetryPolicy::none();
    road.client
        .request(Method::GET, "/x")
        .retry(none)
        .await
        .unwrap_err();
    assert_eq!(road.sent().len(), 3);
    let many = RetryPolicy::standard().max_attempts(50);
    let many = many.backoff(Duration::from_secs(1), Duration::from_secs(3));
    road.client
        .request(Method::GET, "/x")
        .retry(many)
        .await
        .unwrap_err();
    assert_eq!(road.sent().len(), 3 + 1 + 9, "the reserve of 10 is spent");
    assert_eq!(
        road.clock.slept(),
        [0.5, 1.0, 2.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0]
    );
}

#[tokio::test]
async fn no_minute_holds_more_than_the_rate_limit() {
    let road = Road::with(
        |_| OK,
        |builder| builder.rate_limit(RateLimit::per_minute(450)),
    );
    for _ in 0..1_000 {
        road.clock.advance(Duration::from_millis(20));
        call(&road, Method::GET).await.unwrap();
    }
    let sent = road.sent();
    assert!(
        sent.windows(451)
            .all(|window| window[450] - window[0] > 59.999)
    );
}

#[tokio::test]
async fn a_call_whose_turn_comes_too_late_is_not_sent() {
    let road = Road::with(
        |_| OK,
        |builder| builder.rate_limit(RateLimit::per_minute(1)),
    );
    call(&road, Method::GET).await.unwrap();
    let late = road
        .client
        .request(Method::GET, "/x")
        .timeout(Duration::from_secs(59));
    let error = late.await.unwrap_err();
    assert!(error.is_timeout() && error.attempts() == 0, "{error}");
    call(&road, Method::GET).await.unwrap();
    assert_eq!(road.sent(), [0.0, 60.0]);
}

type Seen = Arc<Mutex<Vec<(u32, Option<u16>, Option<Duration>)>>>;

struct Recorder(Seen);

impl Observer for Recorder {
    fn attempt(&self, attempt: &Attempt<'_>) {
        let status = attempt.status.map(|status| status.as_u16());
        self.0
            .lock()
            .unwrap()
            .push((attempt.number, status, attempt.retry_in));
    }
}

#[tokio::test]
async fn an_observer_is_told_of_each_attempt() {
    let seen = Seen::default();
    let recorder = Recorder(Arc::clone(&seen));
    let road = Road::with(in_turn(&[503, 200]), |builder| builder.observer(recorder));
    call(&road, Method::GET).await.unwrap();
    let half = Duration::from_millis(500);
    assert_eq!(
        *seen.lock().unwrap(),
        [(1, Some(503), Some(half)), (2, Some(200), None)]
    );
}

#[tokio::test]
async fn a_client_that_only_reads_sends_no_write() {
    let road = Road::with(|_| OK, ClientBuilder::read_only);
    for method in [Method::PUT, Method::POST, Method::DELETE, Method::PATCH] {
        let error = call(&road, method).await.unwrap_err();
        assert!(error.is_read_only() && error.attempts() == 0, "{error}");
    }
    assert!(road.sent().is_empty());
    call(&road, Method::GET).await.unwrap();
    let write = road.client.request(Method::PUT, "/x").allow_write();
    write.await.unwrap();
    assert_eq!(road.sent().len(), 2);
}

#[tokio::test]
async fn what_the_server_said_is_kept_when_no_turn_is_left() {
    let road = Road::with(in_turn(&[503]), |builder| {
        builder
            .rate_limit(RateLimit::per_minute(1))
            .timeout(Duration::from_secs(50))
    });
    let error = call(&road, Method::GET).await.unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.attempts()),
        (503, 1)
    );
}
