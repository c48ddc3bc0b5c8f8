//! Annotations, as GitHub Actions reads them from the output of a command.

use std::fmt::Display;

use crate::terminal;

/// Whether this runs in a job of GitHub Actions.
pub(crate) fn is_here() -> bool {
    std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true")
}

/// Marks a file of a pull request with an error.
pub(crate) fn annotate(file: &str, message: impl Display) {
    let file = escape(file).replace(':', "%3A").replace(',', "%2C");
    let message = escape(&message.to_string());
    terminal::result(format_args!(
        "::error file={file},title=generated files::{message}"
    ));
}

/// A text that stays on its line; the percent sign first, since the others bring it in.
fn escape(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
