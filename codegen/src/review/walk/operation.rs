//! Paths and operations: which belong together, and what an operation says of itself.

use super::Walk;
use super::pair::{Pairs, is_reordered};
use crate::document::METHODS;
use crate::review::edit::{Edit, Operation, What};
use crate::review::spot::{Spot, quoted, same};

/// An operation with the path it stands under.
#[derive(Clone)]
pub(super) struct Found<'d> {
    pub(super) method: &'static str,
    pub(super) path: &'d str,
    /// The path item, its reference followed.
    pub(super) item: Spot<'d>,
    pub(super) spot: Spot<'d>,
}

impl<'d> Found<'d> {
    fn id(&self) -> Option<&'d str> {
        self.spot.text("operationId")
    }

    /// The path without the names of its parameters, by which it is known.
    fn erased(&self) -> String {
        erase(self.path)
    }

    /// The names of the path's parameters, in its order.
    pub(super) fn template(&self) -> Vec<&'d str> {
        let parts = self.path.split('{').skip(1);
        parts
            .filter_map(|part| Some(part.split_once('}')?.0))
            .collect()
    }

    fn shown(&self) -> Operation {
        Operation {
            method: self.method.to_ascii_uppercase(),
            path: self.path.to_owned(),
            id: self.id().map(str::to_owned),
        }
    }
}

impl<'d> Walk<'d> {
    pub(super) fn paths(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let (Some(base), Some(head)) = (base.get("paths"), head.get("paths")) else {
            return;
        };
        let (old, new) = (operations(&self.base, &base), operations(&self.head, &head));
        let mut pairs = Pairs::unpaired(old, new).by(|one| Some((one.method, one.erased())));
        let id = |one: &Found<'d>| one.id().map(str::to_owned);
        let moved = pairs.take_sole(id, id);
        for (old, new) in &moved {
            self.moved(old, new);
        }
        for (old, new) in pairs.both.iter().chain(&moved) {
            self.operation(old, new);
        }
        let others = |path: &str, of: &Spot<'d>| {
            of.entries()
                .iter()
                .any(|(name, _)| erase(name) == erase(path))
        };
        self.removed(&pairs.base, |path| others(path, &head));
        for new in &pairs.head {
            let site = self.operation_site(None, Some(new));
            let edit = Edit::new(What::Rule("endpoint-added"), None, Some(&new.spot.at))
                .named(new.id())
                .named(new.spot.texts("tags"));
            self.tell_whole(site, edit, None, Some(&new.spot));
        }
        self.path_items(site, &base, &head);
        let is_path = |key: &str| key.starts_with('/');
        let keys: Vec<&str> = base
            .entries()
            .iter()
            .chain(&head.entries())
            .map(|(key, _)| *key)
            .filter(|key| is_path(key))
            .collect();
        self.rest(site, &base, &head, &keys);
    }

    fn operation_site(&mut self, old: Option<&Found<'d>>, new: Option<&Found<'d>>) -> usize {
        let at = |found: Option<&Found<'d>>| found.map(|found| found.spot.at.clone());
        let site = self.site((at(old), at(new))).0;
        self.sites[site].operation = new.or(old).map(Found::shown);
        site
    }

    /// The same `operationId` under another path or method.
    fn moved(&mut self, old: &Found<'d>, new: &Found<'d>) {
        let site = self.operation_site(Some(old), Some(new));
        let rule = if old.erased() == new.erased() {
            "endpoint-method-changed"
        } else {
            "endpoint-path-changed"
        };
        let shown = |found: &Found<'d>| {
            let text = format!("{} {}", found.method.to_ascii_uppercase(), found.path);
            Some(serde_json::Value::from(text).to_string())
        };
        let edit = Edit::new(What::Rule(rule), Some(&old.spot.at), Some(&new.spot.at));
        let edit = edit.named(new.id()).values(shown(old), shown(new));
        self.tell(site, edit);
    }

    /// Operations that went: together where their whole path went.
    fn removed(&mut self, gone: &[Found<'d>], stays: impl Fn(&str) -> bool) {
        let mut seen: Vec<&str> = Vec::new();
        for old in gone {
            let is_path = !stays(old.path);
            if is_path && seen.contains(&old.path) {
                continue;
            }
            seen.push(old.path);
            let with: Vec<&Found<'d>> = gone
                .iter()
                .filter(|other| {
                    if is_path {
                        other.path == old.path
                    } else {
                        other.spot.at == old.spot.at
                    }
                })
                .collect();
            let is_announced = with.iter().all(|one| one.spot.flag("deprecated"));
            let rule = match (is_path, is_announced) {
                (true, true) => "api-path-removed-with-deprecation",
                (true, false) => "api-path-removed-without-deprecation",
                (false, true) => "api-removed-with-deprecation",
                (false, false) => "api-removed-without-deprecation",
            };
            let spot = if is_path {
                old.item.clone()
            } else {
                old.spot.clone()
            };
            let names: Vec<&str> = with
                .iter()
                .flat_map(|one| one.id().into_iter().chain(one.spot.texts("tags")))
                .collect();
            for one in with {
                let site = self.operation_site(Some(one), None);
                let edit = Edit::new(What::Rule(rule), Some(&spot.at), None).named(names.clone());
                self.tell_whole(site, edit, Some(&spot), None);
            }
        }
    }

    fn operation(&mut self, old: &Found<'d>, new: &Found<'d>) {
        let site = self.operation_site(Some(old), Some(new));
        let (base, head) = (&old.spot, &new.spot);
        self.operation_id(site, base, head);
        self.tags_of(site, base, head);
        self.deprecation(
            site,
            base,
            head,
            ["endpoint-deprecated", "endpoint-reactivated"],
        );
        self.parameters(site, old, new);
        self.body_of(site, base, head);
        self.responses(site, base, head);
        self.operation_security(site, base, head);
        self.servers(site, base, head);
        self.whole(
            site,
            base,
            head,
            "callbacks",
            What::Rule("callback-changed"),
        );
        let known = [
            "operationId",
            "tags",
            "deprecated",
            "parameters",
            "requestBody",
            "responses",
            "security",
            "servers",
            "callbacks",
        ];
        self.rest(site, base, head, &known);
    }

    fn operation_id(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let rule = match (base.text("operationId"), head.text("operationId")) {
            (Some(_), None) => "api-operation-id-removed",
            (None, Some(_)) => "api-operation-id-added",
            _ => "api-operation-id-changed",
        };
        self.whole(site, base, head, "operationId", What::Rule(rule));
    }

    fn tags_of(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let (old, new) = (base.texts("tags"), head.texts("tags"));
        let (base_at, head_at) = (base.at.child("tags"), head.at.child("tags"));
        // An operation without a tag stands under the handle of that name.
        let tags = old.iter().chain(&new).copied().chain(["default"]);
        let handles: Vec<String> = tags.map(|tag| format!("{tag} Api")).collect();
        let edit = |rule| {
            Edit::new(What::Rule(rule), Some(&base_at), Some(&head_at))
                .named(old.iter().chain(&new).copied().chain(["default"]))
                .named(handles.iter().map(String::as_str))
        };
        for tag in old.iter().filter(|tag| !new.contains(tag)) {
            self.tell(
                site,
                edit("api-tag-removed").values(Some(quoted(tag)), None),
            );
        }
        for tag in new.iter().filter(|tag| !old.contains(tag)) {
            self.tell(site, edit("api-tag-added").values(None, Some(quoted(tag))));
        }
        if is_reordered(&old, &new) {
            self.whole(
                site,
                base,
                head,
                "tags",
                What::Rule("api-tag-order-changed"),
            );
        }
    }

    /// `deprecated` came or went.
    pub(super) fn deprecation(
        &mut self,
        site: usize,
        base: &Spot<'d>,
        head: &Spot<'d>,
        [came, went]: [&'static str; 2],
    ) {
        let (old, new) = (base.flag("deprecated"), head.flag("deprecated"));
        if old != new {
            let rule = if new { came } else { went };
            self.whole(site, base, head, "deprecated", What::Rule(rule));
        }
    }

    /// What a path says of all its operations.
    fn path_items(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let pairs =
            Pairs::unpaired(base.entries(), head.entries()).by(|(path, _)| Some(erase(path)));
        for ((_, old), (_, new)) in &pairs.both {
            let (old, new) = (self.base.follow(old), self.head.follow(new));
            let known: Vec<&str> = METHODS
                .iter()
                .copied()
                .chain(["parameters", "servers"])
                .collect();
            self.rest(site, &old, &new, &known);
            let place = (Some(old.at.clone()), Some(new.at.clone()));
            let below: Vec<usize> = self.operations_below(&old, &new);
            let own = self.site(place).0;
            for operation in below {
                let step = crate::review::edit::Step::to("");
                self.sites[own].parents.push((operation, step));
            }
            self.servers(own, &old, &new);
            self.unused_parameters(own, &old, &new);
        }
    }

    fn operations_below(&self, old: &Spot<'d>, new: &Spot<'d>) -> Vec<usize> {
        let place = |method: &&str| {
            let at = |spot: &Spot<'d>| spot.get(method).map(|spot| spot.at);
            self.by_place.get(&(at(old), at(new))).copied()
        };
        METHODS.iter().filter_map(place).collect()
    }

    /// Parameters of a path that has no operation to take them.
    fn unused_parameters(&mut self, site: usize, old: &Spot<'d>, new: &Spot<'d>) {
        let is_used = |spot: &Spot<'d>| METHODS.iter().any(|method| spot.get(method).is_some());
        if !is_used(old)
            && !is_used(new)
            && !same(
                old.get("parameters").as_ref(),
                new.get("parameters").as_ref(),
            )
        {
            self.whole(
                site,
                old,
                new,
                "parameters",
                What::Rule("api-component-changed"),
            );
        }
    }
}

fn erase(path: &str) -> String {
    let parts = path.split('{').enumerate();
    let parts = parts.map(|(index, part)| match part.split_once('}') {
        Some((_, rest)) if index > 0 => format!("{{}}{rest}"),
        _ => part.to_owned(),
    });
    parts.collect()
}

fn operations<'d>(tree: &super::Tree<'d>, paths: &Spot<'d>) -> Vec<Found<'d>> {
    let mut found = Vec::new();
    for (path, item) in paths.entries() {
        let item = tree.follow(&item);
        for method in METHODS {
            if let Some(spot) = item.get(method) {
                let item = item.clone();
                found.push(Found {
                    method,
                    path,
                    item,
                    spot,
                });
            }
        }
    }
    found
}
