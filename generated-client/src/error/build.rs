//! Why a client could not be built.

use std::borrow::Cow;
use std::env::VarError;
use std::error::Error as StdError;
use std::fmt;

/// Why a client could not be built: one sentence, without the token and without the base URL.
#[derive(Debug)]
pub struct BuildError {
    message: Cow<'static, str>,
}

impl BuildError {
    pub(crate) fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            message: message.into(),
        }
    }

    pub(crate) fn environment(name: &str, fault: &VarError) -> Self {
        Self::new(match fault {
            VarError::NotPresent => format!("the environment variable `{name}` is not set"),
            VarError::NotUnicode(_) => format!("the environment variable `{name}` is not Unicode"),
        })
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for BuildError {}
