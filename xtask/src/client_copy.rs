//! A copy of the client with another generated half: a client of another document.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::FileSet;
use codegen::files::FilesError;

/// A workspace below `target` with the client alone in it.
#[derive(Debug)]
pub struct ClientCopy {
    folder: PathBuf,
}

/// What is run on the copy; all of it has to be silent.
const LINT: &[&str] = &[
    "clippy",
    "--quiet",
    "--no-default-features",
    "--",
    "-D",
    "warnings",
];
/// Leaves out what the manifest of the workspace asks for beyond clippy's default set. It holds for the client of its own
/// document; in others it would judge how their authors put words.
const NOT_PEDANTIC: &[&str] = &["-A", "clippy::pedantic"];
const DOC: &[&str] = &["doc", "--quiet", "--no-default-features", "--no-deps"];

impl ClientCopy {
    /// Copies the client of a repository into a folder, without its tests, examples and benches: those are of the client
    /// beside them.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or written.
    pub fn make(root: &Path, folder: &Path) -> io::Result<Self> {
        let folder = folder.to_owned();
        let source = root.join("generated-client");
        let client = folder.join("generated-client");
        if client.exists() {
            fs::remove_dir_all(&client)?;
        }
        fs::create_dir_all(&client)?;
        let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
        let member = |line: &str| line.starts_with("members");
        let lines = manifest.lines().map(|line| {
            if member(line) {
                "members = [\"generated-client\"]"
            } else {
                line
            }
        });
        fs::write(
            folder.join("Cargo.toml"),
            lines.collect::<Vec<_>>().join("\n"),
        )?;
        for file in ["Cargo.lock", "clippy.toml"] {
            fs::copy(root.join(file), folder.join(file))?;
        }
        let manifest = fs::read_to_string(source.join("Cargo.toml"))?;
        let library = manifest.split("\n[[").next().unwrap_or_default();
        fs::write(client.join("Cargo.toml"), library)?;
        fs::copy(source.join("README.md"), client.join("README.md"))?;
        copy(&source.join("src"), &client.join("src"))?;
        Ok(Self { folder })
    }

    /// Puts another generated half into the copy.
    ///
    /// # Errors
    ///
    /// A file that cannot be removed or written.
    pub fn replace(&self, files: &FileSet) -> Result<(), FilesError> {
        let generated = self.folder.join("generated-client/src/generated");
        if generated.exists() {
            fs::remove_dir_all(&generated).map_err(|source| FilesError::Io {
                action: "remove",
                path: generated.clone(),
                source,
            })?;
        }
        files.write(&generated).map(|_| ())
    }

    /// Replaces the generated half, compiles and lints; what the tools complain about, or nothing.
    #[must_use]
    pub fn check(&self, files: &FileSet, pedantic: bool, doc: bool) -> Option<String> {
        if let Err(error) = self.replace(files) {
            return Some(error.to_string());
        }
        let lint = if pedantic {
            LINT.to_vec()
        } else {
            [LINT, NOT_PEDANTIC].concat()
        };
        let complaint = self.complaint(&lint);
        complaint.or_else(|| doc.then(|| self.complaint(DOC))?)
    }

    fn complaint(&self, arguments: &[&str]) -> Option<String> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("RUSTDOCFLAGS", "-D warnings")
            .output();
        match output {
            Ok(output) if output.status.success() => None,
            Ok(output) => Some(String::from_utf8_lossy(&output.stderr).into_owned()),
            Err(error) => Some(format!("cargo does not start: {error}")),
        }
    }
}

/// Copies a folder of plain files and folders.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(&from, &to)?;
        }
    }
    Ok(())
}
