//! What the document says about one operation, as constant data.

use http::Method;

use crate::check::Check;
use crate::decode::Place;
use crate::page::Paging;
use crate::scheme::SecurityScheme;

/// One operation of the document: what it answers, and the facts the road needs.
///
/// Sealed by living in a private module: the generated half implements it, nobody else can.
pub trait Operation: 'static {
    /// What a successful answer holds.
    type Output: Place + Send + 'static;
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
