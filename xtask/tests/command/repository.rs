//! A scratch copy of the repository, as much of it as the commands look at.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;

pub(crate) const SPEC: &str = "spec/personnel.yaml";
pub(crate) const OUT: &str = "generated-client/src/generated";

/// A folder that looks like the repository; gone when dropped.
pub(crate) struct Repository {
    folder: TempDir,
}

/// How a command ended and what it printed.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) results: String,
    pub(crate) problems: String,
}

/// Everything below a folder, with all that a write could touch.
pub(crate) type Tree = BTreeMap<PathBuf, Entry>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    mode: u32,
    inode: u64,
    modified: (i64, i64),
    pub(crate) content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Folder,
    Link(PathBuf),
    File(Vec<u8>),
}

impl Repository {
    /// With the document, and nothing generated.
    pub(crate) fn fresh() -> Self {
        let folder = TempDir::new().unwrap();
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        for name in ["spec", "codegen/src", "generated-client/src", "xtask"] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        fs::write(folder.path().join("Cargo.toml"), "[workspace]\n").unwrap();
        fs::copy(own.join(SPEC), folder.path().join(SPEC)).unwrap();
        Self { folder }
    }

    /// With the document and what it gives.
    pub(crate) fn generated() -> Self {
        static OUTPUTS: OnceLock<BTreeMap<PathBuf, Vec<u8>>> = OnceLock::new();
        let outputs = OUTPUTS.get_or_init(|| {
            let repository = Self::fresh();
            let run = repository.run(&["codegen"]);
            assert_eq!(run.code, 0, "{run:?}");
            repository.outputs()
        });
        let repository = Self::fresh();
        for (path, bytes) in outputs {
            let path = repository.path(OUT).join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        repository
    }

    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// A file of the generated folder.
    pub(crate) fn output(&self, below: &str) -> PathBuf {
        self.path(OUT).join(below)
    }

    /// Replaces a text that the document has.
    pub(crate) fn edit_spec(&self, from: &str, to: &str) {
        let spec = self.path(SPEC);
        let text = fs::read_to_string(&spec).unwrap();
        assert!(text.contains(from), "the document has no {from:?}");
        fs::write(&spec, text.replacen(from, to, 1)).unwrap();
    }

    /// The command, at the top of the repository and outside any CI; not started.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("GITHUB_ACTIONS");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.command(arguments).output().unwrap().into()
    }

    pub(crate) fn tree(&self) -> Tree {
        let mut tree = Tree::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                let entry = Entry::of(&path);
                if entry.content == Content::Folder {
                    folders.push(path.clone());
                }
                tree.insert(path, entry);
            }
            tree.insert(folder.clone(), Entry::of(&folder));
        }
        tree
    }

    /// The generated files and their bytes.
    pub(crate) fn outputs(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files = self
            .tree()
            .into_iter()
            .filter_map(|(path, entry)| match entry.content {
                Content::File(bytes) => {
                    Some((path.strip_prefix(self.path(OUT)).ok()?.to_owned(), bytes))
                }
                Content::Folder | Content::Link(_) => None,
            });
        files.collect()
    }
}

impl Entry {
    fn of(path: &Path) -> Self {
        let about = fs::symlink_metadata(path).unwrap();
        let content = if about.is_dir() {
            Content::Folder
        } else if about.is_symlink() {
            Content::Link(fs::read_link(path).unwrap())
        } else {
            Content::File(fs::read(path).unwrap())
        };
        Self {
            mode: about.mode(),
            inode: about.ino(),
            modified: (about.mtime(), about.mtime_nsec()),
            content,
        }
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("ended by a signal"),
            results: String::from_utf8(output.stdout).unwrap(),
            problems: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
