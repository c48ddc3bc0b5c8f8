//! Tests of the review: the examples, refactors, mutations, coverage.

mod ack;
mod coverage;
mod examples;
mod mutation;
mod pull_request;
mod refactor;
mod rules;
mod surface;
mod tolerance;
