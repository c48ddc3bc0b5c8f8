//! Security schemes: where a credential goes, as constant data.

/// A security scheme of the document: its name, and where a request carries its credential.
///
/// The generated half has a constant for each scheme, unless every operation takes the same bearer
/// token; [`Credentials`](crate::Credentials) says what is sent for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
}

/// Where a credential goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// `Authorization: Bearer ..`
    Bearer,
    /// `Authorization: Basic ..`
    Basic,
    /// A header of this name.
    Header(&'static str),
    /// A query parameter of this name.
    Query(&'static str),
    /// A cookie of this name.
    Cookie(&'static str),
}

impl SecurityScheme {
    /// A token in the header `Authorization`, of whatever scheme.
    pub(crate) const TOKEN: Self = Self::bearer("");

    /// The name, as the document spells it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// A token: `http` with `bearer`, `oauth2` and `openIdConnect`.
    #[must_use]
    pub const fn bearer(name: &'static str) -> Self {
        Self::new(name, Place::Bearer)
    }

    /// User and password: `http` with `basic`.
    #[must_use]
    pub const fn basic(name: &'static str) -> Self {
        Self::new(name, Place::Basic)
    }

    /// A key in a header.
    #[must_use]
    pub const fn header(name: &'static str, header: &'static str) -> Self {
        Self::new(name, Place::Header(header))
    }

    /// A key in the query.
    #[must_use]
    pub const fn query(name: &'static str, parameter: &'static str) -> Self {
        Self::new(name, Place::Query(parameter))
    }

    /// A key in a cookie.
    #[must_use]
    pub const fn cookie(name: &'static str, cookie: &'static str) -> Self {
        Self::new(name, Place::Cookie(cookie))
    }

    const fn new(name: &'static str, place: Place) -> Self {
        Self { name, place }
    }
}
