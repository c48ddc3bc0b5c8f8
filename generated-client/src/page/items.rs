//! Every record of every page, in order.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::task::{Context, Poll, ready};

use super::Page;
use super::cursor::PageCursor;
use super::known::Known;
use super::plan::Facts;
use super::walk::Walk;
use crate::client::Client;
use crate::decode::LeftOut;
use crate::drift::Drift;
use crate::error::{Error, Kind};
use crate::request::Request;
use crate::road::Arrival;

/// Every record of every page, in order; made by [`Call::items`](crate::Call::items).
///
/// One page is one call, with its own deadline and retries; the listing has none. It ends when as
/// many records came as the server says there are. A record that came before, because the pages
/// shifted meanwhile, is dropped by its id. A record that cannot be read is an `Err` in its place
/// ([`Error::index`], [`Error::pointer`] and its raw bytes in [`Error::body`]), and the listing goes
/// on; any other `Err` is the last that comes, and [`cursor`](Self::cursor) says where to resume.
///
/// With the feature `stream` it is a `futures_core::Stream` as well.
#[must_use = "a listing does nothing until its records are taken"]
pub struct Items<T> {
    walk: Walk,
    read: fn(&Arrival) -> Result<Whole<T>, Error>,
    known: Known,
    ready: VecDeque<(u64, Result<T, Error>)>,
    /// The page that `ready` is of.
    page: u64,
    drift: Vec<Drift>,
    /// How many more the caller wants.
    left: u64,
}

/// A page as it was read.
struct Whole<T> {
    total: Option<i64>,
    items: Vec<(String, T)>,
    left_out: Vec<LeftOut>,
}

impl<T> Items<T> {
    pub(super) fn new<P: Page<Item = T>>(client: Client, request: Request) -> Self {
        Self {
            walk: Walk::new(client, request),
            read: read::<P>,
            known: Known::default(),
            ready: VecDeque::new(),
            page: 1,
            drift: Vec::new(),
            left: u64::MAX,
        }
    }

    /// How many pages are on their way at once, after the first, which comes alone; 1 unless set.
    ///
    /// So many pages are held in memory at most, beside the one that is being delivered. Records come in order all the same.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.walk.prefetch = pages.max(1);
        self
    }

    /// Ends after this many records, and asks for no page beyond them.
    pub fn max_items(mut self, records: u64) -> Self {
        self.left = records;
        self.walk.plan.wanted = Some(records);
        self
    }

    /// Begins where an earlier listing of the same call stood.
    ///
    /// A cursor of another operation or with other filters is the first and only `Err`.
    pub fn resume(mut self, cursor: PageCursor) -> Self {
        self.walk.resume(cursor);
        self
    }

    /// Where the listing stands: before the next record.
    #[must_use]
    pub fn cursor(&self) -> PageCursor {
        self.walk.cursor()
    }

    /// How many records there are, as the server said last; `None` before the first page.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.walk.plan.total
    }

    /// What was odd about the listing so far: a total that changed or is too low, records that came again, pages without
    /// any, an end before the total. What may be missing is told under every [`Strictness`](crate::Strictness).
    ///
    /// What was odd about single records is told to the [`Observer`](crate::Observer), and by [`pages`](crate::Call::pages).
    #[must_use]
    pub fn drift(&self) -> &[Drift] {
        &self.drift
    }

    /// The next record, or `None` at the end.
    ///
    /// # Errors
    ///
    /// A record that cannot be read, a page that did not come, or a listing that cannot go on.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// All records, until the first `Err`.
    ///
    /// # Errors
    ///
    /// The first `Err` of the listing: nothing is left out silently.
    pub async fn try_collect<C: Default + Extend<T>>(mut self) -> Result<C, Error> {
        let mut all = C::default();
        while let Some(record) = self.next().await {
            all.extend([record?]);
        }
        Ok(all)
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if self.left == 0 {
                return Poll::Ready(None);
            }
            if let Some((index, record)) = self.ready.pop_front() {
                let more = !self.ready.is_empty();
                self.walk.position = if more {
                    (self.page, index + 1)
                } else {
                    (self.page + 1, 0)
                };
                self.left -= 1;
                if self.left == 0 {
                    self.walk.stop();
                } else if self.walk.prefetch > 1 {
                    self.walk.drive(context);
                }
                return Poll::Ready(Some(record));
            }
            match ready!(self.walk.poll_page(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(self.at_page(error)))),
                Some(Ok((page, arrival))) => {
                    if let Err(error) = self.take(page, &arrival) {
                        self.walk.stop();
                        return Poll::Ready(Some(Err(error)));
                    }
                }
            }
        }
    }

    fn at_page(&self, error: Error) -> Error {
        let page = self.walk.position.0;
        error.edit(|inner| inner.page = Some(page))
    }

    /// Makes the records of a page ready.
    fn take(&mut self, page: u64, arrival: &Arrival) -> Result<(), Error> {
        let offset = if page == self.walk.position.0 {
            self.walk.position.1
        } else {
            0
        };
        self.walk.position = (page, offset);
        self.page = page;
        let whole = (self.read)(arrival).map_err(|error| self.at_page(error))?;
        self.check_all_told(&whole, arrival)?;
        let total = whole.total;
        let mut facts = Facts {
            page,
            total,
            records: 0,
            new: 0,
        };
        let mut unreadable = Vec::new();
        for record in self.in_order(whole, page, arrival) {
            let index = facts.records;
            facts.records += 1;
            let is_new = match &record {
                Ok((id, _)) => self.known.is_new(id),
                Err(error) => {
                    let bytes = error.body().cloned().unwrap_or_default();
                    let is_new = !self.known.knows(&bytes);
                    unreadable.push(bytes);
                    is_new
                }
            };
            facts.new += u64::from(is_new);
            if is_new && index >= offset {
                self.ready.push_back((index, record.map(|(_, item)| item)));
            }
        }
        for bytes in unreadable {
            self.known.learn(&bytes);
        }
        let drift = self.walk.deliver(&facts, arrival);
        self.drift
            .extend(drift.inspect_err(|_| self.ready.clear())?);
        if self.ready.is_empty() {
            self.walk.position = (page + 1, 0);
        }
        Ok(())
    }

    /// A page with more unreadable records than are listed would lose the rest of them without a word.
    fn check_all_told(&self, whole: &Whole<T>, arrival: &Arrival) -> Result<(), Error> {
        let list = self.walk.items_name();
        let mut left_out = whole.left_out.iter();
        if left_out.any(|left| left.is_last_listed && left.index_in(list).is_some()) {
            let why = "more records of the page cannot be read than can be told";
            return Err(self.at_page(arrival.fail(Kind::Decode, why)));
        }
        Ok(())
    }

    /// The records as they stood in the page, those that cannot be read in their place.
    fn in_order(
        &self,
        whole: Whole<T>,
        page: u64,
        arrival: &Arrival,
    ) -> Vec<Result<(String, T), Error>> {
        let list = self.walk.items_name();
        let mut records: Vec<_> = whole.items.into_iter().map(Ok).collect();
        for left in &whole.left_out {
            // In the order of the page, so each index is right when its turn comes.
            if let Some(index) = left.index_in(list).filter(|index| *index <= records.len()) {
                records.insert(index, Err(unreadable(left, page, index, arrival)));
            }
        }
        records
    }
}

fn unreadable(left: &LeftOut, page: u64, index: usize, arrival: &Arrival) -> Error {
    let error = arrival.fail(Kind::Decode, "a record of the page cannot be read");
    error.edit(|inner| {
        inner.pointer = Some(left.pointer.clone());
        inner.page = Some(page);
        inner.index = u64::try_from(index).ok();
        if let Some(answer) = &mut inner.answer
            && left.range.end <= answer.body.len()
        {
            answer.body = answer.body.slice(left.range.clone());
        }
    })
}

fn read<P: Page>(arrival: &Arrival) -> Result<Whole<P::Item>, Error> {
    let decoded = arrival.decode::<P>()?;
    let total = decoded.value.total();
    let items = decoded.value.into_items();
    Ok(Whole {
        total,
        items: items
            .into_iter()
            .map(|item| (P::id(&item).to_string(), item))
            .collect(),
        left_out: decoded.left_out,
    })
}

/// Nothing is pinned: all that is on its way is boxed.
impl<T> Unpin for Items<T> {}

#[cfg(feature = "stream")]
impl<T> futures_core::Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

/// Neither records nor filters.
impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("cursor", &self.cursor())
            .field("total", &self.total())
            .finish_non_exhaustive()
    }
}
