//! Every refusal of the loader, with the exact words.

use std::fmt::Write as _;

use super::super::Document;
use super::{problems, with_head};
use crate::diagnostic::Code;
use crate::limit;

/// Blocks of `== name`, a document (`+`: the head is left out), `--`, and what is said about it.
const CASES: &str = include_str!("refusals.txt");

/// A document of a case: the characters that an editor would lose are written as symbols.
fn document(text: &str) -> String {
    let text = text.replace('␍', "\r").replace('␤', "\u{85}");
    text.strip_prefix("+\n")
        .map_or_else(|| text.clone(), with_head)
}

/// The document, and what is said about it.
fn block(name: &str, text: &str) -> String {
    let mut block = format!("== {name}\n{text}\n--\n");
    for problem in problems(&document(&format!("{text}\n"))) {
        writeln!(block, "{problem}").unwrap();
    }
    block
}

#[test]
fn every_refusal_has_its_words() {
    let mut fresh = String::new();
    for case in CASES.split("== ").skip(1) {
        let (name, text) = case.split_once('\n').unwrap();
        let (text, _) = text.split_once("\n--\n").unwrap();
        fresh.push_str(&block(name, text));
    }
    let changed = similar::TextDiff::from_lines(CASES, &fresh)
        .unified_diff()
        .to_string();
    assert!(
        changed.is_empty(),
        "tests/refusals.txt says otherwise:\n{changed}"
    );
}

fn codes(text: impl AsRef<[u8]>) -> Vec<Code> {
    let problems = Document::load("a.yaml", text).unwrap_err();
    problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn limits_are_named() {
    let long = with_head(&format!("x-a: {}\n", "a".repeat(limit::TEXT)));
    assert_eq!(codes(&long), [Code::TooLarge]);
    let many = with_head(&format!("x-a: [{}]\n", "1,".repeat(limit::NODES)));
    assert_eq!(codes(&many), [Code::TooManyNodes]);
    let nested = with_head(&format!("x-a: {}{}\n", "[".repeat(98), "]".repeat(98)));
    assert!(Document::load("a.yaml", &nested).is_ok());
    let deep = with_head(&format!("x-a: {}{}\n", "[".repeat(100), "]".repeat(100)));
    assert_eq!(codes(&deep), [Code::TooDeep]);
    let json = format!("{{\"x-a\": {}{}}}", "[".repeat(100), "]".repeat(100));
    assert_eq!(codes(&json), [Code::TooDeep]);
}

#[test]
fn a_list_of_problems_has_an_end() {
    let mut text = String::new();
    for index in 0..limit::PROBLEMS + 10 {
        writeln!(text, "unknown{index}: 1").unwrap();
    }
    let codes = codes(with_head(&text));
    assert_eq!(codes.len(), limit::PROBLEMS + 1);
    assert_eq!(codes.last(), Some(&Code::TooManyProblems));
}

#[test]
fn bytes_must_be_utf_8() {
    let problems =
        Document::load("a.yaml", b"openapi: 3.0.3\ninfo: {title: \xc3\xa4\xff}\n").unwrap_err();
    let place = (problems[0].code, problems[0].line, problems[0].column);
    assert_eq!(place, (Code::NotUtf8, 2, 16));
}

/// Problems of all stages come in one run and in the order of the text, notes among them.
#[test]
fn five_mistakes_are_five_problems() {
    let case = CASES
        .split("== ")
        .find(|case| case.starts_with("all_mistakes_at_once"))
        .unwrap();
    assert_eq!(case.matches("error[").count(), 5);
}
