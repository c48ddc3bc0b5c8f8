//! How an error reads: what happened, to which operation, and what to do about it.

use std::fmt;

use http::header::CONTENT_TYPE;

use super::{Inner, Kind};
use crate::answer::{Answer, request_id};

pub(super) fn display(error: &Inner, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if let Some(facts) = &error.operation {
        write!(f, "{} ({}", facts.endpoint.name, facts.method)?;
        if !facts.endpoint.path.is_empty() {
            write!(f, " {}", facts.endpoint.path)?;
        }
        f.write_str("): ")?;
    }
    match &error.answer {
        Some(answer) if error.kind == Kind::Api => api(error, answer, f)?,
        Some(answer) if error.kind == Kind::Decode => decode(error, answer, f)?,
        Some(answer) => {
            write!(f, "{} (status {})", error.detail, answer.status.as_u16())?;
            if is_write(error) && answer.status.is_success() {
                f.write_str("; the server accepted the call")?;
            }
        }
        None => f.write_str(&error.detail)?,
    }
    if let Some(id) = error.answer.as_ref().and_then(printable_request_id) {
        write!(f, " (request id {id})")?;
    }
    if error.attempts > 1 {
        write!(f, " after {} attempts", error.attempts)?;
    }
    Ok(())
}

/// Whether the call may have changed something.
fn is_write(error: &Inner) -> bool {
    let facts = error.operation.as_ref();
    facts.is_some_and(|facts| !facts.method.is_safe())
}

fn api(error: &Inner, answer: &Answer, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "status {}", answer.status)?;
    let Some(api) = &error.api else {
        return Ok(());
    };
    if let Some(code) = api.code() {
        write!(f, ", code {code}")?;
    }
    if !api.is_documented() {
        f.write_str(", which the document does not list for this operation")?;
    }
    hint(error, answer.status.as_u16(), f)
}

/// What a person can do about it.
fn hint(error: &Inner, status: u16, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match status {
        401 => f.write_str(
            "; check that the API key is right, has not expired, and belongs to the region of the base URL",
        ),
        402 => f.write_str("; the plan of the account does not include this operation"),
        403 => match error.operation.as_ref().and_then(|facts| facts.endpoint.permission) {
            Some(name) => write!(f, "; the API key needs the permission `{name}`"),
            None => f.write_str("; the API key lacks a permission, or may not be used from this address"),
        },
        412 => f.write_str(
            "; the owner of the API key has to accept the vendor's terms in the web application first",
        ),
        429 => match error.retry_after {
            Some(wait) => write!(f, "; the server asks to wait {} s", wait.as_secs()),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn decode(error: &Inner, answer: &Answer, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(
        f,
        "the server accepted the call (status {}) and its answer does not decode: {} ({} bytes",
        answer.status.as_u16(),
        error.detail,
        answer.body.len()
    )?;
    match content_type(answer) {
        Some(kind) => write!(f, " of {kind})"),
        None => f.write_str(" without a content type)"),
    }
}

/// The media type alone, and only if it looks like one: the rest of the header is the server's to fill.
fn content_type(answer: &Answer) -> Option<&str> {
    let text = answer.headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = text.split(';').next().unwrap_or_default().trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/+.-".contains(c);
    (essence.len() <= 64 && essence.chars().all(plain)).then_some(essence)
}

/// An id is printed if it looks like one: the server could write anything there.
fn printable_request_id(answer: &Answer) -> Option<&str> {
    let id = request_id(&answer.headers)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.:=".contains(c);
    (id.len() <= 64 && id.chars().all(plain)).then_some(id)
}
