//! The security schemes, and what an operation says of them.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{blank_line, code, comment_of, docs, one_line};
use super::types::ident;
use super::{imports, inner};
use crate::ir::{Api, Demand, Operation, Scheme, SchemePlace, Security};

/// `security.rs`: one constant for each scheme.
pub(super) fn security(api: &Api) -> TokenStream {
    let header = inner(&comment_of(&[
        "The security schemes of the document, for which a client is given [`Credentials`](crate::Credentials)."
            .to_owned(),
    ]));
    let items: Vec<_> = api.schemes.iter().map(scheme).collect();
    let uses = imports::uses(&items, None, api);
    quote! {
        #header
        #uses
        #(#items)*
    }
}

fn scheme(scheme: &Scheme) -> TokenStream {
    let blank = blank_line();
    let (name, wire) = (ident(&scheme.name.rust), &scheme.name.wire);
    let (made, told) = match &scheme.place {
        SchemePlace::Bearer => (
            quote!(bearer(#wire)),
            "A token in the header `Authorization`: `Credentials::token`.".to_owned(),
        ),
        SchemePlace::Basic => (
            quote!(basic(#wire)),
            "User and password in the header `Authorization`: `Credentials::basic`.".to_owned(),
        ),
        SchemePlace::Header(header) => (
            quote!(header(#wire, #header)),
            format!("A key in the header {}: `Credentials::key`.", code(header)),
        ),
        SchemePlace::Query(parameter) => (
            quote!(query(#wire, #parameter)),
            format!(
                "A key in the query parameter {}: `Credentials::key`.",
                code(parameter)
            ),
        ),
        SchemePlace::Cookie(cookie) => (
            quote!(cookie(#wire, #cookie)),
            format!("A key in the cookie {}: `Credentials::key`.", code(cookie)),
        ),
    };
    let mut added = vec![told];
    added.extend(scheme.tokens.iter().map(|words| one_line(words)));
    let docs = docs(&scheme.docs, &added);
    quote! {
        #blank
        #docs
        pub const #name: SecurityScheme = SecurityScheme::#made;
    }
}

/// What an endpoint says of its schemes and its server; nothing where a token to the client's own does.
pub(super) fn access(operation: &Operation) -> TokenStream {
    let security = &operation.security;
    let security = match security.alternatives.as_slice() {
        _ if security.is_token => TokenStream::new(),
        [] => quote!(.public()),
        alternatives => {
            let alternatives = alternatives.iter().map(|alternative| {
                let schemes = alternative.iter().map(|demand| ident(&demand.scheme.rust));
                quote!(&[#(security::#schemes),*])
            });
            quote!(.security(&[#(#alternatives),*]))
        }
    };
    let server = operation.server.as_ref().map(|server| &server.url);
    let server = server.map(|url| quote!(.server(#url)));
    quote!(#security #server)
}

/// The same, for the reader of the docs.
pub(super) fn facts(operation: &Operation) -> Vec<String> {
    let mut paragraphs: Vec<String> = credential(&operation.security).into_iter().collect();
    if let Some(server) = &operation.server {
        let line = format!(
            "Sent to {}, whatever the address of the client; [`Call::base_url`] sends it elsewhere.",
            code(&server.url)
        );
        paragraphs.push(line);
        if !server.others.is_empty() {
            let others: Vec<_> = server.others.iter().map(|url| code(url)).collect();
            paragraphs.push(format!("The document also names {}.", others.join(", ")));
        }
    }
    paragraphs
}

fn credential(security: &Security) -> Option<String> {
    let has_scopes = security
        .alternatives
        .iter()
        .flatten()
        .any(|demand| !demand.scopes.is_empty());
    if security.alternatives.is_empty() {
        return Some("No credential is sent.".to_owned());
    }
    if security.is_token && !has_scopes {
        return None;
    }
    let alternatives: Vec<_> = security
        .alternatives
        .iter()
        .map(|all| alternative(all))
        .collect();
    Some(format!("Credential: {}.", alternatives.join(", or ")))
}

fn alternative(demands: &[Demand]) -> String {
    if demands.is_empty() {
        return "none at all".to_owned();
    }
    let demands: Vec<_> = demands.iter().map(demand).collect();
    demands.join(" and ")
}

fn demand(demand: &Demand) -> String {
    let name = code(&demand.scheme.wire);
    if demand.scopes.is_empty() {
        return name;
    }
    let scopes: Vec<_> = demand.scopes.iter().map(|scope| code(scope)).collect();
    format!("{name} with {}", scopes.join(", "))
}
