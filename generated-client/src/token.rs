//! The API token: kept secret, checked before use, from a value, the environment or a provider.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use crate::error::BuildError;
use crate::transport::BoxFuture;

/// Any error, as a token provider returns it.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// The API token: the memory that holds it is zeroed when it is dropped, and `Debug` does not show it.
///
/// Blanks and line breaks around it are trimmed; a token that is empty, or that holds anything but
/// visible ASCII, is refused by [`ClientBuilder::build`](crate::ClientBuilder::build). Keys and
/// passwords are given in the same way: see [`Credentials`](crate::Credentials).
///
/// ```
/// use generated_client::ApiToken;
///
/// let token = ApiToken::from("0123-4567");
/// assert_eq!(format!("{token:?}"), "ApiToken(..)");
/// ```
#[derive(Clone)]
pub struct ApiToken(Source);

#[derive(Clone)]
enum Source {
    Fixed(SecretString),
    Provider(Arc<dyn Fn() -> BoxFuture<Result<String, BoxError>> + Send + Sync>),
}

impl ApiToken {
    /// Reads the token from an environment variable, for example `DRATA_API_KEY`.
    ///
    /// # Errors
    ///
    /// The variable is not set, or is not Unicode.
    pub fn from_env(name: &str) -> Result<Self, BuildError> {
        std::env::var(name)
            .map(Self::from)
            .map_err(|fault| BuildError::environment(name, &fault))
    }

    /// A token that is asked for before each attempt, so that it can change while the client lives.
    ///
    /// The time the provider takes counts towards the attempt. A provider that fails ends the call
    /// with an error of which [`Error::is_token`](crate::Error::is_token) is true; nothing is sent.
    pub fn provider<F, Fut>(provider: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<String, BoxError>> + Send + 'static,
    {
        Self(Source::Provider(Arc::new(move || Box::pin(provider()))))
    }

    /// The token, where it is known without asking for it.
    pub(crate) fn fixed(&self) -> Option<&str> {
        match &self.0 {
            Source::Fixed(token) => Some(token.expose_secret()),
            Source::Provider(_) => None,
        }
    }

    /// The token as it is given; `None` where its provider failed, whose own error is dropped: it may hold the token.
    pub(crate) async fn reveal(&self) -> Option<Zeroizing<String>> {
        match &self.0 {
            Source::Fixed(token) => Some(Zeroizing::new(token.expose_secret().to_owned())),
            Source::Provider(provider) => provider().await.ok().map(Zeroizing::new),
        }
    }
}

impl From<&str> for ApiToken {
    fn from(token: &str) -> Self {
        Self(Source::Fixed(SecretString::from(token)))
    }
}

impl From<String> for ApiToken {
    fn from(token: String) -> Self {
        Self(Source::Fixed(SecretString::from(token)))
    }
}

impl fmt::Debug for ApiToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiToken(..)")
    }
}
