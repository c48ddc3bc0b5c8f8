//! Asks git: revisions, files of a revision. It never writes, and never checks anything out.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The repository that is asked.
pub(super) struct Git {
    root: PathBuf,
}

/// The base that is used where none is named.
const USUAL: [&str; 3] = ["origin/HEAD", "origin/main", "main"];

impl Git {
    pub(super) fn at(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    fn ask(&self, arguments: &[&str]) -> Result<Output, String> {
        Command::new("git")
            .arg("-C")
            .arg(&self.root)
            .args(arguments)
            .output()
            .map_err(|error| format!("cannot start git: {error}"))
    }

    /// The answer as one line; nothing where git says no.
    fn line(&self, arguments: &[&str]) -> Result<Option<String>, String> {
        let output = self.ask(arguments)?;
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        Ok((output.status.success() && !text.is_empty()).then_some(text))
    }

    /// The full name of a commit; nothing where it is not here.
    pub(super) fn commit(&self, rev: &str) -> Result<Option<String>, String> {
        let rev = format!("{rev}^{{commit}}");
        self.line(&["rev-parse", "--verify", "--quiet", "--end-of-options", &rev])
    }

    /// The same, for a revision that somebody has named.
    pub(super) fn known(&self, rev: &str) -> Result<String, String> {
        if let Some(commit) = self.commit(rev)? {
            return Ok(commit);
        }
        Err(format!(
            "there is no file and no commit {} here\n  help: run `{}`; in a workflow, check out with `fetch-depth: 0`",
            crate::root::printable(rev),
            crate::root::printable(&self.fetch(rev)?)
        ))
    }

    /// The command that brings a revision here: a branch of the origin as such, a commit by its name, and what is counted
    /// from another one with the history before it.
    fn fetch(&self, rev: &str) -> Result<String, String> {
        let question = ["rev-parse", "--is-shallow-repository"];
        let is_shallow = self.line(&question)?.as_deref() == Some("true");
        let unshallow = if is_shallow { " --unshallow" } else { "" };
        let name = match rev.strip_prefix("origin/") {
            Some("HEAD") => "",
            Some(branch) => return Ok(format!("git fetch{unshallow} {}", tracked(branch))),
            None => rev,
        };
        let is_counted = name.is_empty() || name.contains(['~', '^', '@', ':']);
        Ok(if is_counted {
            format!("git fetch{unshallow}")
        } else {
            format!("git fetch{unshallow} origin {name}")
        })
    }

    pub(super) fn usual_base(&self) -> Result<String, String> {
        if let Some(base) = std::env::var("XTASK_DIFF_BASE")
            .ok()
            .filter(|base| !base.is_empty())
        {
            return Ok(base);
        }
        for rev in USUAL {
            if self.commit(rev)?.is_some() {
                return Ok(rev.to_owned());
            }
        }
        Err(format!(
            "there is nothing to compare with: none of {} is here\n  help: name BASE, or run `git fetch {}`; in a workflow, check out with `fetch-depth: 0`",
            USUAL.join(", "),
            tracked("main")
        ))
    }

    pub(super) fn merge_base(&self, one: &str, other: &str) -> Result<String, String> {
        self.line(&["merge-base", one, other])?.ok_or_else(|| {
            format!(
                "{one} and {other} have no common ancestor here\n  help: run `git fetch --unshallow`; in a workflow, check out with `fetch-depth: 0`; or compare with BASE itself by --exact-base"
            )
        })
    }

    /// The bytes of a file of a commit; nothing where the commit has no such file.
    pub(super) fn file(&self, commit: &str, path: &str) -> Result<Option<Vec<u8>>, String> {
        let output = self.ask(&["cat-file", "blob", &format!("{commit}:{path}")])?;
        Ok(output.status.success().then_some(output.stdout))
    }

    /// The paths of all files of a commit below a folder.
    pub(super) fn files(&self, commit: &str, folder: &str) -> Result<Vec<String>, String> {
        let output = self.ask(&[
            "ls-tree",
            "-r",
            "-z",
            "--name-only",
            "--full-tree",
            commit,
            "--",
            folder,
        ])?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok(text
            .split('\0')
            .filter(|path| !path.is_empty())
            .map(str::to_owned)
            .collect())
    }
}

/// A branch of the origin, and its name here: a clone of one branch keeps no other by itself.
fn tracked(branch: &str) -> String {
    format!("origin {branch}:refs/remotes/origin/{branch}")
}
