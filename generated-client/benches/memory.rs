//! How much memory is held while 1,000 and 10,000 people are listed and dropped one by one.
//!
//! ```text
//! cargo bench -p generated-client --bench memory
//! ```
//!
//! What is counted is the peak of the heap above what was there before. A longer listing may hold more by the ids it has
//! seen, and by nothing else: at most 32 bytes a person.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

mod common;

use common::say;
use common::server::{people, serve};
use generated_client::Client;
use peak_alloc::PeakAlloc;
use tokio::runtime::{Builder, Runtime};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// The peak of one listing, in bytes.
fn peak(runtime: &Runtime, records: u64) -> usize {
    let base = serve(move |target| people(target, records));
    let client = Client::builder(base.as_str(), "token").build().unwrap();
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    runtime.block_on(async {
        let mut items = client.personnel().list().items();
        let mut count = 0;
        while let Some(person) = items.next().await {
            drop(person.unwrap());
            count += 1;
        }
        assert_eq!(count, records);
    });
    HEAP.peak_usage() - before
}

fn main() {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    // The first listing pays for what is set up once.
    peak(&runtime, 100);
    let [few, many] = [1_000, 10_000].map(|records| peak(&runtime, records));
    let more = many.saturating_sub(few);
    say(&format!(" 1,000 people: {few:8} bytes at most"));
    say(&format!("10,000 people: {many:8} bytes at most"));
    say(&format!(
        "difference:    {more:8} bytes, {} a person",
        more / 9_000
    ));
}
