//! How the built-in transport connects.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{ClientBuilder, Proxy};

use super::reuse::Watch;
use crate::error::BuildError;

/// What the client decides about its connections.
pub(crate) struct Settings {
    /// Whether the base URL is `https`.
    pub(crate) secure: bool,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_body: usize,
    /// Certificates to trust beside the system's own, each text one or more in PEM.
    pub(crate) roots: Vec<Vec<u8>>,
    pub(crate) proxies: Proxies,
}

#[derive(Default)]
pub(crate) enum Proxies {
    #[default]
    None,
    One(String),
    Environment,
}

/// Whether a feature brings TLS.
const HAS_TLS: bool = cfg!(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
));

/// HTTP/1.1 and nothing that happens behind the caller's back.
pub(super) fn connect(settings: Settings) -> Result<reqwest::Client, BuildError> {
    if !HAS_TLS && (settings.secure || !settings.roots.is_empty()) {
        return Err(BuildError::new(
            "the base URL is `https://`, or a certificate is given, and this build has no TLS: turn on \
             one of the features `rustls`, `rustls-no-provider` and `native-tls`",
        ));
    }
    let builder = reqwest::Client::builder()
        .http1_only()
        .redirect(Policy::none())
        .referer(false)
        .retry(reqwest::retry::never())
        .connect_timeout(settings.connect_timeout)
        .connector_layer(Watch);
    let builder = proxied(builder, settings.proxies)?;
    let builder = secured(builder, settings.secure, &settings.roots)?;
    builder
        .build()
        .map_err(|_| BuildError::new("the network stack could not be set up"))
}

/// No proxy unless asked for: reqwest would read the environment by itself.
fn proxied(builder: ClientBuilder, proxies: Proxies) -> Result<ClientBuilder, BuildError> {
    match proxies {
        Proxies::None => Ok(builder.no_proxy()),
        Proxies::Environment => Ok(builder),
        Proxies::One(url) => {
            let proxy = Proxy::all(url).map_err(|_| BuildError::new("the proxy is not a URL"))?;
            Ok(builder.proxy(proxy))
        }
    }
}

#[cfg(not(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
)))]
#[expect(clippy::unnecessary_wraps, reason = "with TLS it can fail")]
fn secured(builder: ClientBuilder, _: bool, _: &[Vec<u8>]) -> Result<ClientBuilder, BuildError> {
    Ok(builder)
}

/// Where two features bring TLS, rustls wins.
#[cfg(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
))]
fn secured(
    builder: ClientBuilder,
    secure: bool,
    roots: &[Vec<u8>],
) -> Result<ClientBuilder, BuildError> {
    #[cfg(all(feature = "rustls-no-provider", not(feature = "rustls")))]
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        return Err(BuildError::new(
            "no provider for rustls is installed: install one, or use the feature `rustls`",
        ));
    }
    #[cfg(any(feature = "rustls", feature = "rustls-no-provider"))]
    let builder = builder.tls_backend_rustls();
    let mut certificates = Vec::new();
    for pem in roots {
        let read = reqwest::Certificate::from_pem_bundle(pem).ok();
        let read = read.filter(|read| !read.is_empty());
        certificates.extend(read.ok_or(BuildError::new("a root certificate is not PEM"))?);
    }
    if !secure && certificates.is_empty() {
        // Nothing will be verified, so the system's certificates need not be read, nor be there.
        return Ok(builder.tls_certs_only([]));
    }
    Ok(builder.tls_certs_merge(certificates))
}
