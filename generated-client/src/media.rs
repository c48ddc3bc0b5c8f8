//! The kinds of bodies that requests and answers have.

use crate::request::ParameterStyle;

/// What a body is, with its media type as the document spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// JSON of any media type; several types, by commas, where statuses differ.
    Json(&'static str),
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`
    Multipart,
    /// A text.
    Text(&'static str),
    /// Bytes of any other media type.
    Bytes(&'static str),
}

impl Media {
    /// What most documents say, and what is assumed of operations that say nothing.
    pub(crate) const JSON: Self = Self::Json("application/json");

    /// The media type, or several by commas; that of `multipart/form-data` without its boundary.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Json(name) | Self::Text(name) | Self::Bytes(name) => name,
            Self::Form => "application/x-www-form-urlencoded",
            Self::Multipart => "multipart/form-data",
        }
    }
}

/// How a property of a form is written where it is not as usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// As one part or text of this media type.
    Type(&'static str),
    /// As a query parameter of this style; a part of `multipart/form-data` has none.
    Style(ParameterStyle),
}
