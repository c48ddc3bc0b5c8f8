//! For a comment on a pull request, and for the summary of a job.

use std::fmt::Write as _;

use super::{Counts, advice, counted, cut, values, version};
use crate::review::Review;
use crate::review::classify::Change;
use crate::review::rule::{Bump, Verdict};

/// How many characters of a text of the document stand in a cell.
const CELL: usize = 90;
/// How many Rust items the list of the surface has.
const ITEMS: usize = 60;
/// How many changes a collapsed section lists.
const COLLAPSED: usize = 40;

/// How many bytes are kept for what says what was cut.
const FRAME: usize = 800;

/// Where the lines of the two sides can be read.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// The address of the document at the base, to which `#L12` is added.
    pub base: Option<String>,
    /// The same at the head.
    pub head: Option<String>,
}

/// The review as Markdown, at most `max_bytes`; what was cut is said.
#[must_use]
pub fn markdown(
    review: &Review,
    spec: &str,
    sides: [&str; 2],
    links: &Links,
    max_bytes: usize,
) -> String {
    let mut out = header(review, spec, sides);
    let tail = tail(review, links);
    let findings = findings(review);
    let room = max_bytes.saturating_sub(findings.len() + FRAME);
    let main: Vec<&Change> = review
        .changes
        .iter()
        .filter(|change| is_main(change) && !change.hidden)
        .collect();
    if !main.is_empty() {
        out.push_str("\n| | wire | rust | change | where | used by |\n|---|---|---|---|---|---|\n");
    }
    let mut cut_off = 0;
    for change in &main {
        let row = row(change, links, review.rust);
        // What follows is milder: nothing of it stands where something worse was cut.
        if out.len() + row.len() > room || cut_off > 0 {
            cut_off += 1;
        } else {
            out.push_str(&row);
        }
    }
    if cut_off > 0 {
        let _ = writeln!(
            out,
            "\n**{} not shown** for the size of a comment, the least severe. The job has all of them.",
            counted(cut_off, "change")
        );
    }
    out.push_str(&super::hidden(review));
    out.push_str(&findings);
    for (title, section) in tail {
        if out.len() + section.len() <= max_bytes.saturating_sub(200) {
            out.push_str(&section);
        } else {
            let _ = writeln!(out, "\n*Left out for the size of a comment: {title}.*");
        }
    }
    if out.len() > max_bytes {
        out = format!("{}\nToo long for {max_bytes} bytes.\n", mark(spec));
    }
    out
}

fn mark(spec: &str) -> String {
    format!("<!-- xtask-diff:v1 {} -->", safe(spec))
}

fn header(review: &Review, spec: &str, [base, head]: [&str; 2]) -> String {
    let mut out = format!(
        "{}\n### API diff · {} · {} → {}\n",
        mark(spec),
        code(spec),
        safe(base),
        safe(head)
    );
    if review.changes.is_empty() {
        out.push_str("**No change.**\n");
        return out;
    }
    let counts = Counts::of(review);
    let wire = match (counts.breaking, counts.risky) {
        (0, 0) => "🟢 safe".to_owned(),
        (0, risky) => format!("🟡 {risky} risky"),
        (breaking, 0) => format!("🔴 {breaking} breaking"),
        (breaking, risky) => format!("🔴 {breaking} breaking · 🟡 {risky} risky"),
    };
    let estimated = if review.estimated { " (estimated)" } else { "" };
    let _ = writeln!(
        out,
        "**Wire: {wire}** — **Rust: {}{estimated}** — {} acknowledged, {} docs-only",
        version(review),
        counts.acknowledged,
        counts.docs
    );
    let _ = writeln!(out, "\n{}.", sentence(advice(review)));
    out
}

/// Whether a change is shown in the table, and not in a collapsed list.
fn is_main(change: &Change) -> bool {
    change.wire >= Verdict::Risky || change.rust == Bump::Major
}

fn row(change: &Change, links: &Links, with_rust: bool) -> String {
    let light = match change.wire {
        Verdict::Breaking => "🔴",
        Verdict::Risky => "🟡",
        Verdict::Safe | Verdict::None => "🟢",
    };
    let bold = |is: bool, word: &str| {
        if is {
            format!("**{word}**")
        } else {
            word.to_owned()
        }
    };
    let is_apart = (change.wire == Verdict::Breaking) != (change.rust == Bump::Major);
    let ack = change
        .ack
        .as_ref()
        .map(|ack| format!(" ✔ {}", ack.kind.word()));
    let estimated = if change.estimated { " ~" } else { "" };
    let rust = format!("{}{estimated}", bold(is_apart, change.rust.word()));
    format!(
        "| {light} | {}{} | {} | {} | {} | {} |\n",
        change.wire,
        ack.unwrap_or_default(),
        if with_rust { &rust } else { "–" },
        told(change),
        link(change, links),
        used(change)
    )
}

fn told(change: &Change) -> String {
    let values = values(change).map(|values| format!(" ({})", code(&values)));
    format!(
        "{} {}{} <sub>{}</sub>",
        code(&change.subject),
        prose(&change.rule.title),
        values.unwrap_or_default(),
        change.fingerprint
    )
}

fn link(change: &Change, links: &Links) -> String {
    let Some((place, is_base)) = change.shown() else {
        return "–".to_owned();
    };
    let (url, side) = if is_base {
        (&links.base, " (base)")
    } else {
        (&links.head, "")
    };
    let line = place.line;
    match url {
        Some(url) => format!("[L{line}]({url}#L{line}){side}"),
        None => format!("L{line}{side}"),
    }
}

fn used(change: &Change) -> String {
    match change.used_by.as_slice() {
        [] => "–".to_owned(),
        [one] => {
            let operation = &one.operation;
            let name = operation.id.clone();
            code(&name.unwrap_or_else(|| format!("{} {}", operation.method, operation.path)))
        }
        many => counted(many.len(), "op"),
    }
}

fn findings(review: &Review) -> String {
    let mut out = String::new();
    for finding in &review.findings {
        let mark = if finding.fails { "❌" } else { "ℹ️" };
        let _ = write!(
            out,
            "\n{mark} `{}`: {}\n",
            finding.rule.id,
            prose(&finding.message)
        );
    }
    let breaking: Vec<_> = review
        .changes
        .iter()
        .filter(|change| change.wire == Verdict::Breaking)
        .collect();
    if !breaking.is_empty() {
        out.push_str("\n- [ ] a release note for each 🔴\n- [ ] acknowledgements reviewed\n");
    }
    out
}

/// The sections that are closed until somebody opens them.
fn tail(review: &Review, links: &Links) -> Vec<(String, String)> {
    let mut sections = Vec::new();
    if !review.moved.is_empty() {
        sections.push(surface(review));
    }
    let list = |changes: &[&Change]| {
        let mut out = String::new();
        for change in changes.iter().take(COLLAPSED) {
            let rust = format!(" · rust {}", change.rust);
            let _ = writeln!(
                out,
                "- {}{} · {}",
                told(change),
                if review.rust { &rust } else { "" },
                link(change, links)
            );
        }
        if changes.len() > COLLAPSED {
            let _ = writeln!(out, "- and {} more", changes.len() - COLLAPSED);
        }
        out
    };
    let safe: Vec<&Change> = review
        .changes
        .iter()
        .filter(|change| !is_main(change) && !change.rule.is_docs() && !change.hidden)
        .collect();
    if !safe.is_empty() {
        sections.push(closed(counted(safe.len(), "safe change"), &list(&safe)));
    }
    let docs: Vec<&Change> = review
        .changes
        .iter()
        .filter(|change| change.rule.is_docs() && !change.hidden)
        .collect();
    if !docs.is_empty() {
        sections.push(closed(
            counted(docs.len(), "docs-only change"),
            &list(&docs),
        ));
    }
    sections
}

fn surface(review: &Review) -> (String, String) {
    let count =
        |is: fn(&crate::review::Moved) -> bool| review.moved.iter().filter(|item| is(item)).count();
    let title = format!(
        "Generated Rust API: {} removed, {} changed, {} added",
        count(|item| item.after.is_none()),
        count(|item| item.after.is_some() && item.before.is_some()),
        count(|item| item.before.is_none())
    );
    let mut lines = String::from("```diff\n");
    for item in review.moved.iter().take(ITEMS) {
        for (sign, side) in [("-", &item.before), ("+", &item.after)] {
            if let Some(side) = side {
                let _ = writeln!(
                    lines,
                    "{sign} {}  // {}",
                    cut(side, CELL).replace("```", "'''"),
                    item.path
                );
            }
        }
    }
    if review.moved.len() > ITEMS {
        let _ = writeln!(lines, "  … and {} more", review.moved.len() - ITEMS);
    }
    lines.push_str("```\n");
    closed(title, &lines)
}

/// A section that is closed, after its title.
fn closed(title: String, body: &str) -> (String, String) {
    let section = format!("\n<details><summary>{title}</summary>\n\n{body}\n</details>\n");
    (title, section)
}

/// A text of the document in a cell: no mark-up of its own, no line of its own, no mention of anybody.
fn safe(text: &str) -> String {
    let mut out = String::new();
    for c in cut(text, 400).chars() {
        match c {
            '|' | '*' | '_' | '[' | ']' | '`' | '\\' | '~' | '#' | '!' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("@\u{200b}"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A sentence of our own, of which parts are code, with texts of the document in it: what is code stays so.
fn prose(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return safe(text);
    }
    let shown = |(index, part): (usize, &&str)| {
        if index % 2 == 0 || part.is_empty() {
            safe(part)
        } else {
            code(part)
        }
    };
    parts.iter().enumerate().map(shown).collect()
}

/// The same words as a sentence begins.
fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + rest.as_str()
}

/// A text of the document as code: what would end the code or the cell is replaced.
fn code(text: &str) -> String {
    let text: String = cut(text, CELL)
        .chars()
        .map(|c| match c {
            '`' => '\'',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    format!("`{}`", text.replace('|', "\\|"))
}
