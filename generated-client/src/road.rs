//! The one road that every call takes: check, send, wait, read.

use http::header::{AUTHORIZATION, CONTENT_ENCODING, LOCATION};
use http::{HeaderMap, StatusCode};
use tokio::time::Instant;

use crate::answer::Answer;
use crate::client::Client;
use crate::decode::{Place, decode};
use crate::drift::Strictness;
use crate::error::{ApiError, Error, Facts, Kind};
use crate::request::Request;
use crate::response::{Meta, Response};
use crate::transport::{TransportError, TransportKind};

/// A successful answer that is not read yet.
pub(crate) struct Arrival {
    facts: Facts,
    answer: Answer,
    attempts: u32,
    elapsed: std::time::Duration,
}

/// Sends the request, and gives its successful answer.
pub(crate) async fn travel(client: Client, request: Request) -> Result<Arrival, Error> {
    let started = Instant::now();
    let shared = &client.0;
    let http = request.to_http(&shared.base.text, &shared.user_agent)?;
    let facts = request.facts();
    let limit = request.options.timeout.unwrap_or(shared.timeout);
    let attempt = tokio::time::timeout(limit, attempt(&client, http));
    let outcome = attempt
        .await
        .unwrap_or_else(|_| Err(Error::new(Kind::Timeout, "the call took too long")));
    let elapsed = started.elapsed();
    match outcome.and_then(|answer| judge(answer, &facts, &shared.base.text)) {
        Ok(answer) => Ok(Arrival {
            facts,
            answer,
            attempts: 1,
            elapsed,
        }),
        Err(error) => Err(error.edit(|inner| {
            inner.operation = Some(facts);
            inner.attempts = 1;
            inner.elapsed = elapsed;
        })),
    }
}

/// One request out, one answer back.
async fn attempt(
    client: &Client,
    mut request: http::Request<bytes::Bytes>,
) -> Result<Answer, Error> {
    let shared = &client.0;
    let token = shared.token.authorization().await;
    let token = token.map_err(|why| Error::new(Kind::Token, why))?;
    request.headers_mut().insert(AUTHORIZATION, token);
    let response = shared.transport.send(request).await.map_err(broken)?;
    let (head, body) = response.into_parts();
    Ok(Answer {
        status: head.status,
        headers: head.headers,
        body,
    })
}

fn broken(error: TransportError) -> Error {
    let kind = match error.kind {
        TransportKind::Connect => Kind::Connect,
        TransportKind::Closed { .. } | TransportKind::Other => Kind::Closed,
        TransportKind::Protocol => Kind::Protocol,
        TransportKind::Body => Kind::Body,
        TransportKind::TooLarge => Kind::TooLarge,
    };
    let text = error.kind.text();
    Error::new(kind, text).edit(|inner| {
        inner.answer = error.head.map(|head| Answer {
            status: head.0,
            headers: head.1,
            body: bytes::Bytes::new(),
        });
        inner.source = error.source;
    })
}

/// Success goes on; everything else is an error that keeps the answer.
fn judge(answer: Answer, facts: &Facts, base: &str) -> Result<Answer, Error> {
    let status = answer.status;
    if status.is_redirection() && answer.headers.contains_key(LOCATION) {
        let error = Error::new(Kind::Redirect, redirect(&answer.headers, base));
        return Err(error.edit(|inner| inner.answer = Some(answer)));
    }
    if !status.is_success() {
        return Err(refused(answer, facts));
    }
    if is_encoded(&answer.headers) {
        let error = Error::new(Kind::Compressed, COMPRESSED);
        return Err(error.edit(|inner| inner.answer = Some(answer)));
    }
    Ok(answer)
}

const COMPRESSED: &str =
    "the answer is compressed in a way this build does not read; the feature `gzip` reads gzip";

fn is_encoded(headers: &HeaderMap) -> bool {
    headers
        .get_all(CONTENT_ENCODING)
        .iter()
        .any(|value| !value.as_bytes().eq_ignore_ascii_case(b"identity"))
}

fn refused(answer: Answer, facts: &Facts) -> Error {
    let api = ApiError::read(
        answer.status,
        documented(facts, answer.status),
        &answer.body,
    );
    Error::new(Kind::Api, "the server refused the call").edit(|inner| {
        inner.api = Some(api);
        inner.answer = Some(answer);
    })
}

fn documented(facts: &Facts, status: StatusCode) -> bool {
    facts.endpoint.statuses.contains(&status.as_u16())
}

/// Names the origin alone: the rest of the address may hold anything.
fn redirect(headers: &HeaderMap, base: &str) -> String {
    let target = headers
        .get(LOCATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| reqwest::Url::parse(base).ok()?.join(text).ok())
        .map(|url| url.origin().ascii_serialization());
    match target {
        Some(origin) if origin != "null" => {
            format!("the server redirects to {origin}; redirects are not followed")
        }
        _ => "the server redirects elsewhere; redirects are not followed".to_owned(),
    }
}

impl Arrival {
    /// Reads the body as what the operation answers.
    pub(crate) fn read<T: Place>(self) -> Result<Response<T>, Error> {
        match decode::<T>(&self.answer.body, Strictness::Report) {
            Ok(decoded) => Ok(Response {
                value: decoded.value,
                meta: Meta {
                    answer: self.answer,
                    drift: decoded.drift,
                    attempts: self.attempts,
                    elapsed: self.elapsed,
                },
            }),
            Err(fault) => Err(Error::new(Kind::Decode, fault.to_string()).edit(|inner| {
                inner.pointer = Some(fault.pointer().to_owned());
                inner.operation = Some(self.facts);
                inner.answer = Some(self.answer);
                inner.attempts = self.attempts;
                inner.elapsed = self.elapsed;
            })),
        }
    }
}
