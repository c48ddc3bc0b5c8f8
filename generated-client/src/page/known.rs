//! Which records were delivered: a few bytes for each, however long the listing.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

/// Whole numbers are kept as such, any other id as 128 bits of hash.
#[derive(Default)]
pub(super) struct Known {
    numbers: HashSet<i64>,
    texts: HashSet<u128>,
    halves: [RandomState; 2],
}

impl Known {
    /// Whether the id was not known before.
    pub(super) fn is_new(&mut self, id: &str) -> bool {
        match id.parse::<i64>() {
            Ok(number) if number.to_string() == id => self.numbers.insert(number),
            _ => self.is_new_bytes(id.as_bytes()),
        }
    }

    /// The same for a record that has no id because it could not be read.
    pub(super) fn is_new_bytes(&mut self, bytes: &[u8]) -> bool {
        let [high, low] = self.halves.each_ref().map(|half| half.hash_one(bytes));
        self.texts.insert(u128::from(high) << 64 | u128::from(low))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_id_is_new_once() {
        let mut known = Known::default();
        for id in ["7", "07", "x", "", "-7", "9223372036854775808"] {
            assert!(known.is_new(id), "{id}");
            assert!(!known.is_new(id), "{id}");
        }
    }
}
