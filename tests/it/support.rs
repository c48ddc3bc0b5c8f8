//! `codegen/OPENAPI-SUPPORT.md` against the code: a line for each key of OpenAPI 3.0.3, and what it says is so.
//!
//! A key that is said to be supported changes the client, or what is told about the document, where a fixture changes it;
//! so none is passed over in silence.

use std::collections::{BTreeMap, BTreeSet};

use codegen::diagnostic::Severity;
use codegen::document::{Document, Pointer, Term, vocabulary};
use serde_json::Value;

use crate::read;

const PAGE: &str = "codegen/OPENAPI-SUPPORT.md";

/// What becomes of a key or a construct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Supported,
    NotGenerated,
    Refused,
    /// It says nothing that a client could do or tell.
    ToldNowhere,
}

/// A line of the page.
#[derive(Debug)]
struct Line {
    /// The heading that it stands under.
    heading: String,
    /// Its first cell, as it is written.
    what: String,
    state: State,
    words: String,
    fixtures: Vec<String>,
}

/// The texts between backticks.
fn spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The texts between quotes.
fn quotes(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

fn line(heading: &str, row: &str) -> Line {
    let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
    let [what, state, words, fixtures] = cells[..] else {
        panic!("a line of {PAGE} has not four cells: {row}");
    };
    let state = match state {
        "supported" => State::Supported,
        "not generated" => State::NotGenerated,
        "refused" => State::Refused,
        "told nowhere" => State::ToldNowhere,
        other => panic!("{PAGE} knows no state {other:?}: {row}"),
    };
    Line {
        heading: heading.to_owned(),
        what: what.to_owned(),
        state,
        words: words.to_owned(),
        fixtures: spans(fixtures).map(str::to_owned).collect(),
    }
}

/// The lines of all tables under headings of the third level.
fn lines() -> Vec<Line> {
    let page = read(PAGE);
    let mut heading = String::new();
    let mut lines = Vec::new();
    for row in page.lines() {
        if let Some(text) = row.strip_prefix("### ") {
            text.clone_into(&mut heading);
        } else if !heading.is_empty()
            && row.starts_with("| ")
            && !row.starts_with("| ---")
            && !row.contains("| state |")
        {
            lines.push(line(&heading, row));
        }
    }
    assert!(!lines.is_empty());
    lines
}

/// The heading of an object: its noun, which begins with a capital.
fn heading_of(noun: &str) -> String {
    let (first, rest) = noun.split_at(1);
    first.to_uppercase() + rest
}

/// The lines of the keys of objects, by heading and key.
fn key_lines() -> BTreeMap<(String, String), Line> {
    let headings: BTreeSet<String> = vocabulary()
        .iter()
        .map(|term| heading_of(term.object))
        .collect();
    let mut keys = BTreeMap::new();
    for line in lines()
        .into_iter()
        .filter(|line| headings.contains(&line.heading))
    {
        let key = line.what.trim_matches('`').to_owned();
        let twice = keys.insert((line.heading.clone(), key), line);
        assert!(twice.is_none(), "a key has two lines: {twice:?}");
    }
    keys
}

#[test]
fn every_key_of_the_specification_has_one_line() {
    let known: BTreeSet<(String, String)> = vocabulary()
        .iter()
        .map(|term| (heading_of(term.object), term.key.to_owned()))
        .collect();
    let told: BTreeSet<(String, String)> = key_lines().into_keys().collect();
    let missing: Vec<_> = known.difference(&told).collect();
    assert!(missing.is_empty(), "without a line: {missing:?}");
    let stale: Vec<_> = told.difference(&known).collect();
    assert!(stale.is_empty(), "lines of no key: {stale:?}");
}

/// What a document becomes: its files, and what is told about it.
#[derive(PartialEq)]
struct Outcome {
    files: Vec<(String, String)>,
    told: Vec<(Severity, String)>,
}

impl Outcome {
    fn is_error(&self) -> bool {
        let mut told = self.told.iter();
        told.any(|(severity, _)| *severity == Severity::Error)
    }
}

fn outcome(document: &Value) -> Outcome {
    let text = document.to_string();
    let (files, told) = match codegen::generate("fixture.json", text.as_bytes()) {
        Ok(generated) => {
            let files = generated.files.iter();
            let files = files.map(|(path, text)| (path.to_string(), text.to_string()));
            (files.collect(), generated.notes)
        }
        Err(problems) => (Vec::new(), problems),
    };
    let told = told.into_iter();
    let told = told.map(|problem| {
        let text = format!(
            "{} {} {}",
            problem.code.name(),
            problem.pointer,
            problem.message
        );
        (problem.severity, text)
    });
    Outcome {
        files,
        told: told.collect(),
    }
}

/// A fixture as JSON, where its keys stand, and what it becomes.
struct Fixture {
    document: Value,
    terms: Vec<(Term, Pointer)>,
    outcome: Outcome,
}

impl Fixture {
    fn load(case: &str) -> Self {
        let name = format!("tests/fixtures/{case}.yaml");
        let loaded = Document::load(&name, read(&name))
            .unwrap_or_else(|problems| panic!("{name} does not load: {problems:?}"));
        let tree = loaded.node(&Pointer::root()).expect("there is a root");
        let document = serde_json::from_str(&tree.to_json()).expect("it is JSON");
        Self {
            terms: loaded.terms(),
            outcome: outcome(&document),
            document,
        }
    }

    fn places<'a>(&'a self, object: &str, key: &str) -> Vec<(&'a Term, &'a Pointer)> {
        let found = self.terms.iter();
        let found = found.filter(|(term, _)| heading_of(term.object) == object && term.key == key);
        found.map(|(term, at)| (term, at)).collect()
    }

    /// What the fixture becomes without a key, or with another text where the key is required.
    fn without(&self, term: &Term, at: &Pointer) -> Outcome {
        let mut document = self.document.clone();
        let parent = at.parent().expect("a key stands in an object");
        let parent = parent.to_string();
        let object = document
            .pointer_mut(parent.trim_start_matches('#'))
            .and_then(Value::as_object_mut)
            .expect("the object is there");
        match object.get_mut(term.key) {
            Some(Value::String(text)) if term.is_required => text.push('X'),
            _ => drop(object.remove(term.key)),
        }
        outcome(&document)
    }
}

/// The notes that are told of one document and not of the other.
fn notes_lost(before: &Outcome, after: &Outcome) -> bool {
    let mut notes = before
        .told
        .iter()
        .filter(|(severity, _)| *severity == Severity::Note);
    notes.any(|note| !after.told.contains(note))
}

/// What a line claims and the fixture does not show.
fn complaint(line: &Line, fixture: &Fixture, case: &str) -> Option<String> {
    let key = line.what.trim_matches('`');
    let what = format!("{}: `{key}`", line.heading);
    let places = fixture.places(&line.heading, key);
    if places.is_empty() {
        return Some(format!("{what} is not in {case}"));
    }
    let mut outcomes = places.iter().map(|(term, at)| fixture.without(term, at));
    let is_so = match line.state {
        State::Supported => outcomes.any(|outcome| outcome != fixture.outcome),
        State::NotGenerated => outcomes.any(|outcome| notes_lost(&fixture.outcome, &outcome)),
        // Without it the document may be none, but no client and no note differs.
        State::ToldNowhere => {
            outcomes.all(|outcome| outcome == fixture.outcome || outcome.is_error())
        }
        State::Refused => false,
    };
    (!is_so).then(|| format!("{what} is not {:?} in {case}", line.state))
}

#[test]
fn every_key_is_what_its_line_says_and_none_is_skipped_in_silence() {
    let mut fixtures: BTreeMap<String, Fixture> = BTreeMap::new();
    let mut complaints = Vec::new();
    for line in key_lines().values() {
        if line.fixtures.is_empty() {
            complaints.push(format!("{}: {} names no fixture", line.heading, line.what));
        }
        for case in &line.fixtures {
            let fixture = fixtures
                .entry(case.clone())
                .or_insert_with(|| Fixture::load(case));
            complaints.extend(complaint(line, fixture, case));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a line about a construct claims, and one of its fixtures does not show.
fn complaints(line: &Line, case: &str) -> Vec<String> {
    let text = squeezed(&read(&format!("tests/fixtures/{case}.yaml")));
    let snapshot = read(&format!("tests/snapshots/{}.snap", case.replace('/', "_")));
    let missing = spans(&line.what).filter(|span| !text.contains(span));
    let mut complaints: Vec<String> = missing
        .map(|span| format!("`{span}` is not in {case}"))
        .collect();
    let told: Vec<&str> = quotes(&line.words).collect();
    if told.is_empty() && matches!(line.state, State::Refused | State::NotGenerated) {
        complaints.push("no message is quoted".to_owned());
    }
    if (line.state == State::Refused) != case.starts_with("refused/") {
        complaints.push(format!("{case} is no fixture of that state"));
    }
    let untold = told.into_iter().filter(|words| !snapshot.contains(words));
    complaints.extend(untold.map(|words| format!("{case} does not tell {words:?}")));
    complaints
}

#[test]
fn every_construct_is_in_the_fixture_that_its_line_names() {
    let keys = key_lines();
    let is_key = |line: &Line| keys.values().any(|key| key.heading == line.heading);
    let mut all = Vec::new();
    for line in lines().into_iter().filter(|line| !is_key(line)) {
        let what = format!("{}: {}", line.heading, line.what);
        if line.fixtures.is_empty() {
            all.push(format!("{what}: no fixture is named"));
        }
        let found = line
            .fixtures
            .iter()
            .flat_map(|case| complaints(&line, case));
        all.extend(found.map(|complaint| format!("{what}: {complaint}")));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}
