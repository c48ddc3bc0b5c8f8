//! Which credentials a request carries, how each stands on the wire, and that none shows anywhere else.

mod choice;
mod redaction;
mod wire;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use super::Credentials;
use crate::client::Client;
use crate::retry::RetryPolicy;
use crate::scheme::SecurityScheme;

const BEARER: SecurityScheme = SecurityScheme::bearer("bearer");
const LOGIN: SecurityScheme = SecurityScheme::basic("login");
const HEADER: SecurityScheme = SecurityScheme::header("header", "X-Api-Key");
const QUERY: SecurityScheme = SecurityScheme::query("query", "api key");
const COOKIE: SecurityScheme = SecurityScheme::cookie("cookie", "session");

/// Every kind, each with another secret.
fn all() -> Credentials {
    Credentials::new()
        .token(BEARER, "canary-token")
        .basic(LOGIN, "canary-user", "canary-password")
        .key(HEADER, "canary-header")
        .key(QUERY, "canary-query")
        .key(COOKIE, "canary-cookie")
}

/// A server on a raw socket that answers `{}` to everything and hands out the heads of requests.
struct Server {
    url: String,
    heads: Receiver<String>,
}

impl Server {
    fn start() -> Self {
        Self::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
    }

    fn answering(answer: &'static str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}/base", listener.local_addr().unwrap());
        let (sender, heads) = channel();
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut head = Vec::new();
                let mut byte = [0];
                while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n > 0) {
                    head.push(byte[0]);
                }
                let _ = sender.send(String::from_utf8(head).unwrap());
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { url, heads }
    }

    fn client(&self, credentials: impl Into<Credentials>) -> Client {
        let builder = Client::builder(self.url.as_str(), credentials);
        builder.retry(RetryPolicy::none()).build().unwrap()
    }

    /// The head of the next request.
    fn head(&self) -> String {
        self.heads.recv().unwrap()
    }

    /// Whether nothing came.
    fn is_untouched(&self) -> bool {
        self.heads.try_recv().is_err()
    }
}

/// The value of a header.
fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    let found = lines.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    Some(found.1)
}

/// Counts how often a provider was asked.
fn counting(secret: &'static str) -> (crate::token::ApiToken, Arc<Mutex<u32>>) {
    let asked = Arc::new(Mutex::new(0));
    let shared = Arc::clone(&asked);
    let token = crate::token::ApiToken::provider(move || {
        let shared = Arc::clone(&shared);
        async move {
            let mut asked = shared.lock().unwrap();
            *asked += 1;
            Ok(format!("{secret}-{asked}\n"))
        }
    });
    (token, asked)
}
