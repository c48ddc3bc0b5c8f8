//! Collects the problems of a document while it is read.

use std::sync::Arc;

use super::limit;
use super::{Place, Pointer};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// All problems so far.
pub(super) struct Problems {
    file: Arc<str>,
    found: Vec<Diagnostic>,
    unlisted: usize,
}

impl Problems {
    pub(super) fn new(file: &str) -> Self {
        Self {
            file: file.into(),
            found: Vec::new(),
            unlisted: 0,
        }
    }

    /// Adds a problem; its severity is that of its code.
    pub(super) fn report(
        &mut self,
        code: Code,
        place: Place,
        pointer: impl FnOnce() -> Pointer,
        message: String,
        hint: impl Into<String>,
    ) {
        if self.found.len() >= limit::PROBLEMS {
            self.unlisted += 1;
            return;
        }
        self.found.push(Diagnostic {
            severity: code.severity(),
            code,
            file: Arc::clone(&self.file),
            line: place.line,
            column: place.column,
            width: place.width.max(1),
            pointer: pointer(),
            message,
            hint: hint.into(),
        });
    }

    /// Whether a problem so far stops the generator.
    pub(super) fn has_errors(&self) -> bool {
        self.found.iter().any(|d| d.severity == Severity::Error)
    }

    /// All problems in the order of the text, and whether one of them is an error.
    pub(super) fn finish(mut self) -> (Vec<Diagnostic>, bool) {
        let failed = self.has_errors();
        self.found.sort_by(Diagnostic::order);
        (self.found, failed)
    }
}
