//! Where a request goes, and what it carries.

use std::borrow::Cow;

use crate::base_url::{Base, BaseUrl};
use crate::client::Shared;
use crate::credential::Carried;
use crate::error::{Error, Kind};

use super::Request;

impl Request {
    /// The address that the path follows: the call's own, that of the operation, or that of the client.
    ///
    /// The rules are those of the client's own, so that no credential travels in the clear.
    pub(crate) fn base<'s>(&self, shared: &'s Shared) -> Result<Cow<'s, str>, Error> {
        let check = |base: &BaseUrl| -> Result<Base, Error> {
            let checked = base.check(shared.insecure);
            checked.map_err(|error| self.invalid(error.to_string().into()))
        };
        match (&self.options.base_url, self.endpoint.server) {
            (Some(own), _) => Ok(check(own)?.text.into()),
            (None, Some(server)) => Ok(check(&BaseUrl::from(server))?.text.into()),
            (None, None) => Ok(shared.base.text.as_str().into()),
        }
    }

    /// The credentials of the first alternative for which the client has all.
    pub(crate) fn carried<'s>(&self, shared: &'s Shared) -> Result<Vec<Carried<'s>>, Error> {
        let credentials = &shared.credentials;
        let chosen = match &self.options.schemes {
            Some(own) => credentials.choose(&[own]),
            None => credentials.choose(self.endpoint.security),
        };
        chosen.map_err(|why| {
            let facts = self.facts();
            Error::new(Kind::Token, why).edit(|inner| inner.operation = Some(facts))
        })
    }
}
