//! What a decoder has noted: bounded, however odd the answer.

use std::ops::Range;

use super::body::Body;
use crate::drift::{Drift, DriftKind, Pointer};

/// So many entries are listed, as many values that were left out, and as many records; the rest is counted.
const MOST_LISTED: usize = 1_000;
/// The records of a page stand behind two brackets. What is left out there has a list of its own, so that nothing
/// that is odd within one record hides that another was left out.
const DEPTH_OF_RECORDS: usize = 2;
/// No more entries are listed once their pointers take so many bytes.
const MOST_POINTER_BYTES: usize = 1 << 20;

/// A value that was left out of a list or a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LeftOut {
    /// Where it is, as a JSON pointer.
    pub(crate) pointer: String,
    /// Its bytes in the answer.
    pub(crate) range: Range<usize>,
    /// As many as are listed stood before it: what comes behind it is counted alone.
    pub(crate) is_last_listed: bool,
}

impl LeftOut {
    /// Its index in the list that is the answer's own field `list`, if it stands there.
    pub(crate) fn index_in(&self, list: &str) -> Option<usize> {
        self.pointer
            .strip_prefix('/')?
            .strip_prefix(list)?
            .strip_prefix('/')?
            .parse()
            .ok()
    }
}

/// Drift and left-out values so far.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) drift: Vec<Drift>,
    pub(super) left_out: Vec<LeftOut>,
    /// How many entries are not listed.
    pub(super) unlisted: usize,
    /// The entry noted last; `None` if it is not listed.
    pub(super) latest: Option<usize>,
    /// The entry that says why the latest value of no use is of no use.
    pub(super) cause: Option<usize>,
    pointer_bytes: usize,
    records_left_out: usize,
    parts_left_out: usize,
}

impl Notes {
    /// Lists an entry, or counts it; its pointer is only made where it is listed.
    pub(super) fn take(&mut self, kind: DriftKind, pointer: impl FnOnce() -> Pointer) {
        if self.drift.len() - self.left_out.len() >= MOST_LISTED
            || self.pointer_bytes > MOST_POINTER_BYTES
        {
            self.unlisted += 1;
            self.latest = None;
            return;
        }
        self.push(kind, pointer());
    }

    /// Lists what was left out behind so many brackets, or counts it.
    pub(super) fn take_left_out(
        &mut self,
        range: Range<usize>,
        depth: usize,
        pointer: impl FnOnce() -> Pointer,
    ) {
        let (listed, shares) = if depth <= DEPTH_OF_RECORDS {
            (&mut self.records_left_out, 3)
        } else {
            (&mut self.parts_left_out, 2)
        };
        if *listed >= MOST_LISTED || self.pointer_bytes > shares * MOST_POINTER_BYTES {
            self.unlisted += 1;
            self.latest = None;
            return;
        }
        *listed += 1;
        let is_last_listed = *listed == MOST_LISTED;
        let pointer = pointer();
        self.left_out.push(LeftOut {
            pointer: pointer.text.clone(),
            range,
            is_last_listed,
        });
        self.push(DriftKind::LeftOut, pointer);
    }

    /// Counts the bytes of what was left out in the body as it came.
    pub(super) fn locate(&mut self, body: &Body<'_>) {
        let ranges = self.left_out.iter_mut().map(|left| &mut left.range);
        let mut places: Vec<&mut usize> = ranges
            .flat_map(|range| [&mut range.start, &mut range.end])
            .collect();
        body.locate(&mut places);
    }

    fn push(&mut self, kind: DriftKind, pointer: Pointer) {
        self.pointer_bytes += pointer.text.len();
        self.latest = Some(self.drift.len());
        self.drift.push(Drift::at(pointer, kind));
    }
}
