//! Tests of the whole: the generator's output, the client on the wire, the repository itself.

mod dependencies;
mod diagnostics;
mod documentation;
mod fixtures;
mod growth;
mod implement;
mod mutations;
mod names;
mod programs;
mod refusals;
mod repository;
mod samples;
mod spec_mutations;
mod support;
mod surface;
mod texts;
mod wire;
mod witness;

use std::path::{Path, PathBuf};

/// The folder of the workspace.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent()
        .expect("the tests lie in the workspace")
        .to_owned()
}

/// The text of a file of the repository.
fn read(path: &str) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()))
}

/// The document that the client is made from.
fn personnel() -> codegen::document::Document {
    let spec = read("spec/personnel.yaml");
    codegen::document::Document::load("spec/personnel.yaml", spec).expect("the document loads")
}

/// Compares with a snapshot under an explicit name.
fn assert_snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
