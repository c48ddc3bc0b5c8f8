//! Snapshots by name, and a test that none is left without one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Every snapshot of this binary. A file of none of these names would pass unseen: insta looks at what a test asks for.
const NAMES: &[&str] = &[
    "annotations",
    "codegen_help",
    "codegen_summary",
    "diff",
    "diff_help",
    "difference",
    "explain",
    "foreign_refused",
    "help",
    "usage",
];

/// Compares a text with `snapshots/<name>.snap`.
pub(crate) fn assert_is(name: &str, text: &str) {
    assert!(
        NAMES.contains(&name),
        "add {name:?} to the list in snapshot.rs"
    );
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn every_snapshot_has_a_test() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command/snapshots");
    let files: BTreeSet<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| Some(name.strip_suffix(".snap")?.to_owned()))
        .collect();
    let names: BTreeSet<_> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(files, names, "delete the file, or name it in snapshot.rs");
}
