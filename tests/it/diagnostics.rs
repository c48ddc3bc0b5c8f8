//! Every code of a problem: a fixture of its own with the exact text of the whole output, and a section of the page.

use std::collections::BTreeSet;

use codegen::diagnostic::{Code, Severity};

use crate::refusals::{problems, shown};
use crate::{assert_snapshot, read, root};

const PAGE: &str = "codegen/DIAGNOSTICS.md";

/// Codes that no file shows well, and why.
const WITHOUT_FIXTURE: &[(Code, &str)] = &[
    (Code::BareCarriageReturn, "git would mend it"),
    (Code::EmitterDefect, "no document is known to cause it"),
    (Code::NotUtf8, "the fixtures are texts"),
    (Code::TableDefect, "no document is known to cause it"),
    (Code::TooDeep, "a text of brackets alone"),
    (Code::TooLarge, "it would be too large"),
    (Code::TooManyNodes, "it would be too large"),
    (Code::TooManyProblems, "it would be too long"),
];

/// The name of the fixture of a code, without its extension.
fn case(code: Code) -> String {
    code.name().replace('-', "_")
}

/// The file of a fixture, below the folder of all.
fn file(code: Code) -> String {
    let folder = match code.severity() {
        Severity::Error => "refused",
        Severity::Note => "noted",
    };
    let extension = if code == Code::JsonSyntax {
        "json"
    } else {
        "yaml"
    };
    format!("{folder}/{}.{extension}", case(code))
}

/// What is said about the fixture of a code, which must have it, and no other error beside it.
fn said(folder: &str, case: &str) -> String {
    let code = *Code::ALL
        .iter()
        .find(|code| self::case(**code) == case)
        .expect("the fixture is named for a code");
    let file = file(code);
    assert!(file.starts_with(folder), "{code} is not {folder}");
    let (text, found) = problems(&file);
    let of_code = found.iter().filter(|problem| problem.code == code).count();
    assert!(of_code > 0, "{code} is not among {found:#?}");
    for problem in found.iter().filter(|problem| problem.is_error()) {
        // An alias needs an anchor.
        let is_anchor = (code, problem.code) == (Code::YamlAlias, Code::YamlAnchor);
        assert!(is_anchor || problem.code == code, "{problem}");
    }
    shown(text.as_bytes(), &found)
}

/// One test for each code, named for it, and a list of them.
macro_rules! say {
    ($list:ident, $folder:literal: $($case:ident)*) => {
        const $list: &[&str] = &[$(stringify!($case)),*];
        $(
            #[test]
            fn $case() {
                assert_snapshot(concat!($folder, "_", stringify!($case)), &said($folder, stringify!($case)));
            }
        )*
    };
}

say! { REFUSED, "refused":
    all_of_itself all_of_part ambiguous_scalar answers_clash branch_clash component_name condition_not_enum
    condition_value content_not_one contradictory_limits duplicate_key empty_composition empty_content empty_document
    empty_enum endless_schema equivalent_paths extension extension_misplaced extension_misspelt foreign_key
    form_not_object header_name json_syntax key_name key_not_scalar key_not_text link_target mapping_unresolved
    missing_items missing_key multiple_of name_clash nested_in_parameter no_responses no_version not_a_map
    null_value openapi_3_1 optional_path_parameter own_server_relative
    parameter_content_schema parameter_media_type parameter_style parameter_without_schema path_by_ref
    path_characters path_dots path_query path_without_slash read_write_only readers_disagree ref_cycle
    ref_not_allowed ref_not_local ref_not_read ref_pointer ref_sibling ref_through_ref ref_unresolved
    ref_wrong_kind repeated_operation_id repeated_parameter repeated_required repeated_tag
    schema_and_content schema_key_outside scheme_key_foreign scheme_key_missing
    security_not_sent security_same_place server_clash server_default several_documents swagger_2 template_braces
    template_repeats too_many_parts two_examples type_clash type_of_3_1 undeclared_path_parameter undeclared_server_variable
    unknown_key unknown_security_scheme unknown_status unknown_version unknown_word unsupported unused_path_parameter
    wrong_kind yaml_alias yaml_anchor yaml_merge yaml_syntax yaml_tag
}

say! { NOTED, "noted":
    deep_object_list empty_value_allowed external_docs header_left_out ignored_sibling merged_branches not_generated
    not_in_query path_fragment relative_server repeated_enum_value repeated_server required_undescribed scheme_not_sent
    shared_token split_path twin_branch unknown_format
}

#[test]
fn every_code_has_a_fixture_of_its_own() {
    let tested: Vec<&str> = REFUSED.iter().chain(NOTED).copied().collect();
    for code in Code::ALL {
        let exempt = WITHOUT_FIXTURE.iter().any(|(without, _)| without == code);
        let case = case(*code);
        assert_eq!(
            tested.contains(&case.as_str()),
            !exempt,
            "{code} has a test, or a reason for none"
        );
        assert_eq!(
            root().join("tests/fixtures").join(file(*code)).exists(),
            !exempt,
            "{code}"
        );
    }
    assert_eq!(tested.len() + WITHOUT_FIXTURE.len(), Code::ALL.len());
    assert!(Code::ALL.len() >= 60);
}

#[test]
fn no_two_codes_have_one_name() {
    let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    let is_kebab = |name: &str| {
        name.chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    assert!(names.iter().all(|name| is_kebab(name)), "{names:?}");
}

/// What bytes give that no file of the repository can hold.
fn built(text: &[u8], code: Code, place: (u32, u32), message: &str) {
    let problems = codegen::generate("a.yaml", text).expect_err("it is refused");
    let [problem] = &problems[..] else {
        panic!("{problems:?}")
    };
    let found = (
        problem.code,
        problem.line,
        problem.column,
        problem.message.as_str(),
    );
    assert_eq!(found, (code, place.0, place.1, message));
    assert!(!problem.hint.is_empty());
    assert!(
        shown(text, &problems).len() < 2_000,
        "what is shown of a long text is short"
    );
}

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n";

#[test]
fn a_text_that_is_too_large() {
    let text = format!("{HEAD}x-a: {}\n", "a".repeat(16 * 1024 * 1024));
    built(
        text.as_bytes(),
        Code::TooLarge,
        (0, 0),
        "the document is longer than 16 MiB, the limit",
    );
}

#[test]
fn a_text_that_is_too_deep() {
    let text = format!("{HEAD}x-a: {}{}\n", "[".repeat(100), "]".repeat(100));
    let message = "lists and maps are nested more than 100 deep, the limit";
    built(text.as_bytes(), Code::TooDeep, (4, 105), message);
}

#[test]
fn a_text_of_too_many_nodes() {
    let text = format!("{HEAD}x-a: [{}]\n", "1,".repeat(1_000_000));
    let message = "the document has more than 1000000 keys and values, the limit";
    built(text.as_bytes(), Code::TooManyNodes, (4, 1_999_981), message);
}

#[test]
fn a_text_that_is_not_utf_8() {
    let text = [HEAD.as_bytes(), b"x-a: \xff\n"].concat();
    built(&text, Code::NotUtf8, (4, 6), "the text is not UTF-8 here");
}

#[test]
fn a_line_that_ends_in_a_carriage_return() {
    let text = format!("{HEAD}x-a: 1\rx-b: 2\n");
    let message = "a line ends in a carriage return alone, which not every reader takes for an end";
    built(text.as_bytes(), Code::BareCarriageReturn, (4, 7), message);
}

#[test]
fn more_problems_than_are_listed() {
    let text = (0..2_000).fold(HEAD.to_owned(), |text, index| {
        format!("{text}y{index}: 1\n")
    });
    let problems = codegen::generate("a.yaml", text.as_bytes()).expect_err("it is refused");
    assert_eq!(problems.len(), 1_001);
    let last = problems.last().expect("there are some");
    assert_eq!(
        (last.code, last.message.as_str()),
        (
            Code::TooManyProblems,
            "only the first 1000 problems are listed"
        )
    );
}

/// The sections of the page: the code, and what is said of it.
fn sections(page: &str) -> Vec<(&str, &str)> {
    page.split("\n## ")
        .skip(1)
        .map(|section| section.split_once('\n').expect("a heading has a text"))
        .collect()
}

#[test]
fn the_page_explains_every_code() {
    let page = read(PAGE);
    let explained: Vec<&str> = sections(&page).into_iter().map(|(code, _)| code).collect();
    let mut codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    codes.sort_unstable();
    assert_eq!(
        explained, codes,
        "{PAGE} has one section for each code, sorted"
    );
}

#[test]
fn the_page_says_what_the_fixtures_show() {
    let page = read(PAGE);
    for (name, section) in sections(&page) {
        let code = *Code::ALL
            .iter()
            .find(|code| code.name() == name)
            .expect("it is a code");
        let opening = match code.severity() {
            Severity::Error => "An error. ",
            Severity::Note => "A note. ",
        };
        assert!(
            section.trim_start().starts_with(opening),
            "{name} begins with {opening:?}"
        );
        let end = section.rsplit("```").next().unwrap_or_default().trim();
        assert!(end.ends_with('.'), "{name} ends with how to mend it");
        if WITHOUT_FIXTURE.iter().any(|(without, _)| *without == code) {
            continue;
        }
        let piece = section
            .split("```")
            .nth(1)
            .expect("there is a piece of a document");
        let piece: Vec<&str> = piece.lines().skip(1).map(str::trim).collect();
        let fixture = read(&format!("tests/fixtures/{}", file(code))).replace('\u{85}', "␤");
        let lines: Vec<&str> = fixture.lines().map(str::trim).collect();
        let is_part = lines.windows(piece.len()).any(|window| window == piece);
        assert!(is_part, "{name}: the piece is no part of its fixture");
    }
}
