//! What the commands of this repository share with its tests.

pub mod client_copy;
