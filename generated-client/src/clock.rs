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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_spread_over_the_whole_wait() {
        let clock = System::new();
        let most = Duration::from_secs(8);
        let waits: Vec<Duration> = (0..1_000).map(|_| clock.jitter(most)).collect();
        assert!(waits.iter().all(|wait| *wait <= most));
        for part in 0..8 {
            let seconds = part..part + 1;
            assert!(waits.iter().any(|wait| seconds.contains(&wait.as_secs())));
        }
        assert_eq!(clock.jitter(Duration::ZERO), Duration::ZERO);
        assert!(clock.jitter(Duration::MAX) <= Duration::MAX);
    }
}
