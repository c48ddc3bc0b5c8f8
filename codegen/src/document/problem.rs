//! Collects the problems of a document while it is read.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Place, Pointer};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::limit;

/// All problems so far.
pub(super) struct Problems {
    file: Arc<str>,
    found: Vec<Diagnostic>,
    /// By what they say, the first of each and how often it comes again.
    notes: BTreeMap<(Code, String), (Diagnostic, usize)>,
}

impl Problems {
    pub(super) fn new(file: &str) -> Self {
        Self {
            file: file.into(),
            found: Vec::new(),
            notes: BTreeMap::new(),
        }
    }

    /// The document, as the path is printed.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// No problems yet, of the same document.
    pub(super) fn again(&self) -> Self {
        Self::new(&self.file)
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
        if !self.is_full() {
            let problem = self.problem(code, place, pointer(), message, hint.into());
            self.found.push(problem);
        }
    }

    /// Whether no more problems are listed, so that nobody need look for a good hint.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= limit::PROBLEMS
    }

    /// Adds a note, once for all places that would have the same.
    pub(super) fn note(
        &mut self,
        code: Code,
        place: Place,
        pointer: impl FnOnce() -> Pointer,
        message: String,
    ) {
        if let Some((_, more)) = self.notes.get_mut(&(code, message.clone())) {
            *more += 1;
        } else if self.notes.len() < limit::PROBLEMS {
            let note = self.problem(code, place, pointer(), message.clone(), String::new());
            self.notes.insert((code, message), (note, 0));
        }
    }

    fn problem(
        &self,
        code: Code,
        place: Place,
        pointer: Pointer,
        message: String,
        hint: String,
    ) -> Diagnostic {
        let (line, column, width) = (place.line, place.column, place.width.max(1));
        let file = Arc::clone(&self.file);
        Diagnostic {
            severity: code.severity(),
            code,
            file,
            line,
            column,
            width,
            pointer,
            message,
            hint,
        }
    }

    /// Whether a problem so far stops the generator.
    pub(super) fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// The problems so far that stop the generator.
    pub(super) fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter().filter(|d| d.severity == Severity::Error)
    }

    /// All problems in the order of the text, and whether one of them is an error.
    pub(super) fn finish(mut self) -> (Vec<Diagnostic>, bool) {
        let (failed, is_full) = (self.has_errors(), self.is_full());
        for (mut note, more) in std::mem::take(&mut self.notes).into_values() {
            match more {
                0 => {}
                1 => note.message.push_str(" (and in one more place)"),
                _ => note.message = format!("{} (and in {more} more places)", note.message),
            }
            self.found.push(note);
        }
        self.found.sort_by(Diagnostic::order);
        if is_full {
            let message = format!("only the first {} problems are listed", limit::PROBLEMS);
            let last = self.problem(
                Code::TooManyProblems,
                Place::default(),
                Pointer::root(),
                message,
                String::new(),
            );
            self.found.push(last);
        }
        (self.found, failed)
    }
}
