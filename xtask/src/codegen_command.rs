//! `cargo xtask codegen`: generates the client, or checks that it is as a fresh run would write it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use codegen::files::{Difference, DifferenceKind};
use codegen::{Diagnostic, Generated};

use crate::exit::Exit;
use crate::root;

const SPEC: &str = "spec/personnel.yaml";
const OUT: &str = "generated-client/src/generated";

/// Generate the client from the OpenAPI document.
///
/// Without options it reads spec/personnel.yaml and writes generated-client/src/generated, which it owns wholly. Exit
/// codes: 0 done; 2 the arguments make no sense; 3 the document is refused or a file cannot be read or written; 4
/// --check found differences.
#[derive(Args)]
pub(crate) struct Codegen {
    /// Compare with the files on the disk instead of writing them.
    #[arg(long)]
    check: bool,
    /// Read this document instead of spec/personnel.yaml.
    #[arg(long, value_name = "FILE", requires = "out")]
    spec: Option<PathBuf>,
    /// Write (or check) this folder instead of generated-client/src/generated.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Codegen {
    pub(crate) fn run(self) -> Exit {
        let root = root::root();
        let spec = self.spec.clone().unwrap_or_else(|| root.join(SPEC));
        let out = self.out.clone().unwrap_or_else(|| root.join(OUT));
        let shown_spec = root::shown(&spec, &root);
        let text = match fs::read(&spec) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("error: cannot read {}: {error}", spec.display());
                return Exit::Impossible;
            }
        };
        match codegen::generate(&shown_spec, &text) {
            Err(problems) => refuse(&shown_spec, &problems),
            Ok(generated) => {
                generated
                    .notes
                    .iter()
                    .for_each(|note| eprintln!("{note}\n"));
                if self.check {
                    self.check(&generated, &out, &root, &shown_spec)
                } else {
                    write(&generated, &out, &root, &shown_spec)
                }
            }
        }
    }

    fn check(&self, generated: &Generated, out: &Path, root: &Path, spec: &str) -> Exit {
        let shown_out = root::shown(out, root);
        let differences = match generated.files.check(out) {
            Ok(differences) => differences,
            Err(error) => {
                eprintln!("error: {error}");
                return Exit::Impossible;
            }
        };
        if differences.is_empty() {
            println!(
                "{shown_out} is what {spec} gives: {} files",
                generated.files.len()
            );
            return Exit::Ok;
        }
        let annotate = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
        for difference in &differences {
            report(difference, &shown_out, annotate);
        }
        eprintln!(
            "{} of {} files differ from what {spec} gives. Run:",
            differences.len(),
            generated.files.len()
        );
        eprintln!("{}", self.command());
        Exit::Different
    }

    /// The command that mends what a check found.
    fn command(&self) -> String {
        let mut command = "cargo xtask codegen".to_owned();
        for (option, value) in [("--spec", &self.spec), ("--out", &self.out)] {
            if let Some(value) = value {
                // Writing to a String cannot fail.
                let _ = write!(command, " {option} {}", value.display());
            }
        }
        command
    }
}

fn write(generated: &Generated, out: &Path, root: &Path, spec: &str) -> Exit {
    match generated.files.write(out) {
        Ok(done) => {
            println!(
                "read {spec} ({} operations, {} types); {}: {} written, {} unchanged, {} removed",
                generated.operations,
                generated.models,
                root::shown(out, root),
                done.written,
                done.unchanged,
                done.removed
            );
            Exit::Ok
        }
        Err(error) => {
            eprintln!("error: {error}");
            Exit::Impossible
        }
    }
}

fn refuse(spec: &str, problems: &[Diagnostic]) -> Exit {
    for problem in problems {
        eprintln!("{problem}\n");
    }
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let noun = if errors == 1 { "problem" } else { "problems" };
    eprintln!("error: {spec} is refused: {errors} {noun}; nothing was written");
    Exit::Impossible
}

fn report(difference: &Difference, out: &str, annotate: bool) {
    let path = format!("{out}/{}", difference.path);
    let what = match &difference.kind {
        DifferenceKind::Missing => "is missing",
        DifferenceKind::Changed { .. } => "is changed",
        DifferenceKind::Orphaned => "is no longer produced",
        DifferenceKind::Foreign => "is not the generator's",
    };
    eprintln!("{path} {what}");
    if let DifferenceKind::Changed { diff } = &difference.kind {
        eprintln!("{diff}");
    }
    if annotate {
        println!(
            "::error file={path},title=generated files::{path} {what}; run `cargo xtask codegen`"
        );
    }
}
