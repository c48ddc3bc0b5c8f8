//! What the client promises, each promise against a scripted socket on 127.0.0.1.
//!
//! A test named `row_NN_..` holds that row of this table. Where time or chance decides (14, 16, a part of 2 and of
//! 15), it is beside the road itself, where the clock can be set; where memory is counted (8, 9), in a process of its
//! own.
//!
//! | row | what goes wrong | what the caller gets |
//! | --- | --- | --- |
//! | 1 | no connection: refused, never made, no such name | a connect error in time, without a path or a secret |
//! | 2 | silence after accept | a timeout at the deadline |
//! | 3 | a byte now and then | the same |
//! | 4 | a reset: on accept, after the request, amid the body | a typed error; a read is tried again, a write is not |
//! | 5 | an end before the answer | the same |
//! | 6 | a body cut short | an error, never a part of a value |
//! | 7 | what is not HTTP | a protocol error |
//! | 8 | too many or too long headers | a protocol error, and little memory |
//! | 9 | a body without end, a gzip bomb | an error at the cap, below twice its memory |
//! | 10 | JSON a million levels deep | a decode error, no deep stack, linear time |
//! | 11 | success with HTML, nothing, a byte order mark | an error with status, type and length, and no text of the body |
//! | 12 | every payload that the API is known to send | the value, and exactly the drift there is |
//! | 13 | ten statuses, each with JSON, HTML and nothing | one kind each, the body kept |
//! | 14 | every sort of `Retry-After` | waited for in full, or backed off, or an error at once |
//! | 15 | a server that fails twice | a read is sent three times, a write once unless that is safe |
//! | 16 | 5,000 failing calls | a fifth more load, and the reserve |
//! | 17 | a call that is dropped anywhere | nothing: the next call works |
//! | 18 | kept connections that die | nothing, for a read |
//! | 19 | redirects | an error that names the origin; nothing is sent there |
//! | 20 | a proxy in the environment | it is not used unless asked for |
//! | 21 | a base URL that breaks a rule | refused when the client is built |
//! | 22 | a token that breaks a rule | trimmed, or refused without showing it |
//! | 23 | hostile path values | one segment as it was, or refused |
//! | 24 | hostile query values, lists, an empty list | the server reads what was given |
//! | 25 | pages that repeat, totals that lie, shrink or grow | an end, nothing twice, and drift or an error |
//! | 26 | certificates that are not to be trusted | refused before a byte of the request |
//! | 27 | 64 calls at once | 64 answers |
//! | 28 | a write that is accepted with an answer of no use | an error that says so; it is not sent again |

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

use std::collections::BTreeSet;
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

/// No row is without a test, and no test is of a row that is not there.
#[test]
fn each_row_has_a_test() {
    let sources = [
        include_str!("answer.rs"),
        include_str!("connection.rs"),
        include_str!("encoding.rs"),
        include_str!("paging.rs"),
        include_str!("payloads.rs"),
        include_str!("policy.rs"),
        include_str!("tls.rs"),
        include_str!("../../src/road/tests.rs"),
    ];
    let names = sources
        .iter()
        .flat_map(|text| text.split("fn row_").skip(1));
    let held: BTreeSet<u32> = names.map(|name| name[..2].parse().unwrap()).collect();
    let rows = include_str!("main.rs").lines();
    let listed: BTreeSet<u32> = rows
        .filter_map(|line| line.strip_prefix("//! | ")?.split(' ').next()?.parse().ok())
        .collect();
    assert_eq!(held, listed);
    assert_eq!(listed, (1..=28).collect());
}
