//! One attempt: the credentials, the request, and what came of it, within its time.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::Trip;
use super::answer::judge;
use crate::answer::Answer;
use crate::client::Shared;
use crate::credential::{Carried, write};
use crate::error::{Error, Kind};
use crate::transport::{Begun, TransportError, TransportKind};

impl Trip<'_> {
    /// Sends the request once, within the time of an attempt and of the call.
    pub(super) async fn attempt(&self, mut request: http::Request<Bytes>) -> Result<Answer, Error> {
        let left = self.deadline.saturating_sub(self.shared.clock.now());
        let limit = left.min(self.shared.attempt_timeout);
        let begun = Begun::default();
        request.extensions_mut().insert(begun.clone());
        let outcome = within(
            self.shared,
            limit,
            exchange(self.shared, &self.carried, request),
        )
        .await;
        let why = if limit < left {
            "the attempt took too long"
        } else {
            "the call took too long"
        };
        let answer = outcome.unwrap_or_else(|| Err(late(why, &begun)))?;
        judge(answer, self.shared, self.base, self.facts)
    }
}

/// Time is over; the status and the headers of an answer that began are kept.
fn late(why: &'static str, begun: &Begun) -> Error {
    Error::new(Kind::Timeout, why).edit(|inner| inner.answer = begun.take().map(bodiless))
}

/// An answer without its body, which did not arrive as a whole.
fn bodiless((status, headers): (StatusCode, HeaderMap)) -> Answer {
    Answer {
        status,
        headers,
        body: Bytes::new(),
    }
}

/// The future's output, or `None` when time is over first.
async fn within<T>(shared: &Shared, limit: Duration, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut timer = shared.clock.sleep(limit);
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        timer.as_mut().poll(context).map(|()| None)
    })
    .await
}

/// One request out, one whole answer back.
async fn exchange(
    shared: &Shared,
    carried: &[Carried<'_>],
    mut request: http::Request<Bytes>,
) -> Result<Answer, Error> {
    let written = write(carried, &mut request).await;
    written.map_err(|why| Error::new(Kind::Token, why))?;
    let response = shared.transport.send(request).await.map_err(broken)?;
    let (head, body) = response.into_parts();
    if body.len() > shared.max_body {
        let error = TransportError::new(TransportKind::TooLarge);
        return Err(broken(error.answered(head.status, head.headers)));
    }
    Ok(Answer {
        status: head.status,
        headers: head.headers,
        body,
    })
}

fn broken(error: TransportError) -> Error {
    let kind = match error.kind {
        TransportKind::Connect => Kind::Connect,
        TransportKind::Closed { .. } => Kind::Closed,
        TransportKind::Protocol => Kind::Protocol,
        TransportKind::Body => Kind::Body,
        TransportKind::TooLarge => Kind::TooLarge,
        TransportKind::Unsendable => Kind::Invalid,
    };
    let stale = error.kind == TransportKind::Closed { reused: true };
    Error::new(kind, error.kind.text()).edit(|inner| {
        inner.stale = stale;
        inner.answer = error.head.map(|head| bodiless(*head));
        inner.source = error.source;
    })
}
