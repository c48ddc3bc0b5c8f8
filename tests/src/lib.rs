//! Holds the examples of the READMEs, so that they compile; all other tests are in `it/`.

/// The repository's.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Repository;

/// The client's.
#[cfg(doctest)]
#[doc = include_str!("../../generated-client/README.md")]
pub struct Client;
