//! Who may call, and where: servers and security.

use super::{Docs, Name};

/// A server of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// `x-name`, or words of the address.
    pub name: Name,
    /// The address, with the default of each variable.
    pub url: String,
    /// The address, with `{name}` for each variable.
    pub template: String,
    /// What a caller may set of the address.
    pub variables: Vec<ServerVariable>,
    /// The type that sets the variables, where there are any.
    pub address_type: Option<String>,
    /// What the document says of it.
    pub docs: Docs,
}

/// A part of an address that callers set.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// The variable, and its setter.
    pub name: Name,
    /// The value that it has unless it is set.
    pub default: String,
    /// The only values; empty where any will do.
    pub values: Vec<String>,
    /// What the document says of it.
    pub docs: Docs,
}

/// The server of an operation that does not go to the client's own.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnServer {
    /// The address, with the default of each variable.
    pub url: String,
    /// Other addresses of the document, for the reader of the docs.
    pub others: Vec<String>,
}

/// A security scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// The scheme, and its constant.
    pub name: Name,
    /// Where a request has the credential.
    pub place: SchemePlace,
    /// What the document says of it.
    pub docs: Docs,
    /// Where its tokens come from, one paragraph each.
    pub tokens: Vec<String>,
}

/// Where a request has a credential.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemePlace {
    /// A token in the header `Authorization`.
    Bearer,
    /// User and password in the header `Authorization`.
    Basic,
    /// A header of this name.
    Header(String),
    /// A query parameter of this name.
    Query(String),
    /// A cookie of this name.
    Cookie(String),
}

/// What an operation asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Security {
    /// The schemes of each alternative; none where the operation is open to everybody.
    pub alternatives: Vec<Vec<Demand>>,
    /// Whether a token that names no scheme does, as for all operations that ask for anything.
    pub is_token: bool,
}

/// A scheme that an alternative asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// The scheme, and its constant.
    pub scheme: Name,
    /// What the credential must allow, in the words of the scheme.
    pub scopes: Vec<String>,
}
