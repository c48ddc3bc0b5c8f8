//! Listings: all records, in order, once; and an end, whatever the server says.

mod ahead;
mod whole;

use std::sync::Mutex;

use generated_client::{DriftKind, Error, Items, PageCursor, PersonnelListItem, Strictness};

use crate::server::{Request, Server, answer};
use crate::{builder, client, once};

fn parameter(request: &Request, name: &str) -> Option<u64> {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(request.query()).unwrap();
    let (_, value) = pairs.into_iter().find(|(known, _)| known == name)?;
    value.parse().ok()
}

fn pages_asked_for(server: &Server) -> Vec<u64> {
    server
        .requests()
        .iter()
        .map(|request| parameter(request, "page").unwrap())
        .collect()
}

fn page(ids: impl IntoIterator<Item = u64>, total: Option<u64>) -> Vec<u8> {
    let records: Vec<String> = ids
        .into_iter()
        .map(|id| format!(r#"{{"id": {id}}}"#))
        .collect();
    let total = total.map_or(String::new(), |total| format!(r#", "total": {total}"#));
    answer(
        "200 OK",
        &format!(r#"{{"data": [{}]{total}}}"#, records.join(",")),
    )
}

/// A server that knows the people 1 to `count`, and does what it is asked.
fn honest(count: u64) -> Server {
    Server::serving(move |request| {
        let number = parameter(request, "page").unwrap_or(1);
        let limit = parameter(request, "limit").unwrap_or(20);
        let first = (number - 1) * limit;
        page((first + 1..=count.min(first + limit)).take(50), Some(count))
    })
}

/// The ids of each page, and the total it says.
type Pages = &'static [(&'static [u64], Option<u64>)];

/// A server that answers the pages in turn with these ids and totals; the last one is repeated.
fn scripted(pages: Pages) -> Server {
    Server::serving(move |request| {
        let number = usize::try_from(parameter(request, "page").unwrap()).unwrap();
        let (ids, total) = pages[(number - 1).min(pages.len() - 1)];
        page(ids.iter().copied(), total)
    })
}

struct Listing {
    ids: Vec<i64>,
    errors: Vec<Error>,
    drift: Vec<DriftKind>,
}

async fn listing(mut items: Items<PersonnelListItem>) -> Listing {
    let (mut ids, mut errors) = (Vec::new(), Vec::new());
    while let Some(record) = items.next().await {
        match record {
            Ok(person) => ids.push(person.id.get()),
            Err(error) => errors.push(error),
        }
    }
    assert!(items.next().await.is_none(), "it goes on after its end");
    let drift = items.drift().iter().map(|drift| drift.kind).collect();
    Listing { ids, errors, drift }
}

async fn list_all(server: &Server, limit: u32) -> Listing {
    listing(client(server).personnel().list().limit(limit).items()).await
}

#[tokio::test]
async fn every_record_comes_once_in_order() {
    for (count, requests) in [(0, 1), (1, 1), (50, 1), (51, 2), (230, 5)] {
        for prefetch in [1, 4, 8] {
            let server = honest(count);
            let items = client(&server)
                .personnel()
                .list()
                .items()
                .prefetch(prefetch);
            let all: Vec<PersonnelListItem> = items.try_collect().await.unwrap();
            let ids: Vec<i64> = all.iter().map(|person| person.id.get()).collect();
            let expected: Vec<i64> = (1..=i64::try_from(count).unwrap()).collect();
            assert_eq!(ids, expected);
            let mut pages = pages_asked_for(&server);
            pages.sort_unstable();
            assert_eq!(pages, (1..=requests).collect::<Vec<u64>>());
            assert!(
                server
                    .requests()
                    .iter()
                    .all(|request| parameter(request, "limit") == Some(50))
            );
        }
    }
}

#[tokio::test]
async fn no_more_is_asked_for_than_is_wanted() {
    let server = honest(1_000);
    let items = client(&server).personnel().list().limit(10).items();
    let all = listing(items.prefetch(8).max_items(15)).await;
    assert_eq!((all.ids.len(), pages_asked_for(&server)), (15, vec![1, 2]));
    let server = honest(1_000);
    let items = client(&server).personnel().list().items().max_items(0);
    assert!(listing(items).await.ids.is_empty() && server.connections() == 0);
}

#[tokio::test]
async fn a_listing_is_resumed_where_it_stood() {
    let server = honest(35);
    let list = client(&server).personnel().list().limit(10).q("x");
    for stop in [0, 1, 9, 10, 11, 25, 34, 35] {
        let mut items = list.clone().items();
        let mut ids = Vec::new();
        for _ in 0..stop {
            ids.push(items.next().await.unwrap().unwrap().id.get());
        }
        let text = serde_json::to_string(&items.cursor()).unwrap();
        assert!(!text.contains('x'), "{text}");
        let cursor: PageCursor = serde_json::from_str(&text).unwrap();
        let rest = listing(list.clone().items().resume(cursor)).await;
        ids.extend(rest.ids);
        assert_eq!(ids, (1..=35).collect::<Vec<_>>(), "resumed after {stop}");
        assert!(rest.errors.is_empty() && rest.drift.is_empty());
    }
}

#[tokio::test]
async fn a_cursor_of_another_listing_is_refused() {
    let server = honest(35);
    let list = client(&server).personnel().list();
    let cursor = list.clone().q("a").items().cursor();
    let other = listing(list.clone().q("b").items().resume(cursor)).await;
    assert!(other.errors[0].is_paging() && other.errors.len() == 1 && other.ids.is_empty());
    let paged = listing(list.page(2).items()).await;
    assert!(
        paged.errors[0].to_string().contains("use `resume`"),
        "{}",
        paged.errors[0]
    );
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_page_that_fails_is_told_once_and_can_be_resumed() {
    for prefetch in [1, 4] {
        let failed = Mutex::new(false);
        let server = Server::serving(move |request| {
            let number = parameter(request, "page").unwrap();
            if number == 3 && !std::mem::replace(&mut failed.lock().unwrap(), true) {
                return answer("500 Oh", "");
            }
            page((number - 1) * 2 + 1..=number * 2, Some(10))
        });
        let list = once(&server).personnel().list().limit(2);
        let mut items = list.clone().items().prefetch(prefetch);
        let mut ids = Vec::new();
        for _ in 0..4 {
            ids.push(items.next().await.unwrap().unwrap().id.get());
        }
        let error = items.next().await.unwrap().unwrap_err();
        let status = error.status().unwrap().as_u16();
        assert_eq!((status, error.page(), error.index()), (500, Some(3), None));
        assert!(items.next().await.is_none(), "the failed page is the end");
        let rest = listing(list.items().resume(items.cursor())).await;
        ids.extend(rest.ids);
        assert_eq!(ids, (1..=10).collect::<Vec<_>>());
        assert!(rest.errors.is_empty() && rest.drift.is_empty());
    }
}

#[tokio::test]
async fn a_record_that_cannot_be_read_is_an_error_in_its_place() {
    let body = r#"{"data": [{"id": 1}, {"id": {}}, {"id": 3}, "x"], "total": 4}"#;
    let server = Server::answering([answer("200 OK", body)]);
    let list = client(&server).personnel().list();
    let mut items = list.clone().items();
    let mut seen = Vec::new();
    while let Some(record) = items.next().await {
        seen.push(match record {
            Ok(person) => person.id.to_string(),
            Err(error) => {
                assert!(error.is_decode() && error.page() == Some(1));
                let body = String::from_utf8(error.body().unwrap().to_vec()).unwrap();
                format!(
                    "{} {} {body}",
                    error.pointer().unwrap(),
                    error.index().unwrap()
                )
            }
        });
    }
    assert_eq!(
        seen,
        ["1", r#"/data/1 1 {"id": {}}"#, "3", r#"/data/3 3 "x""#]
    );
    let error = list.items().try_collect::<Vec<_>>().await.unwrap_err();
    assert_eq!(error.index(), Some(1));
}

#[tokio::test]
async fn records_that_cannot_be_read_are_each_told_once() {
    let first = r#"{"data": [null, {"id": 1}, null], "total": 5}"#;
    let second = r#"{"data": [null, {}, {"id": 2}], "total": 5}"#;
    let server = Server::answering([answer("200 OK", first), answer("200 OK", second)]);
    let list = client(&server).personnel().list().limit(3);
    let all = listing(list.clone().items()).await;
    let places: Vec<_> = all.errors.iter().map(|e| (e.page(), e.index())).collect();
    // The null of the second page may be one of the first: it came again, and that is told.
    let at = |page, index| (Some(page), Some(index));
    assert_eq!(places, [at(1, 0), at(1, 2), at(2, 1)]);
    assert_eq!(all.ids, [1, 2]);
    let repeated = DriftKind::Repeated { records: 1 };
    let beyond = DriftKind::BeyondTotal {
        records: 6,
        total: 5,
    };
    assert_eq!(all.drift, [repeated, beyond]);
}

#[tokio::test]
async fn a_record_that_cannot_be_read_is_told_however_much_else_is_odd() {
    let roles = "null,".repeat(1_500);
    let odd = format!(r#"{{"id": 1, "user": {{"roles": [{roles}"x"]}}}}"#);
    let body = format!(r#"{{"data": [{odd}, {{"id": {{}}}}, {{"id": 3}}], "total": 3}}"#);
    let server = Server::answering([answer("200 OK", &body)]);
    let all = listing(client(&server).personnel().list().items()).await;
    assert_eq!(all.ids, [1, 3]);
    assert_eq!(all.errors[0].index(), Some(1));
    // So many that not all can be told: the page is of no use.
    let body = format!(r#"{{"data": [{roles}{{"id": 3}}], "total": 1501}}"#);
    let server = Server::answering([answer("200 OK", &body)]);
    let all = listing(client(&server).personnel().list().items()).await;
    assert!(all.ids.is_empty() && all.errors.len() == 1, "{:?}", all.ids);
    assert!(all.errors[0].is_decode() && all.errors[0].index().is_none());
}

#[tokio::test]
async fn row_25_a_page_that_comes_again_is_an_error() {
    let server = scripted(&[(&[1, 2], Some(10))]);
    let all = list_all(&server, 2).await;
    assert_eq!(all.ids, [1, 2]);
    assert!(
        all.errors[0].is_paging() && all.errors.len() == 1,
        "{:?}",
        all.errors
    );
    assert_eq!(server.requests().len(), 2);
    let server = scripted(&[(&[1, 2], None)]);
    assert!(list_all(&server, 2).await.errors[0].is_paging());
    let mut pages = client(&scripted(&[(&[1, 2], Some(10))]))
        .personnel()
        .list()
        .limit(2)
        .pages();
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.unwrap().unwrap_err().is_paging());
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn row_25_a_total_that_is_too_high_ends_with_drift() {
    let server = scripted(&[(&[1, 2], Some(100)), (&[3, 4], Some(100)), (&[], Some(100))]);
    let all = list_all(&server, 2).await;
    assert_eq!((all.ids, all.errors.len()), (vec![1, 2, 3, 4], 0));
    let early = DriftKind::EndedEarly {
        records: 4,
        total: 100,
    };
    assert_eq!(
        all.drift,
        [DriftKind::EmptyPage, DriftKind::EmptyPage, early]
    );
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn row_25_a_total_that_is_too_low_ends_with_drift() {
    let none = DriftKind::BeyondTotal {
        records: 2,
        total: 0,
    };
    let third = DriftKind::BeyondTotal {
        records: 4,
        total: 3,
    };
    let cases: [(Pages, &[i64], DriftKind); 2] = [
        (&[(&[1, 2], Some(0))], &[1, 2], none),
        (
            &[(&[1, 2], Some(3)), (&[3, 4], Some(3))],
            &[1, 2, 3, 4],
            third,
        ),
    ];
    for (pages, ids, drift) in cases {
        let server = scripted(pages);
        let all = list_all(&server, 2).await;
        assert_eq!((&all.ids[..], all.errors.len()), (ids, 0));
        assert_eq!(all.drift, [drift]);
        assert_eq!(server.requests().len(), pages.len());
    }
}

#[tokio::test]
async fn row_25_what_may_be_missing_is_told_under_every_strictness() {
    let early = DriftKind::EndedEarly {
        records: 2,
        total: 100,
    };
    let shrunk = DriftKind::TotalChanged { from: 6, to: 5 };
    let beyond = DriftKind::BeyondTotal {
        records: 2,
        total: 1,
    };
    let cases: [(Pages, DriftKind); 3] = [
        (&[(&[1, 2], Some(100)), (&[], Some(100))], early),
        (
            &[(&[1, 2], Some(6)), (&[3, 4], Some(5)), (&[5], Some(5))],
            shrunk,
        ),
        (&[(&[1, 2], Some(1))], beyond),
    ];
    for (pages, told) in cases {
        let server = scripted(pages);
        let ignore = builder(&server).strictness(Strictness::Ignore);
        let people = ignore.build().unwrap().personnel();
        let all = listing(people.list().limit(2).items()).await;
        assert_eq!(all.drift, [told]);
    }
    let server = scripted(&[(&[1, 2], Some(4)), (&[2, 3], Some(5)), (&[4], Some(5))]);
    let ignore = builder(&server).strictness(Strictness::Ignore);
    let people = ignore.build().unwrap().personnel();
    let all = listing(people.list().limit(2).items()).await;
    assert!(all.drift.is_empty(), "{:?}", all.drift);
}

#[tokio::test]
async fn row_25_a_list_that_shrinks_says_that_a_record_may_be_missed() {
    let server = scripted(&[(&[1, 2], Some(6)), (&[4, 5], Some(5)), (&[6], Some(5))]);
    let all = list_all(&server, 2).await;
    assert_eq!((all.ids, all.errors.len()), (vec![1, 2, 4, 5, 6], 0));
    assert_eq!(all.drift, [DriftKind::TotalChanged { from: 6, to: 5 }]);
    let deny = builder(&server)
        .strictness(Strictness::Deny)
        .build()
        .unwrap();
    let denied = listing(deny.personnel().list().limit(2).items()).await;
    assert!(
        denied.ids == [1, 2] && denied.errors[0].is_drift(),
        "{:?}",
        denied.errors
    );
}

#[tokio::test]
async fn row_25_a_list_that_grows_gives_nothing_twice() {
    let server = scripted(&[(&[1, 2], Some(4)), (&[2, 3], Some(5)), (&[4], Some(5))]);
    let all = list_all(&server, 2).await;
    assert_eq!((all.ids, all.errors.len()), (vec![1, 2, 3, 4], 0));
    let grown = DriftKind::TotalChanged { from: 4, to: 5 };
    assert_eq!(all.drift, [grown, DriftKind::Repeated { records: 1 }]);
}

#[tokio::test]
async fn row_25_without_a_total_the_first_short_page_is_the_last() {
    let server = scripted(&[(&[1, 2], None), (&[3, 4], None), (&[5], None)]);
    let all = list_all(&server, 2).await;
    assert_eq!(
        (all.ids, all.errors.len(), all.drift.len()),
        (vec![1, 2, 3, 4, 5], 0, 0)
    );
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn row_25_an_empty_page_amid_the_list_is_skipped() {
    let server = scripted(&[(&[1, 2], Some(4)), (&[], Some(4)), (&[3, 4], Some(4))]);
    let all = list_all(&server, 2).await;
    assert_eq!(
        (all.ids, all.drift),
        (vec![1, 2, 3, 4], vec![DriftKind::EmptyPage])
    );
}
