//! The decoder as a product: what whole payloads give.

mod acceptance;
mod coercion;
mod depth;
mod model;
mod nullable;
mod odd_payload;
mod round_trip;
mod strictness;
mod suite;
mod union;
