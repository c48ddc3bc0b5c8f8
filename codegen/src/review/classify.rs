//! Edits become changes: the rule, the verdict on the wire, who uses it.

use std::cmp::{Ordering, Reverse};

use super::acks::Ack;
use super::edit::{Edit, Operation, Scope, What};
use super::fingerprint::fingerprint;
use super::name::named;
use super::rule::{Bump, Effect, Effects, Rule, Verdict, rule};
use super::surface::Moved;
use super::walk::{Walk, Way};
use crate::document::{Document, Pointer};

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the server.
    Request,
    /// From the server.
    Response,
    /// Both.
    Both,
    /// Neither, or it is no value.
    None,
}

impl Direction {
    /// The word in lower case.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Both => "both",
            Self::None => "none",
        }
    }
}

/// Where a value is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where in the document.
    pub pointer: Pointer,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
}

/// An operation that uses what was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Which operation.
    pub operation: Operation,
    /// The way from the operation to the value.
    pub via: String,
}

/// One change of the document and what it means.
#[derive(Clone, Debug)]
pub struct Change {
    /// The rule that it falls under.
    pub rule: &'static Rule,
    /// The place by names alone, by which it is acknowledged: what comes or goes beside it leaves it as it is.
    pub at: String,
    /// The hash of the rule, that place and the two values, by which it is acknowledged.
    pub fingerprint: String,
    /// What changed, as a reader calls it.
    pub subject: String,
    /// The verdict for deployed clients.
    pub wire: Verdict,
    /// Why the verdict is not the rule's own, where it is not.
    pub wire_note: Option<&'static str>,
    /// The rules that the same value falls under where it travels otherwise, and their verdicts on the wire.
    pub also: Vec<(&'static Rule, Verdict)>,
    /// The verdict for code.
    pub rust: Bump,
    /// Whether the verdict for code is the rule's own, since there is no surface to read it from.
    pub estimated: bool,
    /// The Rust items that it moves.
    pub items: Vec<Moved>,
    /// What it does to what the document describes.
    pub effect: Effect,
    /// Which way the value travels.
    pub direction: Direction,
    /// Where it is in the base.
    pub base: Option<Place>,
    /// Where it is in the head.
    pub head: Option<Place>,
    /// The operations that use it.
    pub used_by: Vec<Use>,
    /// The value in the base, as JSON.
    pub before: Option<String>,
    /// The value in the head, as JSON.
    pub after: Option<String>,
    /// Names that its Rust items may bear.
    pub(super) names: Vec<String>,
    /// Names of what it leads to, which may change with it.
    pub(super) near: Vec<String>,
    /// The acknowledgement of it.
    pub ack: Option<Ack>,
    /// Whether it is left out of the lists.
    pub hidden: bool,
}

impl Change {
    /// Where it is: in the head, or in the base what is not in the head.
    #[must_use]
    pub fn pointer(&self) -> &Pointer {
        let place = self.head.as_ref().or(self.base.as_ref());
        place.map_or(&ROOT, |place| &place.pointer)
    }

    /// Where a reader looks at it, and whether that is the base: what went is read there, anything else in the head.
    #[must_use]
    pub fn shown(&self) -> Option<(&Place, bool)> {
        let went = self.before.is_some() && self.after.is_none();
        let (base, head) = (self.base.as_ref(), self.head.as_ref());
        let in_base = base.map(|place| (place, true));
        let in_head = head.map(|place| (place, false));
        if went {
            in_base.or(in_head)
        } else {
            in_head.or(in_base)
        }
    }

    /// Why the Rust verdict is what it is: what the surface says, or what the rule expects of it.
    #[must_use]
    pub fn rust_reason(&self) -> &str {
        match self.rust {
            _ if self.estimated || !self.items.is_empty() => &self.rule.rust_why,
            Bump::None => "Nothing that is generated changes.",
            _ => "Nothing public changes.",
        }
    }

    /// The worst first: by the wire, then by Rust, then by place.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        other
            .wire
            .cmp(&self.wire)
            .then(other.rust.cmp(&self.rust))
            .then_with(|| self.pointer().cmp(other.pointer()))
            .then_with(|| self.rule.id.cmp(&other.rule.id))
            .then_with(|| (&self.before, &self.after).cmp(&(&other.before, &other.after)))
    }
}

static ROOT: std::sync::LazyLock<Pointer> = std::sync::LazyLock::new(Pointer::root);

const UNUSED: &str = "No operation uses it.";
const FORMAT: &str = "request-parameter-format-changed";
const SAME_TYPE: &str =
    "Both formats make the same type in Rust: what deployed clients send stays the same.";
const IN_ERRORS: &str =
    "It is in the body of an error, of which the client reads its code and message alone.";

pub(super) fn classify(walk: &Walk<'_>, base: &Document, head: &Document) -> Vec<Change> {
    walk.edits
        .iter()
        .map(|edit| change(walk, edit, base, head))
        .collect()
}

fn change(walk: &Walk<'_>, edit: &Edit, base: &Document, head: &Document) -> Change {
    let ways = walk.ways(&edit.sites);
    let is_missed = edit.needed.unwrap_or_else(|| walk.is_needed(&edit.sites));
    let rules = rules_of(&edit.what, &ways, is_missed);
    let first = rules.first().copied();
    let (rule, scope) = first.unwrap_or_else(|| (unclassified(), None));
    let mut wire = verdict(rule, scope, is_missed);
    let mut wire_note = (wire != rule.wire.verdict(is_missed)).then_some(IN_ERRORS);
    let is_below_root = !edit.sites.contains(&0);
    if ways.is_empty() && is_below_root && wire != Verdict::None && is_of_a_component(edit) {
        (wire, wire_note) = (Verdict::None, Some(UNUSED));
    } else if edit.is_same_type && rule.id == FORMAT && ways.iter().all(is_of_parameter) {
        (wire, wire_note) = (Verdict::Safe, Some(SAME_TYPE));
    }
    let others = rules.iter().filter(|(other, _)| other.id != rule.id);
    let mut also: Vec<_> = others
        .map(|(other, scope)| (*other, verdict(other, *scope, is_missed)))
        .collect();
    also.dedup_by_key(|(other, _)| other.id.as_str());
    let place = |at: &Option<Pointer>, document: &Document| {
        let pointer = at.clone().filter(|at| document.node(at).is_some())?;
        let place = document.place(&pointer);
        let (line, column) = (place.line, place.column);
        Some(Place {
            pointer,
            line,
            column,
        })
    };
    let mut change = Change {
        rule,
        at: String::new(),
        fingerprint: String::new(),
        subject: subject(edit, base, head),
        wire,
        wire_note,
        also,
        rust: rule.rust,
        estimated: false,
        items: Vec::new(),
        effect: effect(rule, edit),
        direction: direction(&ways),
        base: place(&edit.base, base),
        head: place(&edit.head, head),
        used_by: uses(&ways),
        before: edit.before.clone(),
        after: edit.after.clone(),
        names: edit.names.clone(),
        near: edit.near.clone(),
        ack: None,
        hidden: false,
    };
    let side = if change.head.is_some() { head } else { base };
    change.at = named(side, change.pointer()).to_string();
    change.fingerprint = fingerprint(&change);
    change
}

fn effect(rule: &Rule, edit: &Edit) -> Effect {
    let is_required = edit.required.or(edit.needed).unwrap_or(false);
    let (had, has) = (edit.before.is_some(), edit.after.is_some());
    rule.effects.of(is_required, has && !had, had && !has)
}

/// What a reader calls the place, with the names of parameters instead of their numbers.
fn subject(edit: &Edit, base: &Document, head: &Document) -> String {
    let (at, document) = match (&edit.head, &edit.base) {
        (Some(at), _) => (at, head),
        (None, Some(at)) => (at, base),
        (None, None) => return edit.subject.clone(),
    };
    let segments = at.segments();
    if let [.., list, index] = segments
        && list == "servers"
        && let Some(server) = document.node(at)
    {
        let text = |key: &str| server.get(key).and_then(|value| value.as_text());
        let name = text("x-name").or_else(|| text("url")).unwrap_or(index);
        return edit
            .subject
            .replacen(&format!("[{index}]"), &format!("[{name}]"), 1);
    }
    let Some(list) = segments.iter().position(|segment| segment == "parameters") else {
        return edit.subject.clone();
    };
    let parameter: Pointer = segments.iter().take(list + 2).cloned().collect();
    let name = document
        .node(&parameter)
        .and_then(|node| node.get("name")?.as_text());
    match (name, segments.get(list + 1)) {
        (Some(name), Some(index)) => {
            edit.subject
                .replacen(&format!("parameters[{index}]"), name, 1)
        }
        _ => edit.subject.clone(),
    }
}

fn is_of_parameter(way: &Way) -> bool {
    way.scope == Some(Scope::Parameter)
}

fn is_of_a_component(edit: &Edit) -> bool {
    let at = edit.head.as_ref().or(edit.base.as_ref());
    at.and_then(|at| at.segments().first())
        .is_some_and(|first| first == "components")
}

/// The rules of an edit, one for each scope that it travels in; that of the worst first.
fn rules_of(what: &What, ways: &[Way], is_missed: bool) -> Vec<Ruled> {
    let fitting = |scope: Option<Scope>| match what {
        What::Rule(id) => rule(id),
        What::Split(request, response) => match scope {
            Some(Scope::Parameter | Scope::Body) => rule(request),
            _ => rule(response),
        },
        What::Scoped([parameter, body, response]) => match scope {
            Some(Scope::Parameter) => rule(&format!("request-parameter-{parameter}")),
            Some(Scope::Body) => rule(&format!("request-property-{body}")),
            Some(Scope::Header) => rule("response-header-changed"),
            Some(Scope::Response | Scope::Error) | None => {
                rule(&format!("response-property-{response}"))
            }
        },
    };
    let mut rules: Vec<Ruled> = Vec::new();
    for scope in ways.iter().filter_map(|way| way.scope) {
        if rules.iter().all(|(_, known)| *known != Some(scope)) {
            rules.extend(fitting(Some(scope)).map(|rule| (rule, Some(scope))));
        }
    }
    // Of several that are as bad, the first.
    rules.sort_by_key(|(rule, scope)| {
        let is_error = *scope == Some(Scope::Error);
        Reverse((rule.wire.verdict(is_missed), !is_error, rule.rust))
    });
    if rules.is_empty() {
        rules.extend(fitting(None).map(|rule| (rule, None)));
    }
    rules
}

/// A rule and the scope that it is met in.
type Ruled = (&'static Rule, Option<Scope>);

/// The verdict of a rule where it is met: of the body of an error, the client reads little.
fn verdict(rule: &Rule, scope: Option<Scope>, is_missed: bool) -> Verdict {
    match rule.wire.verdict(is_missed) {
        Verdict::Breaking if scope == Some(Scope::Error) => Verdict::Risky,
        verdict => verdict,
    }
}

fn unclassified() -> &'static Rule {
    rule("unclassified-change").unwrap_or_else(|| &NO_RULE)
}

/// The tables have `unclassified-change`; a test holds it.
static NO_RULE: std::sync::LazyLock<Rule> = std::sync::LazyLock::new(|| Rule {
    id: "unclassified-change".to_owned(),
    title: String::new(),
    wire: super::Wire::Always(Verdict::Risky),
    wire_why: String::new(),
    rust: Bump::Patch,
    rust_why: String::new(),
    effects: Effects::Always(Effect::Unknown),
    mirrors: Vec::new(),
});

fn direction(ways: &[Way]) -> Direction {
    let has = |scopes: &[Scope]| {
        let mut found = ways.iter().filter_map(|way| way.scope);
        found.any(|scope| scopes.contains(&scope))
    };
    let request = has(&[Scope::Parameter, Scope::Body]);
    let response = has(&[Scope::Response, Scope::Error, Scope::Header]);
    match (request, response) {
        (true, true) => Direction::Both,
        (true, false) => Direction::Request,
        (false, true) => Direction::Response,
        (false, false) => Direction::None,
    }
}

/// One line for each operation, by the shortest way.
fn uses(ways: &[Way]) -> Vec<Use> {
    let mut uses: Vec<Use> = Vec::new();
    for way in ways {
        let known = uses
            .iter_mut()
            .find(|known| known.operation == way.operation);
        match known {
            Some(known) if known.via.len() > way.via.len() => known.via.clone_from(&way.via),
            Some(_) => {}
            None => uses.push(Use {
                operation: way.operation.clone(),
                via: way.via.clone(),
            }),
        }
    }
    uses
}
