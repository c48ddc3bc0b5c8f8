//! What cannot be done ends with 3 and says where, what and what to do, and nothing is written.

use std::fs;
use std::os::unix::fs::symlink;

use crate::repository::{OUT, Repository, SPEC};

/// Runs the command, with `--check` and without, on a tree after a change.
fn assert_impossible(change: impl FnOnce(&Repository), options: &[&str], says: &[&str]) {
    let repository = Repository::generated();
    change(&repository);
    let before = repository.tree();
    for command in [&["codegen"][..], &["codegen", "--check"]] {
        let run = repository.run(&[command, options].concat());
        assert_eq!((run.code, run.results.as_str()), (3, ""), "{run:?}");
        for part in says {
            assert!(run.problems.contains(part), "{part:?} in {}", run.problems);
        }
        assert_eq!(repository.tree(), before);
    }
}

#[test]
fn no_document() {
    assert_impossible(
        |repository| fs::remove_file(repository.path(SPEC)).unwrap(),
        &[],
        &[
            "error: cannot read ",
            "spec/personnel.yaml: No such file or directory",
            "help: the document is ",
        ],
    );
}

#[test]
fn no_document_of_that_name() {
    assert_impossible(
        |_| {},
        &["--spec", "spec/none.yaml", "--out", "out"],
        &["error: cannot read spec/none.yaml: No such file or directory"],
    );
}

#[test]
fn a_folder_for_a_document() {
    assert_impossible(
        |_| {},
        &["--spec", "spec", "--out", "out"],
        &["error: cannot read spec: Is a directory"],
    );
}

/// Two mistakes, both told in one run, each with its place.
#[test]
fn a_document_that_is_refused() {
    assert_impossible(
        |repository| {
            repository.edit_spec("maximum: 50\n", "maximun: 50\n");
            repository.edit_spec("tags:\n", "tagz:\n");
        },
        &[],
        &[
            "error[unknown-key]: unknown key `maximun` in a schema\n  --> spec/personnel.yaml:91:13\n",
            "\n91 |             maximun: 50\n   |             ^^^^^^^\n",
            "\n   = at: #/paths/~1personnel/get/parameters/1/schema\n   = help: did you mean `maximum`?\n",
            "`tagz`",
            "error: spec/personnel.yaml is refused for 2 problems; nothing was written\n",
        ],
    );
}

#[test]
fn a_document_that_is_no_text() {
    assert_impossible(
        |repository| fs::write(repository.path(SPEC), b"\xff\xfe\0o\0p").unwrap(),
        &[],
        &[
            "error[not-utf8]: ",
            "--> spec/personnel.yaml:1:1\n",
            "error: spec/personnel.yaml is refused for 1 problem; nothing was written\n",
        ],
    );
}

#[test]
fn a_document_without_end() {
    assert_impossible(
        |repository| fs::write(repository.path(SPEC), "[".repeat(1_000_000)).unwrap(),
        &[],
        &["spec/personnel.yaml is refused for 1 problem"],
    );
}

/// It is not read to its end, which it does not have.
#[test]
fn a_document_larger_than_the_limit() {
    assert_impossible(
        |_| {},
        &["--spec", "/dev/zero", "--out", "out"],
        &[
            "error[too-large]: the document is longer than 16 MiB, the limit\n",
            "error: zero is refused for 1 problem; nothing was written\n",
        ],
    );
}

#[test]
fn an_output_that_is_a_file() {
    assert_impossible(
        |repository| fs::write(repository.path("out"), "mine\n").unwrap(),
        &["--out", "out"],
        &["error: out is not a folder; nothing was changed\n  help: "],
    );
}

#[test]
fn an_output_that_is_a_link() {
    assert_impossible(
        |repository| {
            let (folder, elsewhere) = (repository.path(OUT), repository.path("elsewhere"));
            fs::rename(&folder, &elsewhere).unwrap();
            symlink(elsewhere, folder).unwrap();
        },
        &[],
        &["generated-client/src/generated is not a folder; nothing was changed"],
    );
}

#[test]
fn an_output_below_a_file() {
    assert_impossible(
        |_| {},
        &["--out", "Cargo.toml/out"],
        &["error: cannot read Cargo.toml/out: Not a directory"],
    );
}
