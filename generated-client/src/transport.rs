//! The seam between the road and the network: one request out, one whole answer back.

mod begun;
mod fault;
mod reqwest;
mod reuse;
mod settings;

use std::pin::Pin;

use bytes::Bytes;

pub(crate) use self::begun::Begun;
pub use self::fault::TransportError;
pub(crate) use self::fault::TransportKind;
pub(crate) use self::reqwest::Network;
pub(crate) use self::settings::{Proxies, Settings};

/// A boxed future that can be sent to another thread.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send + 'static>>;

/// Sends one request and gives back one whole answer; set by [`ClientBuilder::transport`](crate::ClientBuilder::transport).
///
/// A transport neither retries nor follows redirects nor waits longer than it is polled: the client
/// does what is to be done about an answer, and drops the future when time is over. The URI is
/// absolute, and the `Authorization` header is marked sensitive.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request, and reads the answer to its end.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<Result<http::Response<Bytes>, TransportError>>;
}
