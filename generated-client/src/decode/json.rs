//! Reads JSON from left to right: what stands next, one step at a time.
//!
//! It knows the grammar and nothing of what is read into. It never recurses, and it can be set back to any place it has been at.

use super::error::{Fault, Malformed};
use super::string::{Str, plain_end};

/// The JSON type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JsonType {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A whole number that fits into 64 bits, however it is written: `1`, `1.0`, `1e2`. Drift says `Number` for it.
    Integer,
    /// Any other number.
    Number,
    /// A text.
    String,
    /// A list.
    Array,
    /// An object.
    Object,
}

impl std::fmt::Display for JsonType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        })
    }
}

/// A text and a place in it.
pub(super) struct Json<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// Whether invalid bytes were replaced in it: all texts then take the slow road, where that is noticed.
    pub(super) is_lossy: bool,
    /// What made the text no JSON, and where.
    pub(super) fault: Option<(Fault, usize)>,
}

impl<'a> Json<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Self {
            text,
            at,
            is_lossy: false,
            fault: None,
        }
    }

    pub(super) fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Remembers what is wrong here. It gives the bare error, so that no result is built in memory on its account.
    #[cold]
    pub(super) fn fail(&mut self, fault: Fault) -> Malformed {
        let fault = match fault {
            Fault::Empty => fault,
            _ if self.is_at_end() => Fault::End,
            _ => fault,
        };
        self.fault = Some((fault, self.at));
        Malformed(())
    }

    /// The byte here; 0 at the end, so that whoever refuses 0 need not ask for the end.
    #[inline]
    pub(super) fn peek(&self) -> u8 {
        self.bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Steps over white space, and gives the byte behind it.
    #[inline]
    pub(super) fn next(&mut self) -> u8 {
        let byte = self.peek();
        if byte > b' ' {
            byte
        } else {
            self.next_behind_space()
        }
    }

    fn next_behind_space(&mut self) -> u8 {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
        self.peek()
    }

    /// Steps behind the next key of an object and its colon; `None` behind the closing brace.
    #[expect(
        clippy::inline_always,
        reason = "its result would be built in memory and read back, which costs a fifth of a page"
    )]
    #[inline(always)]
    pub(super) fn next_key(&mut self, first: bool) -> Result<Option<Str<'a>>, Malformed> {
        let mut byte = self.next();
        if byte == b'}' {
            self.at += 1;
            return Ok(None);
        }
        if !first {
            if byte != b',' {
                return Err(self.fail(Fault::Next));
            }
            self.at += 1;
            byte = self.next();
        }
        if byte != b'"' {
            return Err(self.fail(Fault::Key));
        }
        let key = self.string()?;
        if self.next() != b':' {
            return Err(self.fail(Fault::Colon));
        }
        self.at += 1;
        Ok(Some(key))
    }

    /// Steps before the next element of a list; `false` behind the closing bracket.
    #[inline]
    pub(super) fn next_element(&mut self, first: bool) -> Result<bool, Malformed> {
        let byte = self.next();
        if byte == b']' {
            self.at += 1;
            return Ok(false);
        }
        if !first {
            if byte != b',' {
                return Err(self.fail(Fault::Next));
            }
            self.at += 1;
            // A bracket that follows is no value, which whoever reads the element finds out.
            self.next();
        }
        Ok(true)
    }

    /// Reads a text without escapes, the common case; `None`, and no step, before anything else.
    #[inline]
    pub(super) fn plain(&mut self) -> Option<&'a str> {
        if self.next() != b'"' || self.is_lossy {
            return None;
        }
        let start = self.at + 1;
        let end = plain_end(self.bytes(), start);
        if self.bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        self.text.get(start..end)
    }

    /// Reads a text of a fixed form, without looking for its end first; `None`, and no step, before anything else.
    #[inline]
    pub(super) fn quoted<T>(
        &mut self,
        read: impl FnOnce(&'a [u8]) -> Option<(T, &'a [u8])>,
    ) -> Option<T> {
        if self.next() != b'"' {
            return None;
        }
        match read(self.bytes().get(self.at + 1..)?)? {
            (value, [b'"', rest @ ..]) => {
                self.at = self.text.len() - rest.len();
                Some(value)
            }
            _ => None,
        }
    }

    /// Steps over `word` if it stands here.
    #[inline]
    pub(super) fn word(&mut self, word: &str) -> bool {
        let found = self
            .bytes()
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(word.as_bytes()));
        if found {
            self.at += word.len();
        }
        found
    }

    /// Steps over `null`, and says whether it stood here.
    #[inline]
    pub(super) fn null(&mut self) -> bool {
        self.next() == b'n' && self.word("null")
    }

    /// The type of the value here, which is not read.
    pub(super) fn json_type(&mut self) -> Result<JsonType, Malformed> {
        Ok(match self.next() {
            b'n' => JsonType::Null,
            b't' | b'f' => JsonType::Boolean,
            b'"' => JsonType::String,
            b'[' => JsonType::Array,
            b'{' => JsonType::Object,
            b'-' | b'0'..=b'9' => JsonType::Number,
            _ => return Err(self.fail(Fault::Value)),
        })
    }
}
