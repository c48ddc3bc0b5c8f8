//! One call, from its first argument to its answer; every operation is an alias of it.

mod query_value;
mod sending;

use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue};

pub use self::query_value::QueryValue;
pub use self::sending::{Delivering, Sending};
use crate::base_url::BaseUrl;
use crate::client::Client;
use crate::decode::{Encoded, Place};
use crate::endpoint::Operation;
use crate::error::Error;
use crate::file_part::FilePart;
use crate::media::Media;
use crate::request::{ParameterStyle, Request};
use crate::retry::RetryPolicy;

/// One call of an operation: awaiting it gives the value, [`send`](Self::send) gives the value and all around it.
///
/// What an operation can be given is on the page of its alias. Setting a parameter again replaces the
/// earlier value. Nothing happens until the call is awaited or sent, and it can be cloned and sent again.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<O> {
    client: Client,
    request: Request,
    operation: PhantomData<fn() -> O>,
}

/// For the generated half: what a call consists of.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a setter takes its value, whatever the road does with it"
)]
#[expect(
    clippy::allow_attributes,
    reason = "an expectation would fail for the document that uses all of it"
)]
#[allow(dead_code, reason = "what one document does not need, another does")]
impl<O: Operation> Call<O> {
    /// Fills the `{..}` of the operation's path in order.
    pub(crate) fn new(client: &Client, segments: &[&dyn Display]) -> Self {
        Self::with(client, Request::new(O::ENDPOINT, segments))
    }

    pub(crate) fn with(client: &Client, request: Request) -> Self {
        Self {
            client: client.clone(),
            request,
            operation: PhantomData,
        }
    }

    /// Sets a query parameter.
    pub(crate) fn set(mut self, name: &'static str, value: impl Place) -> Self {
        self.request.set_encoded(name, &[value.encode()]);
        self
    }

    /// Sets a query parameter to a text.
    pub(crate) fn set_text(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.request.set(name.into(), vec![text.into()]);
        self
    }

    /// Sets a query parameter that is a list: its name is repeated, and an empty list is not sent.
    pub(crate) fn set_all(
        mut self,
        name: &'static str,
        values: impl IntoIterator<Item = impl Place>,
    ) -> Self {
        let values: Vec<Encoded> = values.into_iter().map(|value| value.encode()).collect();
        self.request.set_encoded(name, &values);
        self
    }

    /// Sets a parameter that is written in another way than as `name=value` in the query.
    pub(crate) fn styled(
        mut self,
        name: &'static str,
        style: ParameterStyle,
        value: impl Place,
    ) -> Self {
        self.request.styled(name, style, &value.encode());
        self
    }

    /// The same for a text.
    pub(crate) fn styled_text(
        mut self,
        name: &'static str,
        style: ParameterStyle,
        text: impl Into<String>,
    ) -> Self {
        self.request.styled(name, style, &Encoded::text(text));
        self
    }

    /// The same for a list.
    pub(crate) fn styled_all(
        mut self,
        name: &'static str,
        style: ParameterStyle,
        values: impl IntoIterator<Item = impl Place>,
    ) -> Self {
        let values = values.into_iter().map(|value| value.encode()).collect();
        self.request.styled(name, style, &Encoded::List(values));
        self
    }

    /// Sets a property of the body.
    pub(crate) fn field(mut self, name: &'static str, value: impl Place) -> Self {
        self.request.field(name, value.encode());
        self
    }

    /// Sets a property of the body to a text.
    pub(crate) fn field_text(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.request.field(name, Encoded::Text(text.into()));
        self
    }

    /// Sets a property of the body to a list.
    pub(crate) fn field_all(
        mut self,
        name: &'static str,
        values: impl IntoIterator<Item = impl Place>,
    ) -> Self {
        let values = values.into_iter().map(|value| value.encode()).collect();
        self.request.field(name, Encoded::List(values));
        self
    }

    /// Sets the only property of the body to a list; an empty one is refused, for a server may take it for "all".
    pub(crate) fn sole_field_all(
        self,
        name: &'static str,
        values: impl IntoIterator<Item = impl Place>,
    ) -> Self {
        let mut call = self.field_all(name, values);
        if call.request.values(name).is_empty() {
            call.request.refuse(format!("`{name}` is empty"));
        }
        call
    }

    /// Sets the whole body.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a caller hands the body over; generated methods read better without a borrow"
    )]
    pub(crate) fn body(mut self, body: impl Place) -> Self {
        self.request.body(body.encode());
        self
    }

    /// Sets the whole body to a text: JSON or plain, as the document says.
    pub(crate) fn body_text(mut self, text: impl Into<String>) -> Self {
        let text: String = text.into();
        match O::ENDPOINT.takes {
            Media::Text(_) => self.request.raw_body(text.into()),
            _ => self.request.body(Encoded::Text(text)),
        }
        self
    }

    /// Sets the whole body to a list.
    pub(crate) fn body_all(mut self, values: impl IntoIterator<Item = impl Place>) -> Self {
        let values = values.into_iter().map(|value| value.encode()).collect();
        self.request.body(Encoded::List(values));
        self
    }

    /// Sets the whole body to bytes.
    pub(crate) fn body_bytes(mut self, body: impl Into<Bytes>) -> Self {
        self.request.raw_body(body.into());
        self
    }

    /// Begins a body of properties, which is sent even if none is set.
    pub(crate) fn object(mut self) -> Self {
        self.request.object();
        self
    }

    /// Sets a property of the body to null.
    pub(crate) fn field_null(mut self, name: &'static str) -> Self {
        self.request.field(name, Encoded::Null);
        self
    }

    /// Sets a property of the body to a file.
    pub(crate) fn file(mut self, name: &'static str, file: impl Into<FilePart>) -> Self {
        self.request.files(name, vec![file.into()]);
        self
    }

    /// Sets a property of the body to files.
    pub(crate) fn files(
        mut self,
        name: &'static str,
        files: impl IntoIterator<Item = FilePart>,
    ) -> Self {
        self.request.files(name, files.into_iter().collect());
        self
    }

    pub(crate) fn into_parts(self) -> (Client, Request) {
        (self.client, self.request)
    }

    pub(crate) fn request_mut(&mut self) -> &mut Request {
        &mut self.request
    }
}

impl<O: Operation> Call<O> {
    /// How long this call may take, with its retries and waits, in the place of the client's own limit.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.request.options.timeout = Some(timeout);
        self
    }

    /// Sends this call to another address than the client's own, or than the one that the document gives the operation.
    ///
    /// It keeps the rules of the client's base URL, and is checked when the call is sent; the credentials go there.
    pub fn base_url(mut self, base_url: impl Into<BaseUrl>) -> Self {
        self.request.options.base_url = Some(base_url.into());
        self
    }

    /// When this call is sent again, in the place of the client's own policy.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.request.options.retry = Some(policy);
        self
    }

    /// Says that sending this call twice does no harm, so that it is retried like one that only reads,
    /// unless the server has accepted it.
    pub fn idempotent(mut self) -> Self {
        self.request.options.idempotent = true;
        self
    }

    /// Lets this call write although the client only reads ([`read_only`](crate::ClientBuilder::read_only)).
    pub fn allow_write(mut self) -> Self {
        self.request.options.allow_write = true;
        self
    }

    /// Adds a header, in the place of an earlier one of the name.
    ///
    /// A name or value that no header holds, and a header that the client sets itself
    /// (`Authorization`, `Host`, `Content-Length`, `Transfer-Encoding`, `Connection`), is told when the call is sent.
    pub fn header(
        mut self,
        name: impl TryInto<HeaderName>,
        value: impl TryInto<HeaderValue>,
    ) -> Self {
        let pair = name.try_into().ok().zip(value.try_into().ok());
        let added = match pair {
            Some((name, value)) => self.request.options.header(name, value),
            None => Err("a header has a name or a value that no header holds".to_owned()),
        };
        if let Err(fault) = added {
            self.request.refuse(fault);
        }
        self
    }

    /// Sets a query parameter that the document does not have.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<QueryValue>) -> Self {
        let value = value.into().into_string();
        self.request.set(name.into().into(), vec![value]);
        self
    }

    /// Leaves limits and conditions to the server; paths and encodings are checked all the same.
    pub fn unchecked(mut self) -> Self {
        self.request.options.unchecked = true;
        self
    }

    /// What would be sent, without the credentials, which are added as the request leaves.
    ///
    /// Path, query and body may hold personal data.
    ///
    /// # Errors
    ///
    /// The request breaks a rule of the document, or cannot be encoded.
    pub fn to_http(&self) -> Result<http::Request<Bytes>, Error> {
        let shared = &self.client.0;
        let base = self.request.base(shared)?;
        self.request.to_http(&base, &shared.user_agent)
    }

    /// Sends the call, and gives the value with status, headers, raw bytes and drift.
    ///
    /// # Errors
    ///
    /// Every way in which there is no value: see [`Error`].
    pub fn send(self) -> Sending<O::Output> {
        Sending::new(self.client, self.request)
    }
}

/// Awaiting a call gives its value.
impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<O::Output, Error>;
    type IntoFuture = Delivering<O::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Delivering::new(self.send())
    }
}

/// Not derived: the marker of the operation is no value that could be cloned.
impl<O> Clone for Call<O> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            request: self.request.clone(),
            operation: PhantomData,
        }
    }
}

/// The operation alone: path, query and body may hold personal data.
impl<O> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.request.endpoint.name)
            .field("method", &self.request.method)
            .finish_non_exhaustive()
    }
}
