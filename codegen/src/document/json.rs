//! Reads JSON into the tree: what YAML readers take differently (escapes, long keys, blanks) makes it a format of its own.

use super::builder::{Builder, Full};
use super::problem::Problems;
use super::scalar;
use super::tree::{Kind, Node, Number, Place};
use crate::diagnostic::Code;

/// Reads a text; `None` where a problem stops the reading.
pub(super) fn read(text: &str, problems: &mut Problems) -> Option<Node> {
    let mut reader = Reader {
        tree: Builder::new(problems),
        rest: text,
        line: 1,
        column: 1,
        open: Vec::new(),
    };
    match reader.document() {
        Ok(()) => reader.tree.finish(),
        Err(Stop::Limit) => None,
        Err(Stop::Syntax(place, message)) => {
            reader.tree.report(
                Code::JsonSyntax,
                place,
                format!("this is not JSON: {message}"),
                "look at commas, brackets and quotes here and just before",
            );
            None
        }
    }
}

/// Why reading stops.
enum Stop {
    /// It is reported already.
    Limit,
    Syntax(Place, &'static str),
}

impl From<Full> for Stop {
    fn from(_: Full) -> Self {
        Self::Limit
    }
}

struct Reader<'t, 'p> {
    tree: Builder<'p>,
    rest: &'t str,
    line: u32,
    column: u32,
    /// The closing brackets that are still to come.
    open: Vec<char>,
}

impl Reader<'_, '_> {
    fn document(&mut self) -> Result<(), Stop> {
        loop {
            self.value()?;
            // After a value come the ends of what it is the last of, then a comma and the next one.
            loop {
                self.blank();
                match (self.open.last(), self.rest.chars().next()) {
                    (None, None) => return Ok(()),
                    (None, Some(_)) => return Err(self.syntax("the document ends before this")),
                    (Some(close), Some(next)) if *close == next => self.close(),
                    (Some(_), Some(',')) => break self.take(1),
                    (Some('}'), _) => return Err(self.syntax("a `,` or a `}` must come here")),
                    (Some(_), _) => return Err(self.syntax("a `,` or a `]` must come here")),
                }
            }
            self.key_if_in_map()?;
        }
    }

    /// Reads a value; of a list or a map only the beginning, up to its first value that holds no others.
    fn value(&mut self) -> Result<(), Stop> {
        loop {
            self.blank();
            let place = self.place(1);
            match self.rest.chars().next() {
                Some('{') => {
                    self.take(1);
                    self.tree.open_map(place)?;
                    self.open.push('}');
                }
                Some('[') => {
                    self.take(1);
                    self.tree.open_list(place)?;
                    self.open.push(']');
                }
                Some('"') => {
                    let (text, place) = self.text()?;
                    return Ok(self.tree.value(Kind::Text(text), place)?);
                }
                _ => return self.word(),
            }
            self.blank();
            if self.rest.starts_with(['}', ']'])
                && self.rest.chars().next() == self.open.last().copied()
            {
                self.close();
                return Ok(());
            }
            self.key_if_in_map()?;
        }
    }

    fn close(&mut self) {
        self.take(1);
        self.open.pop();
        self.tree.close();
    }

    fn key_if_in_map(&mut self) -> Result<(), Stop> {
        if self.open.last() != Some(&'}') {
            return Ok(());
        }
        self.blank();
        if !self.rest.starts_with('"') {
            return Err(self.syntax("a key in double quotes must come here"));
        }
        let (key, place) = self.text()?;
        self.blank();
        if !self.rest.starts_with(':') {
            return Err(self.syntax("a `:` must come here"));
        }
        self.take(1);
        Ok(self.tree.key(key, place)?)
    }

    /// A number, or one of the three words of JSON.
    fn word(&mut self) -> Result<(), Stop> {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let word = &self.rest[..end];
        let kind = match word {
            "null" => Kind::Null,
            "true" => Kind::Bool(true),
            "false" => Kind::Bool(false),
            _ if scalar::is_number(word) => match number(word) {
                Some(number) => Kind::Number(number),
                None => return Err(self.syntax("this number is too large")),
            },
            _ => return Err(self.syntax("a value must come here")),
        };
        let place = self.place(end);
        self.take(end);
        Ok(self.tree.value(kind, place)?)
    }

    /// A text in double quotes.
    fn text(&mut self) -> Result<(String, Place), Stop> {
        let start = self.place(1);
        self.take(1);
        let mut text = String::new();
        loop {
            let end = self
                .rest
                .find(|c: char| c < ' ' || matches!(c, '"' | '\\'))
                .unwrap_or(self.rest.len());
            text.push_str(&self.rest[..end]);
            self.take(end);
            match self.rest.chars().next() {
                Some('"') => {
                    self.take(1);
                    return Ok((
                        text,
                        Place {
                            width: self.column - start.column,
                            ..start
                        },
                    ));
                }
                Some('\\') => text.push(self.escape()?),
                _ => return Err(self.syntax("the text has no end in this line")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Stop> {
        let plain = match self.rest.as_bytes().get(1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return Err(self.syntax("JSON has no such escape")),
        };
        self.take(2);
        Ok(plain)
    }

    /// `\u` and four digits, or two of these that make one character.
    fn unicode(&mut self) -> Result<char, Stop> {
        let unit = |text: &str| {
            let digits = text.strip_prefix("\\u")?.get(..4)?;
            u16::from_str_radix(digits, 16)
                .ok()
                .filter(|_| !digits.starts_with('+'))
        };
        let units = [unit(self.rest), self.rest.get(6..).and_then(unit)];
        let units = units.into_iter().map_while(|unit| unit);
        match char::decode_utf16(units).next() {
            Some(Ok(c)) => {
                self.take(6 * c.len_utf16());
                Ok(c)
            }
            Some(Err(_)) => {
                Err(self.syntax("half of a character: a surrogate without its other half"))
            }
            None => Err(self.syntax("four hexadecimal digits must come after `\\u`")),
        }
    }

    fn blank(&mut self) {
        let end = self
            .rest
            .find(|c| !matches!(c, ' ' | '\t' | '\n' | '\r'))
            .unwrap_or(self.rest.len());
        let (blank, rest) = self.rest.split_at(end);
        let Some(last) = blank.rfind('\n') else {
            return self.take(end);
        };
        self.line = self.line.saturating_add(size(blank.matches('\n').count()));
        self.column = size(blank.len() - last);
        self.rest = rest;
    }

    /// Goes on by so many bytes, all in one line.
    fn take(&mut self, bytes: usize) {
        let (taken, rest) = self.rest.split_at(bytes);
        self.column = self.column.saturating_add(size(taken.chars().count()));
        self.rest = rest;
    }

    fn place(&self, width: usize) -> Place {
        Place {
            line: self.line,
            column: self.column,
            width: size(width),
        }
    }

    fn syntax(&self, message: &'static str) -> Stop {
        Stop::Syntax(self.place(1), message)
    }
}

/// JSON does not bound its numbers: what 64 bits do not hold as a whole number is a float.
fn number(word: &str) -> Option<Number> {
    scalar::number(word).ok().or_else(|| {
        word.parse()
            .ok()
            .filter(|f: &f64| f.is_finite())
            .map(Number::Float)
    })
}

fn size(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
