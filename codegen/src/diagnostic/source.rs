//! The text of a document by line and column: what a problem shows of it is found without reading the text again.

use std::borrow::Cow;
use std::ops::Range;

use super::{escape, is_invisible};
use crate::limit;

/// How many characters lie between two marks.
const STRIDE: usize = 1024;
/// Up to this column, a line is shown from its beginning.
const FROM_START: usize = 80;
/// How many characters before a later column are shown.
const BEFORE: usize = 40;
/// What stands where a line is cut.
const CUT: &str = "...";

/// The text of a document, read once, and marks on the way through it.
#[derive(Debug)]
pub struct Source<'t> {
    text: Cow<'t, str>,
    marks: Vec<Mark>,
}

/// Where a line and a column are.
#[derive(Clone, Copy, Debug)]
struct Mark {
    line: u32,
    column: u32,
    offset: usize,
}

/// A line as it is shown, cut and escaped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    /// The bytes of the text that are meant; empty at the end of the line.
    pub(super) span: Range<usize>,
}

impl<'t> Source<'t> {
    /// Takes the bytes that [`generate`](crate::generate) was given. Of a text beyond the limit nothing is kept: its one
    /// problem has no place.
    #[must_use]
    pub fn new(bytes: &'t [u8]) -> Self {
        let bytes = Some(bytes).filter(|bytes| bytes.len() <= limit::TEXT);
        let text = String::from_utf8_lossy(bytes.unwrap_or_default());
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut at = Mark {
            line: 1,
            column: 1,
            offset: 0,
        };
        for (index, c) in text.chars().enumerate() {
            if index % STRIDE == 0 {
                marks.push(at);
            }
            at.pass(c);
        }
        Self { text, marks }
    }

    /// What is shown of a line for a problem at a column; `None` where the text has no such line.
    pub(super) fn excerpt(&self, line: u32, column: u32, width: u32) -> Option<Excerpt> {
        let at = self.find(line, column)?;
        let before = self.before(at);
        let mut text = String::new();
        if before < at && !self.is_line_start(before) {
            text.push_str(CUT);
        }
        text.push_str(&escape(&self.text[before..at]));
        let mut span = text.len()..text.len();
        let rest = self.text[at..].split('\n').next().unwrap_or_default();
        let rest = rest.strip_suffix('\r').unwrap_or(rest);
        let mut columns = text.chars().count();
        for (index, c) in rest.chars().enumerate() {
            if columns >= limit::LINE {
                text.push_str(CUT);
                break;
            }
            let length = text.len();
            text.push_str(&shown(c));
            columns += text[length..].chars().count();
            if index < width as usize {
                span.end = text.len();
            }
        }
        Some(Excerpt { text, span })
    }

    /// Where a place is, or the end of its line if the line is shorter.
    fn find(&self, line: u32, column: u32) -> Option<usize> {
        let next = self
            .marks
            .partition_point(|mark| (mark.line, mark.column) <= (line, column));
        let mut at = *self.marks.get(next.checked_sub(1)?)?;
        for c in self.text[at.offset..].chars() {
            let is_mark = c == '\u{feff}' && at.offset == 0;
            let is_end = at.line == line && c == '\n';
            if is_end || (!is_mark && (at.line, at.column) >= (line, column)) {
                break;
            }
            at.pass(c);
        }
        (at.line == line).then_some(at.offset)
    }

    /// Where the shown part of a line begins.
    fn before(&self, at: usize) -> usize {
        let back = |most: usize| {
            let characters = self.text[..at].char_indices().rev().take(most + 1);
            let mut start = at;
            for (taken, (offset, c)) in characters.enumerate() {
                if c == '\n' || self.is_byte_order_mark(offset) {
                    return (start, true);
                }
                if taken < most {
                    start = offset;
                }
            }
            (start, start == 0)
        };
        match back(FROM_START) {
            (start, true) => start,
            (_, false) => back(BEFORE).0,
        }
    }

    fn is_line_start(&self, offset: usize) -> bool {
        offset == 0 || self.text[..offset].ends_with(['\n', '\u{feff}'])
    }

    fn is_byte_order_mark(&self, offset: usize) -> bool {
        offset == 0 && self.text.starts_with('\u{feff}')
    }
}

impl Mark {
    /// Goes on behind a character. A byte order mark has no column.
    fn pass(&mut self, c: char) {
        if c == '\n' {
            (self.line, self.column) = (self.line.saturating_add(1), 1);
        } else if c != '\u{feff}' || self.offset > 0 {
            self.column = self.column.saturating_add(1);
        }
        self.offset += c.len_utf8();
    }
}

fn shown(c: char) -> Cow<'static, str> {
    if is_invisible(c) {
        Cow::Owned(escape(c.encode_utf8(&mut [0; 4])))
    } else {
        Cow::Owned(c.to_string())
    }
}
