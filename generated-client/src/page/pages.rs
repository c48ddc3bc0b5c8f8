//! Every page, in order, with all around it.

use std::fmt;
use std::future::poll_fn;
use std::task::{Context, Poll, ready};

use super::Page;
use super::cursor::PageCursor;
use super::known::Known;
use super::plan::Facts;
use super::walk::Walk;
use crate::client::Client;
use crate::error::Error;
use crate::request::Request;
use crate::response::Response;
use crate::road::Arrival;

/// Every page, in order; made by [`Call::pages`](crate::Call::pages).
///
/// It ends by the same rules as [`Items`](crate::Items), and an `Err` is the last that comes. Pages
/// are delivered as they came: drift says which records came again.
///
/// With the feature `stream` it is a `futures_core::Stream` as well.
#[must_use = "a listing does nothing until its pages are taken"]
pub struct Pages<P> {
    walk: Walk,
    read: Read<P>,
    known: Known,
}

/// Reads the page of this number; the name is that of the property with the records.
type Read<P> = fn(&mut Known, u64, &Arrival, &'static str) -> Result<(Response<P>, Facts), Error>;

impl<P: Page> Pages<P> {
    pub(super) fn new(client: Client, request: Request) -> Self {
        Self {
            walk: Walk::new(client, request),
            read,
            known: Known::default(),
        }
    }
}

impl<P> Pages<P> {
    /// How many pages are on their way at once, after the first, which comes alone; 1 unless set.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.walk.prefetch = pages.max(1);
        self
    }

    /// Begins with the page at which an earlier listing of the same call stood.
    ///
    /// A cursor of another operation or with other filters is the first and only `Err`.
    pub fn resume(mut self, cursor: PageCursor) -> Self {
        self.walk.resume(cursor);
        self
    }

    /// Where the listing stands: before the next page.
    #[must_use]
    pub fn cursor(&self) -> PageCursor {
        self.walk.cursor()
    }

    /// How many records there are, as the server said last; `None` before the first page.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.walk.plan.total
    }

    /// The next page, or `None` at the end.
    ///
    /// # Errors
    ///
    /// A page that did not come or cannot be read, or a listing that cannot go on.
    pub async fn next(&mut self) -> Option<Result<Response<P>, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response<P>, Error>>> {
        let Some(outcome) = ready!(self.walk.poll_page(context)) else {
            return Poll::Ready(None);
        };
        let response = outcome.and_then(|(page, arrival)| self.take(page, &arrival));
        Poll::Ready(Some(response.map_err(|error| {
            self.walk.stop();
            let page = self.walk.position.0;
            error.edit(|inner| inner.page = Some(page))
        })))
    }

    fn take(&mut self, page: u64, arrival: &Arrival) -> Result<Response<P>, Error> {
        self.walk.position = (page, 0);
        let list = self.walk.items_name();
        let (mut response, facts) = (self.read)(&mut self.known, page, arrival, list)?;
        let drift = self.walk.deliver(&facts, arrival)?;
        response.meta.drift.extend(drift);
        self.walk.position = (page + 1, 0);
        Ok(response)
    }
}

/// The page, and which of its records are new.
fn read<P: Page>(
    known: &mut Known,
    page: u64,
    arrival: &Arrival,
    list: &'static str,
) -> Result<(Response<P>, Facts), Error> {
    let decoded = arrival.decode::<P>()?;
    let total = decoded.value.total();
    let body = &arrival.answer.body;
    let ids = decoded.value.items().iter().map(P::id);
    let ids: Vec<String> = ids.map(ToString::to_string).collect();
    let elements = decoded
        .left_out
        .iter()
        .filter(|left| left.index_in(list).is_some());
    let left_out: Vec<_> = elements
        .filter_map(|left| body.get(left.range.clone()))
        .collect();
    let records = ids.len() + left_out.len();
    let new = ids.iter().filter(|id| known.is_new(id)).count();
    let new = new + left_out.iter().filter(|bytes| !known.knows(bytes)).count();
    for bytes in left_out {
        known.learn(bytes);
    }
    let count = |number| u64::try_from(number).unwrap_or(u64::MAX);
    let facts = Facts {
        page,
        total,
        records: count(records),
        new: count(new),
    };
    Ok((arrival.clone().respond(decoded), facts))
}

/// Nothing is pinned: all that is on its way is boxed.
impl<P> Unpin for Pages<P> {}

#[cfg(feature = "stream")]
impl<P> futures_core::Stream for Pages<P> {
    type Item = Result<Response<P>, Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

/// Neither pages nor filters.
impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("cursor", &self.cursor())
            .field("total", &self.total())
            .finish_non_exhaustive()
    }
}
