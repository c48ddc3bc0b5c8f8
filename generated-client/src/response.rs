//! A successful answer: the value, and everything around it.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::answer::{Answer, request_id};
use crate::drift::Drift;
use crate::received::FromAnswer;

/// A successful answer: the value, and everything around it.
///
/// `Debug` may be logged: of the value it shows what the `Debug` of a model shows, so no text and no date, and
/// of all around it numbers alone.
pub struct Response<T> {
    value: T,
    /// Prints the value without what may be personal; what a caller made of it is the caller's own.
    show: Show<T>,
    pub(crate) meta: Meta,
}

type Show<T> = fn(&T, &mut fmt::Formatter<'_>) -> fmt::Result;

pub(crate) struct Meta {
    pub(crate) answer: Answer,
    pub(crate) drift: Vec<Drift>,
    pub(crate) unlisted_drift: usize,
    pub(crate) attempts: u32,
    pub(crate) elapsed: Duration,
}

impl<T: FromAnswer> Response<T> {
    pub(crate) fn new(value: T, meta: Meta) -> Self {
        let show = T::show_redacted;
        Self { value, show, meta }
    }
}

impl<T> Response<T> {
    /// What the answer holds.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// What the answer holds, without the rest.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }

    /// The status, 200 to 299.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.meta.answer.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.meta.answer.headers
    }

    /// What the server calls this request: the first of `x-request-id`, `x-correlation-id`,
    /// `x-amzn-requestid` and `cf-ray`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers())
    }

    /// How often the request was sent, 1 or more.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.meta.attempts
    }

    /// How long the call took, with its retries and waits.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.meta.elapsed
    }

    /// The raw body; it holds what the models have no field for, and may hold personal data.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.meta.answer.body
    }

    /// The body as free-form JSON.
    ///
    /// # Errors
    ///
    /// The body is not JSON in the strict sense of `serde_json`.
    pub fn json(&self) -> Result<serde_json::Value, serde_json::Error> {
        serde_json::from_slice(self.bytes())
    }

    /// What the answer held beyond the document, or lacked; with JSON pointers.
    #[must_use]
    pub fn drift(&self) -> &[Drift] {
        &self.meta.drift
    }

    /// How many entries [`drift`](Self::drift) would have beyond the about 3,000 that it lists at most.
    #[must_use]
    pub fn unlisted_drift(&self) -> usize {
        self.meta.unlisted_drift
    }

    /// Keeps everything around the value, and changes the value, which `Debug` then shows no more.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response {
            value: change(self.value),
            show: |_, f| f.write_str("<redacted>"),
            meta: self.meta,
        }
    }
}

/// Neither headers nor body, and of the value no text: they may hold personal data.
impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &Value(self))
            .field("status", &self.status())
            .field("bytes", &self.bytes().len())
            .field("drift", &self.meta.drift.len())
            .field("attempts", &self.meta.attempts)
            .field("elapsed", &self.meta.elapsed)
            .finish_non_exhaustive()
    }
}

/// The value of an answer, as it is shown.
struct Value<'a, T>(&'a Response<T>);

impl<T> fmt::Debug for Value<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0.show)(&self.0.value, f)
    }
}

#[cfg(test)]
mod tests;
