//! What the client brings with it: how much, and what it asks of the compiler.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

use crate::root;

/// What cargo says about the workspace as it is locked.
fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--locked")
        .current_dir(root())
        .output()
        .expect("cargo starts");
    let fault = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{fault}");
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}

/// The first two numbers of a version.
fn version(text: &str) -> (u32, u32) {
    let mut numbers = text.split('.').map(|part| part.parse().expect("a number"));
    (
        numbers.next().expect("one number"),
        numbers.next().unwrap_or(0),
    )
}

#[test]
fn no_dependency_asks_for_a_newer_compiler_than_we_do() {
    let metadata = cargo(&["metadata", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&metadata).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("there are packages");
    let asked = |package: &Value| package["rust_version"].as_str().map(version);
    let ours = packages
        .iter()
        .find(|package| package["name"] == "generated-client")
        .and_then(asked)
        .expect("the client names a version");
    let newer: Vec<&Value> = packages
        .iter()
        .filter(|package| asked(package).is_some_and(|version| version > ours))
        .map(|package| &package["name"])
        .collect();
    assert!(newer.is_empty(), "newer than {ours:?}: {newer:?}");
}

#[test]
fn the_client_stays_small() {
    let tree = cargo(&[
        "tree",
        "-p",
        "generated-client",
        "-e",
        "normal",
        "--prefix",
        "none",
    ]);
    let lines: BTreeSet<&str> = tree.lines().collect();
    assert!(lines.len() <= 125, "{} lines", lines.len());
    let unwanted = |line: &&&str| line.contains("yaml") || line.starts_with("syn v2.");
    let found: Vec<_> = lines.iter().filter(unwanted).collect();
    assert!(found.is_empty(), "{found:?}");
}
