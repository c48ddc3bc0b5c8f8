//! Operations: what is asked, and what is answered.

use super::{Docs, Facts, Name, OwnServer, Security, TypeRef};

/// The operations of one tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Handle {
    /// The tag, and the method of `Client` that gives the handle.
    pub name: Name,
    /// The module of `operations`.
    pub module: String,
    /// The type of the handle.
    pub type_name: String,
    /// What the document says of the tag.
    pub docs: Docs,
    /// Its operations.
    pub operations: Vec<Operation>,
}

/// One operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The operationId, and the method of the handle.
    pub name: Name,
    /// The operationId, and the alias of its call and its marker.
    pub type_name: Name,
    /// What the document says of it.
    pub docs: Docs,
    /// The method of HTTP.
    pub method: Method,
    /// Where it lives.
    pub path: PathTemplate,
    /// The permission that the key needs (`x-permission`).
    pub permission: Option<String>,
    /// What it asks for.
    pub security: Security,
    /// Where it goes, if not to the client's own server.
    pub server: Option<OwnServer>,
    /// Required inputs, in the order of the method's arguments.
    pub arguments: Vec<Input>,
    /// Optional inputs, one setter each.
    pub setters: Vec<Input>,
    /// What it answers, status by status.
    pub responses: Vec<Response>,
    /// What the body of a request is.
    pub takes: Media,
    /// Whether a body is sent even if no property of it is set.
    pub takes_object: bool,
    /// The properties of a form that are not written as usual, by their names on the wire.
    pub spreads: Vec<(String, Spread)>,
    /// What a success is read into.
    pub output: Output,
    /// The media types of its successes, as the server is asked for them.
    pub answers: Media,
    /// How its pages follow each other (`x-pagination`).
    pub pagination: Option<Pagination>,
    /// What is checked before a request leaves.
    pub checks: Vec<Check>,
}

/// The methods of HTTP that OpenAPI knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the method of HTTP it is called after")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
}

/// The path of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct PathTemplate {
    /// As the document spells it, with `{name}` for each parameter.
    pub text: String,
    /// The names of its parameters, in the order of the text.
    pub parameters: Vec<String>,
}

/// One value that a caller gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// The name on the wire, and that of the argument or setter.
    pub name: Name,
    /// What the document says of it.
    pub docs: Docs,
    /// Its type.
    pub ty: TypeRef,
    /// Where it goes.
    pub place: InputPlace,
    /// How it is written there.
    pub style: Style,
    /// Limits, default and example, in words of their own.
    pub facts: Facts,
}

/// Where an input goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputPlace {
    /// A segment of the path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// The one header that holds all cookies.
    Cookie,
    /// A property of the JSON body.
    Property,
    /// The only property of the JSON body: an empty list would say nothing.
    SoleProperty,
    /// The whole JSON body.
    Body,
    /// The whole body as a text that is no JSON.
    TextBody,
    /// The whole body as bytes.
    BytesBody,
    /// A property of a form that is a file.
    File,
    /// A property of a form that is a list of files.
    Files,
    /// A property of the JSON body that is set to null.
    Null,
}

/// How an input is written where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A text in the path; `name=value` in the query, once for each value of a list; JSON in a body.
    Plain,
    /// As a style of OpenAPI says.
    Styled {
        /// The style.
        kind: StyleKind,
        /// Whether each value of a list or an object stands by itself.
        explode: bool,
        /// Whether reserved characters stand as they are.
        reserved: bool,
    },
    /// The JSON of the value.
    Json,
}

/// How a property of a form is written where the document says it.
#[derive(Clone, Debug, PartialEq)]
pub enum Spread {
    /// As one part or text of this media type.
    Type(String),
    /// As a query parameter of this style.
    Style(Style),
}

/// The styles of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the style it is called after")]
pub enum StyleKind {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// One documented answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The statuses of HTTP that it stands for.
    pub status: Status,
    /// What it means.
    pub description: String,
    /// The headers that the document lists.
    pub headers: Vec<Header>,
    /// The body of an answer that is no success.
    pub error: Option<ErrorBody>,
}

/// A header of an answer, which callers read off the answer themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The name, as the document spells it.
    pub name: String,
    /// What its value is: a type of JSON, or a media type.
    pub kind: String,
    /// What the document says of it.
    pub docs: Docs,
    /// Limits, default and example.
    pub facts: Facts,
}

/// The body of an answer that is no success.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorBody {
    /// Its media types, by commas.
    pub media: String,
    /// The named type that it can be read into.
    pub named: Option<String>,
}

/// The statuses of HTTP that an answer is documented for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One status.
    Code(u16),
    /// All of these hundreds: 4 stands for `4XX`.
    Range(u16),
    /// All that are not listed.
    Default,
}

/// What a success is read into.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// JSON of this type.
    Json(TypeRef),
    /// Nothing.
    None,
    /// A text.
    Text,
    /// Bytes as they come.
    Bytes,
    /// What the status says.
    Several {
        /// The enum.
        name: String,
        /// One variant for each status.
        cases: Vec<Case>,
    },
}

/// What one status of success answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The status.
    pub status: Status,
    /// The variant.
    pub variant: String,
    /// What it means.
    pub description: String,
    /// What it is read into; never several.
    pub output: Output,
}

/// A kind of bodies, with its media type as the document spells it.
#[derive(Clone, Debug, PartialEq)]
pub enum Media {
    /// JSON; several types, by commas, where statuses differ.
    Json(String),
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`
    Multipart,
    /// A text.
    Text(String),
    /// Bytes of any other media type.
    Bytes(String),
}

/// How the pages of a listing follow each other; all names are of the wire.
#[derive(Clone, Debug, PartialEq)]
pub struct Pagination {
    /// The parameter that numbers pages from 1.
    pub page: String,
    /// The parameter that says how many items a page holds.
    pub limit: String,
    /// The greatest `limit` of the document.
    pub max_limit: Option<i64>,
    /// The property that lists the items.
    pub items: String,
}

/// One thing that is checked before a request leaves; names are of the wire.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// The value lies within these limits.
    Range {
        /// The parameter or property.
        name: String,
        /// The least value.
        minimum: Option<i64>,
        /// The greatest value.
        maximum: Option<i64>,
    },
    /// The text is this long.
    Length {
        /// The parameter or property.
        name: String,
        /// The least number of characters.
        minimum: Option<u64>,
        /// The greatest number of characters.
        maximum: Option<u64>,
    },
    /// A body that is sent has this property.
    InBody(String),
    /// The property is there whenever another one has one of these values.
    RequiredWhen(Condition),
}

/// When a property is required (`x-required-when`).
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The property that is required.
    pub property: String,
    /// The property that decides.
    pub when: String,
    /// The values of it that require the first.
    pub values: Vec<String>,
}
