//! The exit codes of every command, in one place.

use std::process::ExitCode;

/// The same, for the end of a command's help.
pub(crate) const HELP: &str = "\
Exit codes:
  0  it is done, or nothing was to be done
  1  a policy is not met: diff --fail-on
  2  the arguments make no sense
  3  it could not be done: the document is refused or cannot be read, a commit is not
     here, or the output cannot be written or holds a file that is not the generator's
  4  codegen --check found differences";

/// How a command ended. 101 is what a panic would give, and no command ends so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It is done, or nothing was to be done.
    Ok = 0,
    /// The policy that `diff --fail-on` names is not met.
    Policy = 1,
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
