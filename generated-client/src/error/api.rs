//! What the server said went wrong, in whatever form it said it.

use std::fmt;

use http::StatusCode;
use serde_json::Value;

/// An answer with a status that is no success.
#[derive(Clone)]
pub struct ApiError {
    kind: ApiErrorKind,
    documented: bool,
    code: Option<i64>,
    message: Option<String>,
}

impl ApiError {
    /// Reads what it can: the vendor's JSON, or nothing from HTML, text and empty bodies.
    pub(crate) fn read(status: StatusCode, documented: bool, body: &[u8]) -> Self {
        let value: Value = serde_json::from_slice(body).unwrap_or_default();
        Self {
            kind: ApiErrorKind::of(status),
            documented,
            code: value.get("code").and_then(whole_number),
            message: value.get("message").and_then(message),
        }
    }

    /// Which of the statuses a caller may want to tell apart.
    #[must_use]
    pub fn kind(&self) -> ApiErrorKind {
        self.kind
    }

    /// Whether the document lists this status for this operation.
    #[must_use]
    pub fn is_documented(&self) -> bool {
        self.documented
    }

    /// The vendor's own number for the fault, which is not the HTTP status.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.code
    }

    /// The vendor's message; several are joined by `; `. It may hold personal data.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

/// Not the message: a server may repeat in it what it was sent.
impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("kind", &self.kind)
            .field("documented", &self.documented)
            .field("code", &self.code)
            .finish_non_exhaustive()
    }
}

/// One kind per status, over all operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ApiErrorKind {
    /// 400: the server does not take the request as it is.
    BadRequest,
    /// 401: the key is unknown, expired, or of another region.
    Unauthorized,
    /// 402: the plan of the account does not include this.
    UpgradeRequired,
    /// 403: the key lacks the permission.
    Forbidden,
    /// 404: there is no such thing.
    NotFound,
    /// 409: a rule of the vendor forbids it; sending it again does not help.
    Conflict,
    /// 412: the owner of the key has not accepted the vendor's terms.
    TermsNotAccepted,
    /// 429: too many requests.
    RateLimited,
    /// 500 to 599: the server failed.
    ServerError,
    /// Any other status.
    Other,
}

impl ApiErrorKind {
    fn of(status: StatusCode) -> Self {
        match status.as_u16() {
            400 => Self::BadRequest,
            401 => Self::Unauthorized,
            402 => Self::UpgradeRequired,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            409 => Self::Conflict,
            412 => Self::TermsNotAccepted,
            429 => Self::RateLimited,
            500..=599 => Self::ServerError,
            _ => Self::Other,
        }
    }
}

/// The vendor declares a number; some answers hold it as text.
fn whole_number(value: &Value) -> Option<i64> {
    value
        .as_i64()
        .or_else(|| value.as_str().and_then(|text| text.parse().ok()))
}

fn message(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(parts) => {
            let parts: Vec<_> = parts.iter().filter_map(Value::as_str).collect();
            (!parts.is_empty()).then(|| parts.join("; "))
        }
        _ => None,
    }
}
