//! A client of the Personnel API: nothing lost, nothing leaked, every fault answered.
//!
//! # Start
//!
//! A client is made from a base URL (or a region of the document) and a token. It is cheap to clone,
//! and all clones share connections, limits and budgets.
//!
//! ```no_run
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//!
//! use generated_client::http::Method;
//! use generated_client::{ApiToken, BaseUrl, Client, RateLimit, RetryPolicy};
//!
//! let client = Client::builder(
//!     BaseUrl::from("https://api.example.com/public"),
//!     ApiToken::from_env("DRATA_API_KEY")?,
//! )
//! .timeout(Duration::from_secs(60))
//! .retry(RetryPolicy::standard().max_attempts(3))
//! .rate_limit(RateLimit::per_minute(450))
//! .build()?;
//!
//! // What the document does not have takes the same road as what it has.
//! match client.request(Method::GET, "/not-in-the-document").send().await {
//!     Ok(response) => println!("{}, request {:?}", response.status(), response.request_id()),
//!     Err(error) if error.is_timeout() => println!("later"),
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Credentials
//!
//! One [`ApiToken`] does where the document has one bearer token for all. For other documents
//! [`Credentials`] hold one credential for each [`SecurityScheme`]. A call carries what its operation asks
//! for and nothing else; where a credential is missing, the call ends with an error and nothing leaves.
//!
//! # Calls
//!
//! The operations of the document are methods of the handles that the client gives, one handle for
//! each tag. Each makes a [`Call`]: required values are arguments, optional ones are set on the call.
//! Awaiting the call gives the value; [`Call::send`] gives a [`Response`] with status, headers, raw
//! bytes and [drift](Drift). A limit or a condition of the document is checked before anything
//! leaves, unless the call is [`unchecked`](Call::unchecked).
//!
//! # Listings
//!
//! [`Call::items`] gives every record of every page in order, and asks for pages ahead if wanted
//! ([`Items::prefetch`]); [`Call::pages`] gives the pages themselves. A [cursor](PageCursor) says
//! where a listing stood. A record that cannot be read is an error in its place, not a gap.
//!
//! # Answers that differ from the document
//!
//! Whatever can be read is delivered, and every difference is listed with its JSON pointer:
//! unknown fields and values, nulls, wrong types. [`Strictness`] makes that an error, or silent.
//!
//! # Errors
//!
//! One small [`Error`], asked by predicates. It keeps status, headers and body of the answer, and
//! says of a write whether the server [accepted](Error::was_accepted) it. It can be logged as it is:
//! neither it nor any `Debug` of this crate shows a token, an address, a query or a person's data.
//!
//! # Time, retries, limits
//!
//! It takes 10 s at most to connect, 30 s for one attempt, 120 s for a call with its retries and
//! waits, and 32 MiB of body. [`RetryPolicy`] says what is sent again, [`RateLimit`] how much is sent
//! at all. Redirects are not followed, proxies are used only when asked for, and `http://` reaches
//! no further than this machine.
//!
//! Calls need a tokio runtime with I/O and timers on.
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `rustls` (default) | TLS by rustls with its bundled provider and the system's root certificates |
//! | `rustls-no-provider` | the same with the provider that the program installs |
//! | `native-tls` | TLS by the system's own library; beside one of the two above, rustls wins |
//! | `stream` | [`Items`] and [`Pages`] are `futures_core::Stream` |
//! | `tracing` | one `tracing` event for each attempt and each drift, without any value |
//! | `gzip` | asks for gzip and reads it |
//!
//! Without any TLS an `https://` base URL is refused when the client is built.
#![forbid(unsafe_code)]
#![allow(
    confusable_idents,
    mixed_script_confusables,
    uncommon_codepoints,
    reason = "a document names things in any script"
)]
// The types of a document may hold each other in long chains, and whether one is `Send` is asked along the whole of it.
#![recursion_limit = "65536"]

mod answer;
mod base_url;
mod call;
mod check;
mod client;
mod clock;
mod credential;
mod decode;
mod drift;
mod endpoint;
mod error;
mod file_part;
#[rustfmt::skip]
#[allow(
    clippy::allow_attributes,
    clippy::disallowed_names,
    clippy::large_enum_variant,
    clippy::module_inception,
    clippy::needless_pass_by_value,
    clippy::similar_names,
    clippy::too_many_lines,
    reason = "names, arguments and the sizes of things are those of the document: one has what another lacks"
)]
mod generated;
mod media;
mod observer;
mod page;
mod rate_limit;
mod raw;
mod received;
mod request;
mod response;
mod retry;
mod road;
mod scheme;
mod server;
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
pub use self::credential::Credentials;
pub use self::decode::{
    DecodeError, Decoded, JsonType, Nullable, Unrecognized, from_json, unredacted,
};
pub use self::drift::{Drift, DriftKind, Strictness};
pub use self::error::{ApiError, ApiErrorKind, BuildError, Error};
pub use self::file_part::FilePart;
pub use self::generated::*;
pub use self::observer::{Attempt, Observer};
pub use self::page::{InvalidCursor, Items, PageCursor, Pages};
pub use self::rate_limit::RateLimit;
pub use self::raw::{RawCall, Undocumented};
pub use self::response::Response;
pub use self::retry::RetryPolicy;
pub use self::scheme::SecurityScheme;
pub use self::token::{ApiToken, BoxError};
pub use self::transport::{BoxFuture, Transport, TransportError};
