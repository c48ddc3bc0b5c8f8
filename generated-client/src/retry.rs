//! When a call is sent again, and when it is not.

mod after;
mod budget;

use std::time::Duration;

use http::StatusCode;

pub(crate) use self::after::retry_after;
pub(crate) use self::budget::Budget;
use crate::error::{BuildError, Error, Kind};

/// When a call is sent again.
///
/// A call that only reads is sent again on 408, 429, 500, 502, 503, 504, and when the connection
/// fails or takes too long. A call that writes is sent again only on 429 and where it never left the
/// machine, unless [`Call::idempotent`](crate::Call::idempotent) says that more is safe. Nothing is
/// ever sent again on 400 to 404, 409 and 412.
///
/// The wait before an attempt is random, up to a limit that doubles each time. A `Retry-After` of
/// the server is waited for in full in its place, or not at all: if it is longer than
/// [`max_retry_after`](Self::max_retry_after) or the time that is left, the call fails at once with
/// [`Error::retry_after`] set.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryPolicy {
    max_attempts: u32,
    first: Duration,
    most: Duration,
    max_retry_after: Duration,
    budget: f64,
}

impl RetryPolicy {
    /// 4 attempts, waits up to 0.5 s, 1 s and 2 s, never above 8 s, `Retry-After` up to 60 s, and a budget of 0.2.
    #[must_use]
    pub const fn standard() -> Self {
        Self {
            max_attempts: 4,
            first: Duration::from_millis(500),
            most: Duration::from_secs(8),
            max_retry_after: Duration::from_secs(60),
            budget: 0.2,
        }
    }

    /// One attempt.
    #[must_use]
    pub const fn none() -> Self {
        Self::standard().max_attempts(1)
    }

    /// How often a request is sent at most, the first time included; 0 counts as 1.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// The limit of the first wait, and the limit that no wait exceeds.
    #[must_use]
    pub const fn backoff(mut self, first: Duration, most: Duration) -> Self {
        self.first = first;
        self.most = most;
        self
    }

    /// The longest `Retry-After` that is waited for.
    #[must_use]
    pub const fn max_retry_after(mut self, time: Duration) -> Self {
        self.max_retry_after = time;
        self
    }

    /// How many retries each call adds to what the client may spend on retries: 0.2 is one retry for five calls.
    ///
    /// All calls of a client share the budget, which begins with 10 retries and never saves up more.
    /// It is a setting of the client: in a policy of one call it has no effect.
    #[must_use]
    pub const fn budget(mut self, share: f64) -> Self {
        self.budget = share;
        self
    }

    pub(crate) fn check(&self) -> Result<(), BuildError> {
        if self.budget.is_finite() && self.budget >= 0.0 {
            Ok(())
        } else {
            Err(BuildError::new("the retry budget is negative or no number"))
        }
    }

    pub(crate) fn new_budget(&self) -> Budget {
        Budget::new(self.budget)
    }

    /// Whether there may be another attempt after this many.
    pub(crate) fn allows_more(&self, attempts: u32) -> bool {
        attempts < self.max_attempts
    }

    /// The limit of the random wait after this many attempts.
    pub(crate) fn backoff_limit(&self, attempts: u32) -> Duration {
        let doublings = attempts.saturating_sub(1).min(31);
        self.first.saturating_mul(1 << doublings).min(self.most)
    }

    pub(crate) fn waits_for(&self, retry_after: Duration) -> bool {
        retry_after <= self.max_retry_after
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::standard()
    }
}

/// Whether sending the request again can help, and does no harm.
pub(crate) fn is_worth_repeating(error: &Error, repeatable: bool) -> bool {
    match error.kind() {
        Kind::Connect => true,
        Kind::Timeout | Kind::Closed | Kind::Body => repeatable,
        Kind::Api => match error.status() {
            Some(StatusCode::TOO_MANY_REQUESTS) => true,
            Some(status) => repeatable && matches!(status.as_u16(), 408 | 500 | 502..=504),
            None => false,
        },
        _ => false,
    }
}
