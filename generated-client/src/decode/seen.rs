//! Which fields of a record have been met, told by where they lie in it.
//!
//! A field is known by its address, so aliases of one field count as that field, any number of fields can be required,
//! and a key that stands twice is noticed, for the price of one bit a byte of the record.

use std::ptr;

use super::place::{AnyRecord, Place};

/// The fields met so far, of all open records.
#[derive(Default)]
pub(super) struct Seen {
    bits: Vec<u64>,
}

/// Where the bits of one open record are.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    record: usize,
    first: usize,
}

impl Mark {
    /// The word and the bit of a field; `None` for one without size, which has no address of its own and nothing to lose.
    #[inline]
    fn bit(self, place: &dyn Place) -> Option<(usize, u64)> {
        if size_of_val(place) == 0 {
            return None;
        }
        let offset = ptr::from_ref(place).addr().wrapping_sub(self.record);
        Some((self.first.wrapping_add(offset / 64), 1 << (offset % 64)))
    }
}

impl Seen {
    #[inline]
    pub(super) fn open(&mut self, record: &dyn AnyRecord) -> Mark {
        let first = self.bits.len();
        let extent = record.extent();
        self.bits.resize(first + extent.len() / 64 + 1, 0);
        Mark {
            record: extent.start,
            first,
        }
    }

    #[inline]
    pub(super) fn close(&mut self, mark: Mark) {
        self.bits.truncate(mark.first);
    }

    /// Marks a field as met, and says whether it was already.
    #[inline]
    pub(super) fn meet(&mut self, mark: Mark, place: &dyn Place) -> bool {
        let Some((word, bit)) = mark.bit(place) else {
            return false;
        };
        let Some(word) = self.bits.get_mut(word) else {
            return false;
        };
        let met = *word & bit != 0;
        *word |= bit;
        met
    }

    /// Whether a field was met.
    pub(super) fn has(&self, mark: Mark, place: &dyn Place) -> bool {
        mark.bit(place)
            .is_none_or(|(word, bit)| self.bits.get(word).is_some_and(|word| word & bit != 0))
    }
}
