//! A client of the Personnel API: nothing lost, nothing leaked, every fault answered.
//!
//! ```no_run
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use generated_client::{ApiToken, BaseUrl, Client};
//!
//! let client = Client::builder(
//!     BaseUrl::from("https://api.example.com/public"),
//!     ApiToken::from_env("DRATA_API_KEY")?,
//! )
//! .build()?;
//! # drop(client);
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]

mod answer;
mod base_url;
mod call;
mod check;
mod client;
mod clock;
mod decode;
mod drift;
mod endpoint;
mod error;
#[rustfmt::skip]
mod generated;
mod observer;
mod page;
mod rate_limit;
mod raw;
mod request;
mod response;
mod retry;
mod road;
mod support;
#[cfg(test)]
mod testing;
mod token;
mod transport;

pub use bytes::{self, Bytes};
pub use http;
pub use jiff;
pub use serde_json;

pub use self::base_url::{BaseUrl, UnknownRegion};
pub use self::call::{Call, Delivering, QueryValue, Sending};
pub use self::client::{Client, ClientBuilder};
pub use self::decode::{DecodeError, Decoded, JsonType, Unrecognized, from_json, unredacted};
pub use self::drift::{Drift, DriftKind, Strictness};
pub use self::error::{ApiError, ApiErrorKind, BuildError, Error};
pub use self::generated::*;
pub use self::observer::{Attempt, Observer};
pub use self::page::{InvalidCursor, Items, PageCursor, Pages};
pub use self::rate_limit::RateLimit;
pub use self::raw::{RawCall, Undocumented};
pub use self::response::Response;
pub use self::retry::RetryPolicy;
pub use self::token::{ApiToken, BoxError};
pub use self::transport::{BoxFuture, Transport, TransportError};
