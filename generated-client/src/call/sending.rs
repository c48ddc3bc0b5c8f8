//! The futures of a call, named so that they can be held in a struct.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::client::Client;
use crate::error::Error;
use crate::received::FromAnswer;
use crate::request::Request;
use crate::response::Response;
use crate::road::{Arrival, travel};
use crate::transport::BoxFuture;

/// A call on its way, with all around the value; made by [`Call::send`](crate::Call::send).
///
/// The road is one boxed future for all operations; only reading the answer knows the type.
#[must_use = "futures do nothing unless polled"]
pub struct Sending<T> {
    road: BoxFuture<Result<Arrival, Error>>,
    read: fn(Arrival) -> Result<Response<T>, Error>,
}

impl<T: FromAnswer> Sending<T> {
    pub(super) fn new(client: Client, request: Request) -> Self {
        Self {
            road: Box::pin(travel(client, request)),
            read: Arrival::read,
        }
    }
}

impl<T> Future for Sending<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let arrival = ready!(self.road.as_mut().poll(context));
        Poll::Ready(arrival.and_then(self.read))
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}

/// A call on its way; made by awaiting a [`Call`](crate::Call).
#[must_use = "futures do nothing unless polled"]
pub struct Delivering<T>(Sending<T>);

impl<T> Delivering<T> {
    pub(super) fn new(sending: Sending<T>) -> Self {
        Self(sending)
    }
}

impl<T> Future for Delivering<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let response = ready!(Pin::new(&mut self.0).poll(context));
        Poll::Ready(response.map(Response::into_value))
    }
}

impl<T> fmt::Debug for Delivering<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivering").finish_non_exhaustive()
    }
}
