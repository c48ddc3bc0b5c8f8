//! Prints: results to standard output, problems to standard error.
//!
//! Whoever closes a stream early, as `head` does, wants no more of it. That is no fault of the command, and
//! its exit code still tells how it ended; `println!` would panic instead.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write as _};

/// A line of what was asked for.
pub(crate) fn result(line: impl Display) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// A text of what was asked for, which ends its own lines.
pub(crate) fn text(text: &str) {
    let _ = write!(io::stdout(), "{text}");
}

/// A line of what is wrong.
pub(crate) fn problem(line: impl Display) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Whether a stream is shown in colours: a terminal that has them, unless `NO_COLOR` asks for none.
pub(crate) fn has_colours(stream: &impl IsTerminal) -> bool {
    let is_wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let has_them = std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb");
    is_wanted && has_them && stream.is_terminal()
}

/// `1 problem`, `2 problems`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
