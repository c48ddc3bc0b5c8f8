//! The branches and parts of a schema: `allOf`, `oneOf`, `anyOf`.

use super::Walk;
use super::pair::{Pairs, is_reordered};
use crate::document::Pointer;
use crate::review::edit::{Edit, Step, What};
use crate::review::spot::{Spot, Tree};
use crate::review::view::{View, name_of, shape};

impl<'d> Walk<'d> {
    /// The parts of `allOf`, `oneOf` and `anyOf`.
    pub(super) fn branches(&mut self, site: usize, old: &View<'d>, new: &View<'d>) {
        for (key, added, removed) in [
            ("allOf", "all-of-added", "all-of-removed"),
            ("oneOf", "one-of-added", "one-of-removed"),
            ("anyOf", "any-of-added", "any-of-removed"),
        ] {
            match (old.get(key), new.get(key)) {
                (None, None) => {}
                (None, Some(_)) => self.tell_key(site, old, new, key, What::scoped(added)),
                (Some(_), None) => self.tell_key(site, old, new, key, What::scoped(removed)),
                (Some(_), Some(_)) => self.parts(site, old, new, key, [added, removed]),
            }
        }
    }

    /// One side is one of several and the other is not: a wider type where the other is one of those.
    pub(super) fn choice(&mut self, site: usize, old: &View<'d>, new: &View<'d>) {
        let (choice, of_choice, one, of_one, end) = if is_choice(new) {
            (new, &self.head, old, &self.base, "type-generalized")
        } else {
            (old, &self.base, new, &self.head, "type-specialized")
        };
        let key = if choice.get("oneOf").is_some() {
            "oneOf"
        } else {
            "anyOf"
        };
        let whole = shape(of_one, &one.outer);
        let branches = choice.list(key);
        let is_branch = branches
            .iter()
            .any(|branch| shape(of_choice, branch) == whole);
        let end = if is_branch { end } else { "type-changed" };
        self.tell_key(site, old, new, key, What::scoped(end));
    }

    fn parts(
        &mut self,
        site: usize,
        old: &View<'d>,
        new: &View<'d>,
        key: &str,
        [added, removed]: [&'static str; 2],
    ) {
        let (base, head) = (old.list(key), new.list(key));
        let name = |spot: &Spot<'d>, walk: &Self| {
            let at = spot.reference().and_then(Pointer::parse)?;
            Some(walk.renamed.get(&at).cloned().unwrap_or(at))
        };
        let names = |parts: &[Spot<'d>]| {
            parts
                .iter()
                .filter_map(|part| name(part, self))
                .collect::<Vec<_>>()
        };
        let is_moved = is_reordered(&names(&base), &names(&head));
        let mut pairs = Pairs::unpaired(base, head).by(|part| name(part, self));
        let (base_tree, head_tree) = (&self.base, &self.head);
        pairs.match_by(
            |base| Some(shape(base_tree, base)),
            |head| Some(shape(head_tree, head)),
        );
        let in_place = |part: &Spot<'d>| part.reference().is_none().then_some(());
        pairs.match_by(in_place, in_place);
        for (base, head) in &pairs.both {
            self.schema(site, Step::to(""), base, head);
        }
        for part in &pairs.base {
            let edit = Edit::new(What::scoped(removed), Some(&old.told(new, &part.at)), None);
            self.tell_whole(site, edit, Some(part), None);
        }
        for part in &pairs.head {
            let edit = Edit::new(What::scoped(added), None, Some(&new.told(old, &part.at)));
            self.tell_whole(site, edit, None, Some(part));
        }
        if is_moved {
            self.tell_key(site, old, new, key, What::Rule("branch-order-changed"));
        }
    }

    /// Whether one side is an `allOf` of several parts and the other is not; then the other is one of the parts, and what
    /// the rest of them adds or takes is told.
    pub(super) fn is_recomposed(&mut self, site: usize, old: &View<'d>, new: &View<'d>) -> bool {
        let (base, head) = (old.list("allOf"), new.list("allOf"));
        let (whole, parts, is_more) = match (base.is_empty(), head.is_empty()) {
            (true, false) => (old, head, true),
            (false, true) => (new, base, false),
            _ => return false,
        };
        // The part may be all that is left of the list.
        let name = name_of(&whole.outer);
        let target = |part: &Spot<'d>| part.reference().and_then(Pointer::parse);
        let own = parts.iter().position(|part| {
            target(part).is_some_and(|at| at == whole.outer.at || name.as_ref() == Some(&at))
        });
        let own = own.or_else(|| parts.iter().position(|part| part.reference().is_none()));
        let Some(own) = own else {
            let end = if is_more {
                "all-of-added"
            } else {
                "all-of-removed"
            };
            self.tell_key(site, old, new, "allOf", What::scoped(end));
            return true;
        };
        let (part, whole) = (&parts[own], &whole.outer);
        let (one, other) = if is_more {
            (whole, part)
        } else {
            (part, whole)
        };
        self.schema(site, Step::to(""), one, other);
        for part in parts
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != own)
            .map(|(_, part)| part)
        {
            if is_more {
                let edit = Edit::new(What::scoped("all-of-added"), None, Some(&part.at));
                self.tell_whole(site, edit, None, Some(part));
            } else {
                let edit = Edit::new(What::scoped("all-of-removed"), Some(&part.at), None);
                self.tell_whole(site, edit, Some(part), None);
            }
        }
        true
    }
}

/// Whether a schema is one of several, of which one is this component.
pub(super) fn is_branch(tree: &Tree<'_>, spot: &Spot<'_>, name: &Pointer) -> bool {
    let view = View::of(tree, spot);
    let branches = ["oneOf", "anyOf"]
        .into_iter()
        .flat_map(|key| view.list(key));
    let mut references = branches.filter_map(|branch| Pointer::parse(branch.reference()?));
    references.any(|reference| reference == *name)
}

/// Whether a schema is one of several.
pub(super) fn is_choice(view: &View<'_>) -> bool {
    view.get("oneOf").is_some() || view.get("anyOf").is_some()
}
