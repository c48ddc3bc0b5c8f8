//! The one error of a call: small, typed by predicates, and safe to log.

mod api;
mod build;
mod text;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

pub use self::api::{ApiError, ApiErrorKind};
pub use self::build::BuildError;
use crate::answer::{Answer, request_id};
use crate::drift::Drift;
use crate::endpoint::Endpoint;
use crate::token::BoxError;

/// Why a call did not give a value.
///
/// `Display` and `Debug` may be logged: they name the operation by its path template and never show
/// the token, a path, a query, a header or a body. What the server sent is reached by
/// [`body`](Self::body), [`headers`](Self::headers) and [`api`](Self::api).
pub struct Error(Box<Inner>);

pub(crate) struct Inner {
    pub(crate) kind: Kind,
    /// A sentence of this crate; nothing of the server or the caller's values is in it.
    pub(crate) detail: Cow<'static, str>,
    pub(crate) operation: Option<Facts>,
    pub(crate) attempts: u32,
    pub(crate) elapsed: Duration,
    pub(crate) answer: Option<Answer>,
    pub(crate) api: Option<ApiError>,
    pub(crate) pointer: Option<String>,
    pub(crate) page: Option<u64>,
    pub(crate) index: Option<u64>,
    pub(crate) drift: Vec<Drift>,
    pub(crate) retry_after: Option<Duration>,
    /// The connection had served an earlier request, and died before this one was answered.
    pub(crate) stale: bool,
    pub(crate) source: Option<BoxError>,
}

/// Which operation, for messages.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) endpoint: &'static Endpoint,
    pub(crate) method: Method,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Refused before anything left.
    Invalid,
    /// A write on a client that only reads.
    ReadOnly,
    /// There is no credential to send.
    Token,
    /// No connection was made: nothing left.
    Connect,
    /// The attempt or the call took too long.
    Timeout,
    /// The connection ended before an answer began.
    Closed,
    /// What came is not HTTP/1.1.
    Protocol,
    /// An answer began and did not end.
    Body,
    /// The answer is longer than the cap.
    TooLarge,
    /// The answer is compressed in a way this build does not read.
    Compressed,
    /// The server sent the call elsewhere.
    Redirect,
    /// A status that is no success.
    Api,
    /// A success whose body does not decode.
    Decode,
    /// A success with drift, under `Strictness::Deny`.
    Drift,
    /// A listing that cannot go on.
    Paging,
}

impl Error {
    pub(crate) fn new(kind: Kind, detail: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            detail: detail.into(),
            operation: None,
            attempts: 0,
            elapsed: Duration::ZERO,
            answer: None,
            api: None,
            pointer: None,
            page: None,
            index: None,
            drift: Vec::new(),
            retry_after: None,
            stale: false,
            source: None,
        }))
    }

    pub(crate) fn edit(mut self, edit: impl FnOnce(&mut Inner)) -> Self {
        edit(&mut self.0);
        self
    }

    pub(crate) fn kind(&self) -> Kind {
        self.0.kind
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    /// The request was refused before anything left: a limit, a condition, a path or a header value.
    #[must_use]
    pub fn is_invalid_request(&self) -> bool {
        self.0.kind == Kind::Invalid
    }

    /// The client was built with [`read_only`](crate::ClientBuilder::read_only) and the operation writes; nothing left.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.0.kind == Kind::ReadOnly
    }

    /// The client lacks a credential that the operation asks for, or a provider failed or gave what cannot be sent;
    /// nothing left.
    #[must_use]
    pub fn is_token(&self) -> bool {
        self.0.kind == Kind::Token
    }

    /// No connection was made (name, socket, TLS, or the time for it); nothing left.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.0.kind == Kind::Connect
    }

    /// The attempt or the whole call took longer than it may.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.kind == Kind::Timeout
    }

    /// The connection failed, ended early, or carried something that is not HTTP.
    #[must_use]
    pub fn is_transport(&self) -> bool {
        matches!(
            self.0.kind,
            Kind::Connect | Kind::Closed | Kind::Protocol | Kind::Body
        )
    }

    /// The connection ended before an answer began; whether the server acted is unknown.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.0.kind == Kind::Closed
    }

    /// What came is not HTTP/1.1, or its head is too large.
    #[must_use]
    pub fn is_protocol(&self) -> bool {
        self.0.kind == Kind::Protocol
    }

    /// An answer began and its body did not end as announced.
    #[must_use]
    pub fn is_body(&self) -> bool {
        self.0.kind == Kind::Body
    }

    /// The body is longer than [`max_body`](crate::ClientBuilder::max_body), counted decoded.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        self.0.kind == Kind::TooLarge
    }

    /// The server answered a redirect, which is never followed.
    #[must_use]
    pub fn is_redirect(&self) -> bool {
        self.0.kind == Kind::Redirect
    }

    /// The server answered with a status that is no success; see [`api`](Self::api).
    #[must_use]
    pub fn is_api(&self) -> bool {
        self.0.kind == Kind::Api
    }

    /// The server answered with success and a body that does not decode.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        matches!(self.0.kind, Kind::Decode | Kind::Compressed)
    }

    /// The answer holds what the document does not say, and [`Strictness::Deny`](crate::Strictness::Deny) is set.
    #[must_use]
    pub fn is_drift(&self) -> bool {
        self.0.kind == Kind::Drift
    }

    /// A listing cannot go on: the server repeats itself, or the call cannot be listed this way.
    #[must_use]
    pub fn is_paging(&self) -> bool {
        self.0.kind == Kind::Paging
    }

    /// The same call may succeed later: no connection, a timeout, an early end, 408, 429, 500, 502, 503 or 504.
    ///
    /// Says nothing on whether repeating a write is safe: see [`was_accepted`](Self::was_accepted).
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self.0.kind {
            Kind::Connect | Kind::Timeout | Kind::Closed | Kind::Body => true,
            Kind::Api => self
                .status()
                .is_some_and(|status| matches!(status.as_u16(), 408 | 429 | 500 | 502..=504)),
            _ => false,
        }
    }

    /// The server answered with success: a write has been done, although its answer is of no use.
    ///
    /// That is so where the answer does not decode, and where it began with success and then ended
    /// early, grew too long or took too long. A write of which this is true is never sent again.
    #[must_use]
    pub fn was_accepted(&self) -> bool {
        self.status().is_some_and(|status| status.is_success())
    }

    /// The status of the answer, where one came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.answer.as_ref().map(|answer| answer.status)
    }

    /// What the server said went wrong; there whenever [`is_api`](Self::is_api).
    #[must_use]
    pub fn api(&self) -> Option<&ApiError> {
        self.0.api.as_ref()
    }

    /// The operation by its id in the document; `request` for one that the document does not have.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.as_ref().map(|facts| facts.endpoint.name)
    }

    /// The permission that the operation needs, where the document names one.
    #[must_use]
    pub fn permission(&self) -> Option<&'static str> {
        self.0.operation.as_ref()?.endpoint.permission
    }

    /// What the server calls this request; give it to the vendor's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers()?)
    }

    /// The headers of the answer, where one came.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.answer.as_ref().map(|answer| &answer.headers)
    }

    /// The raw body of the answer, where one came; it may hold personal data.
    ///
    /// Empty where the body did not arrive as a whole.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.0.answer.as_ref().map(|answer| &answer.body)
    }

    /// How often the request was sent or tried to be sent; 0 if it was refused here.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How long the call took, with its retries and waits.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }

    /// How long the server asked to wait, where it said so in a way that makes sense.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The JSON pointer of the value that did not decode, or of the record that was left out.
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        self.0.pointer.as_deref()
    }

    /// The page of a listing at which it happened, from 1.
    #[must_use]
    pub fn page(&self) -> Option<u64> {
        self.0.page
    }

    /// The index of the record in its page, from 0, where a single record of a listing cannot be read.
    #[must_use]
    pub fn index(&self) -> Option<u64> {
        self.0.index
    }

    /// What the answer held beyond the document, where drift is the reason of the error.
    #[must_use]
    pub fn drift(&self) -> &[Drift] {
        &self.0.drift
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::display(&self.0, f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("message", &format_args!("{self}"))
            .field("attempts", &self.0.attempts)
            .field("elapsed", &self.0.elapsed)
            .field("source", &self.0.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source)
    }
}
