//! Finds the repository that a command works on, and names files by it.

use std::path::{Path, PathBuf};

/// A file or folder, and how it is named in headers and messages.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) path: PathBuf,
    /// Relative to the repository, with `/` between folders; the bare name outside it. What is generated does not
    /// depend on where a checkout lies.
    pub(crate) shown: String,
}

/// The folder of the workspace: the nearest one above the current folder that looks like it, else the one this
/// command was built in.
pub(crate) fn root() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let above = here.ancestors().find(|folder| is_root(folder));
    above.map_or_else(built_in, Path::to_owned)
}

fn is_root(folder: &Path) -> bool {
    ["Cargo.toml", "spec", "codegen", "generated-client", "xtask"]
        .iter()
        .all(|name| folder.join(name).exists())
}

fn built_in() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

impl Place {
    pub(crate) fn new(path: PathBuf, root: &Path) -> Self {
        let shown = shown(&path, root);
        Self { path, shown }
    }
}

fn shown(path: &Path, root: &Path) -> String {
    let absolute = resolved(path);
    let below = absolute.strip_prefix(resolved(root)).ok();
    let shown = below
        .filter(|below| !below.as_os_str().is_empty())
        .or_else(|| absolute.file_name().map(Path::new))
        .unwrap_or(path);
    printable(&shown.to_string_lossy()).replace('\\', "/")
}

/// A name without what would end the comment or the line it is printed in.
pub(crate) fn printable(name: &str) -> String {
    name.replace(char::is_control, "\u{fffd}")
}

/// The path without links and dots, also where its last parts do not exist yet.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let exists = absolute
        .ancestors()
        .find_map(|above| Some((above, above.canonicalize().ok()?)));
    match exists {
        Some((above, real)) => match absolute.strip_prefix(above) {
            Ok(rest) if !rest.as_os_str().is_empty() => real.join(rest),
            _ => real,
        },
        None => absolute,
    }
}
