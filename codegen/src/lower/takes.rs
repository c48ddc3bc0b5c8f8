//! What values a schema takes, by their JSON types: those of its branches, and of the branches of these.
//!
//! Unions may hold each other in any way, circles among them, so the answers for all that is reached are found together,
//! and kept.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::Schema;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::Lowering;
use super::shape::{Shape, Use};
use crate::document::{Node, Pointer};
use crate::ir::{JsonType, TypeRef};

/// The values that a schema takes.
#[derive(Clone, Debug, Default)]
pub(super) struct Takes {
    pub(super) types: BTreeSet<JsonType>,
    /// Whether null is one of them: said outright, listed in the enum, taken by a branch, or by saying nothing of the type.
    pub(super) null: bool,
}

impl Takes {
    fn add(&mut self, other: &Self) {
        self.types.extend(&other.types);
        self.null |= other.null;
    }
}

/// The schemas that are reached from one, and which of them refer to which.
#[derive(Default)]
struct Reached {
    graph: DiGraph<Takes, ()>,
    found: BTreeMap<Pointer, NodeIndex>,
}

impl<'a> Lowering<'a> {
    /// What a schema takes.
    pub(super) fn takes(&self, of: Use<'a>, at: &Pointer) -> Takes {
        let Some((schema, at)) = self.target(of, at) else {
            return Takes::default();
        };
        let known = self.takes.borrow().get(&at).cloned();
        known.unwrap_or_else(|| {
            let reached = self.reached(schema, &at);
            self.takes.borrow_mut().extend(reached.answers());
            self.takes.borrow().get(&at).cloned().unwrap_or_default()
        })
    }

    /// Every schema that a schema reaches through branches and wrappers, none of which is known yet.
    fn reached(&self, schema: &'a Schema, at: &Pointer) -> Reached {
        let known = self.takes.borrow();
        let mut reached = Reached::default();
        let first = reached.graph.add_node(Takes::default());
        reached.found.insert(at.clone(), first);
        let mut open = vec![(schema, at.clone(), first)];
        while let Some((schema, at, node)) = open.pop() {
            let (mut own, inner) = self.own(schema, &at);
            for (schema, at) in inner {
                if let Some(known) = known.get(&at) {
                    own.add(known);
                    continue;
                }
                let inner = reached.found.get(&at).copied().unwrap_or_else(|| {
                    let inner = reached.graph.add_node(Takes::default());
                    reached.found.insert(at.clone(), inner);
                    open.push((schema, at, inner));
                    inner
                });
                reached.graph.add_edge(node, inner, ());
            }
            reached.graph[node].add(&own);
        }
        reached
    }

    /// What a schema says itself, and the schemas that say the rest.
    fn own(&self, schema: &'a Schema, at: &Pointer) -> (Takes, Vec<(&'a Schema, Pointer)>) {
        let listed = self.document.node(at).and_then(|node| node.get("enum"));
        let mut listed = listed.and_then(Node::as_list).into_iter().flatten();
        let mut own = Takes {
            types: BTreeSet::new(),
            null: schema.schema_data.nullable || listed.any(Node::is_null),
        };
        let inner = match self.shape(schema) {
            Shape::OneOf(branches, keyword) => {
                let at = at.child(keyword);
                let branches = branches.iter().enumerate();
                branches
                    .filter_map(|(index, branch)| self.target(Use::from(branch), &at.item(index)))
                    .collect()
            }
            Shape::Wrapper(inner, keyword, index) => {
                let inner = self.target(inner, &at.child(keyword).item(index));
                inner.into_iter().collect()
            }
            shape => {
                own.types.extend(types(&shape));
                own.null |= matches!(shape, Shape::Free);
                Vec::new()
            }
        };
        (own, inner)
    }
}

impl Reached {
    /// What each schema takes. Those on one circle take the same.
    fn answers(mut self) -> impl Iterator<Item = (Pointer, Takes)> {
        // What a schema refers to comes before the schema.
        for circle in kosaraju_scc(&self.graph) {
            let mut all = Takes::default();
            for node in &circle {
                all.add(&self.graph[*node]);
                for inner in self.graph.neighbors(*node) {
                    all.add(&self.graph[inner]);
                }
            }
            for node in circle {
                self.graph[node] = all.clone();
            }
        }
        let Self { mut graph, found } = self;
        let answers = found.into_iter();
        answers.map(move |(at, node)| (at, std::mem::take(&mut graph[node])))
    }
}

/// The JSON types of what is neither a union nor a wrapper.
fn types(shape: &Shape<'_>) -> &'static [JsonType] {
    match shape {
        Shape::Scalar(TypeRef::Boolean) => &[JsonType::Boolean],
        Shape::Scalar(TypeRef::Integer(_)) | Shape::IntegerEnum(_) => &[JsonType::Integer],
        Shape::Scalar(TypeRef::Number) => &[JsonType::Integer, JsonType::Number],
        Shape::Scalar(_) | Shape::Enum(_) => &[JsonType::String],
        Shape::Array(_) => &[JsonType::Array],
        Shape::Object | Shape::Map(_) => &[JsonType::Object],
        Shape::Wrapper(..) | Shape::OneOf(..) | Shape::Free | Shape::Unsupported(_) => &[
            JsonType::Boolean,
            JsonType::Integer,
            JsonType::Number,
            JsonType::String,
            JsonType::Array,
            JsonType::Object,
        ],
    }
}
