//! The table: every object of OpenAPI 3.0.3, its keys, and what each of them holds.
//!
//! To support one more key, add a line here, then read it in `lower`.

use super::check::Check;
use super::rule;
use super::trail::Trail;
use super::tree::Map;
use crate::diagnostic::Code;

/// One kind of object of the specification.
pub(super) struct Object {
    /// What messages call it, with its article.
    pub(super) noun: &'static str,
    /// The keys it knows.
    pub(super) keys: &'static [Key],
    /// What its other keys are, where they are names that the document chooses.
    pub(super) other: Option<Other>,
    /// Whether `x-` keys are extensions; where not, they are names like any other.
    pub(super) extensible: bool,
    /// What the table cannot say.
    pub(super) rule: fn(&mut Check<'_>, &Map, &Trail<'_>),
}

/// One key of an object.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) value: &'static Value,
    pub(super) need: Need,
}

/// What becomes of a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// It must be there.
    Required,
    Optional,
    /// It is checked and noted, but nothing is generated from it: `openapiv3` does not get to see it.
    Unread,
}

/// The keys of an object that are chosen by the document.
pub(super) struct Other {
    pub(super) accepts: fn(&str) -> bool,
    pub(super) value: &'static Value,
    /// The class of a key that is none of them.
    pub(super) code: Code,
    /// What a key is that is none of them, for a message.
    pub(super) fault: &'static str,
    /// What such a key looks like.
    pub(super) hint: &'static str,
}

/// What a key holds.
#[derive(Clone, Copy)]
pub(super) enum Value {
    Text,
    Bool,
    /// A whole number, zero or more.
    Count,
    Number,
    /// Any JSON, of which nothing is checked.
    Free,
    /// One of these words.
    Word(&'static [&'static str]),
    List(&'static Value),
    /// A map from names that the document chooses.
    Map(&'static Value),
    /// A map from names of components.
    Components(&'static Value),
    Object(&'static Object),
    /// An object, or a reference to one.
    RefOr(&'static Object),
    /// `true`, `false`, or this.
    BoolOr(&'static Value),
}

/// An extension that means something to this project.
pub(super) struct Extension {
    pub(super) name: &'static str,
    pub(super) value: &'static Value,
    /// The objects it may stand in.
    pub(super) on: &'static [&'static Object],
    /// Whether such an object must be a property of a schema.
    pub(super) only_property: bool,
}

const fn need(name: &'static str, value: &'static Value) -> Key {
    Key {
        name,
        value,
        need: Need::Required,
    }
}

const fn may(name: &'static str, value: &'static Value) -> Key {
    Key {
        name,
        value,
        need: Need::Optional,
    }
}

const fn unread(name: &'static str, value: &'static Value) -> Key {
    Key {
        name,
        value,
        need: Need::Unread,
    }
}

const fn object(noun: &'static str, keys: &'static [Key]) -> Object {
    Object {
        noun,
        keys,
        other: None,
        extensible: true,
        rule: rule::none,
    }
}

use Value::{Bool, BoolOr, Components, Count, Free, List, Number, RefOr, Text, Word};

static TEXTS: Value = List(&Text);
static SCHEMA_OR_REF: Value = RefOr(&SCHEMA);
static SCHEMAS: Value = List(&SCHEMA_OR_REF);
static EXTERNAL: Value = Value::Object(&EXTERNAL_DOCS);
static CONTENT: Value = Value::Map(&Value::Object(&MEDIA_TYPE));
static EXAMPLES: Value = Value::Map(&RefOr(&EXAMPLE));
static HEADERS: Value = Value::Map(&RefOr(&HEADER));
static SERVERS: Value = List(&Value::Object(&SERVER));
static PARAMETERS: Value = List(&RefOr(&PARAMETER));
static SECURITY: Value = List(&Value::Object(&SECURITY_REQUIREMENT));
static SCOPES: Value = Value::Map(&Text);

/// The document itself.
pub(super) static ROOT: Value = Value::Object(&DOCUMENT);

static DOCUMENT: Object = Object {
    rule: rule::document,
    ..object(
        "the document",
        &[
            need("openapi", &Text),
            need("info", &Value::Object(&INFO)),
            may("servers", &SERVERS),
            need("paths", &Value::Object(&PATHS)),
            may("components", &Value::Object(&COMPONENTS)),
            may("security", &SECURITY),
            may("tags", &List(&Value::Object(&TAG))),
            may("externalDocs", &EXTERNAL),
        ],
    )
};

static INFO: Object = object(
    "the info object",
    &[
        need("title", &Text),
        may("description", &Text),
        may("termsOfService", &Text),
        may("contact", &Value::Object(&CONTACT)),
        may("license", &Value::Object(&LICENSE)),
        need("version", &Text),
    ],
);

static CONTACT: Object = object(
    "a contact",
    &[may("name", &Text), may("url", &Text), may("email", &Text)],
);

static LICENSE: Object = object("a license", &[need("name", &Text), may("url", &Text)]);

static SERVER: Object = Object {
    rule: rule::server,
    ..object(
        "a server",
        &[
            need("url", &Text),
            may("description", &Text),
            may("variables", &Value::Map(&Value::Object(&SERVER_VARIABLE))),
        ],
    )
};

static SERVER_VARIABLE: Object = Object {
    rule: rule::server_variable,
    ..object(
        "a server variable",
        &[
            need("default", &Text),
            may("enum", &TEXTS),
            may("description", &Text),
        ],
    )
};

static COMPONENTS: Object = object(
    "the components object",
    &[
        may("schemas", &Components(&SCHEMA_OR_REF)),
        may("responses", &Components(&RefOr(&RESPONSE))),
        may("parameters", &Components(&RefOr(&PARAMETER))),
        may("examples", &Components(&RefOr(&EXAMPLE))),
        may("requestBodies", &Components(&RefOr(&REQUEST_BODY))),
        may("headers", &Components(&RefOr(&HEADER))),
        may("securitySchemes", &Components(&RefOr(&SECURITY_SCHEME))),
        unread("links", &Components(&RefOr(&LINK))),
        unread("callbacks", &Components(&RefOr(&CALLBACK))),
    ],
);

static PATHS: Object = Object {
    other: Some(Other {
        accepts: |key| key.starts_with('/'),
        value: &RefOr(&PATH_ITEM),
        code: Code::PathWithoutSlash,
        fault: "no path",
        hint: "a path begins with `/`",
    }),
    rule: rule::paths,
    ..object("the paths object", &[])
};

/// The methods of a path item, in the order of the specification.
pub(crate) const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

static PATH_ITEM: Object = Object {
    rule: rule::path_item,
    ..object(
        "a path item",
        &[
            may("summary", &Text),
            may("description", &Text),
            may("get", &Value::Object(&OPERATION)),
            may("put", &Value::Object(&OPERATION)),
            may("post", &Value::Object(&OPERATION)),
            may("delete", &Value::Object(&OPERATION)),
            may("options", &Value::Object(&OPERATION)),
            may("head", &Value::Object(&OPERATION)),
            may("patch", &Value::Object(&OPERATION)),
            may("trace", &Value::Object(&OPERATION)),
            may("servers", &SERVERS),
            may("parameters", &PARAMETERS),
        ],
    )
};

static OPERATION: Object = Object {
    rule: rule::operation,
    ..object(
        "an operation",
        &[
            may("tags", &TEXTS),
            may("summary", &Text),
            may("description", &Text),
            may("externalDocs", &EXTERNAL),
            may("operationId", &Text),
            may("parameters", &PARAMETERS),
            may("requestBody", &RefOr(&REQUEST_BODY)),
            need("responses", &Value::Object(&RESPONSES)),
            unread("callbacks", &Value::Map(&RefOr(&CALLBACK))),
            may("deprecated", &Bool),
            may("security", &SECURITY),
            may("servers", &SERVERS),
        ],
    )
};

static EXTERNAL_DOCS: Object = Object {
    rule: rule::external_docs,
    ..object(
        "external documentation",
        &[may("description", &Text), need("url", &Text)],
    )
};

static PARAMETER: Object = Object {
    rule: rule::parameter,
    ..object(
        "a parameter",
        &[
            need("name", &Text),
            need("in", &Word(&["query", "header", "path", "cookie"])),
            may("description", &Text),
            may("required", &Bool),
            may("deprecated", &Bool),
            may("allowEmptyValue", &Bool),
            may(
                "style",
                &Word(&[
                    "form",
                    "simple",
                    "matrix",
                    "label",
                    "spaceDelimited",
                    "pipeDelimited",
                    "deepObject",
                ]),
            ),
            may("explode", &Bool),
            may("allowReserved", &Bool),
            may("schema", &SCHEMA_OR_REF),
            may("example", &Free),
            may("examples", &EXAMPLES),
            may("content", &CONTENT),
        ],
    )
};

static HEADER: Object = Object {
    rule: rule::header,
    ..object(
        "a header",
        &[
            may("description", &Text),
            may("required", &Bool),
            may("deprecated", &Bool),
            may("allowEmptyValue", &Bool),
            may("style", &Word(&["simple"])),
            may("explode", &Bool),
            may("allowReserved", &Bool),
            may("schema", &SCHEMA_OR_REF),
            may("example", &Free),
            may("examples", &EXAMPLES),
            may("content", &CONTENT),
        ],
    )
};

static REQUEST_BODY: Object = Object {
    rule: rule::request_body,
    ..object(
        "a request body",
        &[
            may("description", &Text),
            need("content", &CONTENT),
            may("required", &Bool),
        ],
    )
};

static MEDIA_TYPE: Object = Object {
    rule: rule::media_type,
    ..object(
        "a media type",
        &[
            may("schema", &SCHEMA_OR_REF),
            unread("example", &Free),
            unread("examples", &EXAMPLES),
            may("encoding", &Value::Map(&Value::Object(&ENCODING))),
        ],
    )
};

static ENCODING: Object = object(
    "an encoding",
    &[
        may("contentType", &Text),
        may("headers", &HEADERS),
        may(
            "style",
            &Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
        ),
        may("explode", &Bool),
        may("allowReserved", &Bool),
    ],
);

static RESPONSES: Object = Object {
    other: Some(Other {
        accepts: is_status,
        value: &RefOr(&RESPONSE),
        code: Code::UnknownStatus,
        fault: "no status of a response",
        hint: "a status is a code such as `404`, a range such as `4XX`, or `default`",
    }),
    rule: rule::responses,
    ..object(
        "the responses of an operation",
        &[may("default", &RefOr(&RESPONSE))],
    )
};

/// `100` to `599`, or `1XX` to `5XX`.
fn is_status(key: &str) -> bool {
    let rest = key
        .strip_prefix(['1', '2', '3', '4', '5'])
        .unwrap_or_default();
    rest.len() == 2 && (rest == "XX" || rest.bytes().all(|b| b.is_ascii_digit()))
}

static RESPONSE: Object = object(
    "a response",
    &[
        need("description", &Text),
        may("headers", &HEADERS),
        may("content", &CONTENT),
        unread("links", &Value::Map(&RefOr(&LINK))),
    ],
);

static CALLBACK: Object = Object {
    other: Some(Other {
        accepts: |_| true,
        value: &RefOr(&PATH_ITEM),
        code: Code::UnknownKey,
        fault: "",
        hint: "",
    }),
    ..object("a callback", &[])
};

static EXAMPLE: Object = Object {
    rule: rule::example,
    ..object(
        "an example",
        &[
            may("summary", &Text),
            may("description", &Text),
            may("value", &Free),
            may("externalValue", &Text),
        ],
    )
};

static LINK: Object = Object {
    rule: rule::link,
    ..object(
        "a link",
        &[
            may("operationRef", &Text),
            may("operationId", &Text),
            may("parameters", &Value::Map(&Free)),
            may("requestBody", &Free),
            may("description", &Text),
            may("server", &Value::Object(&SERVER)),
        ],
    )
};

static TAG: Object = object(
    "a tag",
    &[
        need("name", &Text),
        may("description", &Text),
        may("externalDocs", &EXTERNAL),
    ],
);

/// A schema that is no reference.
pub(super) static ANY_SCHEMA: Value = Value::Object(&SCHEMA);

/// A schema, the one object that is nested in itself.
pub(super) static SCHEMA: Object = Object {
    rule: rule::schema,
    ..object(
        "a schema",
        &[
            may("title", &Text),
            may("multipleOf", &Number),
            may("maximum", &Number),
            may("exclusiveMaximum", &Bool),
            may("minimum", &Number),
            may("exclusiveMinimum", &Bool),
            may("maxLength", &Count),
            may("minLength", &Count),
            may("pattern", &Text),
            may("maxItems", &Count),
            may("minItems", &Count),
            may("uniqueItems", &Bool),
            may("maxProperties", &Count),
            may("minProperties", &Count),
            may("required", &TEXTS),
            may("enum", &List(&Free)),
            may("type", &Word(TYPES)),
            may("allOf", &SCHEMAS),
            may("oneOf", &SCHEMAS),
            may("anyOf", &SCHEMAS),
            may("not", &SCHEMA_OR_REF),
            may("items", &SCHEMA_OR_REF),
            may("properties", &Value::Map(&SCHEMA_OR_REF)),
            may("additionalProperties", &BoolOr(&SCHEMA_OR_REF)),
            may("description", &Text),
            may("format", &Text),
            may("default", &Free),
            may("nullable", &Bool),
            may("discriminator", &Value::Object(&DISCRIMINATOR)),
            may("readOnly", &Bool),
            may("writeOnly", &Bool),
            unread("xml", &Value::Object(&XML)),
            may("externalDocs", &EXTERNAL),
            may("example", &Free),
            may("deprecated", &Bool),
        ],
    )
};

static DISCRIMINATOR: Object = Object {
    rule: rule::discriminator,
    ..object(
        "a discriminator",
        &[
            need("propertyName", &Text),
            may("mapping", &Value::Map(&Text)),
        ],
    )
};

static XML: Object = object(
    "an XML object",
    &[
        may("name", &Text),
        may("namespace", &Text),
        may("prefix", &Text),
        may("attribute", &Bool),
        may("wrapped", &Bool),
    ],
);

static SECURITY_SCHEME: Object = Object {
    rule: rule::security_scheme,
    ..object(
        "a security scheme",
        &[
            need(
                "type",
                &Word(&["apiKey", "http", "oauth2", "openIdConnect"]),
            ),
            may("description", &Text),
            may("name", &Text),
            may("in", &Word(&["query", "header", "cookie"])),
            may("scheme", &Text),
            may("bearerFormat", &Text),
            may("flows", &Value::Object(&OAUTH_FLOWS)),
            may("openIdConnectUrl", &Text),
        ],
    )
};

static OAUTH_FLOWS: Object = object(
    "the OAuth flows",
    &[
        may("implicit", &Value::Object(&IMPLICIT_FLOW)),
        may("password", &Value::Object(&TOKEN_FLOW)),
        may("clientCredentials", &Value::Object(&TOKEN_FLOW)),
        may("authorizationCode", &Value::Object(&CODE_FLOW)),
    ],
);

static IMPLICIT_FLOW: Object = object(
    "an implicit OAuth flow",
    &[
        need("authorizationUrl", &Text),
        may("refreshUrl", &Text),
        need("scopes", &SCOPES),
    ],
);

static TOKEN_FLOW: Object = object(
    "an OAuth flow",
    &[
        need("tokenUrl", &Text),
        may("refreshUrl", &Text),
        need("scopes", &SCOPES),
    ],
);

static CODE_FLOW: Object = object(
    "an authorization code flow",
    &[
        need("authorizationUrl", &Text),
        need("tokenUrl", &Text),
        may("refreshUrl", &Text),
        need("scopes", &SCOPES),
    ],
);

static SECURITY_REQUIREMENT: Object = Object {
    other: Some(Other {
        accepts: |_| true,
        value: &TEXTS,
        code: Code::UnknownKey,
        fault: "",
        hint: "",
    }),
    extensible: false,
    rule: rule::security_requirement,
    ..object("a security requirement", &[])
};

static PAGINATION: Object = Object {
    extensible: false,
    ..object(
        "`x-pagination`",
        &[
            need("page", &Text),
            need("limit", &Text),
            need("items", &Text),
            need("total", &Text),
            need("id", &Text),
        ],
    )
};

/// The types of a schema.
pub(super) const TYPES: &[&str] = &["array", "boolean", "integer", "number", "object", "string"];

/// The extensions of this project; all others are left alone.
pub(super) static EXTENSIONS: &[Extension] = &[
    Extension {
        name: "x-permission",
        value: &Text,
        on: &[&OPERATION],
        only_property: false,
    },
    Extension {
        name: "x-pagination",
        value: &Value::Object(&PAGINATION),
        on: &[&OPERATION],
        only_property: false,
    },
    Extension {
        name: "x-required-when",
        value: &Value::Map(&Value::Map(&TEXTS)),
        on: &[&SCHEMA],
        only_property: false,
    },
    Extension {
        name: "x-aliases",
        value: &TEXTS,
        on: &[&SCHEMA],
        only_property: true,
    },
    Extension {
        name: "x-name",
        value: &Text,
        on: &[&SERVER, &SCHEMA, &PARAMETER, &OPERATION],
        only_property: false,
    },
];

/// The formats that this generator knows; any other is a note.
pub(super) const FORMATS: &[&str] = &[
    "binary",
    "byte",
    "date",
    "date-time",
    "double",
    "email",
    "float",
    "int32",
    "int64",
    "password",
    "uri",
    "uuid",
];

/// Keys of other versions and of JSON Schema, and what to write instead.
pub(super) const FOREIGN: &[(&str, &str)] = &[
    ("$anchor", JSON_SCHEMA),
    ("$comment", JSON_SCHEMA),
    ("$defs", "move the schemas to `components/schemas`"),
    ("$id", JSON_SCHEMA),
    ("$schema", JSON_SCHEMA),
    ("additionalItems", JSON_SCHEMA),
    ("basePath", "Swagger 2.0 has it; OpenAPI 3.0 has `servers`"),
    (
        "collectionFormat",
        "Swagger 2.0 has it; OpenAPI 3.0 has `style` and `explode`",
    ),
    (
        "const",
        "OpenAPI 3.1 has it; in 3.0 write an `enum` of one value",
    ),
    (
        "consumes",
        "Swagger 2.0 has it; OpenAPI 3.0 has `content` in a request body",
    ),
    ("contains", JSON_SCHEMA),
    (
        "contentEncoding",
        "OpenAPI 3.1 has it; in 3.0 write `format: byte`",
    ),
    (
        "contentMediaType",
        "OpenAPI 3.1 has it; in 3.0 write `format: binary`",
    ),
    ("definitions", "move the schemas to `components/schemas`"),
    ("dependencies", JSON_SCHEMA),
    ("dependentRequired", JSON_SCHEMA),
    ("dependentSchemas", JSON_SCHEMA),
    ("else", JSON_SCHEMA),
    ("host", "Swagger 2.0 has it; OpenAPI 3.0 has `servers`"),
    ("if", JSON_SCHEMA),
    ("jsonSchemaDialect", "OpenAPI 3.1 has it, 3.0 does not"),
    ("pathItems", "OpenAPI 3.1 has it, 3.0 does not"),
    ("patternProperties", JSON_SCHEMA),
    ("prefixItems", JSON_SCHEMA),
    (
        "produces",
        "Swagger 2.0 has it; OpenAPI 3.0 has `content` in a response",
    ),
    ("propertyNames", JSON_SCHEMA),
    ("schemes", "Swagger 2.0 has it; OpenAPI 3.0 has `servers`"),
    (
        "securityDefinitions",
        "Swagger 2.0 has it; OpenAPI 3.0 has `components/securitySchemes`",
    ),
    ("then", JSON_SCHEMA),
    ("unevaluatedItems", JSON_SCHEMA),
    ("unevaluatedProperties", JSON_SCHEMA),
    ("webhooks", "OpenAPI 3.1 has it, 3.0 does not"),
];

const JSON_SCHEMA: &str =
    "JSON Schema has it, OpenAPI 3.0 does not; remove it or say it in the `description`";

impl Object {
    /// The key of this name that the specification gives to the object.
    pub(super) fn key(&'static self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// What a key holds; `None` where it means nothing here.
    pub(super) fn value(&'static self, name: &str) -> Option<&'static Value> {
        if let Some(key) = self.key(name) {
            return Some(key.value);
        }
        if self.extensible && name.starts_with("x-") {
            return Some(&Free);
        }
        self.other
            .as_ref()
            .filter(|other| (other.accepts)(name))
            .map(|other| other.value)
    }

    /// Whether two objects of the table are the same one.
    pub(super) fn is(&self, other: &Object) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Value {
    /// What a key or an item of such a value holds; `None` where the table does not know the key.
    pub(super) fn inner(&'static self, key: &str) -> Option<&'static Value> {
        match self {
            Value::Object(object) | RefOr(object) => object.value(key),
            BoolOr(value) => value.inner(key),
            List(value) | Value::Map(value) | Components(value) => Some(value),
            _ => None,
        }
    }

    /// Whether a schema may stand here, and a reference in its place.
    pub(super) fn is_schema_slot(&self) -> bool {
        match self {
            RefOr(object) => object.is(&SCHEMA),
            BoolOr(value) => value.is_schema_slot(),
            _ => false,
        }
    }

    /// Whether this key of such a value is only checked.
    pub(super) fn is_unread(&self, key: &str) -> bool {
        match self {
            Value::Object(object) | RefOr(object) => object
                .keys
                .iter()
                .any(|known| known.name == key && known.need == Need::Unread),
            _ => false,
        }
    }

    /// What a value must be, for a message.
    pub(super) fn noun(&self) -> &'static str {
        match self {
            Text | Word(_) => "a text",
            Bool => "true or false",
            Count => "a whole number, zero or more",
            Number => "a number",
            Free => "any value",
            List(_) => "a list",
            Value::Map(_) | Components(_) => "a map",
            Value::Object(object) | RefOr(object) => object.noun,
            BoolOr(_) => "true, false or a schema",
        }
    }
}
