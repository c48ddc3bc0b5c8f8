//! Listings of whole pages.

use generated_client::{DriftKind, Error, PageCursor, Pages, PersonnelPage, Response};

use super::{honest, pages_asked_for, scripted};
use crate::server::{Server, answer};
use crate::{client, once};

async fn all(mut pages: Pages<PersonnelPage>) -> Vec<Result<Response<PersonnelPage>, Error>> {
    let mut all = Vec::new();
    while let Some(page) = pages.next().await {
        all.push(page);
    }
    assert!(pages.next().await.is_none(), "it goes on after its end");
    all
}

fn ids(page: &PersonnelPage) -> Vec<i64> {
    page.data.iter().map(|person| person.id.get()).collect()
}

#[tokio::test]
async fn pages_come_with_all_around_them() {
    let server = scripted(&[(&[1, 2], Some(3)), (&[2, 3], Some(4)), (&[4], Some(4))]);
    let list = client(&server).personnel().list().limit(2);
    let (mut seen, mut drift) = (Vec::new(), Vec::new());
    for page in all(list.pages().prefetch(2)).await {
        let page = page.unwrap();
        assert_eq!((page.status().as_u16(), page.attempts()), (200, 1));
        drift.push(page.drift().len());
        seen.extend(ids(page.value()));
    }
    assert_eq!((seen, drift), (vec![1, 2, 2, 3], vec![0, 2]));
}

#[tokio::test]
async fn pages_are_resumed_where_they_stood() {
    let server = honest(25);
    let list = client(&server).personnel().list().limit(10);
    for stop in 0..=3 {
        let mut pages = list.clone().pages();
        let mut seen = Vec::new();
        for _ in 0..stop {
            seen.extend(ids(pages.next().await.unwrap().unwrap().value()));
            assert_eq!(pages.total(), Some(25));
        }
        let cursor: PageCursor = pages.cursor().to_string().parse().unwrap();
        for page in all(list.clone().pages().resume(cursor)).await {
            seen.extend(ids(page.unwrap().value()));
        }
        assert_eq!(seen, (1..=25).collect::<Vec<_>>(), "resumed after {stop}");
    }
    let other = list.clone().q("x").pages().cursor();
    let refused = all(list.pages().resume(other)).await;
    assert!(refused.len() == 1 && refused[0].as_ref().unwrap_err().is_paging());
}

#[tokio::test]
async fn a_page_that_fails_is_the_last() {
    let body = r#"{"data": [{"id": 1}, {"id": {}}], "total": 9}"#;
    let server = Server::answering([answer("200 OK", body), answer("404 X", "")]);
    let list = once(&server).personnel().list().limit(2);
    let mut pages = list.pages();
    let first = pages.next().await.unwrap().unwrap();
    // A record of no use is left out of its page, and listed.
    assert_eq!(ids(first.value()), [1]);
    let kinds: Vec<DriftKind> = first.drift().iter().map(|drift| drift.kind).collect();
    assert!(kinds.contains(&DriftKind::LeftOut), "{kinds:?}");
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.page()),
        (404, Some(2))
    );
    assert!(pages.next().await.is_none());
    assert_eq!(pages_asked_for(&server), [1, 2]);
    assert_eq!(pages.cursor().to_string().split('.').next(), Some("2"));
}

#[cfg(feature = "stream")]
#[tokio::test]
async fn listings_are_streams_that_can_be_spawned() {
    use std::future::poll_fn;
    use std::pin::Pin;

    use futures_core::Stream;

    async fn count(mut stream: impl Stream + Unpin + Send + 'static) -> usize {
        let mut count = 0;
        while poll_fn(|context| Pin::new(&mut stream).poll_next(context))
            .await
            .is_some()
        {
            count += 1;
        }
        count
    }

    let server = honest(60);
    let list = client(&server).personnel().list();
    let items = tokio::spawn(count(list.clone().items()));
    assert_eq!(items.await.unwrap(), 60);
    assert_eq!(tokio::spawn(count(list.pages())).await.unwrap(), 2);
}
