//! How many requests a client sends in a minute.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::error::BuildError;

const MINUTE: Duration = Duration::from_secs(60);

/// How many requests all clones of a client send in any minute; retries count.
///
/// A request above the limit waits for its turn. It is not sent at all, and fails as a timeout, if
/// its turn comes after the call's own time is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    requests: u32,
}

impl RateLimit {
    /// At most this many requests in any 60 seconds; they may go out all at once.
    #[must_use]
    pub const fn per_minute(requests: u32) -> Self {
        Self { requests }
    }
}

/// When the latest requests left, or will leave.
pub(crate) struct Limiter {
    requests: usize,
    turns: Mutex<VecDeque<Duration>>,
}

impl Limiter {
    pub(crate) fn new(limit: RateLimit) -> Result<Self, BuildError> {
        match usize::try_from(limit.requests) {
            Ok(requests) if requests > 0 => Ok(Self {
                requests,
                turns: Mutex::default(),
            }),
            _ => Err(BuildError::new("the rate limit allows no request at all")),
        }
    }

    /// Takes a turn, and gives the time at which it comes; `None` if that is after `deadline`.
    pub(crate) fn take_turn(&self, now: Duration, deadline: Duration) -> Option<Duration> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        while turns.front().is_some_and(|turn| *turn + MINUTE <= now) {
            turns.pop_front();
        }
        let earlier = turns.len().checked_sub(self.requests);
        let turn = earlier.map_or(now, |index| (turns[index] + MINUTE).max(now));
        if turn > deadline {
            return None;
        }
        turns.push_back(turn);
        Some(turn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn no_minute_holds_more_than_the_limit() {
        let limiter = Limiter::new(RateLimit::per_minute(3)).unwrap();
        let mut turns = Vec::new();
        for now in [0, 10, 20, 20, 20, 20, 95, 95, 200] {
            turns.push(limiter.take_turn(seconds(now), seconds(1_000)).unwrap());
        }
        for window in turns.windows(4) {
            assert!(window[3] >= window[0] + MINUTE, "{turns:?}");
        }
        assert_eq!(turns[3], seconds(60));
        assert_eq!(turns[8], seconds(200));
    }

    #[test]
    fn a_turn_after_the_deadline_is_not_taken() {
        let limiter = Limiter::new(RateLimit::per_minute(1)).unwrap();
        assert!(limiter.take_turn(seconds(0), seconds(10)).is_some());
        assert!(limiter.take_turn(seconds(1), seconds(10)).is_none());
        assert!(limiter.take_turn(seconds(61), seconds(70)).is_some());
    }

    #[test]
    fn a_limit_of_nothing_is_refused() {
        assert!(Limiter::new(RateLimit::per_minute(0)).is_err());
    }
}
