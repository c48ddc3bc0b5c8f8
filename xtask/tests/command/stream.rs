//! Streams that nobody reads: the exit code still tells, and nothing panics.

use std::fs::OpenOptions;
use std::io;
use std::process::Stdio;

use crate::repository::Repository;

/// A pipe whose reader is gone, as after `| head -0`.
fn closed() -> Stdio {
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    writer.into()
}

fn code(repository: &Repository, arguments: &[&str], out: Stdio, err: Stdio) -> Option<i32> {
    let mut command = repository.command(arguments);
    command.stdout(out).stderr(err).status().unwrap().code()
}

#[test]
fn a_closed_pipe_does_not_change_the_exit_code() {
    let repository = Repository::fresh();
    let cases: &[(&[&str], i32)] = &[
        (&["--help"], 0),
        (&["codegen", "--help"], 0),
        (&["codegen", "--verify"], 2),
        (&["codegen", "--check"], 4),
        (&["codegen"], 0),
        (&["codegen", "--check"], 0),
        (&["codegen", "--spec", "none", "--out", "out"], 3),
    ];
    for (arguments, expected) in cases {
        let code = code(&repository, arguments, closed(), closed());
        assert_eq!(code, Some(*expected), "{arguments:?}");
    }
}

#[test]
fn a_full_disk_under_the_output_does_not_change_the_exit_code() {
    let repository = Repository::fresh();
    let full = || OpenOptions::new().write(true).open("/dev/full").unwrap();
    for (arguments, expected) in [(&["codegen", "--check"][..], 4), (&["codegen"], 0)] {
        let code = code(&repository, arguments, full().into(), full().into());
        assert_eq!(code, Some(expected), "{arguments:?}");
    }
}
