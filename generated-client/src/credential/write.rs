//! How a credential is written onto a request, each time one leaves.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderName, HeaderValue, Request, Uri};
use secrecy::ExposeSecret;
use secrecy::zeroize::Zeroizing;

use super::secret::{self, Fault};
use super::{Carried, Credential};
use crate::request::encode;
use crate::scheme::Place;
use crate::token::ApiToken;

/// Writes each credential where its scheme has it.
///
/// # Errors
///
/// A sentence on why a credential cannot be sent, which never shows it.
pub(crate) async fn write(
    carried: &[Carried<'_>],
    request: &mut Request<Bytes>,
) -> Result<(), String> {
    for (scheme, credential) in carried {
        write_one(scheme.place, credential, request)
            .await
            .map_err(|fault| fault.of(*scheme))?;
    }
    Ok(())
}

async fn write_one(
    place: Place,
    credential: &Credential,
    request: &mut Request<Bytes>,
) -> Result<(), Fault> {
    match (credential, place) {
        (Credential::Token(token), Place::Bearer) => {
            let token = reveal(token, secret::token).await?;
            let text = Zeroizing::new(format!("Bearer {}", token.trim()));
            header(request, AUTHORIZATION, &text)
        }
        (Credential::Basic { user, password }, Place::Basic) => {
            let password = reveal(password, |text| secret::basic(user, Some(text))).await?;
            let (user, password) = (user.expose_secret(), secret::line(&password));
            let pair = Zeroizing::new(format!("{user}:{password}"));
            let pair = Zeroizing::new(STANDARD.encode(pair.as_bytes()));
            header(
                request,
                AUTHORIZATION,
                &Zeroizing::new(format!("Basic {}", *pair)),
            )
        }
        (Credential::Key(key), Place::Header(name)) => {
            let key = reveal(key, secret::key).await?;
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| Fault::Unfit)?;
            header(request, name, key.trim())
        }
        (Credential::Key(key), Place::Query(name)) => {
            let key = reveal(key, secret::key).await?;
            query(request, name, key.trim())
        }
        (Credential::Key(key), Place::Cookie(name)) => {
            let key = reveal(key, secret::cookie).await?;
            cookie(request, name, key.trim())
        }
        (_, place) => Err(Fault::Misplaced(place.takes())),
    }
}

/// The secret, if it keeps its rules: a provider may give anything.
async fn reveal(
    token: &ApiToken,
    check: impl Fn(&str) -> Result<(), Fault>,
) -> Result<Zeroizing<String>, Fault> {
    let secret = token.reveal().await.ok_or(Fault::Provider)?;
    check(&secret)?;
    Ok(secret)
}

/// Sets a header in the place of what anybody else has set.
fn header(request: &mut Request<Bytes>, name: HeaderName, text: &str) -> Result<(), Fault> {
    let mut value = HeaderValue::from_str(text).map_err(|_| Fault::Unfit)?;
    value.set_sensitive(true);
    request.headers_mut().insert(name, value);
    Ok(())
}

/// Adds a parameter behind those that are there.
fn query(request: &mut Request<Bytes>, name: &str, key: &str) -> Result<(), Fault> {
    let uri = request.uri();
    let mark = if uri.query().is_none() { '?' } else { '&' };
    let pair = Zeroizing::new(encode::pair(name, key));
    let text = Zeroizing::new(format!("{uri}{mark}{}", *pair));
    *request.uri_mut() = text.parse::<Uri>().map_err(|_| Fault::Unfit)?;
    Ok(())
}

/// Adds a cookie behind those that are there.
fn cookie(request: &mut Request<Bytes>, name: &str, key: &str) -> Result<(), Fault> {
    let before = request.headers().get(COOKIE);
    let before = before.and_then(|value| value.to_str().ok());
    let before = before.map(|text| format!("{text}; ")).unwrap_or_default();
    let text = Zeroizing::new(format!("{before}{name}={key}"));
    header(request, COOKIE, &text)
}
