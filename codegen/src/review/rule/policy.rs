//! What is not about one value of the document: versions, acknowledgements, the generator, and what no rule knows.

use super::Bump::{Major, Patch};
use super::{RISKY, Row, UNSEEN};

pub(super) const ROWS: &[Row] = &[
    Row(
        "crate-version-not-bumped",
        "version of the crate is too low",
        UNSEEN,
        "It is about the crate alone.",
        Patch,
        "The changes add something, and the version in `generated-client/Cargo.toml` does not rise by it. In 0.x the third number is that of additions.",
    ),
    Row(
        "crate-major-not-bumped",
        "version of the crate is not the major one that the changes ask for",
        UNSEEN,
        "It is about the crate alone.",
        Patch,
        "Code that compiled may no longer compile, and the version in `generated-client/Cargo.toml` does not say so. In 0.x the second number is the major one.",
    ),
    Row(
        "crate-version-decreased",
        "version of the crate went down",
        UNSEEN,
        "It is about the crate alone.",
        Patch,
        "A version that is lower than that of the base cannot be published.",
    ),
    Row(
        "generator-drift",
        "surface changed without the document",
        UNSEEN,
        "The generator is on no wire.",
        Major,
        "What is committed at the base is not what today's generator makes of the base's document. The verdict is that of the surface.",
    ),
    Row(
        "surface-changed",
        "surface changed, and no single change explains it",
        UNSEEN,
        "What changes on the wire is told by the other entries.",
        Major,
        "The changes together do it, and the names do not say which. The verdict is that of the surface.",
    ),
    Row(
        "unclassified-change",
        "change that no rule knows",
        RISKY,
        "Nobody has thought about it yet: read it, and give it a rule.",
        Patch,
        "The verdict is that of the surface.",
    ),
    Row(
        "generator-refuses",
        "the generator refuses a side",
        UNSEEN,
        "What changes on the wire is told all the same.",
        Major,
        "No client can be generated, so that the Rust verdicts are estimated by the rules.",
    ),
    Row(
        "ack-stale",
        "acknowledgement that matches nothing",
        UNSEEN,
        "It is about this repository alone.",
        Patch,
        "An acknowledgement whose change is not there hides the next one that looks like it: remove it.",
    ),
    Row(
        "ack-expired",
        "acknowledgement that has expired",
        UNSEEN,
        "It is about this repository alone.",
        Patch,
        "Its `until` has come: renew or remove it.",
    ),
];
