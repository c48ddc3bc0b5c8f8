//! A run without `--check`: what it writes, leaves alone, removes and refuses.

use std::fs;
use std::os::unix::fs::symlink;

use crate::repository::{Content, OUT, Repository};
use crate::snapshot;

#[test]
fn one_line_says_what_was_read_and_written() {
    let repository = Repository::fresh();
    let run = repository.run(&["codegen"]);
    assert_eq!((run.code, run.problems.as_str()), (0, ""));
    assert_eq!(run.results.lines().count(), 1, "{}", run.results);
    let files = repository.outputs().len();
    assert!(
        run.results
            .starts_with("read spec/personnel.yaml (8 operations, "),
        "{}",
        run.results
    );
    let done = format!("; {OUT}: {files} written, 0 unchanged, 0 removed\n");
    assert!(run.results.ends_with(&done), "{}", run.results);
}

#[test]
fn a_second_run_rewrites_nothing() {
    let repository = Repository::generated();
    let before = repository.tree();
    let run = repository.run(&["codegen"]);
    assert_eq!(run.code, 0, "{run:?}");
    let files = repository.outputs().len();
    let done = format!(": 0 written, {files} unchanged, 0 removed\n");
    assert!(run.results.ends_with(&done), "{}", run.results);
    assert_eq!(repository.tree(), before);
}

#[test]
fn a_deleted_folder_comes_back_with_the_same_bytes() {
    let repository = Repository::generated();
    let before = repository.outputs();
    fs::remove_dir_all(repository.path(OUT)).unwrap();
    assert_eq!(repository.run(&["codegen"]).code, 0);
    assert_eq!(repository.outputs(), before);
}

#[test]
fn only_what_differs_is_written() {
    let repository = Repository::generated();
    let before = repository.tree();
    let ids = repository.output("ids.rs");
    let text = fs::read_to_string(&ids).unwrap();
    fs::write(&ids, text + "\n").unwrap();
    let run = repository.run(&["codegen"]);
    assert!(run.results.contains(": 1 written, "), "{}", run.results);
    for (path, now) in repository.tree() {
        let same = before.get(&path) == Some(&now);
        let touched = path == ids || now.content == Content::Folder;
        assert!(same || touched, "{} was written", path.display());
    }
}

#[test]
fn what_is_no_longer_produced_goes_with_its_folder() {
    let repository = Repository::generated();
    let before = repository.outputs();
    let mark = fs::read(repository.output("ids.rs")).unwrap();
    fs::create_dir_all(repository.output("old/older")).unwrap();
    fs::write(repository.output("old/older/file.rs"), mark).unwrap();
    let run = repository.run(&["codegen"]);
    assert!(run.results.ends_with(", 1 removed\n"), "{}", run.results);
    assert_eq!(repository.outputs(), before);
    assert!(!repository.output("old").exists());
}

/// Cut off between writing and renaming: the old file, or none, with the new one beside it.
#[test]
fn a_leftover_of_a_cut_off_run_goes_with_the_next() {
    let repository = Repository::generated();
    let before = repository.outputs();
    let leftovers = ["enums.rs", "ids.rs", "models.rs"];
    for name in leftovers {
        let leftover = repository.output(&format!("{name}.codegen-unfinished"));
        fs::write(leftover, "// @gener").unwrap();
    }
    fs::remove_file(repository.output("ids.rs")).unwrap();
    let models = fs::read_to_string(repository.output("models.rs")).unwrap();
    fs::write(repository.output("models.rs"), models + "// old\n").unwrap();

    let check = repository.run(&["codegen", "--check"]);
    assert_eq!(check.code, 4, "{check:?}");
    let line = format!("{OUT}/enums.rs.codegen-unfinished is no longer produced\n");
    assert!(check.problems.contains(&line), "{}", check.problems);

    let run = repository.run(&["codegen"]);
    assert_eq!((run.code, run.problems.as_str()), (0, ""));
    assert!(
        run.results
            .ends_with(": 2 written, 4 unchanged, 3 removed\n"),
        "{}",
        run.results
    );
    assert_eq!(repository.outputs(), before);
}

/// A folder was a module of one file before: the file makes way.
#[test]
fn a_file_of_ours_makes_way_for_a_folder() {
    let repository = Repository::generated();
    let before = repository.outputs();
    let mark = fs::read(repository.output("ids.rs")).unwrap();
    fs::remove_dir_all(repository.output("operations")).unwrap();
    fs::write(repository.output("operations"), mark).unwrap();
    let run = repository.run(&["codegen"]);
    assert_eq!((run.code, run.problems.as_str()), (0, ""));
    assert_eq!(repository.outputs(), before);
}

#[test]
fn foreign_refused() {
    let repository = Repository::generated();
    fs::write(repository.output("notes.txt"), "mine\n").unwrap();
    symlink("ids.rs", repository.output("link.rs")).unwrap();
    fs::create_dir(repository.output("more")).unwrap();
    fs::write(repository.output("more/hand.rs"), "fn hand() {}\n").unwrap();
    // What a run would write if it did not refuse.
    fs::remove_file(repository.output("enums.rs")).unwrap();
    repository.edit_spec("maximum: 50", "maximum: 49");

    let before = repository.tree();
    let run = repository.run(&["codegen"]);
    assert_eq!((run.code, run.results.as_str()), (3, ""));
    assert_eq!(repository.tree(), before);
    let top = repository.path("").display().to_string();
    snapshot::assert_is("foreign_refused", &run.problems.replace(&top, ""));
}

#[test]
fn of_many_foreign_files_twenty_are_named() {
    let repository = Repository::generated();
    for number in 0..33 {
        fs::write(repository.output(&format!("{number}.txt")), "mine\n").unwrap();
    }
    let run = repository.run(&["codegen"]);
    assert_eq!(run.code, 3);
    assert_eq!(run.problems.matches(".txt\n").count(), 20);
    assert!(
        run.problems.contains("\n  ... 13 more\n"),
        "{}",
        run.problems
    );
}
