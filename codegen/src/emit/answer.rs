//! Answers: what an operation's success is read into, and the enum of one whose statuses answer different things.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::docs::{blank_line, code, comment_of, one_line};
use super::types::{ident, ty};
use crate::ir::{Case, Media, Operation, Output, Status};

/// The type of a success.
pub(super) fn output(of: &Output) -> TokenStream {
    match of {
        Output::Json(of) => ty(of),
        Output::None => quote!(()),
        Output::Text => quote!(String),
        Output::Bytes => quote!(Bytes),
        Output::Several { name, .. } => {
            let name = ident(name);
            quote!(#name)
        }
    }
}

/// The statuses that the document lists.
pub(super) fn statuses(operation: &Operation) -> TokenStream {
    let all = operation.responses.iter().map(|response| response.status);
    let mut codes = Vec::new();
    let mut ranges = Vec::new();
    let mut any = None;
    for status in all {
        match status {
            Status::Code(code) => codes.push(Literal::u16_unsuffixed(code)),
            Status::Range(hundreds) => ranges.push(Literal::u16_unsuffixed(hundreds)),
            Status::Default => any = Some(quote!(.any_status())),
        }
    }
    let codes = (!codes.is_empty()).then(|| quote!(.statuses(&[#(#codes),*])));
    let ranges = (!ranges.is_empty()).then(|| quote!(.ranges(&[#(#ranges),*])));
    quote!(#codes #ranges #any)
}

/// `.answers(Media::Text("text/plain"))`, or nothing for plain JSON.
pub(super) fn media(method: &str, of: &Media) -> Option<TokenStream> {
    let media = match of {
        Media::Json(name) if name == "application/json" => return None,
        Media::Json(name) => quote!(Media::Json(#name)),
        Media::Form => quote!(Media::Form),
        Media::Multipart => quote!(Media::Multipart),
        Media::Text(name) => quote!(Media::Text(#name)),
        Media::Bytes(name) => quote!(Media::Bytes(#name)),
    };
    let method = format_ident!("{method}");
    Some(quote!(.#method(#media)))
}

/// The enum of an operation whose statuses answer different things.
pub(super) fn enumeration(operation: &Operation, path: &str) -> Option<TokenStream> {
    let Output::Several { name, cases } = &operation.output else {
        return None;
    };
    let blank = blank_line();
    let line = comment_of(&[format!("What [`{path}`] answers, by the status.")]);
    let name = ident(name);
    let variants = cases.iter().map(variant);
    let arms = cases.iter().map(arm);
    let shown = cases.iter().map(shown);
    let all_are_codes = cases
        .iter()
        .all(|case| matches!(case.status, Status::Code(_)));
    let otherwise = all_are_codes.then(|| quote!(_ => from.unrecognized(Self::Unrecognized),));
    Some(quote! {
        #blank
        #line
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A status of success that the document does not list, and the body as it came.
            Unrecognized(u16, Bytes),
        }

        #blank
        impl FromAnswer for #name {
            fn receive(from: &ReceivedBody<'_>) -> Result<Decoded<Self>, DecodeError> {
                match from.status() {
                    #(#arms)*
                    #otherwise
                }
            }
        }

        #blank
        impl fmt::Debug for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    #(#shown)*
                    Self::Unrecognized(_, body) => ReceivedBody::show_bytes(f, "Unrecognized", body),
                }
            }
        }
    })
}

fn variant(case: &Case) -> TokenStream {
    let status = match case.status {
        Status::Code(status) => status.to_string(),
        Status::Range(hundreds) => format!("{hundreds}XX"),
        Status::Default => "default".to_owned(),
    };
    let line = format!("{}: {}", code(&status), one_line(&case.description));
    let docs = comment_of(&[line]);
    let name = ident(&case.variant);
    match &case.output {
        Output::None => quote!(#docs #name,),
        output => {
            let held = self::output(output);
            quote!(#docs #name(#held),)
        }
    }
}

fn arm(case: &Case) -> TokenStream {
    let name = ident(&case.variant);
    let pattern = match case.status {
        Status::Code(status) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(#status)
        }
        // A range comes after the statuses, and a success is of it.
        Status::Range(_) | Status::Default => quote!(_),
    };
    let read = match &case.output {
        Output::Json(_) => quote!(json),
        Output::Text => quote!(text),
        Output::Bytes => quote!(bytes),
        Output::None | Output::Several { .. } => quote!(none),
    };
    quote!(#pattern => from.#read(Self::#name),)
}

fn shown(case: &Case) -> TokenStream {
    let (name, text) = (ident(&case.variant), &case.variant);
    match &case.output {
        Output::None => quote!(Self::#name => f.write_str(#text),),
        Output::Bytes => quote!(Self::#name(body) => ReceivedBody::show_bytes(f, #text, body),),
        _ => quote!(Self::#name(value) => ReceivedBody::show(f, #text, value),),
    }
}
