//! The examples of the rules: small changes of one document, each with its verdicts in both directions.
//!
//! They are what `--explain` shows and what the tests hold, so that no text can promise what the engine does not do.

use std::sync::LazyLock;

use super::rule::{Bump, Verdict};

/// The document that the examples change.
pub(super) const BASE: &str = include_str!("example/base.yaml");

const TEXTS: &[&str] = &[
    include_str!("example/operation.txt"),
    include_str!("example/parameter.txt"),
    include_str!("example/body.txt"),
    include_str!("example/response.txt"),
    include_str!("example/schema.txt"),
    include_str!("example/value.txt"),
    include_str!("example/limit.txt"),
    include_str!("example/component.txt"),
];

/// What one direction of an example must give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The rule.
    pub rule: String,
    /// The verdict on the wire.
    pub wire: Verdict,
    /// The verdict in Rust.
    pub rust: Bump,
    /// The place.
    pub at: String,
}

/// One change, to be read in both directions.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it shows.
    pub title: String,
    /// From old to new.
    pub forth: Expected,
    /// From new to old.
    pub back: Expected,
    /// Rules of further changes that come with it by nature.
    pub also: Vec<String>,
    /// The lines as a diff shows them, one text for each place.
    pub hunks: Vec<String>,
    /// Lines that both sides have over the document that all examples change.
    before: Vec<String>,
    /// Code that uses the client: it compiles with the old one, and with the new one unless the change is major; of a minor
    /// change it compiles with the new one alone.
    pub witness: Option<String>,
}

static EXAMPLES: LazyLock<Vec<Example>> = LazyLock::new(|| {
    let blocks = TEXTS.iter().flat_map(|text| text.split("=== ").skip(1));
    blocks.filter_map(read).collect()
});

/// All of them.
#[must_use]
pub fn examples() -> &'static [Example] {
    &EXAMPLES
}

/// How many blocks the texts have, whether they can be read or not.
#[cfg(test)]
pub(super) fn blocks() -> usize {
    TEXTS
        .iter()
        .map(|text| text.split("=== ").count() - 1)
        .sum()
}

/// The sign that a hunk changes both sides.
const BEFORE: &str = "before:\n";

fn read(block: &str) -> Option<Example> {
    let mut lines = block.lines();
    let title = lines.next()?.trim().to_owned();
    let forth = expected(lines.next()?.strip_prefix("forth: ")?)?;
    let back = expected(lines.next()?.strip_prefix("back: ")?)?;
    let (mut text, mut witness, mut also) = (String::new(), String::new(), Vec::new());
    for line in lines {
        if let Some(code) = line.strip_prefix("| ") {
            witness.push_str(code);
            witness.push('\n');
        } else if let Some(rule) = line.strip_prefix("also: ") {
            also.push(rule.to_owned());
        } else if !line.is_empty() {
            text.push_str(line);
            text.push('\n');
        }
    }
    let hunks = text.split("@@\n").map(str::to_owned);
    let (before, hunks): (Vec<_>, Vec<_>) = hunks.partition(|hunk| hunk.starts_with(BEFORE));
    Some(Example {
        title,
        forth,
        back,
        also,
        hunks,
        before,
        witness: (!witness.is_empty()).then_some(witness),
    })
}

fn expected(text: &str) -> Option<Expected> {
    let mut words = text.split_whitespace();
    let rule = words.next()?.to_owned();
    let wire = match words.next()? {
        "breaking" => Verdict::Breaking,
        "risky" => Verdict::Risky,
        "safe" => Verdict::Safe,
        "none" => Verdict::None,
        _ => return None,
    };
    let rust = match words.next()? {
        "major" => Bump::Major,
        "minor" => Bump::Minor,
        "patch" => Bump::Patch,
        "none" => Bump::None,
        _ => return None,
    };
    let at = words.next()?.to_owned();
    Some(Expected {
        rule,
        wire,
        rust,
        at,
    })
}

impl Example {
    /// The old document and the new one; nothing where a hunk fits the document nowhere, or twice.
    #[must_use]
    pub fn documents(&self) -> Option<(String, String)> {
        let before = self
            .before
            .iter()
            .map(|hunk| hunk.trim_start_matches(BEFORE));
        let old = before
            .into_iter()
            .try_fold(BASE.to_owned(), |text, hunk| applied(&text, hunk))?;
        let new = self
            .hunks
            .iter()
            .try_fold(old.clone(), |text, hunk| applied(&text, hunk))?;
        Some((old, new))
    }

    /// Both directions: what must come out, and the two documents.
    #[must_use]
    pub fn cases(&self) -> Vec<(Expected, String, String)> {
        let Some((old, new)) = self.documents() else {
            return Vec::new();
        };
        vec![
            (self.forth.clone(), old.clone(), new.clone()),
            (self.back.clone(), new, old),
        ]
    }
}

/// The text with the lines of a hunk changed.
fn applied(text: &str, hunk: &str) -> Option<String> {
    let side = |skip: char| -> String {
        let lines = hunk.lines().filter(|line| !line.starts_with(skip));
        let lines = lines.map(|line| line.get(1..).unwrap_or_default());
        lines.flat_map(|line| [line, "\n"]).collect()
    };
    let (old, new) = (side('+'), side('-'));
    (text.matches(&old).count() == 1).then(|| text.replacen(&old, &new, 1))
}
