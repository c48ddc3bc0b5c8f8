//! Why a transport gave no whole answer.

use std::error::Error as StdError;
use std::fmt;

use http::{HeaderMap, StatusCode};

use crate::token::BoxError;

/// Why a [`Transport`](crate::Transport) gave no whole answer.
///
/// What is told apart is what the client decides on: whether the request can have left, and whether
/// an answer began.
pub struct TransportError {
    pub(crate) kind: TransportKind,
    pub(crate) head: Option<Box<(StatusCode, HeaderMap)>>,
    pub(crate) source: Option<BoxError>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TransportKind {
    Connect,
    Closed { reused: bool },
    Protocol,
    Body,
    TooLarge,
    Unsendable,
}

impl TransportError {
    /// No connection was made: the request has not left, and may be sent again.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self::new(TransportKind::Connect).because(source)
    }

    /// The connection ended before an answer began: the server may or may not have acted.
    pub fn closed(source: impl Into<BoxError>) -> Self {
        Self::new(TransportKind::Closed { reused: false }).because(source)
    }

    /// What came is not HTTP/1.1.
    pub fn protocol(source: impl Into<BoxError>) -> Self {
        Self::new(TransportKind::Protocol).because(source)
    }

    /// An answer began, with this status, and its body did not end as announced.
    pub fn body(status: StatusCode, headers: HeaderMap, source: impl Into<BoxError>) -> Self {
        Self::new(TransportKind::Body)
            .answered(status, headers)
            .because(source)
    }

    pub(crate) fn new(kind: TransportKind) -> Self {
        Self {
            kind,
            head: None,
            source: None,
        }
    }

    pub(crate) fn answered(mut self, status: StatusCode, headers: HeaderMap) -> Self {
        self.head = Some(Box::new((status, headers)));
        self
    }

    pub(crate) fn because(mut self, source: impl Into<BoxError>) -> Self {
        self.source = Some(source.into());
        self
    }
}

impl TransportKind {
    /// The sentence of the error.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Connect => "no connection to the server",
            Self::Closed { .. } => "the connection ended before an answer came",
            Self::Protocol => "the server did not answer in HTTP/1.1",
            Self::Body => "the answer ended before its body was complete",
            Self::TooLarge => "the answer is longer than the client reads (`max_body`)",
            Self::Unsendable => "the request cannot be sent as it is",
        }
    }
}

/// Of an answer that began the status alone: its headers may hold personal data.
impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.head.as_deref().map(|(status, _)| status);
        f.debug_struct("TransportError")
            .field("kind", &self.kind)
            .field("status", &status)
            .field("source", &self.source)
            .finish()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.text())
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.source.as_deref()?;
        Some(source)
    }
}
