//! The rules themselves, as text, as JSON and as a page.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::review::example::{Example, examples};
use crate::review::rule::{Rule, rule, rules};

/// The text of one rule; nothing where there is none of this name.
#[must_use]
pub fn explain(id: &str) -> Option<String> {
    let rule = rule(id)?;
    let mut out = format!("{}: {}\n\n", rule.id, rule.title);
    let _ = writeln!(out, "wire {}: {}", rule.wire.words(), rule.wire_why);
    let _ = writeln!(
        out,
        "rust {} (of the rule; the surface decides): {}",
        rule.rust, rule.rust_why
    );
    let _ = writeln!(out, "read backwards: {}", backwards(rule, str::to_owned));
    if let Some((example, is_forth)) = example_of(rule) {
        let _ = writeln!(out, "\nfor example, {}:\n", example.title);
        out.push_str(&hunk(example, is_forth));
        if let Some(witness) = &example.witness {
            let old = if is_forth { "before" } else { "after" };
            let _ = writeln!(
                out,
                "\ncode that tells the two apart (written against the document {old} the change):\n"
            );
            for line in witness.lines() {
                let _ = writeln!(out, "    {line}");
            }
        }
    }
    Some(out)
}

/// What the same change is when it is read backwards; why it is nothing, where no rule undoes this one.
fn backwards(rule: &Rule, shown: impl Fn(&str) -> String) -> String {
    let mirrors: Vec<String> = rule.mirrors.iter().map(|id| shown(id)).collect();
    if let Some(why) = rule.without_mirror() {
        return format!("nothing: {why}");
    }
    mirrors.join(", ")
}

fn example_of(rule: &Rule) -> Option<(&'static Example, bool)> {
    let all = examples();
    let forth = all.iter().find(|example| example.forth.rule == rule.id);
    let back = || all.iter().find(|example| example.back.rule == rule.id);
    forth
        .map(|example| (example, true))
        .or_else(|| back().map(|example| (example, false)))
}

/// The lines of an example, turned round where it is read backwards.
fn hunk(example: &Example, is_forth: bool) -> String {
    let turned = |line: &str| {
        let sign = match (line.chars().next(), is_forth) {
            (Some('-'), true) | (Some('+'), false) => "-",
            (Some('+'), true) | (Some('-'), false) => "+",
            _ => " ",
        };
        format!("    {sign}{}\n", line.get(1..).unwrap_or_default())
    };
    example
        .hunks
        .iter()
        .flat_map(|hunk| hunk.lines())
        .map(turned)
        .collect()
}

/// A table of all rules for a terminal.
#[must_use]
pub fn list_rules() -> String {
    let width = rules().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut out = format!(
        "{:<width$}  {:<28}  {:<5}  what happened\n",
        "rule", "wire", "rust"
    );
    for rule in rules() {
        let _ = writeln!(
            out,
            "{:<width$}  {:<28}  {:<5}  {}",
            rule.id,
            rule.wire.words(),
            rule.rust.word(),
            rule.title
        );
    }
    out
}

/// All rules for a program.
#[must_use]
pub fn rules_json() -> String {
    let list: Value = rules()
        .map(|rule| {
            json!({
                "id": rule.id,
                "title": rule.title,
                "wire": rule.wire.words(),
                "wire_why": rule.wire_why,
                "rust": rule.rust.word(),
                "rust_why": rule.rust_why,
                "oasdiff_level": rule.oasdiff_level(),
                "mirrors": rule.mirrors,
            })
        })
        .collect();
    format!("{list:#}\n")
}

/// The page of the rules: `spec/REVIEW-RULES.md`.
#[must_use]
pub fn rules_page() -> String {
    let mut out = String::from(PAGE);
    for rule in rules() {
        let cell = |text: &str| text.replace('|', "\\|");
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} | {} |",
            rule.id,
            rule.title,
            rule.wire.words(),
            cell(&rule.wire_why),
            rule.rust,
            cell(&rule.rust_why),
            backwards(rule, |id| format!("`{id}`"))
        );
    }
    out
}

const PAGE: &str = "\
# What a change of the document means

This page is written by `cargo xtask diff --list-rules --format markdown`, from the same data as the verdicts; a test
compares the two. Each rule has two verdicts.

**wire** is about clients that are deployed: one that was generated before the change talks to a server that has it.
*breaking*: something that worked no longer works. *risky*: the server may ignore or reject something, or its meaning
changes. *safe*: it goes on working. *none*: it cannot be observed. The client's own promises are counted in: enums are
open, a value of a wrong type reads as nothing, a record that lacks what it requires is left out, any 2xx is a success.
*where optional* is also about what is required and may be null, and about lists and maps: the client's type has room for
nothing, and the record is kept.

**rust** is about the code of those who upgrade. It is read from the surface that the generator emits for both documents;
the verdict here stands in where one of them cannot be generated, and is then marked as estimated.

Where one value travels both ways, the worse verdict holds. What no operation uses is *none* on the wire. In the body of an
error, *breaking* is *risky*, for the client reads of it a code and a message alone.

**read backwards** is the rule of the same change where old and new change places.

| rule | what happened | wire | why | rust | why | read backwards |
|---|---|---|---|---|---|---|
";
