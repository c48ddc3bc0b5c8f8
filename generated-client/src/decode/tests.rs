//! The decoder as a product: what whole payloads give.

mod model;
mod odd_payload;
