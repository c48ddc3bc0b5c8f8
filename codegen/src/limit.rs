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
/// How deep schemas may stand in one another where no type lies between: parts of `allOf`, lists of lists.
pub(crate) const SCHEMAS: usize = 100;
/// How many types may hold each other in one chain, boxed or not; those on a circle count as one after the other. The
/// client raises the compiler's own limit, which is on the steps along such a chain, far enough for it.
pub(crate) const TYPES: usize = 4_000;
/// How many parts one object may be put together from, each counted as often as it is referred to.
pub(crate) const PARTS: usize = 10_000;
/// How many characters of a text of the document are repeated in a message.
pub(crate) const EXCERPT: usize = 200;
/// How many columns of a line of the document are shown.
pub(crate) const LINE: usize = 120;
