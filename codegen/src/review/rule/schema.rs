//! Values: types, enums, nullability, limits, branches; each for a parameter, a request body and an answer.

use super::Bump::{Major, Minor, Patch};
use super::{
    BREAKING, Bump, MISSED_OR_RISKY, MISSED_OR_SAFE, RISKY, Rule, SAFE, SCOPES, Scoped, UNSEEN,
    Wire,
};
use crate::review::walk_limits;

const MAP: &str =
    "A map of them is part of the type where they have a schema: look at the surface.";
const REJECTED: &str = "The server rejects what deployed clients may send.";
const ACCEPTED: &str = "The server accepts all that deployed clients send.";
const SEMANTIC: &str = "The server does something else for calls that leave it out. The client sends no defaults itself.";
const DECODER: &str = "The decoder reads such a value as nothing: a record that requires it is left out, an optional property reads as nothing.";
const UNCHECKED: &str = "The decoder checks no limits.";
const OPEN: &str = "Enums are open: a value that is not listed is kept.";

const fn scoped(
    end: &'static str,
    title: &'static str,
    verdicts: [(Wire, Bump); 3],
    whys: [&'static str; 3],
) -> Scoped {
    let [request, response, rust] = whys;
    Scoped {
        end,
        title,
        verdicts,
        wire_whys: [request, request, response],
        rust_whys: [rust; 3],
    }
}

/// A rule of which the type in Rust follows.
const fn typed(
    end: &'static str,
    title: &'static str,
    verdicts: [(Wire, Bump); 3],
    whys: [&'static str; 2],
) -> Scoped {
    let [request, response] = whys;
    Scoped {
        end,
        title,
        verdicts,
        wire_whys: [request, request, response],
        rust_whys: [
            "The type of the setter or argument changes.",
            "The type of the setter or field changes.",
            "The type of the field changes.",
        ],
    }
}

const NULL_PARAMETER: &str = "A parameter that has no value is left out: its setter or argument keeps its type. A property of one that is an object may become `Option<T>` or `Nullable<T>`: look at the surface.";
const DOCS_ONLY: &str = "It is told in the docs alone.";

pub(super) const SCOPED: &[Scoped] = &[
    Scoped {
        end: "became-nullable",
        title: "became nullable",
        verdicts: [(SAFE, Patch), (SAFE, Minor), (MISSED_OR_SAFE, Major)],
        wire_whys: [
            ACCEPTED,
            ACCEPTED,
            "Null reads as nothing: a record that requires the value is left out, an optional property was `Option<T>` already.",
        ],
        rust_whys: [
            NULL_PARAMETER,
            "A setter that sends null is added. In a body that is a record of its own an optional property becomes `Nullable<T>` (absent, null or a value) where it was `Option<T>`, and a required `T` becomes `Option<T>`: both are major.",
            "A required `T` becomes `Option<T>`. An optional property keeps its `Option<T>`; of a record that is sent as well it becomes `Nullable<T>` (absent, null or a value).",
        ],
    },
    Scoped {
        end: "became-not-nullable",
        title: "became not nullable",
        verdicts: [(BREAKING, Patch), (BREAKING, Major), (SAFE, Major)],
        wire_whys: [
            "The server rejects null.",
            "The server rejects null.",
            "Deployed clients can do with null and get none.",
        ],
        rust_whys: [
            NULL_PARAMETER,
            "The setter that sends null goes. In a body that is a record of its own `Nullable<T>` (absent, null or a value) becomes `Option<T>` where the property is optional, and `Option<T>` becomes `T` where it is required.",
            "`Option<T>` becomes `T` where the property is required. An optional property keeps its `Option<T>`; of a record that is sent as well `Nullable<T>` (absent, null or a value) becomes `Option<T>`.",
        ],
    },
    typed(
        "type-changed",
        "has another type",
        [
            (BREAKING, Major),
            (BREAKING, Major),
            (MISSED_OR_RISKY, Major),
        ],
        [REJECTED, DECODER],
    ),
    typed(
        "type-generalized",
        "has a wider type",
        [(SAFE, Major), (SAFE, Major), (MISSED_OR_RISKY, Major)],
        [
            ACCEPTED,
            "Values that the old type does not hold may come. The decoder reads them as nothing.",
        ],
    ),
    typed(
        "type-specialized",
        "has a narrower type",
        [(BREAKING, Major), (BREAKING, Major), (SAFE, Major)],
        [
            REJECTED,
            "Deployed clients read every value of the narrower type. The new client is stricter: if the document is wrong, it reads less.",
        ],
    ),
    scoped(
        "format-changed",
        "has another format",
        [(RISKY, Patch), (RISKY, Patch), (RISKY, Patch)],
        [
            "The server may reject what deployed clients send. For a parameter it is safe where both formats make the same type in Rust: what is sent stays the same.",
            "Deployed clients may not read the new form.",
            "`date`, `date-time` and `int32` make a type of their own: look at the surface. Any other format changes nothing, for a whole number has 64 bits anyway.",
        ],
    ),
    scoped(
        "reference-changed",
        "refers to another schema of the same shape",
        [(SAFE, Major), (SAFE, Major), (SAFE, Major)],
        [
            "The two schemas accept the same values.",
            "The two schemas accept the same values.",
            "The type is named for the schema.",
        ],
    ),
    scoped(
        "reference-added",
        "refers to a schema of the same shape",
        [(SAFE, Major), (SAFE, Major), (SAFE, Major)],
        [
            "It is the same schema, written elsewhere.",
            "It is the same schema, written elsewhere.",
            "The type is named for the schema. Where no name changes it is told nowhere.",
        ],
    ),
    scoped(
        "reference-removed",
        "is written in place",
        [(SAFE, Major), (SAFE, Major), (SAFE, Major)],
        [
            "It is the same schema, written elsewhere.",
            "It is the same schema, written elsewhere.",
            "The type is named for its place. Where no name changes it is told nowhere.",
        ],
    ),
    scoped(
        "enum-value-added",
        "has one more enum value",
        [(SAFE, Minor), (SAFE, Minor), (SAFE, Minor)],
        [
            ACCEPTED,
            OPEN,
            "A variant is added to an enum that is non-exhaustive.",
        ],
    ),
    scoped(
        "enum-value-removed",
        "has one enum value less",
        [(BREAKING, Major), (BREAKING, Major), (SAFE, Major)],
        [
            "The server rejects the value.",
            "Deployed clients wait for a value that no longer comes.",
            "The variant goes (E0599). A value that is kept and marked as deprecated would be patch.",
        ],
    ),
    typed(
        "became-enum",
        "became an enum",
        [(BREAKING, Major), (BREAKING, Major), (SAFE, Major)],
        [REJECTED, "Deployed clients read any text."],
    ),
    typed(
        "became-not-enum",
        "is no enum any more",
        [(SAFE, Major), (SAFE, Major), (SAFE, Major)],
        [ACCEPTED, OPEN],
    ),
    scoped(
        "default-value-added",
        "has a default now",
        [(RISKY, Patch), (RISKY, Patch), (UNSEEN, Patch)],
        [SEMANTIC, "A default of an answer says nothing.", DOCS_ONLY],
    ),
    scoped(
        "default-value-changed",
        "has another default",
        [(RISKY, Patch), (RISKY, Patch), (UNSEEN, Patch)],
        [SEMANTIC, "A default of an answer says nothing.", DOCS_ONLY],
    ),
    scoped(
        "default-value-removed",
        "has no default any more",
        [(RISKY, Patch), (RISKY, Patch), (UNSEEN, Patch)],
        [SEMANTIC, "A default of an answer says nothing.", DOCS_ONLY],
    ),
    scoped(
        "pattern-added",
        "has a pattern now",
        [(BREAKING, Patch), (BREAKING, Patch), (SAFE, Patch)],
        [REJECTED, UNCHECKED, DOCS_ONLY],
    ),
    scoped(
        "pattern-changed",
        "has another pattern",
        [(RISKY, Patch), (RISKY, Patch), (SAFE, Patch)],
        [
            "Whether the new pattern accepts all that the old one did cannot be decided.",
            UNCHECKED,
            DOCS_ONLY,
        ],
    ),
    scoped(
        "pattern-removed",
        "has no pattern any more",
        [(SAFE, Patch), (SAFE, Patch), (SAFE, Patch)],
        [ACCEPTED, UNCHECKED, DOCS_ONLY],
    ),
    scoped(
        "multiple-of-set",
        "has a multipleOf now",
        [(BREAKING, Patch), (BREAKING, Patch), (SAFE, Patch)],
        [REJECTED, UNCHECKED, DOCS_ONLY],
    ),
    scoped(
        "multiple-of-changed",
        "has another multipleOf",
        [(RISKY, Patch), (RISKY, Patch), (SAFE, Patch)],
        [
            "The server may reject what deployed clients send.",
            UNCHECKED,
            DOCS_ONLY,
        ],
    ),
    scoped(
        "multiple-of-unset",
        "has no multipleOf any more",
        [(SAFE, Patch), (SAFE, Patch), (SAFE, Patch)],
        [ACCEPTED, UNCHECKED, DOCS_ONLY],
    ),
    scoped(
        "unique-items-set",
        "must have unique items",
        [(BREAKING, Patch), (BREAKING, Patch), (SAFE, Patch)],
        [REJECTED, UNCHECKED, DOCS_ONLY],
    ),
    scoped(
        "unique-items-unset",
        "may repeat items",
        [(SAFE, Patch), (SAFE, Patch), (SAFE, Patch)],
        [ACCEPTED, UNCHECKED, DOCS_ONLY],
    ),
    scoped(
        "exclusive-max-set",
        "must be below its maximum",
        [(BREAKING, Patch), (BREAKING, Patch), (SAFE, Patch)],
        [REJECTED, UNCHECKED, BOUNDS],
    ),
    scoped(
        "exclusive-max-unset",
        "may reach its maximum",
        [(SAFE, Patch), (SAFE, Patch), (SAFE, Patch)],
        [ACCEPTED, UNCHECKED, BOUNDS],
    ),
    scoped(
        "exclusive-min-set",
        "must be above its minimum",
        [(BREAKING, Patch), (BREAKING, Patch), (SAFE, Patch)],
        [REJECTED, UNCHECKED, BOUNDS],
    ),
    scoped(
        "exclusive-min-unset",
        "may reach its minimum",
        [(SAFE, Patch), (SAFE, Patch), (SAFE, Patch)],
        [ACCEPTED, UNCHECKED, BOUNDS],
    ),
    Scoped {
        end: "deprecated",
        title: "is deprecated",
        verdicts: [(SAFE, Minor), (SAFE, Minor), (SAFE, Minor)],
        wire_whys: ["It still works.", "It still works.", "It still comes."],
        rust_whys: [
            "The setter is marked as deprecated, and warns whoever calls it. An argument cannot be marked: of one it is told in the docs alone.",
            "The field or setter is marked as deprecated, and warns whoever uses it.",
            "The field is marked as deprecated, and warns whoever uses it.",
        ],
    },
    scoped(
        "reactivated",
        "is no longer deprecated",
        [(SAFE, Patch), (SAFE, Patch), (SAFE, Patch)],
        ["It still works.", "It still comes.", "A warning may go."],
    ),
    Scoped {
        end: "became-read-only",
        title: "became readOnly",
        verdicts: [(RISKY, Patch), (RISKY, Major), (SAFE, Patch)],
        wire_whys: [
            "The server may ignore it or reject the call. One rule for a whole parameter and a value in it, which fare alike.",
            "The server may ignore it or reject the call. One rule for required and optional properties, which fare alike.",
            "It still comes.",
        ],
        rust_whys: [
            "A whole parameter keeps its setter or argument. A property of one that is an object loses its setter, and is no argument any more: look at the surface.",
            "It leaves what a request is made of; an answer keeps it.",
            "An answer keeps it; what a request is made of loses it.",
        ],
    },
    Scoped {
        end: "became-not-read-only",
        title: "is no longer readOnly",
        verdicts: [(SAFE, Patch), (SAFE, Minor), (SAFE, Patch)],
        wire_whys: [
            "The server takes it now.",
            "The server takes it now.",
            "It still comes.",
        ],
        rust_whys: [
            "A whole parameter keeps its setter or argument. A property of one that is an object gets a setter, or becomes an argument: look at the surface.",
            "It joins what a request is made of.",
            "An answer keeps it; what a request is made of gets it.",
        ],
    },
    scoped(
        "became-write-only",
        "became writeOnly",
        [(SAFE, Patch), (SAFE, Patch), (MISSED_OR_RISKY, Patch)],
        [
            "The server still takes it.",
            "It no longer comes: a record that requires it is left out, an optional property reads as nothing.",
            DOCS_ONLY,
        ],
    ),
    scoped(
        "became-not-write-only",
        "is no longer writeOnly",
        [(SAFE, Patch), (SAFE, Patch), (SAFE, Patch)],
        ["The server still takes it.", "It comes now.", DOCS_ONLY],
    ),
    Scoped {
        end: "additional-properties-narrowed",
        title: "takes fewer additional properties",
        verdicts: [(BREAKING, Patch), (BREAKING, Patch), (SAFE, Patch)],
        wire_whys: [
            "The server rejects what deployed clients may send. One rule for a whole parameter and a value in it, which fare alike.",
            "The server rejects what deployed clients may send. One rule for a whole body and a property of it, which fare alike.",
            "Deployed clients skip or keep what comes besides. One rule for a whole body and a property, which fare alike.",
        ],
        rust_whys: [MAP, MAP, MAP],
    },
    Scoped {
        end: "additional-properties-widened",
        title: "takes more additional properties",
        verdicts: [(SAFE, Patch), (SAFE, Patch), (SAFE, Patch)],
        wire_whys: [
            "The server accepts all that deployed clients send. One rule for a whole parameter and a value in it, which fare alike.",
            "The server accepts all that deployed clients send. One rule for a whole body and a property of it, which fare alike.",
            "Deployed clients skip what they do not know. One rule for a whole body and a property, which fare alike.",
        ],
        rust_whys: [MAP, MAP, MAP],
    },
    Scoped {
        end: "additional-properties-said",
        title: "says that it takes additional properties, or no longer says so",
        verdicts: [(SAFE, Patch), (SAFE, Major), (SAFE, Patch)],
        wire_whys: [
            "What it takes is the same.",
            "What it takes is the same.",
            "What may come is the same.",
        ],
        rust_whys: [
            "A parameter has a map for what is sent besides only where the document gives it a schema.",
            "What is sent besides has a map of its own only where the document says that it may be sent.",
            "An answer keeps its type.",
        ],
    },
    scoped(
        "one-of-added",
        "has one more oneOf branch",
        [(SAFE, Minor), (SAFE, Minor), (SAFE, Minor)],
        [
            ACCEPTED,
            "A value of no known branch is kept as unrecognized. One rule for a whole body and a property, which fare alike.",
            "A variant is added to an enum that is non-exhaustive.",
        ],
    ),
    scoped(
        "one-of-removed",
        "has one oneOf branch less",
        [(BREAKING, Major), (BREAKING, Major), (SAFE, Major)],
        [
            REJECTED,
            "Deployed clients wait for a branch that no longer comes. One rule for a whole body and a property, which fare alike.",
            "The variant goes.",
        ],
    ),
    scoped(
        "any-of-added",
        "has one more anyOf branch",
        [(SAFE, Minor), (SAFE, Minor), (SAFE, Minor)],
        [
            ACCEPTED,
            "A value of no known branch is kept as unrecognized. One rule for a whole body and a property, which fare alike.",
            "A variant is added to an enum that is non-exhaustive.",
        ],
    ),
    scoped(
        "any-of-removed",
        "has one anyOf branch less",
        [(BREAKING, Major), (BREAKING, Major), (SAFE, Major)],
        [
            REJECTED,
            "Deployed clients wait for a branch that no longer comes. One rule for a whole body and a property, which fare alike.",
            "The variant goes.",
        ],
    ),
    scoped(
        "all-of-added",
        "has one more allOf part",
        [(BREAKING, Major), (BREAKING, Major), (SAFE, Minor)],
        [
            REJECTED,
            "Deployed clients skip what they do not know.",
            "The properties of the part are added; required ones are arguments.",
        ],
    ),
    scoped(
        "all-of-removed",
        "has one allOf part less",
        [(RISKY, Major), (RISKY, Major), (MISSED_OR_RISKY, Major)],
        [
            "The server may ignore what the part held.",
            "The properties of the part no longer come.",
            "The fields of the part go.",
        ],
    ),
    scoped(
        "not-changed",
        "excludes other values",
        [(RISKY, Patch), (RISKY, Patch), (SAFE, Patch)],
        [
            "The server may reject what deployed clients send.",
            "The decoder reads excluded values too.",
            DOCS_ONLY,
        ],
    ),
    scoped(
        "discriminator-changed",
        "has another discriminator",
        [(RISKY, Patch), (RISKY, Patch), (RISKY, Patch)],
        [
            "Deployed clients name the branches the old way.",
            "Deployed clients tell the branches apart the old way, and keep as unrecognized what they cannot.",
            "How branches are told apart is inside the decoder; names of variants may follow: look at the surface.",
        ],
    ),
    scoped(
        "items-changed",
        "has items of another kind",
        [(RISKY, Patch), (RISKY, Patch), (RISKY, Patch)],
        [
            "The server may reject what deployed clients send.",
            DECODER,
            "Items make a type only where the type is a list: look at the surface.",
        ],
    ),
];

const BOUNDS: &str = "The client checks bounds before it sends; they are constant facts of the operation. A bound that no value passes may make the number a smaller type: look at the surface.";

/// The rules of the limits that are numbers: four changes, three scopes.
pub(super) fn limits() -> impl Iterator<Item = Rule> {
    walk_limits().iter().flat_map(|(key, stem)| {
        SCOPES.iter().flat_map(move |(prefix, noun)| {
            ["set", "unset", "increased", "decreased"]
                .map(|change| limit(key, stem, (prefix, noun), change))
        })
    })
}

fn limit(key: &str, stem: &str, (prefix, noun): (&str, &str), change: &str) -> Rule {
    let is_upper = key.starts_with("max");
    let is_tightened = match change {
        "set" => true,
        "unset" => false,
        "increased" => !is_upper,
        _ => is_upper,
    };
    let is_request = prefix != "response-property";
    let (wire, why) = match (is_request, is_tightened) {
        (false, _) => (SAFE, UNCHECKED),
        (true, true) => (BREAKING, REJECTED),
        (true, false) => (SAFE, ACCEPTED),
    };
    let title = match change {
        "set" => format!("{noun} has a {key} now"),
        "unset" => format!("{noun} has no {key} any more"),
        _ => format!("{key} of a {noun} {change}"),
    };
    Rule {
        id: format!("{prefix}-{stem}-{change}"),
        title,
        wire,
        wire_why: why.to_owned(),
        rust: Patch,
        rust_why: BOUNDS.to_owned(),
        effects: super::UNTOLD,
        mirrors: Vec::new(),
    }
}
