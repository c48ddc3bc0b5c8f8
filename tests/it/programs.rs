//! Clients of fixtures at work: a program of `tests/programs` calls a server that records raw requests.
//!
//! It starts cargo, so it runs on request: `cargo test -p tests -- --ignored`.
#![expect(clippy::unwrap_used, reason = "a test ends where its support fails")]

mod bodies;
mod credentials;
mod names;
mod nullable;
mod parameters;

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use xtask::client_copy::ClientCopy;

use crate::{read, root};

/// A request as it came.
#[derive(Debug)]
struct Recorded {
    head: String,
    body: Vec<u8>,
}

impl Recorded {
    /// Method and target.
    fn line(&self) -> &str {
        let line = self.head.lines().next().unwrap();
        line.strip_suffix(" HTTP/1.1").unwrap()
    }

    /// The values of a header, in order.
    fn header(&self, name: &str) -> Vec<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let found = lines.filter(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value).collect()
    }

    fn body(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// Reads one request and answers it; nothing where the connection is closed.
fn exchange(mut stream: &TcpStream, sender: &Sender<Recorded>) -> Option<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    stream.read_exact(&mut body).ok()?;
    sender.send(Recorded { head, body }).ok()?;
    stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").ok()
}

/// Held while a client is built: cargo takes two clients of one name and version for the same, if they are built in one
/// place at the same time.
static BUILDING: Mutex<()> = Mutex::new(());

/// Waits until no other test builds a client, and keeps the others waiting.
pub(crate) fn build_alone() -> MutexGuard<'static, ()> {
    BUILDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The requests that the program of a fixture sends, in order.
fn sent(case: &str) -> Vec<Recorded> {
    let _alone = build_alone();
    let folder = tempfile::tempdir().unwrap();
    let name = format!("{case}.yaml");
    let text = read(&format!("tests/fixtures/{name}"));
    let generated = codegen::generate(&name, text.as_bytes()).unwrap();
    let copy = ClientCopy::make(&root(), folder.path()).unwrap();
    copy.replace(&generated.files).unwrap();
    let manifest = std::fs::read_to_string(folder.path().join("Cargo.toml")).unwrap();
    let members = "members = [\"generated-client\"";
    let manifest = manifest.replace(members, &format!("{members}, \"program\""));
    std::fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    let program = folder.path().join("program");
    std::fs::create_dir_all(program.join("src")).unwrap();
    std::fs::write(program.join("Cargo.toml"), MANIFEST).unwrap();
    let source = read(&format!("tests/programs/{case}.rs"));
    std::fs::write(program.join("src/main.rs"), source).unwrap();

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (sender, requests) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (stream, sender) = (stream.unwrap(), sender.clone());
            thread::spawn(move || while exchange(&stream, &sender).is_some() {});
        }
    });
    let output = Command::new(env!("CARGO"))
        .args([
            "run",
            "--offline",
            "--quiet",
            "--package",
            "program",
            "--",
            &address,
        ])
        .current_dir(folder.path())
        .env("CARGO_TARGET_DIR", root().join("target/programs"))
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    requests.try_iter().collect()
}

const MANIFEST: &str = r#"[package]
name = "program"
version = "0.0.0"
edition = "2024"

[dependencies]
generated-client = { path = "../generated-client", default-features = false }
tokio = { version = "1", features = ["rt", "macros"] }
"#;

/// The pairs of a query or a form, as an independent reader takes them.
fn pairs(text: &str) -> Vec<(String, String)> {
    serde_html_form::from_str(text).unwrap()
}

/// The values of a name among the pairs.
fn values<'p>(pairs: &'p [(String, String)], name: &str) -> Vec<&'p str> {
    let found = pairs.iter().filter(|(known, _)| known == name);
    found.map(|(_, value)| value.as_str()).collect()
}
