//! The client: one shared state behind a cheap handle.

mod builder;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderValue, Method};

pub use self::builder::ClientBuilder;
use crate::base_url::{Base, BaseUrl};
use crate::clock::Clock;
use crate::credential::Credentials;
use crate::drift::{Drift, Strictness};
use crate::observer::Observer;
use crate::rate_limit::Limiter;
use crate::raw::RawCall;
use crate::retry::{Budget, RetryPolicy};
use crate::road::trace;
use crate::transport::Transport;

/// A client of the API: cheap to clone, and meant to be shared.
///
/// All clones share one pool of connections, one rate limit and one retry budget.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) base: Base,
    /// Whether `http://` may lead beyond this machine.
    pub(crate) insecure: bool,
    pub(crate) credentials: Credentials,
    pub(crate) transport: Box<dyn Transport>,
    pub(crate) user_agent: HeaderValue,
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) max_body: usize,
    pub(crate) read_only: bool,
    pub(crate) strictness: Strictness,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: Budget,
    pub(crate) limiter: Option<Limiter>,
    pub(crate) observer: Option<Box<dyn Observer>>,
    pub(crate) clock: Arc<dyn Clock>,
}

impl Shared {
    /// Tells those who watch about drift.
    pub(crate) fn observe(&self, operation: &'static str, drift: &[Drift]) {
        for entry in drift {
            trace::drift(operation, entry);
            if let Some(observer) = &self.observer {
                observer.drift(operation, entry);
            }
        }
    }
}

impl Client {
    /// A client of the API at `base_url`; `Region` converts into a base URL, and an
    /// [`ApiToken`](crate::ApiToken) or a text into [`Credentials`].
    pub fn builder(
        base_url: impl Into<BaseUrl>,
        credentials: impl Into<Credentials>,
    ) -> ClientBuilder {
        ClientBuilder::new(base_url.into(), credentials.into())
    }

    /// A request for a path that the document does not have, with the same limits and retries.
    ///
    /// It carries the token that names no scheme, if there is one; see [`RawCall::secured_by`].
    ///
    /// The path begins with `/`, is percent-encoded by the caller, and follows the base URL's own.
    ///
    /// ```no_run
    /// # async fn run(client: generated_client::Client) -> Result<(), generated_client::Error> {
    /// use generated_client::http::Method;
    ///
    /// let answer = client.request(Method::GET, "/not-in-the-document").query("page", 1).send().await?;
    /// println!("{} bytes", answer.bytes().len());
    /// # Ok(())
    /// # }
    /// ```
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawCall {
        RawCall::raw(self, method, path.into())
    }

    /// The address of the API, without a trailing slash.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.0.base.text
    }
}

/// The address and no token.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.0.base.text)
            .finish_non_exhaustive()
    }
}
