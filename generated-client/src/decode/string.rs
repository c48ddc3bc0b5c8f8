//! JSON texts: where they end, and what they say.

use std::borrow::Cow;

use super::error::{Fault, Malformed};
use super::json::Json;

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Marks the bytes of `word` that end a plain run of text; the lowest mark is exact, which is the one that counts.
#[inline]
fn marks(word: u64) -> u64 {
    let quote = word ^ (ONES * 0x22);
    let backslash = word ^ (ONES * 0x5C);
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let quote = quote.wrapping_sub(ONES) & !quote;
    let backslash = backslash.wrapping_sub(ONES) & !backslash;
    (quote | backslash | control) & HIGH
}

/// The first byte from `at` on that is a quote, a backslash or a control character.
///
/// Two words a step: the compiler makes them one vector, and most keys end within it.
#[inline]
pub(super) fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<16>)
        && let [low, high] = chunk.as_chunks().0
    {
        let (low, high) = (
            marks(u64::from_le_bytes(*low)),
            marks(u64::from_le_bytes(*high)),
        );
        if low | high != 0 {
            let mark = if low == 0 {
                64 + high.trailing_zeros()
            } else {
                low.trailing_zeros()
            };
            return at + (mark / 8) as usize;
        }
        at += 16;
    }
    while bytes
        .get(at)
        .is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..0x20))
    {
        at += 1;
    }
    at
}

/// A text as it stands between its quotes.
#[derive(Clone, Copy)]
pub(super) struct Str<'a> {
    /// Where its opening quote is.
    pub(super) quote: usize,
    /// What stands between the quotes.
    pub(super) raw: &'a str,
}

impl<'a> Str<'a> {
    /// What it says.
    pub(super) fn text(self) -> Cow<'a, str> {
        if self.is_escaped() {
            self.unescape().0.into()
        } else {
            self.raw.into()
        }
    }

    /// Whether it says something else than stands there. Told only where it matters, so that the hot road need not carry it.
    pub(super) fn is_escaped(self) -> bool {
        self.raw.contains('\\')
    }

    /// What it says, and whether half a surrogate pair had to be replaced.
    pub(super) fn unescape(self) -> (String, bool) {
        let mut text = String::with_capacity(self.raw.len());
        let mut lone = false;
        let mut rest = self.raw;
        while let Some((plain, escaped)) = rest.split_once('\\') {
            text.push_str(plain);
            let (character, behind) = one_escape(escaped);
            lone |= character.is_none();
            text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
            rest = behind;
        }
        text.push_str(rest);
        (text, lone)
    }
}

/// The character that an escape stands for, and what follows it; no character for half a surrogate pair.
fn one_escape(escaped: &str) -> (Option<char>, &str) {
    let mut characters = escaped.chars();
    let character = match characters.next() {
        Some('u') => return unicode_escape(characters.as_str()),
        Some('b') => Some('\u{8}'),
        Some('f') => Some('\u{c}'),
        Some('n') => Some('\n'),
        Some('r') => Some('\r'),
        Some('t') => Some('\t'),
        itself => itself,
    };
    (character, characters.as_str())
}

fn unicode_escape(digits: &str) -> (Option<char>, &str) {
    let (unit, behind) = code_unit(digits);
    if !(0xD800..0xDC00).contains(&unit) {
        return (char::from_u32(unit), behind);
    }
    if let Some((second @ 0xDC00..0xE000, behind)) = behind.strip_prefix("\\u").map(code_unit) {
        let pair = 0x1_0000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
        return (char::from_u32(pair), behind);
    }
    (None, behind)
}

/// Reads four hexadecimal digits, which the reader has checked to be there.
fn code_unit(digits: &str) -> (u32, &str) {
    let (unit, behind) = digits.split_at_checked(4).unwrap_or((digits, ""));
    (u32::from_str_radix(unit, 16).unwrap_or(0xDC00), behind)
}

impl<'a> Json<'a> {
    /// Reads the text whose opening quote stands here.
    #[expect(
        clippy::inline_always,
        reason = "its result would be built in memory and read back, see `next_key`"
    )]
    #[inline(always)]
    pub(super) fn string(&mut self) -> Result<Str<'a>, Malformed> {
        let quote = self.at;
        let mut end = plain_end(self.bytes(), quote + 1);
        if self.bytes().get(end) != Some(&b'"') {
            end = self.escaped_end(end)?;
        }
        self.at = end + 1;
        let raw = self.text.get(quote + 1..end).unwrap_or("");
        Ok(Str { quote, raw })
    }

    /// Steps over escapes, the first of which may be here, to the closing quote.
    #[cold]
    fn escaped_end(&mut self, mut end: usize) -> Result<usize, Malformed> {
        loop {
            self.at = end;
            match self.peek() {
                b'"' => return Ok(end),
                b'\\' => self.escape()?,
                _ => return Err(self.fail(Fault::Control)),
            }
            end = plain_end(self.bytes(), self.at);
        }
    }

    fn escape(&mut self) -> Result<(), Malformed> {
        self.at += 1;
        let digits = match self.peek() {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 0,
            b'u' => 4,
            _ => return Err(self.fail(Fault::Escape)),
        };
        self.at += 1;
        for _ in 0..digits {
            if !self.peek().is_ascii_hexdigit() {
                return Err(self.fail(Fault::Escape));
            }
            self.at += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::json::Json;
    use super::plain_end;

    #[test]
    fn a_plain_run_ends_where_a_byte_by_byte_search_says() {
        let mut bytes = [b'x'; 24];
        for at in 0..24 {
            for special in 0..=255 {
                for behind in [b'x', b'"', 0x1F, 0x80] {
                    bytes.fill(b'x');
                    bytes[at] = special;
                    bytes[at + 1..].fill(behind);
                    let slow = bytes
                        .iter()
                        .position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
                    assert_eq!(plain_end(&bytes, 0), slow.unwrap_or(24), "{bytes:?}");
                }
            }
        }
    }

    fn unescape(json: &str) -> Option<(String, bool)> {
        let text = Json::new(json, 0).string().ok()?;
        Some(text.unescape())
    }

    #[test]
    fn escapes_say_what_they_stand_for() {
        let table = [
            (r#""""#, "", false),
            (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t", false),
            (r#""a\u00e4\u20ACz""#, "a\u{e4}\u{20ac}z", false),
            (r#""\ud83d\ude00""#, "\u{1f600}", false),
            (r#""\uD83D\uDE00\u0041""#, "\u{1f600}A", false),
            (
                r#""\ud800\udc00\udbff\udfff""#,
                "\u{10000}\u{10ffff}",
                false,
            ),
            (r#""\ud800""#, "\u{fffd}", true),
            (r#""\udc00\ud800""#, "\u{fffd}\u{fffd}", true),
            (r#""\ud800x\u0041""#, "\u{fffd}xA", true),
            (r#""\ud800\u0041""#, "\u{fffd}A", true),
            (r#""\ud800\ud83d\ude00""#, "\u{fffd}\u{1f600}", true),
            (r#""\ud800\n""#, "\u{fffd}\n", true),
            (r#""\u0000\uffff""#, "\0\u{ffff}", false),
        ];
        for (json, text, lone) in table {
            assert_eq!(unescape(json), Some((text.to_owned(), lone)), "{json}");
        }
    }

    #[test]
    fn malformed_texts_are_refused() {
        for json in [
            "\"",
            "\"a",
            "\"\\",
            "\"\\\"",
            "\"\\x\"",
            "\"\\u\"",
            "\"\\u12\"",
            "\"\\u12g4\"",
            "\"\u{1}\"",
            "\"\n\"",
            "\"\\u00e\u{e4}\"",
        ] {
            assert_eq!(unescape(json), None, "{json:?}");
        }
    }
}
