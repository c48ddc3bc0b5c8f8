//! What the client promises, each promise against a scripted socket on 127.0.0.1.

#![expect(
    clippy::unwrap_used,
    dead_code,
    reason = "a test ends where its support fails; not every test uses all of it"
)]

mod server;
mod wire;

use generated_client::{Client, ClientBuilder};

use server::Server;

const TOKEN: &str = "canary-token-5f2c";

fn builder(server: &Server) -> ClientBuilder {
    Client::builder(server.url(), TOKEN)
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}
