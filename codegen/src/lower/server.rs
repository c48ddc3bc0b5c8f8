//! Servers: one variant of `Region` each, and the addresses of single operations.

use std::collections::BTreeSet;

use openapiv3::{Operation as Documented, PathItem, Server as DocumentedServer};

use super::{Lowering, docs};
use crate::diagnostic::{Code, excerpt};
use crate::document::{Pointer, is_whole_address};
use crate::ir::{Name, OwnServer, Server, ServerVariable};
use crate::naming::{self, Style};

impl Lowering<'_> {
    /// The servers of the document; those whose address is not whole are no regions, as the loader has noted.
    pub(super) fn servers(&mut self) -> Vec<Server> {
        let at = Pointer::root().child("servers");
        let mut servers = Vec::new();
        let mut seen = BTreeSet::new();
        for (index, server) in self.api().servers.iter().enumerate() {
            let url = filled(server);
            if is_whole_address(&url) {
                let at = at.item(index);
                let server = self.server(server, url.clone(), &at);
                if seen.insert((server.name.wire.clone(), server.template.clone(), url)) {
                    servers.push(server);
                } else {
                    let message = "this is the address of an earlier server, by no other name";
                    self.note(&at, Code::RepeatedServer, message);
                }
            }
        }
        distinguish(&mut servers);
        let names = servers.iter_mut().map(|server| &mut server.name).collect();
        self.settle(names, Style::Pascal, &at, "server");
        self.report_equal_servers(&servers, &at);
        for server in &mut servers {
            if !server.variables.is_empty() {
                server.address_type = Some(self.address_type(&server.name.rust));
            }
        }
        servers
    }

    fn server(&mut self, server: &DocumentedServer, url: String, at: &Pointer) -> Server {
        let named = server
            .extensions
            .get("x-name")
            .and_then(serde_json::Value::as_str);
        let wire = named.map_or_else(|| from_address(&server.url), str::to_owned);
        Server {
            name: naming::name(&wire, Style::Pascal),
            url,
            template: server.url.clone(),
            variables: self.server_variables(server, at),
            address_type: None,
            docs: docs::of_text(server.description.as_ref()),
        }
    }

    /// The variables that the address has, in the order of their declaration.
    fn server_variables(&mut self, server: &DocumentedServer, at: &Pointer) -> Vec<ServerVariable> {
        let declared = server.variables.iter().flatten();
        let used = declared.filter(|(name, _)| server.url.contains(&format!("{{{name}}}")));
        let mut variables: Vec<ServerVariable> = used
            .map(|(name, variable)| ServerVariable {
                name: variable_name(name),
                default: variable.default.clone(),
                values: variable.enumeration.clone(),
                docs: docs::of_text(variable.description.as_ref()),
            })
            .collect();
        let names = variables.iter_mut().map(|variable| &mut variable.name);
        self.settle(names.collect(), Style::Snake, at, "server variable");
        variables
    }

    /// The type that fills the variables of a server, out of the way of every schema.
    fn address_type(&self, variant: &str) -> String {
        let mut name = naming::with_suffix(variant, "address", Style::Pascal);
        while self.model(&name).is_some() {
            name = naming::with_suffix(&name, "server", Style::Pascal);
        }
        name
    }

    fn report_equal_servers(&mut self, servers: &[Server], at: &Pointer) {
        for (index, server) in servers.iter().enumerate() {
            let mut before = servers[..index].iter();
            if before.any(|known| known.name == server.name) {
                self.refuse(
                    at,
                    Code::ServerClash,
                    format!("two servers are called {}", excerpt(&server.name.wire)),
                    "give one of them another `x-name`, or remove it",
                );
            }
        }
    }

    /// The server of a single operation: its own or that of its path, unless it is the document's.
    pub(super) fn own_server(
        &mut self,
        item: &PathItem,
        operation: &Documented,
        at: &Pointer,
    ) -> Option<OwnServer> {
        let (servers, at) = if operation.servers.is_empty() {
            (&item.servers, at.parent()?)
        } else {
            (&operation.servers, at.clone())
        };
        let mut addresses: Vec<String> = servers.iter().map(filled).collect();
        let of_document = self.api().servers.iter().map(filled);
        if addresses.is_empty() || addresses.iter().eq(of_document.collect::<Vec<_>>().iter()) {
            return None;
        }
        let Some(first) = addresses.iter().position(|url| is_whole_address(url)) else {
            let at = at.child("servers");
            let message = "none of these servers has a whole address, and where the document lies is not known";
            if !self.problems.iter().any(|known| known.pointer == at) {
                let hint = "write a whole address: `https://`, a host, and perhaps a path";
                self.refuse(&at, Code::OwnServerRelative, message, hint);
            }
            return None;
        };
        let url = addresses.remove(first);
        Some(OwnServer {
            url,
            others: addresses,
        })
    }
}

/// The address with the default of each variable.
fn filled(server: &DocumentedServer) -> String {
    let variables = server.variables.iter().flatten();
    variables.fold(server.url.clone(), |url, (name, variable)| {
        url.replace(&format!("{{{name}}}"), &variable.default)
    })
}

/// A setter that steps aside for the constructor beside it.
fn variable_name(wire: &str) -> Name {
    let mut name = naming::name(wire, Style::Snake);
    if name.rust == "new" {
        name.rust = naming::with_suffix(&name.rust, "variable", Style::Snake);
    }
    name
}

/// Servers that differ only in their scheme say it in their names.
fn distinguish(servers: &mut [Server]) {
    let wires: Vec<String> = servers.iter().map(|s| s.name.wire.clone()).collect();
    for server in servers {
        let is_unnamed = server.name.wire == from_address(&server.template);
        let shared = wires
            .iter()
            .filter(|wire| **wire == server.name.wire)
            .count()
            > 1;
        if is_unnamed && shared {
            let wire = naming::words(&server.template).join("_");
            server.name = naming::name(&wire, Style::Pascal);
        }
    }
}

/// A name out of the words of an address, without its scheme.
fn from_address(url: &str) -> String {
    let address = url.split_once("://").map_or(url, |(_, rest)| rest);
    naming::words(address).join("_")
}
