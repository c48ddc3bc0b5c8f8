//! What is JSON and what is not: agreed with `serde_json::value::RawValue`, byte for byte.

use serde_json::Value;
use serde_json::value::RawValue;

use super::super::{DecodeError, decode};
use super::model::{Page, full_page};
use crate::drift::Strictness;

/// A small generator of numbers, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    /// Any byte, but rather one that means something in JSON.
    fn byte(&mut self) -> u8 {
        let telling = b"{}[]\",:\\/0123456789.+-eEutfn \n\t\0\x1f\x7f";
        match self.below(4) {
            0 => u8::try_from(self.below(256)).unwrap(),
            _ => telling[self.below(telling.len())],
        }
    }
}

fn is_json<T>(result: &Result<T, DecodeError>) -> bool {
    result.as_ref().err().is_none_or(|error| !error.is_syntax())
}

/// Changes two bytes of a page, `rounds` times; every reader of ours must accept what `RawValue` accepts, and nothing else.
fn compare_mutations(rounds: usize, seed: u64) {
    let page = full_page(1).replace("ACTIVE", "AKTIV\u{e4}\u{1f600}");
    let mut random = Random(seed);
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..rounds {
        let mut body = page.clone().into_bytes();
        for _ in 0..2 {
            let at = random.below(body.len());
            body[at] = random.byte();
        }
        let text = String::from_utf8_lossy(&body);
        let expected = serde_json::from_str::<&RawValue>(&text).is_ok();
        let typed = decode::<Page>(&body, Strictness::Report);
        assert_eq!(is_json(&typed), expected, "typed: {text}");
        let free = decode::<Value>(&body, Strictness::Ignore);
        assert_eq!(is_json(&free), expected, "free-form: {text}");
        let unknown = [br#"{"data":[],"z":"#, &body[..], b"}"].concat();
        let unknown = decode::<Page>(&unknown, Strictness::Ignore);
        assert_eq!(is_json(&unknown), expected, "stepped over: {text}");
        if expected {
            accepted += 1;
        } else {
            refused += 1;
        }
    }
    assert!(
        accepted * 20 > rounds,
        "only {accepted} of {rounds} were JSON"
    );
    assert!(
        refused * 20 > rounds,
        "only {refused} of {rounds} were no JSON"
    );
}

#[test]
fn two_changed_bytes_are_judged_as_by_serde_json() {
    compare_mutations(20_000, 0x9E37_79B9_7F4A_7C15);
}

#[test]
#[ignore = "takes minutes without optimisation"]
fn a_million_changes_are_judged_as_by_serde_json() {
    compare_mutations(1_000_000, 0x2545_F491_4F6C_DD1D);
}

#[test]
fn every_prefix_of_a_page_is_refused() {
    let page = full_page(2).replace("ACTIVE", "AKTIV\u{e4}\u{1f600}");
    let page = page.as_bytes();
    for end in 0..page.len() {
        let error = decode::<Page>(&page[..end], Strictness::Report).unwrap_err();
        assert!(error.is_syntax(), "{end}");
        let offset = error.offset().unwrap();
        assert!(offset <= end, "byte {offset} of {end}");
    }
    assert!(decode::<Page>(page, Strictness::Report).is_ok());
}

#[test]
fn free_form_values_are_what_serde_json_makes_of_them() {
    let values = [
        "null",
        "true",
        "false",
        "0",
        "-1",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551615",
        "0.5",
        "-1.25e3",
        "1e22",
        "1.0",
        r#""""#,
        r#""a\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00b""#,
        "[]",
        "{}",
        "[[],{},[[]]]",
        r#"{"b":1,"a":{"c":[1,"x",null,{"d":false}]},"":"e"}"#,
        r#"{"a":1,"a":{"b":2}}"#,
        " [ 1 , { \"a\" : [ ] } ] ",
    ];
    for value in values {
        let expected: Value = serde_json::from_str(value).unwrap();
        let decoded = decode::<Value>(value.as_bytes(), Strictness::Report).unwrap();
        assert_eq!(decoded.value, expected, "{value}");
    }
}

#[test]
fn a_free_form_value_may_be_128_deep() {
    let deep = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
    assert!(decode::<Value>(deep(128).as_bytes(), Strictness::Report).is_ok());
    let error = decode::<Value>(deep(129).as_bytes(), Strictness::Report).unwrap_err();
    assert!(!error.is_syntax());
}
