//! The facts of an operation that the road needs: one constant, built by calls that name what they set.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::input::style_in;
use super::types::{literal, number};
use super::{answer, security};
use crate::ir::{Check, InputPlace, Method, Operation, Pagination, Spread};

/// The facts of an operation as constant data.
pub(super) fn endpoint(operation: &Operation) -> TokenStream {
    let method = format_ident!("{}", verb(operation.method).0);
    let (id, path) = (&operation.name.wire, &operation.path.text);
    let permission = operation
        .permission
        .as_ref()
        .map(|permission| quote!(.permission(#permission)));
    let access = security::access(operation);
    let statuses = answer::statuses(operation);
    let takes = answer::media("takes", &operation.takes);
    let spreads = (!operation.spreads.is_empty()).then(|| {
        let spreads = operation.spreads.iter().map(spread);
        quote!(.spreads(&[#(#spreads),*]))
    });
    let answers = answer::media("answers", &operation.answers);
    let checks = (!operation.checks.is_empty()).then(|| {
        let checks = operation.checks.iter().map(check);
        quote!(.checks(&[#(#checks),*]))
    });
    let paging = operation.pagination.as_ref().map(paging);
    quote!(Endpoint::#method(#id, #path)#permission #access #statuses #takes #spreads #answers #checks #paging)
}

fn spread((name, spread): &(String, Spread)) -> TokenStream {
    let spread = match spread {
        Spread::Type(media) => quote!(Type(#media)),
        Spread::Style(style) => {
            let style = style_in(InputPlace::Query, *style);
            quote!(Style(#style))
        }
    };
    quote!((#name, Spread::#spread))
}

fn check(check: &Check) -> TokenStream {
    match check {
        Check::Range {
            name,
            minimum,
            maximum,
        } => match (minimum.map(number), maximum.map(number)) {
            (Some(least), Some(most)) => quote!(Check::between(#name, #least, #most)),
            (Some(least), None) => quote!(Check::at_least(#name, #least)),
            (None, Some(most)) => quote!(Check::at_most(#name, #most)),
            (None, None) => TokenStream::new(),
        },
        Check::Length {
            name,
            minimum,
            maximum,
        } => {
            let least = minimum.map(|least| length("min_length", name, least));
            let most = maximum.map(|most| length("max_length", name, most));
            let both: Vec<_> = least.into_iter().chain(most).collect();
            quote!(#(#both),*)
        }
        Check::InBody(name) => quote!(Check::in_body(#name)),
        Check::RequiredWhen(condition) => {
            let (property, when, values) =
                (&condition.property, &condition.when, &condition.values);
            quote!(Check::required_when(#property, #when, &[#(#values),*]))
        }
    }
}

fn length(method: &str, name: &str, limit: u64) -> TokenStream {
    let method = format_ident!("{method}");
    let limit = literal(&limit.to_string());
    quote!(Check::#method(#name, #limit))
}

fn paging(of: &Pagination) -> TokenStream {
    let (page, limit, items) = (&of.page, &of.limit, &of.items);
    let max_limit = of
        .max_limit
        .map(number)
        .map(|most| quote!(.max_limit(#most)));
    quote!(.paging(Paging::new(#page, #limit, #items)#max_limit))
}

/// The method's constructor of `Endpoint`, and its name in HTTP.
pub(super) fn verb(method: Method) -> (&'static str, &'static str) {
    match method {
        Method::Get => ("get", "GET"),
        Method::Put => ("put", "PUT"),
        Method::Post => ("post", "POST"),
        Method::Delete => ("delete", "DELETE"),
        Method::Options => ("options", "OPTIONS"),
        Method::Head => ("head", "HEAD"),
        Method::Patch => ("patch", "PATCH"),
        Method::Trace => ("trace", "TRACE"),
    }
}
