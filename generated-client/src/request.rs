//! One request before it is sent: path, query, body, options, and what is wrong with them.

pub(crate) mod encode;
mod form;
mod multipart;
mod options;
mod parameter;
mod style;
mod target;
#[cfg(test)]
mod wire;

use std::borrow::Cow;
use std::fmt::Display;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Method};

pub(crate) use self::options::Options;
use self::parameter::Parameter;
pub(crate) use self::style::ParameterStyle;
use crate::decode::Encoded;
use crate::endpoint::Endpoint;
use crate::error::{Error, Facts, Kind};
use crate::file_part::FilePart;
use crate::media::Media;

#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) endpoint: &'static Endpoint,
    pub(crate) method: Method,
    path: String,
    parameters: Vec<Parameter>,
    body: Body,
    /// Files of the body, after its properties.
    files: Vec<(&'static str, FilePart)>,
    /// The first thing that is wrong; `unchecked` does not lift it.
    fault: Option<Cow<'static, str>>,
    pub(crate) options: Options,
}

#[derive(Clone)]
enum Body {
    None,
    Fields(Vec<(Cow<'static, str>, Encoded)>),
    Whole(Encoded),
    Raw(Bytes),
}

impl Request {
    pub(crate) fn new(endpoint: &'static Endpoint, segments: &[&dyn Display]) -> Self {
        let mut request = Self::blank(endpoint, endpoint.method.clone());
        request.fill(segments);
        request
    }

    /// A request for a path that the caller wrote.
    pub(crate) fn raw(endpoint: &'static Endpoint, method: Method, path: String) -> Self {
        let mut request = Self::blank(endpoint, method);
        match encode::check_path(&path) {
            Ok(()) => request.path = path,
            Err(fault) => request.refuse(fault),
        }
        request
    }

    fn blank(endpoint: &'static Endpoint, method: Method) -> Self {
        Self {
            endpoint,
            method,
            path: String::new(),
            parameters: Vec::new(),
            body: Body::None,
            files: Vec::new(),
            fault: None,
            options: Options::default(),
        }
    }

    /// Remembers what is wrong; the first fault is the one that is told.
    pub(crate) fn refuse(&mut self, fault: impl Into<Cow<'static, str>>) {
        self.fault.get_or_insert_with(|| fault.into());
    }

    /// Sets a property of the body in the place of an earlier value.
    pub(crate) fn field(&mut self, name: &'static str, value: Encoded) {
        self.object();
        let Body::Fields(fields) = &mut self.body else {
            return;
        };
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => fields.push((name.into(), value)),
        }
    }

    /// Begins a body of properties, of which there may be none.
    pub(crate) fn object(&mut self) {
        if !matches!(self.body, Body::Fields(_)) {
            self.body = Body::Fields(Vec::new());
        }
    }

    /// Sets a property of the body to files in the place of earlier ones.
    pub(crate) fn files(&mut self, name: &'static str, files: Vec<FilePart>) {
        self.object();
        let types = files.iter().filter_map(|file| file.media_type.as_deref());
        let is_header = |text: &str| HeaderValue::from_str(text).is_ok();
        if !types.into_iter().all(is_header) {
            self.refuse(format!("the media type of a file of `{name}` is none"));
        }
        self.files.retain(|(known, _)| *known != name);
        self.files
            .extend(files.into_iter().map(|file| (name, file)));
    }

    pub(crate) fn body(&mut self, body: Encoded) {
        self.body = Body::Whole(body);
    }

    /// Sets the body to bytes that are sent as they are.
    pub(crate) fn raw_body(&mut self, body: Bytes) {
        self.body = Body::Raw(body);
    }

    /// Whether there is a body.
    pub(crate) fn has_body(&self) -> bool {
        !matches!(self.body, Body::None)
    }

    /// Whether the body has a property, be it null.
    pub(crate) fn has_property(&self, name: &str) -> bool {
        let in_fields = match &self.body {
            Body::Fields(fields) | Body::Whole(Encoded::Object(fields)) => {
                fields.iter().any(|(known, _)| known == name)
            }
            _ => false,
        };
        in_fields || self.files.iter().any(|(known, _)| *known == name)
    }

    /// The values of a parameter or a body property, as texts.
    pub(crate) fn values(&self, name: &str) -> Vec<String> {
        let mut texts = self.parameter_values(name);
        match self.property(name) {
            Some(Encoded::List(items)) => texts.extend(items.iter().filter_map(Encoded::to_text)),
            Some(value) => texts.extend(value.to_text()),
            None => {}
        }
        texts
    }

    /// Whether there is a value that is not null.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.has_parameter(name) || self.property(name).is_some()
    }

    fn property(&self, name: &str) -> Option<&Encoded> {
        let (Body::Fields(fields) | Body::Whole(Encoded::Object(fields))) = &self.body else {
            return None;
        };
        let (_, value) = fields.iter().find(|(known, _)| known == name)?;
        (!matches!(value, Encoded::Null)).then_some(value)
    }

    pub(crate) fn facts(&self) -> Facts {
        Facts {
            endpoint: self.endpoint,
            method: self.method.clone(),
        }
    }

    /// Everything that has to hold before the request leaves.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let limits = || {
            let mut checks = self.endpoint.checks.iter();
            checks.find_map(|check| check.fault(self)).map(Cow::Owned)
        };
        let fault = self.fault.clone().or_else(|| self.unfilled()).or_else(|| {
            let lifted = self.options.unchecked;
            if lifted { None } else { limits() }
        });
        fault.map_or(Ok(()), |fault| Err(self.invalid(fault)))
    }

    fn invalid(&self, fault: Cow<'static, str>) -> Error {
        let facts = self.facts();
        Error::new(Kind::Invalid, fault).edit(|inner| inner.operation = Some(facts))
    }

    /// What is sent, but for the credentials.
    pub(crate) fn to_http(
        &self,
        base: &str,
        user_agent: &HeaderValue,
    ) -> Result<http::Request<Bytes>, Error> {
        self.check()?;
        let (body, media_type) = self.payload()?;
        let builder = http::Request::builder()
            .method(self.method.clone())
            .uri(self.uri(base));
        let mut request = builder
            .body(body)
            .map_err(|_| self.invalid("the URL is too long to be sent".into()))?;
        let bare_write = !self.has_body()
            && (self.method == Method::PUT
                || self.method == Method::POST
                || self.method == Method::PATCH);
        let headers = request.headers_mut();
        let accept = HeaderValue::from_static(self.endpoint.answers.name());
        headers.insert(ACCEPT, accept);
        headers.insert(USER_AGENT, user_agent.clone());
        if let Some(media_type) = media_type {
            headers.insert(CONTENT_TYPE, media_type);
        }
        if bare_write {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        self.add_headers(headers);
        for (name, value) in &self.options.headers {
            headers.insert(name.clone(), value.clone());
        }
        Ok(request)
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    fn uri(&self, base: &str) -> String {
        let query = self.query();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{base}{}{mark}{query}", self.path)
    }

    /// The bytes of the body, and their media type if there is a body.
    fn payload(&self) -> Result<(Bytes, Option<HeaderValue>), Error> {
        let media = self.endpoint.takes;
        let fixed = Some(HeaderValue::from_static(media.name()));
        let (Body::Fields(fields) | Body::Whole(Encoded::Object(fields))) = &self.body else {
            return Ok(match &self.body {
                Body::Whole(body) => (body.to_json().into(), fixed),
                Body::Raw(bytes) => (bytes.clone(), fixed),
                _ => (Bytes::new(), None),
            });
        };
        let pairs = fields.iter().map(|(name, value)| (name.as_ref(), value));
        let spreads = self.endpoint.spreads;
        match media {
            Media::Form => {
                let form = form::encode(pairs, spreads);
                let form = form.map_err(|fault| self.invalid(fault.into()))?;
                Ok((form.into(), fixed))
            }
            Media::Multipart => {
                let boundary = multipart::boundary();
                let body = multipart::encode(pairs, &self.files, spreads, &boundary);
                let media_type = format!("{}; boundary={boundary}", media.name());
                let media_type = HeaderValue::try_from(media_type)
                    .map_err(|_| self.invalid("the boundary is no header".into()))?;
                Ok((body, Some(media_type)))
            }
            _ => Ok((Encoded::Object(fields.clone()).to_json().into(), fixed)),
        }
    }
}
