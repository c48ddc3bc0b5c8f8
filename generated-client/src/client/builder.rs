//! How a client is made.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::{Client, Shared};
use crate::base_url::BaseUrl;
use crate::error::BuildError;
use crate::token::ApiToken;
use crate::transport::{Network, Settings, Transport};

/// Makes a [`Client`]; made by [`Client::builder`].
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder {
    base_url: BaseUrl,
    token: ApiToken,
    insecure: bool,
    timeout: Duration,
    connect_timeout: Duration,
    max_body: usize,
    user_agent: Option<String>,
    transport: Option<Box<dyn Transport>>,
}

impl ClientBuilder {
    pub(super) fn new(base_url: BaseUrl, token: ApiToken) -> Self {
        Self {
            base_url,
            token,
            insecure: false,
            timeout: Duration::from_secs(120),
            connect_timeout: Duration::from_secs(10),
            max_body: 32 * 1024 * 1024,
            user_agent: None,
            transport: None,
        }
    }

    /// How long one call may take, with its retries and waits; 120 s unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
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

    /// A product that stands before this crate's own in the `User-Agent` header, for example `team/1`.
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// Allows a base URL with `http://` to any host: token and personal data then travel in the clear.
    pub fn allow_insecure_http(mut self) -> Self {
        self.insecure = true;
        self
    }

    /// Sends by this transport in the place of the built-in one.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Checks everything and makes the client.
    ///
    /// # Errors
    ///
    /// The base URL or the token breaks a rule, a setting makes no sense, or TLS is needed and not built in.
    pub fn build(self) -> Result<Client, BuildError> {
        self.token.check().map_err(BuildError::new)?;
        let base = self.base_url.check(self.insecure)?;
        let user_agent = user_agent(self.user_agent.as_deref())?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Box::new(Network::new(&Settings {
                secure: base.secure,
                connect_timeout: self.connect_timeout,
                max_body: self.max_body,
            })?),
        };
        Ok(Client(Arc::new(Shared {
            base,
            token: self.token,
            transport,
            user_agent,
            timeout: self.timeout,
        })))
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

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").finish_non_exhaustive()
    }
}
