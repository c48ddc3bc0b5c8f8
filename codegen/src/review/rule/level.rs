//! The levels that oasdiff gives to the same changes, for those who compare the two.

/// A level, the names of rules, and the ends of names of a scope.
type Level = (&'static str, &'static [&'static str]);

/// Rules that are known to oasdiff, by its level. Where a level moved between its versions it is the newest, and of several
/// entries for one change the worst.
pub(in crate::review) const LEVELS: &[Level] = &[
    (
        "ERR",
        &[
            "api-path-removed-without-deprecation",
            "api-removed-without-deprecation",
            "endpoint-path-changed",
            "endpoint-method-changed",
            "new-required-request-parameter",
            "new-request-path-parameter",
            "request-parameter-became-required",
            "request-parameter-type-changed",
            "request-parameter-format-changed",
            "request-parameter-enum-value-removed",
            "request-parameter-became-enum",
            "request-parameter-became-not-enum",
            "request-parameter-became-not-nullable",
            "request-parameter-pattern-added",
            "request-body-added-required",
            "request-body-became-required",
            "request-body-removed",
            "request-body-media-type-removed",
            "new-required-request-property",
            "new-required-request-property-with-default",
            "request-property-became-required",
            "request-property-became-required-with-default",
            "request-property-became-not-nullable",
            "request-property-type-changed",
            "request-property-format-changed",
            "request-property-enum-value-removed",
            "request-property-became-enum",
            "request-property-became-not-enum",
            "request-property-pattern-added",
            "response-success-status-removed",
            "response-success-status-changed",
            "response-media-type-removed",
            "response-media-type-changed",
            "response-body-media-type-schema-removed",
            "required-response-header-removed",
            "response-required-property-removed",
            "response-property-became-optional",
            "response-property-became-nullable",
            "response-property-type-changed",
            "response-property-type-generalized",
            "response-property-pattern-removed",
            "response-property-one-of-added",
            "response-property-any-of-added",
            "api-security-removed",
            "api-security-scope-added",
        ],
    ),
    (
        "WARN",
        &[
            "request-parameter-removed",
            "request-parameter-renamed",
            "request-parameter-in-changed",
            "request-parameter-pattern-changed",
            "request-property-removed",
            "request-property-renamed",
            "request-property-pattern-changed",
            "optional-response-header-removed",
            "response-property-enum-value-added",
            "response-property-became-enum",
            "response-property-pattern-changed",
        ],
    ),
    (
        "INFO",
        &[
            "endpoint-added",
            "api-path-removed-with-deprecation",
            "api-removed-with-deprecation",
            "endpoint-deprecated",
            "endpoint-reactivated",
            "api-operation-id-changed",
            "api-operation-id-removed",
            "api-operation-id-added",
            "api-tag-added",
            "api-tag-removed",
            "new-optional-request-parameter",
            "request-parameter-removed-with-deprecation",
            "request-parameter-became-optional",
            "request-parameter-deprecated",
            "request-parameter-reactivated",
            "request-parameter-type-generalized",
            "request-parameter-enum-value-added",
            "request-parameter-items-became-enum",
            "request-parameter-default-value-added",
            "request-parameter-default-value-changed",
            "request-parameter-default-value-removed",
            "request-parameter-pattern-removed",
            "request-parameter-became-nullable",
            "request-body-added-optional",
            "request-body-became-optional",
            "request-body-media-type-added",
            "new-optional-request-property",
            "request-property-became-optional",
            "request-property-became-nullable",
            "request-property-type-generalized",
            "request-property-enum-value-added",
            "request-property-default-value-added",
            "request-property-default-value-changed",
            "request-property-default-value-removed",
            "request-property-pattern-removed",
            "request-property-deprecated",
            "request-property-became-read-only",
            "response-success-status-added",
            "response-non-success-status-added",
            "response-non-success-status-removed",
            "response-media-type-added",
            "response-header-added",
            "response-optional-property-added",
            "response-required-property-added",
            "response-optional-property-removed",
            "response-property-became-required",
            "response-property-became-not-nullable",
            "response-property-type-specialized",
            "response-property-enum-value-removed",
            "response-property-became-not-enum",
            "response-property-pattern-added",
            "response-property-default-value-added",
            "response-property-default-value-changed",
            "response-property-default-value-removed",
            "response-property-deprecated",
            "response-property-became-read-only",
            "response-property-became-write-only",
            "response-property-one-of-removed",
            "api-schema-removed",
            "api-schema-renamed",
            "api-schema-inlined",
            "api-security-became-required",
            "api-security-added",
            "api-security-scope-removed",
            "api-security-component-type-changed",
            "api-security-component-added",
            "api-security-component-removed",
        ],
    ),
];

/// The level of a rule; nothing where oasdiff says nothing.
pub(super) fn of(id: &str) -> Option<&'static str> {
    let listed = LEVELS.iter().find(|(_, ids)| ids.contains(&id));
    listed.map(|(level, _)| *level).or_else(|| of_limit(id))
}

/// The level of a limit that comes, goes, is tightened or loosened.
fn of_limit(id: &str) -> Option<&'static str> {
    let mut scopes = super::SCOPES.iter();
    let (scope, end) =
        scopes.find_map(|(scope, _)| Some((*scope, id.strip_prefix(scope)?.strip_prefix('-')?)))?;
    let (stem, change) = end.rsplit_once('-')?;
    let is_exclusive = stem.starts_with("exclusive-");
    let mut stems = crate::review::walk_limits().iter().map(|(_, stem)| *stem);
    let is_known = is_exclusive || stems.any(|known| known == stem);
    if !is_known || stem.ends_with("-properties") {
        return None;
    }
    let tightening = if stem.starts_with("max") {
        "decreased"
    } else {
        "increased"
    };
    let is_tighter = change == "set" || change == tightening;
    match (scope, is_tighter) {
        ("response-property", _) => (!is_tighter).then_some("ERR"),
        ("request-parameter", true) if stem == "max-items" && change == "set" => None,
        (_, true) => Some("ERR"),
        (_, false) => (change != "unset").then_some("INFO"),
    }
}
