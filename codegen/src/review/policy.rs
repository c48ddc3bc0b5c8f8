//! What fails a run: changes that nobody acknowledged, and versions that are too low.

use super::classify::Change;
use super::rule::{Bump, Rule, Verdict, rule};
use super::{Context, Review, Side};

/// From when on a run fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FailOn {
    /// Never.
    #[default]
    None,
    /// At a change that is risky on the wire, or worse.
    WireRisky,
    /// At a change that breaks deployed clients.
    WireBreaking,
    /// At a change that is minor in Rust, or worse.
    RustMinor,
    /// At a change that is major in Rust.
    RustMajor,
    /// At a change on the wire that is not acknowledged, a version that is lower than the changes ask for, and any finding.
    Undeclared,
}

/// Something that is not about one change.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that it falls under.
    pub rule: &'static Rule,
    /// What is wrong, and what to do.
    pub message: String,
    /// Whether `--fail-on undeclared` fails at it.
    pub fails: bool,
}

impl FailOn {
    /// Whether a review meets the policy.
    #[must_use]
    pub fn is_met(self, review: &Review) -> bool {
        let open = review.changes.iter().filter(|change| change.ack.is_none());
        let wire = open
            .map(|change| change.wire)
            .max()
            .unwrap_or(Verdict::None);
        match self {
            Self::None => true,
            Self::WireRisky => wire < Verdict::Risky,
            Self::WireBreaking => wire < Verdict::Breaking,
            Self::RustMinor => review.owed < Bump::Minor,
            Self::RustMajor => review.owed < Bump::Major,
            Self::Undeclared => {
                wire < Verdict::Risky && review.findings.iter().all(|finding| !finding.fails)
            }
        }
    }
}

fn finding(id: &str, message: String, fails: bool) -> Option<Finding> {
    let rule = rule(id)?;
    Some(Finding {
        rule,
        message,
        fails,
    })
}

/// Acknowledges the changes, and tells what is wrong besides them.
pub(super) fn findings(
    changes: &mut [Change],
    base: &Side,
    head: &Side,
    owed: Bump,
    context: &Context,
) -> Vec<Finding> {
    let mut found = acknowledge(changes, context);
    found.extend(versions(owed, context));
    for side in [base, head] {
        let errors: Vec<_> = side
            .refusal()
            .iter()
            .filter(|problem| problem.is_error())
            .collect();
        if let Some(first) = errors.first() {
            let message = format!(
                "{} is refused for {} problem{}, so that the Rust verdicts are estimated; the first is at {}:{}: {}",
                first.file,
                errors.len(),
                if errors.len() == 1 { "" } else { "s" },
                first.line,
                first.column,
                first.message
            );
            found.extend(finding("generator-refuses", message, false));
        }
    }
    found
}

fn acknowledge(changes: &mut [Change], context: &Context) -> Vec<Finding> {
    let mut found = Vec::new();
    for ack in context.acks.iter() {
        let matching = changes
            .iter_mut()
            .find(|change| context.acks.of(change) == Some(ack));
        let place = format!("`{}` at {} ({})", ack.rule, ack.at, ack.fingerprint);
        match matching {
            None => {
                let message = format!(
                    "the acknowledgement of {place} matches no change: remove it, or correct its fingerprint"
                );
                found.extend(finding("ack-stale", message, true));
            }
            Some(_) if ack.is_expired(context.today.as_deref(), context.head_version) => {
                let until = ack.until.as_deref().unwrap_or_default();
                let message = format!(
                    "the acknowledgement of {place} held until {until}: renew or remove it"
                );
                found.extend(finding("ack-expired", message, true));
            }
            Some(change) => change.ack = Some(ack.clone()),
        }
    }
    found
}

fn versions(owed: Bump, context: &Context) -> Option<Finding> {
    let (base, head) = (context.base_version?, context.head_version?);
    if head < base {
        let message = format!("the version of the crate goes from {base} down to {head}");
        return finding("crate-version-decreased", message, true);
    }
    let declared = head.bump_from(base);
    let is_early_enough = owed < Bump::Minor || declared >= owed;
    if is_early_enough {
        return None;
    }
    let message = format!(
        "the changes are {owed} in Rust: the version of `generated-client` has to go from {base} to {} or higher, and is {head}",
        base.bumped(owed)
    );
    let id = if owed == Bump::Major {
        "crate-major-not-bumped"
    } else {
        "crate-version-not-bumped"
    };
    finding(id, message, true)
}
