//! What the client promises, each promise against a scripted socket on 127.0.0.1.
//!
//! A test named `row_NN_..` holds that row of the table of promises; the rows on retries and waits
//! (14, 16 and half of 15) are beside the road itself, where the clock can be set.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod answer;
mod canary;
mod connection;
mod encoding;
mod observer;
mod paging;
mod payloads;
mod payloads_nested;
mod policy;
mod server;
#[cfg(feature = "rustls")]
mod tls;
mod wire;

use std::time::Duration;

use generated_client::{Client, ClientBuilder, RetryPolicy};

use canary::TOKEN;
use server::Server;

/// A client of this server that retries at once.
fn builder(server: &Server) -> ClientBuilder {
    canary::watch();
    let moment = Duration::from_millis(1);
    let retry = RetryPolicy::standard().backoff(moment, moment);
    Client::builder(server.url(), TOKEN).retry(retry)
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// A client that sends everything once.
fn once(server: &Server) -> Client {
    builder(server).retry(RetryPolicy::none()).build().unwrap()
}
