//! Walks through two documents at once and tells each edit, at the place where it was made.
//!
//! The two are compared as they mean, not as they are written: references are followed, parameters of a path belong to its
//! operations, defaults are filled in. A pair of places is compared once, however many ways lead to it; the ways are kept,
//! for they say which operations use what was edited, and in which direction it travels.
//!
//! Each part of the walk ends in [`Walk::rest`], which tells every key that no part has looked at. That is why no edit is
//! silent.

mod body;
mod branch;
mod component;
mod document;
mod limit;
mod operation;
mod pair;
mod parameter;
mod property;
mod rest;
mod schema;
mod security;
mod server;

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Document, Pointer};

use super::edit::{Edit, EditKey, Operation, Scope, Site, Step};
use super::spot::{Spot, Tree};

pub(super) use limit::LIMITS;

type Place = (Option<Pointer>, Option<Pointer>);

/// A comparison under way.
pub(super) struct Walk<'d> {
    pub(super) base: Tree<'d>,
    pub(super) head: Tree<'d>,
    pub(super) sites: Vec<Site>,
    by_place: BTreeMap<Place, usize>,
    pub(super) edits: Vec<Edit>,
    by_key: BTreeMap<EditKey, usize>,
    /// Schemas that have another name in the head and are the same otherwise.
    renamed: BTreeMap<Pointer, Pointer>,
    /// Schemas that one side names and the other writes in place, and where.
    in_place: BTreeMap<Pointer, Pointer>,
    /// Pairs of schemas that are still to be compared. They wait here instead of on the stack, for a chain of schemas may be
    /// as long as a document.
    waiting: Vec<(usize, Spot<'d>, Spot<'d>)>,
    /// Operations that ask for what the document asks for by default, on both sides.
    by_default: Vec<usize>,
}

/// One way from an operation to an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) operation: Operation,
    pub(super) scope: Option<Scope>,
    pub(super) via: String,
}

impl<'d> Walk<'d> {
    pub(super) fn through(base: &'d Document, head: &'d Document) -> Self {
        let mut walk = Self {
            base: Tree::new(base),
            head: Tree::new(head),
            sites: Vec::new(),
            by_place: BTreeMap::new(),
            edits: Vec::new(),
            by_key: BTreeMap::new(),
            renamed: BTreeMap::new(),
            in_place: BTreeMap::new(),
            waiting: Vec::new(),
            by_default: Vec::new(),
        };
        if let (Some(base), Some(head)) = (walk.base.root(), walk.head.root()) {
            walk.find_renamed_schemas(&base, &head);
            let site = walk.site((Some(Pointer::root()), Some(Pointer::root()))).0;
            walk.document(site, &base, &head);
            walk.drain();
        }
        walk
    }

    /// The site of two places, and whether it is new.
    fn site(&mut self, place: Place) -> (usize, bool) {
        let next = self.sites.len();
        let site = *self.by_place.entry(place).or_insert(next);
        if site == next {
            self.sites.push(Site::default());
        }
        (site, site == next)
    }

    /// Goes to a pair of values; nothing where they were compared already.
    fn enter(
        &mut self,
        parent: usize,
        step: Step,
        base: &Spot<'d>,
        head: &Spot<'d>,
    ) -> Option<usize> {
        let (site, is_new) = self.site((Some(base.at.clone()), Some(head.at.clone())));
        if parent != site {
            self.sites[site].parents.push((parent, step));
        }
        is_new.then_some(site)
    }

    fn tell(&mut self, site: usize, edit: Edit) {
        let next = self.edits.len();
        let found = *self.by_key.entry(edit.key()).or_insert(next);
        if found == next {
            self.edits.push(edit);
        }
        let edit = &mut self.edits[found];
        if !edit.sites.contains(&site) {
            edit.sites.push(site);
        }
    }

    /// Tells that a whole value came or went; what it alone refers to comes or goes with it.
    fn tell_whole(
        &mut self,
        site: usize,
        edit: Edit,
        base: Option<&Spot<'d>>,
        head: Option<&Spot<'d>>,
    ) {
        let edit = self.reaching(edit, base, head);
        self.tell(
            site,
            edit.values(base.map(Spot::json), head.map(Spot::json)),
        );
    }

    /// The same edit, with the names of what comes or goes with a whole value.
    fn reaching(&self, edit: Edit, base: Option<&Spot<'d>>, head: Option<&Spot<'d>>) -> Edit {
        let went = base.map(|spot| self.base.reach(spot)).unwrap_or_default();
        let came = head.map(|spot| self.head.reach(spot)).unwrap_or_default();
        let names = went.iter().filter(|at| self.head.spot(at).is_none());
        let names = names.chain(came.iter().filter(|at| self.base.spot(at).is_none()));
        let names: Vec<String> = names
            .filter_map(|at| at.last().map(str::to_owned))
            .collect();
        let near = went.iter().chain(&came).filter_map(|at| at.last());
        let near = near.map(str::to_owned).collect();
        Edit { near, ..edit }.named(names)
    }

    /// The ways from operations to an edit, the shortest of each operation and scope.
    pub(super) fn ways(&self, sites: &[usize]) -> Vec<Way> {
        let mut ways: Vec<Way> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<(usize, Option<Scope>, String)> = sites
            .iter()
            .map(|site| (*site, None, String::new()))
            .collect();
        while !waiting.is_empty() {
            let mut next = Vec::new();
            for (site, scope, via) in waiting {
                if !seen.insert((site, scope)) {
                    continue;
                }
                let site = &self.sites[site];
                if let Some(operation) = &site.operation {
                    let operation = operation.clone();
                    ways.push(Way {
                        operation,
                        scope,
                        via: via.clone(),
                    });
                }
                next.extend(site.parents.iter().map(|(parent, step)| {
                    (
                        *parent,
                        scope.or(step.scope),
                        format!("{}{via}", step.label),
                    )
                }));
            }
            // Of two ways with as many steps, the one that is told in fewer words.
            next.sort_by_key(|(_, _, via)| via.len());
            waiting = next;
        }
        ways.sort_by(|a, b| (&a.operation, a.scope).cmp(&(&b.operation, b.scope)));
        ways
    }

    /// Whether a value at one of these sites is missed where it cannot be read.
    pub(super) fn is_needed(&self, sites: &[usize]) -> bool {
        sites
            .iter()
            .flat_map(|site| &self.sites[*site].parents)
            .any(|(_, step)| step.needed)
    }
}
