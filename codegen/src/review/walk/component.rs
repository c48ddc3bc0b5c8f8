//! Components: what only one side has, and what no operation uses.

use super::Walk;
use super::pair::Pairs;
use crate::document::Pointer;
use crate::review::edit::{Edit, Step, What};
use crate::review::spot::{Spot, quoted};
use crate::review::view::shape;

type Named<'d> = (&'d str, Spot<'d>);

/// The parts of `components` whose content is compared where it is used.
const KINDS: &[&str] = &["parameters", "requestBodies", "responses", "headers"];

/// The parts of `components` that nothing is generated from.
const ASIDE: &[(&str, &str)] = &[
    ("examples", "docs-changed"),
    ("links", "link-changed"),
    ("callbacks", "callback-changed"),
];

impl<'d> Walk<'d> {
    /// Finds schemas that have another name in the head: one on each side, of the same shape.
    pub(super) fn find_renamed_schemas(&mut self, base: &Spot<'d>, head: &Spot<'d>) {
        let mut pairs = component_pairs(base, head, "schemas");
        let shaped = |tree: &super::Tree<'d>, named: &mut Vec<Named<'d>>| -> Vec<_> {
            named
                .drain(..)
                .map(|(_, spot)| (shape(tree, &spot), spot))
                .collect::<Vec<_>>()
        };
        let (base, head) = (
            shaped(&self.base, &mut pairs.base),
            shaped(&self.head, &mut pairs.head),
        );
        let found = Pairs::unpaired(base, head)
            .take_sole(|(old, _)| Some(old.clone()), |(new, _)| Some(new.clone()));
        self.renamed = found
            .into_iter()
            .map(|((_, old), (_, new))| (old.at, new.at))
            .collect();
    }

    pub(super) fn components(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let empty = |spot: &Spot<'d>| spot.get("components");
        self.schemas(site, base, head);
        for kind in KINDS {
            let pairs = component_pairs(base, head, kind);
            for ((name, old), (_, new)) in &pairs.both {
                let step = Step::to(format!("{name} "));
                if *kind == "parameters" {
                    self.unused_parameter(site, old, new);
                }
                match *kind {
                    "parameters" => self.parameter(site, step, old, new),
                    "requestBodies" => self.request_body(site, step, old, new),
                    "responses" => self.response(site, step, old, new),
                    _ => self.header(site, step, old, new),
                }
            }
            self.unused(site, &pairs);
        }
        self.security_schemes(site, base, head);
        let (Some(old), Some(new)) = (empty(base), empty(head)) else {
            for (kind, rule) in ASIDE {
                let at = Pointer::root().child("components").child(*kind);
                let value = |spot: &Spot<'d>| empty(spot).and_then(|spot| spot.get(kind));
                if value(base).is_some() || value(head).is_some() {
                    let edit = Edit::new(What::Rule(rule), Some(&at), Some(&at));
                    let values = (value(base).map(|v| v.json()), value(head).map(|v| v.json()));
                    self.tell(site, edit.values(values.0, values.1));
                }
            }
            return;
        };
        for (kind, rule) in ASIDE {
            self.whole(site, &old, &new, kind, What::Rule(rule));
        }
        let known: Vec<&str> = KINDS
            .iter()
            .copied()
            .chain(ASIDE.iter().map(|(kind, _)| *kind))
            .chain(["schemas", "securitySchemes"])
            .collect();
        self.rest(site, &old, &new, &known);
    }

    /// Name and place of a parameter are compared where it is used; one that nothing uses is compared here.
    fn unused_parameter(&mut self, site: usize, old: &Spot<'d>, new: &Spot<'d>) {
        if self.base.is_touched(&old.at) && self.head.is_touched(&new.at) {
            return;
        }
        for key in ["name", "in"] {
            self.whole(site, old, new, key, What::Rule("api-component-changed"));
        }
    }

    /// A component that only one side has. One that is used is compared where it is used: moving it there and back is no
    /// change.
    fn unused(&mut self, site: usize, pairs: &Pairs<Named<'d>>) {
        self.drain();
        for (_, old) in pairs
            .base
            .iter()
            .filter(|(_, old)| !self.base.is_touched(&old.at))
            .cloned()
            .collect::<Vec<_>>()
        {
            let edit = Edit::new(What::Rule("api-component-removed"), Some(&old.at), None);
            self.tell_whole(site, edit, Some(&old), None);
        }
        for (_, new) in pairs
            .head
            .iter()
            .filter(|(_, new)| !self.head.is_touched(&new.at))
            .cloned()
            .collect::<Vec<_>>()
        {
            let edit = Edit::new(What::Rule("api-component-added"), None, Some(&new.at));
            self.tell_whole(site, edit, None, Some(&new));
        }
    }

    fn schemas(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let pairs = component_pairs(base, head, "schemas");
        for ((name, old), (_, new)) in &pairs.both {
            self.schema(site, Step::to((*name).to_owned()), old, new);
        }
        for (name, old) in &pairs.base {
            if let Some(new) = self.renamed.get(&old.at).cloned() {
                self.renamed_schema(site, name, old, &new);
            }
        }
        // What only one side has is part of another change where that one was found before.
        self.drain();
        for (name, old) in &pairs.base {
            if !self.renamed.contains_key(&old.at) {
                self.lone_schema(site, name, old, false);
            }
        }
        for (name, new) in &pairs.head {
            if !self.renamed.values().any(|known| *known == new.at) {
                self.lone_schema(site, name, new, true);
            }
        }
    }

    fn renamed_schema(&mut self, site: usize, name: &str, old: &Spot<'d>, new: &Pointer) {
        let Some(new) = self.head.spot(new) else {
            return;
        };
        let new_name = new.at.last().unwrap_or_default().to_owned();
        let edit = Edit::new(
            What::Rule("api-schema-renamed"),
            Some(&old.at),
            Some(&new.at),
        )
        .values(Some(quoted(name)), Some(quoted(&new_name)))
        .named([name.to_owned(), new_name]);
        self.tell(site, edit);
        self.schema(site, Step::to(name), old, &new);
    }

    /// A schema that only one side has: written out on the other side, part of another change, or a change of its own.
    fn lone_schema(&mut self, site: usize, name: &str, spot: &Spot<'d>, is_new: bool) {
        let moved = self.in_place.get(&spot.at).cloned();
        let tree = if is_new { &self.head } else { &self.base };
        let rule = match (moved.is_some(), is_new) {
            (true, true) => "api-schema-extracted",
            (true, false) => "api-schema-inlined",
            _ if tree.is_touched(&spot.at) => return,
            (false, true) => "api-schema-added",
            (false, false) => "api-schema-removed",
        };
        let at = Some(&spot.at);
        let (base, head) = if is_new {
            (moved.as_ref(), at)
        } else {
            (at, moved.as_ref())
        };
        let edit = Edit::new(What::Rule(rule), base, head).named([name]);
        let edit = Edit {
            subject: name.to_owned(),
            ..edit
        };
        let (old, new) = if is_new {
            (None, Some(spot))
        } else {
            (Some(spot), None)
        };
        self.tell_whole(site, edit, old, new);
    }

    fn security_schemes(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let pairs = component_pairs(base, head, "securitySchemes");
        for ((_, old), (_, new)) in &pairs.both {
            self.security_scheme(site, old, new);
        }
        for (_, old) in &pairs.base {
            let edit = Edit::new(
                What::Rule("api-security-component-removed"),
                Some(&old.at),
                None,
            );
            self.tell_whole(site, edit, Some(old), None);
        }
        for (_, new) in &pairs.head {
            let edit = Edit::new(
                What::Rule("api-security-component-added"),
                None,
                Some(&new.at),
            );
            self.tell_whole(site, edit, None, Some(new));
        }
    }
}

fn component_pairs<'d>(base: &Spot<'d>, head: &Spot<'d>, kind: &str) -> Pairs<Named<'d>> {
    let named = |root: &Spot<'d>| {
        let components = root.get("components");
        components.map(|spot| spot.under(kind)).unwrap_or_default()
    };
    Pairs::unpaired(named(base), named(head)).by(|(name, _)| Some(*name))
}
