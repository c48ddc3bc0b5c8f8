//! The parameters of a request: what each was given, how it is written, and where it goes.

use std::borrow::Cow;
use std::fmt::Display;

use http::header::COOKIE;
use http::{HeaderMap, HeaderName};

use super::style::{ParameterPlace, ParameterStyle, header_value};
use super::{Request, encode};
use crate::decode::Encoded;

/// A parameter that has a value.
#[derive(Clone)]
pub(super) struct Parameter {
    place: ParameterPlace,
    name: Cow<'static, str>,
    /// The values as texts, which the checks look at.
    values: Vec<String>,
    /// The parameter as its style writes it; none where each value stands in the query under its name.
    written: Option<String>,
}

impl Request {
    /// Fills the path in order; without values it is left to [`styled`](Self::styled).
    pub(super) fn fill(&mut self, segments: &[&dyn Display]) {
        let template = self.endpoint.path;
        if segments.is_empty() {
            template.clone_into(&mut self.path);
            return;
        }
        match encode::path(template, segments) {
            Ok(path) => self.path = path,
            Err(fault) => self.refuse(fault),
        }
        for (name, value) in encode::names(template).zip(segments) {
            let values = vec![value.to_string()];
            self.put(ParameterPlace::Path, name.into(), values, None);
        }
    }

    /// A `{..}` of the path that got no value.
    pub(super) fn unfilled(&self) -> Option<Cow<'static, str>> {
        let (_, rest) = self.path.split_once('{')?;
        let name = rest.split('}').next().unwrap_or_default();
        Some(format!("the path value `{name}` is missing").into())
    }

    /// Sets a query parameter in the place of an earlier value; no values: it is not sent.
    pub(crate) fn set(&mut self, name: Cow<'static, str>, values: Vec<String>) {
        if values.is_empty() {
            self.forget(ParameterPlace::Query, &name);
        } else {
            self.put(ParameterPlace::Query, name, values, None);
        }
    }

    /// Sets query values that the generated half encoded.
    pub(crate) fn set_encoded(&mut self, name: &'static str, values: &[Encoded]) {
        let present = values
            .iter()
            .filter(|value| !matches!(value, Encoded::Null));
        let texts: Option<Vec<String>> = present.map(Encoded::to_text).collect();
        match texts {
            Some(texts) => self.set(name.into(), texts),
            None => self.refuse(format!(
                "`{name}` is a list or an object, which no query holds"
            )),
        }
    }

    /// Sets a parameter in the place of an earlier value, written as its style says.
    pub(crate) fn styled(&mut self, name: &'static str, style: ParameterStyle, value: &Encoded) {
        let written = match style.write(name, value) {
            Ok(written) => written,
            Err(fault) => return self.refuse(fault),
        };
        let Some(written) = written else {
            return self.forget(style.place, name);
        };
        if style.place == ParameterPlace::Path {
            match encode::fill(&self.path, name, &written) {
                Ok(path) => self.path = path,
                Err(fault) => return self.refuse(fault),
            }
        }
        let values = match value {
            Encoded::List(items) => items.iter().filter_map(Encoded::to_text).collect(),
            single => single.to_text().into_iter().collect(),
        };
        self.put(style.place, name.into(), values, Some(written));
    }

    fn put(
        &mut self,
        place: ParameterPlace,
        name: Cow<'static, str>,
        values: Vec<String>,
        written: Option<String>,
    ) {
        let parameter = Parameter {
            place,
            name,
            values,
            written,
        };
        let mut known = self.parameters.iter_mut();
        match known.find(|known| known.place == place && known.name == parameter.name) {
            Some(known) => *known = parameter,
            None => self.parameters.push(parameter),
        }
    }

    fn forget(&mut self, place: ParameterPlace, name: &str) {
        let is_other = |known: &Parameter| known.place != place || known.name != name;
        self.parameters.retain(is_other);
    }

    pub(super) fn parameter_values(&self, name: &str) -> Vec<String> {
        let found = self.parameters.iter().filter(|known| known.name == name);
        found.flat_map(|known| known.values.clone()).collect()
    }

    pub(super) fn has_parameter(&self, name: &str) -> bool {
        self.parameters.iter().any(|known| known.name == name)
    }

    fn of(&self, place: ParameterPlace) -> impl Iterator<Item = &Parameter> {
        self.parameters
            .iter()
            .filter(move |known| known.place == place)
    }

    /// Names and values of the query: a list as repeated names, or in one piece as its style writes it.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.of(ParameterPlace::Query).flat_map(|known| {
            let values = match &known.written {
                Some(written) => std::slice::from_ref(written),
                None => &known.values,
            };
            let values = values.iter();
            values.map(move |value| (known.name.as_ref(), value.as_str()))
        })
    }

    /// The query, without its mark.
    pub(super) fn query(&self) -> String {
        let mut pieces = Vec::new();
        for known in self.of(ParameterPlace::Query) {
            match &known.written {
                Some(written) => pieces.push(written.clone()),
                None => {
                    let values = known.values.iter();
                    pieces.extend(values.map(|value| encode::pair(&known.name, value)));
                }
            }
        }
        pieces.join("&")
    }

    /// Adds the parameters that go in headers; all cookies share one.
    pub(super) fn add_headers(&self, headers: &mut HeaderMap) {
        let cookies: Vec<&str> = self
            .of(ParameterPlace::Cookie)
            .filter_map(|known| known.written.as_deref())
            .collect();
        let cookies = cookies.join("; ");
        let own = self.of(ParameterPlace::Header);
        let own = own.filter_map(|known| Some((known.name.as_ref(), known.written.as_deref()?)));
        let all = own.chain((!cookies.is_empty()).then_some((COOKIE.as_str(), cookies.as_str())));
        for (name, text) in all {
            // The value was checked when it was set, the name when the client was generated.
            let value = header_value(name, text).ok();
            if let Some((name, value)) = HeaderName::try_from(name).ok().zip(value) {
                headers.insert(name, value);
            }
        }
    }
}
