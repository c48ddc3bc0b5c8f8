//! What the body of a successful answer is read into: JSON, a text, bytes, nothing, or one of these by its status.

use std::fmt;

use bytes::Bytes;
use http::{Method, StatusCode};

use crate::answer::Answer;
use crate::decode::{DecodeError, Decoded, Place, Shown, Texts, decode, decode_text};
use crate::drift::Strictness;
use crate::endpoint::Endpoint;
use crate::media::Media;

/// What a successful answer is read into.
///
/// Sealed by living in a private module: what JSON is read into is one of these, a text, bytes, `()` for an answer that
/// holds nothing, and the enums of operations whose statuses answer different things.
pub trait FromAnswer: Sized + fmt::Debug {
    /// Reads the body.
    ///
    /// # Errors
    ///
    /// It is not what the document declares.
    fn receive(from: &ReceivedBody<'_>) -> Result<Decoded<Self>, DecodeError>;

    /// Prints the value without what may be personal.
    ///
    /// The enums of the generated half redact in their own `Debug`; a text or bytes have one that prints all.
    ///
    /// # Errors
    ///
    /// Those of the formatter.
    fn show_redacted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// What JSON is read into may come as a text: the document says which of the two an operation answers.
impl<T: Place + fmt::Debug> FromAnswer for T {
    fn receive(from: &ReceivedBody<'_>) -> Result<Decoded<Self>, DecodeError> {
        match from.endpoint.answers {
            Media::Text(_) => decode_text(&from.answer.body, from.strictness),
            _ => decode(from.as_json(), from.strictness),
        }
    }

    fn show_redacted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show(f, Texts::Redacted)
    }
}

impl FromAnswer for Bytes {
    fn receive(from: &ReceivedBody<'_>) -> Result<Decoded<Self>, DecodeError> {
        from.bytes(|body| body)
    }

    fn show_redacted(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.len())
    }
}

/// Whatever the body holds beyond the document stays reachable as the raw bytes of the response.
impl FromAnswer for () {
    fn receive(from: &ReceivedBody<'_>) -> Result<Decoded<Self>, DecodeError> {
        from.none(())
    }
}

/// The body of a successful answer, not read yet.
pub struct ReceivedBody<'a> {
    pub(crate) endpoint: &'static Endpoint,
    pub(crate) method: &'a Method,
    pub(crate) answer: &'a Answer,
    pub(crate) strictness: Strictness,
}

#[expect(
    clippy::allow_attributes,
    reason = "an expectation would fail for the document that uses all of it"
)]
#[allow(dead_code, reason = "what one document does not need, another does")]
#[expect(
    clippy::unnecessary_wraps,
    reason = "whatever a body is read into, it is read by a call of one shape"
)]
impl ReceivedBody<'_> {
    /// The status, 200 to 299.
    pub(crate) fn status(&self) -> u16 {
        self.answer.status.as_u16()
    }

    /// Reads JSON.
    pub(crate) fn json<T: Place, A>(&self, case: fn(T) -> A) -> Result<Decoded<A>, DecodeError> {
        decode(self.as_json(), self.strictness).map(|decoded| decoded.map(case))
    }

    /// Reads a text.
    pub(crate) fn text<A>(&self, case: fn(String) -> A) -> Result<Decoded<A>, DecodeError> {
        decode_text(&self.answer.body, self.strictness).map(|decoded| decoded.map(case))
    }

    /// Takes the bytes as they came.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "every kind of answer is read by a call of one shape"
    )]
    pub(crate) fn bytes<A>(&self, case: fn(Bytes) -> A) -> Result<Decoded<A>, DecodeError> {
        Ok(Decoded::plain(case(self.answer.body.clone())))
    }

    /// Takes nothing.
    #[expect(
        clippy::unused_self,
        reason = "an answer without a body is read like one with a body"
    )]
    pub(crate) fn none<A>(&self, case: A) -> Result<Decoded<A>, DecodeError> {
        Ok(Decoded::plain(case))
    }

    /// Takes an answer of a status of success that the document does not list.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "every kind of answer is read by a call of one shape"
    )]
    pub(crate) fn unrecognized<A>(
        &self,
        case: fn(u16, Bytes) -> A,
    ) -> Result<Decoded<A>, DecodeError> {
        Ok(Decoded::plain(case(
            self.status(),
            self.answer.body.clone(),
        )))
    }

    /// Prints an answer that was read, without what may be personal.
    pub(crate) fn show(f: &mut fmt::Formatter<'_>, case: &str, value: &dyn Place) -> fmt::Result {
        let value = Shown(value, Texts::Redacted);
        f.debug_tuple(case).field(&value).finish()
    }

    /// Prints an answer that was taken as bytes, by their number.
    pub(crate) fn show_bytes(f: &mut fmt::Formatter<'_>, case: &str, body: &Bytes) -> fmt::Result {
        write!(f, "{case}({} bytes)", body.len())
    }

    /// The body; `null` where HTTP itself says that there is none.
    fn as_json(&self) -> &[u8] {
        let status = self.answer.status;
        let bodiless = *self.method == Method::HEAD
            || matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT);
        if bodiless && self.answer.body.is_empty() {
            b"null"
        } else {
            &self.answer.body
        }
    }
}
