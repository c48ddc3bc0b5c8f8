//! The transport that everybody uses: reqwest, over HTTP/1.1.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use reqwest::redirect::Policy;

use super::{BoxFuture, Transport, TransportError, TransportKind};
use crate::error::BuildError;

/// Whether a feature brings TLS.
const HAS_TLS: bool = cfg!(any(
    feature = "rustls",
    feature = "rustls-no-provider",
    feature = "native-tls"
));

/// What the client decides about its connections.
pub(crate) struct Settings {
    /// Whether the base URL is `https`.
    pub(crate) secure: bool,
    pub(crate) connect_timeout: Duration,
    pub(crate) max_body: usize,
}

/// A pool of connections.
pub(crate) struct Network {
    client: reqwest::Client,
    max_body: usize,
}

impl Network {
    pub(crate) fn new(settings: &Settings) -> Result<Self, BuildError> {
        if settings.secure && !HAS_TLS {
            return Err(BuildError::new(
                "the base URL is `https://` and this build has no TLS: turn on one of the features \
                 `rustls`, `rustls-no-provider` and `native-tls`",
            ));
        }
        let builder = reqwest::Client::builder()
            .http1_only()
            .redirect(Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .connect_timeout(settings.connect_timeout)
            .no_proxy();
        let client = builder
            .build()
            .map_err(|_| BuildError::new("the network stack could not be set up"))?;
        Ok(Self {
            client,
            max_body: settings.max_body,
        })
    }
}

impl Transport for Network {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<Result<http::Response<Bytes>, TransportError>> {
        let client = self.client.clone();
        let max_body = self.max_body;
        Box::pin(async move {
            let request = convert(request)?;
            let response = client.execute(request).await.map_err(unanswered)?;
            read(response, max_body).await
        })
    }
}

/// reqwest parses the URL anew; a text that it would change is not sent, for it might reach another route.
fn convert(request: http::Request<Bytes>) -> Result<reqwest::Request, TransportError> {
    let uri = request.uri().to_string();
    let request = reqwest::Request::try_from(request)
        .map_err(|error| TransportError::new(TransportKind::Other).because(error.without_url()))?;
    if request.url().as_str() == uri {
        Ok(request)
    } else {
        let why = "the URL is not in its normal form";
        Err(TransportError::new(TransportKind::Other).because(why))
    }
}

/// Reads the body to its end, up to the cap.
async fn read(
    mut response: reqwest::Response,
    max_body: usize,
) -> Result<http::Response<Bytes>, TransportError> {
    let (status, headers) = (response.status(), response.headers().clone());
    let announced = response.content_length().unwrap_or(0);
    let mut body = Vec::new();
    if usize::try_from(announced).is_ok_and(|length| length <= max_body) {
        let mut next = response.chunk().await;
        while let Ok(Some(chunk)) = &next {
            if chunk.len() > max_body - body.len() {
                return Err(too_large(status, headers));
            }
            append(&mut body, chunk, max_body);
            next = response.chunk().await;
        }
        if let Err(error) = next {
            return Err(TransportError::body(status, headers, error.without_url()));
        }
    } else {
        return Err(too_large(status, headers));
    }
    let mut whole = http::Response::new(Bytes::from(body));
    *whole.status_mut() = status;
    *whole.headers_mut() = headers;
    Ok(whole)
}

/// Grows by doubling, but never beyond the cap.
fn append(body: &mut Vec<u8>, chunk: &[u8], max_body: usize) {
    if body.capacity() - body.len() < chunk.len() {
        let room = max_body - body.len();
        body.reserve_exact(chunk.len().max(body.len()).min(room));
    }
    body.extend_from_slice(chunk);
}

fn too_large(status: StatusCode, headers: HeaderMap) -> TransportError {
    TransportError::new(TransportKind::TooLarge).answered(status, headers)
}

/// Tells apart what the road decides on, when no answer began.
fn unanswered(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let kind = if error.is_connect() {
        TransportKind::Connect
    } else if causes(&error).any(is_parse) {
        TransportKind::Protocol
    } else if causes(&error).any(is_end) {
        TransportKind::Closed { reused: false }
    } else {
        TransportKind::Other
    };
    TransportError::new(kind).because(error)
}

fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| (*error).source())
}

fn is_parse(error: &(dyn StdError + 'static)) -> bool {
    let hyper = error.downcast_ref::<hyper::Error>();
    hyper.is_some_and(hyper::Error::is_parse)
}

fn is_end(error: &(dyn StdError + 'static)) -> bool {
    let hyper = error.downcast_ref::<hyper::Error>();
    hyper.is_some_and(|e| e.is_incomplete_message() || e.is_canceled() || e.is_closed())
        || error.is::<io::Error>()
}
