//! Problems of a document, each with its place, what is wrong, and what to do about it.

mod code;
mod json;
mod source;
mod text;

use std::fmt::{self, Display, Formatter, Write as _};
use std::sync::Arc;

use crate::document::Pointer;
use crate::limit;

pub use code::Code;
pub use source::Source;
pub use text::Text;

/// Whether a problem stops the generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// The document is fine; something in it is knowingly not generated.
    Note,
}

/// One thing to tell the author of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether it stops the generator.
    pub severity: Severity,
    /// Which class of problem it is.
    pub code: Code,
    /// The document, as the path is printed.
    pub file: Arc<str>,
    /// Line in the text, from 1; 0 where the problem has no place.
    pub line: u32,
    /// Column in characters, from 1; 0 where the problem has no place.
    pub column: u32,
    /// How many characters of the line are meant, at least 1.
    pub width: u32,
    /// The value it is about.
    pub pointer: Pointer,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// What to do; empty where there is nothing to say.
    pub hint: String,
}

impl Diagnostic {
    /// Whether it stops the generator.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The order in which problems are listed: as the text is read.
    pub(crate) fn order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |d: &Self| (d.line, d.column, d.severity, d.code);
        key(self)
            .cmp(&key(other))
            .then_with(|| self.pointer.cmp(&other.pointer))
            .then_with(|| self.message.cmp(&other.message))
    }
}

impl Display for Diagnostic {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Note => "note",
        };
        write!(f, "{severity}[{}]: {}", self.code, escape(&self.file))?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(
            f,
            ": {}\n  at {}",
            self.message,
            escape(&self.pointer.to_string())
        )?;
        if self.hint.is_empty() {
            return Ok(());
        }
        write!(f, "\n  help: {}", self.hint)
    }
}

/// A text of the document as a message may repeat it: in backticks, cut and escaped.
pub(crate) fn excerpt(text: &str) -> String {
    let mut shown: String = text.chars().take(limit::EXCERPT).collect();
    let cut = shown.len() < text.len();
    shown = escape(&shown);
    if cut {
        shown.push_str("...");
    }
    format!("`{shown}`")
}

/// Replaces every character that a terminal or a reader would not show as itself.
pub(crate) fn escape(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_invisible(c) {
            // Writing to a String cannot fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Control, bidirectional and zero-width characters, and those that end a line elsewhere.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
