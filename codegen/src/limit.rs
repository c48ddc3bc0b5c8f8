//! The limits that keep any input affordable; each is named in the message that refuses it.

/// The longest text that is read, in bytes: 16 MiB.
pub const TEXT: usize = 16 * 1024 * 1024;
/// How deep lists and maps may be nested.
pub const DEPTH: usize = 100;
/// How many values and keys a document may have.
pub const NODES: usize = 1_000_000;
/// How many errors are listed, and how many notes.
pub const PROBLEMS: usize = 1_000;
/// How many references may lead to each other before one leads to a value.
pub(crate) const REFERENCES: usize = 100;
/// How many characters of a text of the document are repeated in a message.
pub(crate) const EXCERPT: usize = 200;
/// How many columns of a line of the document are shown.
pub(crate) const LINE: usize = 120;
