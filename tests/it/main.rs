//! Tests of the whole: the generator's output, the client on the wire, the repository itself.
