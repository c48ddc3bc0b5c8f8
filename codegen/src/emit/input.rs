//! Inputs of an operation: what a caller gives, and the one call that takes it to its place.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::{blank_line, code, docs};
use super::facts::{deprecated, facts};
use super::types::{argument_type, ident};
use crate::ir::{Input, InputPlace, Style, StyleKind, TypeRef};

/// A value that fills its place in the path as it is.
pub(super) fn is_segment(input: &Input) -> bool {
    input.place == InputPlace::Path && input.style == Style::Plain
}

/// An argument of the operation's method.
pub(super) fn argument(input: &Input) -> TokenStream {
    let name = ident(&input.name.rust);
    let ty = match &input.ty {
        TypeRef::String if is_segment(input) => quote!(impl AsRef<str>),
        _ => value_type(input),
    };
    quote!(#name: #ty)
}

/// An argument as a segment of the path.
pub(super) fn segment(input: &Input) -> TokenStream {
    let name = ident(&input.name.rust);
    match input.ty {
        TypeRef::String => quote!(&#name.as_ref()),
        _ => quote!(&#name),
    }
}

/// The call of the hand-written half that takes an input: `set("limit", limit)`.
pub(super) fn send(input: &Input) -> TokenStream {
    let (wire, name) = (&input.name.wire, ident(&input.name.rust));
    match input.place {
        InputPlace::Body => return send_body(input),
        InputPlace::TextBody => return quote!(body_text(#name)),
        InputPlace::BytesBody => return quote!(body_bytes(#name)),
        InputPlace::File => return quote!(file(#wire, #name)),
        InputPlace::Files => return quote!(files(#wire, #name)),
        InputPlace::Null => return quote!(field_null(#wire)),
        _ => {}
    }
    let style = style(input).map(|style| quote!(, #style));
    let stem = match input.place {
        _ if style.is_some() => "styled",
        InputPlace::SoleProperty if matches!(input.ty, TypeRef::List(_)) => "sole_field",
        InputPlace::Property | InputPlace::SoleProperty => "field",
        _ => "set",
    };
    match &input.ty {
        TypeRef::String => {
            let method = format_ident!("{stem}_text");
            quote!(#method(#wire #style, #name))
        }
        TypeRef::List(item) => {
            let method = format_ident!("{stem}_all");
            match item.as_ref() {
                TypeRef::String => {
                    quote!(#method(#wire #style, #name.into_iter().map(Into::<String>::into)))
                }
                _ => quote!(#method(#wire #style, #name)),
            }
        }
        _ => {
            let method = format_ident!("{stem}");
            quote!(#method(#wire #style, #name))
        }
    }
}

/// The call that takes the whole JSON body.
fn send_body(input: &Input) -> TokenStream {
    let name = ident(&input.name.rust);
    match &input.ty {
        TypeRef::String => quote!(body_text(#name)),
        TypeRef::List(item) if **item == TypeRef::String => {
            quote!(body_all(#name.into_iter().map(Into::<String>::into)))
        }
        TypeRef::List(_) => quote!(body_all(#name)),
        _ => quote!(body(#name)),
    }
}

/// The type of an argument, but for those of the path.
fn value_type(input: &Input) -> TokenStream {
    match input.place {
        InputPlace::TextBody => quote!(impl Into<String>),
        InputPlace::BytesBody => quote!(impl Into<Bytes>),
        InputPlace::File => quote!(impl Into<FilePart>),
        InputPlace::Files => quote!(impl IntoIterator<Item = FilePart>),
        _ => argument_type(&input.ty),
    }
}

/// How an input is written, where that is not plain: `ParameterStyle::label().exploded()`.
fn style(input: &Input) -> Option<TokenStream> {
    style_in(input.place, input.style)
}

/// A style as it is written in one place.
pub(super) fn style_in(place: InputPlace, style: Style) -> Option<TokenStream> {
    let by_place = |kind| match (place, kind) {
        (InputPlace::Header, _) => "header",
        (InputPlace::Cookie, _) => "cookie",
        (InputPlace::Path, StyleKind::Label) => "label",
        (InputPlace::Path, StyleKind::Matrix) => "matrix",
        (InputPlace::Path, _) => "simple",
        (_, StyleKind::SpaceDelimited) => "space_delimited",
        (_, StyleKind::PipeDelimited) => "pipe_delimited",
        (_, StyleKind::DeepObject) => "deep_object",
        _ => "form",
    };
    let (form, more) = match style {
        Style::Plain => return None,
        Style::Json => (by_place(StyleKind::Form), vec!["json"]),
        Style::Styled {
            kind,
            explode,
            reserved,
        } => {
            let more = [(explode, "exploded"), (reserved, "reserved")];
            let more = more.into_iter().filter(|(is_so, _)| *is_so);
            (by_place(kind), more.map(|(_, name)| name).collect())
        }
    };
    let form = format_ident!("{form}");
    let more = more.into_iter().map(|name| format_ident!("{name}"));
    Some(quote!(ParameterStyle::#form()#(.#more())*))
}

/// A setter for an optional input.
pub(super) fn setter(input: &Input) -> TokenStream {
    let blank = blank_line();
    let mut added = facts(&input.facts);
    let place = match input.place {
        InputPlace::Path | InputPlace::Query => "Query parameter",
        InputPlace::Header => "Header",
        InputPlace::Cookie => "Cookie",
        InputPlace::Null => "Sets to null the property of the body:",
        InputPlace::Body | InputPlace::TextBody | InputPlace::BytesBody => "The whole body:",
        _ => "Property of the body:",
    };
    added.insert(0, format!("{place} {}.", code(&input.name.wire)));
    let docs = docs(&input.docs, &[added.join(" ")]);
    let name = ident(&input.name.rust);
    let argument = (input.place != InputPlace::Null).then(|| {
        let ty = value_type(input);
        quote!(, #name: #ty)
    });
    let send = send(input);
    let deprecated = deprecated(&input.docs);
    quote! {
        #blank
        #docs
        #deprecated
        pub fn #name(self #argument) -> Self {
            self.#send
        }
    }
}
