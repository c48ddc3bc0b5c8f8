//! What a change does to what the document describes, and which rule the same change falls under when it is read backwards.
//!
//! Both are one table: rules that undo each other have opposite effects.

use super::SCOPES;

/// What a change does to the calls, the values or the answers that the document describes at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// There are more of them.
    Widens,
    /// There are fewer of them.
    Narrows,
    /// Some come and some go.
    Incomparable,
    /// They are the same.
    None,
    /// It cannot be told.
    Unknown,
}

impl Effect {
    /// The word in lower case.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Widens => "widens",
            Self::Narrows => "narrows",
            Self::Incomparable => "incomparable",
            Self::None => "none",
            Self::Unknown => "unknown",
        }
    }

    /// That of the change read backwards.
    #[must_use]
    pub fn opposite(self) -> Self {
        match self {
            Self::Widens => Self::Narrows,
            Self::Narrows => Self::Widens,
            other => other,
        }
    }
}

/// How the effect of a change follows from its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::review) enum Effects {
    /// The rule says it.
    Always(Effect),
    /// What comes narrows, what goes widens, and of what is replaced it cannot be told.
    Presence,
    /// What goes narrows where it was optional; where it was required, those without it come in its place.
    Removal,
}

impl Effects {
    pub(in crate::review) fn of(self, is_required: bool, came: bool, went: bool) -> Effect {
        match (self, came, went) {
            (Self::Always(effect), ..) => effect,
            (Self::Removal, ..) if is_required => Effect::Incomparable,
            (Self::Removal, ..) | (Self::Presence, true, false) => Effect::Narrows,
            (Self::Presence, false, true) => Effect::Widens,
            (Self::Presence, ..) => Effect::Unknown,
        }
    }
}

use Effect::{Incomparable, Narrows, Unknown, Widens};

const NONE: Effects = Effects::Always(Effect::None);
const UNKNOWN: Effects = Effects::Always(Unknown);
const OTHER: Effects = Effects::Always(Incomparable);
const WIDENS: Effects = Effects::Always(Widens);
const NARROWS: Effects = Effects::Always(Narrows);

/// A rule and its effect.
type One = (&'static str, Effects);

/// Each rule of the first list is undone by each of the second.
const OPPOSITES: &[(&[One], &[One])] = &[
    (
        &[("endpoint-added", WIDENS)],
        &[
            ("api-path-removed-without-deprecation", NARROWS),
            ("api-path-removed-with-deprecation", NARROWS),
            ("api-removed-without-deprecation", NARROWS),
            ("api-removed-with-deprecation", NARROWS),
        ],
    ),
    (
        &[("endpoint-deprecated", NONE)],
        &[("endpoint-reactivated", NONE)],
    ),
    (
        &[("api-operation-id-added", NONE)],
        &[("api-operation-id-removed", NONE)],
    ),
    (&[("api-tag-added", NONE)], &[("api-tag-removed", NONE)]),
    (
        &[
            ("new-optional-request-parameter", WIDENS),
            ("new-required-request-parameter", OTHER),
            ("new-request-path-parameter", OTHER),
        ],
        &[
            ("request-parameter-removed", Effects::Removal),
            (
                "request-parameter-removed-with-deprecation",
                Effects::Removal,
            ),
        ],
    ),
    (
        &[("request-parameter-became-required", NARROWS)],
        &[("request-parameter-became-optional", WIDENS)],
    ),
    (
        &[
            ("request-body-added-optional", WIDENS),
            ("request-body-added-required", OTHER),
        ],
        &[("request-body-removed", Effects::Removal)],
    ),
    (
        &[("request-parameter-items-became-enum", NARROWS)],
        &[("request-parameter-became-not-enum", WIDENS)],
    ),
    (
        &[("request-body-became-required", NARROWS)],
        &[("request-body-became-optional", WIDENS)],
    ),
    (
        &[("request-body-media-type-added", WIDENS)],
        &[("request-body-media-type-removed", NARROWS)],
    ),
    (
        &[("request-body-schema-added", NARROWS)],
        &[("request-body-schema-removed", WIDENS)],
    ),
    (
        &[
            ("new-optional-request-property", WIDENS),
            ("new-required-request-property", OTHER),
            ("new-required-request-property-with-default", OTHER),
        ],
        &[("request-property-removed", Effects::Removal)],
    ),
    (
        &[
            ("request-property-became-required", NARROWS),
            ("request-property-became-required-with-default", NARROWS),
        ],
        &[("request-property-became-optional", WIDENS)],
    ),
    (
        &[("response-optional-property-added", WIDENS)],
        &[("response-optional-property-removed", NARROWS)],
    ),
    (
        &[("response-required-property-added", OTHER)],
        &[("response-required-property-removed", OTHER)],
    ),
    (
        &[("response-property-became-required", NARROWS)],
        &[("response-property-became-optional", WIDENS)],
    ),
    (
        &[("response-success-status-added", WIDENS)],
        &[("response-success-status-removed", NARROWS)],
    ),
    (
        &[("response-non-success-status-added", WIDENS)],
        &[("response-non-success-status-removed", NARROWS)],
    ),
    (
        &[("response-media-type-added", WIDENS)],
        &[("response-media-type-removed", NARROWS)],
    ),
    (
        &[("response-body-media-type-schema-added", UNKNOWN)],
        &[("response-body-media-type-schema-removed", UNKNOWN)],
    ),
    (
        &[("response-header-added", UNKNOWN)],
        &[
            ("optional-response-header-removed", UNKNOWN),
            ("required-response-header-removed", UNKNOWN),
        ],
    ),
    (
        &[("api-schema-added", NONE)],
        &[("api-schema-removed", NONE)],
    ),
    (
        &[("api-schema-extracted", NONE)],
        &[("api-schema-inlined", NONE)],
    ),
    (
        &[("api-component-added", NONE)],
        &[("api-component-removed", NONE)],
    ),
    (
        &[("api-security-became-required", NARROWS)],
        &[("api-security-became-optional", WIDENS)],
    ),
    (
        &[("api-security-added", WIDENS)],
        &[("api-security-removed", NARROWS)],
    ),
    (
        &[("api-security-scope-added", NARROWS)],
        &[("api-security-scope-removed", WIDENS)],
    ),
    (
        &[("api-security-component-added", NONE)],
        &[("api-security-component-removed", NONE)],
    ),
    (&[("server-added", WIDENS)], &[("server-removed", NARROWS)]),
    // A format that comes narrows what an answer may hold; one that goes may leave the type as it is.
    (
        &[("response-property-type-specialized", NARROWS)],
        &[
            ("response-property-type-generalized", WIDENS),
            ("response-property-format-changed", Effects::Presence),
        ],
    ),
    (
        &[("request-parameter-became-read-only", NARROWS)],
        &[("request-parameter-became-not-read-only", WIDENS)],
    ),
    (
        &[("request-property-became-read-only", NARROWS)],
        &[("request-property-became-not-read-only", WIDENS)],
    ),
    (
        &[("response-property-became-read-only", NONE)],
        &[("response-property-became-not-read-only", NONE)],
    ),
    (
        &[("request-parameter-became-write-only", NONE)],
        &[("request-parameter-became-not-write-only", NONE)],
    ),
    (
        &[("request-property-became-write-only", NONE)],
        &[("request-property-became-not-write-only", NONE)],
    ),
    (
        &[("response-property-became-write-only", NARROWS)],
        &[("response-property-became-not-write-only", WIDENS)],
    ),
];

/// The same for the ends of names that all scopes have.
const OPPOSITE_ENDS: &[(One, One)] = &[
    (
        ("became-nullable", WIDENS),
        ("became-not-nullable", NARROWS),
    ),
    (("type-generalized", WIDENS), ("type-specialized", NARROWS)),
    (("reference-added", NONE), ("reference-removed", NONE)),
    (
        ("enum-value-added", WIDENS),
        ("enum-value-removed", NARROWS),
    ),
    (("became-enum", NARROWS), ("became-not-enum", WIDENS)),
    (
        ("default-value-added", NONE),
        ("default-value-removed", NONE),
    ),
    (("pattern-added", NARROWS), ("pattern-removed", WIDENS)),
    (("multiple-of-set", NARROWS), ("multiple-of-unset", WIDENS)),
    (
        ("unique-items-set", NARROWS),
        ("unique-items-unset", WIDENS),
    ),
    (
        ("exclusive-max-set", NARROWS),
        ("exclusive-max-unset", WIDENS),
    ),
    (
        ("exclusive-min-set", NARROWS),
        ("exclusive-min-unset", WIDENS),
    ),
    (("deprecated", NONE), ("reactivated", NONE)),
    (
        ("additional-properties-narrowed", NARROWS),
        ("additional-properties-widened", WIDENS),
    ),
    (("one-of-added", WIDENS), ("one-of-removed", NARROWS)),
    (("any-of-added", WIDENS), ("any-of-removed", NARROWS)),
    (("all-of-added", NARROWS), ("all-of-removed", WIDENS)),
];

/// Rules that undo themselves.
const ALIKE: &[One] = &[
    ("api-operation-id-changed", NONE),
    ("endpoint-path-changed", OTHER),
    ("endpoint-method-changed", OTHER),
    ("request-path-parameter-renamed", NONE),
    ("parameter-order-changed", NONE),
    ("api-tag-order-changed", NONE),
    ("docs-changed", NONE),
    ("x-permission-changed", UNKNOWN),
    ("x-pagination-changed", NONE),
    ("x-required-when-changed", NONE),
    ("x-aliases-changed", NONE),
    ("x-name-changed", NONE),
    ("extension-changed", UNKNOWN),
    ("callback-changed", UNKNOWN),
    ("link-changed", UNKNOWN),
    ("request-parameter-renamed", OTHER),
    ("request-parameter-in-changed", OTHER),
    ("request-parameter-style-changed", OTHER),
    ("request-parameter-explode-changed", OTHER),
    ("request-parameter-allow-reserved-changed", OTHER),
    ("request-parameter-allow-empty-value-changed", UNKNOWN),
    ("request-parameter-serialization-changed", OTHER),
    ("request-body-media-type-changed", OTHER),
    ("request-body-encoding-changed", OTHER),
    ("request-property-renamed", OTHER),
    ("response-property-renamed", OTHER),
    ("response-success-status-changed", OTHER),
    ("response-media-type-changed", OTHER),
    ("response-header-changed", UNKNOWN),
    ("api-schema-renamed", NONE),
    ("api-component-changed", NONE),
    ("enum-value-order-changed", NONE),
    ("property-order-changed", NONE),
    ("branch-order-changed", NONE),
    ("api-security-order-changed", NONE),
    ("api-security-component-type-changed", OTHER),
    ("api-security-component-scheme-changed", OTHER),
    ("api-security-component-name-changed", OTHER),
    ("api-security-component-in-changed", OTHER),
    ("api-security-component-flows-changed", UNKNOWN),
    ("server-url-changed", OTHER),
    ("server-order-changed", NONE),
    ("server-variable-changed", UNKNOWN),
    ("surface-changed", NONE),
    ("unclassified-change", UNKNOWN),
    ("request-parameter-format-changed", Effects::Presence),
    ("request-property-format-changed", Effects::Presence),
    ("response-property-format-changed", Effects::Presence),
];

/// The same for the ends of names that all scopes have.
const ALIKE_ENDS: &[One] = &[
    ("type-changed", OTHER),
    ("reference-changed", NONE),
    ("default-value-changed", NONE),
    ("pattern-changed", UNKNOWN),
    ("multiple-of-changed", UNKNOWN),
    ("additional-properties-said", NONE),
    ("not-changed", Effects::Presence),
    ("discriminator-changed", UNKNOWN),
    ("items-changed", Effects::Presence),
];

/// Rules that are about no change of the document, so that nothing undoes them, and why.
pub(in crate::review) const WITHOUT: &[(&str, &str)] = &[
    ("ack-expired", "it is about an acknowledgement"),
    ("ack-stale", "it is about an acknowledgement"),
    (
        "crate-major-not-bumped",
        "it is about the version of the crate",
    ),
    (
        "crate-version-decreased",
        "it is about the version of the crate",
    ),
    (
        "crate-version-not-bumped",
        "it is about the version of the crate",
    ),
    (
        "generator-drift",
        "it is about what is committed at the base",
    ),
    (
        "generator-refuses",
        "it is about one of the two documents alone",
    ),
];

/// Why nothing undoes a rule; nothing where something does.
pub(in crate::review) fn without(id: &str) -> Option<&'static str> {
    let found = WITHOUT.iter().find(|(known, _)| *known == id);
    found.map(|(_, why)| *why)
}

/// A rule, its effect, and a rule that undoes it; once for each of those.
pub(in crate::review) fn mirrors() -> Vec<(String, Effects, Option<String>)> {
    let mut found = Vec::new();
    let mut pair = |one: (String, Effects), other: (String, Effects)| {
        if one.0 != other.0 {
            found.push((other.0.clone(), other.1, Some(one.0.clone())));
        }
        found.push((one.0, one.1, Some(other.0)));
    };
    let whole = |(id, effect): &One| ((*id).to_owned(), *effect);
    for (ones, others) in OPPOSITES {
        for (one, other) in ones
            .iter()
            .flat_map(|one| others.iter().map(move |other| (one, other)))
        {
            pair(whole(one), whole(other));
        }
    }
    for one in ALIKE {
        pair(whole(one), whole(one));
    }
    for (prefix, _) in SCOPES {
        let scoped = |(end, effect): &One| (format!("{prefix}-{end}"), *effect);
        for (one, other) in OPPOSITE_ENDS {
            pair(scoped(one), scoped(other));
        }
        for one in ALIKE_ENDS {
            pair(scoped(one), scoped(one));
        }
        for (key, stem) in crate::review::walk_limits() {
            let [up, down] = if key.starts_with("max") {
                [WIDENS, NARROWS]
            } else {
                [NARROWS, WIDENS]
            };
            let of = |change: &str, effect| (format!("{prefix}-{stem}-{change}"), effect);
            pair(of("set", NARROWS), of("unset", WIDENS));
            pair(of("increased", up), of("decreased", down));
        }
    }
    found.extend(WITHOUT.iter().map(|(id, _)| ((*id).to_owned(), NONE, None)));
    found
}
