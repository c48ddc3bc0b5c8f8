//! Documents that are refused: the exact text of every problem, all of them in one run.

use codegen::Diagnostic;
use codegen::diagnostic::{Source, Text};

use crate::{assert_snapshot, read};

/// A fixture, and every problem that the generator has with it.
pub(crate) fn problems(file: &str) -> (String, Vec<Diagnostic>) {
    let name = file.rsplit('/').next().unwrap_or(file);
    let text = read(&format!("tests/fixtures/{file}"));
    let problems = match codegen::generate(name, text.as_bytes()) {
        Ok(generated) => generated.notes,
        Err(problems) => problems,
    };
    (text, problems)
}

/// Problems as the command prints them.
pub(crate) fn shown(text: &[u8], problems: &[Diagnostic]) -> String {
    let text = Text::new(Source::new(text), false);
    let problems: Vec<_> = problems
        .iter()
        .map(|problem| text.render(problem))
        .collect();
    problems.join("\n\n")
}

fn refused(case: &str) -> String {
    let (text, problems) = problems(&format!("refused/{case}.yaml"));
    assert!(
        problems.iter().any(Diagnostic::is_error),
        "the fixture is refused"
    );
    shown(text.as_bytes(), &problems)
}

macro_rules! refuses {
    ($($case:ident)*) => {$(
        #[test]
        fn $case() {
            assert_snapshot(concat!("refused_", stringify!($case)), &refused(stringify!($case)));
        }
    )*};
}

refuses! {
    access encoding endless_schemas five_mistakes name_clashes parameter_values unsupported_constructs wrong_extensions
}

#[test]
fn five_mistakes_are_five_problems() {
    assert_eq!(refused("five_mistakes").matches("error[").count(), 5);
}
