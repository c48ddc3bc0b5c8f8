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
        let secret = credential.secret().reveal().await;
        secret
            .ok_or(Fault::Provider)
            .and_then(|secret| write_one(scheme.place, credential, &secret, request))
            .map_err(|fault| fault.of(*scheme))?;
    }
    Ok(())
}

/// Checks the secret before it goes out: a provider may give anything.
fn write_one(
    place: Place,
    credential: &Credential,
    secret: &str,
    request: &mut Request<Bytes>,
) -> Result<(), Fault> {
    credential.check(place, Some(secret))?;
    match (credential, place) {
        (Credential::Basic { user, .. }, Place::Basic) => {
            let (user, password) = (user.expose_secret(), secret::line(secret));
            let pair = Zeroizing::new(format!("{user}:{password}"));
            let pair = Zeroizing::new(STANDARD.encode(pair.as_bytes()));
            authorization(request, "Basic", &pair)
        }
        (_, Place::Bearer) => authorization(request, "Bearer", secret.trim()),
        (_, Place::Header(name)) => {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| Fault::Unfit)?;
            header(request, name, secret.trim())
        }
        (_, Place::Query(name)) => query(request, name, secret.trim()),
        (_, Place::Cookie(name)) => cookie(request, name, secret.trim()),
        (_, Place::Basic) => Err(Fault::Misplaced(place.takes())),
    }
}

fn authorization(request: &mut Request<Bytes>, kind: &str, secret: &str) -> Result<(), Fault> {
    let text = Zeroizing::new(format!("{kind} {secret}"));
    header(request, AUTHORIZATION, &text)
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
