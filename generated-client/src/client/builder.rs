//! How a client is made.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::{Client, Shared};
use crate::base_url::{Base, BaseUrl};
use crate::clock::{Clock, System};
use crate::credential::Credentials;
use crate::drift::Strictness;
use crate::error::BuildError;
use crate::observer::Observer;
use crate::rate_limit::{Limiter, RateLimit};
use crate::retry::RetryPolicy;
use crate::transport::{Network, Proxies, Settings, Transport};

/// Makes a [`Client`]; made by [`Client::builder`].
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder {
    base_url: BaseUrl,
    credentials: Credentials,
    insecure: bool,
    timeout: Duration,
    attempt_timeout: Duration,
    connect_timeout: Duration,
    max_body: usize,
    user_agent: Option<String>,
    roots: Vec<Vec<u8>>,
    proxies: Proxies,
    read_only: bool,
    strictness: Strictness,
    retry: RetryPolicy,
    rate_limit: Option<RateLimit>,
    observer: Option<Box<dyn Observer>>,
    transport: Option<Box<dyn Transport>>,
    clock: Arc<dyn Clock>,
}

impl ClientBuilder {
    pub(super) fn new(base_url: BaseUrl, credentials: Credentials) -> Self {
        Self {
            base_url,
            credentials,
            insecure: false,
            timeout: Duration::from_secs(120),
            attempt_timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            max_body: 32 * 1024 * 1024,
            user_agent: None,
            roots: Vec::new(),
            proxies: Proxies::None,
            read_only: false,
            strictness: Strictness::Report,
            retry: RetryPolicy::standard(),
            rate_limit: None,
            observer: None,
            transport: None,
            clock: Arc::new(System::new()),
        }
    }

    /// How long one call may take, with its retries and waits; 120 s unless set. One page of a listing is one call.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long one attempt of a call may take, from the first byte of the connection to the last of the body; 30 s unless set.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// How long it may take to connect, TLS included; 10 s unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How many bytes of a body are read, counted decoded; 32 MiB unless set.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// When a call is sent again; [`RetryPolicy::standard`] unless set.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How many requests are sent in a minute; there is no limit unless set.
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.rate_limit = Some(limit);
        self
    }

    /// What happens where an answer differs from the document; [`Strictness::Report`] unless set.
    pub fn strictness(mut self, strictness: Strictness) -> Self {
        self.strictness = strictness;
        self
    }

    /// Refuses every call that may change something before it leaves; [`Call::allow_write`](crate::Call::allow_write) lifts it for one.
    pub fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }

    /// Is told of every attempt and all drift.
    pub fn observer(mut self, observer: impl Observer) -> Self {
        self.observer = Some(Box::new(observer));
        self
    }

    /// A product that stands before this crate's own in the `User-Agent` header, for example `team/1`.
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// Trusts these certificates (PEM, one or more) beside the system's own.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots.push(pem.into());
        self
    }

    /// Sends through this proxy, given as `http://` URL, with user name and password if it needs them.
    ///
    /// Without this call and [`proxy_from_env`](Self::proxy_from_env) no proxy is used.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxies = Proxies::One(url.into());
        self
    }

    /// Sends through the proxies that `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` name.
    pub fn proxy_from_env(mut self) -> Self {
        self.proxies = Proxies::Environment;
        self
    }

    /// Allows a base URL with `http://` to any host: token and personal data then travel in the clear.
    pub fn allow_insecure_http(mut self) -> Self {
        self.insecure = true;
        self
    }

    /// Sends by this transport in the place of the built-in one.
    ///
    /// Connecting, certificates and proxies are then the transport's own matter.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    #[cfg(test)]
    pub(crate) fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Checks everything and makes the client.
    ///
    /// # Errors
    ///
    /// The base URL or a credential breaks a rule, a setting makes no sense, or TLS is needed and not built in.
    pub fn build(mut self) -> Result<Client, BuildError> {
        self.credentials.check().map_err(BuildError::new)?;
        self.retry.check()?;
        let base = self.base_url.check(self.insecure)?;
        let user_agent = user_agent(self.user_agent.as_deref())?;
        let limiter = self.rate_limit.map(Limiter::new).transpose()?;
        let transport = match self.transport.take() {
            Some(transport) => transport,
            None => self.network(&base)?,
        };
        Ok(Client(Arc::new(Shared {
            base,
            insecure: self.insecure,
            credentials: self.credentials,
            transport,
            user_agent,
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            max_body: self.max_body,
            read_only: self.read_only,
            strictness: self.strictness,
            budget: self.retry.new_budget(),
            retry: self.retry,
            limiter,
            observer: self.observer,
            clock: self.clock,
        })))
    }

    fn network(&mut self, base: &Base) -> Result<Box<dyn Transport>, BuildError> {
        let settings = Settings {
            secure: base.secure,
            connect_timeout: self.connect_timeout,
            max_body: self.max_body,
            roots: std::mem::take(&mut self.roots),
            proxies: std::mem::take(&mut self.proxies),
        };
        Ok(Box::new(Network::new(settings)?))
    }
}

const PRODUCT: &str = concat!("generated-client/", env!("CARGO_PKG_VERSION"));

fn user_agent(product: Option<&str>) -> Result<HeaderValue, BuildError> {
    let Some(product) = product.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(HeaderValue::from_static(PRODUCT));
    };
    HeaderValue::from_str(&format!("{product} {PRODUCT}"))
        .map_err(|_| BuildError::new("the user agent contains a character that no header holds"))
}

/// Nothing of what it was given: the base URL is not checked yet, and a proxy may have a password.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").finish_non_exhaustive()
    }
}
