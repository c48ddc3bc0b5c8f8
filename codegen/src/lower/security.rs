//! Security: the schemes of the document, and which of them an operation asks for.

use std::collections::BTreeSet;

use openapiv3::{APIKeyLocation, Operation as Documented, SecurityRequirement, SecurityScheme};

use super::{Lowering, docs};
use crate::diagnostic::{Code, excerpt};
use crate::document::Pointer;
use crate::ir::{Demand, Scheme, SchemePlace, Security};
use crate::naming::{self, Style};

/// Headers that frame a request, so that no credential can be in them.
const FRAMING: &[&str] = &["connection", "content-length", "host", "transfer-encoding"];

impl Lowering<'_> {
    /// The schemes that a client can send, and what the document asks for where an operation does not say.
    pub(super) fn settle_security(&mut self) {
        let at = Pointer::root().child("components").child("securitySchemes");
        let components = self.api().components.as_ref();
        for (name, scheme) in components.iter().flat_map(|all| &all.security_schemes) {
            let at = at.child(name);
            let Ok(resolved) = self.document.resolve_security_scheme(scheme, &at) else {
                continue;
            };
            let tokens = self.token_words(&resolved.at);
            let place = self.scheme_place(resolved.item, &at);
            self.schemes.extend(place.map(|place| Scheme {
                name: naming::name(name, Style::Constant),
                place,
                docs: docs::of_text(description(resolved.item)),
                tokens,
            }));
        }
        let mut schemes = std::mem::take(&mut self.schemes);
        let names = schemes.iter_mut().map(|scheme| &mut scheme.name).collect();
        self.settle(names, Style::Constant, &at, "security scheme");
        self.schemes = schemes;
        if let Some(requirements) = &self.api().security {
            let at = Pointer::root().child("security");
            self.default_security = self.alternatives(requirements, &at);
        }
    }

    /// Where a scheme has its credential; `None` for one that no client sends, which the loader has noted.
    fn scheme_place(&mut self, scheme: &SecurityScheme, at: &Pointer) -> Option<SchemePlace> {
        match scheme {
            SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("bearer") => {
                Some(SchemePlace::Bearer)
            }
            SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
                Some(SchemePlace::Basic)
            }
            SecurityScheme::HTTP { .. } => None,
            SecurityScheme::OAuth2 { .. } | SecurityScheme::OpenIDConnect { .. } => {
                Some(SchemePlace::Bearer)
            }
            SecurityScheme::APIKey { location, name, .. } => {
                self.key_place(location, name, &at.child("name"))
            }
        }
    }

    fn key_place(
        &mut self,
        location: &APIKeyLocation,
        name: &str,
        at: &Pointer,
    ) -> Option<SchemePlace> {
        let is_framing = FRAMING.contains(&name.to_lowercase().as_str());
        let (place, fits) = match location {
            APIKeyLocation::Query => (SchemePlace::Query(name.to_owned()), !name.is_empty()),
            APIKeyLocation::Cookie => (SchemePlace::Cookie(name.to_owned()), is_token(name)),
            APIKeyLocation::Header => (
                SchemePlace::Header(name.to_owned()),
                is_token(name) && !is_framing,
            ),
        };
        if !fits {
            self.refuse(
                at,
                Code::KeyName,
                format!("no request can hold a key under the name {}", excerpt(name)),
                "write the name that the server reads: in a header or a cookie, letters, digits and `-`",
            );
        }
        fits.then_some(place)
    }

    /// What an operation asks for: its own `security`, or that of the document.
    pub(super) fn security_of(&mut self, operation: &Documented, at: &Pointer) -> Security {
        let alternatives = match &operation.security {
            Some(own) => self.alternatives(own, &at.child("security")),
            None => self.default_security.clone(),
        };
        Security {
            alternatives,
            is_token: false,
        }
    }

    /// The alternatives that a client can meet; one that asks for nothing comes last, so that a credential that is
    /// there is used.
    fn alternatives(
        &mut self,
        requirements: &[SecurityRequirement],
        at: &Pointer,
    ) -> Vec<Vec<Demand>> {
        let mut alternatives: Vec<Vec<Demand>> = Vec::new();
        for (index, requirement) in requirements.iter().enumerate() {
            let demands = requirement.iter().map(|(wire, scopes)| {
                let scheme = self
                    .schemes
                    .iter()
                    .find(|scheme| scheme.name.wire == *wire)?;
                let demand = Demand {
                    scheme: scheme.name.clone(),
                    scopes: scopes.clone(),
                };
                Some((scheme.place.clone(), demand))
            });
            let Some(demands) = demands.collect::<Option<Vec<_>>>() else {
                continue;
            };
            let at = at.item(index);
            let demands = self.share_token(demands, &at);
            let (places, demands): (Vec<_>, Vec<_>) = demands.into_iter().unzip();
            self.refuse_shared_places(&places, &at);
            alternatives.push(demands);
        }
        let is_lost = |requirement: &SecurityRequirement| {
            let mut names = requirement.keys();
            names.any(|name| self.is_unsent(name))
        };
        if !requirements.is_empty() && requirements.iter().all(is_lost) {
            self.refuse(
                at,
                Code::SecurityNotSent,
                "every alternative has a security scheme that the client cannot send",
                "add an alternative of a bearer token, HTTP basic or a key",
            );
        }
        alternatives.sort_by_key(Vec::is_empty);
        alternatives
    }

    /// Whether a scheme is one that no client sends, and not one that has another problem.
    fn is_unsent(&self, name: &str) -> bool {
        let at = Pointer::root().child("components").child("securitySchemes");
        let components = self.api().components.as_ref();
        let scheme = components.and_then(|all| all.security_schemes.get(name));
        let resolved = scheme.map(|scheme| {
            self.document
                .resolve_security_scheme(scheme, &at.child(name))
        });
        let Some(Ok(resolved)) = resolved else {
            return false;
        };
        matches!(resolved.item, SecurityScheme::HTTP { .. })
            && !self.schemes.iter().any(|known| known.name.wire == name)
    }

    /// Several schemes of a bearer token are met by one, since a request has room for one: by the first by the alphabet.
    fn share_token(
        &mut self,
        demands: Vec<(SchemePlace, Demand)>,
        at: &Pointer,
    ) -> Vec<(SchemePlace, Demand)> {
        let is_token = |(place, _): &(SchemePlace, Demand)| *place == SchemePlace::Bearer;
        if demands.iter().filter(|demand| is_token(demand)).count() < 2 {
            return demands;
        }
        let (mut tokens, mut demands): (Vec<_>, Vec<_>) = demands.into_iter().partition(is_token);
        tokens.sort_by(|(_, a), (_, b)| a.scheme.wire.cmp(&b.scheme.wire));
        let (place, mut token) = tokens.remove(0);
        for (_, other) in tokens {
            let message = format!(
                "the token of {} is taken to be that of {} too: a request has room for one",
                excerpt(&token.scheme.wire),
                excerpt(&other.scheme.wire)
            );
            self.note(at, Code::SharedToken, message);
            token.scopes.extend(other.scopes);
        }
        let mut seen = BTreeSet::new();
        token.scopes.retain(|scope| seen.insert(scope.clone()));
        demands.insert(0, (place, token));
        demands
    }

    /// Two credentials of one request in one place would be one too many.
    fn refuse_shared_places(&mut self, places: &[SchemePlace], at: &Pointer) {
        let slots: Vec<_> = places.iter().map(slot).collect();
        let repeated = slots.iter().enumerate();
        let shared = repeated
            .filter(|(index, slot)| slots[..*index].contains(slot))
            .map(|(_, (kind, name))| {
                format!("two of these schemes send the {kind} {}", excerpt(name))
            })
            .next();
        if let Some(message) = shared {
            let hint = "write them as alternatives, one item of the list each";
            self.refuse(at, Code::SecuritySamePlace, message, hint);
        }
    }
}

/// Marks what one API token does for: every operation is open, or takes a token by the same schemes.
///
/// Gives back the schemes that the client needs to know by name: none where a token without a name does.
pub(super) fn simplify<'a>(
    schemes: Vec<Scheme>,
    operations: impl Iterator<Item = &'a mut Security>,
) -> Vec<Scheme> {
    let mut asking: Vec<&mut Security> = operations
        .filter(|security| !security.alternatives.is_empty())
        .collect();
    let Some(first) = asking.first().map(|security| names(security)) else {
        return Vec::new();
    };
    let is_bearer = |name: &str| {
        let mut bearers = schemes.iter();
        bearers.any(|scheme| scheme.name.wire == name && scheme.place == SchemePlace::Bearer)
    };
    let is_token = |alternative: &Vec<String>| match alternative.as_slice() {
        [only] => is_bearer(only),
        _ => false,
    };
    let one_token =
        first.iter().all(is_token) && asking.iter().all(|security| names(security) == first);
    if !one_token {
        return schemes;
    }
    for security in &mut asking {
        security.is_token = true;
    }
    Vec::new()
}

/// The schemes of each alternative, in an order that does not depend on the text.
fn names(security: &Security) -> Vec<Vec<String>> {
    let alternatives = security.alternatives.iter().map(|alternative| {
        let names = alternative.iter().map(|demand| demand.scheme.wire.clone());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    });
    let mut alternatives: Vec<_> = alternatives.collect();
    alternatives.sort();
    alternatives
}

/// What a credential takes up in a request: the kind of place, and its name.
fn slot(place: &SchemePlace) -> (&'static str, String) {
    match place {
        SchemePlace::Bearer | SchemePlace::Basic => ("header", "authorization".to_owned()),
        SchemePlace::Header(name) => ("header", name.to_lowercase()),
        SchemePlace::Query(name) => ("query parameter", name.clone()),
        SchemePlace::Cookie(name) => ("cookie", name.clone()),
    }
}

/// Whether a name is a token of RFC 9110, as the names of headers and cookies are.
fn is_token(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !name.is_empty() && name.chars().all(fits)
}

fn description(scheme: &SecurityScheme) -> Option<&String> {
    match scheme {
        SecurityScheme::APIKey { description, .. }
        | SecurityScheme::HTTP { description, .. }
        | SecurityScheme::OAuth2 { description, .. }
        | SecurityScheme::OpenIDConnect { description, .. } => description.as_ref(),
    }
}
