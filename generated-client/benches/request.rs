//! One GET of a 4.5 KB record on a kept-alive connection of this machine, against reqwest and serde derive by hand.
//!
//! ```text
//! cargo bench -p generated-client --bench request
//! ```
//!
//! What counts is the time that the thread of the client spends on the processor; the server has threads of its own.
//! The table has medians of interleaved rounds as ratios to the hand-written code; the client is to take at most 1.05.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

mod common;

use std::time::Duration;

use common::server::serve;
use common::{Contender, hand, record, table};
use cpu_time::ThreadTime;
use criterion::{Criterion, criterion_group, criterion_main};
use generated_client::{Client, PersonnelId, serde_json};
use tokio::runtime::{Builder, Runtime};

const ROUNDS: usize = 600;
/// So many calls are measured at once, as one is short for the clock.
const CALLS: u32 = 10;
const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// The processor's time of this thread for one call.
fn timed(runtime: &Runtime, call: impl AsyncFn()) -> Duration {
    let start = ThreadTime::now();
    runtime.block_on(async {
        for _ in 0..CALLS {
            call().await;
        }
    });
    start.elapsed() / CALLS
}

/// What a careful team writes: one client, time limits, no redirects, the status checked, the body read by type.
async fn by_hand(client: &reqwest::Client, url: &str) -> hand::Person {
    let request = client.get(url).bearer_auth(TOKEN);
    let request = request.header("accept", "application/json");
    let response = request.send().await.unwrap().error_for_status().unwrap();
    serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
}

fn reqwest_client() -> reqwest::Client {
    reqwest::Client::builder()
        .http1_only()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .user_agent("team/1")
        .connect_timeout(Duration::from_secs(10))
        .timeout(Duration::from_secs(30))
        .build()
        .unwrap()
}

fn request(criterion: &mut Criterion) {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let body = record();
    common::say(&format!("a record of {} bytes", body.len()));
    let base = serve(move |_| body.clone());
    let url = format!("{base}/personnel/7");
    let theirs = reqwest_client();
    let ours = Client::builder(base.as_str(), TOKEN).build().unwrap();
    let get = async || drop(ours.personnel().get(PersonnelId::from(7)).await.unwrap());
    let get_by_hand = async || drop(by_hand(&theirs, &url).await);
    let mut contenders: Vec<Contender<'_>> = vec![
        ("hand", Box::new(|| timed(&runtime, get_by_hand))),
        ("client", Box::new(|| timed(&runtime, get))),
    ];
    table("one GET", ROUNDS, &mut contenders);
    let mut group = criterion.benchmark_group("one GET");
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

criterion_group!(benches, request);
criterion_main!(benches);
