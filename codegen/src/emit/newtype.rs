//! Named scalars: an identifier is a type of its own, so that none is taken for another.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{blank_line, docs_of_model, docs_of_model_and};
use super::types::{ident, ty};
use crate::ir::{Integer, Model, TypeRef};

/// A named scalar with its conversions.
pub(super) fn newtype(model: &Model, inner: &TypeRef) -> TokenStream {
    let blank = blank_line();
    let docs = docs_of_model(model);
    let name = ident(&model.name.rust);
    let ty = ty(inner);
    let derives = derives(inner);
    let value = value(inner);
    let conversions = conversions(model, inner);
    let place = place(model, inner);
    let serde = serde(model);
    quote! {
        #blank
        #docs
        #derives
        pub struct #name(#ty);

        #blank
        impl #name {
            #value
        }

        #conversions
        #place
        #serde
    }
}

/// What a value can do by itself: numbers are shown and copied, texts are redacted.
fn derives(inner: &TypeRef) -> TokenStream {
    match inner {
        TypeRef::Integer(_) => {
            quote!(#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)])
        }
        TypeRef::String => quote!(#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]),
        TypeRef::Date | TypeRef::Timestamp => {
            quote!(#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)])
        }
        TypeRef::Boolean => quote!(#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]),
        TypeRef::Number => quote!(#[derive(Clone, Copy, Debug, PartialEq)]),
        _ => quote!(#[derive(Clone, PartialEq)]),
    }
}

fn value(inner: &TypeRef) -> TokenStream {
    if *inner == TypeRef::String {
        return quote! {
            /// The text on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        };
    }
    let ty = ty(inner);
    match inner {
        TypeRef::Any
        | TypeRef::List(_)
        | TypeRef::Map(_)
        | TypeRef::Named { .. }
        | TypeRef::Boxed(_) => quote! {
            /// The value on the wire.
            #[must_use]
            pub fn get(&self) -> &#ty {
                &self.0
            }
        },
        _ => quote! {
            /// The value on the wire.
            #[must_use]
            pub fn get(self) -> #ty {
                self.0
            }
        },
    }
}

/// From and into what it holds, from and into text.
fn conversions(model: &Model, inner: &TypeRef) -> TokenStream {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    let ty = ty(inner);
    let from_str = (*inner == TypeRef::String).then(|| from_str_slice(model));
    let parse = parse(model, inner);
    let show = show(model, inner);
    quote! {
        #blank
        impl From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self(value)
            }
        }
        #from_str
        #blank
        impl From<#name> for #ty {
            fn from(value: #name) -> Self {
                value.0
            }
        }
        #parse
        #show
    }
}

fn from_str_slice(model: &Model) -> TokenStream {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    quote! {
        #blank
        impl From<&str> for #name {
            fn from(value: &str) -> Self {
                Self(value.to_owned())
            }
        }
    }
}

/// `FromStr`, for what reads itself from text.
fn parse(model: &Model, inner: &TypeRef) -> Option<TokenStream> {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    let (error, value) = match inner {
        TypeRef::Integer(_) => (quote!(ParseIntError), quote!(text.parse().map(Self))),
        TypeRef::String => (quote!(Infallible), quote!(Ok(Self::from(text)))),
        _ => return None,
    };
    Some(quote! {
        #blank
        impl FromStr for #name {
            type Err = #error;

            #blank
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                #value
            }
        }
    })
}

/// `Display`, for what prints itself as it stands on the wire, and `Debug` where it is not derived.
fn show(model: &Model, inner: &TypeRef) -> TokenStream {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    let has_display = !matches!(
        inner,
        TypeRef::Any
            | TypeRef::List(_)
            | TypeRef::Map(_)
            | TypeRef::Named { .. }
            | TypeRef::Boxed(_)
    );
    let display = has_display.then(|| {
        quote! {
            #blank
            impl fmt::Display for #name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    self.0.fmt(f)
                }
            }
        }
    });
    let debug = (!is_shown(inner)).then(|| {
        quote! {
            #blank
            impl fmt::Debug for #name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    self.show(f, Texts::Redacted)
                }
            }
        }
    });
    quote!(#display #debug)
}

/// Whether `Debug` prints the value: numbers and booleans, never a text or a date.
fn is_shown(inner: &TypeRef) -> bool {
    matches!(
        inner,
        TypeRef::Integer(Integer::I32 | Integer::I64 | Integer::U32 | Integer::U64)
            | TypeRef::Boolean
            | TypeRef::Number
    )
}

fn place(model: &Model, inner: &TypeRef) -> TokenStream {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    let show = if is_shown(inner) {
        quote! {
            fn show(&self, f: &mut fmt::Formatter<'_>, _texts: Texts) -> fmt::Result {
                fmt::Debug::fmt(self, f)
            }
        }
    } else {
        quote! {
            fn show(&self, f: &mut fmt::Formatter<'_>, texts: Texts) -> fmt::Result {
                self.0.show(f, texts)
            }
        }
    };
    quote! {
        #blank
        impl Place for #name {
            fn blank() -> Self {
                Self(Place::blank())
            }

            #blank
            fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
                self.0.read(from)
            }

            #blank
            fn encode(&self) -> Encoded {
                self.0.encode()
            }

            #blank
            #show
        }
    }
}

/// Both serde traits.
pub(super) fn serde(model: &Model) -> TokenStream {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    quote!(#blank impl_serde!(#name);)
}

/// Both serde traits, and `Debug` without any text.
pub(super) fn payload(model: &Model) -> TokenStream {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    quote!(#blank impl_payload!(#name);)
}

/// Another name of a type.
pub(super) fn alias(model: &Model, of: &TypeRef) -> TokenStream {
    type_alias(model, &[], &ty(of))
}

/// A name for a type, with what there is to say of it beyond the document.
pub(super) fn type_alias(model: &Model, added: &[String], of: &TokenStream) -> TokenStream {
    let blank = blank_line();
    let docs = docs_of_model_and(model, added);
    let name = ident(&model.name.rust);
    quote! {
        #blank
        #docs
        pub type #name = #of;
    }
}
