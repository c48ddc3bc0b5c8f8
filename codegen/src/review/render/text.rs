//! For a terminal.

use std::fmt::Write as _;

use super::{Counts, advice, counted, cut, values, version};
use crate::review::Review;
use crate::review::classify::{Change, Use};
use crate::review::rule::{Bump, Rule, Verdict};

/// How many operations a change lists.
const USES: usize = 6;
/// How many Rust items a change lists.
const ITEMS: usize = 6;
/// How many characters of a line of Rust are shown.
const CODE: usize = 110;

/// Whether to print colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paint {
    /// Plain text.
    #[default]
    Plain,
    /// With the colours of a terminal.
    Colours,
}

impl Paint {
    fn paint(self, code: &str, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Colours => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }

    fn wire(self, verdict: Verdict) -> String {
        match verdict {
            Verdict::Breaking => self.paint("1;31", "BREAKING"),
            Verdict::Risky => self.paint("1;33", "RISKY"),
            Verdict::Safe => self.paint("32", "safe"),
            Verdict::None => self.paint("2", "none"),
        }
    }

    fn rust(self, bump: Bump) -> String {
        match bump {
            Bump::Major => self.paint("1;31", "MAJOR"),
            Bump::Minor => self.paint("36", "minor"),
            Bump::Patch => self.paint("32", "patch"),
            Bump::None => self.paint("2", "none"),
        }
    }

    fn dim(self, text: &str) -> String {
        self.paint("2", text)
    }
}

/// The review as a terminal shows it: the verdict first, then the two sides, the changes, and what is wrong besides them.
/// `specs` are the paths of the two documents. Changes are listed up to `max_bytes`, if there is a limit; how many were cut is said.
#[must_use]
pub fn text(
    review: &Review,
    specs: [&str; 2],
    [base, head]: [&str; 2],
    paint: Paint,
    max_bytes: Option<usize>,
) -> String {
    let mut out = verdict(review, paint);
    let _ = writeln!(out, "{}", paint.dim(&format!("{base} → {head}")));
    let mut cut_off = 0;
    let (docs, rest): (Vec<_>, Vec<_>) = review
        .changes
        .iter()
        .filter(|change| !change.hidden)
        .partition(|change| change.rule.is_docs());
    for change in rest {
        let entry = entry(change, specs, paint, review.rust);
        let is_full = max_bytes.is_some_and(|limit| out.len() + entry.len() > limit);
        // What follows is milder: nothing of it stands where something worse was cut.
        if is_full || cut_off > 0 {
            cut_off += 1;
            continue;
        }
        out.push('\n');
        out.push_str(&entry);
    }
    if !docs.is_empty() {
        let lines: Vec<String> = docs
            .iter()
            .take(3)
            .map(|change| change.subject.clone())
            .collect();
        let more = if docs.len() > 3 { ", …" } else { "" };
        let _ = writeln!(
            out,
            "\n{} of docs only: {}{more}",
            counted(docs.len(), "change"),
            lines.join(", ")
        );
    }
    if cut_off > 0 {
        let _ = writeln!(
            out,
            "\n{} not shown for the limit of bytes, the least severe",
            counted(cut_off, "change")
        );
    }
    out.push_str(&super::hidden(review));
    for finding in &review.findings {
        let mark = if finding.fails {
            paint.paint("1;31", "finding")
        } else {
            paint.paint("33", "note")
        };
        let _ = writeln!(out, "\n{mark} {}: {}", finding.rule.id, finding.message);
    }
    out
}

fn verdict(review: &Review, paint: Paint) -> String {
    if review.changes.is_empty() {
        return format!("{}\n", paint.paint("1", "no change"));
    }
    let counts = Counts::of(review);
    let wire = match (counts.breaking, counts.risky) {
        (0, 0) => paint.paint("1;32", "safe"),
        (0, risky) => paint.paint("1;33", &format!("{risky} risky")),
        (breaking, 0) => paint.paint("1;31", &format!("{breaking} breaking")),
        (breaking, risky) => paint.paint("1;31", &format!("{breaking} breaking, {risky} risky")),
    };
    let estimated = if review.estimated { " (estimated)" } else { "" };
    let mut out = format!(
        "{} {wire} · {} {}{estimated} · {}\n",
        paint.paint("1", "wire:"),
        paint.paint("1", "rust:"),
        version(review),
        counted(review.changes.len(), "change")
    );
    let _ = writeln!(out, "{}", paint.dim(advice(review)));
    if counts.acknowledged > 0 {
        let _ = writeln!(
            out,
            "{}",
            paint.dim(&format!("{} acknowledged", counts.acknowledged))
        );
    }
    out
}

fn entry(change: &Change, specs: [&str; 2], paint: Paint, with_rust: bool) -> String {
    let estimated = if change.estimated { " (estimated)" } else { "" };
    let ack = change
        .ack
        .as_ref()
        .map(|ack| format!(" · acknowledged: {}", ack.kind.word()));
    let rust = format!(" · rust {}{estimated}", paint.rust(change.rust));
    let mut out = format!(
        "wire {}{}   {}{}\n",
        paint.wire(change.wire),
        if with_rust { &rust } else { "" },
        paint.paint("1", &change.rule.id),
        paint.dim(&ack.unwrap_or_default())
    );
    line(&mut out, "at", &place(change, specs, paint), paint);
    if let Some(values) = values(change) {
        line(&mut out, "value", &values, paint);
    }
    let lines = uses(&change.used_by, paint);
    for (index, text) in lines.iter().enumerate() {
        line(
            &mut out,
            if index == 0 { "used by" } else { "" },
            text,
            paint,
        );
    }
    let why = change.wire_note.unwrap_or(&change.rule.wire_why);
    line(&mut out, "wire", why, paint);
    let is_told =
        |(rule, verdict): &&(&Rule, Verdict)| *verdict == change.wire && rule.wire_why == why;
    for (rule, verdict) in change.also.iter().filter(|other| !is_told(other)) {
        let text = format!("{} {verdict}: {}", rule.id, rule.wire_why);
        line(&mut out, "", &paint.dim(&text), paint);
    }
    let lines = if with_rust {
        rust_lines(change, paint)
    } else {
        Vec::new()
    };
    for (index, text) in lines.iter().enumerate() {
        line(&mut out, if index == 0 { "rust" } else { "" }, text, paint);
    }
    if let Some(witness) = witness(change) {
        line(&mut out, "breaks", &cut(witness, CODE), paint);
    }
    let ack = format!("{} at {}", change.fingerprint, change.at);
    line(&mut out, "ack", &paint.dim(&ack), paint);
    out
}

fn line(out: &mut String, label: &str, text: &str, paint: Paint) {
    let colon = if label.is_empty() { " " } else { ":" };
    let label = paint.dim(&format!("{label:>10}{colon}"));
    let _ = writeln!(out, "{label} {text}");
}

fn place(change: &Change, [base, head]: [&str; 2], paint: Paint) -> String {
    let at = change.shown().map(|(place, is_base)| {
        let (spec, side) = if is_base {
            (base, " (base)")
        } else {
            (head, "")
        };
        format!("   {spec}:{}{side}", place.line)
    });
    format!("{}{}", change.subject, paint.dim(&at.unwrap_or_default()))
}

/// The tree of the operations that use the value, and the way from each to it.
fn uses(uses: &[Use], paint: Paint) -> Vec<String> {
    let width = uses
        .iter()
        .take(USES)
        .map(|one| named(one).chars().count())
        .max();
    let width = width.unwrap_or(0);
    let mut lines: Vec<String> = uses
        .iter()
        .take(USES)
        .map(|one| {
            let name = named(one);
            let via = cut(one.via.trim(), CODE / 2);
            if via.is_empty() {
                name
            } else {
                format!("{name:<width$}  {}", paint.dim(&format!("└─ {via}")))
            }
        })
        .collect();
    if uses.len() > USES {
        lines.push(format!("and {} more", uses.len() - USES));
    }
    lines
}

fn named(one: &Use) -> String {
    let operation = &one.operation;
    let id = operation.id.as_ref().map(|id| format!(" ({id})"));
    format!(
        "{} {}{}",
        operation.method,
        operation.path,
        id.unwrap_or_default()
    )
}

fn rust_lines(change: &Change, paint: Paint) -> Vec<String> {
    if change.items.is_empty() {
        return vec![change.rust_reason().to_owned()];
    }
    let mut lines = Vec::new();
    for item in change.items.iter().take(ITEMS) {
        if let Some(before) = &item.before {
            let text = format!("- {}", cut(before, CODE));
            lines.push(format!(
                "{}   {}",
                paint.paint("31", &text),
                paint.dim(&item.path)
            ));
        }
        if let Some(after) = &item.after {
            let text = format!("+ {}", cut(after, CODE));
            lines.push(format!(
                "{}   {}",
                paint.paint("32", &text),
                paint.dim(&item.path)
            ));
        }
    }
    if change.items.len() > ITEMS {
        let more = counted(change.items.len() - ITEMS, "more item");
        lines.push(format!("and {more}"));
    }
    lines
}

/// Code that no longer compiles: what a user is the likeliest to have written.
pub(super) fn witness(change: &Change) -> Option<&str> {
    use crate::review::surface::Kind;
    let rank = |kind: Kind| match kind {
        Kind::Field | Kind::Method | Kind::Variant => 0,
        Kind::Associated | Kind::Constant => 1,
        Kind::Struct | Kind::Enum | Kind::Alias => 2,
        Kind::Trait => 3,
    };
    let broken = change.items.iter().filter(|item| item.bump == Bump::Major);
    let shown = broken.filter_map(|item| Some((rank(item.kind), item.witness.as_ref()?)));
    let (_, witness) = shown.min_by_key(|(rank, _)| *rank)?;
    Some(&witness.code)
}
