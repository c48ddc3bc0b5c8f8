//! `cargo xtask survey`: what becomes of a folder of documents.

use std::path::Path;
use std::process::{Command, Output};

fn survey(folder: &Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("survey")
        .arg(folder)
        .args(options)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .unwrap()
}

fn lines(output: &Output) -> Vec<String> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn every_document_of_a_folder_gets_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    std::fs::copy(fixtures.join("minimal.yaml"), folder.path().join("b.yaml")).unwrap();
    std::fs::write(folder.path().join("a.json"), "{}").unwrap();
    std::fs::write(folder.path().join("notes.txt"), "no document").unwrap();
    let output = survey(folder.path(), &[]);
    let lines = lines(&output);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].starts_with("a.json ") && lines[0].contains("refused with"),
        "{lines:?}"
    );
    assert!(
        lines[1].starts_with("b.yaml ") && lines[1].contains("generated"),
        "{lines:?}"
    );
}

#[test]
fn a_folder_without_documents_is_no_survey() {
    let folder = tempfile::tempdir().unwrap();
    for folder in [folder.path(), &folder.path().join("missing")] {
        let output = survey(folder, &[]);
        assert_eq!(output.status.code(), Some(3));
        assert!(output.stdout.is_empty());
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "));
    }
}

#[test]
#[ignore = "starts cargo"]
fn every_fixture_becomes_a_client_without_a_warning() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let output = survey(&fixtures, &["--check", "--pedantic", "--doc"]);
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{complaints}");
    let lines = lines(&output);
    assert!(!lines.is_empty());
    assert!(
        lines.iter().all(|line| line.contains("; compiled in ")),
        "{lines:#?}"
    );
}
