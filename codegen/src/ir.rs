//! The decisions as plain data: what the client will be, before a line of it is printed.
//!
//! Nothing here knows `openapiv3` or tokens. Lowering fills these types and may fail;
//! emitting reads them and cannot. Lists are in the order of the document.

mod access;
mod model;
mod operation;

pub use access::*;
pub use model::*;
pub use operation::*;

/// A whole client.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    /// The title of the document.
    pub title: String,
    /// Where the document lies, as the header of every file names it.
    pub source: String,
    /// The servers, one variant of `Region` each.
    pub servers: Vec<Server>,
    /// The security schemes that callers name; none where an API token without a name does.
    pub schemes: Vec<Scheme>,
    /// Groups of operations, one handle and one module each.
    pub handles: Vec<Handle>,
    /// Named types.
    pub models: Vec<Model>,
}

/// A name on both sides: exact on the wire, an identifier in Rust.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// As the document spells it.
    pub wire: String,
    /// As the client spells it; `r#` in front where it is a keyword.
    pub rust: String,
}

/// What a reader is told about an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// One sentence.
    pub summary: String,
    /// Paragraphs in Markdown, as the document has them.
    pub description: String,
    /// Whether the document marks the item as deprecated.
    pub deprecated: bool,
}

/// What the document says of a value beyond its type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The least value.
    pub minimum: Option<i64>,
    /// The greatest value.
    pub maximum: Option<i64>,
    /// The least number of characters.
    pub min_length: Option<u64>,
    /// The greatest number of characters.
    pub max_length: Option<u64>,
    /// What the server assumes, as JSON.
    pub default: Option<String>,
    /// An example, as JSON.
    pub example: Option<String>,
    /// What is told and not checked, one sentence each.
    pub more: Vec<String>,
}
