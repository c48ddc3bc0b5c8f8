//! 10,000 small records in 200 pages, each request 50 ms late: one page after the other, and eight on their way at once.
//!
//! ```text
//! cargo bench -p generated-client --bench listing
//! ```
//!
//! The same records have to come in the same order; `prefetch(8)` is to take at most a sixth of the time. A listing
//! takes ten seconds, so there are three rounds and a table, and criterion has no part in it.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

mod common;

use std::thread::sleep;
use std::time::{Duration, Instant};

use common::server::{people, serve};
use common::{Contender, table};
use generated_client::{Client, PersonnelListItem};
use tokio::runtime::Builder;

const RECORDS: u64 = 10_000;

fn main() {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let base = serve(|target| {
        sleep(Duration::from_millis(50));
        people(target, RECORDS)
    });
    let client = Client::builder(base.as_str(), "token").build().unwrap();
    let list = |pages: usize| {
        let start = Instant::now();
        let items = client.personnel().list().items().prefetch(pages);
        let all: Vec<PersonnelListItem> = runtime.block_on(items.try_collect()).unwrap();
        let taken = start.elapsed();
        let ids = all.iter().map(|person| person.id.get());
        assert!(ids.eq(1..=i64::try_from(RECORDS).unwrap()), "other records");
        taken
    };
    let mut contenders: Vec<Contender<'_>> = vec![
        ("sequential", Box::new(|| list(1))),
        ("prefetch(8)", Box::new(|| list(8))),
    ];
    table("10,000 records", 3, &mut contenders);
}
