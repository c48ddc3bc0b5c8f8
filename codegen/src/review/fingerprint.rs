//! The name of a change that outlives rewording: a hash of what changed, not of what is said about it.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::classify::Change;

/// How many hexadecimal digits a fingerprint has: enough for one document, short enough to be read.
const DIGITS: usize = 12;

/// The hash of the rule's name, the place by names and the two values.
pub(super) fn fingerprint(change: &Change) -> String {
    let mut hash = Sha256::new();
    let values = [&change.before, &change.after].map(|value| value.as_deref());
    let parts = [Some(change.rule.id.as_str()), Some(change.at.as_str())];
    for part in parts.into_iter().chain(values) {
        // The length keeps the parts apart, and nothing apart from an empty text.
        let length = part.map_or(u64::MAX, |part| part.len() as u64);
        hash.update(length.to_le_bytes());
        hash.update(part.unwrap_or_default());
    }
    let mut text = String::new();
    for byte in hash.finalize().iter().take(DIGITS / 2) {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
