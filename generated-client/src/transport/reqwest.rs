//! The transport that everybody uses: reqwest, over HTTP/1.1.

use std::error::Error as StdError;
use std::io;

use bytes::Bytes;

use super::reuse::watch;
use super::settings::{Settings, connect};
use super::{Begun, BoxFuture, Transport, TransportError, TransportKind};
use crate::error::BuildError;

/// A pool of connections.
pub(crate) struct Network {
    client: reqwest::Client,
    max_body: usize,
}

impl Network {
    pub(crate) fn new(settings: Settings) -> Result<Self, BuildError> {
        let max_body = settings.max_body;
        let client = connect(settings)?;
        Ok(Self { client, max_body })
    }
}

impl Transport for Network {
    fn send(
        &self,
        mut request: http::Request<Bytes>,
    ) -> BoxFuture<Result<http::Response<Bytes>, TransportError>> {
        let begun = request.extensions_mut().remove().unwrap_or_default();
        let client = self.client.clone();
        let max_body = self.max_body;
        Box::pin(async move {
            let request = convert(request)?;
            let (response, fresh) = watch(client.execute(request)).await;
            let response = response.map_err(|error| unanswered(error, !fresh))?;
            read(response, &begun, max_body).await
        })
    }
}

/// reqwest parses the URL anew; a text that it would change is not sent, for it might reach another route.
fn convert(request: http::Request<Bytes>) -> Result<reqwest::Request, TransportError> {
    let unsendable = |why| TransportError::new(TransportKind::Unsendable).because(why);
    let uri = request.uri().to_string();
    let request =
        reqwest::Request::try_from(request).map_err(|_| unsendable("the URL does not parse"))?;
    if request.url().as_str() == uri {
        Ok(request)
    } else {
        Err(unsendable("the URL is not in its normal form"))
    }
}

/// Reads the body to its end, up to the cap.
async fn read(
    mut response: reqwest::Response,
    begun: &Begun,
    max_body: usize,
) -> Result<http::Response<Bytes>, TransportError> {
    begun.put(response.status(), response.headers().clone());
    let body = read_body(&mut response, max_body).await;
    let (status, headers) = begun.take().unwrap_or_default();
    match body {
        Err(error) => Err(error.answered(status, headers)),
        Ok(body) => {
            let mut whole = http::Response::new(body);
            *whole.status_mut() = status;
            *whole.headers_mut() = headers;
            Ok(whole)
        }
    }
}

async fn read_body(
    response: &mut reqwest::Response,
    max_body: usize,
) -> Result<Bytes, TransportError> {
    let too_large = || TransportError::new(TransportKind::TooLarge);
    let announced = response.content_length().unwrap_or(0);
    if usize::try_from(announced).map_or(true, |length| length > max_body) {
        return Err(too_large());
    }
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if chunk.len() > max_body - body.len() => return Err(too_large()),
            Ok(Some(chunk)) => append(&mut body, &chunk, max_body),
            Ok(None) => return Ok(body.into()),
            Err(error) => {
                return Err(TransportError::new(TransportKind::Body).because(error.without_url()));
            }
        }
    }
}

/// Grows by doubling, and from half the cap at once to the cap: so old and new room together stay below twice the cap.
fn append(body: &mut Vec<u8>, chunk: &[u8], max_body: usize) {
    if body.capacity() - body.len() < chunk.len() {
        let wanted = body.len().saturating_mul(2).max(body.len() + chunk.len());
        let room = if wanted > max_body / 2 {
            max_body
        } else {
            wanted
        };
        body.reserve_exact(room - body.len());
    }
    body.extend_from_slice(chunk);
}

/// Tells apart what the road decides on, when no answer began.
fn unanswered(error: reqwest::Error, reused: bool) -> TransportError {
    let error = error.without_url();
    let kind = if error.is_connect() && !is_reset(&error) {
        TransportKind::Connect
    } else if is_malformed(&error) {
        TransportKind::Protocol
    } else {
        TransportKind::Closed {
            reused: reused && is_end(&error),
        }
    };
    TransportError::new(kind).because(error)
}

fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| (*error).source())
}

fn hyper_causes<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a hyper::Error> {
    causes(error).filter_map(|cause| cause.downcast_ref())
}

/// Bytes came, and they are no HTTP/1.1.
fn is_malformed(error: &(dyn StdError + 'static)) -> bool {
    hyper_causes(error).any(hyper::Error::is_parse)
}

/// The other side took the connection and threw it away, which may be noticed early or late.
fn is_reset(error: &(dyn StdError + 'static)) -> bool {
    let mut sockets = causes(error).filter_map(|cause| cause.downcast_ref::<io::Error>());
    sockets.any(|error| error.kind() == io::ErrorKind::ConnectionReset)
}

/// The other side closed the connection.
fn is_end(error: &(dyn StdError + 'static)) -> bool {
    let ended = |e: &hyper::Error| e.is_incomplete_message() || e.is_canceled() || e.is_closed();
    hyper_causes(error).any(ended) || causes(error).any(<dyn StdError>::is::<io::Error>)
}

#[cfg(test)]
mod tests {
    use super::append;

    #[test]
    fn a_body_never_takes_twice_the_cap_while_it_grows() {
        for (cap, chunk) in [
            (1_000, 7),
            (1_000, 499),
            (1_000, 501),
            (1_000, 1_000),
            (31, 1),
        ] {
            let (mut body, mut most) = (Vec::new(), 0);
            while body.len() + chunk <= cap {
                let before = body.capacity();
                append(&mut body, &vec![0; chunk], cap);
                if body.capacity() != before {
                    most = most.max(before + body.capacity());
                }
            }
            assert!(
                body.capacity() <= cap && most <= cap * 3 / 2,
                "{most} of {cap}"
            );
        }
    }
}
