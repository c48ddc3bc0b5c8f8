//! Reads an OpenAPI 3.0 document and emits a Rust client: text in, files out.

pub mod diagnostic;
pub mod document;
