//! The properties of an object, and what else it may hold.

use std::collections::{BTreeMap, BTreeSet};

use super::Walk;
use super::pair::{Pairs, is_reordered};
use crate::review::edit::{Edit, Step, What};
use crate::review::spot::{Spot, quoted};
use crate::review::view::{View, shape};

type Named<'d> = (&'d str, Spot<'d>);

impl<'d> Walk<'d> {
    pub(super) fn properties(&mut self, site: usize, old: &View<'d>, new: &View<'d>) {
        let mut pairs = Pairs::unpaired(old.entries("properties"), new.entries("properties"))
            .by(|(name, _)| Some(*name));
        let names = |view: &View<'d>| {
            view.entries("properties")
                .into_iter()
                .map(|(name, _)| name)
                .collect::<Vec<_>>()
        };
        if is_reordered(&names(old), &names(new)) {
            self.tell_key(
                site,
                old,
                new,
                "properties",
                What::Rule("property-order-changed"),
            );
        }
        let (base_tree, head_tree) = (&self.base, &self.head);
        let (old_required, new_required) = (old.required(), new.required());
        let renamed = pairs.take_sole(
            |(was, base)| Some((old_required.contains(was), shape(base_tree, base))),
            |(is, head)| Some((new_required.contains(is), shape(head_tree, head))),
        );
        for ((was, base), (is, head)) in &renamed {
            let what = What::Split("request-property-renamed", "response-property-renamed");
            let edit = Edit::new(what, Some(&base.at), Some(&head.at))
                .values(Some(quoted(was)), Some(quoted(is)))
                .needed(self.is_missed(old, was, base))
                .named([*was, *is]);
            self.tell(site, edit);
        }
        self.requirements(site, old, new, &renamed);
        for ((was, base), (name, head)) in pairs.both.iter().chain(&renamed) {
            let is_needed = self.is_missed(old, was, base);
            self.schema(
                site,
                Step::to(format!(".{name}")).needed(is_needed),
                base,
                head,
            );
        }
        for (name, spot) in &pairs.base {
            self.property_removed(site, (old, new), name, spot);
        }
        for (name, spot) in &pairs.head {
            self.property_added(site, (old, new), name, spot);
        }
        self.additional(site, old, new);
    }

    fn property_removed(
        &mut self,
        site: usize,
        (old, new): (&View<'d>, &View<'d>),
        name: &str,
        spot: &Spot<'d>,
    ) {
        let is_required = old.required().contains(&name);
        let response = if is_required {
            "response-required-property-removed"
        } else {
            "response-optional-property-removed"
        };
        let what = What::Split("request-property-removed", response);
        let edit = Edit::new(what, Some(&old.told(new, &spot.at)), None)
            .named([name])
            .of_part(name, &spot.at)
            .needed(self.is_missed(old, name, spot))
            .required(is_required);
        self.tell_whole(site, edit, Some(spot), None);
    }

    /// Whether deployed clients leave out a record that lacks this property.
    fn is_missed(&self, old: &View<'d>, name: &str, spot: &Spot<'d>) -> bool {
        old.required().contains(&name) && !View::of(&self.base, spot).holds_nothing()
    }

    fn property_added(
        &mut self,
        site: usize,
        (old, new): (&View<'d>, &View<'d>),
        name: &str,
        spot: &Spot<'d>,
    ) {
        let is_required = new.required().contains(&name);
        let has_default = View::of(&self.head, spot).get("default").is_some();
        let what = match (is_required, has_default) {
            (true, true) => What::Split(
                "new-required-request-property-with-default",
                "response-required-property-added",
            ),
            (true, false) => What::Split(
                "new-required-request-property",
                "response-required-property-added",
            ),
            (false, _) => What::Split(
                "new-optional-request-property",
                "response-optional-property-added",
            ),
        };
        let edit = Edit::new(what, None, Some(&new.told(old, &spot.at)));
        let edit = edit.of_part(name, &spot.at).named([name]);
        self.tell_whole(site, edit, None, Some(spot));
    }

    /// Which properties are required, of those that both sides have, and of names that no property has.
    fn requirements(
        &mut self,
        site: usize,
        old: &View<'d>,
        new: &View<'d>,
        renamed: &[(Named<'d>, Named<'d>)],
    ) {
        let (before, after) = (old.required(), new.required());
        let names: BTreeSet<&str> = before.union(after).copied().collect();
        let renamed = renamed.iter().flat_map(|((was, _), (is, _))| [*was, *is]);
        let renamed: BTreeSet<&str> = renamed.collect();
        let [base_properties, head_properties] = [old, new].map(|view| {
            let entries = view.entries("properties").into_iter();
            entries.collect::<BTreeMap<_, _>>()
        });
        for name in names {
            let (was, is) = (before.contains(&name), after.contains(&name));
            let (base, head) = (base_properties.get(name), head_properties.get(name));
            if was == is || renamed.contains(name) || base.is_some() != head.is_some() {
                continue;
            }
            let has_default =
                head.is_some_and(|spot| View::of(&self.head, spot).get("default").is_some());
            let what = requirement_changed(is, has_default);
            let list = |view: &View<'d>| {
                let list = view.get("required").map(|spot| spot.at.clone());
                list.unwrap_or_else(|| view.outer.at.clone())
            };
            let at = |found: Option<&Spot<'d>>, view: &View<'d>| {
                found.map_or_else(|| list(view), |spot| spot.at.clone())
            };
            let edit = Edit::new(
                what,
                Some(&old.told(new, &at(base, old))),
                Some(&new.told(old, &at(head, new))),
            );
            let shown = |is: bool| Some(if is { "required" } else { "optional" }.to_owned());
            let is_missed = match base {
                Some(spot) => self.is_missed(old, name, spot),
                None => was,
            };
            let edit = edit.values(shown(was), shown(is)).named([name]);
            self.tell(site, edit.needed(is_missed).required(was));
        }
    }

    /// What an object may hold besides its properties: nothing, anything, or values of a schema.
    fn additional(&mut self, site: usize, old: &View<'d>, new: &View<'d>) {
        let key = "additionalProperties";
        if let (Some(base), Some(head)) = (schema_of(old), schema_of(new)) {
            self.schema(site, Step::to(".*").needed(true), base, head);
            return;
        }
        let width = |view: &View<'d>| match view.get(key) {
            _ if schema_of(view).is_some() => 1,
            Some(spot) if spot.node.as_bool() == Some(false) => 0,
            _ => 2,
        };
        let end = match width(old).cmp(&width(new)) {
            std::cmp::Ordering::Less => "additional-properties-widened",
            std::cmp::Ordering::Greater => "additional-properties-narrowed",
            // What it takes is the same, but said: the generator then keeps what comes besides.
            std::cmp::Ordering::Equal if old.get(key).is_some() != new.get(key).is_some() => {
                "additional-properties-said"
            }
            std::cmp::Ordering::Equal => return,
        };
        self.tell_key(site, old, new, key, What::scoped(end));
    }
}

/// The rule of a property that is required from now on, or no longer.
fn requirement_changed(is_required: bool, has_default: bool) -> What {
    match (is_required, has_default) {
        (true, true) => What::Split(
            "request-property-became-required-with-default",
            "response-property-became-required",
        ),
        (true, false) => What::Split(
            "request-property-became-required",
            "response-property-became-required",
        ),
        (false, _) => What::Split(
            "request-property-became-optional",
            "response-property-became-optional",
        ),
    }
}

/// The schema of additional properties; one without a key means anything, as `true` does.
fn schema_of<'v, 'd>(view: &'v View<'d>) -> Option<&'v Spot<'d>> {
    let spot = view.get("additionalProperties")?;
    let map = spot.node.as_map()?;
    (!map.entries().is_empty()).then_some(spot)
}
