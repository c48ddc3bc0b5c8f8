//! The exit codes of every command, in one place.

use std::process::ExitCode;

/// How a command ended. 101 is left to panics, and none of the commands ends so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It is done, or nothing was to be done.
    Ok = 0,
    /// The arguments make no sense.
    Usage = 2,
    /// It could not be done: a document refused or not readable, an output that cannot be written.
    Impossible = 3,
    /// `--check` found differences.
    Different = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
