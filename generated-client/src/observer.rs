//! What a program can watch of its calls: for metrics, and for contract drift.

use std::time::Duration;

use http::{Method, StatusCode};

use crate::drift::Drift;
use crate::error::Error;

/// Watches the calls of a client; set by [`ClientBuilder::observer`](crate::ClientBuilder::observer).
///
/// It is called on the task of the call, so it should be quick. Nothing it is given shows the token,
/// a path, a query or a body.
pub trait Observer: Send + Sync + 'static {
    /// A request was answered, or failed.
    fn attempt(&self, attempt: &Attempt<'_>) {
        let _ = attempt;
    }

    /// An answer, or a listing, differs from the document.
    fn drift(&self, operation: &'static str, drift: &Drift) {
        let _ = (operation, drift);
    }
}

/// One attempt of a call, when it is over.
#[derive(Debug)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// The operation by its id in the document.
    pub operation: &'static str,
    /// The method.
    pub method: &'a Method,
    /// The path template; empty for a path that the document does not have.
    pub path: &'static str,
    /// Which attempt of its call it is, from 1.
    pub number: u32,
    /// The status of the answer, where one came.
    pub status: Option<StatusCode>,
    /// How long it took.
    pub elapsed: Duration,
    /// Why it gave no successful answer.
    pub error: Option<&'a Error>,
    /// How long the call waits before the next attempt, if there is one.
    pub retry_in: Option<Duration>,
}
