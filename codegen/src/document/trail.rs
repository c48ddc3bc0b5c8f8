//! The way from the root to a value while the tree is walked: a pointer that costs nothing until it is printed.

use super::Pointer;
use super::tree::{Entry, Node, Place};

/// A value on the way, linked to the one that holds it.
#[derive(Clone, Copy)]
pub(super) struct Trail<'t> {
    up: Option<&'t Trail<'t>>,
    step: Step<'t>,
    /// Where a problem of the value is shown: at its key, or at the item itself.
    pub(super) place: Place,
}

#[derive(Clone, Copy)]
enum Step<'t> {
    Root,
    Key(&'t str),
    Index(usize),
}

impl<'t> Trail<'t> {
    pub(super) fn root(place: Place) -> Self {
        Self {
            up: None,
            step: Step::Root,
            place,
        }
    }

    pub(super) fn entry(&'t self, entry: &'t Entry) -> Self {
        Self {
            up: Some(self),
            step: Step::Key(&entry.key),
            place: entry.place,
        }
    }

    pub(super) fn item(&'t self, index: usize, item: &Node) -> Self {
        Self {
            up: Some(self),
            step: Step::Index(index),
            place: item.place,
        }
    }

    /// The value that holds this one.
    pub(super) fn up(&self) -> Option<&'t Trail<'t>> {
        self.up
    }

    /// The key of this value; `None` for an item and for the root.
    pub(super) fn key(&self) -> Option<&'t str> {
        match self.step {
            Step::Key(key) => Some(key),
            _ => None,
        }
    }

    pub(super) fn pointer(&self) -> Pointer {
        let mut steps = Vec::new();
        let mut at = Some(self);
        while let Some(trail) = at {
            match trail.step {
                Step::Root => {}
                Step::Key(key) => steps.push(key.to_owned()),
                Step::Index(index) => steps.push(index.to_string()),
            }
            at = trail.up;
        }
        steps.into_iter().rev().collect()
    }
}
