//! Documents that are refused: the exact text of every problem, all of them in one run.

use crate::{assert_snapshot, read};

fn problems(case: &str) -> String {
    let name = format!("{case}.yaml");
    let text = read(&format!("tests/fixtures/refused/{name}"));
    let problems = codegen::generate(&name, text.as_bytes()).expect_err("the fixture is refused");
    let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n\n")
}

macro_rules! refuses {
    ($($case:ident)*) => {$(
        #[test]
        fn $case() {
            assert_snapshot(concat!("refused_", stringify!($case)), &problems(stringify!($case)));
        }
    )*};
}

refuses! {
    access encoding endless_schemas five_mistakes name_clashes parameter_values unsupported_constructs wrong_extensions
}

#[test]
fn five_mistakes_are_five_problems() {
    assert_eq!(problems("five_mistakes").matches("error[").count(), 5);
}
