//! Documents and what they become: one fixture, one test and one snapshot of the same name for each.

use std::fmt::Write as _;

use codegen::document::Document;

use crate::{assert_snapshot, read};

/// Every file that a document becomes, and what is told about it.
fn generated(case: &str) -> String {
    let name = format!("{case}.yaml");
    let text = read(&format!("tests/fixtures/{name}"));
    let generated =
        codegen::generate(&name, text.as_bytes()).unwrap_or_else(|problems| refused(&problems));
    let mut all = String::new();
    for (path, text) in generated.files.iter() {
        writeln!(all, "==> {path} <==\n{text}").expect("writing to a String cannot fail");
    }
    if !generated.notes.is_empty() {
        writeln!(all, "==> notes <==").expect("writing to a String cannot fail");
    }
    for note in &generated.notes {
        writeln!(all, "{note}").expect("writing to a String cannot fail");
    }
    all
}

/// What lowering decides about a document.
fn decided(case: &str) -> String {
    let name = format!("{case}.yaml");
    let document = Document::load(&name, read(&format!("tests/fixtures/{name}")))
        .unwrap_or_else(|p| refused(&p));
    let (api, _) = codegen::lower::lower(&document).unwrap_or_else(|problems| refused(&problems));
    format!("{api:#?}")
}

fn refused<T>(problems: &[codegen::Diagnostic]) -> T {
    let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
    panic!("the fixture is refused:\n{}", lines.join("\n"))
}

macro_rules! emits {
    ($($case:ident)*) => {$(
        #[test]
        fn $case() {
            assert_snapshot(stringify!($case), &generated(stringify!($case)));
        }
    )*};
}

macro_rules! decides {
    ($($test:ident: $case:literal)*) => {$(
        #[test]
        fn $test() {
            assert_snapshot(concat!($case, ".ir"), &decided($case));
        }
    )*};
}

emits! {
    additional_properties alias alike_lists all_of all_of_scalars any_of bodies body_conditions body_spread
    branches_beside_properties deprecated discriminator enum_values error_bodies examples form_encoding form_shared formats
    free_form hostile_text info inline_name_taken integer_enum limits long_enum media_types merged_names methods minimal
    multipart_encoding names noted nullable oauth odd_names one_of one_token open_enum other_names own_servers pagination
    parameter_matrix parameter_path_styles parameter_places parameter_types parameter_query_styles query_array_brackets
    read_and_write record recursion recursion_in_body reference_into_schema references required_undescribed
    response_headers responses security_kinds security_schemes server_variables servers subtypes subtypes_bare union_branch_names
}

decides! {
    all_of_decisions: "all_of"
    any_of_decisions: "any_of"
    discriminator_decisions: "discriminator"
    recursion_decisions: "recursion"
    body_conditions_decisions: "body_conditions"
    body_spread_decisions: "body_spread"
    names_decisions: "names"
    one_of_decisions: "one_of"
    pagination_decisions: "pagination"
    query_array_brackets_decisions: "query_array_brackets"
    record_decisions: "record"
    responses_decisions: "responses"
}
