//! What the document says about one operation, as constant data.

use http::Method;

use crate::check::Check;
use crate::media::{Media, Spread};
use crate::page::Paging;
use crate::received::FromAnswer;
use crate::scheme::SecurityScheme;

/// One operation of the document: what it answers, and the facts the road needs.
///
/// Sealed by living in a private module: the generated half implements it, nobody else can.
pub trait Operation: 'static {
    /// What a successful answer holds.
    type Output: FromAnswer + Send + 'static;
    /// The facts.
    const ENDPOINT: &'static Endpoint;
}

/// The facts of one operation.
#[derive(Debug)]
pub struct Endpoint {
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) permission: Option<&'static str>,
    pub(crate) statuses: &'static [u16],
    /// The hundreds of statuses that the document lists as a whole: 4 for `4XX`.
    pub(crate) ranges: &'static [u16],
    /// The document says what every other status means.
    pub(crate) any_status: bool,
    pub(crate) takes: Media,
    /// Properties of a form that are not written as usual.
    pub(crate) spreads: &'static [(&'static str, Spread)],
    pub(crate) answers: Media,
    pub(crate) checks: &'static [Check],
    pub(crate) paging: Option<Paging>,
    /// What a request carries: the schemes of one of these; nothing where there are none.
    pub(crate) security: &'static [&'static [SecurityScheme]],
    /// The server of this operation alone.
    pub(crate) server: Option<&'static str>,
}

impl Endpoint {
    /// `GET path`
    pub const fn get(name: &'static str, path: &'static str) -> Self {
        Self::new(name, Method::GET, path)
    }

    /// `PUT path`
    pub const fn put(name: &'static str, path: &'static str) -> Self {
        Self::new(name, Method::PUT, path)
    }

    /// `POST path`
    pub const fn post(name: &'static str, path: &'static str) -> Self {
        Self::new(name, Method::POST, path)
    }

    /// `DELETE path`
    pub const fn delete(name: &'static str, path: &'static str) -> Self {
        Self::new(name, Method::DELETE, path)
    }

    /// `PATCH path`
    pub const fn patch(name: &'static str, path: &'static str) -> Self {
        Self::new(name, Method::PATCH, path)
    }

    /// `HEAD path`
    pub const fn head(name: &'static str, path: &'static str) -> Self {
        Self::new(name, Method::HEAD, path)
    }

    /// `OPTIONS path`
    pub const fn options(name: &'static str, path: &'static str) -> Self {
        Self::new(name, Method::OPTIONS, path)
    }

    /// `TRACE path`
    pub const fn trace(name: &'static str, path: &'static str) -> Self {
        Self::new(name, Method::TRACE, path)
    }

    const fn new(name: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            name,
            method,
            path,
            permission: None,
            statuses: &[],
            ranges: &[],
            any_status: false,
            takes: Media::JSON,
            spreads: &[],
            answers: Media::JSON,
            checks: &[],
            paging: None,
            security: &[&[SecurityScheme::TOKEN]],
            server: None,
        }
    }

    /// The permission that the token needs, by its exact name.
    pub const fn permission(mut self, name: &'static str) -> Self {
        self.permission = Some(name);
        self
    }

    /// Every status that the document lists for the operation.
    pub const fn statuses(mut self, statuses: &'static [u16]) -> Self {
        self.statuses = statuses;
        self
    }

    /// Every range of statuses that the document lists, by its hundreds: 4 for `4XX`.
    pub const fn ranges(mut self, hundreds: &'static [u16]) -> Self {
        self.ranges = hundreds;
        self
    }

    /// The document says what every other status means.
    pub const fn any_status(mut self) -> Self {
        self.any_status = true;
        self
    }

    /// What the body of a request is; `application/json` unless set.
    pub const fn takes(mut self, media: Media) -> Self {
        self.takes = media;
        self
    }

    /// The properties of a form that are not written as usual.
    pub const fn spreads(mut self, spreads: &'static [(&'static str, Spread)]) -> Self {
        self.spreads = spreads;
        self
    }

    /// What a success answers, and the server is asked for; `application/json` unless set.
    pub const fn answers(mut self, media: Media) -> Self {
        self.answers = media;
        self
    }

    /// Whether the document says what this status means. One that lists none says nothing of any.
    pub(crate) fn documents(&self, status: u16) -> bool {
        self.any_status || self.statuses.contains(&status) || self.ranges.contains(&(status / 100))
    }

    /// Whether the document lists statuses at all.
    pub(crate) fn lists_statuses(&self) -> bool {
        self.any_status || !self.statuses.is_empty() || !self.ranges.is_empty()
    }

    /// What is checked before the request leaves.
    pub const fn checks(mut self, checks: &'static [Check]) -> Self {
        self.checks = checks;
        self
    }

    /// The alternatives of schemes, in the place of one API token; an empty alternative asks for nothing.
    pub const fn security(mut self, alternatives: &'static [&'static [SecurityScheme]]) -> Self {
        self.security = alternatives;
        self
    }

    /// The operation is open to everybody: no credential is sent.
    pub const fn public(self) -> Self {
        self.security(&[])
    }

    /// The address of the operation, in the place of the client's base URL.
    pub const fn server(mut self, address: &'static str) -> Self {
        self.server = Some(address);
        self
    }

    /// How the operation is paged.
    pub const fn paging(mut self, paging: Paging) -> Self {
        self.paging = Some(paging);
        self
    }
}
