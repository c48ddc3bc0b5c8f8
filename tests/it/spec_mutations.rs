//! The document, broken at random: the generator takes it or refuses it with a place, and never panics.

mod broken;

use std::panic::{AssertUnwindSafe, catch_unwind};

use codegen::diagnostic::{Code, Source, Text};
use codegen::document::Pointer;
use codegen::{Diagnostic, Generated};
use fastrand::Rng;

use crate::{personnel, read};
use broken::{broken_text, broken_tree, tree, yaml};

/// Where the random numbers begin: the same cases in every run.
const SEED: u64 = 0x5045_5253_4f4e;

/// Codes of problems that are about no place.
const WITHOUT_PLACE: &[Code] = &[Code::EmptyDocument, Code::TooManyProblems];
/// Codes that say that the generator is wrong, not the document.
const DEFECTS: &[Code] = &[Code::TableDefect, Code::EmitterDefect];

/// Whether what the generator says makes sense, and reads as one text and one line of JSON.
fn assert_is_told(text: &str, problems: &[Diagnostic]) {
    let lines = text.lines().count() + 1;
    let shown = Text::new(Source::new(text.as_bytes()), false);
    for problem in problems {
        let line = problem.line as usize;
        assert_eq!(
            line == 0,
            WITHOUT_PLACE.contains(&problem.code),
            "{problem}"
        );
        assert!(
            line <= lines && (line == 0 || problem.column > 0),
            "{problem}"
        );
        assert!(!DEFECTS.contains(&problem.code), "{problem}");
        assert!(
            !problem.message.contains(char::is_control) && !problem.hint.contains(char::is_control),
            "{problem}"
        );
        assert!(
            problem.message.len() + problem.hint.len() < 4_000,
            "{problem}"
        );
        assert_eq!(
            problem.is_error() && problem.hint.is_empty(),
            problem.code == Code::TooManyProblems,
            "{problem}"
        );
        let shown = shown.render(problem);
        assert!(shown.contains(&format!("[{}]", problem.code)), "{shown}");
        assert!(
            !shown.contains(|c: char| c.is_control() && c != '\n'),
            "{shown}"
        );
        assert_eq!(problem.to_json().lines().count(), 1);
    }
}

/// Generates as the command does, which ends with 0 or 3; whether the document was taken.
fn judge(name: &str, text: &str) -> bool {
    match codegen::generate(name, text.as_bytes()) {
        Ok(Generated { notes, files, .. }) => {
            assert_is_told(text, &notes);
            assert!(!notes.iter().any(Diagnostic::is_error) && !files.is_empty());
            true
        }
        Err(problems) => {
            assert_is_told(text, &problems);
            assert!(
                problems.iter().any(Diagnostic::is_error),
                "refused without a reason"
            );
            false
        }
    }
}

/// How many of the cases were taken.
fn run(cases: usize) -> usize {
    let original = read("spec/personnel.yaml");
    let document = personnel();
    let root = tree(
        document
            .node(&Pointer::root())
            .expect("the document has a root"),
    );
    let case = &|case: usize| {
        let mut random = Rng::with_seed(SEED + case as u64);
        let (name, text, done) = if case % 4 == 3 {
            broken_text(&original, &mut random)
        } else {
            broken_tree(&root, case / 4 * 3 + case % 4, &mut random)
        };
        let judged = catch_unwind(AssertUnwindSafe(|| judge(name, &text)));
        judged.unwrap_or_else(|_| panic!("case {case} ({done}), see above"))
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let share = |first: usize| {
            (first..cases)
                .step_by(threads)
                .filter(|index| case(*index))
                .count()
        };
        let running: Vec<_> = (0..threads)
            .map(|first| scope.spawn(move || share(first)))
            .collect();
        running
            .into_iter()
            .map(|thread| thread.join().expect("the case is told above"))
            .sum()
    })
}

#[test]
fn a_broken_document_is_taken_or_refused() {
    let taken = run(1_000);
    assert!(
        (100..900).contains(&taken),
        "{taken} of 1000 were taken: the changes are too tame or too wild"
    );
}

#[test]
#[ignore = "ten times as many cases"]
fn many_broken_documents_are_taken_or_refused() {
    let taken = run(10_000);
    assert!(
        (1_000..9_000).contains(&taken),
        "{taken} of 10000 were taken"
    );
}

/// The tree is the document: unbroken, it is taken in each form.
#[test]
fn the_tree_of_the_document_is_taken() {
    let document = personnel();
    let root = tree(
        document
            .node(&Pointer::root())
            .expect("the document has a root"),
    );
    let mut text = String::new();
    yaml(&root, 0, &mut text);
    assert!(judge("same.yaml", text.trim_start()));
    assert!(judge("same.json", &root.to_string()));
}
