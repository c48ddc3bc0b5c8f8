//! Pages on their way: how many at once, in which order, and how long.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::Duration;

use super::{page, parameter};
use crate::builder;
use crate::server::Server;

/// How many requests a server answers at once, now and at most, and how many beside the first page.
#[derive(Default)]
struct Load {
    now: AtomicUsize,
    most: AtomicUsize,
    beside_the_first: AtomicUsize,
}

/// Knows the records 1 to 20, two to a page; the later the page, the sooner it comes.
fn slow(load: &Arc<Load>) -> Server {
    let load = Arc::clone(load);
    Server::serving(move |request| {
        let number = parameter(request, "page").unwrap_or(1);
        let now = load.now.fetch_add(1, Ordering::SeqCst) + 1;
        load.most.fetch_max(now, Ordering::SeqCst);
        sleep(Duration::from_millis(60 - 5 * number));
        if number == 1 {
            let beside = load.most.load(Ordering::SeqCst) - 1;
            load.beside_the_first.store(beside, Ordering::SeqCst);
        }
        load.now.fetch_sub(1, Ordering::SeqCst);
        page((number - 1) * 2 + 1..=number * 2, Some(20))
    })
}

#[tokio::test]
async fn pages_are_asked_for_ahead_and_delivered_in_order() {
    for (prefetch, most) in [(None, 1), (Some(0), 1), (Some(1), 1), (Some(3), 3)] {
        let load = Arc::default();
        let server = slow(&load);
        let items = builder(&server).build().unwrap().personnel().list();
        let items = items.limit(2).items();
        let mut items = match prefetch {
            Some(pages) => items.prefetch(pages),
            None => items,
        };
        let mut ids = Vec::new();
        while let Some(person) = items.next().await {
            ids.push(person.unwrap().id.get());
            assert_eq!(items.total(), Some(20));
            // The page that is being delivered, and those ahead of it.
            let asked = server.requests().len();
            assert!(asked <= ids.len().div_ceil(2) + most, "{asked} asked for");
        }
        assert_eq!(ids, (1..=20).collect::<Vec<_>>());
        assert_eq!(load.most.load(Ordering::SeqCst), most, "{prefetch:?}");
        assert_eq!(load.beside_the_first.load(Ordering::SeqCst), 0);
        assert_eq!(server.requests().len(), 10);
    }
}

#[tokio::test]
async fn each_page_has_its_own_time_and_the_listing_has_none() {
    let server = slow(&Arc::default());
    let client = builder(&server).timeout(Duration::from_millis(250));
    let list = client.build().unwrap().personnel().list().limit(2);
    let started = std::time::Instant::now();
    let all: Vec<_> = list.items().try_collect().await.unwrap();
    assert_eq!(all.len(), 20);
    assert!(started.elapsed() > Duration::from_millis(250));
}

#[tokio::test]
async fn what_is_on_its_way_is_given_up_with_its_listing() {
    let server = slow(&Arc::default());
    let client = builder(&server).build().unwrap();
    let mut items = client.personnel().list().limit(2).items().prefetch(4);
    items.next().await.unwrap().unwrap();
    drop(items);
    client.personnel().list().limit(2).await.unwrap();
    // The first page, up to four ahead of it, and the last call.
    assert!(server.requests().len() <= 6);
}
