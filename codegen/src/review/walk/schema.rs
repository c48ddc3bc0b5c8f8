//! Schemas: kinds, enums, branches, what is inside.

use super::Walk;
use super::branch::{is_branch, is_choice};
use super::pair::{Pairs, is_reordered};
use crate::document::Pointer;
use crate::review::edit::{Edit, Step, What};
use crate::review::spot::{Spot, Tree, json};
use crate::review::view::{DOCS, View, name_of, shape};

/// The keys of a schema that some part of the walk looks at.
const KNOWN: &[&str] = &[
    "type",
    "format",
    "enum",
    "nullable",
    "deprecated",
    "readOnly",
    "writeOnly",
    "default",
    "pattern",
    "multipleOf",
    "maximum",
    "minimum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "required",
    "properties",
    "additionalProperties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "discriminator",
    "xml",
    "$ref",
];

impl<'d> Walk<'d> {
    pub(super) fn schema(&mut self, parent: usize, step: Step, base: &Spot<'d>, head: &Spot<'d>) {
        self.beside_reference(parent, base, head);
        let (old, new) = (self.base.follow(base), self.head.follow(head));
        match (name_of(base), name_of(head)) {
            (Some(was), Some(is)) if self.is_another(&was, &is) => {
                self.reference_changed(parent, step, base, head);
                return;
            }
            (Some(_), None) if is_bare(&self.head, &new) && !is_bare(&self.base, &old) => {
                self.reference_to(parent, step, base, head, "type-generalized");
                return;
            }
            (None, Some(_)) if is_bare(&self.base, &old) && !is_bare(&self.head, &new) => {
                self.reference_to(parent, step, base, head, "type-specialized");
                return;
            }
            // One of several branches now, or no longer.
            (Some(was), None) if is_branch(&self.head, &new, &was) => {
                self.reference_to(parent, step, base, head, "type-generalized");
                return;
            }
            (None, Some(is)) if is_branch(&self.base, &old, &is) => {
                self.reference_to(parent, step, base, head, "type-specialized");
                return;
            }
            // One of several parts now, or no longer: the composition is told, which takes the name with it.
            (Some(was), None) if has_part(&self.head, &new, &was) => {}
            (None, Some(is)) if has_part(&self.base, &old, &is) => {}
            (Some(was), None) => self.named_on_one_side(parent, (base, head), was, true),
            (None, Some(is)) => self.named_on_one_side(parent, (base, head), is, false),
            _ => {}
        }
        if let Some(site) = self.enter(parent, step, &old, &new) {
            self.waiting.push((site, base.clone(), head.clone()));
        }
    }

    /// Compares the schemas that wait, and those that they lead to.
    pub(super) fn drain(&mut self) {
        while let Some((site, old, new)) = self.waiting.pop() {
            self.compare_schemas(site, &old, &new);
        }
    }

    fn compare_schemas(&mut self, site: usize, old: &Spot<'d>, new: &Spot<'d>) {
        let (old, new) = (View::of(&self.base, old), View::of(&self.head, new));
        if self.is_recomposed(site, &old, &new) {
            return;
        }
        if !self.kind(site, &old, &new) {
            self.format(site, &old, &new);
            self.values(site, &old, &new);
            self.limits(site, &old, &new);
            self.properties(site, &old, &new);
            self.inside(site, &old, &new);
            self.branches(site, &old, &new);
        }
        self.flags(site, &old, &new);
        self.default_value(site, &old, &new);
        self.schema_key(site, &old, &new, "xml", What::Rule("docs-changed"));
        self.rest_of_schema(site, &old, &new, KNOWN);
    }

    /// Whether two references lead to schemas that are not each other's successor.
    fn is_another(&self, was: &Pointer, is: &Pointer) -> bool {
        was != is && self.renamed.get(was) != Some(is)
    }

    /// A schema that has a name on one side is written in place on the other. Where the name is there on both sides, that
    /// is a change of its own; where not, it is told at the component.
    fn named_on_one_side(
        &mut self,
        site: usize,
        (base, head): (&Spot<'d>, &Spot<'d>),
        name: Pointer,
        is_base: bool,
    ) {
        let (other, place) = if is_base {
            (&self.head, &head.at)
        } else {
            (&self.base, &base.at)
        };
        if other.spot(&name).is_none() {
            self.in_place.insert(name, place.clone());
            return;
        }
        if base.at == name || head.at == name {
            return;
        }
        let end = if is_base {
            "reference-removed"
        } else {
            "reference-added"
        };
        let edit = Edit::new(What::scoped(end), Some(&base.at), Some(&head.at)).named(name.last());
        self.tell(site, edit.values(Some(base.json()), Some(head.json())));
    }

    /// Another schema is referred to: one change, here, whatever the two schemas differ in.
    fn reference_changed(&mut self, parent: usize, step: Step, base: &Spot<'d>, head: &Spot<'d>) {
        let end = if shape(&self.base, base) == shape(&self.head, head) {
            "reference-changed"
        } else {
            "type-changed"
        };
        self.reference_to(parent, step, base, head, end);
    }

    /// Tells a reference that differs as one change, at its place.
    fn reference_to(
        &mut self,
        parent: usize,
        step: Step,
        base: &Spot<'d>,
        head: &Spot<'d>,
        end: &'static str,
    ) {
        let Some(site) = self.enter(parent, step, base, head) else {
            return;
        };
        let names = [name_of(base), name_of(head)].into_iter().flatten();
        let names: Vec<String> = names
            .filter_map(|at| at.last().map(str::to_owned))
            .collect();
        self.base.reach(base);
        self.head.reach(head);
        let edit = Edit::new(What::scoped(end), Some(&base.at), Some(&head.at)).named(names);
        self.tell(site, edit.values(Some(base.json()), Some(head.json())));
    }

    /// Tells that a key differs, where it stands or would stand.
    pub(super) fn schema_key(
        &mut self,
        site: usize,
        old: &View<'d>,
        new: &View<'d>,
        key: &str,
        what: What,
    ) {
        let (base, head) = (old.get(key), new.get(key));
        if crate::review::spot::same(base, head) {
            return;
        }
        self.tell_key(site, old, new, key, what);
    }

    /// The same where it is known to mean something else.
    pub(super) fn tell_key(
        &mut self,
        site: usize,
        old: &View<'d>,
        new: &View<'d>,
        key: &str,
        what: What,
    ) {
        let (base, head) = (old.get(key), new.get(key));
        let at = |spot: Option<&Spot<'d>>, view: &View<'d>, other: &View<'d>| match spot {
            Some(spot) => view.told(other, &spot.at),
            None => view.outer.at.child(key),
        };
        let (base_at, head_at) = (at(base, old, new), at(head, new, old));
        let edit = Edit::new(what, Some(&base_at), Some(&head_at));
        self.tell(
            site,
            edit.values(base.map(Spot::json), head.map(Spot::json)),
        );
    }

    /// Compares the JSON type; whether it is another one, so that nothing else of the two can be compared.
    fn kind(&mut self, site: usize, old: &View<'d>, new: &View<'d>) -> bool {
        let (base, head) = (old.text("type"), new.text("type"));
        let scalar = ["integer", "number", "boolean"];
        if is_choice(old) != is_choice(new) {
            self.choice(site, old, new);
            return true;
        }
        let (what, is_other) = match (base, head) {
            (base, head) if base == head => return false,
            (Some("integer"), Some("number")) | (Some(_), None) => {
                (What::scoped("type-generalized"), false)
            }
            (Some("number"), Some("integer")) | (None, Some(_)) => {
                (What::scoped("type-specialized"), false)
            }
            (Some(base), Some("string")) if scalar.contains(&base) => {
                let ends = ["type-generalized", "type-changed", "type-changed"];
                (What::Scoped(ends.map(Into::into)), true)
            }
            // The text of a truth value or a number is one of the texts that were taken.
            (Some("string"), Some(head)) if scalar.contains(&head) => {
                let ends = ["type-specialized", "type-changed", "type-changed"];
                (What::Scoped(ends.map(Into::into)), true)
            }
            _ => (What::scoped("type-changed"), true),
        };
        self.tell_key(site, old, new, "type", what);
        is_other
    }

    fn format(&mut self, site: usize, old: &View<'d>, new: &View<'d>) {
        let ends = match (old.text("format"), new.text("format")) {
            (Some("int32"), Some("int64")) => ["type-generalized"; 3],
            (Some("int64"), Some("int32")) => ["type-specialized"; 3],
            (None, Some(_)) => ["format-changed", "format-changed", "type-specialized"],
            _ => ["format-changed"; 3],
        };
        let told = self.edits.len();
        self.schema_key(site, old, new, "format", What::Scoped(ends.map(Into::into)));
        let is_same_type = made_of(old) == made_of(new);
        for edit in self.edits.iter_mut().skip(told) {
            edit.is_same_type = is_same_type;
        }
    }

    fn values(&mut self, site: usize, old: &View<'d>, new: &View<'d>) {
        let listed = |view: &View<'d>| view.get("enum").is_some();
        match (listed(old), listed(new)) {
            (false, false) => return,
            (false, true) => {
                let what = self.became_enum(site, new);
                return self.tell_key(site, old, new, "enum", what);
            }
            (true, false) => {
                return self.tell_key(site, old, new, "enum", What::scoped("became-not-enum"));
            }
            (true, true) => {}
        }
        let values = |view: &View<'d>| -> Vec<_> {
            let items = view.list("enum").into_iter();
            items
                .map(|spot| (json(spot.node).to_string(), spot))
                .collect()
        };
        let (base, head) = (values(old), values(new));
        let texts = |values: &[(String, Spot<'d>)]| -> Vec<String> {
            values.iter().map(|(text, _)| text.clone()).collect()
        };
        let is_moved = is_reordered(&texts(&base), &texts(&head));
        let pairs = Pairs::unpaired(base, head).by(|(text, _)| Some(text.clone()));
        for (text, spot) in pairs.base {
            let what = What::scoped("enum-value-removed");
            let edit = Edit::new(what, Some(&old.told(new, &spot.at)), None);
            self.tell(site, edit.values(Some(text.clone()), None).named([text]));
        }
        for (text, spot) in pairs.head {
            let what = What::scoped("enum-value-added");
            let edit = Edit::new(what, None, Some(&new.told(old, &spot.at)));
            self.tell(site, edit.values(None, Some(text.clone())).named([text]));
        }
        if is_moved {
            let what = What::Rule("enum-value-order-changed");
            self.tell_key(site, old, new, "enum", what);
        }
    }

    /// The rule of an enum that comes; that of the items of a parameter, where it is written with them, is one of its own.
    fn became_enum(&self, site: usize, new: &View<'d>) -> What {
        let mut parents = self.sites[site].parents.iter();
        let is_item =
            new.outer.at.last() == Some("items") && parents.any(|(_, step)| step.label == "[]");
        let parameter = if is_item {
            "items-became-enum"
        } else {
            "became-enum"
        };
        What::Scoped([parameter, "became-enum", "became-enum"].map(Into::into))
    }

    fn flags(&mut self, site: usize, old: &View<'d>, new: &View<'d>) {
        for (key, set, unset) in [
            ("nullable", "became-nullable", "became-not-nullable"),
            ("deprecated", "deprecated", "reactivated"),
            ("readOnly", "became-read-only", "became-not-read-only"),
            ("writeOnly", "became-write-only", "became-not-write-only"),
        ] {
            // Where one side is one of several, what its branches say comes and goes with them.
            let is_other_kind = is_choice(old) != is_choice(new);
            let has = |view: &View<'d>| {
                if is_other_kind {
                    view.outer.flag(key)
                } else {
                    view.flag(key)
                }
            };
            let (was, is) = (has(old), has(new));
            if was != is {
                let end = if is { set } else { unset };
                self.tell_key(site, old, new, key, What::scoped(end));
            }
        }
    }

    fn default_value(&mut self, site: usize, old: &View<'d>, new: &View<'d>) {
        let end = match (old.get("default"), new.get("default")) {
            (None, _) => "default-value-added",
            (_, None) => "default-value-removed",
            _ => "default-value-changed",
        };
        self.schema_key(site, old, new, "default", What::scoped(end));
    }

    /// The items of a list, and what is excluded.
    fn inside(&mut self, site: usize, old: &View<'d>, new: &View<'d>) {
        if let (Some(base), Some(head)) = (old.get("items"), new.get("items")) {
            self.schema(site, Step::to("[]").needed(true), base, head);
        } else {
            self.schema_key(site, old, new, "items", What::scoped("items-changed"));
        }
        self.schema_key(site, old, new, "not", What::scoped("not-changed"));
        self.schema_key(
            site,
            old,
            new,
            "discriminator",
            What::scoped("discriminator-changed"),
        );
    }
}

/// What the generator makes of the format of a schema: whole numbers are 64 bits wide unless it says 32.
fn made_of<'d>(view: &View<'d>) -> Option<&'d str> {
    let known: &[&str] = match view.text("type") {
        Some("string") => &["date", "date-time"],
        Some("integer") => &["int32"],
        _ => &[],
    };
    view.text("format").filter(|format| known.contains(format))
}

/// Whether a schema says nothing of what it holds: any value, or any object.
fn is_bare(tree: &Tree<'_>, spot: &Spot<'_>) -> bool {
    let view = View::of(tree, spot);
    let beside = ["nullable", "deprecated", "readOnly", "writeOnly", "default"];
    view.keys.keys().all(|key| {
        let is_object = *key == "type" && view.text("type") == Some("object");
        is_object || DOCS.contains(key) || key.starts_with("x-") || beside.contains(key)
    })
}

/// Whether a schema is made of several parts, of which one is this component.
fn has_part(tree: &Tree<'_>, spot: &Spot<'_>, name: &Pointer) -> bool {
    let parts = View::of(tree, spot).list("allOf");
    let mut references = parts.iter().filter_map(Spot::reference);
    references.any(|reference| Pointer::parse(reference).as_ref() == Some(name))
}
