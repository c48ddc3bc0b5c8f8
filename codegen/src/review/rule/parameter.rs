//! Parameters as such; their values are in `schema`.

use super::Bump::{Major, Minor, Patch};
use super::{BREAKING, RISKY, Row, SAFE};

const WRITTEN: &str = "Deployed clients write the value the old way, and the server reads another one or none. The defaults of style and explode are filled in before the two are compared.";
const INSIDE: &str =
    "How a value is written is inside the setter: the upgrade is drop-in, and it is needed.";

pub(super) const ROWS: &[Row] = &[
    Row(
        "new-optional-request-parameter",
        "optional parameter added",
        SAFE,
        "Deployed clients do not send it.",
        Minor,
        "A setter is added.",
    ),
    Row(
        "new-required-request-parameter",
        "required parameter added",
        BREAKING,
        "Deployed clients do not send it and are rejected.",
        Major,
        "The method takes one more argument (E0061).",
    ),
    Row(
        "new-request-path-parameter",
        "path parameter added",
        BREAKING,
        "Deployed clients do not send it, so that their path is another one.",
        Major,
        "The method takes one more argument (E0061).",
    ),
    Row(
        "request-parameter-removed",
        "parameter removed",
        RISKY,
        "The server may ignore it or reject the call. A filter that is ignored answers more records than were asked for.",
        Major,
        "Its setter or argument goes.",
    ),
    Row(
        "request-parameter-removed-with-deprecation",
        "deprecated parameter removed",
        RISKY,
        "The server may ignore it or reject the call.",
        Major,
        "Its setter or argument goes; deprecation lowers no verdict.",
    ),
    Row(
        "request-parameter-renamed",
        "parameter renamed",
        BREAKING,
        "The server no longer knows the name that deployed clients send. One entry, since exactly one went and one came with the same value.",
        Major,
        "The setter is named for it. Names that are the same word in Rust keep the setter.",
    ),
    Row(
        "request-parameter-in-changed",
        "parameter moved",
        BREAKING,
        "Deployed clients send it where the server no longer looks.",
        Patch,
        "Where it travels is inside the setter. One that becomes or was an argument changes the method.",
    ),
    Row(
        "request-parameter-became-required",
        "parameter became required",
        BREAKING,
        "Calls without it are rejected.",
        Major,
        "A setter becomes an argument (E0061).",
    ),
    Row(
        "request-parameter-became-optional",
        "parameter became optional",
        SAFE,
        "Deployed clients send it all the same.",
        Major,
        "An argument becomes a setter (E0061). It would be minor only where it had been a setter.",
    ),
    Row(
        "request-parameter-items-became-enum",
        "items of a parameter became an enum",
        BREAKING,
        "The server rejects what deployed clients may send.",
        Major,
        "The type of the items changes. Read backwards it is `request-parameter-became-not-enum`, which is one rule for a value and its items.",
    ),
    Row(
        "request-parameter-style-changed",
        "style of a parameter changed",
        BREAKING,
        WRITTEN,
        Patch,
        INSIDE,
    ),
    Row(
        "request-parameter-explode-changed",
        "explode of a parameter changed",
        BREAKING,
        WRITTEN,
        Patch,
        INSIDE,
    ),
    Row(
        "request-parameter-allow-reserved-changed",
        "allowReserved of a parameter changed",
        BREAKING,
        WRITTEN,
        Patch,
        INSIDE,
    ),
    Row(
        "request-parameter-allow-empty-value-changed",
        "allowEmptyValue of a parameter changed",
        RISKY,
        "The client always sends a value; a server that reads an empty one otherwise reads that one otherwise.",
        Patch,
        INSIDE,
    ),
    Row(
        "request-parameter-serialization-changed",
        "parameter changed between schema and content",
        BREAKING,
        "The value is written in another way altogether.",
        Patch,
        "The type of the value may change with it: look at the surface.",
    ),
];
