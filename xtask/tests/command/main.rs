//! The commands as a person or a CI job runs them: exit codes, the two streams, and what happens on the disk.
#![expect(clippy::unwrap_used, reason = "a test ends where its support fails")]

mod annotation;
mod check;
mod diff;
mod format;
mod help;
mod mutation;
mod place;
mod repository;
mod snapshot;
mod stream;
mod survey;
mod trouble;
mod write;
