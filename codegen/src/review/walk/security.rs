//! Security: what an operation asks for in effect, and the schemes it names.

use std::collections::{BTreeMap, BTreeSet};

use super::Walk;
use super::pair::Pairs;
use crate::document::Pointer;
use crate::review::edit::{Edit, What};
use crate::review::spot::Spot;

/// One way to be let in: scopes by scheme.
type Alternative<'d> = BTreeMap<&'d str, BTreeSet<&'d str>>;

fn alternatives<'d>(object: &Spot<'d>) -> Vec<Alternative<'d>> {
    let list = object.list("security");
    list.iter()
        .map(|alternative| {
            let names = alternative.entries().into_iter().map(|(name, _)| name);
            names
                .map(|name| (name, alternative.texts(name).into_iter().collect()))
                .collect()
        })
        .collect()
}

/// Whether an alternative asks for a scope that another one of the same schemes does not.
fn asks_for_more(one: &Alternative<'_>, other: &Alternative<'_>) -> bool {
    let mut schemes = one.iter();
    schemes.any(|(name, scopes)| !scopes.is_subset(&other[name]))
}

fn is_open(alternatives: &[Alternative<'_>]) -> bool {
    alternatives.is_empty() || alternatives.iter().any(BTreeMap::is_empty)
}

fn shown(alternative: &Alternative<'_>) -> String {
    let value = alternative
        .iter()
        .map(|(name, scopes)| ((*name).to_owned(), scopes.iter().copied().collect()));
    value
        .collect::<serde_json::Map<_, serde_json::Value>>()
        .into_iter()
        .collect::<serde_json::Value>()
        .to_string()
}

impl<'d> Walk<'d> {
    /// Compares what the document asks for by default, for the operations that take the default on both sides.
    pub(super) fn security(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let users = std::mem::take(&mut self.by_default);
        for user in &users {
            self.compare_security(*user, base, head, &base.at, &head.at);
        }
        if users.is_empty() {
            self.whole(
                site,
                base,
                head,
                "security",
                What::Rule("api-component-changed"),
            );
        }
    }

    /// Compares what an operation asks for. Where both sides take the default, that is told at the default.
    pub(super) fn operation_security(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let (own_base, own_head) = (base.get("security"), head.get("security"));
        if own_base.is_none() && own_head.is_none() {
            self.by_default.push(site);
            return;
        }
        let root = |tree: &super::Tree<'d>, own: bool, spot: &Spot<'d>| {
            let root = (!own).then(|| tree.root()).flatten();
            root.unwrap_or_else(|| spot.clone())
        };
        let effective_base = root(&self.base, own_base.is_some(), base);
        let effective_head = root(&self.head, own_head.is_some(), head);
        self.compare_security(site, &effective_base, &effective_head, &base.at, &head.at);
    }

    fn compare_security(
        &mut self,
        site: usize,
        base: &Spot<'d>,
        head: &Spot<'d>,
        base_place: &Pointer,
        head_place: &Pointer,
    ) {
        let (old, new) = (alternatives(base), alternatives(head));
        let (base_at, head_at) = (base_place.child("security"), head_place.child("security"));
        // One scheme more or less may give names to all of them.
        let schemes = old.iter().chain(&new).flat_map(BTreeMap::keys);
        let schemes: BTreeSet<&str> = schemes.copied().collect();
        let tell = |rule, before: Option<String>, after: Option<String>| {
            Edit::new(What::Rule(rule), Some(&base_at), Some(&head_at))
                .values(before, after)
                .named(schemes.iter().copied())
        };
        let all = |alternatives: &[Alternative<'_>]| {
            let shown: Vec<_> = alternatives.iter().map(shown).collect();
            Some(format!("[{}]", shown.join(",")))
        };
        if is_open(&old) != is_open(&new) {
            let rule = if is_open(&old) {
                "api-security-became-required"
            } else {
                "api-security-became-optional"
            };
            self.tell(site, tell(rule, all(&old), all(&new)));
            return;
        }
        if super::pair::is_reordered(&old, &new) {
            self.tell(
                site,
                tell("api-security-order-changed", all(&old), all(&new)),
            );
        }
        let mut pairs = Pairs::unpaired(old, new).by(|one| Some(one.clone()));
        let key = |one: &Alternative<'d>| Some(one.keys().copied().collect::<Vec<_>>());
        for (old, new) in pairs.take_sole(key, key) {
            let rules = [
                (asks_for_more(&new, &old), "api-security-scope-added"),
                (asks_for_more(&old, &new), "api-security-scope-removed"),
            ];
            for (_, rule) in rules.iter().filter(|(is_so, _)| *is_so) {
                self.tell(site, tell(rule, Some(shown(&old)), Some(shown(&new))));
            }
        }
        for old in &pairs.base {
            self.tell(site, tell("api-security-removed", Some(shown(old)), None));
        }
        for new in &pairs.head {
            self.tell(site, tell("api-security-added", None, Some(shown(new))));
        }
    }

    /// A scheme of the components.
    pub(super) fn security_scheme(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let (base, head) = (self.base.follow(base), self.head.follow(head));
        let is_other = base.text("type") != head.text("type");
        self.whole(
            site,
            &base,
            &head,
            "type",
            What::Rule("api-security-component-type-changed"),
        );
        for (key, rule) in [
            ("scheme", "api-security-component-scheme-changed"),
            ("name", "api-security-component-name-changed"),
            ("in", "api-security-component-in-changed"),
            ("flows", "api-security-component-flows-changed"),
            ("openIdConnectUrl", "api-security-component-flows-changed"),
            ("bearerFormat", "docs-changed"),
        ] {
            // Another type has other keys: they are the same change.
            if is_other && key != "bearerFormat" {
                continue;
            }
            self.whole(site, &base, &head, key, What::Rule(rule));
        }
        let known = [
            "type",
            "scheme",
            "name",
            "in",
            "flows",
            "openIdConnectUrl",
            "bearerFormat",
        ];
        self.rest(site, &base, &head, &known);
    }
}
