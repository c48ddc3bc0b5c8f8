//! The pages of a listing on their way: several at once, delivered in order.

use std::collections::VecDeque;
use std::task::{Context, Poll};

use super::Paging;
use super::cursor::{PageCursor, hash};
use super::plan::{Facts, Plan};
use crate::client::Client;
use crate::drift::{Drift, Strictness};
use crate::error::{Error, Kind};
use crate::request::Request;
use crate::road::{Arrival, travel};
use crate::transport::BoxFuture;

/// The part of a listing that does not know what a page is.
pub(super) struct Walk {
    client: Client,
    request: Request,
    /// `None` for an operation that the document does not page.
    paging: Option<&'static Paging>,
    pub(super) plan: Plan,
    pub(super) prefetch: usize,
    flights: VecDeque<Flight>,
    /// Why the listing cannot even begin.
    fault: Option<Error>,
    filters: u64,
    /// The next record: its page, and how many records of the page come before it.
    pub(super) position: (u64, u64),
}

struct Flight {
    page: u64,
    state: State,
}

enum State {
    Flying(BoxFuture<Result<Arrival, Error>>),
    Landed(Result<Arrival, Error>),
}

impl Walk {
    pub(super) fn new(client: Client, mut request: Request) -> Self {
        let paging = request.endpoint.paging.as_ref();
        let mut fault = None;
        let mut size = None;
        let filters = filters(&request, paging);
        match paging {
            Some(paging) if request.has(paging.page) => {
                fault = Some("a listing chooses its pages itself; use `resume` to begin elsewhere");
            }
            Some(paging) => size = set_limit(&mut request, paging),
            None => fault = Some("the document does not say how this operation is paged"),
        }
        let facts = request.facts();
        let error = |why| Error::new(Kind::Paging, why).edit(|i| i.operation = Some(facts));
        Self {
            client,
            paging,
            plan: Plan::new(size),
            prefetch: 1,
            flights: VecDeque::new(),
            fault: fault.map(error),
            filters,
            request,
            position: (1, 0),
        }
    }

    pub(super) fn items_name(&self) -> &'static str {
        self.paging.map_or("", |paging| paging.items)
    }

    pub(super) fn cursor(&self) -> PageCursor {
        PageCursor {
            page: self.position.0,
            offset: self.position.1,
            limit: self.plan.size,
            filters: self.filters,
        }
    }

    pub(super) fn resume(&mut self, cursor: PageCursor) {
        if cursor.filters != self.filters {
            let facts = self.request.facts();
            let error = Error::new(Kind::Paging, "the cursor is of another listing");
            self.fault = Some(error.edit(|inner| inner.operation = Some(facts)));
        }
        if let (Some(paging), Some(limit)) = (self.paging, cursor.limit) {
            self.request
                .set(paging.limit.into(), vec![limit.to_string()]);
            self.plan.size = Some(limit);
        }
        self.position = (cursor.page, cursor.offset);
        self.plan.begin_at(cursor.page);
    }

    /// The next page in order; an error ends the listing.
    pub(super) fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<(u64, Arrival), Error>>> {
        if let Some(fault) = self.fault.take() {
            self.stop();
            return Poll::Ready(Some(Err(fault)));
        }
        self.drive(context);
        match self.flights.pop_front() {
            None => Poll::Ready(None),
            Some(Flight {
                page,
                state: State::Landed(outcome),
            }) => {
                if outcome.is_err() {
                    self.stop();
                }
                Poll::Ready(Some(outcome.map(|arrival| (page, arrival))))
            }
            Some(flight) => {
                self.flights.push_front(flight);
                Poll::Pending
            }
        }
    }

    /// Asks for what it is time to ask for, and lets all that is on its way go on.
    pub(super) fn drive(&mut self, context: &mut Context<'_>) {
        while let Some(page) = self.plan.ask(self.flights.len(), self.prefetch) {
            let state = State::Flying(self.fly(page));
            self.flights.push_back(Flight { page, state });
        }
        for flight in &mut self.flights {
            if let State::Flying(future) = &mut flight.state
                && let Poll::Ready(outcome) = future.as_mut().poll(context)
            {
                flight.state = State::Landed(outcome);
            }
        }
    }

    fn fly(&self, page: u64) -> BoxFuture<Result<Arrival, Error>> {
        let mut request = self.request.clone();
        if let Some(paging) = self.paging {
            request.set(paging.page.into(), vec![page.to_string()]);
        }
        Box::pin(travel(self.client.clone(), request))
    }

    /// Ends the listing; what is still on its way is given up.
    pub(super) fn stop(&mut self) {
        self.plan.end();
        self.flights.clear();
    }

    /// Takes note of a page that was read; gives what was odd about the listing.
    pub(super) fn deliver(
        &mut self,
        facts: &Facts,
        arrival: &Arrival,
    ) -> Result<Vec<Drift>, Error> {
        let Ok(kinds) = self.plan.deliver(facts) else {
            self.stop();
            let why =
                "the page holds only records that were delivered before; the listing cannot go on";
            let error = arrival.fail(Kind::Paging, why);
            return Err(error.edit(|inner| inner.page = Some(facts.page)));
        };
        let strictness = self.client.0.strictness;
        let kept = kinds
            .into_iter()
            .filter(|kind| strictness != Strictness::Ignore || kind.is_loss());
        let drift: Vec<Drift> = kept.map(Drift::of_answer).collect();
        self.client.0.observe(self.request.endpoint.name, &drift);
        if strictness == Strictness::Deny && !drift.is_empty() {
            self.stop();
            return Err(arrival
                .denied(drift)
                .edit(|inner| inner.page = Some(facts.page)));
        }
        Ok(drift)
    }
}

/// The limit that was set, or else the highest that the document allows.
fn set_limit(request: &mut Request, paging: &Paging) -> Option<u64> {
    if let Some(limit) = request.values(paging.limit).first() {
        return limit.parse().ok().filter(|limit| *limit > 0);
    }
    let limit = u64::try_from(paging.max_limit?).ok()?;
    request.set(paging.limit.into(), vec![limit.to_string()]);
    Some(limit)
}

/// A hash of what is listed, whatever order the filters were set in.
fn filters(request: &Request, paging: Option<&Paging>) -> u64 {
    let is_filter = |name: &str| paging.is_none_or(|p| name != p.page && name != p.limit);
    let mut pairs: Vec<(&str, &str)> = request.pairs().filter(|(n, _)| is_filter(n)).collect();
    pairs.sort_unstable();
    let parts = pairs.into_iter().flat_map(|(name, value)| [name, value]);
    hash(
        [request.endpoint.name, request.path()]
            .into_iter()
            .chain(parts),
    )
}
