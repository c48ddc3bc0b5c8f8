//! Finds the repository that a command works on.

use std::path::{Path, PathBuf};

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

/// The path as it reads below the repository, with `/` between folders; the bare name outside it.
pub(crate) fn shown(path: &Path, root: &Path) -> String {
    let absolute = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let below = absolute.strip_prefix(root).ok().map(Path::to_owned);
    let shown = below
        .or_else(|| path.file_name().map(PathBuf::from))
        .unwrap_or_else(|| path.to_owned());
    shown.to_string_lossy().replace('\\', "/")
}
