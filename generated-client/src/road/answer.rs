//! What an answer means: success, refusal, redirect, or something that cannot be read.

use std::borrow::Cow;

use http::header::{CONTENT_ENCODING, LOCATION};
use http::{HeaderMap, StatusCode};

use super::Arrival;
use crate::answer::Answer;
use crate::client::Shared;
use crate::decode::{DecodeError, Decoded};
use crate::drift::{Drift, DriftKind, Strictness};
use crate::error::{ApiError, Error, Facts, Kind};
use crate::received::{FromAnswer, ReceivedBody};
use crate::response::{Meta, Response};
use crate::retry::retry_after;

/// Success goes on; everything else is an error that keeps the answer.
pub(super) fn judge(
    answer: Answer,
    shared: &Shared,
    base: &str,
    facts: &Facts,
) -> Result<Answer, Error> {
    let status = answer.status;
    let error = if status.is_success() {
        if !is_encoded(&answer.headers) {
            return Ok(answer);
        }
        Error::new(Kind::Compressed, COMPRESSED)
    } else if status.is_redirection() && answer.headers.contains_key(LOCATION) {
        Error::new(Kind::Redirect, redirect(&answer.headers, base))
    } else {
        let api = ApiError::read(status, is_documented(facts, status), &answer.body);
        let wait = retry_after(&answer.headers, shared.clock.wall());
        Error::new(Kind::Api, "the server refused the call").edit(|inner| {
            inner.api = Some(api);
            inner.retry_after = wait;
        })
    };
    Err(error.edit(|inner| inner.answer = Some(answer)))
}

const COMPRESSED: &str = if cfg!(feature = "gzip") {
    "the answer is compressed by something other than gzip, which this client does not read"
} else {
    "the answer is compressed, which this build does not read; the feature `gzip` reads gzip"
};

fn is_encoded(headers: &HeaderMap) -> bool {
    let mut encodings = headers.get_all(CONTENT_ENCODING).iter();
    encodings.any(|value| !value.as_bytes().eq_ignore_ascii_case(b"identity"))
}

fn is_documented(facts: &Facts, status: StatusCode) -> bool {
    facts.endpoint.documents(status.as_u16())
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
    pub(crate) fn read<T: FromAnswer>(self) -> Result<Response<T>, Error> {
        let decoded = self.decode()?;
        Ok(self.respond(decoded))
    }

    /// The value and what was odd about it, which the observer is told.
    pub(crate) fn decode<T: FromAnswer>(&self) -> Result<Decoded<T>, Error> {
        let strictness = self.client.0.strictness;
        let body = ReceivedBody {
            endpoint: self.facts.endpoint,
            method: &self.facts.method,
            answer: &self.answer,
            strictness,
        };
        let mut decoded = T::receive(&body).map_err(|fault| self.undecodable(&fault))?;
        if self.is_undocumented() && strictness != Strictness::Ignore {
            let status = DriftKind::UndocumentedStatus(self.answer.status.as_u16());
            decoded.drift.push(Drift::of_answer(status));
        }
        self.client
            .0
            .observe(self.facts.endpoint.name, &decoded.drift);
        if strictness == Strictness::Deny && !decoded.drift.is_empty() {
            return Err(self.denied(decoded.drift));
        }
        Ok(decoded)
    }

    pub(crate) fn respond<T: FromAnswer>(self, decoded: Decoded<T>) -> Response<T> {
        let meta = Meta {
            answer: self.answer,
            drift: decoded.drift,
            unlisted_drift: decoded.unlisted,
            attempts: self.attempts,
            elapsed: self.elapsed,
        };
        Response::new(decoded.value, meta)
    }

    /// An operation without any listed status is one that the document does not have.
    fn is_undocumented(&self) -> bool {
        self.facts.endpoint.lists_statuses() && !is_documented(&self.facts, self.answer.status)
    }

    fn undecodable(&self, fault: &DecodeError) -> Error {
        self.client
            .0
            .observe(self.facts.endpoint.name, fault.drift());
        if fault.is_denied() {
            return self.denied(fault.drift().to_vec());
        }
        let detail = sentence(fault);
        self.fail(Kind::Decode, detail).edit(|inner| {
            inner.pointer = Some(fault.pointer().to_owned());
            inner.drift = fault.drift().to_vec();
        })
    }

    pub(crate) fn denied(&self, drift: Vec<Drift>) -> Error {
        let detail = "the answer differs from the document (`Strictness::Deny`)";
        self.fail(Kind::Drift, detail).edit(|inner| {
            inner.pointer = drift.first().map(|first| first.pointer.clone());
            inner.drift = drift;
        })
    }

    /// An error about this answer.
    pub(crate) fn fail(&self, kind: Kind, detail: impl Into<Cow<'static, str>>) -> Error {
        Error::new(kind, detail).edit(|inner| {
            inner.operation = Some(self.facts.clone());
            inner.answer = Some(self.answer.clone());
            inner.attempts = self.attempts;
            inner.elapsed = self.elapsed;
        })
    }
}

/// The decoder's own sentence may end with a pointer, and a pointer may hold a key that the server made up.
fn sentence(fault: &DecodeError) -> String {
    match (fault.is_syntax(), fault.offset()) {
        (true, Some(offset)) => {
            let text = fault.to_string();
            let what = text.split(" (byte").next().unwrap_or_default();
            format!("{what} (byte {offset})")
        }
        _ => "the JSON is not what the document declares".to_owned(),
    }
}
