//! What `--help` and a fault in the arguments print.

use crate::repository::{Repository, Run};
use crate::snapshot;

fn run(arguments: &[&str]) -> Run {
    Repository::fresh().run(arguments)
}

fn assert_helps(arguments: &[&str], name: &str) {
    let run = run(arguments);
    assert_eq!((run.code, run.problems.as_str()), (0, ""));
    snapshot::assert_is(name, &run.results);
}

#[test]
fn help() {
    assert_helps(&["--help"], "help");
}

#[test]
fn codegen_help() {
    assert_helps(&["codegen", "--help"], "codegen_help");
}

#[test]
fn codegen_summary() {
    assert_helps(&["codegen", "-h"], "codegen_summary");
}

#[test]
fn usage() {
    let run = run(&["codegen", "--spec", "other.yaml"]);
    assert_eq!((run.code, run.results.as_str()), (2, ""));
    snapshot::assert_is("usage", &run.problems);
}

#[test]
fn arguments_without_sense_end_with_2() {
    let senseless: &[&[&str]] = &[
        &[],
        &["generate"],
        &["codegen", "--verify"],
        &["codegen", "spec/personnel.yaml"],
        &["codegen", "--check", "--check"],
        &["codegen", "--out"],
        &["codegen", "--format", "yaml"],
        &["codegen", "--out", ""],
        &["codegen", "--spec", "", "--out", "out"],
        &["codegen", "--spec", "a.yaml"],
        &["diff", "a", "b", "c"],
        &["diff", "--format", "sarif"],
        &["diff", "--out", "a.md"],
        &["diff", "--out", "pdf=a"],
        &["diff", "--fail-on", "sometimes"],
        &["diff", "--explain", "a", "--list-rules"],
    ];
    for arguments in senseless {
        let run = run(arguments);
        assert_eq!((run.code, run.results.as_str()), (2, ""), "{arguments:?}");
        assert!(!run.problems.is_empty(), "{arguments:?}");
    }
}
