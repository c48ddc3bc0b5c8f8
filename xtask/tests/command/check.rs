//! `--check`: red for whatever differs, with the command to run, and never a hand on the tree.

use std::fs;
use std::os::unix::fs::symlink;

use crate::repository::{OUT, Repository, Run};
use crate::snapshot;

const COMMAND: &str = "cargo xtask codegen";

/// Checks a tree after a change: it must be red, say these lines, and touch nothing.
fn assert_red(change: impl FnOnce(&Repository), lines: &[&str]) -> (Repository, Run) {
    let repository = Repository::generated();
    change(&repository);
    let before = repository.tree();
    let run = repository.run(&["codegen", "--check"]);
    assert_eq!(repository.tree(), before, "the tree was touched");
    assert_eq!((run.code, run.results.as_str()), (4, ""), "{run:?}");
    assert_eq!(run.problems.lines().last(), Some(COMMAND), "{run:?}");
    for line in lines {
        let line = format!("{OUT}/{line}");
        assert!(
            run.problems.lines().any(|other| other == line),
            "no line {line:?} in\n{}",
            run.problems
        );
    }
    let differing = format!(" {} to mend. Run:\n", files(lines.len()));
    assert!(run.problems.contains(&differing), "{}", run.problems);
    (repository, run)
}

/// As `assert_red`; the command that it names mends the tree.
fn assert_mended(change: impl FnOnce(&Repository), lines: &[&str]) {
    let (repository, _) = assert_red(change, lines);
    let run = repository.run(&["codegen"]);
    assert_eq!((run.code, run.problems.as_str()), (0, ""));
    assert_green(&repository);
}

/// As `assert_red`; the command refuses, since the file may be somebody's work.
fn assert_refused(change: impl FnOnce(&Repository), lines: &[&str]) {
    let (repository, _) = assert_red(change, lines);
    let before = repository.tree();
    assert_eq!(repository.run(&["codegen"]).code, 3);
    assert_eq!(repository.tree(), before);
}

fn assert_green(repository: &Repository) {
    let before = repository.tree();
    let run = repository.run(&["codegen", "--check"]);
    assert_eq!((run.code, run.problems.as_str()), (0, ""));
    let count = files(repository.outputs().len());
    assert_eq!(
        run.results,
        format!("{OUT} is what spec/personnel.yaml gives: {count}\n")
    );
    assert_eq!(repository.tree(), before);
}

fn files(count: usize) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} file{plural}")
}

fn edit(repository: &Repository, name: &str, edit: impl FnOnce(String) -> String) {
    let path = repository.output(name);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, edit(text)).unwrap();
}

#[test]
fn nothing_changed() {
    assert_green(&Repository::generated());
}

#[test]
fn nothing_generated_yet() {
    let repository = Repository::fresh();
    let before = repository.tree();
    let run = repository.run(&["codegen", "--check"]);
    assert_eq!(run.code, 4);
    assert!(run.problems.contains(&format!("{OUT}/mod.rs is missing\n")));
    assert_eq!(repository.tree(), before);
}

#[test]
fn a_byte_added() {
    assert_mended(
        |repository| edit(repository, "ids.rs", |text| text + "\n"),
        &["ids.rs is changed"],
    );
}

/// The line after the header says the same with it as without.
#[test]
fn a_trailing_blank() {
    let change = |text: String| text.replacen("Do not edit.\n", "Do not edit. \n", 1);
    let (_, run) = assert_red(
        |repository| edit(repository, "mod.rs", change),
        &["mod.rs is changed"],
    );
    assert!(
        run.problems.contains("Do not edit.\\u{20}\n+"),
        "{}",
        run.problems
    );
    assert_mended(
        |repository| edit(repository, "mod.rs", change),
        &["mod.rs is changed"],
    );
}

#[test]
fn a_file_deleted() {
    assert_mended(
        |repository| fs::remove_file(repository.output("enums.rs")).unwrap(),
        &["enums.rs is missing"],
    );
}

#[test]
fn a_file_renamed() {
    assert_mended(
        |repository| {
            fs::rename(repository.output("enums.rs"), repository.output("e.rs")).unwrap();
        },
        &["enums.rs is missing", "e.rs is no longer produced"],
    );
}

#[test]
fn a_file_added_with_our_first_line() {
    assert_mended(
        |repository| {
            fs::copy(repository.output("ids.rs"), repository.output("more.rs")).unwrap();
        },
        &["more.rs is no longer produced"],
    );
}

#[test]
fn a_file_added_with_our_first_line_in_a_new_folder() {
    assert_mended(
        |repository| {
            fs::create_dir(repository.output("more")).unwrap();
            fs::copy(repository.output("ids.rs"), repository.output("more/m.rs")).unwrap();
        },
        &["more/m.rs is no longer produced"],
    );
}

#[test]
fn a_file_added() {
    assert_refused(
        |repository| fs::write(repository.output("more.rs"), "fn more() {}\n").unwrap(),
        &["more.rs is not the generator's; move it elsewhere or delete it"],
    );
}

#[test]
fn a_file_added_in_a_new_folder() {
    assert_refused(
        |repository| {
            fs::create_dir(repository.output("more")).unwrap();
            fs::write(repository.output("more/m.rs"), "").unwrap();
        },
        &["more/m.rs is not the generator's; move it elsewhere or delete it"],
    );
}

/// The file is no longer known as ours by its first line; it may be somebody's work.
#[test]
fn a_byte_added_before_the_first_line() {
    assert_refused(
        |repository| edit(repository, "ids.rs", |text| format!("\u{feff}{text}")),
        &["ids.rs is not the generator's; move it elsewhere or delete it"],
    );
}

#[test]
fn line_ends_turned_to_crlf() {
    let change = |text: String| text.replace('\n', "\r\n");
    let (_, run) = assert_red(
        |repository| edit(repository, "servers.rs", change),
        &["servers.rs is changed"],
    );
    assert!(run.problems.contains("Do not edit.\\u{d}\n"), "{run:?}");
    assert_mended(
        |repository| edit(repository, "servers.rs", change),
        &["servers.rs is changed"],
    );
}

/// A link to the very same bytes: whoever writes through it writes elsewhere.
#[test]
fn a_file_replaced_by_a_link() {
    assert_refused(
        |repository| {
            let (file, elsewhere) = (repository.output("ids.rs"), repository.path("ids.rs"));
            fs::rename(&file, &elsewhere).unwrap();
            symlink(elsewhere, file).unwrap();
        },
        &["ids.rs is not the generator's; move it elsewhere or delete it"],
    );
}

#[test]
fn a_folder_replaced_by_a_link() {
    assert_refused(
        |repository| {
            let (folder, elsewhere) = (repository.output("operations"), repository.path("ops"));
            fs::rename(&folder, &elsewhere).unwrap();
            symlink(elsewhere, folder).unwrap();
        },
        &[
            "operations is not the generator's; move it elsewhere or delete it",
            "operations/personnel.rs is missing",
        ],
    );
}

#[test]
fn an_enum_value_changed_in_the_document() {
    assert_mended(
        |repository| repository.edit_spec("- ASC\n", "- ASCENDING\n"),
        &["enums.rs is changed"],
    );
}

#[test]
fn a_limit_changed_in_the_document() {
    assert_mended(
        |repository| repository.edit_spec("maximum: 50\n", "maximum: 49\n"),
        &["operations/personnel.rs is changed"],
    );
}

#[test]
fn the_command_repeats_the_options() {
    let repository = Repository::fresh();
    let options = ["--spec", "spec/personnel.yaml", "--out", "it's here"];
    let run = repository.run(&[&["codegen", "--check"], &options[..]].concat());
    assert_eq!(run.code, 4);
    assert_eq!(
        run.problems.lines().last(),
        Some(r"cargo xtask codegen --spec spec/personnel.yaml --out 'it'\''s here'")
    );
    assert_eq!(
        repository.run(&[&["codegen"], &options[..]].concat()).code,
        0
    );
    assert!(repository.path("it's here/mod.rs").exists());
}

#[test]
fn difference() {
    let (_, run) = assert_red(
        |repository| {
            edit(repository, "servers.rs", |text| {
                text.replace("public-api.eu.", "\u{202e}eu.")
                    .replace("/// North America.", "/// The north. \t")
            });
        },
        &["servers.rs is changed"],
    );
    snapshot::assert_is("difference", &run.problems);
}

/// Two header lines, one line of place, and every line of a file that lost them all.
#[test]
fn a_difference_is_cut_at_200_lines() {
    let repository = Repository::generated();
    let lost = fs::read_to_string(repository.output("models.rs")).unwrap();
    let mark = lost.lines().next().unwrap().to_owned();
    let (_, run) = assert_red(
        |repository| edit(repository, "models.rs", |_| mark + "\n"),
        &["models.rs is changed"],
    );
    let lines: Vec<_> = run.problems.lines().collect();
    // The difference stands between the line that names the file and the two that end the run.
    let shown = &lines[1..lines.len() - 2];
    let more = 3 + lost.lines().count() - 200;
    assert_eq!(shown.len(), 201);
    assert_eq!(shown[200], format!("... {more} more"));
}
