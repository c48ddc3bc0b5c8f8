//! The address of the API, and the rules it has to keep.

use std::error::Error as StdError;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use reqwest::Url;

use crate::error::BuildError;

/// The address of the API: `https`, a host, and perhaps a path in front of every call's own.
///
/// Made from a text, or from a `Region` of the document. The rules are checked by
/// [`ClientBuilder::build`](crate::ClientBuilder::build): `https`, or `http` to the machine itself;
/// no user information, no query, no fragment. A trailing slash does no harm.
///
/// ```
/// use generated_client::BaseUrl;
///
/// let base = BaseUrl::from("https://api.example.com/public");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct BaseUrl(Result<String, String>);

impl BaseUrl {
    /// Reads the address from an environment variable, for example `DRATA_BASE_URL`.
    ///
    /// # Errors
    ///
    /// The variable is not set, or is not Unicode.
    pub fn from_env(name: &str) -> Result<Self, BuildError> {
        std::env::var(name)
            .map(Self::from)
            .map_err(|fault| BuildError::environment(name, &fault))
    }

    /// Reads the name of a region from an environment variable, for example `DRATA_REGION`, and gives its address.
    ///
    /// `R` is the `Region` of the document: `BaseUrl::from_region_env::<Region>("DRATA_REGION")`.
    ///
    /// # Errors
    ///
    /// The variable is not set, is not Unicode, or names no region.
    pub fn from_region_env<R>(name: &str) -> Result<Self, BuildError>
    where
        R: FromStr<Err = UnknownRegion> + Into<Self>,
    {
        let text = std::env::var(name).map_err(|fault| BuildError::environment(name, &fault))?;
        let region: R = text.trim().parse().map_err(|fault: UnknownRegion| {
            BuildError::new(format!("the environment variable `{name}` is {fault}"))
        })?;
        Ok(region.into())
    }

    /// An address that could not be made, and why.
    pub(crate) fn faulty(why: String) -> Self {
        Self(Err(why))
    }

    /// Checks the rules; `insecure` allows `http` to any host.
    pub(crate) fn check(&self, insecure: bool) -> Result<Base, BuildError> {
        let text = self.0.as_ref().map_err(|why| refuse(why))?.trim();
        if text.is_empty() {
            return Err(refuse("is empty"));
        }
        if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
            return Err(refuse(
                "contains a blank, a backslash or a control character",
            ));
        }
        let url = Url::parse(text).map_err(|_| refuse("is not an absolute URL"))?;
        check_parts(text, &url)?;
        let secure = check_scheme(&url, insecure)?;
        Ok(Base {
            text: url.as_str().trim_end_matches('/').to_owned(),
            secure,
        })
    }
}

fn check_parts(text: &str, url: &Url) -> Result<(), BuildError> {
    if url.host_str().is_none_or(str::is_empty) {
        return Err(refuse("names no host"));
    }
    let authority = text.split_once("://").map_or("", |(_, rest)| rest);
    let authority = authority.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(refuse(
            "holds a user name or password; the token goes beside it",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refuse("has a query or a fragment; it ends with its path"));
    }
    Ok(())
}

fn check_scheme(url: &Url, insecure: bool) -> Result<bool, BuildError> {
    match url.scheme() {
        "https" => Ok(true),
        "http" if insecure || is_loopback(url) => Ok(false),
        "http" => Err(refuse(
            "is `http://` beyond this machine, which would send the token in the clear; \
             use `https://`, or `allow_insecure_http()` if you must",
        )),
        _ => Err(refuse("is neither `https://` nor `http://`")),
    }
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let literal = host.trim_start_matches('[').trim_end_matches(']');
    match literal.parse::<IpAddr>() {
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}

/// The address itself is never shown: it may hold what does not belong there.
fn refuse(why: &str) -> BuildError {
    BuildError::new(format!("the base URL {why}"))
}

impl From<&str> for BaseUrl {
    fn from(text: &str) -> Self {
        Self(Ok(text.to_owned()))
    }
}

impl From<String> for BaseUrl {
    fn from(text: String) -> Self {
        Self(Ok(text))
    }
}

/// Not the address: before it is checked it may hold a password.
impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BaseUrl(..)")
    }
}

/// A base URL that keeps the rules.
#[derive(Clone, Debug)]
pub(crate) struct Base {
    /// Without a trailing slash, so that a path with a leading one follows.
    pub(crate) text: String,
    /// Whether it is `https`.
    pub(crate) secure: bool,
}

/// A text that names none of the regions of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRegion {
    known: &'static [&'static str],
}

impl UnknownRegion {
    pub(crate) const fn new(known: &'static [&'static str]) -> Self {
        Self { known }
    }
}

impl fmt::Display for UnknownRegion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.known.is_empty() {
            return f.write_str("the document names no region; use a base URL");
        }
        write!(f, "not a region; one of: {}", self.known.join(", "))
    }
}

impl StdError for UnknownRegion {}
