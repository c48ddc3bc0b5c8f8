//! Compares two documents: what a change means on the wire for clients that are deployed, and in Rust for the code of those
//! who upgrade.
//!
//! ```text
//! two documents --walk--> edits --classify--> changes --attach--> changes with the Rust items they move
//! two clients, generated in memory --surface--> Rust items that differ ----^
//! ```
//!
//! - [`rule`](fn@rule) and the tables behind it say what each kind of change means; a change that no rule knows is an
//!   `unclassified-change`, never nothing.
//! - An edit is told once, at its definition, with the operations that use it.
//! - The Rust verdict is read from the surface that the generator really emits for both documents. Where it refuses one, the
//!   rule's own verdict stands in and is marked as estimated.
//!
//! The module knows no terminal, no git and no clock: texts come in, text goes out.

mod acks;
mod attach;
mod classify;
mod edit;
mod example;
mod fingerprint;
mod name;
mod policy;
mod render;
mod rule;
mod spot;
mod surface;
#[cfg(test)]
mod tests;
mod version;
mod view;
mod walk;

pub use acks::{Ack, AckKind, Acks};
pub use classify::{Change, Direction, Place, Use};
pub use edit::Operation;
pub use example::{Example, Expected, examples};
pub use policy::{FailOn, Finding};
pub use render::explain::{explain, list_rules, rules_json, rules_page};
pub use render::json::{Source, json};
pub use render::markdown::{Links, markdown};
pub use render::text::{Paint, text};
pub use rule::{Bump, Effect, Rule, Verdict, Wire, rule, rules};
pub use surface::{IMPLEMENTED, Moved, Surface, Witness};
pub use version::Version;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::files::FileSet;

/// The limits of the walk, for the rules of each.
fn walk_limits() -> &'static [(&'static str, &'static str)] {
    walk::LIMITS
}

/// The document that stands for a file that is not there.
pub const EMPTY: &str = "openapi: 3.0.3\ninfo: {title: '', version: ''}\npaths: {}\n";

/// One side of a comparison: a document, and the surface of the client that it gives.
#[derive(Debug)]
pub struct Side {
    document: Document,
    files: Option<FileSet>,
    surface: Option<Surface>,
    refusal: Vec<Diagnostic>,
}

impl Review {
    /// Leaves changes out of the lists. They still count, and the lists say how many are left out.
    pub fn hide(&mut self, is_hidden: impl Fn(&Change) -> bool) {
        for change in &mut self.changes {
            change.hidden = is_hidden(change);
        }
    }
}

impl Side {
    /// Loads a document; `name` is the path as messages print it. With `rust` its client is generated, in memory.
    ///
    /// # Errors
    ///
    /// Every problem of a document that cannot be loaded. One that loads and is refused by the generator is compared all
    /// the same.
    pub fn load(name: &str, text: &[u8], rust: bool) -> Result<Self, Vec<Diagnostic>> {
        let (document, problems) = Document::attempt(name, text);
        let is_wrong = problems.iter().any(Diagnostic::is_error);
        let Some(document) = document.filter(|_| !is_wrong) else {
            return Err(problems);
        };
        let generated = rust.then(|| crate::generate_from(&document, problems));
        let (files, refusal) = match generated {
            Some(Ok(generated)) => (Some(generated.files), Vec::new()),
            Some(Err(refusal)) => (None, refusal),
            None => (None, Vec::new()),
        };
        let surface = files.as_ref().map(Surface::of);
        Ok(Self {
            document,
            files,
            surface,
            refusal,
        })
    }

    /// Whether both clients are the same, but for the name of the document that their files bear.
    fn generates_the_same(&self, other: &Self) -> bool {
        let (Some(own), Some(others)) = (&self.files, &other.files) else {
            return false;
        };
        let is_same = |((path, text), (other_path, other)): ((&str, &str), (&str, &str))| {
            path == other_path && nameless(text).eq(nameless(other))
        };
        own.len() == others.len() && own.iter().zip(others.iter()).all(is_same)
    }

    /// Why the generator refuses the document; empty where it does not, or was not asked.
    #[must_use]
    pub fn refusal(&self) -> &[Diagnostic] {
        &self.refusal
    }
}

/// The beginning of the line of the client's docs that names the document.
const SOURCE: &str = "//! The half of this crate that is generated from ";

/// The lines of a generated file that do not name its document.
fn nameless(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.starts_with(crate::format::MARK) && !line.starts_with(SOURCE))
}

/// What a comparison looks at besides the documents.
#[derive(Debug, Default)]
pub struct Context {
    /// Whether Rust verdicts are wanted; without them every bump is none.
    pub rust: bool,
    /// What was acknowledged.
    pub acks: Acks,
    /// Today, as `YYYY-MM-DD`.
    pub today: Option<String>,
    /// The version of the client's crate at the base.
    pub base_version: Option<Version>,
    /// The version of the client's crate at the head.
    pub head_version: Option<Version>,
    /// The generated files that are committed at the base, to tell a change of the generator from one of the document.
    pub committed: Option<FileSet>,
}

/// What a comparison found.
#[derive(Debug)]
pub struct Review {
    /// Every change, the worst first.
    pub changes: Vec<Change>,
    /// What is not about one change: versions, acknowledgements, refusals.
    pub findings: Vec<Finding>,
    /// The Rust items that differ.
    pub moved: Vec<Moved>,
    /// Whether Rust verdicts were wanted.
    pub rust: bool,
    /// Whether the Rust verdicts are those of the rules, since a side has no surface.
    pub estimated: bool,
    /// The bump that the changes ask for.
    pub owed: Bump,
    /// The version of the crate at the base.
    pub base_version: Option<Version>,
    /// The version of the crate at the head.
    pub head_version: Option<Version>,
}

/// Compares two documents.
#[must_use]
pub fn review(base: &Side, head: &Side, context: &Context) -> Review {
    let walk = walk::Walk::through(&base.document, &head.document);
    let mut changes = classify::classify(&walk, &base.document, &head.document);
    let surfaces = base.surface.as_ref().zip(head.surface.as_ref());
    let moved = surfaces
        .map(|(base, head)| surface::compare(base, head))
        .unwrap_or_default();
    let estimated = context.rust && surfaces.is_none();
    if surfaces.is_some() {
        let is_same = base.generates_the_same(head);
        attach::attach(&mut changes, &moved, is_same);
        changes.extend(attach::drift(base, context.committed.as_ref()));
    }
    for change in &mut changes {
        change.estimated = estimated;
        if !context.rust {
            change.rust = Bump::None;
        }
    }
    // The order of keys says nothing, but where the generator makes arguments of them.
    changes.retain(|change| change.rule.id != "property-order-changed" || !change.items.is_empty());
    changes.sort_by(Change::order);
    let owed = changes.iter().map(|change| change.rust).max();
    let mut review = Review {
        changes,
        findings: Vec::new(),
        moved,
        rust: context.rust,
        estimated,
        owed: owed.unwrap_or(Bump::None),
        base_version: context.base_version,
        head_version: context.head_version,
    };
    review.findings = policy::findings(&mut review.changes, base, head, review.owed, context);
    review
}
