//! Decoding a page of 50 full records, against serde derive over the same fields and `from_slice`.
//!
//! ```text
//! cargo bench -p generated-client --bench decode
//! ```
//!
//! It prints a table first: medians of interleaved rounds as ratios to the hand-written code, with the keys as the API
//! sends them and with the keys of every object shuffled; then what criterion makes of the same. `Ignore` and `Report`
//! are to take at most 0.50 of the hand-written time, and at most 0.65 with shuffled keys.
//!
//! Instructions, which the load of the machine does not touch, are counted by valgrind for one contender at a time
//! (`hand`, `ignore`, `report`, or `none`, which has to be taken off the others):
//!
//! ```text
//! cargo bench -p generated-client --bench decode --no-run     # prints the path of the executable
//! CALLGRIND=report valgrind --tool=callgrind --callgrind-out-file=callgrind.out <executable>
//! ```

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

mod common;

use std::hint::black_box;
use std::time::{Duration, Instant};

use common::{Contender, hand, page, shuffled, table};
use criterion::{Criterion, criterion_group, criterion_main};
use generated_client::http::{Request, Response};
use generated_client::{
    BoxFuture, Bytes, Client, Strictness, Transport, TransportError, from_json, serde_json,
};
use tokio::runtime::{Builder, Runtime};

const ROUNDS: usize = 400;

/// Answers everything with one body at once, so that what is left of a call is reading it.
struct Canned(Bytes);

impl Transport for Canned {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<Result<Response<Bytes>, TransportError>> {
        let response = Response::new(self.0.clone());
        Box::pin(async move { Ok(response) })
    }
}

fn timed<T>(run: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(run());
    start.elapsed()
}

/// A whole call of the client, but for the network.
fn call<'a>(runtime: &'a Runtime, body: &str, strictness: Strictness) -> impl FnMut() + 'a {
    let canned = Canned(body.to_owned().into());
    let builder = Client::builder("http://127.0.0.1", "token").transport(canned);
    let client = builder.strictness(strictness).build().unwrap();
    move || {
        let response = runtime.block_on(client.personnel().list().send()).unwrap();
        assert!(response.drift().is_empty(), "{:?}", response.drift());
    }
}

fn contenders<'a>(runtime: &'a Runtime, body: &'a str) -> Vec<Contender<'a>> {
    let by_hand = || serde_json::from_slice::<hand::Page>(black_box(body.as_bytes())).unwrap();
    let saved =
        || from_json::<generated_client::PersonnelPage>(black_box(body.as_bytes())).unwrap();
    assert_eq!((saved().value.data.len(), by_hand().data.len()), (50, 50));
    let mut ignore = call(runtime, body, Strictness::Ignore);
    let mut report = call(runtime, body, Strictness::Report);
    vec![
        ("hand", Box::new(move || timed(by_hand))),
        ("ignore", Box::new(move || timed(&mut ignore))),
        ("report", Box::new(move || timed(&mut report))),
        ("from_json", Box::new(move || timed(saved))),
    ]
}

/// Runs one contender alone, for a counter of instructions.
fn count(name: &str, contenders: &mut [Contender<'_>]) {
    let found = contenders.iter_mut().find(|(known, _)| *known == name);
    if let Some((_, run)) = found {
        for _ in 0..20 {
            run();
        }
    }
}

fn decode(criterion: &mut Criterion) {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let page = page(50);
    let shuffled = shuffled(&page);
    if let Ok(name) = std::env::var("CALLGRIND") {
        return count(&name, &mut contenders(&runtime, &page));
    }
    for (title, body) in [("page", &page), ("shuffled", &shuffled)] {
        let mut contenders = contenders(&runtime, body);
        table(title, ROUNDS, &mut contenders);
        let mut group = criterion.benchmark_group(title);
        group
            .sample_size(20)
            .measurement_time(Duration::from_secs(2));
        for (name, run) in &mut contenders {
            group.bench_function(*name, |bencher| {
                bencher.iter_custom(|rounds| (0..rounds).map(|_| run()).sum());
            });
        }
        group.finish();
    }
}

criterion_group!(benches, decode);
criterion_main!(benches);
