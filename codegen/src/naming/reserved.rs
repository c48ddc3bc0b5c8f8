//! Words that a name must step aside for.

/// Names that generated code uses for something else: a schema of that name becomes `…Model`.
///
/// The prelude, what the files import, and the hand-written types beside them.
#[rustfmt::skip]
pub const RESERVED_TYPES: &[&str] = &[
    "Self", "New", "Option", "Some", "None", "Result", "Ok", "Err", "String", "Vec", "Box", "Into", "From",
    "AsRef", "IntoIterator", "Iterator", "Send", "Sync", "Sized", "Copy", "Clone", "Debug",
    "Default", "Drop", "Fn", "FnMut", "FnOnce", "Eq", "Ord", "Hash", "PartialEq", "PartialOrd",
    "ToString", "ToOwned", "TryFrom", "TryInto", "Extend", "Display", "FromStr", "Infallible",
    "ParseIntError", "Date", "Timestamp", "Value", "Serialize", "Serializer", "Deserialize",
    "Deserializer", "BTreeMap", "BaseUrl", "Call", "Check", "Client", "Decoder", "Encoded",
    "Endpoint", "JsonType", "Malformed", "OpenEnum", "Operation", "Page", "ParameterStyle", "Paging", "Place",
    "Record", "RecordShape", "Region", "Texts", "UnknownRegion", "Unrecognized", "Error", "Response", "Drift",
    "Fields", "ApiError", "ApiErrorKind", "ApiToken", "BoxError", "BoxFuture", "BuildError",
    "Bytes", "ClientBuilder", "DecodeError", "Decoded", "Delivering", "DriftKind", "QueryValue",
    "RawCall", "Sending", "Strictness", "Transport", "TransportError", "Undocumented", "InvalidCursor", "PageCursor", "Items",
    "Branch", "OpenInteger", "Rest", "Credentials", "SecurityScheme", "ServerAddress", "ServerVariable",
    "Media", "Nullable", "Spread", "FromAnswer", "ReceivedBody", "FilePart", "Pages", "Cursor", "RetryPolicy", "RateLimit", "Observer", "Attempt", "Stream",
];

/// Methods of the hand-written `Client` that a handle must not hide.
#[rustfmt::skip]
pub const CLIENT_METHODS: &[&str] = &[
    "builder", "base_url", "execute", "request", "new", "new_mocked", "clone",
];

/// Methods that every call has: a setter of that name steps aside.
#[rustfmt::skip]
pub const CALL_METHODS: &[&str] = &[
    "base_url", "body", "call", "clone", "field", "field_all", "field_text", "header", "items", "new", "pages",
    "query", "request_mut", "retry", "send", "set", "set_all", "set_text", "sole_field_all",
    "styled", "styled_all", "styled_text",
    "timeout", "to_http", "unchecked", "into_future", "with", "allow_write", "idempotent", "into_parts", "body_text",
    "body_all", "body_bytes", "object", "field_null", "file", "files",
    "add", "sub", "mul", "div", "rem", "shl", "shr", "bitand", "bitor", "bitxor", "iter",
];

/// Methods that every record of a request has beside its constructor, and those that a reader takes for an operator or an
/// iterator: a setter of that name steps aside.
pub const RECORD_METHODS: &[&str] = &[
    "clone", "add", "sub", "mul", "div", "rem", "shl", "shr", "bitand", "bitor", "bitxor", "iter",
];

/// Words of the language, reserved ones among them.
#[rustfmt::skip]
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that no `r#` makes an identifier.
#[rustfmt::skip]
pub(super) const UNRAWABLE: &[&str] = &[
    "self", "super", "crate",
];
