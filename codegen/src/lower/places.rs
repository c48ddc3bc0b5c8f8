//! Which type is made at which place, for references into the middle of a schema: what they lead to is one type, however
//! many lead there.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Pointer;

/// The types of places. They are found in a first run, and used in those after it.
#[derive(Default)]
pub(super) struct Places {
    /// The name that a schema written in place gives its type; none where several give it one.
    names: BTreeMap<Pointer, Option<String>>,
    /// Whether the names are known.
    is_known: bool,
    /// Whether a reference leads into the middle of a schema or of an operation.
    pub(super) has_references: bool,
    /// How many questions are open of which only the answer counts.
    pub(super) aside: usize,
    /// How many references into the middle are being followed.
    followed: usize,
    /// Types that are made for references alone.
    made: BTreeSet<Pointer>,
}

/// What a reference into the middle finds at a place.
pub(super) enum AtPlace {
    /// The place makes a type itself, of this name.
    Own(String),
    /// It makes none, and a reference before has had it made.
    Made,
    /// It makes none yet.
    New,
}

impl Places {
    /// The names, for the next run.
    pub(super) fn again(self) -> Self {
        Self {
            names: self.names,
            is_known: self.is_known || self.has_references,
            ..Self::default()
        }
    }

    /// Whether a reference into the middle can be followed: in the first run nothing is known yet.
    pub(super) fn follow(&mut self) -> bool {
        self.has_references |= !self.is_known;
        self.followed += usize::from(self.is_known);
        self.is_known
    }

    /// The end of what `follow` began.
    pub(super) fn leave(&mut self) {
        self.followed -= 1;
    }

    /// What there is at a place, where it is reached by a reference; else it is noted that the place makes a type.
    pub(super) fn at(&mut self, at: &Pointer, name: &str) -> Option<AtPlace> {
        if self.followed > 0 {
            return Some(match self.names.get(at) {
                Some(Some(own)) => AtPlace::Own(own.clone()),
                _ if self.aside > 0 || self.made.insert(at.clone()) => AtPlace::New,
                _ => AtPlace::Made,
            });
        }
        if !self.is_known && self.aside == 0 {
            let known = self.names.entry(at.clone());
            let known = known.or_insert_with(|| Some(name.to_owned()));
            if known.as_deref() != Some(name) {
                *known = None;
            }
        }
        None
    }
}
