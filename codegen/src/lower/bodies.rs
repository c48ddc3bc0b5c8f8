//! Which named schemas are bodies: those that callers build, and those that are nothing else.

use std::collections::BTreeSet;

use openapiv3::ReferenceOr;

use super::Lowering;
use super::body::is_plain;
use super::condition::conditions;
use super::media;
use super::schema::schema_name;
use crate::document::{Kind, Node, Pointer, Resolved};

/// Adds the references below a node that stand anywhere but at the content of a request body.
fn references_elsewhere<'n>(node: &'n Node, in_body: bool, found: &mut BTreeSet<&'n str>) {
    match &node.kind {
        Kind::Map(map) => {
            for entry in map.entries() {
                let in_body = match entry.key.as_str() {
                    "requestBody" => true,
                    "properties" | "items" | "allOf" | "oneOf" | "anyOf" => false,
                    _ => in_body,
                };
                match entry.value.as_text() {
                    Some(target) if entry.key == "$ref" && !in_body => {
                        found.insert(target);
                    }
                    _ => references_elsewhere(&entry.value, in_body, found),
                }
            }
        }
        Kind::List(items) => {
            for item in items {
                references_elsewhere(item, in_body, found);
            }
        }
        _ => {}
    }
}

impl Lowering<'_> {
    /// Finds the named schemas that are bodies: those with conditions are built by callers, those that are nothing
    /// else are spread over arguments and setters.
    pub(super) fn find_bodies(&mut self) {
        let mut elsewhere = BTreeSet::new();
        if let Some(root) = self.document.node(&Pointer::root()) {
            references_elsewhere(root, false, &mut elsewhere);
        }
        for (_, _, operation) in self.api().operations() {
            let Some(body) = &operation.request_body else {
                continue;
            };
            let Ok(Resolved { item: body, .. }) =
                self.document.resolve_request_body(body, &Pointer::root())
            else {
                continue;
            };
            let chosen = media::best(&body.content, |name, media| {
                self.kind_of_content(name, media)
            });
            let Some(ReferenceOr::Reference { reference }) =
                chosen.and_then(|(_, described, _)| described.schema.as_ref())
            else {
                continue;
            };
            let Some(Resolved { item: schema, at }) = self.document.schema(reference) else {
                continue;
            };
            let Some(name) = schema_name(&at).map(str::to_owned) else {
                continue;
            };
            if !conditions(schema).is_empty() {
                let body = self.conditional_body(schema, &at);
                self.bodies.insert(name, body);
            } else if is_plain(schema) && !elsewhere.contains(reference.as_str()) {
                self.spread.push(name);
            }
        }
    }
}
