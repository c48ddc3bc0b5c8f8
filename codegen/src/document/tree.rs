//! The document as a tree of values that know their place in the text.

use std::fmt;

/// A place in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// How many characters of the line it takes, at least 1.
    pub width: u32,
}

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Where it begins.
    pub place: Place,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// `null`, `~`, or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number of 64 bits.
    Number(Number),
    /// A text, its escapes and folds undone.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the document.
    Map(Map),
    /// A value that was refused while it was read: never part of a loaded document.
    Refused,
}

/// A number, exactly as the text has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A whole number that is zero or more.
    Whole(u64),
    /// A whole number below zero.
    Negative(i64),
    /// Any other number, always finite.
    Float(f64),
}

impl Number {
    /// The number, to 53 bits.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "the documentation says so")]
    pub fn to_f64(self) -> f64 {
        match self {
            Self::Whole(value) => value as f64,
            Self::Negative(value) => value as f64,
            Self::Float(value) => value,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(value) => value.fmt(f),
            Self::Negative(value) => value.fmt(f),
            Self::Float(value) => value.fmt(f),
        }
    }
}

/// A key, its place, and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key is.
    pub place: Place,
    /// What it stands for.
    pub value: Node,
}

/// Keys and values in the order of the document; no key is there twice.
#[derive(Clone, Debug, Default)]
pub struct Map {
    entries: Vec<Entry>,
    /// Indexes of the entries by key, so that a look-up in a large map stays cheap.
    by_key: Vec<u32>,
}

impl Node {
    /// The value under a key, if this is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_map()?.get(key)
    }

    /// The value under a key of a map, or at an index of a list.
    #[must_use]
    pub fn child(&self, segment: &str) -> Option<&Node> {
        match &self.kind {
            Kind::Map(map) => map.get(segment),
            Kind::List(items) => items.get(index(segment)?),
            _ => None,
        }
    }

    /// The map, if this is one.
    #[must_use]
    pub fn as_map(&self) -> Option<&Map> {
        match &self.kind {
            Kind::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The items, if this is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.kind {
            Kind::List(items) => Some(items),
            _ => None,
        }
    }

    /// The text, if this is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if this is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.kind {
            Kind::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The number, if this is one.
    #[must_use]
    pub fn as_number(&self) -> Option<Number> {
        match self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The value as JSON, keys in the order of the document.
    #[must_use]
    pub fn to_json(&self) -> String {
        let text = |text: &str| serde_json::Value::from(text).to_string();
        match &self.kind {
            Kind::Null | Kind::Refused => "null".to_owned(),
            Kind::Bool(value) => value.to_string(),
            Kind::Number(value) => value.to_string(),
            Kind::Text(value) => text(value),
            Kind::List(items) => {
                let items: Vec<_> = items.iter().map(Self::to_json).collect();
                format!("[{}]", items.join(","))
            }
            Kind::Map(map) => {
                let entries = map.entries().iter();
                let entries =
                    entries.map(|entry| format!("{}:{}", text(&entry.key), entry.value.to_json()));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
            }
        }
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.kind, Kind::Null)
    }
}

/// An index as a pointer writes it: digits, no leading zero.
fn index(segment: &str) -> Option<usize> {
    let canonical = segment == "0" || !segment.starts_with(['0', '+']);
    segment.parse().ok().filter(|_| canonical)
}

/// A key that an earlier entry of the same map has already.
pub(super) struct Repeated {
    pub(super) key: String,
    pub(super) first: Place,
    pub(super) again: Place,
}

impl Map {
    /// Takes entries in document order, and says which of them repeat the key of an earlier one.
    ///
    /// A repeated entry stays in the list, so that what is wrong inside it is found too, but a look-up finds the first.
    pub(super) fn new(entries: Vec<Entry>) -> (Self, Vec<Repeated>) {
        let key = |&index: &u32| entries[index as usize].key.as_str();
        let count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let mut by_key: Vec<u32> = (0..count).collect();
        by_key.sort_by(|a, b| key(a).cmp(key(b)));
        let mut repeated = Vec::new();
        for same in by_key.chunk_by(|a, b| key(a) == key(b)) {
            let first = &entries[same[0] as usize];
            repeated.extend(same[1..].iter().map(|&again| Repeated {
                key: first.key.clone(),
                first: first.place,
                again: entries[again as usize].place,
            }));
        }
        by_key.dedup_by(|later, earlier| key(later) == key(earlier));
        (Self { entries, by_key }, repeated)
    }

    /// The value under a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry of a key.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        let found = self
            .by_key
            .binary_search_by(|&i| self.entries[i as usize].key.as_str().cmp(key));
        found.ok().map(|at| &self.entries[self.by_key[at] as usize])
    }

    /// All entries, in the order of their keys.
    pub(super) fn entries_by_key(&self) -> impl Iterator<Item = &Entry> {
        self.by_key
            .iter()
            .map(|&index| &self.entries[index as usize])
    }

    /// All entries, in the order of the document.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}
