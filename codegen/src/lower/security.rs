//! Security: a token that every request carries.

use openapiv3::{SecurityRequirement, SecurityScheme};

use super::Lowering;
use crate::document::Pointer;

impl Lowering<'_> {
    /// Accepts what a bearer token satisfies, for the whole document and for each operation.
    pub(super) fn security(&mut self) {
        let at = Pointer::root().child("security");
        if let Some(requirements) = &self.api().security {
            self.requirements(requirements, &at);
        }
        for (path, method, operation) in self.api().operations() {
            let at = Pointer::root()
                .child("paths")
                .child(path)
                .child(method)
                .child("security");
            if let Some(requirements) = &operation.security {
                self.requirements(requirements, &at);
            }
        }
    }

    fn requirements(&mut self, requirements: &[SecurityRequirement], at: &Pointer) {
        let is_token = |requirement: &SecurityRequirement| {
            requirement.len() == 1 && self.is_token(requirement)
        };
        if !requirements.iter().any(is_token) {
            self.unsupported("an operation that takes no bearer token", at);
        }
    }

    /// Whether every scheme of a requirement is a token in the header `Authorization`.
    fn is_token(&self, requirement: &SecurityRequirement) -> bool {
        let schemes = self
            .api()
            .components
            .as_ref()
            .map(|components| &components.security_schemes);
        requirement.keys().all(|name| {
            let at = Pointer::root()
                .child("components")
                .child("securitySchemes")
                .child(name);
            let scheme = schemes.and_then(|schemes| schemes.get(name));
            let resolved =
                scheme.and_then(|scheme| self.document.resolve_security_scheme(scheme, &at).ok());
            resolved.is_some_and(|resolved| match resolved.item {
                SecurityScheme::HTTP { scheme, .. } => scheme.eq_ignore_ascii_case("bearer"),
                SecurityScheme::OAuth2 { .. } | SecurityScheme::OpenIDConnect { .. } => true,
                SecurityScheme::APIKey { .. } => false,
            })
        })
    }
}
