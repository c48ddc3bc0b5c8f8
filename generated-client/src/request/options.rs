//! What a caller may set on one call.

use std::time::Duration;

use http::header::{AUTHORIZATION, CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use http::{HeaderName, HeaderValue};

use crate::base_url::BaseUrl;
use crate::retry::RetryPolicy;
use crate::scheme::SecurityScheme;

#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    /// Sending the request twice does no harm, whatever its method.
    pub(crate) idempotent: bool,
    /// A client that only reads sends it all the same.
    pub(crate) allow_write: bool,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) unchecked: bool,
    /// Where this call goes, whatever the client and the operation say.
    pub(crate) base_url: Option<BaseUrl>,
    /// What this call carries, whatever the operation says.
    pub(crate) schemes: Option<Vec<SecurityScheme>>,
}

impl Options {
    /// Adds a header in the place of an earlier one; those that frame or authorize the request are not the caller's.
    pub(crate) fn header(&mut self, name: HeaderName, value: HeaderValue) -> Result<(), String> {
        let ours = [
            AUTHORIZATION,
            CONNECTION,
            CONTENT_LENGTH,
            HOST,
            TRANSFER_ENCODING,
        ];
        if ours.contains(&name) {
            return Err(format!("the header `{name}` is set by the client"));
        }
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value));
        Ok(())
    }
}
