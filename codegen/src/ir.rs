//! The decisions as plain data: what the client will be, before a line of it is printed.
//!
//! Nothing here knows `openapiv3` or tokens. Lowering fills these types and may fail;
//! emitting reads them and cannot. Lists are in the order of the document.

/// A whole client.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    /// The title of the document.
    pub title: String,
    /// Where the document lies, as the header of every file names it.
    pub source: String,
    /// The servers, one variant of `Region` each.
    pub servers: Vec<Server>,
    /// The security schemes that callers name; none where an API token without a name does.
    pub schemes: Vec<Scheme>,
    /// Groups of operations, one handle and one module each.
    pub handles: Vec<Handle>,
    /// Named types.
    pub models: Vec<Model>,
}

/// A name on both sides: exact on the wire, an identifier in Rust.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// As the document spells it.
    pub wire: String,
    /// As the client spells it; `r#` in front where it is a keyword.
    pub rust: String,
}

/// What a reader is told about an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// One sentence.
    pub summary: String,
    /// Paragraphs in Markdown, as the document has them.
    pub description: String,
    /// Whether the document marks the item as deprecated.
    pub deprecated: bool,
}

/// A server of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// `x-name`, or words of the address.
    pub name: Name,
    /// The address, with the default of each variable.
    pub url: String,
    /// The address, with `{name}` for each variable.
    pub template: String,
    /// What a caller may set of the address.
    pub variables: Vec<ServerVariable>,
    /// The type that sets the variables, where there are any.
    pub address_type: Option<String>,
    /// What the document says of it.
    pub docs: Docs,
}

/// A part of an address that callers set.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// The variable, and its setter.
    pub name: Name,
    /// The value that it has unless it is set.
    pub default: String,
    /// The only values; empty where any will do.
    pub values: Vec<String>,
    /// What the document says of it.
    pub docs: Docs,
}

/// The server of an operation that does not go to the client's own.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnServer {
    /// The address, with the default of each variable.
    pub url: String,
    /// Other addresses of the document, for the reader of the docs.
    pub others: Vec<String>,
}

/// A security scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// The scheme, and its constant.
    pub name: Name,
    /// Where a request has the credential.
    pub place: SchemePlace,
    /// What the document says of it.
    pub docs: Docs,
}

/// Where a request has a credential.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemePlace {
    /// A token in the header `Authorization`.
    Bearer,
    /// User and password in the header `Authorization`.
    Basic,
    /// A header of this name.
    Header(String),
    /// A query parameter of this name.
    Query(String),
    /// A cookie of this name.
    Cookie(String),
}

/// What an operation asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Security {
    /// The schemes of each alternative; none where the operation is open to everybody.
    pub alternatives: Vec<Vec<Demand>>,
    /// Whether a token that names no scheme does, as for all operations that ask for anything.
    pub is_token: bool,
}

/// A scheme that an alternative asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// The scheme, and its constant.
    pub scheme: Name,
    /// What the credential must allow, in the words of the scheme.
    pub scopes: Vec<String>,
}

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

/// What the document says of a value beyond its type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The least value.
    pub minimum: Option<i64>,
    /// The greatest value.
    pub maximum: Option<i64>,
    /// The least number of characters.
    pub min_length: Option<u64>,
    /// The greatest number of characters.
    pub max_length: Option<u64>,
    /// What the server assumes, as JSON.
    pub default: Option<String>,
    /// An example, as JSON.
    pub example: Option<String>,
    /// What is told and not checked, one sentence each.
    pub more: Vec<String>,
}

/// One documented answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The statuses of HTTP that it stands for.
    pub status: Status,
    /// What it means.
    pub description: String,
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

/// A named type.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The schema, and the type.
    pub name: Name,
    /// What the document says of it.
    pub docs: Docs,
    /// What it is.
    pub kind: ModelKind,
}

/// What a named type is.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelKind {
    /// Named properties.
    Struct(Struct),
    /// A text out of a list that may grow.
    OpenEnum(OpenEnum),
    /// A whole number out of a list that may grow.
    IntegerEnum(IntegerEnum),
    /// A scalar of its own type.
    Newtype(TypeRef),
    /// Another name of a type.
    Alias(TypeRef),
    /// One of several types.
    Union(Union),
}

/// A record.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Its properties.
    pub fields: Vec<Field>,
    /// The field that takes the keys beyond the properties, and the type of their values.
    pub rest: Option<Rest>,
    /// What makes it a page of a listing.
    pub page: Option<Page>,
    /// What makes it a body that callers build.
    pub body: Option<Body>,
}

/// A property.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The property, and the field.
    pub name: Name,
    /// What the document says of it.
    pub docs: Docs,
    /// The type of a value that is there.
    pub ty: TypeRef,
    /// Whether a value must be there.
    pub presence: Presence,
    /// Whether it is only ever answered.
    pub read_only: bool,
    /// Whether it is part of a request too, where an empty list is not one that is left out.
    pub sent: bool,
    /// Other names it is read under (`x-aliases`).
    pub aliases: Vec<String>,
    /// Limits, default and example.
    pub facts: Facts,
}

/// Whether a value must be there, and whether it may be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// There, and not null.
    Required,
    /// There or not, but not null.
    Optional,
    /// There, perhaps null.
    Nullable,
    /// There or not, perhaps null.
    OptionalNullable,
}

/// The keys of a record that the document describes without listing them (`additionalProperties`).
#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    /// The field.
    pub rust: String,
    /// The type of the values.
    pub value: TypeRef,
}

/// What makes a record a page of a listing; all are names of Rust.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The field that lists the items.
    pub items: String,
    /// The type of an item.
    pub item: TypeRef,
    /// The field that counts all items.
    pub total: String,
    /// The field of an item that tells it from others.
    pub id: String,
}

/// What makes a record a body that callers build.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// Values that bring a condition with them, one constructor each.
    pub constructors: Vec<Constructor>,
}

/// A constructor for one value of the property that decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Constructor {
    /// The value, and the function.
    pub name: Name,
    /// The variant of the deciding property's enum.
    pub variant: String,
    /// The enum's type.
    pub enumeration: String,
    /// The properties that the value requires, as fields of Rust.
    pub requires: Vec<String>,
}

/// A text out of a list that may grow.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenEnum {
    /// The listed values and their variants.
    pub values: Vec<Name>,
}

/// A whole number out of a list that may grow.
#[derive(Clone, Debug, PartialEq)]
pub struct IntegerEnum {
    /// The listed values and their variants.
    pub values: Vec<(i64, String)>,
}

/// One of several types.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The types.
    pub variants: Vec<Variant>,
    /// How one is told from another.
    pub choice: Choice,
}

/// One type of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The variant.
    pub name: String,
    /// What the document says of it.
    pub docs: Docs,
    /// What it holds.
    pub ty: TypeRef,
}

/// How one type of a union is told from another.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// By the type of the JSON value alone; one list of types for each variant.
    JsonType(Vec<Vec<JsonType>>),
    /// By all that is known of each variant.
    Branches(Vec<Branch>),
}

/// What tells one variant of a union from the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Branch {
    /// The types of JSON that it takes.
    pub types: Vec<JsonType>,
    /// The property that says which variant an object is, and what it says of this one.
    pub tag: Option<(String, Vec<String>)>,
    /// The texts that it lists.
    pub values: Vec<String>,
    /// The keys without which an object is not this variant.
    pub required: Vec<String>,
    /// The keys that an object of it may have.
    pub keys: Vec<String>,
}

/// The types of JSON values, whole numbers told from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the JSON type it is called after")]
pub enum JsonType {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// A type at the place where it is used.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeRef {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer(Integer),
    /// Any number.
    Number,
    /// A text.
    String,
    /// A day.
    Date,
    /// A moment.
    Timestamp,
    /// Any JSON value.
    Any,
    /// A named type.
    Named {
        /// The type.
        name: String,
        /// The file it lives in.
        home: Home,
    },
    /// A list.
    List(Box<TypeRef>),
    /// Free keys with values of one type.
    Map(Box<TypeRef>),
    /// The same, on the heap, because the type holds itself.
    Boxed(Box<TypeRef>),
}

/// The Rust type of a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the Rust type it is called after")]
pub enum Integer {
    I32,
    I64,
    U32,
    U64,
}

/// The file that a named type lives in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// `models.rs`
    Models,
    /// `enums.rs`
    Enums,
    /// `ids.rs`
    Ids,
}
