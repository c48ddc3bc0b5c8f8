//! What is told to `tracing`, where that feature is on: path templates and numbers, nothing else.

use crate::drift::Drift;
use crate::observer::Attempt;

#[cfg(feature = "tracing")]
pub(super) fn attempt(attempt: &Attempt<'_>) {
    let millis = |time: std::time::Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    tracing::debug!(
        operation = attempt.operation,
        method = %attempt.method,
        path = attempt.path,
        attempt = attempt.number,
        status = attempt.status.map(|status| status.as_u16()),
        elapsed_ms = millis(attempt.elapsed),
        retry_in_ms = attempt.retry_in.map(millis),
        error = attempt.error.map(tracing::field::display),
        "attempt"
    );
}

#[cfg(not(feature = "tracing"))]
pub(super) fn attempt(_: &Attempt<'_>) {}

/// The kind alone: a pointer may hold a key that the server made up.
#[cfg(feature = "tracing")]
pub(crate) fn drift(operation: &'static str, drift: &Drift) {
    tracing::debug!(operation, kind = %drift.kind, "drift");
}

#[cfg(not(feature = "tracing"))]
pub(crate) fn drift(_: &'static str, _: &Drift) {}
