//! A client of another document is a copy of `generated-client` with the generated folder replaced: each fixture becomes
//! one, compiles without a warning and passes clippy as the workspace has it.
//!
//! It starts cargo, so it runs on request: `cargo test -p tests -- --ignored`.

use std::path::Path;
use std::process::Command;

use crate::{read, root};

/// The cases of the fixtures that are accepted.
fn fixtures() -> Vec<String> {
    let folder = root().join("tests/fixtures");
    let files = std::fs::read_dir(folder).expect("there are fixtures");
    let names = files.map(|file| {
        file.expect("it can be read")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    let mut cases: Vec<String> = names
        .filter_map(|name| name.strip_suffix(".yaml").map(str::to_owned))
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

/// Both have to be silent.
const COMMANDS: [&[&str]; 2] = [
    &[
        "clippy",
        "--offline",
        "--quiet",
        "--no-default-features",
        "--",
        "-D",
        "warnings",
    ],
    &[
        "doc",
        "--offline",
        "--quiet",
        "--no-default-features",
        "--no-deps",
    ],
];

/// Copies a folder of plain files and folders.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the folder can be made");
    for entry in std::fs::read_dir(from).expect("the folder is there") {
        let entry = entry.expect("it can be read");
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(&from, &to).expect("the file can be copied");
        }
    }
}

/// A workspace with the client alone in it, its generated folder empty.
pub(crate) fn workspace(folder: &Path) {
    let manifest = read("Cargo.toml");
    let members = manifest
        .lines()
        .find(|line| line.starts_with("members"))
        .expect("the workspace has members");
    let manifest = manifest.replace(members, "members = [\"generated-client\"]");
    std::fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest can be written");
    for file in ["Cargo.lock", "clippy.toml"] {
        std::fs::copy(root().join(file), folder.join(file)).expect("the file can be copied");
    }
    let (from, to) = (
        root().join("generated-client"),
        folder.join("generated-client"),
    );
    std::fs::create_dir_all(&to).expect("the folder can be made");
    let manifest = read("generated-client/Cargo.toml");
    // Tests, examples and benches are of the client that they lie beside.
    let manifest = manifest.split("\n[[").next().expect("there is a beginning");
    std::fs::write(to.join("Cargo.toml"), manifest).expect("the manifest can be written");
    copy(&from.join("src"), &to.join("src"));
    if from.join("README.md").exists() {
        std::fs::copy(from.join("README.md"), to.join("README.md"))
            .expect("the file can be copied");
    }
}

/// Runs cargo on the copy; what it complains about, or nothing.
fn complaint(folder: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", root().join("target/other-client"))
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .expect("cargo starts");
    (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
#[ignore = "starts cargo"]
fn every_fixture_becomes_a_client_without_a_warning() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    workspace(folder.path());
    let mut failed = Vec::new();
    for fixture in fixtures() {
        let name = format!("{fixture}.yaml");
        let text = read(&format!("tests/fixtures/{name}"));
        let generated = codegen::generate(&name, text.as_bytes()).expect("the fixture is accepted");
        let out = folder.path().join("generated-client/src/generated");
        std::fs::remove_dir_all(&out).expect("the folder can be emptied");
        generated
            .files
            .write(&out)
            .expect("the files can be written");
        let complaints = COMMANDS.map(|command| complaint(folder.path(), command));
        let complaints = complaints.into_iter().flatten();
        failed.extend(complaints.map(|complaint| format!("{fixture}:\n{complaint}")));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
