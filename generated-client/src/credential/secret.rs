//! Rules of secrets: what can be sent where, without ever showing it.

use secrecy::{ExposeSecret, SecretString};

use crate::scheme::{Place, SecurityScheme};

/// Why a credential cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Empty,
    Control,
    NotAscii,
    Blank,
    /// A colon in the name of a user.
    Colon,
    /// A character that no cookie holds.
    Cookie,
    /// What a provider gave, or that it failed.
    Provider,
    /// It does not fit into a header or a URL.
    Unfit,
    /// The scheme takes what another method of `Credentials` gives.
    Misplaced(&'static str),
}

impl Fault {
    /// The sentence, which names the scheme and shows nothing of the secret.
    pub(crate) fn of(self, scheme: SecurityScheme) -> String {
        let what = match (scheme.place, scheme.name) {
            (_, "") => "the API token".to_owned(),
            (Place::Bearer, name) => format!("the token for `{name}`"),
            (Place::Basic, name) => format!("the user or password for `{name}`"),
            (_, name) => format!("the key for `{name}`"),
        };
        let why = match self {
            Self::Empty => "is empty",
            Self::Control => "contains a line break or another control character",
            Self::NotAscii => "contains a character beyond ASCII",
            Self::Blank => "contains a blank; give the key alone, without `Bearer`",
            Self::Colon => "contains a colon before the password",
            Self::Cookie => "contains a character that no cookie holds",
            Self::Provider => "is not there: its provider failed",
            Self::Unfit => "does not fit into the request",
            Self::Misplaced(method) => {
                return format!(
                    "{what} is of another kind than the scheme takes; give it by `{method}`"
                );
            }
        };
        format!("{what} {why}")
    }
}

/// A token behind `Bearer`.
pub(super) fn token(text: &str) -> Result<(), Fault> {
    key(text)?;
    let blank = text.trim().contains(' ');
    if blank { Err(Fault::Blank) } else { Ok(()) }
}

/// A key in a header or the query.
pub(super) fn key(text: &str) -> Result<(), Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    if text.contains(char::is_control) {
        return Err(Fault::Control);
    }
    if text.is_ascii() {
        Ok(())
    } else {
        Err(Fault::NotAscii)
    }
}

/// A key in a cookie: what RFC 6265 allows there.
pub(super) fn cookie(text: &str) -> Result<(), Fault> {
    key(text)?;
    if text.trim().contains([' ', '"', ',', ';', '\\']) {
        return Err(Fault::Cookie);
    }
    Ok(())
}

/// A user, and a password where it is known.
pub(super) fn basic(user: &SecretString, password: Option<&str>) -> Result<(), Fault> {
    let user = user.expose_secret();
    let password = password.map(line);
    if user.is_empty() && password.is_some_and(str::is_empty) {
        return Err(Fault::Empty);
    }
    if user.contains(':') {
        return Err(Fault::Colon);
    }
    if user.contains(char::is_control)
        || password.is_some_and(|text| text.contains(char::is_control))
    {
        return Err(Fault::Control);
    }
    Ok(())
}

/// A password without the line break that a file ends with; its blanks are its own.
pub(super) fn line(password: &str) -> &str {
    password.trim_end_matches(['\r', '\n'])
}
