//! `cargo xtask diff`: what a change of the document means, for deployed clients and for the code of those who upgrade.

mod git;
mod options;
mod output;
mod side;

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::review::{self, Acks, Context, Review};

use crate::exit::Exit;
use crate::root;
use crate::terminal;
pub(crate) use options::Diff;
use options::{FailOn, Kind};
use output::Shown;
use side::{Loaded, Origin};

/// The document of this repository.
const SPEC: &str = "spec/personnel.yaml";

/// Where acknowledgements are, unless `--acks` says otherwise.
const ACKS: &str = "spec/diff-acks.toml";

impl Diff {
    pub(crate) fn run(self) -> Exit {
        if let Some(rule) = &self.explain {
            return explain(rule);
        }
        if self.list_rules {
            let text = match self.format {
                Kind::Text => review::list_rules(),
                Kind::Markdown => review::rules_page(),
                Kind::Json => review::rules_json(),
            };
            terminal::text(&text);
            return Exit::Ok;
        }
        if [&self.base, &self.head].map(Option::as_deref) == [Some("-"); 2] {
            terminal::problem(format_args!(
                "error: BASE and HEAD are both `-`, and only one side can come from standard input"
            ));
            return Exit::Usage;
        }
        match self.review() {
            Ok(exit) => exit,
            Err(why) => impossible(why),
        }
    }

    fn review(&self) -> Result<Exit, String> {
        let root = root::root();
        let [base, head] = self.origins(&root)?;
        let (base, head) = (
            base.load(&root, self.rust())?,
            head.load(&root, self.rust())?,
        );
        let context = Context {
            rust: self.rust(),
            acks: self.read_acks(&root)?,
            today: Some(today()),
            base_version: base.version,
            head_version: head.version,
            committed: base.committed.clone(),
        };
        let mut review = review::review(&base.side, &head.side, &context);
        let is_met = self.fail_on().is_met(&review);
        review.hide(|change| !self.shows(change));
        self.write(&review, &base, &head, is_met)?;
        if is_met {
            return Ok(Exit::Ok);
        }
        terminal::problem(format_args!(
            "error: the changes do not meet `--fail-on {}`; {}",
            self.fail_on.word(),
            self.way_out()
        ));
        Ok(Exit::Policy)
    }

    /// What makes the policy met.
    fn way_out(&self) -> String {
        let acks = self.acks.as_deref().unwrap_or(Path::new(ACKS)).display();
        match self.fail_on {
            FailOn::RustMinor | FailOn::RustMajor => {
                "no acknowledgement lowers a verdict in Rust".to_owned()
            }
            FailOn::Undeclared => {
                format!("acknowledge them in {acks}, or raise the version of generated-client")
            }
            _ => format!("acknowledge them in {acks}"),
        }
    }

    /// Both sides, as they were named or as they usually are.
    fn origins(&self, root: &Path) -> Result<[Origin; 2], String> {
        let git = git::Git::at(root);
        let head = match &self.head {
            Some(head) => Origin::named(&git, root, head)?,
            None => Origin::Tree(root.join(SPEC)),
        };
        let base = match &self.base {
            Some(base) => base.clone(),
            None => git.usual_base()?,
        };
        let base = Origin::named(&git, root, &base)?;
        Ok([base.before(&git, &head, self.exact_base)?, head])
    }

    fn read_acks(&self, root: &Path) -> Result<Acks, String> {
        let usual = root.join(ACKS);
        let path = match &self.acks {
            Some(path) => path.clone(),
            None if usual.exists() => usual,
            None => return Ok(Acks::default()),
        };
        let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
        Acks::parse(&text).map_err(|why| format!("{} is refused: {why}", path.display()))
    }

    /// The output that goes to the terminal, and each file.
    fn write(
        &self,
        review: &Review,
        base: &Loaded,
        head: &Loaded,
        is_met: bool,
    ) -> Result<(), String> {
        let shown = Shown {
            review,
            base,
            head,
            is_met,
            max_bytes: self.max_bytes,
        };
        let to_stdout = |path: &Path| path.as_os_str() == "-";
        if !self.out.iter().any(|out| to_stdout(&out.path)) {
            terminal::text(&shown.text_for_terminal(self.format));
        }
        for out in &self.out {
            let text = shown.text(out.kind);
            if to_stdout(&out.path) {
                terminal::text(&text);
            } else {
                fs::write(&out.path, text)
                    .map_err(|error| format!("cannot write {}: {error}", out.path.display()))?;
            }
        }
        Ok(())
    }
}

fn explain(rule: &str) -> Exit {
    let Some(text) = review::explain(rule) else {
        terminal::problem(format_args!(
            "error: there is no rule `{}`; `cargo xtask diff --list-rules` lists them",
            root::printable(rule)
        ));
        return Exit::Usage;
    };
    terminal::text(&text);
    Exit::Ok
}

/// The day in UTC, as acknowledgements write it.
fn today() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d").to_string()
}

fn unreadable(path: &Path, error: &std::io::Error) -> String {
    format!("cannot read {}: {error}", path.display())
}

fn impossible(why: impl Display) -> Exit {
    terminal::problem(format_args!("error: {why}"));
    Exit::Impossible
}

/// A file that a format is written to.
#[derive(Clone, Debug)]
pub(crate) struct Out {
    kind: Kind,
    path: PathBuf,
}
