//! Parameters: those of an operation and of its path, as one list.

use super::Walk;
use super::operation::Found;
use super::pair::{Pairs, is_reordered};
use crate::document::Number;
use crate::review::edit::{Edit, Scope, Step, What};
use crate::review::spot::{Spot, Tree, quoted};
use crate::review::view::{View, shape};

/// How a parameter is written, the default filled in.
fn style<'d>(parameter: &Spot<'d>) -> &'d str {
    let usual = match parameter.text("in") {
        Some("query" | "cookie") => "form",
        _ => "simple",
    };
    parameter.text("style").unwrap_or(usual)
}

/// Whether each item of a parameter is written by itself, the default filled in.
fn explode(parameter: &Spot<'_>) -> bool {
    let given = parameter
        .get("explode")
        .and_then(|spot| spot.node.as_bool());
    given.unwrap_or(style(parameter) == "form")
}

/// Whether a value of this type is one text.
fn is_single(name: &str) -> bool {
    ["string", "integer", "number", "boolean"].contains(&name)
}

/// How many items a list has at least.
fn least(list: &View<'_>) -> Option<u64> {
    match list.get("minItems")?.node.as_number()? {
        Number::Whole(least) => Some(least),
        _ => None,
    }
}

/// A parameter in effect.
#[derive(Clone)]
struct Parameter<'d> {
    spot: Spot<'d>,
    place: &'d str,
    name: &'d str,
    /// Where in the path it stands, for one of the path.
    position: Option<usize>,
    /// Whether the operation lists it itself.
    is_own: bool,
}

impl<'d> Parameter<'d> {
    /// By what it is known: the names of path parameters are on no wire.
    fn key(&self) -> (&'d str, Result<usize, &'d str>) {
        (self.place, self.position.ok_or(self.name))
    }

    fn label(&self) -> String {
        format!("{} `{}`", self.place, self.name)
    }
}

fn parameters<'d>(tree: &Tree<'d>, operation: &Found<'d>) -> Vec<Parameter<'d>> {
    let template = operation.template();
    let read = |spot: &Spot<'d>, is_own| {
        let spot = tree.follow(spot);
        let (place, name) = (spot.text("in")?, spot.text("name")?);
        let position = template.iter().position(|part| *part == name);
        let position = position.filter(|_| place == "path");
        Some(Parameter {
            spot,
            place,
            name,
            position,
            is_own,
        })
    };
    let own: Vec<_> = operation
        .spot
        .list("parameters")
        .iter()
        .filter_map(|spot| read(spot, true))
        .collect();
    let mut all: Vec<_> = operation
        .item
        .list("parameters")
        .iter()
        .filter_map(|spot| read(spot, false))
        .collect();
    all.retain(|outer| own.iter().all(|own| own.key() != outer.key()));
    all.extend(own);
    all
}

impl<'d> Walk<'d> {
    pub(super) fn parameters(&mut self, site: usize, old: &Found<'d>, new: &Found<'d>) {
        let (base, head) = (parameters(&self.base, old), parameters(&self.head, new));
        self.parameter_order(site, (&old.spot, &base), (&new.spot, &head));
        let mut pairs = Pairs::unpaired(base, head).by(|one| Some(one.key()));
        let name = |one: &Parameter<'d>| Some(one.name);
        let relocated = pairs.take_sole(name, name);
        let shapes = |one: &Parameter<'d>, tree: &Tree<'d>| {
            one.spot.get("schema").map(|schema| shape(tree, &schema))
        };
        let (base_tree, head_tree) = (&self.base, &self.head);
        let key = |one: &Parameter<'d>, tree: &Tree<'d>| {
            let is_told = one.place != "path";
            is_told.then(|| (one.place, one.spot.flag("required"), shapes(one, tree)))
        };
        let renamed = pairs.take_sole(|old| key(old, base_tree), |new| key(new, head_tree));
        for (old, new) in &relocated {
            self.whole(
                site,
                &old.spot,
                &new.spot,
                "in",
                What::Rule("request-parameter-in-changed"),
            );
        }
        for (old, new) in pairs.both.iter().chain(&relocated).chain(&renamed) {
            if old.name != new.name {
                let rule = if old.place == "path" {
                    "request-path-parameter-renamed"
                } else {
                    "request-parameter-renamed"
                };
                let edit = Edit::new(What::Rule(rule), Some(&old.spot.at), Some(&new.spot.at));
                self.tell(
                    site,
                    edit.values(Some(quoted(old.name)), Some(quoted(new.name)))
                        .named([old.name, new.name]),
                );
            }
            self.parameter(site, Step::to(new.label()), &old.spot, &new.spot);
        }
        for one in &pairs.base {
            self.parameter_removed(site, one);
        }
        for one in &pairs.head {
            self.parameter_added(site, one);
        }
    }

    /// The order that an operation itself gives to what it lists on both sides.
    fn parameter_order(
        &mut self,
        site: usize,
        (base, old): (&Spot<'d>, &[Parameter<'d>]),
        (head, new): (&Spot<'d>, &[Parameter<'d>]),
    ) {
        let keys = |parameters: &[Parameter<'d>], is_own: bool| -> Vec<_> {
            let listed = parameters.iter().filter(|one| one.is_own == is_own);
            listed.map(Parameter::key).collect()
        };
        if is_reordered(&keys(old, true), &keys(new, true))
            || is_reordered(&keys(old, false), &keys(new, false))
        {
            let (base_at, head_at) = (base.at.child("parameters"), head.at.child("parameters"));
            let names = |of: &[Parameter<'d>]| {
                let names: Vec<_> = of.iter().map(|one| one.name).collect();
                Some(serde_json::Value::from(names).to_string())
            };
            let what = What::Rule("parameter-order-changed");
            self.tell(
                site,
                Edit::new(what, Some(&base_at), Some(&head_at)).values(names(old), names(new)),
            );
        }
    }

    fn parameter_removed(&mut self, site: usize, one: &Parameter<'d>) {
        let rule = if one.spot.flag("deprecated") {
            "request-parameter-removed-with-deprecation"
        } else {
            "request-parameter-removed"
        };
        let edit = Edit::new(What::Rule(rule), Some(&one.spot.at), None)
            .named([one.name])
            .needed(one.spot.flag("required"));
        let edit = Edit {
            subject: one.label(),
            ..edit
        };
        self.tell_whole(site, edit, Some(&one.spot), None);
    }

    fn parameter_added(&mut self, site: usize, one: &Parameter<'d>) {
        let rule = match (one.place, one.spot.flag("required")) {
            ("path", _) => "new-request-path-parameter",
            (_, true) => "new-required-request-parameter",
            (_, false) => "new-optional-request-parameter",
        };
        let edit = Edit::new(What::Rule(rule), None, Some(&one.spot.at)).named([one.name]);
        let edit = Edit {
            subject: one.label(),
            ..edit
        };
        self.tell_whole(site, edit, None, Some(&one.spot));
    }

    /// One parameter of both sides.
    pub(super) fn parameter(
        &mut self,
        parent: usize,
        step: Step,
        base: &Spot<'d>,
        head: &Spot<'d>,
    ) {
        let (base, head) = (self.base.follow(base), self.head.follow(head));
        let step = step.in_scope(Scope::Parameter).needed(true);
        let Some(site) = self.enter(parent, step, &base, &head) else {
            return;
        };
        let (base, head) = (&base, &head);
        if base.flag("required") != head.flag("required") {
            let rule = if head.flag("required") {
                "request-parameter-became-required"
            } else {
                "request-parameter-became-optional"
            };
            self.whole(site, base, head, "required", What::Rule(rule));
        }
        self.deprecation(
            site,
            base,
            head,
            [
                "request-parameter-deprecated",
                "request-parameter-reactivated",
            ],
        );
        self.writing(site, base, head);
        match (base.get("schema"), head.get("schema")) {
            (Some(old), Some(new)) if self.is_repeated(site, (base, &old), (head, &new)) => {}
            (Some(old), Some(new)) => self.schema(site, Step::to(""), &old, &new),
            (None, None) => self.content(site, base, head, Scope::Parameter),
            (old, _) => {
                let key = if old.is_some() { "schema" } else { "content" };
                let rule = What::Rule("request-parameter-serialization-changed");
                self.whole(site, base, head, key, rule);
            }
        }
        let known = [
            "name",
            "in",
            "required",
            "deprecated",
            "style",
            "explode",
            "allowReserved",
            "allowEmptyValue",
            "schema",
            "content",
        ];
        self.rest(site, base, head, &known);
    }

    /// Whether one side is a single value and the other a list that is written as the same name again for each item: the
    /// list of one item is the same text. The single value is then compared with the items.
    fn is_repeated(
        &mut self,
        site: usize,
        (base, old): (&Spot<'d>, &Spot<'d>),
        (head, new): (&Spot<'d>, &Spot<'d>),
    ) -> bool {
        let (old, new) = (View::of(&self.base, old), View::of(&self.head, new));
        let list_is_new = match (old.text("type"), new.text("type")) {
            (Some(one), Some("array")) if is_single(one) => true,
            (Some("array"), Some(one)) if is_single(one) => false,
            _ => return false,
        };
        let (list, of) = if list_is_new {
            (&new, head)
        } else {
            (&old, base)
        };
        let is_form = style(base) == "form" && style(head) == "form";
        let may_hold_one = least(list).is_none_or(|least| least <= 1);
        let Some(items) = list.get("items").filter(|_| may_hold_one) else {
            return false;
        };
        if !(is_form && explode(of)) {
            return false;
        }
        let (end, one, other) = if list_is_new {
            ("type-generalized", &old.outer, items)
        } else {
            ("type-specialized", items, &new.outer)
        };
        self.tell_key(site, &old, &new, "type", What::scoped(end));
        self.schema(site, Step::to("[]").needed(true), one, other);
        true
    }

    /// How the value is written, defaults filled in.
    fn writing(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let is_moved = base.text("in") != head.text("in");
        if style(base) != style(head) && !is_moved {
            self.whole(
                site,
                base,
                head,
                "style",
                What::Rule("request-parameter-style-changed"),
            );
        } else if explode(base) != explode(head) && !is_moved {
            self.whole(
                site,
                base,
                head,
                "explode",
                What::Rule("request-parameter-explode-changed"),
            );
        }
        for (key, rule) in [
            ("allowReserved", "request-parameter-allow-reserved-changed"),
            (
                "allowEmptyValue",
                "request-parameter-allow-empty-value-changed",
            ),
        ] {
            if base.flag(key) != head.flag(key) {
                self.whole(site, base, head, key, What::Rule(rule));
            }
        }
        if style(base) != style(head)
            && base.get("explode").is_some()
            && head.get("explode").is_some()
            && explode(base) != explode(head)
        {
            self.whole(
                site,
                base,
                head,
                "explode",
                What::Rule("request-parameter-explode-changed"),
            );
        }
    }
}
