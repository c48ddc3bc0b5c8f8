//! `cargo xtask codegen`: generates the client, or checks that it is as a fresh run would write it.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use clap::Args;
use codegen::files::{Difference, DifferenceKind};
use codegen::{Diagnostic, Generated, limit};

use crate::exit::{self, Exit};
use crate::report::Format;
use crate::root::{self, Place};
use crate::terminal::counted;
use crate::{github, terminal};

const SPEC: &str = "spec/personnel.yaml";
const OUT: &str = "generated-client/src/generated";

/// Generate the client from the OpenAPI document.
///
/// Without options it reads spec/personnel.yaml and writes generated-client/src/generated. It owns that
/// folder wholly: it writes what changed, removes what is no longer produced, and refuses to touch
/// anything while there is a file in it that it did not write.
#[derive(Args)]
#[command(verbatim_doc_comment, after_help = exit::HELP)]
pub(crate) struct Codegen {
    /// Compare with the files on the disk and write nothing.
    #[arg(long)]
    check: bool,
    /// Read this document instead of spec/personnel.yaml.
    #[arg(long, value_name = "FILE", requires = "out")]
    spec: Option<PathBuf>,
    /// Write (or check) this folder instead of generated-client/src/generated.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// How problems of the document are printed; codegen/DIAGNOSTICS.md explains their codes.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

impl Codegen {
    pub(crate) fn run(self) -> Exit {
        let root = root::root();
        let place = |given: &Option<PathBuf>, usual| {
            let path = given.clone().unwrap_or_else(|| root.join(usual));
            Place::new(path, &root)
        };
        let (spec, out) = (place(&self.spec, SPEC), place(&self.out, OUT));
        let text = match read(&spec.path) {
            Ok(text) => text,
            Err(error) => return unreadable(&spec, &error),
        };
        match codegen::generate(&spec.shown, &text) {
            Err(problems) => {
                self.format.list(&problems, &text);
                refused(&spec, &problems)
            }
            Ok(generated) => {
                self.format.list(&generated.notes, &text);
                if self.check {
                    self.check(&generated, &spec, &out)
                } else {
                    self.write(&generated, &spec, &out)
                }
            }
        }
    }

    fn check(&self, generated: &Generated, spec: &Place, out: &Place) -> Exit {
        let differences = match generated.files.check(&out.path) {
            Ok(differences) => differences,
            Err(error) => return impossible(error),
        };
        let files = generated.files.len();
        if differences.is_empty() {
            self.format.result(format_args!(
                "{} is what {} gives: {files} files",
                out.shown, spec.shown
            ));
            return Exit::Ok;
        }
        for difference in &differences {
            self.report(difference, out);
        }
        terminal::problem(format_args!(
            "error: {} is not what {} gives: {} to mend. Run:\n{}",
            out.shown,
            spec.shown,
            counted(differences.len(), "file"),
            self.command()
        ));
        Exit::Different
    }

    fn write(&self, generated: &Generated, spec: &Place, out: &Place) -> Exit {
        match generated.files.write(&out.path) {
            Ok(done) => {
                self.format.result(format_args!(
                    "read {} ({}, {}); {}: {} written, {} unchanged, {} removed",
                    spec.shown,
                    counted(generated.operations, "operation"),
                    counted(generated.models, "type"),
                    out.shown,
                    done.written,
                    done.unchanged,
                    done.removed
                ));
                Exit::Ok
            }
            Err(error) => impossible(error),
        }
    }

    fn report(&self, difference: &Difference, out: &Place) {
        let path = format!("{}/{}", out.shown, difference.path);
        let what = match &difference.kind {
            DifferenceKind::Missing => "is missing",
            DifferenceKind::Changed { .. } => "is changed",
            DifferenceKind::Orphaned => "is no longer produced",
            DifferenceKind::Foreign => "is not the generator's; move it elsewhere or delete it",
        };
        let shown = root::printable(&path);
        terminal::problem(format_args!("{shown} {what}"));
        if let DifferenceKind::Changed { diff } = &difference.kind {
            terminal::problem(diff);
        }
        if self.format == Format::Text && github::is_here() {
            let message = format_args!("{shown} {what}. Run `{}`", self.command());
            github::annotate(&path, message);
        }
    }

    /// The command that mends what a check found.
    fn command(&self) -> String {
        let options = [("--spec", &self.spec), ("--out", &self.out)];
        let given = options.iter().filter_map(|(option, value)| {
            let value = value.as_ref()?;
            Some(format!(" {option} {}", word(value)))
        });
        format!("cargo xtask codegen{}", given.collect::<String>())
    }
}

/// A path as a shell takes it for one word.
fn word(path: &Path) -> Cow<'_, str> {
    let path = path.to_string_lossy();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+=:,@%".contains(c);
    if path.chars().all(is_plain) {
        path
    } else {
        Cow::Owned(format!("'{}'", path.replace('\'', r"'\''")))
    }
}

/// Reads a document, and no more of it than is needed to say that it is too long.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let most = u64::try_from(limit::TEXT).unwrap_or(u64::MAX);
    let mut file = File::open(path)?.take(most.saturating_add(1));
    file.read_to_end(&mut text)?;
    Ok(text)
}

fn refused(spec: &Place, problems: &[Diagnostic]) -> Exit {
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    impossible(format_args!(
        "{} is refused for {}; nothing was written",
        spec.shown,
        counted(errors, "problem")
    ))
}

fn unreadable(spec: &Place, error: &io::Error) -> Exit {
    impossible(format_args!(
        "cannot read {}: {error}\n  help: the document is {SPEC} of the repository; --spec FILE --out DIR name another",
        spec.path.display()
    ))
}

fn impossible(why: impl std::fmt::Display) -> Exit {
    terminal::problem(format_args!("error: {why}"));
    Exit::Impossible
}
