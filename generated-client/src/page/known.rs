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
            _ => self.learn(id.as_bytes()),
        }
    }

    /// Whether a record that could not be read, and so has no id, came on an earlier page.
    ///
    /// It is [learnt](Self::learn) when its page is over: two that are the same are two, if one page holds both.
    pub(super) fn knows(&self, bytes: &[u8]) -> bool {
        self.texts.contains(&self.digest(bytes))
    }

    /// Whether the bytes were not known before.
    pub(super) fn learn(&mut self, bytes: &[u8]) -> bool {
        let digest = self.digest(bytes);
        self.texts.insert(digest)
    }

    fn digest(&self, bytes: &[u8]) -> u128 {
        let [high, low] = self.halves.each_ref().map(|half| half.hash_one(bytes));
        u128::from(high) << 64 | u128::from(low)
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

    #[test]
    fn bytes_are_known_once_they_are_learnt() {
        let mut known = Known::default();
        assert!(!known.knows(b"null") && !known.knows(b"null"));
        assert!(known.learn(b"null") && !known.learn(b"null"));
        assert!(known.knows(b"null") && !known.knows(b"{}"));
    }
}
