//! Builds the tree from the events of a reader, without recursion and within the limits.

use super::Pointer;
use super::problem::Problems;
use super::tree::{Entry, Kind, Map, Node, Place};
use crate::diagnostic::{Code, excerpt};
use crate::limit;

/// A limit is reached, which is reported already: reading stops.
pub(super) struct Full;

/// A tree that is not complete yet.
pub(super) struct Builder<'p> {
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    problems: &'p mut Problems,
}

/// A list or a map whose end has not come.
struct Open {
    place: Place,
    /// Whether it stands where a key should.
    is_key: bool,
    content: Content,
}

enum Content {
    List(Vec<Node>),
    Map {
        entries: Vec<Entry>,
        key: Option<(String, Place)>,
    },
}

impl<'p> Builder<'p> {
    pub(super) fn new(problems: &'p mut Problems) -> Self {
        Self {
            open: Vec::new(),
            root: None,
            nodes: 0,
            problems,
        }
    }

    /// The tree; `None` where the text holds no value at all.
    pub(super) fn finish(self) -> Option<Node> {
        self.root
    }

    /// Whether the next value is the key of a map.
    pub(super) fn wants_key(&self) -> bool {
        let content = self.open.last().map(|open| &open.content);
        matches!(content, Some(Content::Map { key: None, .. }))
    }

    /// Whether the innermost open collection is the value of this key.
    pub(super) fn is_in(&self, key: &str) -> bool {
        let parent = self
            .open
            .len()
            .checked_sub(2)
            .and_then(|at| self.open.get(at));
        matches!(parent.map(|p| &p.content), Some(Content::Map { key: Some((k, _)), .. }) if k == key)
    }

    /// Adds a problem at the value that is read now.
    pub(super) fn report(&mut self, code: Code, place: Place, message: String, hint: &str) {
        let pointer = || {
            self.open
                .iter()
                .filter_map(Open::segment)
                .collect::<Pointer>()
        };
        self.problems.report(code, place, pointer, message, hint);
    }

    pub(super) fn key(&mut self, text: String, place: Place) -> Result<(), Full> {
        self.count(place)?;
        if let Some(Open {
            content: Content::Map { key, .. },
            ..
        }) = self.open.last_mut()
        {
            *key = Some((text, place));
        }
        Ok(())
    }

    /// Adds a value that holds no others.
    pub(super) fn value(&mut self, kind: Kind, place: Place) -> Result<(), Full> {
        self.count(place)?;
        if self.wants_key() {
            return self.key(stand_in(place), place);
        }
        self.add(Node { kind, place });
        Ok(())
    }

    pub(super) fn open_list(&mut self, place: Place) -> Result<(), Full> {
        self.open(place, Content::List(Vec::new()))
    }

    pub(super) fn open_map(&mut self, place: Place) -> Result<(), Full> {
        self.open(
            place,
            Content::Map {
                entries: Vec::new(),
                key: None,
            },
        )
    }

    fn open(&mut self, place: Place, content: Content) -> Result<(), Full> {
        self.count(place)?;
        if self.open.len() >= limit::DEPTH {
            let message = format!(
                "lists and maps are nested more than {} deep, the limit",
                limit::DEPTH
            );
            self.report(
                Code::TooDeep,
                place,
                message,
                "move inner schemas to `components` and use `$ref`",
            );
            return Err(Full);
        }
        let is_key = self.wants_key();
        if is_key {
            let message = "a list or a map cannot be a key".into();
            self.report(
                Code::KeyNotScalar,
                place,
                message,
                "quote it if it is a text such as `{id}`",
            );
        }
        self.open.push(Open {
            place,
            is_key,
            content,
        });
        Ok(())
    }

    /// Ends the innermost list or map.
    pub(super) fn close(&mut self) {
        let Some(Open {
            place,
            is_key,
            content,
        }) = self.open.pop()
        else {
            return;
        };
        let kind = match content {
            Content::List(items) => Kind::List(items),
            Content::Map { entries, .. } => Kind::Map(self.map(entries)),
        };
        match self.open.last_mut().map(|open| &mut open.content) {
            Some(Content::Map { key, .. }) if is_key => *key = Some((stand_in(place), place)),
            _ => self.add(Node { kind, place }),
        }
    }

    fn map(&mut self, entries: Vec<Entry>) -> Map {
        let (map, repeated) = Map::new(entries);
        for fault in repeated {
            let message = format!(
                "the key {} is there twice, first in line {}",
                excerpt(&fault.key),
                fault.first.line
            );
            self.report(
                Code::DuplicateKey,
                fault.again,
                message,
                "remove or rename one of them",
            );
        }
        map
    }

    fn add(&mut self, value: Node) {
        match self.open.last_mut().map(|open| &mut open.content) {
            Some(Content::List(items)) => items.push(value),
            Some(Content::Map { entries, key }) => {
                let (key, place) = key.take().unwrap_or_default();
                entries.push(Entry { key, place, value });
            }
            None => self.root = Some(value),
        }
    }

    fn count(&mut self, place: Place) -> Result<(), Full> {
        self.nodes += 1;
        if self.nodes <= limit::NODES {
            return Ok(());
        }
        let message = format!(
            "the document has more than {} keys and values, the limit",
            limit::NODES
        );
        self.report(
            Code::TooManyNodes,
            place,
            message,
            "leave out long examples, or split the document into several",
        );
        Err(Full)
    }
}

impl Open {
    /// What a pointer says about the value that is read in this collection.
    fn segment(&self) -> Option<String> {
        match &self.content {
            Content::List(items) => Some(items.len().to_string()),
            Content::Map { key, .. } => key.as_ref().map(|(key, _)| key.clone()),
        }
    }
}

/// A key in place of one that is refused: it differs from all others.
fn stand_in(place: Place) -> String {
    format!("key in line {}, column {}", place.line, place.column)
}
