//! How a parameter is written: the styles of OpenAPI 3.0, after RFC 6570.
//!
//! What separates values is written as it is and what stands in a value is encoded, so that a server which splits first and
//! decodes then reads the value that was given. Where a style has no way to write a value it is refused, never guessed.

mod escape;
#[cfg(test)]
mod tests;
mod value;

pub(super) use self::escape::header_value;
use self::value::Flat;
use crate::decode::Encoded;

/// How the document wants a parameter to be written, and where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParameterStyle {
    pub(super) place: ParameterPlace,
    kind: Kind,
    explode: bool,
    reserved: bool,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ParameterPlace {
    Path,
    Query,
    Header,
    Cookie,
}

/// What stands between values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Simple,
    Label,
    Matrix,
    Form,
    Space,
    Pipe,
    Deep,
    Json,
}

#[expect(
    clippy::allow_attributes,
    reason = "an expectation would fail for the document that uses all of it"
)]
#[allow(dead_code, reason = "what one document does not need, another does")]
impl ParameterStyle {
    /// A path value as it is: `blue,black`.
    pub(crate) const fn simple() -> Self {
        Self::new(ParameterPlace::Path, Kind::Simple)
    }

    /// A path value after a dot: `.blue,black`.
    pub(crate) const fn label() -> Self {
        Self::new(ParameterPlace::Path, Kind::Label)
    }

    /// A path value after its name: `;color=blue,black`.
    pub(crate) const fn matrix() -> Self {
        Self::new(ParameterPlace::Path, Kind::Matrix)
    }

    /// A query parameter: `color=blue,black`.
    pub(crate) const fn form() -> Self {
        Self::new(ParameterPlace::Query, Kind::Form)
    }

    /// A list in the query: `color=blue%20black`.
    pub(crate) const fn space_delimited() -> Self {
        Self::new(ParameterPlace::Query, Kind::Space)
    }

    /// A list in the query: `color=blue%7Cblack`.
    pub(crate) const fn pipe_delimited() -> Self {
        Self::new(ParameterPlace::Query, Kind::Pipe)
    }

    /// An object in the query, its keys in brackets: `color%5BR%5D=100`.
    pub(crate) const fn deep_object() -> Self {
        Self::new(ParameterPlace::Query, Kind::Deep)
    }

    /// A header: `blue,black`.
    pub(crate) const fn header() -> Self {
        Self::new(ParameterPlace::Header, Kind::Simple)
    }

    /// A cookie: `color=blue,black`.
    pub(crate) const fn cookie() -> Self {
        Self::new(ParameterPlace::Cookie, Kind::Form)
    }

    /// Each value of a list or an object by itself.
    pub(crate) const fn exploded(mut self) -> Self {
        self.explode = true;
        self
    }

    /// Reserved characters stand as they are, unless they would end the value.
    pub(crate) const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// The value as JSON, whatever it is.
    pub(crate) const fn json(mut self) -> Self {
        self.kind = Kind::Json;
        self
    }

    const fn new(place: ParameterPlace, kind: Kind) -> Self {
        Self {
            place,
            kind,
            explode: false,
            reserved: false,
        }
    }

    /// What stands for a parameter in its place, encoded; `None` where there is nothing to write.
    ///
    /// In a query or a cookie that is `name=value`, in a path or a header the value. An error shows no value.
    pub(super) fn write(self, name: &str, value: &Encoded) -> Result<Option<String>, String> {
        let written = match self.kind {
            Kind::Json => Some(self.whole(name, &self.json_text(value))),
            Kind::Deep => self.deep(name, value)?,
            _ => self.flat(name, value)?,
        };
        match (self.place, written) {
            (ParameterPlace::Path, written) => written
                .filter(|text| !text.is_empty())
                .map(Some)
                .ok_or_else(|| format!("the path value `{name}` is empty")),
            (ParameterPlace::Header, Some(text)) => {
                header_value(name, &text)?;
                Ok(Some(text))
            }
            (_, written) => Ok(written),
        }
    }

    /// JSON, in ASCII where a header holds nothing else.
    fn json_text(self, value: &Encoded) -> String {
        let json = String::from_utf8_lossy(&value.to_json()).into_owned();
        match self.place {
            ParameterPlace::Header => escape::ascii(&json),
            _ => json,
        }
    }

    fn flat(self, name: &str, value: &Encoded) -> Result<Option<String>, String> {
        let value = Flat::of(value).map_err(|why| format!("`{name}` {why}"))?;
        self.check(name, &value)?;
        let written = match value {
            Flat::Absent => return Ok(None),
            Flat::Scalar(text) => return Ok(Some(self.whole(name, &text))),
            Flat::List(items) if items.is_empty() => return Ok(None),
            Flat::Object(fields) if fields.is_empty() => return Ok(None),
            Flat::List(items) if self.explode => {
                let items = items.iter().map(|item| self.item(name, item));
                items.collect::<Vec<_>>().join(self.separator())
            }
            Flat::Object(fields) if self.explode => {
                let fields = fields.iter().map(|(key, value)| self.field(key, value));
                fields.collect::<Vec<_>>().join(self.separator())
            }
            Flat::List(items) => return Ok(Some(self.joined(name, &items))),
            Flat::Object(fields) => {
                let both = fields.into_iter().flat_map(|(key, value)| [key, value]);
                return Ok(Some(self.joined(name, &both.collect::<Vec<_>>())));
            }
        };
        Ok(Some(format!("{}{written}", self.prefix())))
    }

    /// A value in one piece.
    fn whole(self, name: &str, text: &str) -> String {
        format!("{}{}", self.prefix(), self.item(name, text))
    }

    /// A list in one piece.
    fn joined(self, name: &str, items: &[String]) -> String {
        let items = items.iter().map(|item| self.escape(item, true));
        let items = items.collect::<Vec<_>>().join(self.delimiter());
        let name = if self.is_named() {
            format!("{}=", escape::all(name))
        } else {
            String::new()
        };
        format!("{}{name}{items}", self.prefix())
    }

    /// One value, under the name of its parameter where the style names it.
    fn item(self, name: &str, text: &str) -> String {
        if self.is_named() {
            self.field(name, text)
        } else {
            self.escape(text, false)
        }
    }

    /// One value under its key.
    fn field(self, key: &str, text: &str) -> String {
        let key = match self.place {
            ParameterPlace::Header => key.to_owned(),
            _ => escape::all(key),
        };
        match (self.kind, text) {
            (Kind::Matrix, "") => key,
            _ => format!("{key}={}", self.escape(text, false)),
        }
    }

    /// `name[key]=value` for each value, objects and lists within objects too.
    fn deep(self, name: &str, value: &Encoded) -> Result<Option<String>, String> {
        let mut pairs = Vec::new();
        value::deep(name, value, &mut pairs).map_err(|why| format!("`{name}` {why}"))?;
        let written = pairs.iter().map(|(key, text)| self.field(key, text));
        let written = written.collect::<Vec<_>>().join("&");
        Ok((!pairs.is_empty()).then_some(written))
    }

    fn escape(self, text: &str, in_list: bool) -> String {
        match self.place {
            ParameterPlace::Header => text.to_owned(),
            ParameterPlace::Query if self.reserved => escape::but_reserved(text, in_list),
            _ => escape::all(text),
        }
    }

    /// Values that a server could not tell from what separates them.
    fn check(self, name: &str, value: &Flat) -> Result<(), String> {
        let ends: &[char] = match (self.place, self.kind) {
            (_, Kind::Space) if !self.explode => &[' '],
            (_, Kind::Pipe) if !self.explode => &['|'],
            (_, Kind::Label) if self.explode => &['.'],
            (ParameterPlace::Header, _) => &[','],
            _ => return Ok(()),
        };
        let ends_value = |text: &String| text.contains(ends);
        let ends_key = |text: &String| text.contains(ends) || (self.explode && text.contains('='));
        let is_torn = match value {
            Flat::List(items) => items.iter().any(ends_value),
            Flat::Object(fields) => fields.iter().any(|(k, v)| ends_key(k) || ends_value(v)),
            Flat::Absent | Flat::Scalar(_) => false,
        };
        if is_torn {
            let end = ends[0];
            return Err(format!(
                "a value of `{name}` contains `{end}`, which would be read as its end"
            ));
        }
        Ok(())
    }

    const fn is_named(self) -> bool {
        matches!(self.kind, Kind::Matrix)
            || matches!(self.place, ParameterPlace::Query | ParameterPlace::Cookie)
    }

    const fn prefix(self) -> &'static str {
        match self.kind {
            Kind::Label => ".",
            Kind::Matrix => ";",
            _ => "",
        }
    }

    /// Between values that each stand by themselves.
    const fn separator(self) -> &'static str {
        match (self.place, self.kind) {
            (ParameterPlace::Query, _) => "&",
            (ParameterPlace::Cookie, _) => "; ",
            (_, Kind::Label) => ".",
            (_, Kind::Matrix) => ";",
            _ => ",",
        }
    }

    /// Between the values of a list in one piece. A bar and a space are no characters of a query, so they are encoded.
    const fn delimiter(self) -> &'static str {
        match self.kind {
            Kind::Space => "%20",
            Kind::Pipe => "%7C",
            _ => ",",
        }
    }
}
