//! Bodies and answers: media types, statuses, headers.

use super::Walk;
use super::pair::Pairs;
use crate::document::Pointer;
use crate::review::edit::{Edit, Scope, Step, What};
use crate::review::spot::{Spot, json, quoted};
use crate::review::view::shape;

type Named<'d> = (&'d str, Spot<'d>);

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

impl<'d> Walk<'d> {
    /// The request body of an operation.
    pub(super) fn body_of(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        match (base.get("requestBody"), head.get("requestBody")) {
            (Some(old), Some(new)) => self.request_body(site, Step::to("body"), &old, &new),
            (Some(old), None) => {
                let is_required = self.base.follow(&old).flag("required");
                let edit = Edit::new(What::Rule("request-body-removed"), Some(&old.at), None)
                    .needed(is_required);
                self.tell_whole(site, edit, Some(&old), None);
            }
            (None, Some(new)) => {
                let is_required = self.head.follow(&new).flag("required");
                let rule = if is_required {
                    "request-body-added-required"
                } else {
                    "request-body-added-optional"
                };
                let edit = Edit::new(What::Rule(rule), None, Some(&new.at));
                self.tell_whole(site, edit, None, Some(&new));
            }
            (None, None) => {}
        }
    }

    pub(super) fn request_body(
        &mut self,
        parent: usize,
        step: Step,
        base: &Spot<'d>,
        head: &Spot<'d>,
    ) {
        let (base, head) = (self.base.follow(base), self.head.follow(head));
        let step = step.in_scope(Scope::Body);
        let Some(site) = self.enter(parent, step, &base, &head) else {
            return;
        };
        if base.flag("required") != head.flag("required") {
            let rule = if head.flag("required") {
                "request-body-became-required"
            } else {
                "request-body-became-optional"
            };
            self.whole(site, &base, &head, "required", What::Rule(rule));
        }
        self.content(site, &base, &head, Scope::Body);
        self.rest(site, &base, &head, &["required", "content"]);
    }

    /// The media types of a body, an answer or a parameter.
    pub(super) fn content(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>, scope: Scope) {
        let (old, new) = (base.under("content"), head.under("content"));
        let is_answer = scope != Scope::Body && scope != Scope::Parameter;
        let [added, removed, changed] = if is_answer {
            [
                "response-media-type-added",
                "response-media-type-removed",
                "response-media-type-changed",
            ]
        } else {
            [
                "request-body-media-type-added",
                "request-body-media-type-removed",
                "request-body-media-type-changed",
            ]
        };
        let (none_before, none_after) = (old.is_empty(), new.is_empty());
        let mut pairs = Pairs::unpaired(old, new).by(|(name, _)| Some(*name));
        let renamed = pairs.take_sole(|_| Some(()), |_| Some(()));
        for ((old_name, old), (new_name, new)) in &renamed {
            let edit = Edit::new(What::Rule(changed), Some(&old.at), Some(&new.at));
            self.tell(
                site,
                edit.values(Some(quoted(old_name)), Some(quoted(new_name))),
            );
        }
        for ((_, old), (_, new)) in pairs.both.iter().chain(&renamed) {
            self.media_type(site, old, new);
        }
        for (_, old) in &pairs.base {
            let rule = if none_after && is_answer {
                "response-body-media-type-schema-removed"
            } else {
                removed
            };
            let edit = Edit::new(What::Rule(rule), Some(&old.at), None);
            self.tell_whole(site, edit, Some(old), None);
        }
        for (_, new) in &pairs.head {
            let rule = if none_before && is_answer {
                "response-body-media-type-schema-added"
            } else {
                added
            };
            let edit = Edit::new(What::Rule(rule), None, Some(&new.at));
            self.tell_whole(site, edit, None, Some(new));
        }
    }

    fn media_type(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        match (base.get("schema"), head.get("schema")) {
            (Some(old), Some(new)) => self.schema(site, Step::to("").needed(true), &old, &new),
            (None, None) => {}
            (old, _) => {
                let what = if old.is_some() {
                    What::Split(
                        "request-body-schema-removed",
                        "response-body-media-type-schema-removed",
                    )
                } else {
                    What::Split(
                        "request-body-schema-added",
                        "response-body-media-type-schema-added",
                    )
                };
                let new = head.get("schema");
                let at = |schema: &Option<Spot<'d>>, media_type: &Spot<'d>| {
                    let schema = schema.as_ref().unwrap_or(media_type);
                    schema.at.clone()
                };
                let edit = Edit::new(what, Some(&at(&old, base)), Some(&at(&new, head)));
                self.tell_whole(site, edit, old.as_ref(), new.as_ref());
            }
        }
        self.whole(
            site,
            base,
            head,
            "encoding",
            What::Rule("request-body-encoding-changed"),
        );
        self.rest(site, base, head, &["schema", "encoding"]);
    }

    pub(super) fn responses(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let (Some(base), Some(head)) = (base.get("responses"), head.get("responses")) else {
            return;
        };
        let statuses = |spot: &Spot<'d>| -> Vec<Named<'d>> {
            let entries = spot.entries().into_iter();
            entries
                .filter(|(status, _)| !status.starts_with("x-"))
                .collect()
        };
        let mut pairs =
            Pairs::unpaired(statuses(&base), statuses(&head)).by(|(status, _)| Some(*status));
        let (base_tree, head_tree) = (&self.base, &self.head);
        let moved = pairs.take_sole(
            |(old, base)| is_success(old).then(|| answer_shape(base_tree, base)),
            |(new, head)| is_success(new).then(|| answer_shape(head_tree, head)),
        );
        for ((old, base), (new, head)) in &moved {
            let edit = Edit::new(
                What::Rule("response-success-status-changed"),
                Some(&base.at),
                Some(&head.at),
            );
            self.tell(site, edit.values(Some(quoted(old)), Some(quoted(new))));
        }
        for ((_, old), (status, new)) in pairs.both.iter().chain(&moved) {
            let scope = if is_success(status) {
                Scope::Response
            } else {
                Scope::Error
            };
            self.response(site, Step::to(*status).in_scope(scope), old, new);
        }
        for (status, old) in &pairs.base {
            let rule = if is_success(status) {
                "response-success-status-removed"
            } else {
                "response-non-success-status-removed"
            };
            self.tell_named(site, What::Rule(rule), (status, old), true);
        }
        for (status, new) in &pairs.head {
            let rule = if is_success(status) {
                "response-success-status-added"
            } else {
                "response-non-success-status-added"
            };
            self.tell_named(site, What::Rule(rule), (status, new), false);
        }
        let known: Vec<&str> = statuses(&base)
            .iter()
            .chain(&statuses(&head))
            .map(|(status, _)| *status)
            .collect();
        self.rest(site, &base, &head, &known);
    }

    pub(super) fn response(&mut self, parent: usize, step: Step, base: &Spot<'d>, head: &Spot<'d>) {
        let (base, head) = (self.base.follow(base), self.head.follow(head));
        let Some(site) = self.enter(parent, step, &base, &head) else {
            return;
        };
        self.content(site, &base, &head, Scope::Response);
        self.headers(site, &base, &head);
        self.whole(site, &base, &head, "links", What::Rule("link-changed"));
        self.rest(site, &base, &head, &["content", "headers", "links"]);
    }

    fn headers(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let named = |spot: &Spot<'d>| spot.under("headers");
        let pairs = Pairs::unpaired(named(base), named(head))
            .by(|(name, _)| Some(name.to_ascii_lowercase()));
        for ((name, old), (_, new)) in &pairs.both {
            self.header(site, Step::to(format!(" header `{name}`")), old, new);
        }
        for (name, old) in &pairs.base {
            let rule = if self.base.follow(old).flag("required") {
                "required-response-header-removed"
            } else {
                "optional-response-header-removed"
            };
            self.tell_named(site, What::Rule(rule), (name, old), true);
        }
        for (name, new) in &pairs.head {
            let what = What::Rule("response-header-added");
            self.tell_named(site, what, (name, new), false);
        }
    }

    /// Tells that a named value went or came. One that refers to a component which went or came with it is told there: it
    /// is one change, however many refer to it.
    fn tell_named(&mut self, site: usize, what: What, (name, spot): (&str, &Spot<'d>), went: bool) {
        let (tree, other) = if went {
            (&self.base, &self.head)
        } else {
            (&self.head, &self.base)
        };
        let at = spot.reference().and_then(Pointer::parse);
        let component = at.filter(|at| other.spot(at).is_none());
        let component = component.and_then(|at| tree.spot(&at));
        let Some(component) = component else {
            let (base, head) = sides(went, &spot.at);
            let edit = Edit::new(what, base, head);
            let (base, head) = sides(went, spot);
            return self.tell_whole(site, edit, base, head);
        };
        // It is told here, and not once more as a component.
        tree.follow(spot);
        let (base, head) = sides(went, &component.at);
        let edit = Edit::new(what, base, head).named(component.at.last());
        let edit = Edit {
            subject: format!("{name} ({})", edit.subject),
            ..edit
        };
        let value = serde_json::json!({ name: json(component.node) }).to_string();
        let (before, after) = sides(went, value);
        let (base, head) = sides(went, &component);
        let edit = self.reaching(edit, base, head).values(before, after);
        self.tell(site, edit);
    }

    /// A header of an answer, which the client hands on as it came.
    pub(super) fn header(&mut self, parent: usize, step: Step, base: &Spot<'d>, head: &Spot<'d>) {
        let (base, head) = (self.base.follow(base), self.head.follow(head));
        let step = step.in_scope(Scope::Header);
        let Some(site) = self.enter(parent, step, &base, &head) else {
            return;
        };
        if let (Some(old), Some(new)) = (base.get("schema"), head.get("schema")) {
            self.schema(site, Step::to(""), &old, &new);
        } else {
            self.whole(
                site,
                &base,
                &head,
                "schema",
                What::Rule("response-header-changed"),
            );
        }
        for key in [
            "required",
            "deprecated",
            "explode",
            "allowReserved",
            "allowEmptyValue",
        ] {
            if base.flag(key) != head.flag(key) {
                self.whole(
                    site,
                    &base,
                    &head,
                    key,
                    What::Rule("response-header-changed"),
                );
            }
        }
        self.whole(
            site,
            &base,
            &head,
            "content",
            What::Rule("response-header-changed"),
        );
        let known = [
            "schema",
            "required",
            "deprecated",
            "explode",
            "allowReserved",
            "allowEmptyValue",
            "content",
            "style",
        ];
        self.rest(site, &base, &head, &known);
    }
}

/// What is only in the base, or only in the head.
fn sides<T>(went: bool, value: T) -> (Option<T>, Option<T>) {
    if went {
        (Some(value), None)
    } else {
        (None, Some(value))
    }
}

/// What an answer holds, to tell a status that was renumbered.
fn answer_shape(tree: &super::Tree<'_>, response: &Spot<'_>) -> Vec<(String, Option<String>)> {
    let content = tree.follow(response).under("content");
    content
        .iter()
        .map(|(name, media)| {
            let schema = media.get("schema");
            (
                (*name).to_owned(),
                schema.map(|schema| shape(tree, &schema)),
            )
        })
        .collect()
}
