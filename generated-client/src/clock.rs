//! Time and chance as the road sees them, so that tests can set both.

use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::transport::BoxFuture;

pub(crate) trait Clock: Send + Sync + 'static {
    /// Time since this clock was made; it never goes back.
    fn now(&self) -> Duration;

    /// The time of day, for servers that name one.
    fn wall(&self) -> Timestamp;

    /// Waits.
    fn sleep(&self, time: Duration) -> BoxFuture<()>;

    /// Any time from zero to `most`.
    fn jitter(&self, most: Duration) -> Duration;
}

/// The clock of the machine; waiting needs a tokio runtime with its timer on.
pub(crate) struct System {
    start: Instant,
}

impl System {
    pub(crate) fn new() -> Self {
        Self {
            start: Instant::now(),
        }
    }
}

impl Clock for System {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn wall(&self) -> Timestamp {
        Timestamp::now()
    }

    fn sleep(&self, time: Duration) -> BoxFuture<()> {
        Box::pin(async move { tokio::time::sleep(time).await })
    }

    fn jitter(&self, most: Duration) -> Duration {
        most.mul_f64(fastrand::f64())
    }
}
