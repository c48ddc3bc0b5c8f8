//! What no other part looked at: docs, extensions, and what no rule knows.

use std::collections::BTreeSet;

use super::Walk;
use crate::review::edit::{Edit, What};
use crate::review::spot::{Spot, same};
use crate::review::view::{DOCS, View};

/// Extensions of this project that mean something, and the rule of each.
const EXTENSIONS: &[(&str, &str)] = &[
    ("x-permission", "x-permission-changed"),
    ("x-pagination", "x-pagination-changed"),
    ("x-required-when", "x-required-when-changed"),
    ("x-aliases", "x-aliases-changed"),
    ("x-name", "x-name-changed"),
];

/// Whether a pair of schemas is an object, of which each key is looked up in the view.
type Keys<'a> = BTreeSet<&'a str>;

impl<'d> Walk<'d> {
    /// Tells what differs below the keys that are not `known`.
    pub(super) fn rest(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>, known: &[&str]) {
        let keys: Keys<'d> = [base, head]
            .iter()
            .flat_map(|spot| spot.entries())
            .map(|(key, _)| key)
            .collect();
        for key in keys {
            if known.contains(&key) {
                continue;
            }
            let (old, new) = (base.get(key), head.get(key));
            let places = (&base.at, &head.at);
            self.one(
                site,
                key,
                (old.as_ref(), new.as_ref()),
                places,
                What::Rule("unclassified-change"),
            );
        }
    }

    /// The same for two schemas.
    pub(super) fn rest_of_schema(
        &mut self,
        site: usize,
        base: &View<'d>,
        head: &View<'d>,
        known: &[&str],
    ) {
        let keys: Keys<'d> = base.keys.keys().chain(head.keys.keys()).copied().collect();
        for key in keys {
            if known.contains(&key) {
                continue;
            }
            let pair = (base.get(key), head.get(key));
            let places = (&base.outer.at, &head.outer.at);
            self.one(site, key, pair, places, What::Rule("unclassified-change"));
        }
    }

    fn one(
        &mut self,
        site: usize,
        key: &str,
        (base, head): (Option<&Spot<'d>>, Option<&Spot<'d>>),
        (base_place, head_place): (&crate::document::Pointer, &crate::document::Pointer),
        otherwise: What,
    ) {
        if same(base, head) {
            return;
        }
        let own = EXTENSIONS.iter().find(|(name, _)| *name == key);
        let what = match own {
            Some((_, rule)) => What::Rule(rule),
            None if key.starts_with("x-") => What::Rule("extension-changed"),
            None if DOCS.contains(&key) => What::Rule("docs-changed"),
            None => otherwise,
        };
        let at = |spot: Option<&Spot<'d>>, place: &crate::document::Pointer| {
            spot.map_or_else(|| place.clone(), |spot| spot.at.clone())
        };
        let edit = Edit::new(
            what,
            Some(&at(base, base_place)),
            Some(&at(head, head_place)),
        );
        let edit = Edit {
            subject: head.or(base).map_or_else(String::new, |spot| {
                Edit::new(What::Rule(""), None, Some(&spot.at)).subject
            }),
            ..edit
        };
        self.tell(
            site,
            edit.values(base.map(Spot::json), head.map(Spot::json)),
        );
    }

    /// Tells, by one rule, that a value below a key differs in any way.
    pub(super) fn whole(
        &mut self,
        site: usize,
        base: &Spot<'d>,
        head: &Spot<'d>,
        key: &str,
        what: What,
    ) {
        let (old, new) = (base.get(key), head.get(key));
        self.one(
            site,
            key,
            (old.as_ref(), new.as_ref()),
            (&base.at, &head.at),
            what,
        );
    }

    /// Words beside a `$ref`, which no reader but a person sees.
    pub(super) fn beside_reference(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let refer = |spot: &Spot<'d>| spot.reference().is_some();
        let keys: Keys<'d> = [base, head]
            .iter()
            .filter(|spot| refer(spot))
            .flat_map(|spot| spot.entries())
            .map(|(key, _)| key)
            .filter(|key| *key != "$ref")
            .collect();
        for key in keys {
            let old = base.get(key).filter(|_| refer(base));
            let new = head.get(key).filter(|_| refer(head));
            let places = (&base.at, &head.at);
            self.one(
                site,
                key,
                (old.as_ref(), new.as_ref()),
                places,
                What::Rule("docs-changed"),
            );
        }
    }
}
