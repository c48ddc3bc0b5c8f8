//! Prints what a command found and did, in the format that was asked for.

use std::fmt::Display;

use clap::ValueEnum;
use codegen::Diagnostic;
use codegen::diagnostic::{Source, Text};

use crate::terminal;

/// How the problems of a document are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// for people: to standard error, each with its line of the document
    #[default]
    Text,
    /// for programs: to standard output, and nothing else there, one object a line with the keys severity, code, file,
    /// line, column, pointer, message and hint; null where there is none
    Json,
}

impl Format {
    /// Every problem of a document of these bytes.
    pub(crate) fn list(self, problems: &[Diagnostic], bytes: &[u8]) {
        match self {
            Self::Json => {
                for problem in problems {
                    terminal::result(problem.to_json());
                }
            }
            Self::Text if problems.is_empty() => {}
            Self::Text => {
                let text = Text::new(
                    Source::new(bytes),
                    terminal::has_colours(&std::io::stderr()),
                );
                for problem in problems {
                    // A problem has several lines: an empty one sets it apart from the next.
                    terminal::problem(format_args!("{}\n", text.render(problem)));
                }
            }
        }
    }

    /// A line of what was asked for, beside the problems.
    pub(crate) fn result(self, line: impl Display) {
        match self {
            Self::Text => terminal::result(line),
            Self::Json => terminal::problem(line),
        }
    }
}
