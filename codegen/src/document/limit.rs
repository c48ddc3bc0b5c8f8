//! The limits that keep any input affordable; each is named in the message that refuses it.

/// The longest text that is read, in bytes: 16 MiB.
pub(super) const TEXT: usize = 16 * 1024 * 1024;
/// How deep lists and maps may be nested.
pub(super) const DEPTH: usize = 100;
/// How many values and keys a document may have.
pub(super) const NODES: usize = 1_000_000;
/// How many problems are listed.
pub(super) const PROBLEMS: usize = 1_000;
/// How many references may lead to each other before one leads to a value.
pub(super) const REFERENCES: usize = 100;
