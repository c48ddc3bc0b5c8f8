//! A document without one of its lines: the command takes it or refuses it, and never ends in another way.

use std::fs;

use crate::repository::{OUT, Repository, SPEC};

/// A step between the lines that go: a prime, so that every indentation has its turn.
const STEP: usize = 89;

#[test]
fn a_document_without_a_line_ends_with_0_or_3() {
    let repository = Repository::generated();
    let original = fs::read_to_string(repository.path(SPEC)).unwrap();
    let lines: Vec<&str> = original.lines().collect();
    let mut codes = Vec::new();
    for gone in (0..lines.len()).step_by(STEP) {
        let kept = [&lines[..gone], &lines[gone + 1..]].concat().join("\n");
        fs::write(repository.path(SPEC), kept).unwrap();
        let before = repository.tree();
        let run = repository.run(&["codegen"]);
        assert!(
            [0, 3].contains(&run.code),
            "without line {}: {run:?}",
            gone + 1
        );
        if run.code == 3 {
            assert_eq!(repository.tree(), before, "nothing is written below {OUT}");
            assert!(run.problems.starts_with("error["), "{run:?}");
        }
        codes.push(run.code);
    }
    assert!(codes.contains(&0) && codes.contains(&3), "{codes:?}");
}
