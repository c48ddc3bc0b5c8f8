//! Files on the disk: what a run writes, what a check finds. The only `std::fs` of the crate.
//!
//! The generator owns its folder wholly. A file is known as ours by its first line; anything else in
//! the folder is foreign: a write refuses it, a check reports it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::diagnostic::escape;
use crate::format::MARK;

/// How many lines of a difference are shown for one file.
pub const MAX_DIFF_LINES: usize = 200;

/// How many files that are not ours a message names.
const MAX_FOREIGN: usize = 20;

/// The end of the name of a file that is being written.
const UNFINISHED: &str = ".codegen-unfinished";

/// The files of a client, by their path below the output folder, with `/` between folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSet {
    files: BTreeMap<String, String>,
}

/// What a write did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that already were as they should be.
    pub unchanged: usize,
    /// Files of earlier runs that are no longer produced.
    pub removed: usize,
}

/// One way in which the disk differs from what a run would write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The file, below the output folder.
    pub path: String,
    /// How it differs.
    pub kind: DifferenceKind,
}

/// How a file differs from what a run would write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DifferenceKind {
    /// It is not there.
    Missing,
    /// Its bytes are others; a unified diff from the disk to a fresh run.
    Changed {
        /// At most [`MAX_DIFF_LINES`] lines, and how many more there are.
        diff: String,
    },
    /// It is ours, by its first line or as what a run that was cut off left behind, and not produced.
    Orphaned,
    /// It is not ours: it lacks the first line, or it is no plain file.
    Foreign,
}

/// Why the files could not be written or read.
#[derive(Debug)]
pub enum FilesError {
    /// The folder holds what is not ours; nothing was written.
    Foreign(Vec<PathBuf>),
    /// The output is a file or a link, not a folder; nothing was written.
    NotAFolder(PathBuf),
    /// The system refused.
    Io {
        /// What was tried: `read`, `create`, `write`, `rename`, `remove`.
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}

/// What lies on the disk under one path.
enum Found {
    /// A file with our first line.
    Ours(Vec<u8>),
    /// A file of a run that was cut off.
    Unfinished,
    /// Anything else.
    Foreign,
}

impl FileSet {
    /// Adds a file; `path` is below the output folder, with `/` between folders.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }

    /// The text of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Every path and its text, in the order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Makes `folder` hold these files and nothing else. Only what differs is written, each file beside its place and
    /// then renamed, so that a run that is cut off leaves no half file.
    ///
    /// # Errors
    ///
    /// [`FilesError::Foreign`] and [`FilesError::NotAFolder`] before anything is written where the folder holds what is
    /// not ours, or is none; [`FilesError::Io`] where the system refuses.
    pub fn write(&self, folder: &Path) -> Result<Written, FilesError> {
        let found = found(folder)?;
        let foreign: Vec<_> = found
            .iter()
            .filter(|(_, found)| matches!(found, Found::Foreign))
            .map(|(path, _)| folder.join(path))
            .collect();
        if !foreign.is_empty() {
            return Err(FilesError::Foreign(foreign));
        }
        let mut done = Written::default();
        // First, so that a file makes way for a folder of its name.
        for path in found.keys().filter(|path| !self.files.contains_key(*path)) {
            let path = folder.join(path);
            fs::remove_file(&path).map_err(failed("remove", &path))?;
            done.removed += 1;
            remove_empty_parents(&path, folder);
        }
        for (path, text) in &self.files {
            if matches!(found.get(path), Some(Found::Ours(bytes)) if bytes == text.as_bytes()) {
                done.unchanged += 1;
            } else {
                replace(&folder.join(path), text)?;
                done.written += 1;
            }
        }
        Ok(done)
    }

    /// Every difference between `folder` and these files, in the order of the paths. Writes nothing.
    ///
    /// # Errors
    ///
    /// [`FilesError::NotAFolder`], or [`FilesError::Io`] where the system refuses to read.
    pub fn check(&self, folder: &Path) -> Result<Vec<Difference>, FilesError> {
        let found = found(folder)?;
        let missing = self.files.keys().filter(|path| !found.contains_key(*path));
        let mut differences: Vec<_> = missing
            .map(|path| Difference {
                path: path.clone(),
                kind: DifferenceKind::Missing,
            })
            .collect();
        for (path, found) in &found {
            let kind = match (found, self.files.get(path)) {
                (Found::Ours(bytes), Some(text)) if bytes == text.as_bytes() => continue,
                (Found::Ours(bytes), Some(text)) => DifferenceKind::Changed {
                    diff: diff(path, bytes, text),
                },
                (Found::Ours(_) | Found::Unfinished, None) => DifferenceKind::Orphaned,
                (Found::Foreign | Found::Unfinished, _) => DifferenceKind::Foreign,
            };
            differences.push(Difference {
                path: path.clone(),
                kind,
            });
        }
        differences.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(differences)
    }
}

/// Everything below the folder but plain folders; empty where there is no folder.
fn found(folder: &Path) -> Result<BTreeMap<String, Found>, FilesError> {
    let mut found = BTreeMap::new();
    match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
        Err(error) => return Err(failed("read", folder)(error)),
        Ok(about) if about.is_dir() => {}
        Ok(_) => return Err(FilesError::NotAFolder(folder.to_owned())),
    }
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((path, prefix)) = folders.pop() {
        for entry in fs::read_dir(&path).map_err(failed("read", &path))? {
            let entry = entry.map_err(failed("read", &path))?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type().map_err(failed("read", &entry.path()))?;
            if kind.is_dir() {
                folders.push((entry.path(), format!("{name}/")));
            } else {
                let what = if kind.is_file() {
                    file(&entry.path())?
                } else {
                    Found::Foreign
                };
                found.insert(name, what);
            }
        }
    }
    Ok(found)
}

fn file(path: &Path) -> Result<Found, FilesError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name.ends_with(UNFINISHED) {
        return Ok(Found::Unfinished);
    }
    let bytes = own_bytes(path).map_err(failed("read", path))?;
    Ok(bytes.map_or(Found::Foreign, Found::Ours))
}

/// The bytes of a file that is ours; of any other no more is read than shows it, since it may be huge.
fn own_bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let mut file = fs::File::open(path)?;
    let mut bytes = Vec::new();
    file.by_ref()
        .take(MARK.len() as u64)
        .read_to_end(&mut bytes)?;
    if bytes != MARK.as_bytes() {
        return Ok(None);
    }
    file.read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

fn replace(path: &Path, text: &str) -> Result<(), FilesError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed("create", folder))?;
    }
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(UNFINISHED);
    let unfinished = PathBuf::from(unfinished);
    fs::write(&unfinished, text).map_err(failed("write", &unfinished))?;
    fs::rename(&unfinished, path).map_err(failed("rename", path))
}

/// A folder that lost its last file goes too; one that is not empty stays, which is no error.
fn remove_empty_parents(path: &Path, folder: &Path) {
    let parents = path
        .ancestors()
        .skip(1)
        .take_while(|parent| *parent != folder);
    for parent in parents {
        if fs::remove_dir(parent).is_err() {
            return;
        }
    }
}

fn failed<'a>(action: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> FilesError + 'a {
    move |source| FilesError::Io {
        action,
        path: path.to_owned(),
        source,
    }
}

/// A unified diff from the disk to a fresh run.
fn diff(path: &str, on_disk: &[u8], fresh: &str) -> String {
    let on_disk = visible(&String::from_utf8_lossy(on_disk));
    let fresh = visible(fresh);
    let diff = similar::TextDiff::from_lines(&on_disk, &fresh);
    let text = diff
        .unified_diff()
        .context_radius(2)
        .header(path, "fresh")
        .to_string();
    let lines: Vec<_> = text.lines().collect();
    let shown = lines.len().min(MAX_DIFF_LINES);
    let mut cut = lines[..shown].join("\n");
    if lines.len() > shown {
        // Writing to a String cannot fail.
        let _ = write!(cut, "\n... {} more", lines.len() - shown);
    }
    cut
}

/// The text with what nobody would see spelt out, since it is often all that differs: carriage returns and other
/// invisible characters, and blanks at the end of a line.
fn visible(text: &str) -> String {
    let line = |line: &str| {
        let seen = line.trim_end_matches(' ');
        escape(seen) + &"\\u{20}".repeat(line.len() - seen.len())
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn shown(path: &Path) -> String {
    escape(&path.to_string_lossy())
}

impl std::fmt::Display for FilesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Foreign(paths) => {
                f.write_str("the output folder holds what the generator did not write; nothing was changed:")?;
                for path in paths.iter().take(MAX_FOREIGN) {
                    write!(f, "\n  {}", shown(path))?;
                }
                if paths.len() > MAX_FOREIGN {
                    write!(f, "\n  ... {} more", paths.len() - MAX_FOREIGN)?;
                }
                f.write_str(
                    "\n  help: move it elsewhere or delete it; the folder belongs to the generator",
                )
            }
            Self::NotAFolder(path) => write!(
                f,
                "{} is not a folder; nothing was changed\n  help: the generator writes several files; give it a folder of its own",
                shown(path)
            ),
            Self::Io {
                action,
                path,
                source,
            } => write!(f, "cannot {action} {}: {source}", shown(path)),
        }
    }
}

impl std::error::Error for FilesError {}
