//! `--format json`: problems for other programs, one object a line on standard output and nothing else there.

use std::fs;

use serde_json::Value;

use crate::repository::{Repository, Run};

const JSON: &[&str] = &["--format", "json"];

/// A document of one note, and with `problem` beside it.
const NOTED: &str =
    "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\nexternalDocs: {url: a}\n";

fn run(document: &str, options: &[&str]) -> Run {
    let repository = Repository::fresh();
    fs::write(repository.path("a.yaml"), document).unwrap();
    let usual = ["codegen", "--spec", "a.yaml", "--out", "out"];
    repository.run(&[&usual, options].concat())
}

/// Every line of standard output, which is an object with these keys in this order.
fn objects(run: &Run) -> Vec<Value> {
    let keys = [
        "severity", "code", "file", "line", "column", "pointer", "message", "hint",
    ];
    let object = |line: &str| {
        let places = keys.map(|key| line.find(&format!("\"{key}\":")));
        assert!(
            places.iter().all(Option::is_some) && places.is_sorted(),
            "{line}"
        );
        let object: Value = serde_json::from_str(line).unwrap();
        assert_eq!(object.as_object().unwrap().len(), keys.len(), "{line}");
        object
    };
    run.results.lines().map(object).collect()
}

#[test]
fn a_refused_document_as_json() {
    let run = run(&format!("{NOTED}tagz: []\n"), JSON);
    assert_eq!(run.code, 3);
    let [note, error] = &objects(&run)[..] else {
        panic!("{run:?}")
    };
    assert_eq!(
        (&note["severity"], &note["hint"]),
        (&"note".into(), &Value::Null)
    );
    let place = [
        &error["file"],
        &error["line"],
        &error["column"],
        &error["pointer"],
    ];
    assert_eq!(
        place,
        [&Value::from("a.yaml"), &5.into(), &1.into(), &"#".into()]
    );
    let texts = [&error["code"], &error["message"], &error["hint"]];
    assert_eq!(
        texts,
        [
            "unknown-key",
            "unknown key `tagz` in the document",
            "did you mean `tags`?"
        ]
    );
    assert_eq!(run.problems.matches("error").count(), 1, "{}", run.problems);
    assert!(
        run.problems
            .starts_with("error: a.yaml is refused for 1 problem; ")
    );
}

#[test]
fn a_problem_without_a_place_as_json() {
    let run = run("# nothing\n", JSON);
    let objects = objects(&run);
    assert_eq!(
        (&objects[0]["line"], &objects[0]["column"]),
        (&Value::Null, &Value::Null)
    );
}

#[test]
fn notes_as_json_and_the_summary_elsewhere() {
    for (options, code) in [(&["--check"][..], 4), (&[], 0)] {
        let run = run(NOTED, &[JSON, options].concat());
        assert_eq!((run.code, objects(&run).len()), (code, 1));
        assert!(run.problems.contains("a.yaml"), "{run:?}");
    }
}

#[test]
fn nothing_to_tell_is_nothing_on_standard_output() {
    let repository = Repository::generated();
    for options in [&["codegen", "--check"][..], &["codegen"]] {
        let run = repository.run(&[options, JSON].concat());
        assert_eq!((run.code, run.results.as_str()), (0, ""));
        assert!(!run.problems.is_empty());
    }
}

/// A job reads annotations from the stream that the objects are on.
#[test]
fn no_annotation_among_the_objects() {
    let repository = Repository::fresh();
    let mut command = repository.command(&[&["codegen", "--check"], JSON].concat());
    let run: Run = command
        .env("GITHUB_ACTIONS", "true")
        .output()
        .unwrap()
        .into();
    assert_eq!((run.code, run.results.as_str()), (4, ""));
}
