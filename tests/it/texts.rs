//! The texts for people name what is there: files, tests and commands.

use std::collections::BTreeSet;

use crate::{read, root};

const TEXTS: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "codegen/DIAGNOSTICS.md",
    "spec/README.md",
    "generated-client/README.md",
];

/// What stands between two marks on one line, as often as it does.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    for line in text.lines() {
        for part in line.split(open).skip(1) {
            found.extend(part.split_once(close).map(|(inner, _)| inner));
        }
    }
    found
}

/// The words that a text has in backticks.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// A link goes to a file beside the text, and to nowhere on this machine.
#[test]
fn links_lead_to_files() {
    for text in TEXTS {
        let folder = root().join(text).parent().expect("it has one").to_owned();
        for link in between(&read(text), "](", ")") {
            if link.starts_with("https://") {
                continue;
            }
            let file = link.split('#').next().unwrap_or_default();
            assert!(folder.join(file).exists(), "{text} links to {link}");
        }
    }
}

/// A path in backticks is one of the repository, or of the crate that the text is about.
#[test]
fn paths_lead_to_files() {
    for text in TEXTS {
        let own = text.rsplit_once('/').map_or("", |(folder, _)| folder);
        let homes = [own, "", "generated-client/src", "codegen/src"];
        for word in code(&read(text)) {
            let is_path = [".rs", ".md", ".yaml", ".toml"]
                .iter()
                .any(|end| word.ends_with(end));
            if !is_path || word.contains([' ', '<', '*']) {
                continue;
            }
            let exists = homes
                .iter()
                .any(|home| root().join(home).join(word).exists());
            assert!(exists, "{text} names {word}, which is not there");
        }
    }
}

/// The names of all tests, fixtures included: each is a test under its own name.
fn tests() -> BTreeSet<String> {
    let mut folders: Vec<_> = [
        "tests",
        "xtask/tests",
        "generated-client/tests",
        "codegen/src",
    ]
    .map(|folder| root().join(folder))
    .into();
    let mut names = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let stem = path.file_stem().expect("it has a name").to_string_lossy();
            match path.extension().and_then(|extension| extension.to_str()) {
                Some("yaml") => {
                    names.insert(stem.into_owned());
                }
                Some("rs") => {
                    let text = std::fs::read_to_string(&path).expect("it is text");
                    names.extend(between(&text, "fn ", "(").into_iter().map(str::to_owned));
                }
                _ => {}
            }
        }
    }
    names
}

#[test]
fn each_invariant_names_tests_that_exist() {
    let text = read("ARCHITECTURE.md");
    let section = text
        .split("\n## ")
        .find(|section| section.starts_with("What must stay true"))
        .expect("the invariants have a section");
    let (tests, lints) = (tests(), ["iter_over_hash_type"]);
    let rows: Vec<_> = section
        .lines()
        .filter(|line| line.starts_with("| ") && !line.contains("---"))
        .skip(1)
        .collect();
    assert_eq!(rows.len(), 9, "nine invariants");
    for row in rows {
        let held_by = row.split('|').nth(3).expect("the table has three columns");
        let names: Vec<_> = code(held_by).filter(|name| !name.contains('/')).collect();
        assert!(!names.is_empty(), "nothing holds: {row}");
        for name in names {
            let exists = tests.contains(name) || lints.contains(&name);
            assert!(exists, "ARCHITECTURE.md names the test {name}");
        }
    }
}

/// Whoever follows the README runs what the checks run first.
#[test]
fn the_checks_begin_with_the_command_of_the_readme() {
    let checks = read(".ci/run");
    let first = checks
        .lines()
        .find_map(|line| line.strip_prefix("run "))
        .expect("the checks run something");
    assert_eq!(first, "cargo test --workspace");
    assert!(read("README.md").contains(&format!("\n{first} ")));
    assert!(read(".github/workflows/ci.yml").contains("- run: .ci/run\n"));
}
