//! Requests for what the document does not have, on the same road.

use http::Method;
use serde::Serialize;
use serde_json::Value;

use crate::call::Call;
use crate::client::Client;
use crate::endpoint::{Endpoint, Operation};
use crate::request::Request;
use crate::scheme::SecurityScheme;

/// A request for a path that the document does not have; made by [`Client::request`].
pub type RawCall = Call<Undocumented>;

/// Marks a [`RawCall`] in the type of its call.
#[derive(Debug)]
pub enum Undocumented {}

impl Operation for Undocumented {
    type Output = Value;
    /// The method is the call's own, and the path is in no message: it may hold personal data.
    const ENDPOINT: &'static Endpoint =
        &Endpoint::get("request", "").security(&[&[SecurityScheme::TOKEN], &[]]);
}

impl RawCall {
    pub(crate) fn raw(client: &Client, method: Method, path: String) -> Self {
        Self::with(client, Request::raw(Undocumented::ENDPOINT, method, path))
    }

    /// Carries the credentials of these schemes; without this call, the token that names no scheme, if there is one.
    ///
    /// A scheme without a credential is told when the call is sent.
    pub fn secured_by(mut self, schemes: impl IntoIterator<Item = SecurityScheme>) -> Self {
        self.request_mut().options.schemes = Some(schemes.into_iter().collect());
        self
    }

    /// Sends this value as the JSON body.
    ///
    /// A value that does not serialize is told when the call is sent.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_value(body) {
            Ok(value) => self.request_mut().body(crate::decode::Encoded::Any(value)),
            Err(_) => self
                .request_mut()
                .refuse("the body does not serialize to JSON"),
        }
        self
    }
}
