//! The one road that every call takes: check, send, wait, send again, read.

mod answer;
mod attempt;
#[cfg(test)]
mod tests;
pub(crate) mod trace;

use std::time::Duration;

use bytes::Bytes;

use crate::answer::Answer;
use crate::client::{Client, Shared};
use crate::credential::Carried;
use crate::error::{Error, Facts, Kind};
use crate::observer::Attempt;
use crate::request::Request;
use crate::retry::{RetryPolicy, is_worth_repeating};

/// A successful answer that is not read yet.
#[derive(Clone)]
pub(crate) struct Arrival {
    pub(crate) client: Client,
    pub(crate) facts: Facts,
    pub(crate) answer: Answer,
    pub(crate) attempts: u32,
    pub(crate) elapsed: Duration,
}

/// Sends the request as often as the policy allows, and gives its successful answer.
pub(crate) async fn travel(client: Client, request: Request) -> Result<Arrival, Error> {
    let shared = &*client.0;
    let base = request.base(shared)?;
    let http = request.to_http(&base, &shared.user_agent)?;
    let facts = request.facts();
    check_write(shared, &request)?;
    let carried = request.carried(shared)?;
    let mut trip = Trip::new(shared, &request, &facts, &base, carried);
    let outcome = trip.run(&http).await;
    let (attempts, started) = (trip.attempts, trip.started);
    let elapsed = shared.clock.now().saturating_sub(started);
    match outcome {
        Ok(answer) => Ok(Arrival {
            client,
            facts,
            answer,
            attempts,
            elapsed,
        }),
        Err(error) => Err(error.edit(|inner| {
            inner.operation = Some(facts);
            inner.attempts = attempts;
            inner.elapsed = elapsed;
        })),
    }
}

fn check_write(shared: &Shared, request: &Request) -> Result<(), Error> {
    if !shared.read_only || request.method.is_safe() || request.options.allow_write {
        return Ok(());
    }
    let facts = request.facts();
    let why = "the client only reads (`read_only`); `allow_write` lifts it for one call";
    Err(Error::new(Kind::ReadOnly, why).edit(|inner| inner.operation = Some(facts)))
}

/// One call on its way.
struct Trip<'a> {
    shared: &'a Shared,
    facts: &'a Facts,
    /// The address that the path follows.
    base: &'a str,
    /// What is written onto the request each time it leaves.
    carried: Vec<Carried<'a>>,
    policy: &'a RetryPolicy,
    /// Sending the request twice does no harm.
    repeatable: bool,
    started: Duration,
    deadline: Duration,
    attempts: u32,
    /// A connection that had died in the pool was replaced.
    replaced: bool,
}

impl<'a> Trip<'a> {
    fn new(
        shared: &'a Shared,
        request: &'a Request,
        facts: &'a Facts,
        base: &'a str,
        carried: Vec<Carried<'a>>,
    ) -> Self {
        let options = &request.options;
        let started = shared.clock.now();
        let limit = options.timeout.unwrap_or(shared.timeout);
        Self {
            shared,
            facts,
            base,
            carried,
            policy: options.retry.as_ref().unwrap_or(&shared.retry),
            repeatable: options.idempotent || request.method.is_safe(),
            started,
            deadline: started.saturating_add(limit),
            attempts: 0,
            replaced: false,
        }
    }

    async fn run(&mut self, request: &http::Request<Bytes>) -> Result<Answer, Error> {
        self.shared.budget.deposit();
        let mut last = None;
        loop {
            if let Err(too_late) = self.wait_for_turn().await {
                // What the server said before says more than that there is no time.
                return Err(last.unwrap_or(too_late));
            }
            self.attempts += 1;
            let began = self.shared.clock.now();
            let outcome = self.attempt(request.clone()).await;
            let wait = match &outcome {
                Ok(_) => None,
                Err(error) => self.next_wait(error),
            };
            self.report(began, &outcome, wait);
            match wait {
                None => return outcome,
                Some(Duration::ZERO) => {}
                Some(wait) => self.shared.clock.sleep(wait).await,
            }
            last = outcome.err();
        }
    }

    /// Waits for what the rate limit allows.
    async fn wait_for_turn(&self) -> Result<(), Error> {
        let Some(limiter) = &self.shared.limiter else {
            return Ok(());
        };
        let now = self.shared.clock.now();
        let Some(turn) = limiter.take_turn(now, self.deadline) else {
            let why = "the rate limit of this client leaves the call no time; it was not sent";
            return Err(Error::new(Kind::Timeout, why));
        };
        let wait = turn.saturating_sub(now);
        if !wait.is_zero() {
            self.shared.clock.sleep(wait).await;
        }
        Ok(())
    }

    /// How long to wait before the next attempt; `None` if there is none.
    fn next_wait(&mut self, error: &Error) -> Option<Duration> {
        if error.inner().stale && self.repeatable && !self.replaced {
            self.replaced = true;
            return Some(Duration::ZERO);
        }
        if error.was_accepted() && !self.facts.method.is_safe() {
            // What the write was to do is done.
            return None;
        }
        let counted = self.attempts - u32::from(self.replaced);
        if !self.policy.allows_more(counted) || !is_worth_repeating(error, self.repeatable) {
            return None;
        }
        let wait = match error.retry_after() {
            Some(wait) if self.policy.waits_for(wait) => wait,
            Some(_) => return None,
            None => self.shared.clock.jitter(self.policy.backoff_limit(counted)),
        };
        let in_time = self.shared.clock.now().saturating_add(wait) < self.deadline;
        // The budget comes last: what is not sent costs nothing.
        (in_time && self.shared.budget.withdraw()).then_some(wait)
    }

    fn report(&self, began: Duration, outcome: &Result<Answer, Error>, wait: Option<Duration>) {
        let attempt = Attempt {
            operation: self.facts.endpoint.name,
            method: &self.facts.method,
            path: self.facts.endpoint.path,
            number: self.attempts,
            status: match outcome {
                Ok(answer) => Some(answer.status),
                Err(error) => error.status(),
            },
            elapsed: self.shared.clock.now().saturating_sub(began),
            error: outcome.as_ref().err(),
            retry_in: wait,
        };
        trace::attempt(&attempt);
        if let Some(observer) = &self.shared.observer {
            observer.attempt(&attempt);
        }
    }
}
