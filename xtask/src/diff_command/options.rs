//! The arguments of `cargo xtask diff`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use codegen::review::{self, Bump, Change, Verdict};

use super::Out;
use crate::exit;

/// Say what a change of the document means.
///
/// Compares two documents. Each change has two verdicts: what it does to clients that are deployed (wire), and
/// to the code of those who upgrade (Rust). Without arguments it compares the working tree with the commit at
/// which it left the main branch.
///
/// BASE and HEAD are a revision, REV:PATH, a file, or - for standard input. A bare revision as BASE stands for
/// the merge-base of it and HEAD, so that later commits of the main branch do not appear the wrong way round.
#[derive(Args)]
#[command(verbatim_doc_comment, after_help = exit::HELP)]
pub(crate) struct Diff {
    /// The old document [default: `$XTASK_DIFF_BASE`, else origin/HEAD, origin/main or main].
    pub(super) base: Option<String>,
    /// The new document [default: spec/personnel.yaml of the working tree].
    pub(super) head: Option<String>,
    /// Take the revision BASE itself, not the merge-base.
    #[arg(long)]
    pub(super) exact_base: bool,
    /// What is printed.
    #[arg(long, value_enum, default_value_t = Kind::Text)]
    pub(super) format: Kind,
    /// Write a format to a file as well; may be given again. The file - is standard output.
    #[arg(long, value_name = "FORMAT=PATH", value_parser = out)]
    pub(super) out: Vec<Out>,
    /// From when on to end with 1. `undeclared` is a change on the wire without an acknowledgement, or a version of the
    /// crate that is lower than the changes ask for.
    #[arg(long, value_enum, default_value_t = FailOn::None)]
    pub(super) fail_on: FailOn,
    /// Hide changes that are milder on the wire.
    #[arg(long, value_enum)]
    level: Option<Level>,
    /// Show only changes on the wire, in Rust, or of docs.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// The acknowledgements [default: spec/diff-acks.toml].
    #[arg(long, value_name = "FILE")]
    pub(super) acks: Option<PathBuf>,
    /// How long the output may be [default: 60000 for markdown, no limit for text].
    #[arg(long, value_name = "N")]
    pub(super) max_bytes: Option<usize>,
    /// Generate no client, and give no verdict on Rust.
    #[arg(long)]
    no_rust: bool,
    /// Explain a rule: why, both verdicts, an example.
    #[arg(long, value_name = "RULE", exclusive = true)]
    pub(super) explain: Option<String>,
    /// List the rules.
    #[arg(long, conflicts_with_all = ["base", "head", "out", "acks", "max_bytes"])]
    pub(super) list_rules: bool,
}

/// A format of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    Text,
    Markdown,
    Json,
}

/// From when on the command fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    None,
    WireRisky,
    WireBreaking,
    RustMinor,
    RustMajor,
    Undeclared,
}

impl FailOn {
    pub(super) fn word(self) -> String {
        let value = self.to_possible_value();
        value
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Level {
    Safe,
    Risky,
    Breaking,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    Wire,
    Rust,
    Docs,
}

impl Diff {
    pub(super) fn rust(&self) -> bool {
        !self.no_rust
    }

    pub(super) fn fail_on(&self) -> review::FailOn {
        match self.fail_on {
            FailOn::None => review::FailOn::None,
            FailOn::WireRisky => review::FailOn::WireRisky,
            FailOn::WireBreaking => review::FailOn::WireBreaking,
            FailOn::RustMinor => review::FailOn::RustMinor,
            FailOn::RustMajor => review::FailOn::RustMajor,
            FailOn::Undeclared => review::FailOn::Undeclared,
        }
    }

    /// Whether a change is listed.
    pub(super) fn shows(&self, change: &Change) -> bool {
        let least = match self.level {
            None => Verdict::None,
            Some(Level::Safe) => Verdict::Safe,
            Some(Level::Risky) => Verdict::Risky,
            Some(Level::Breaking) => Verdict::Breaking,
        };
        let is_of = |part: &Part| match part {
            Part::Wire => change.wire >= Verdict::Risky,
            Part::Rust => change.rust >= Bump::Minor,
            Part::Docs => change.rule.is_docs(),
        };
        change.wire >= least && (self.only.is_empty() || self.only.iter().any(is_of))
    }
}

fn out(text: &str) -> Result<Out, String> {
    let (format, path) = text
        .split_once('=')
        .filter(|(_, path)| !path.is_empty())
        .ok_or("write FORMAT=PATH, for example markdown=diff.md")?;
    let kind = Kind::from_str(format, false)
        .map_err(|_| format!("`{format}` is no format; it is text, markdown or json"))?;
    Ok(Out {
        kind,
        path: PathBuf::from(path),
    })
}
