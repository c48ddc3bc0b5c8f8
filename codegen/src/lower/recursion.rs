//! Boxes: a type that holds itself is boxed where it does, and a large branch of a union is boxed, and nothing else.
//!
//! A list or a map holds its values on the heap already, so only the other fields count.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::sent::named;
use crate::document::Pointer;
use crate::ir::{Model, ModelKind, TypeRef};
use crate::limit;

/// A record in a union is boxed if it is larger than this many bytes: every value of the union would be as large.
const LARGE: usize = 160;

/// What is known of every type: what it holds in place, whether it is a record, and with which others it is on a circle.
#[derive(Default)]
struct Types {
    index: BTreeMap<String, usize>,
    held: Vec<Vec<TypeRef>>,
    is_record: Vec<bool>,
    circle: Vec<usize>,
}

/// Boxes every field and branch that lies on a cycle of types held in place, and every large record of a union.
pub(super) fn box_cycles(models: &mut [Model]) {
    let types = Types::of(models.iter());
    for (owner, model) in models.iter_mut().enumerate() {
        let in_circle = |record: usize| types.circle[record] == types.circle[owner];
        match &mut model.kind {
            ModelKind::Struct(record) => {
                let is_boxed = |name: &str| types.record(name).is_some_and(in_circle);
                for field in &mut record.fields {
                    box_if(&mut field.ty, is_boxed);
                }
            }
            ModelKind::Union(union) => {
                let is_boxed = |name: &str| {
                    let record = types.record(name);
                    record.is_some_and(|record| in_circle(record) || types.is_large(record))
                };
                for variant in &mut union.variants {
                    box_if(&mut variant.ty, is_boxed);
                }
            }
            _ => {}
        }
    }
}

/// Unions that hold themselves through nothing but unions: no value of them has an end, and no box helps.
pub(super) fn endless_unions<'m>(models: impl Iterator<Item = &'m Model>) -> BTreeSet<&'m str> {
    let unions: Vec<&Model> = models
        .filter(|model| matches!(model.kind, ModelKind::Union(_)))
        .collect();
    let types = Types::of(unions.iter().copied());
    let is_endless = |(at, _): &(usize, &&Model)| {
        let mut inner = types.held[*at].iter().filter_map(|ty| types.find(ty));
        inner.any(|inner| types.circle[inner] == types.circle[*at])
    };
    let endless = unions.iter().enumerate().filter(is_endless);
    endless.map(|(_, model)| model.name.rust.as_str()).collect()
}

/// A type with which a chain of types that hold each other, in place or not, is longer than the limit.
pub(super) fn too_long_a_chain(models: &[(Model, Pointer)]) -> Option<&Pointer> {
    let index: BTreeMap<&str, usize> = models
        .iter()
        .enumerate()
        .map(|(at, (model, _))| (model.name.rust.as_str(), at))
        .collect();
    let inner = |(model, _): &(Model, Pointer)| {
        let mut names = Vec::new();
        for ty in &held(&model.kind) {
            named(ty, &mut names);
        }
        names
            .iter()
            .filter_map(|name| index.get(name.as_str()).copied())
            .collect()
    };
    let inner: Vec<Vec<usize>> = models.iter().map(inner).collect();
    let mut length = vec![0; models.len()];
    for circle in circles(&inner) {
        // What it holds comes before it; on the circle itself, nothing has a length yet.
        let below = circle
            .iter()
            .flat_map(|at| &inner[*at])
            .map(|at| length[*at]);
        let all = circle.len() + below.max().unwrap_or_default();
        if all > limit::TYPES {
            return circle.first().map(|at| &models[*at].1);
        }
        for at in circle {
            length[at] = all;
        }
    }
    None
}

/// What holds each other in a circle, together; what something holds comes before it.
fn circles(inner: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut graph = DiGraph::<(), ()>::with_capacity(inner.len(), inner.len());
    for _ in inner {
        graph.add_node(());
    }
    for (outer, inner) in inner.iter().enumerate() {
        for inner in inner {
            graph.add_edge(NodeIndex::new(outer), NodeIndex::new(*inner), ());
        }
    }
    let circles = kosaraju_scc(&graph).into_iter();
    circles
        .map(|circle| circle.into_iter().map(NodeIndex::index).collect())
        .collect()
}

fn held(kind: &ModelKind) -> Vec<TypeRef> {
    match kind {
        ModelKind::Struct(record) => record.fields.iter().map(|field| field.ty.clone()).collect(),
        ModelKind::Union(union) => union
            .variants
            .iter()
            .map(|variant| variant.ty.clone())
            .collect(),
        ModelKind::OpenEnum(_)
        | ModelKind::IntegerEnum(_)
        | ModelKind::Newtype(_)
        | ModelKind::Alias(_) => Vec::new(),
    }
}

impl Types {
    fn of<'m>(models: impl Iterator<Item = &'m Model>) -> Self {
        let mut types = Self::default();
        for (at, model) in models.enumerate() {
            types.index.insert(model.name.rust.clone(), at);
            types.held.push(held(&model.kind));
            types
                .is_record
                .push(matches!(model.kind, ModelKind::Struct(_)));
        }
        let count = types.held.len();
        types.circle = vec![0; count];
        let inner = |held: &Vec<TypeRef>| held.iter().filter_map(|ty| types.find(ty)).collect();
        let circles = circles(&types.held.iter().map(inner).collect::<Vec<_>>());
        for (circle, members) in circles.into_iter().enumerate() {
            for member in members {
                types.circle[member] = circle;
            }
        }
        types
    }

    fn find(&self, ty: &TypeRef) -> Option<usize> {
        match ty {
            TypeRef::Named { name, .. } => self.index.get(name.as_str()).copied(),
            _ => None,
        }
    }

    fn record(&self, name: &str) -> Option<usize> {
        let at = *self.index.get(name)?;
        self.is_record[at].then_some(at)
    }

    /// Whether a record is large; its size is estimated, with an `Option` around every field.
    fn is_large(&self, record: usize) -> bool {
        let mut left = LARGE;
        !self.fits(record, &mut left)
    }

    /// Takes the size of a record off what is `left`; `false` as soon as it is more.
    fn fits(&self, record: usize, left: &mut usize) -> bool {
        self.held[record].iter().all(|ty| {
            let inner = self.find(ty).filter(|inner| self.is_record[*inner]);
            let size = match (ty, inner) {
                (TypeRef::Boolean, _) => 1,
                (TypeRef::Integer(_) | TypeRef::Number | TypeRef::Timestamp, _) => 16,
                (TypeRef::Date | TypeRef::Boxed(_), _) => 8,
                (TypeRef::Any, _) => 32,
                // It will be boxed.
                (_, Some(inner)) if self.circle[inner] == self.circle[record] => 8,
                // With a byte that says whether it is there.
                (_, Some(inner)) => return take(left, 1) && self.fits(inner, left),
                _ => 24,
            };
            take(left, size)
        })
    }
}

/// Takes something off what is left, if so much is left.
fn take(left: &mut usize, size: usize) -> bool {
    let rest = left.checked_sub(size);
    *left = rest.unwrap_or_default();
    rest.is_some()
}

fn box_if(ty: &mut TypeRef, is_boxed: impl Fn(&str) -> bool) {
    if matches!(ty, TypeRef::Named { name, .. } if is_boxed(name)) {
        *ty = TypeRef::Boxed(Box::new(ty.clone()));
    }
}
