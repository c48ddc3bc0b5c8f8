//! For programs.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Counts;
use crate::review::Review;
use crate::review::classify::{Change, Place};
use crate::review::surface::Moved;

/// The version of the shape; it grows when a field changes its meaning or goes.
const SCHEMA_VERSION: u32 = 1;

/// Where one side comes from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The revision, or what it is.
    pub rev: &'a str,
    /// The path of the document.
    pub path: &'a str,
    /// The commit that it was read from; of a working tree, the one that it stands on.
    pub sha: Option<&'a str>,
}

/// The review as JSON; `ok` is whether the policy is met.
#[must_use]
pub fn json(review: &Review, sides: [Source<'_>; 2], ok: bool) -> String {
    let counts = Counts::of(review);
    let [base, head] = sides;
    let version =
        |version: Option<crate::review::Version>| version.map(|version| version.to_string());
    let declared = review.base_version.zip(review.head_version);
    let changes: Vec<Value> = review
        .changes
        .iter()
        .filter(|change| !change.hidden)
        .map(|one| change(one, review.rust))
        .collect();
    let findings = review.findings.iter().map(|finding| {
        json!({"rule": finding.rule.id, "message": finding.message, "fails": finding.fails})
    });
    let value = json!({
        "schema_version": SCHEMA_VERSION,
        "tool": "cargo xtask diff",
        "base": {"rev": base.rev, "path": base.path, "sha": base.sha, "version": version(review.base_version)},
        "head": {"rev": head.rev, "path": head.path, "sha": head.sha, "version": version(review.head_version)},
        "summary": {
            "wire": {"breaking": counts.breaking, "risky": counts.risky, "safe": counts.safe},
            "rust": review.rust.then(|| json!({"major": counts.major, "minor": counts.minor, "patch": counts.patch})),
            "docs": counts.docs,
            "acknowledged": counts.acknowledged,
            "estimated": review.estimated,
            "computed_bump": review.rust.then(|| review.owed.word()),
            "declared_bump": declared.map(|(base, head)| head.bump_from(base).word()),
            "hidden": review.changes.iter().filter(|change| change.hidden).count(),
            "ok": ok,
        },
        "changes": changes,
        "findings": findings.collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}

fn change(change: &Change, with_rust: bool) -> Value {
    let used_by = change.used_by.iter().map(|one| {
        json!({
            "operation_id": one.operation.id,
            "method": one.operation.method,
            "path": one.operation.path,
            "via": one.via.trim(),
        })
    });
    let lints: BTreeSet<&str> = change.items.iter().filter_map(Moved::lint).collect();
    let why = change.wire_note.unwrap_or(&change.rule.wire_why);
    let also = change.also.iter().map(
        |(rule, verdict)| json!({"id": rule.id, "verdict": verdict.word(), "why": rule.wire_why}),
    );
    let rust = json!({
        "bump": change.rust.word(),
        "estimated": change.estimated,
        "why": change.rust_reason(),
        "lints": lints,
        "items": change.items.iter().map(item).collect::<Vec<_>>(),
        "witness": super::text::witness(change),
    });
    json!({
        "id": change.rule.id,
        "fingerprint": change.fingerprint,
        "title": format!("{}: {}", change.subject, change.rule.title),
        "direction": change.direction.word(),
        "effect": change.effect.word(),
        "wire": {"verdict": change.wire.word(), "why": why, "also": also.collect::<Vec<_>>()},
        "rust": with_rust.then_some(rust),
        "oasdiff_level": change.rule.oasdiff_level(),
        "pointer": change.pointer().to_string(),
        "at": change.at,
        "base_loc": change.base.as_ref().map(place),
        "head_loc": change.head.as_ref().map(place),
        "used_by": used_by.collect::<Vec<_>>(),
        "before": change.before.as_deref().map(value),
        "after": change.after.as_deref().map(value),
        "ack": change.ack.as_ref().map(|ack| json!({"kind": ack.kind.word(), "reason": ack.reason, "until": ack.until})),
    })
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

fn place(place: &Place) -> Value {
    json!({"pointer": place.pointer.to_string(), "line": place.line, "column": place.column})
}

fn item(item: &Moved) -> Value {
    json!({
        "path": item.path,
        "kind": item.kind.word(),
        "before": item.before,
        "after": item.after,
        "bump": item.bump.word(),
    })
}
