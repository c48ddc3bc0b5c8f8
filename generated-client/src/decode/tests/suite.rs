//! The JSON test suite, whose folder is named by an environment variable.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::{env, fs};

use serde_json::Value;

use super::super::{DecodeError, decode};
use super::model::Page;
use crate::drift::Strictness;

/// What becomes of the files of which the suite leaves open whether they are JSON.
const OPEN: &str = "
i_number_double_huge_neg_exp => accepted
i_number_huge_exp => accepted: Coerced(Number)
i_number_neg_int_huge_exp => accepted: Coerced(Number)
i_number_pos_double_huge_exp => accepted: Coerced(Number)
i_number_real_neg_overflow => accepted: Coerced(Number)
i_number_real_pos_overflow => accepted: Coerced(Number)
i_number_real_underflow => accepted
i_number_too_big_neg_int => accepted
i_number_too_big_pos_int => accepted
i_number_very_big_negative_int => accepted
i_object_key_lone_2nd_surrogate => accepted: LoneSurrogate
i_string_1st_surrogate_but_2nd_missing => accepted: LoneSurrogate
i_string_1st_valid_surrogate_2nd_invalid => accepted: LoneSurrogate
i_string_UTF-16LE_with_BOM => refused
i_string_UTF-8_invalid_sequence => accepted: InvalidUtf8
i_string_UTF8_surrogate_U+D800 => accepted: InvalidUtf8
i_string_incomplete_surrogate_and_escape_valid => accepted: LoneSurrogate
i_string_incomplete_surrogate_pair => accepted: LoneSurrogate
i_string_incomplete_surrogates_escape_valid => accepted: LoneSurrogate
i_string_invalid_lonely_surrogate => accepted: LoneSurrogate
i_string_invalid_surrogate => accepted: LoneSurrogate
i_string_invalid_utf-8 => accepted: InvalidUtf8
i_string_inverted_surrogates_U+1D11E => accepted: LoneSurrogate
i_string_iso_latin_1 => accepted: InvalidUtf8
i_string_lone_second_surrogate => accepted: LoneSurrogate
i_string_lone_utf8_continuation_byte => accepted: InvalidUtf8
i_string_not_in_unicode_range => accepted: InvalidUtf8
i_string_overlong_sequence_2_bytes => accepted: InvalidUtf8
i_string_overlong_sequence_6_bytes => accepted: InvalidUtf8
i_string_overlong_sequence_6_bytes_null => accepted: InvalidUtf8
i_string_truncated-utf-8 => accepted: InvalidUtf8
i_string_utf16BE_no_BOM => refused
i_string_utf16LE_no_BOM => refused
i_structure_500_nested_arrays => no value: TooDeep
i_structure_UTF-8_BOM_empty_object => accepted: Bom
";

fn files() -> BTreeMap<String, Vec<u8>> {
    let folder = env::var_os("JSON_TEST_SUITE")
        .expect("JSON_TEST_SUITE names the folder `test_parsing` of the suite");
    let entries = fs::read_dir(PathBuf::from(folder)).unwrap();
    let json = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"));
    json.map(|path| {
        (
            path.file_stem().unwrap().to_string_lossy().into_owned(),
            fs::read(&path).unwrap(),
        )
    })
    .collect()
}

fn outcome(result: Result<Vec<String>, DecodeError>) -> String {
    match result {
        Ok(drift) if drift.is_empty() => "accepted".to_owned(),
        Ok(drift) => format!("accepted: {}", drift.join(", ")),
        Err(error) if error.is_syntax() => "refused".to_owned(),
        Err(error) => format!("no value: {:?}", error.drift()[0].kind),
    }
}

fn free_form(body: &[u8]) -> String {
    let value = decode::<Value>(body, Strictness::Report);
    outcome(value.map(|value| {
        value
            .drift
            .iter()
            .map(|drift| format!("{:?}", drift.kind))
            .collect()
    }))
}

/// As a field that no record knows, and as the element of a list of records.
fn in_a_page(body: &[u8]) -> [bool; 2] {
    let unknown = [br#"{"data":[],"z":"#, body, b"}"].concat();
    let element = [br#"{"data":["#, body, b"]}"].concat();
    [unknown, element].map(|body| decode::<Page>(&body, Strictness::Ignore).is_ok())
}

#[test]
#[ignore = "needs the suite, see JSON_TEST_SUITE"]
fn the_suite_is_judged_as_it_says() {
    let files = files();
    let mut counts = [0; 3];
    let mut open = Vec::new();
    for (name, body) in &files {
        let outcome = free_form(body);
        match name.split_at(2) {
            ("y_", _) => {
                counts[0] += 1;
                assert!(outcome.starts_with("accepted"), "{name}: {outcome}");
                assert_eq!(in_a_page(body), [true; 2], "{name}");
            }
            ("n_", _) => {
                counts[1] += 1;
                assert_eq!(outcome, "refused", "{name}");
            }
            ("i_", _) => {
                counts[2] += 1;
                open.push(format!("{name} => {outcome}"));
                in_a_page(body);
            }
            _ => panic!("{name} is not named as a file of the suite"),
        }
    }
    assert!(
        counts[0] >= 95 && counts[1] >= 187 && counts[2] >= 35,
        "{counts:?}"
    );
    assert_eq!(open.join("\n"), OPEN.trim());
}
