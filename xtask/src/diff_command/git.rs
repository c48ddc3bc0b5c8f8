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
        let shown = crate::root::printable(rev);
        self.commit(rev)?.ok_or_else(|| {
            format!(
                "there is no file and no commit {shown} here\n  help: run `git fetch origin {shown}`; in a workflow, check out with `fetch-depth: 0`"
            )
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
            "there is nothing to compare with: none of {} is here\n  help: name BASE, or run `git fetch origin main`; in a workflow, check out with `fetch-depth: 0`",
            USUAL.join(", ")
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
