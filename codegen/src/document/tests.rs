//! Tests of the loader: each refusal word by word, what is accepted, and that nothing makes it panic.

mod accept;
mod any;
mod refuse;
mod survive;

use super::Document;
use crate::diagnostic::Diagnostic;

/// What a minimal document begins with.
const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n";

/// What is said about a document that is refused, and about one that is not.
fn problems(text: &str) -> Vec<Diagnostic> {
    let name = if text.starts_with('{') {
        "a.json"
    } else {
        "a.yaml"
    };
    match Document::load(name, text) {
        Ok(document) => document.notes().to_vec(),
        Err(problems) => problems,
    }
}

/// A document with these lines, and without paths unless they are among them.
fn with_head(body: &str) -> String {
    let paths = if body.contains("\npaths:") || body.starts_with("paths:") {
        ""
    } else {
        "paths: {}\n"
    };
    format!("{HEAD}{body}{paths}")
}
