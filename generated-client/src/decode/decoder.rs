//! The decoder: reads places out of JSON, steps over what they cannot take, and notes it.

use std::borrow::Cow;
use std::ptr;

use super::body::Body;
use super::error::{Failure, Fault, Malformed};
use super::free::Open;
use super::json::{Json, JsonType};
use super::note::Notes;
use super::path::{Path, Segment};
use super::place::{AnyRecord, Place, RecordShape};
use super::scalar::{FromScalar, Scalar};
use super::seen::{Mark, Seen};
use super::string::Str;
use crate::drift::{DriftKind, Strictness};

/// Records, lists and maps are not followed deeper, so that no answer exhausts the stack.
pub(super) const DEEPEST: usize = 64;

/// Reads JSON into [`Place`]s.
///
/// Only what is no JSON stops it. Anything else that a place cannot take is stepped over and noted, and the place answers `false`.
pub struct Decoder<'a> {
    pub(super) json: Json<'a>,
    pub(super) path: Path,
    pub(super) notes: Notes,
    /// Room for the brackets of a free-form value.
    pub(super) open: Vec<Open>,
    seen: Seen,
    strictness: Strictness,
    /// Whether invalid bytes were replaced, and no text was read yet that has one.
    replaced_unseen: bool,
}

impl<'a> Decoder<'a> {
    pub(super) fn new(body: &'a Body<'_>, strictness: Strictness) -> Self {
        let mut json = Json::new(&body.text, 0);
        json.is_lossy = body.is_lossy();
        let mut decoder = Self {
            json,
            path: Path::new(),
            notes: Notes::default(),
            open: Vec::new(),
            seen: Seen::default(),
            strictness,
            replaced_unseen: body.is_lossy(),
        };
        if body.bom {
            decoder.note(DriftKind::Bom);
        }
        decoder
    }

    /// Reads the whole text into a place.
    pub(super) fn whole(&mut self, place: &mut dyn Place) -> Result<bool, Malformed> {
        match self.json.next() {
            0 if self.json.is_at_end() => return Err(self.json.fail(Fault::Empty)),
            b'<' => return Err(self.json.fail(Fault::Markup)),
            _ => {}
        }
        let useful = place.read(self)?;
        self.json.next();
        if !self.json.is_at_end() {
            return Err(self.json.fail(Fault::Trailing));
        }
        if self.replaced_unseen {
            self.note(DriftKind::InvalidUtf8);
        }
        Ok(useful)
    }

    /// What was noted, and where the decoder stopped and why, if it did.
    pub(super) fn finish(self) -> (Notes, Failure) {
        let (fault, offset) = self.json.fault.unwrap_or((Fault::Value, self.json.at));
        let pointer = self.path.known_pointer(self.json.text);
        (
            self.notes,
            Failure {
                fault,
                offset,
                pointer,
            },
        )
    }

    /// Notes that the value here is not as the document says.
    #[cold]
    pub(super) fn note(&mut self, kind: DriftKind) {
        if self.strictness != Strictness::Ignore {
            self.notes.take(kind, || self.path.pointer(self.json.text));
        }
    }

    /// Notes that the value from `start` to here is left out of its list or map: under every strictness.
    #[cold]
    pub(super) fn left_out(&mut self, start: usize) {
        let (range, depth) = (start..self.json.at, self.path.depth());
        self.notes
            .take_left_out(range, depth, || self.path.pointer(self.json.text));
    }

    /// Notes why the value is of no use.
    #[cold]
    pub(super) fn refuse(&mut self, kind: DriftKind) -> bool {
        self.note(kind);
        self.notes.cause = self.notes.latest;
        false
    }

    /// Reads a record: the one loop over keys.
    pub(super) fn record(
        &mut self,
        record: &mut dyn AnyRecord,
        shape: &RecordShape,
    ) -> Result<bool, Malformed> {
        if !self.open_bracket(b'{')? {
            return Ok(false);
        }
        let mut open = OpenRecord {
            shape,
            mark: self.seen.open(record),
            refused: Vec::new(),
        };
        let mut first = true;
        while let Some(key) = self.json.next_key(first)? {
            first = false;
            match record.place(key.raw) {
                Some(place) => self.field(place, key, &mut open)?,
                None => self.other_field(record, key, &mut open)?,
            }
        }
        self.missing_fields(record, &mut open);
        self.seen.close(open.mark);
        self.path.close();
        if let Some((_, cause)) = open.refused.first() {
            self.notes.cause = *cause;
            return Ok(false);
        }
        Ok(true)
    }

    #[expect(
        clippy::inline_always,
        reason = "it is the body of the loop in `record`; its other caller is cold"
    )]
    #[inline(always)]
    fn field(
        &mut self,
        place: &mut dyn Place,
        key: Str<'a>,
        open: &mut OpenRecord<'_>,
    ) -> Result<(), Malformed> {
        self.path.turn(Segment::Key(key.quote));
        if self.seen.meet(open.mark, place) {
            self.note(DriftKind::RepeatedKey);
            open.forgive(place);
            place.reset();
        }
        if !open.shape.not_null.is_empty() && self.json.next() == b'n' {
            self.null_field(place, key, open.shape);
        }
        if !place.read(self)? {
            open.refuse(place, self.notes.cause);
        }
        Ok(())
    }

    /// Reads a field whose key is escaped, or steps over one that the document does not have.
    #[cold]
    fn other_field(
        &mut self,
        record: &mut dyn AnyRecord,
        key: Str<'a>,
        open: &mut OpenRecord<'_>,
    ) -> Result<(), Malformed> {
        if key.is_escaped()
            && let Some(place) = record.place(&key.text())
        {
            return self.field(place, key, open);
        }
        self.path.turn(Segment::Entry(key.quote));
        if let Some(rest) = record.rest() {
            self.json.next();
            let start = self.json.at;
            if !rest.read_entry(key.text().into_owned(), self)? {
                self.left_out(start);
            }
            return Ok(());
        }
        self.note(DriftKind::UnknownField);
        // What is no JSON from here on is at fault in a field whose name the document does not know.
        self.path.turn(Segment::Here);
        self.json.skip()
    }

    /// Notes a null that the place would take, where the document does not allow it.
    fn null_field(&mut self, place: &dyn Place, key: Str<'a>, shape: &RecordShape) {
        if place.may_be_missing() && shape.not_null.contains(&key.text().as_ref()) {
            self.note(DriftKind::Null);
        }
    }

    fn missing_fields(&mut self, record: &mut dyn AnyRecord, open: &mut OpenRecord<'_>) {
        for key in open.shape.required {
            if let Some(place) = record.place(key)
                && !self.seen.has(open.mark, place)
            {
                self.path.turn(Segment::Missing(key));
                self.note(DriftKind::Missing);
                if !place.may_be_missing() {
                    open.refuse(place, self.notes.latest);
                }
            }
        }
    }

    /// Steps behind the opening bracket of a list or a map; `false` where something else stood, which leaves it empty.
    pub(super) fn open(&mut self, bracket: u8) -> Result<bool, Malformed> {
        if self.json.null() {
            Ok(false)
        } else {
            self.open_bracket(bracket)
        }
    }

    #[inline]
    fn open_bracket(&mut self, bracket: u8) -> Result<bool, Malformed> {
        if self.json.next() != bracket || self.path.depth() >= DEEPEST {
            return self.cannot_open(bracket);
        }
        self.json.at += 1;
        self.path.open();
        Ok(true)
    }

    #[cold]
    fn cannot_open(&mut self, bracket: u8) -> Result<bool, Malformed> {
        let kind = match self.json.json_type()? {
            _ if self.json.peek() == bracket => DriftKind::TooDeep,
            JsonType::Null => DriftKind::Null,
            found => DriftKind::WrongType(found),
        };
        self.json.skip()?;
        Ok(self.refuse(kind))
    }

    /// Steps before the next element of the list that is open, and gives its place; `None` behind the last.
    #[inline]
    pub(super) fn element(&mut self, index: usize) -> Result<Option<usize>, Malformed> {
        if self.json.next_element(index == 0)? {
            self.path.turn(Segment::Index(index));
            return Ok(Some(self.json.at));
        }
        self.path.close();
        Ok(None)
    }

    /// Steps before the next value of the map that is open, and gives its key and its place; `None` behind the last.
    pub(super) fn entry(&mut self, first: bool) -> Result<Option<(String, usize)>, Malformed> {
        let Some(key) = self.json.next_key(first)? else {
            self.path.close();
            return Ok(None);
        };
        self.path.turn(Segment::Entry(key.quote));
        let text = self.text(key).into_owned();
        self.json.next();
        Ok(Some((text, self.json.at)))
    }

    /// Reads a single value by the table of all leniency.
    #[cold]
    pub(super) fn scalar<T: FromScalar>(&mut self, place: &mut T) -> Result<bool, Malformed> {
        let scalar = self.next_scalar()?;
        Ok(match T::from_scalar(&scalar) {
            Ok((value, tolerated)) => {
                *place = value;
                if let Some(kind) = tolerated {
                    self.note(kind);
                }
                true
            }
            Err(kind) => self.refuse(kind),
        })
    }

    /// Reads whatever stands here as a scalar; a list or an object is stepped over.
    pub(super) fn next_scalar(&mut self) -> Result<Scalar<'a>, Malformed> {
        Ok(match self.json.next() {
            b'"' => {
                let text = self.json.string()?;
                Scalar::Text(self.text(text))
            }
            b'-' | b'0'..=b'9' => Scalar::Number(self.json.number()?),
            byte => {
                self.json.skip()?;
                match byte {
                    b'n' => Scalar::Null,
                    b'[' => Scalar::List,
                    b'{' => Scalar::Object,
                    byte => Scalar::Bool(byte == b't'),
                }
            }
        })
    }

    /// What a text says; notes half a surrogate pair and invalid bytes in it.
    pub(super) fn text(&mut self, text: Str<'a>) -> Cow<'a, str> {
        if self.json.is_lossy && text.raw.contains(char::REPLACEMENT_CHARACTER) {
            self.replaced_unseen = false;
            self.note(DriftKind::InvalidUtf8);
        }
        if !text.is_escaped() {
            return Cow::Borrowed(text.raw);
        }
        let (text, lone) = text.unescape();
        if lone {
            self.note(DriftKind::LoneSurrogate);
        }
        Cow::Owned(text)
    }
}

/// A record that is being read.
struct OpenRecord<'s> {
    shape: &'s RecordShape,
    mark: Mark,
    /// Fields without which it is of no use, by address, each with the entry that says why.
    refused: Vec<(usize, Option<usize>)>,
}

impl OpenRecord<'_> {
    #[cold]
    fn refuse(&mut self, place: &dyn Place, cause: Option<usize>) {
        self.refused.push((address(place), cause));
    }

    fn forgive(&mut self, place: &dyn Place) {
        self.refused
            .retain(|(refused, _)| *refused != address(place));
    }
}

fn address(place: &dyn Place) -> usize {
    ptr::from_ref(place).addr()
}
