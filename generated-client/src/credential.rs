//! Credentials: what the caller gives for each security scheme, and which of them a request carries.

mod secret;
#[cfg(test)]
mod tests;
mod write;

use std::fmt;

use secrecy::SecretString;

use self::secret::Fault;
pub(crate) use self::write::write;
use crate::scheme::{Place, SecurityScheme};
use crate::token::ApiToken;

/// What the client may send to prove who it is, one credential for each security scheme.
///
/// An [`ApiToken`] alone converts into it, and fits every scheme that takes a bearer token: that is all
/// a document with such a scheme needs. For other documents the generated half has one constant for
/// each scheme, in its module `security`:
///
/// ```text
/// let credentials = Credentials::new()
///     .key(security::API_KEY, ApiToken::from_env("API_KEY")?)
///     .basic(security::LOGIN, "jane", ApiToken::from_env("PASSWORD")?);
/// let client = Client::builder(base, credentials).build()?;
/// ```
///
/// A request carries what its operation asks for and nothing else. Where the operation leaves a choice,
/// the first alternative counts for which the client has every credential; where it has none, the call
/// ends with an error that names the missing schemes, of which [`Error::is_token`](crate::Error::is_token)
/// is true, and nothing is sent. Each credential may come from a [provider](ApiToken::provider), which is
/// asked before each attempt.
#[derive(Clone, Default)]
pub struct Credentials {
    given: Vec<(SecurityScheme, Credential)>,
}

/// What is given for one scheme.
#[derive(Clone)]
pub(crate) enum Credential {
    Token(ApiToken),
    Basic {
        user: SecretString,
        password: ApiToken,
    },
    Key(ApiToken),
}

/// A scheme and the credential that is sent for it.
pub(crate) type Carried<'a> = (SecurityScheme, &'a Credential);

impl Credentials {
    /// No credential: enough for operations that are open to everybody.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A token for a scheme that sends it as `Authorization: Bearer ..`: `http` with `bearer`, `oauth2` or `openIdConnect`.
    ///
    /// How such a token is obtained and renewed is not the client's matter; a
    /// [provider](ApiToken::provider) hands out the newest one.
    #[must_use]
    pub fn token(self, scheme: SecurityScheme, token: impl Into<ApiToken>) -> Self {
        self.with(scheme, Credential::Token(token.into()))
    }

    /// A user and a password for a scheme of HTTP basic; the password may be empty.
    ///
    /// Neither holds a control character, and the user no colon; both are sent as UTF-8.
    #[must_use]
    pub fn basic(
        self,
        scheme: SecurityScheme,
        user: impl Into<String>,
        password: impl Into<ApiToken>,
    ) -> Self {
        let user = SecretString::from(user.into());
        let password = password.into();
        self.with(scheme, Credential::Basic { user, password })
    }

    /// A key for a scheme that has it in a header, the query or a cookie.
    ///
    /// A key in the query is part of the URL, which proxies and servers like to log; this crate never shows it.
    #[must_use]
    pub fn key(self, scheme: SecurityScheme, key: impl Into<ApiToken>) -> Self {
        self.with(scheme, Credential::Key(key.into()))
    }

    /// In the place of an earlier credential for the same scheme.
    fn with(mut self, scheme: SecurityScheme, credential: Credential) -> Self {
        self.given.retain(|(known, _)| known.name != scheme.name);
        self.given.push((scheme, credential));
        self
    }

    /// Refuses at once what could never be sent.
    pub(crate) fn check(&self) -> Result<(), String> {
        for (scheme, credential) in &self.given {
            let checked = credential.check(scheme.place, credential.secret().fixed());
            checked.map_err(|fault| fault.of(*scheme))?;
        }
        Ok(())
    }

    /// The first alternative whose schemes all have a credential; no alternatives: nothing is carried.
    ///
    /// # Errors
    ///
    /// A sentence that names the schemes without a credential.
    pub(crate) fn choose<A: AsRef<[SecurityScheme]>>(
        &self,
        alternatives: &[A],
    ) -> Result<Vec<Carried<'_>>, String> {
        let mut missing = Vec::new();
        for alternative in alternatives {
            let (mut carried, mut lacking) = (Vec::new(), Vec::new());
            for scheme in alternative.as_ref() {
                match self.find(*scheme) {
                    Some(credential) => carried.push((*scheme, credential)),
                    None => lacking.push(scheme.shown()),
                }
            }
            if lacking.is_empty() {
                return Ok(carried);
            }
            missing.push(lacking.join(" and "));
        }
        if missing.is_empty() {
            return Ok(Vec::new());
        }
        let missing = missing.join(", or ");
        Err(format!(
            "the operation needs {missing}, which the client was not given; it was not sent"
        ))
    }

    /// A token that names no scheme fits every scheme that takes one.
    fn find(&self, scheme: SecurityScheme) -> Option<&Credential> {
        let named = |name: &str| {
            let mut given = self.given.iter();
            given.find(|(known, _)| known.name == name)
        };
        let found = named(scheme.name).or_else(|| match scheme.place {
            Place::Bearer => named(SecurityScheme::TOKEN.name),
            _ => None,
        });
        found.map(|(_, credential)| credential)
    }
}

impl Credential {
    fn secret(&self) -> &ApiToken {
        match self {
            Self::Token(secret) | Self::Key(secret) => secret,
            Self::Basic { password, .. } => password,
        }
    }

    /// Whether it fits its place, as far as the secret is known.
    fn check(&self, place: Place, secret: Option<&str>) -> Result<(), Fault> {
        let rule = match (self, place) {
            (Self::Basic { user, .. }, Place::Basic) => return secret::basic(user, secret),
            (Self::Token(_), Place::Bearer) => secret::token,
            (Self::Key(_), Place::Header(_) | Place::Query(_)) => secret::key,
            (Self::Key(_), Place::Cookie(_)) => secret::cookie,
            (_, place) => return Err(Fault::Misplaced(place.takes())),
        };
        secret.map_or(Ok(()), rule)
    }
}

impl Place {
    /// The method of [`Credentials`] that gives what goes here.
    fn takes(self) -> &'static str {
        match self {
            Self::Bearer => "token",
            Self::Basic => "basic",
            Self::Header(_) | Self::Query(_) | Self::Cookie(_) => "key",
        }
    }
}

impl SecurityScheme {
    /// What goes by this scheme, for messages; nothing of the credential is in it.
    fn shown(&self) -> String {
        match (self.place, self.name) {
            (_, "") => "an API token".to_owned(),
            (Place::Bearer, name) => format!("a token for `{name}`"),
            (Place::Basic, name) => format!("a user and a password for `{name}`"),
            (_, name) => format!("a key for `{name}`"),
        }
    }
}

impl<T: Into<ApiToken>> From<T> for Credentials {
    fn from(token: T) -> Self {
        Self::new().token(SecurityScheme::TOKEN, token)
    }
}

/// The names of the schemes alone.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.given.iter().map(|(scheme, _)| scheme.name);
        f.debug_tuple("Credentials")
            .field(&names.collect::<Vec<_>>())
            .finish()
    }
}
