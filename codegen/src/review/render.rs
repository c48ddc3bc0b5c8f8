//! What was found, for people and for programs.

pub(super) mod explain;
pub(super) mod json;
pub(super) mod markdown;
pub(super) mod text;

use super::Review;
use super::classify::Change;
use super::rule::{Bump, Verdict};

/// How many characters of a value are shown.
const VALUE: usize = 60;

/// How many changes there are of each verdict.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) breaking: usize,
    pub(super) risky: usize,
    pub(super) safe: usize,
    pub(super) major: usize,
    pub(super) minor: usize,
    pub(super) patch: usize,
    pub(super) docs: usize,
    pub(super) acknowledged: usize,
}

impl Counts {
    pub(super) fn of(review: &Review) -> Self {
        let count = |is: &dyn Fn(&Change) -> bool| {
            review.changes.iter().filter(|change| is(change)).count()
        };
        Self {
            breaking: count(&|change| change.wire == Verdict::Breaking),
            risky: count(&|change| change.wire == Verdict::Risky),
            safe: count(&|change| change.wire == Verdict::Safe),
            major: count(&|change| change.rust == Bump::Major),
            minor: count(&|change| change.rust == Bump::Minor),
            patch: count(&|change| change.rust == Bump::Patch),
            docs: count(&|change| change.rule.is_docs()),
            acknowledged: count(&|change| change.ack.is_some()),
        }
    }
}

/// A value, cut where it is long: characters, not bytes.
pub(super) fn cut(value: &str, limit: usize) -> String {
    if value.chars().count() <= limit {
        return value.to_owned();
    }
    let kept: String = value.chars().take(limit.saturating_sub(1)).collect();
    format!("{kept}…")
}

/// `before → after`, where both are short enough to be read in a line; of a reference, the name that it refers to.
pub(super) fn values(change: &Change) -> Option<String> {
    let is_long = |value: &str| value.starts_with('{') || value.starts_with("[{");
    let short = |value: &Option<String>| {
        let value = value.as_deref()?;
        Some(name_of(value).unwrap_or_else(|| value.to_owned()))
    };
    let (before, after) = (short(&change.before), short(&change.after));
    let has_long = [&before, &after]
        .into_iter()
        .flatten()
        .any(|value| is_long(value));
    let is_of_no_place = change.base.is_none() && change.head.is_none();
    if has_long || change.rule.is_docs() || is_of_no_place {
        return None;
    }
    let (before, after) = from_difference(before, after);
    let shown = |value: Option<String>| value.map(|value| cut(&value, VALUE));
    match (shown(before), shown(after)) {
        (None, None) => None,
        (before, after) => {
            let none = || "none".to_owned();
            Some(format!(
                "{} → {}",
                before.unwrap_or_else(none),
                after.unwrap_or_else(none)
            ))
        }
    }
}

/// Two texts that begin alike and are too long for a line, from shortly before they differ.
fn from_difference(
    before: Option<String>,
    after: Option<String>,
) -> (Option<String>, Option<String>) {
    let (Some(old), Some(new)) = (&before, &after) else {
        return (before, after);
    };
    let is_long = |text: &str| text.chars().count() > VALUE;
    let alike = old.chars().zip(new.chars()).take_while(|(a, b)| a == b);
    let skipped = alike.count().saturating_sub(VALUE / 4);
    if skipped < 2 || !(is_long(old) || is_long(new)) {
        return (before, after);
    }
    let rest = |text: &str| {
        Some(format!(
            "…{}",
            text.chars().skip(skipped).collect::<String>()
        ))
    };
    (rest(old), rest(new))
}

/// The component that a value refers to, where it is a reference and nothing else.
fn name_of(value: &str) -> Option<String> {
    let at = value.strip_prefix("{\"$ref\":\"")?.strip_suffix("\"}")?;
    let name = at.strip_prefix("#/components/")?.rsplit('/').next()?;
    (!name.contains('"')).then(|| name.to_owned())
}

/// `1 change`, `2 changes`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// What a person who has to decide should do.
pub(super) fn advice(review: &Review) -> &'static str {
    let wire = review.changes.iter().map(|change| change.wire).max();
    let wire = wire.unwrap_or(Verdict::None);
    if !review.rust {
        return match wire {
            Verdict::None | Verdict::Safe => "deployed clients go on working",
            Verdict::Risky => "some calls of deployed clients may be answered otherwise",
            Verdict::Breaking => "deployed clients break",
        };
    }
    match (wire, review.owed == Bump::Major) {
        (Verdict::None | Verdict::Safe, false) => {
            "deployed clients go on working, and the upgrade is drop-in"
        }
        (Verdict::Risky, false) => {
            "some calls of deployed clients may be answered otherwise, and the upgrade is drop-in: look at what is risky"
        }
        (Verdict::Breaking, false) => {
            "deployed clients break, and the upgrade is drop-in: release at once"
        }
        (Verdict::None | Verdict::Safe, true) => {
            "no server asks for it, and code breaks: consider an alias of the old name"
        }
        (Verdict::Risky, true) => {
            "some calls of deployed clients may be answered otherwise, and code breaks: write a note on how to migrate"
        }
        (Verdict::Breaking, true) => {
            "deployed clients break, and so does code: write a note on how to migrate"
        }
    }
}

/// The sentence on the version: what is owed, and what is declared.
pub(super) fn version(review: &Review) -> String {
    let owed = review.owed;
    if !review.rust {
        return "not looked at".to_owned();
    }
    match (review.base_version, review.head_version) {
        (Some(base), Some(head)) if owed < Bump::Minor => {
            format!("{owed}; Cargo.toml says {base} → {head}")
        }
        (Some(base), Some(head)) => {
            let declared = head.bump_from(base);
            let mark = if declared >= owed {
                "enough"
            } else {
                "too low"
            };
            format!("{owed} owed, Cargo.toml says {base} → {head}: {mark}")
        }
        _ => format!("{owed} owed, no version to compare"),
    }
}

/// How many changes the options leave out.
pub(super) fn hidden(review: &Review) -> String {
    match review.changes.iter().filter(|change| change.hidden).count() {
        0 => String::new(),
        hidden => format!(
            "\n{} hidden by --level or --only\n",
            counted(hidden, "change")
        ),
    }
}
