//! Headers of answers: told in the docs of the operation, read by callers off the answer.

use indexmap::IndexMap;
use openapiv3::{Header as Documented, ParameterSchemaOrContent, ReferenceOr};

use super::Lowering;
use super::shape::Use;
use crate::document::{Node, Pointer, Resolved};
use crate::ir::{Docs, Facts, Header};

impl<'a> Lowering<'a> {
    /// The headers of an answer.
    pub(super) fn headers(
        &mut self,
        headers: &'a IndexMap<String, ReferenceOr<Documented>>,
        at: &Pointer,
    ) -> Vec<Header> {
        let mut told = Vec::new();
        for (name, header) in headers {
            match self.document.resolve_header(header, &at.child(name)) {
                Ok(Resolved { item, at }) => told.push(self.header(name, item, &at)),
                Err(problem) => self.problems.push(problem),
            }
        }
        told
    }

    fn header(&self, name: &str, header: &'a Documented, at: &Pointer) -> Header {
        let (kind, mut facts) = match &header.format {
            ParameterSchemaOrContent::Schema(schema) => {
                let target = self.unwrapped(Use::from(schema), &at.child("schema"));
                target.map_or_else(Default::default, |(_, at)| self.kind_and_facts(&at))
            }
            ParameterSchemaOrContent::Content(content) => {
                let media = content.keys().next().cloned().unwrap_or_default();
                (media, Facts::default())
            }
        };
        let says = |key| self.document.node(&at.child(key));
        facts.example = says("example")
            .and_then(super::docs::shown)
            .or(facts.example);
        facts
            .more
            .extend(self.examples(&header.examples, &at.child("examples")));
        if header.required {
            facts.more.push("Always there.".to_owned());
        }
        if says("explode").and_then(Node::as_bool) == Some(true) {
            facts
                .more
                .push("An object is written as `key=value`.".to_owned());
        }
        Header {
            name: name.to_owned(),
            kind,
            docs: Docs {
                description: header.description.clone().unwrap_or_default(),
                deprecated: header.deprecated.unwrap_or_default(),
                ..Docs::default()
            },
            facts,
        }
    }

    /// The type of JSON that a schema names, and what else it says.
    fn kind_and_facts(&self, at: &Pointer) -> (String, Facts) {
        let kind = self
            .document
            .node(&at.child("type"))
            .and_then(Node::as_text);
        (kind.unwrap_or_default().to_owned(), self.facts(at))
    }
}
