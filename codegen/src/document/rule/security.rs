//! Rules of security schemes, and of the requirements that name them.

use super::super::check::Check;
use super::super::nearest::did_you_mean;
use super::super::trail::Trail;
use super::super::tree::{Map, Node};
use crate::diagnostic::{Code, excerpt};

/// The keys that belong to one type of scheme: those it must have, and those it may have.
const KEYS: &[(&str, &[&str], &[&str])] = &[
    ("apiKey", &["name", "in"], &[]),
    ("http", &["scheme"], &["bearerFormat"]),
    ("oauth2", &["flows"], &[]),
    ("openIdConnect", &["openIdConnectUrl"], &[]),
];

/// A scheme has the keys of its type, and no keys of another.
///
/// One of HTTP that is neither bearer nor basic needs a conversation with the server, which no client here holds.
pub(crate) fn security_scheme(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    let Some(kind) = map.get("type").and_then(Node::as_text) else {
        return;
    };
    let Some((_, needed, allowed)) = KEYS.iter().find(|(known, ..)| *known == kind) else {
        return;
    };
    let scheme = map.get("scheme").and_then(Node::as_text);
    let is_sent = |scheme: &str| {
        ["bearer", "basic"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
    };
    if let Some(scheme) = scheme.filter(|scheme| kind == "http" && !is_sent(scheme)) {
        let message = format!(
            "the scheme {} is read, but no client sends it",
            excerpt(scheme)
        );
        check.note(at, Code::SchemeNotSent, message);
    }
    for key in needed.iter().filter(|key| map.entry(key).is_none()) {
        let message = format!("a security scheme of type `{kind}` must have `{key}`");
        check.report(
            at,
            Code::SchemeKeyMissing,
            message,
            format!("add `{key}`, or change the `type`"),
        );
    }
    let all = KEYS
        .iter()
        .flat_map(|(_, needed, allowed)| needed.iter().chain(*allowed));
    for key in all.filter(|key| !needed.contains(key) && !allowed.contains(key)) {
        if let Some(entry) = map.entry(key) {
            let message = format!("`{key}` means nothing in a security scheme of type `{kind}`");
            check.report(
                &at.entry(entry),
                Code::SchemeKeyForeign,
                message,
                "remove it, or change the `type`",
            );
        }
    }
}

/// Every name is that of a scheme.
pub(crate) fn security_requirement(check: &mut Check<'_>, map: &Map, at: &Trail<'_>) {
    let components = check.root.get("components");
    let schemes = components
        .and_then(|components| components.get("securitySchemes"))
        .and_then(Node::as_map);
    for entry in map.entries() {
        if schemes.is_some_and(|schemes| schemes.entry(&entry.key).is_some()) {
            continue;
        }
        let names = schemes
            .into_iter()
            .flat_map(Map::entries)
            .map(|scheme| scheme.key.as_str());
        let hint = did_you_mean(&entry.key, names)
            .unwrap_or_else(|| "declare it under `components/securitySchemes`".to_owned());
        let message = format!("there is no security scheme {}", excerpt(&entry.key));
        check.report(&at.entry(entry), Code::UnknownSecurityScheme, message, hint);
    }
}
