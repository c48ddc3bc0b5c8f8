//! What a job of GitHub Actions gets besides.

use std::fs;

use crate::repository::{Repository, Run};
use crate::snapshot;

/// One of each kind, and a name that would end the command or its line.
fn check(on_github: &str) -> Run {
    let repository = Repository::generated();
    fs::remove_file(repository.output("ids.rs")).unwrap();
    fs::copy(repository.output("mod.rs"), repository.output("old.rs")).unwrap();
    fs::write(repository.output("50%,a:b\n::error::c"), "").unwrap();
    repository.edit_spec("maximum: 50\n", "maximum: 49\n");
    let mut command = repository.command(&["codegen", "--check"]);
    let run: Run = command
        .env("GITHUB_ACTIONS", on_github)
        .output()
        .unwrap()
        .into();
    assert_eq!(run.code, 4);
    run
}

#[test]
fn annotations() {
    let run = check("true");
    assert_eq!(run.results.lines().count(), 4, "one per file");
    snapshot::assert_is("annotations", &run.results);
    assert_eq!(run.problems.lines().last(), Some("cargo xtask codegen"));
}

#[test]
fn none_elsewhere() {
    assert_eq!(check("").results, "");
}
