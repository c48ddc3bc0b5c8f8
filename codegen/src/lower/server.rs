//! Servers: one variant of `Region` each.

use super::{Lowering, docs};
use crate::document::Pointer;
use crate::ir::Server;
use crate::naming::{self, Style};

impl Lowering<'_> {
    /// The servers of the document.
    pub(super) fn servers(&mut self) -> Vec<Server> {
        let at = Pointer::root().child("servers");
        let mut servers = Vec::new();
        for (index, server) in self.api().servers.iter().enumerate() {
            if server
                .variables
                .as_ref()
                .is_some_and(|variables| !variables.is_empty())
            {
                self.unsupported("a server with variables", &at.child(index.to_string()));
            }
            let named = server
                .extensions
                .get("x-name")
                .and_then(serde_json::Value::as_str);
            let wire = named.map_or_else(|| from_address(&server.url), str::to_owned);
            servers.push(Server {
                name: naming::name(&wire, Style::Pascal),
                url: server.url.clone(),
                docs: docs::of_text(server.description.as_ref()),
            });
        }
        let names = servers.iter_mut().map(|server| &mut server.name).collect();
        self.settle(names, Style::Pascal, &at, "server");
        servers
    }
}

/// A name out of the words of an address, without its scheme.
fn from_address(url: &str) -> String {
    let address = url.split_once("://").map_or(url, |(_, rest)| rest);
    naming::words(address).join("_")
}
