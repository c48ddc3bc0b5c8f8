//! One side of the comparison: where it comes from, and what is read of it.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use codegen::FileSet;
use codegen::review::{self, Side, Source, Version};

use super::git::Git;
use super::{SPEC, unreadable};
use crate::root::Place;

/// The folder of the generated half.
const GENERATED: &str = "generated-client/src/generated";
/// What the head is, where it is no revision.
const TREE: &str = "working tree";
const MANIFEST: &str = "generated-client/Cargo.toml";

/// Where a document comes from.
#[derive(Debug)]
pub(super) enum Origin {
    /// The file of the working tree.
    Tree(PathBuf),
    /// Any other file.
    File(PathBuf),
    /// Standard input.
    Input,
    /// A revision, as it was named; the path where one was.
    Commit {
        rev: String,
        commit: String,
        path: Option<String>,
    },
}

/// A side that is read.
pub(super) struct Loaded {
    pub(super) side: Side,
    /// The path of the document, as messages print it.
    pub(super) spec: String,
    /// The revision as it was named, or what it is.
    pub(super) rev: String,
    /// The same for a person, with the commit that it stands for.
    pub(super) name: String,
    /// The commit that has the lines, for links.
    pub(super) commit: Option<String>,
    pub(super) version: Option<Version>,
    pub(super) committed: Option<FileSet>,
}

impl Loaded {
    pub(super) fn source(&self) -> Source<'_> {
        Source {
            rev: &self.rev,
            path: &self.spec,
            sha: self.commit.as_deref(),
        }
    }
}

impl Origin {
    /// What an argument names: standard input, a file, a path of a revision, a revision.
    pub(super) fn named(git: &Git, root: &Path, text: &str) -> Result<Self, String> {
        if text == "-" {
            return Ok(Self::Input);
        }
        let file = Path::new(text);
        if file.is_file() {
            let path = file.to_owned();
            let is_own = fs::canonicalize(file).ok() == fs::canonicalize(root.join(SPEC)).ok();
            return Ok(if is_own {
                Self::Tree(path)
            } else {
                Self::File(path)
            });
        }
        if let Some((rev, path)) = text.split_once(':').filter(|(rev, _)| !rev.is_empty()) {
            return Ok(Self::Commit {
                commit: git.known(rev)?,
                rev: rev.to_owned(),
                path: Some(path.to_owned()),
            });
        }
        Ok(Self::Commit {
            commit: git.known(text)?,
            rev: text.to_owned(),
            path: None,
        })
    }

    /// A bare revision is taken where the head left it.
    pub(super) fn before(self, git: &Git, head: &Self, is_exact: bool) -> Result<Self, String> {
        let Self::Commit {
            rev,
            commit,
            path: None,
        } = &self
        else {
            return Ok(self);
        };
        let other = match head {
            Self::Tree(_) => git.known("HEAD")?,
            Self::Commit { commit, .. } => commit.clone(),
            Self::File(_) | Self::Input => return Ok(self),
        };
        if is_exact {
            return Ok(self);
        }
        Ok(Self::Commit {
            rev: rev.clone(),
            commit: git.merge_base(commit, &other)?,
            path: None,
        })
    }

    pub(super) fn load(&self, root: &Path, rust: bool) -> Result<Loaded, String> {
        let git = Git::at(root);
        match self {
            Self::Tree(path) => {
                let text = fs::read(path).map_err(|error| unreadable(path, &error))?;
                let read = |path: &str| Ok(fs::read_to_string(root.join(path)).ok());
                let commit = git.commit("HEAD")?;
                let name = match &commit {
                    Some(commit) if git.file(commit, SPEC)?.as_ref() == Some(&text) => {
                        short(commit)
                    }
                    _ => TREE.to_owned(),
                };
                Ok(Loaded {
                    rev: TREE.to_owned(),
                    commit,
                    version: version(read)?,
                    ..loaded(SPEC.to_owned(), name, &text, rust)?
                })
            }
            Self::File(path) => {
                let text = fs::read(path).map_err(|error| unreadable(path, &error))?;
                let place = Place::new(path.clone(), root);
                loaded(place.shown.clone(), place.shown, &text, rust)
            }
            Self::Input => {
                let mut text = Vec::new();
                let read = std::io::stdin().read_to_end(&mut text);
                read.map_err(|error| format!("cannot read standard input: {error}"))?;
                loaded(
                    "standard input".to_owned(),
                    "standard input".to_owned(),
                    &text,
                    rust,
                )
            }
            Self::Commit { rev, commit, path } => Ok(Loaded {
                rev: rev.clone(),
                ..of_commit(&git, [rev, commit], path.as_deref(), rust)?
            }),
        }
    }
}

/// A commit as a person writes it.
fn short(commit: &str) -> String {
    commit.get(..8).unwrap_or(commit).to_owned()
}

fn of_commit(
    git: &Git,
    [rev, commit]: [&str; 2],
    path: Option<&str>,
    rust: bool,
) -> Result<Loaded, String> {
    // A hash says no more than the commit; neither does one that is counted from another hash.
    let hex = rev.bytes().take_while(u8::is_ascii_hexdigit).count();
    let is_hash = commit.starts_with(rev) || hex >= 12;
    let name = if is_hash {
        short(commit)
    } else {
        format!("{}@{}", crate::root::printable(rev), short(commit))
    };
    let spec = path.unwrap_or(SPEC);
    let text = match git.file(commit, spec)? {
        Some(text) => text,
        // A path that somebody has named must be there; the usual one may come with this very change.
        None if path.is_some() => return Err(format!("the commit {name} has no file {spec}")),
        None => review::EMPTY.as_bytes().to_vec(),
    };
    let read = |path: &str| {
        let bytes = git.file(commit, path)?;
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    };
    let is_usual = spec == SPEC;
    Ok(Loaded {
        commit: Some(commit.to_owned()),
        version: if is_usual { version(read)? } else { None },
        committed: if is_usual && rust {
            committed(git, commit)?
        } else {
            None
        },
        ..loaded(spec.to_owned(), name, &text, rust)?
    })
}

fn loaded(spec: String, name: String, text: &[u8], rust: bool) -> Result<Loaded, String> {
    let side = Side::load(&spec, text, rust).map_err(|problems| {
        let shown: Vec<String> = problems
            .iter()
            .filter(|problem| problem.is_error())
            .map(ToString::to_string)
            .collect();
        let of = if name == spec {
            String::new()
        } else {
            format!(" of {name}")
        };
        format!("{spec}{of} cannot be loaded:\n{}", shown.join("\n\n"))
    })?;
    Ok(Loaded {
        side,
        spec,
        rev: name.clone(),
        name,
        commit: None,
        version: None,
        committed: None,
    })
}

/// The generated half as it was committed.
fn committed(git: &Git, commit: &str) -> Result<Option<FileSet>, String> {
    let mut files = FileSet::default();
    for path in git.files(commit, GENERATED)? {
        let below = path
            .strip_prefix(GENERATED)
            .and_then(|path| path.strip_prefix('/'));
        let text = git
            .file(commit, &path)?
            .and_then(|bytes| String::from_utf8(bytes).ok());
        if let Some((below, text)) = below.zip(text) {
            files.insert(below, text);
        }
    }
    Ok((!files.is_empty()).then_some(files))
}

/// The version of the client's crate, its own or that of the workspace.
fn version(
    read: impl Fn(&str) -> Result<Option<String>, String>,
) -> Result<Option<Version>, String> {
    let table = |path: &str| -> Result<Option<toml::Table>, String> {
        Ok(read(path)?.and_then(|text| text.parse().ok()))
    };
    let own = table(MANIFEST)?;
    let own = own
        .as_ref()
        .and_then(|table| table.get("package")?.get("version"));
    let text = match own {
        Some(toml::Value::String(text)) => Some(text.clone()),
        Some(_) => {
            let workspace = table("Cargo.toml")?;
            let version = workspace
                .as_ref()
                .and_then(|table| table.get("workspace")?.get("package")?.get("version"));
            version.and_then(toml::Value::as_str).map(str::to_owned)
        }
        None => None,
    };
    Ok(text.and_then(|text| Version::parse(&text)))
}
