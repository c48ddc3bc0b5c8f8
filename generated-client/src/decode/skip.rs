//! Steps over values: without recursion, in one bit of memory for each open bracket, and as strict as if they were read.

use super::error::{Fault, Malformed};
use super::json::Json;

impl<'a> Json<'a> {
    /// Steps over the value here, however deep.
    pub(super) fn skip(&mut self) -> Result<(), Malformed> {
        match self.next() {
            bracket @ (b'[' | b'{') => self.skip_nested(bracket),
            byte => self.skip_scalar(byte),
        }
    }

    fn skip_nested(&mut self, bracket: u8) -> Result<(), Malformed> {
        let mut open = Brackets::default();
        self.at += 1;
        open.push(bracket == b'{');
        let mut first = true;
        loop {
            let inside = if open.is_object() {
                self.next_key(first)?.is_some()
            } else {
                self.next_element(first)?
            };
            first = false;
            if !inside {
                open.pop();
                if open.depth == 0 {
                    return Ok(());
                }
                continue;
            }
            match self.next() {
                bracket @ (b'[' | b'{') => {
                    self.at += 1;
                    open.push(bracket == b'{');
                    first = true;
                }
                byte => self.skip_scalar(byte)?,
            }
        }
    }

    /// Steps over the value here, which begins with `byte` and is no list and no object.
    pub(super) fn skip_scalar(&mut self, byte: u8) -> Result<(), Malformed> {
        match byte {
            b'"' => self.string().map(drop),
            b'-' | b'0'..=b'9' => self.number().map(drop),
            b't' => self.literal("true"),
            b'f' => self.literal("false"),
            b'n' => self.literal("null"),
            _ => Err(self.fail(Fault::Value)),
        }
    }

    pub(super) fn literal(&mut self, word: &str) -> Result<(), Malformed> {
        if self.word(word) {
            return Ok(());
        }
        for byte in word.bytes() {
            if self.peek() != byte {
                break;
            }
            self.at += 1;
        }
        Err(self.fail(Fault::Literal))
    }

    /// Steps over the number here, and gives it as it is written.
    pub(super) fn number(&mut self) -> Result<&'a str, Malformed> {
        let start = self.at;
        if self.peek() == b'-' {
            self.at += 1;
        }
        if self.peek() == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            if matches!(self.peek(), b'+' | b'-') {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(self.text.get(start..self.at).unwrap_or(""))
    }

    fn digits(&mut self) -> Result<(), Malformed> {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        if self.at == start {
            Err(self.fail(Fault::Number))
        } else {
            Ok(())
        }
    }
}

/// The open brackets, innermost last: one bit each, set for an object.
#[derive(Default)]
struct Brackets {
    depth: usize,
    last: u64,
    before: Vec<u64>,
}

impl Brackets {
    fn push(&mut self, object: bool) {
        if self.depth > 0 && self.depth.is_multiple_of(64) {
            self.before.push(self.last);
        }
        self.last = self.last << 1 | u64::from(object);
        self.depth += 1;
    }

    fn pop(&mut self) {
        self.last >>= 1;
        self.depth = self.depth.saturating_sub(1);
        if self.depth.is_multiple_of(64)
            && let Some(before) = self.before.pop()
        {
            self.last = before;
        }
    }

    fn is_object(&self) -> bool {
        self.last & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::json::Json;
    use super::Brackets;

    #[test]
    fn brackets_are_remembered_in_order() {
        let kinds: Vec<bool> = (0..1000_u32)
            .map(|n| n.wrapping_mul(2_654_435_761) >> 31 == 1)
            .collect();
        assert!(kinds.contains(&true) && kinds.contains(&false));
        let mut open = Brackets::default();
        for round in 0..3 {
            for kind in &kinds {
                open.push(*kind);
            }
            for kind in kinds.iter().rev() {
                assert_eq!(
                    open.is_object(),
                    *kind,
                    "round {round}, depth {}",
                    open.depth
                );
                open.pop();
            }
            assert_eq!(open.depth, 0);
        }
    }

    /// How far the reader gets, or `None` where it refuses.
    fn skip(text: &str) -> Option<usize> {
        let mut json = Json::new(text, 0);
        json.skip().ok().map(|()| json.at)
    }

    #[test]
    fn a_value_is_stepped_over_to_its_end() {
        let values = [
            "null",
            "true",
            "false",
            "0",
            "-0",
            "10",
            "-1.5",
            "1e5",
            "1E-7",
            "1.25e+10",
            r#""""#,
            r#""a\"b""#,
            "[]",
            "{}",
            "[ ]",
            "{ }",
            "[1,2]",
            "[[],[],{}]",
            r#"{"a":1,"b":[{"c":null}]}"#,
            " \t\r\n[ 1 , 2 ]",
            r#"{ "a" : { } , "b" : [ [ ] ] }"#,
        ];
        for value in values {
            assert_eq!(skip(value), Some(value.len()), "{value}");
            assert_eq!(skip(&format!("{value},")), Some(value.len()), "{value}");
        }
    }

    #[test]
    fn what_is_no_value_is_refused() {
        let values = [
            "",
            " ",
            ",",
            "]",
            "}",
            "nul",
            "nulL",
            "tru",
            "fals",
            "-",
            "+1",
            ".5",
            "1.",
            "1.e1",
            "1e",
            "1e+",
            "-a",
            "[",
            "{",
            "[1",
            "[1,",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1}",
            "{]",
            r#"{"a"}"#,
            r#"{"a":}"#,
            r#"{"a" 1}"#,
            r#"{"a":1,}"#,
            r#"{,"a":1}"#,
            r#"{"a":1 "b":2}"#,
            "{1:2}",
            r#"{"a":1]"#,
            "[\u{a0}1]",
            "[01]",
            "[1.2.3]",
            "\0",
            "[\0]",
        ];
        for value in values {
            assert_eq!(skip(value), None, "{value:?}");
        }
    }
}
