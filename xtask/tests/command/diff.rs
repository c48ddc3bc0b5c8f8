//! `cargo xtask diff`: revisions, files, standard input, what it writes and how it ends.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::repository::{Repository, Run, SPEC};
use crate::snapshot;

const LIMIT: (&str, &str) = ("            maximum: 50\n", "            maximum: 40\n");

/// A repository of git with one commit on `main`, and the document changed in the working tree.
fn edited() -> Repository {
    let repository = committed();
    repository.edit_spec(LIMIT.0, LIMIT.1);
    repository
}

fn committed() -> Repository {
    let repository = Repository::generated();
    let manifest = "[package]\nname = \"generated-client\"\nversion = \"0.1.0\"\n";
    fs::write(repository.path("generated-client/Cargo.toml"), manifest).unwrap();
    git(&repository, &["init", "--quiet", "--initial-branch=main"]);
    commit(&repository);
    repository
}

fn git(repository: &Repository, arguments: &[&str]) {
    let done = Command::new("git")
        .args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.com",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .current_dir(repository.path(""))
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
}

fn commit(repository: &Repository) {
    git(repository, &["add", "--all"]);
    git(repository, &["commit", "--quiet", "--message=change"]);
}

fn diff(repository: &Repository, arguments: &[&str]) -> Run {
    let mut command = repository.command(&["diff"]);
    for variable in ["XTASK_DIFF_BASE", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY"] {
        command.env_remove(variable);
    }
    command.args(arguments).output().unwrap().into()
}

#[test]
fn the_working_tree_is_compared_with_main() {
    let run = diff(&edited(), &[]);
    assert_eq!((run.code, run.problems.as_str()), (0, ""));
    snapshot::assert_is("diff", &without_commits(&run.results));
}

/// A text without the names of commits, which are others in each run.
fn without_commits(text: &str) -> String {
    let parts = text.split('@').enumerate();
    let shown = parts.map(|(index, part)| match index {
        0 => part.to_owned(),
        _ => format!("@COMMIT{}", &part[8..]),
    });
    shown.collect()
}

/// A side is named as it was given, with the commit that it stands for; a working tree that is as its commit is that one.
#[test]
fn the_sides_are_named_with_their_commits() {
    let repository = committed();
    git(&repository, &["switch", "--quiet", "--create=topic"]);
    repository.edit_spec(LIMIT.0, LIMIT.1);
    commit(&repository);
    let clean = diff(&repository, &["--format", "markdown"]);
    let title = clean.results.lines().nth(1).unwrap().to_owned();
    let (base, head) = title.rsplit_once(" → ").unwrap();
    assert!(base.contains(" · main@"), "{title}");
    assert!(
        head.len() == 8 && head.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{title}"
    );
    let json = diff(&repository, &["--format", "json"]);
    assert!(json.results.contains("\"rev\": \"main\""), "{json:?}");
    repository.edit_spec(LIMIT.1, "            maximum: 30\n");
    let edited = diff(&repository, &["--format", "markdown"]);
    assert!(edited.results.contains(" → working tree\n"), "{edited:?}");
}

#[test]
fn a_bare_revision_is_taken_where_the_head_left_it() {
    let repository = committed();
    git(&repository, &["switch", "--quiet", "--create=topic"]);
    repository.edit_spec(LIMIT.0, LIMIT.1);
    commit(&repository);
    git(&repository, &["switch", "--quiet", "main"]);
    repository.edit_spec("            default: 20\n", "            default: 25\n");
    commit(&repository);
    git(&repository, &["switch", "--quiet", "topic"]);
    let of_topic = diff(&repository, &["main", "topic"]);
    assert!(of_topic.results.contains("max-decreased"), "{of_topic:?}");
    assert!(!of_topic.results.contains("default-value"), "{of_topic:?}");
    let exact = diff(&repository, &["--exact-base", "main", "topic"]);
    assert!(exact.results.contains("default-value-changed"), "{exact:?}");
    let path = format!("main:{SPEC}");
    let by_path = diff(&repository, &[&path, SPEC]);
    assert_eq!(
        by_path.results.matches("max-decreased").count(),
        1,
        "{by_path:?}"
    );
}

#[test]
fn a_file_and_standard_input_are_compared() {
    let repository = edited();
    let old = repository.path("old.yaml");
    let text = fs::read_to_string(repository.path(SPEC)).unwrap();
    fs::write(&old, text.replace(LIMIT.1, LIMIT.0)).unwrap();
    let mut child = repository
        .command(&["diff", "old.yaml", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.results.contains("request-parameter-max-decreased"),
        "{run:?}"
    );
    assert!(run.results.contains("no version to compare"), "{run:?}");
}

#[test]
fn one_run_writes_every_format() {
    let repository = edited();
    let run = diff(&repository, &["--out", "markdown=a.md", "--out", "json=-"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.results.starts_with('{'),
        "the terminal's own text makes way: {run:?}"
    );
    let comment = fs::read_to_string(repository.path("a.md")).unwrap();
    assert!(
        comment.starts_with("<!-- xtask-diff:v1 spec/personnel.yaml -->\n"),
        "{comment}"
    );
}

#[test]
fn lines_are_linked_in_a_job_of_github() {
    let repository = edited();
    let mut command = repository.command(&["diff", "--format", "markdown"]);
    command
        .env("GITHUB_SERVER_URL", "https://github.com")
        .env("GITHUB_REPOSITORY", "a/b");
    let run = Run::from(command.env_remove("XTASK_DIFF_BASE").output().unwrap());
    assert!(
        run.results.contains("](https://github.com/a/b/blob/"),
        "{run:?}"
    );
}

#[test]
fn what_is_not_declared_ends_with_1() {
    let repository = edited();
    let policy = ["--fail-on", "undeclared"];
    let run = diff(&repository, &policy);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.problems.contains("spec/diff-acks.toml"), "{run:?}");
    let json = diff(&repository, &["--format", "json"]);
    let value: &str = json.results.split("\"fingerprint\": \"").nth(1).unwrap();
    let fingerprint = value.split('"').next().unwrap();
    let ack = format!(
        "[[ack]]\nrule = \"request-parameter-max-decreased\"\nat = \"#/paths/~1personnel/get/parameters/query:limit/schema/maximum\"\n\
         fingerprint = \"{fingerprint}\"\nkind = \"intended\"\nreason = \"the server changed\"\n"
    );
    fs::write(repository.path("spec/diff-acks.toml"), ack).unwrap();
    let run = diff(&repository, &policy);
    assert_eq!(run.code, 0, "{run:?}");
    repository.edit_spec(LIMIT.1, LIMIT.0);
    let stale = diff(&repository, &policy);
    assert_eq!(stale.code, 1, "{stale:?}");
    assert!(stale.results.contains("ack-stale"), "{stale:?}");
}

#[test]
fn options_hide_and_say_so() {
    let repository = edited();
    repository.edit_spec("            default: 20\n", "            default: 25\n");
    let run = diff(&repository, &["--level", "breaking"]);
    assert!(run.results.contains("1 change hidden"), "{run:?}");
    assert!(!run.results.contains("default-value"), "{run:?}");
    let docs = diff(&repository, &["--only", "docs"]);
    assert!(docs.results.contains("2 changes hidden"), "{docs:?}");
    let without = diff(&repository, &["--no-rust", "--fail-on", "rust-minor"]);
    assert_eq!(without.code, 0, "{without:?}");
    assert!(
        without.results.contains("rust: not looked at"),
        "{without:?}"
    );
    assert!(!without.results.contains("rust none"), "{without:?}");
    let json = diff(&repository, &["--no-rust", "--format", "json"]);
    assert!(json.results.contains("\"computed_bump\": null"), "{json:?}");
    let row = diff(&repository, &["--no-rust", "--format", "markdown"]);
    assert!(row.results.contains("| breaking | – |"), "{row:?}");
}

#[test]
fn a_commit_that_is_not_here_names_the_fetch() {
    let run = diff(&edited(), &["0123abc"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.problems.contains("git fetch origin 0123abc"), "{run:?}");
    assert!(run.problems.contains("fetch-depth: 0"), "{run:?}");
    let branch = diff(&edited(), &["origin/release"]);
    let fetch = "`git fetch origin release:refs/remotes/origin/release`";
    assert!(branch.problems.contains(fetch), "{branch:?}");
    let none = diff(&Repository::fresh(), &[]);
    assert_eq!(none.code, 3, "{none:?}");
    assert!(none.problems.contains("git fetch origin main"), "{none:?}");
}

/// A clone that was cut off lacks what is counted from its commits, whatever is fetched beside them.
#[test]
fn a_shallow_clone_is_told_to_fetch_what_was_cut_off() {
    let repository = committed();
    repository.edit_spec(LIMIT.0, LIMIT.1);
    commit(&repository);
    fs::write(repository.path(".git/shallow"), head_of(&repository)).unwrap();
    let run = diff(&repository, &["HEAD~1"]);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.problems.contains("`git fetch --unshallow`"), "{run:?}");
    assert!(run.problems.contains("fetch-depth: 0"), "{run:?}");
}

fn head_of(repository: &Repository) -> Vec<u8> {
    let mut command = Command::new("git");
    command.args(["rev-parse", "HEAD"]);
    let done = command.current_dir(repository.path("")).output().unwrap();
    done.stdout
}

/// What makes a policy met is said of that policy.
#[test]
fn a_policy_says_how_it_is_met() {
    let repository = edited();
    let wire = diff(&repository, &["--fail-on", "wire-breaking"]);
    assert!(
        wire.problems
            .contains("acknowledge them in spec/diff-acks.toml\n"),
        "{wire:?}"
    );
    repository.edit_spec(
        "operationId: Personnel_get\n",
        "operationId: Personnel_read\n",
    );
    let rust = diff(&repository, &["--fail-on", "rust-major"]);
    assert_eq!(rust.code, 1, "{rust:?}");
    assert!(!rust.problems.contains("diff-acks"), "{rust:?}");
    let listed = diff(&repository, &["--list-rules", "--out", "json=a.json"]);
    assert_eq!(listed.code, 2, "{listed:?}");
}

#[test]
fn a_base_without_the_document_is_empty() {
    let repository = committed();
    git(&repository, &["rm", "--quiet", "--cached", SPEC]);
    git(&repository, &["commit", "--quiet", "--message=without"]);
    let run = diff(&repository, &["--exact-base", "HEAD"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.results.matches("endpoint-added").count(), 8, "{run:?}");
    let missing = diff(&repository, &["HEAD:spec/other.yaml"]);
    assert_eq!(missing.code, 3, "{missing:?}");
}

#[test]
fn a_side_that_cannot_be_loaded_ends_with_3() {
    let repository = edited();
    repository.edit_spec("openapi: 3.0.3", "openapi: 2.0");
    let run = diff(&repository, &[]);
    assert_eq!((run.code, run.results.as_str()), (3, ""));
    assert!(run.problems.contains("cannot be loaded"), "{run:?}");
    fs::write(repository.path("acks.toml"), "[[ack]]\nrule = 1\n").unwrap();
    let acks = diff(&edited(), &["--acks", "nowhere.toml"]);
    assert_eq!(acks.code, 3, "{acks:?}");
}

#[test]
fn one_side_alone_comes_from_standard_input() {
    let run = diff(&edited(), &["-", "-"]);
    assert_eq!((run.code, run.results.as_str()), (2, ""), "{run:?}");
    assert!(
        run.problems
            .contains("only one side can come from standard input"),
        "{run:?}"
    );
    assert!(!run.problems.contains("help"), "{run:?}");
}

#[test]
fn rules_are_explained_and_listed() {
    let repository = Repository::fresh();
    let run = diff(
        &repository,
        &["--explain", "response-property-became-optional"],
    );
    assert_eq!(run.code, 0, "{run:?}");
    snapshot::assert_is("explain", &run.results);
    assert_eq!(diff(&repository, &["--explain", "nothing"]).code, 2);
    let list = diff(&repository, &["--list-rules", "--format", "json"]);
    assert!(list.results.starts_with('['), "{list:?}");
}

#[test]
fn diff_help() {
    let run = Repository::fresh().run(&["diff", "--help"]);
    assert_eq!((run.code, run.problems.as_str()), (0, ""));
    snapshot::assert_is("diff_help", &run.results);
}
