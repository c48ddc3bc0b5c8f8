//! Reads an OpenAPI 3.0 document and emits a Rust client: text in, files out.
//!
//! ```text
//! text --load--> Document --lower--> ir::Api --emit--> tokens --format--> FileSet --files--> disk | differences
//!         \________________ every problem found, then stop ________________/
//! ```
//!
//! | stage | module | what it does |
//! | --- | --- | --- |
//! | load | [`document`] | YAML or JSON with positions; shapes, keys, `$ref`s and rules of the format are checked |
//! | lower | [`lower`] | the document's schemas and operations become decisions; what is not supported is refused |
//! | | [`naming`] | the only place that makes a Rust identifier |
//! | | [`ir`] | the decisions as plain data |
//! | emit | [`emit`] | decisions become tokens; cannot fail |
//! | format | [`mod@format`] | tokens become the bytes that are committed |
//! | files | [`files`] | writes what changed, or says what differs |
//!
//! Beside them stands [`review`], which compares two documents and says what a change means for those who use the client.
//!
//! To support one more keyword, touch the table in `document`, the part of `lower` that decides what it
//! means, and the file of `emit` that prints it.

pub mod diagnostic;
pub mod document;
pub mod emit;
pub mod files;
pub mod format;
pub mod ir;
pub mod limit;
pub mod lower;
pub mod naming;
pub mod review;

use std::collections::BTreeSet;

pub use diagnostic::Diagnostic;
pub use files::FileSet;

/// What a document became.
#[derive(Debug)]
pub struct Generated {
    /// The files of the client.
    pub files: FileSet,
    /// What was read but deserves a word.
    pub notes: Vec<Diagnostic>,
    /// How many operations the document has.
    pub operations: usize,
    /// How many named types it became.
    pub models: usize,
}

/// Generates a client from the text of a document.
///
/// `name` is the document's path as diagnostics and file headers print it.
///
/// # Errors
///
/// Every problem of the document, sorted by its place.
pub fn generate(name: &str, text: &[u8]) -> Result<Generated, Vec<Diagnostic>> {
    let (document, problems) = document::Document::attempt(name, text);
    match document {
        Some(document) => generate_from(&document, problems),
        None => Err(problems),
    }
}

/// Generates a client from a document that has a typed form; `problems` is what loading said of it.
///
/// # Errors
///
/// Every problem of the document, sorted by its place.
pub(crate) fn generate_from(
    document: &document::Document,
    problems: Vec<Diagnostic>,
) -> Result<Generated, Vec<Diagnostic>> {
    let name = document.name();
    let (api, notes) = match lower::lower(document) {
        Ok(lowered) if !problems.iter().any(Diagnostic::is_error) => lowered,
        Ok(_) => return Err(problems),
        Err(more) => return Err(bounded(document, together(problems, more))),
    };
    let mut files = FileSet::default();
    for source in emit::sources(&api) {
        let text = format::file(&source, name)
            .map_err(|error| vec![defect(document, &source.path, &error)])?;
        files.insert(source.path, text);
    }
    Ok(Generated {
        files,
        notes: bounded(document, together(problems, notes)),
        operations: api
            .handles
            .iter()
            .map(|handle| handle.operations.len())
            .sum(),
        models: api.models.len(),
    })
}

/// The problems of both stages by their place. What lowering finds where loading found something is its consequence.
fn together(loading: Vec<Diagnostic>, mut lowering: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |problem: &Diagnostic| (problem.line, problem.column);
    let errors = loading.iter().filter(|problem| problem.is_error());
    let known: BTreeSet<_> = errors.map(place).collect();
    lowering.retain(|found| !known.contains(&place(found)));
    let mut all = loading;
    all.append(&mut lowering);
    all.sort_by(Diagnostic::order);
    all
}

/// The first problems, and how many more there are: what stops the generator is listed before what does not.
fn bounded(document: &document::Document, mut all: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let more = all.len().saturating_sub(limit::PROBLEMS);
    let Some(severity) = all.iter().map(|problem| problem.severity).min() else {
        return all;
    };
    // One more is the line of loading that says that its own list was cut.
    if more <= 1 {
        return all;
    }
    all.sort_by_key(|problem| problem.severity);
    all.truncate(limit::PROBLEMS);
    all.sort_by(Diagnostic::order);
    let message = format!(
        "only {} problems are listed, and there are {more} more",
        limit::PROBLEMS
    );
    let root = document::Pointer::root();
    let mut last = document.problem(&root, diagnostic::Code::TooManyProblems, message, "");
    (last.line, last.column, last.severity) = (0, 0, severity);
    all.push(last);
    all
}

/// Tokens that are no Rust: the emitter's fault, reported like any other problem and never written.
fn defect(document: &document::Document, path: &str, error: &syn::Error) -> Diagnostic {
    document.problem(
        &document::Pointer::root(),
        diagnostic::Code::EmitterDefect,
        format!("{path} would be no Rust: {error}"),
        "this is a defect of the generator; please report it with the document",
    )
}

#[cfg(test)]
mod tests {
    use super::{diagnostic::Code, generate, limit};

    #[test]
    fn what_lowering_finds_is_listed_up_to_a_limit_and_the_rest_is_counted() {
        let nested = "{ type: array, items: { type: array, items: { type: string } } }";
        let mut text = "openapi: 3.0.3\ninfo: { title: A, version: \"1\" }\npaths:\n".to_owned();
        for index in 0..limit::PROBLEMS + 7 {
            let path = format!(
                "  /a{index}:\n    get:\n      parameters:\n        - {{ name: a, in: query, schema: {nested} }}\n"
            );
            text.push_str(&path);
            text.push_str("      responses: { \"204\": { description: Done. } }\n");
        }
        let problems = generate("a.yaml", text.as_bytes()).err().unwrap();
        assert_eq!(problems.len(), limit::PROBLEMS + 1);
        let last = problems.last().unwrap();
        assert_eq!(last.code, Code::TooManyProblems);
        assert!(
            last.message.ends_with("there are 7 more"),
            "{}",
            last.message
        );
        assert!(last.is_error());
    }
}
