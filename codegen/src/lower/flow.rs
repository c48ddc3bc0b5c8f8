//! Where tokens come from: told in the docs of a security scheme, since a client is given its tokens.

use std::fmt::Write as _;

use super::Lowering;
use crate::diagnostic::excerpt;
use crate::document::{Map, Node, Pointer};

impl Lowering<'_> {
    /// What the document says of the tokens of a scheme, one paragraph each.
    pub(super) fn token_words(&self, at: &Pointer) -> Vec<String> {
        let Some(scheme) = self.document.node(at) else {
            return Vec::new();
        };
        let said = |key| scheme.get(key).and_then(Node::as_text);
        let format = said("bearerFormat");
        let format =
            format.map(|format| format!("The token is of the format {}.", excerpt(format)));
        let discovery = said("openIdConnectUrl");
        let discovery =
            discovery.map(|url| format!("{} says where tokens come from.", excerpt(url)));
        let flows = scheme.get("flows").and_then(Node::as_map);
        let flows = flows.into_iter().flat_map(Map::entries);
        let flows = flows.map(|flow| flow_words(&flow.key, &flow.value));
        format.into_iter().chain(discovery).chain(flows).collect()
    }
}

/// A flow of OAuth: its addresses, and what its scopes allow.
fn flow_words(name: &str, flow: &Node) -> String {
    let mut words = format!("By the flow {}:", excerpt(name));
    let addresses = [
        ("authorizationUrl", "permission is asked for at"),
        ("tokenUrl", "a token comes from"),
        ("refreshUrl", "a new one from"),
    ];
    let addresses = addresses.iter().filter_map(|(key, what)| {
        let url = flow.get(key).and_then(Node::as_text)?;
        Some(format!(" {what} {}", excerpt(url)))
    });
    words.push_str(&addresses.collect::<Vec<_>>().join(","));
    words.push('.');
    let scopes = flow.get("scopes").and_then(Node::as_map);
    for scope in scopes.into_iter().flat_map(Map::entries) {
        let meaning = scope.value.as_text().unwrap_or_default().trim();
        let meaning = meaning.trim_end_matches('.');
        // Writing to a String cannot fail.
        let _ = write!(words, " Scope {}: {meaning}.", excerpt(&scope.key));
    }
    words
}
