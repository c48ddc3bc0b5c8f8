//! Enums of texts. Every one is open: the API adds values without notice.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::docs::{blank_line, code, comment_of, docs_of_model};
use super::newtype::{serde, type_alias};
use super::types::{ident, number};
use crate::ir::{IntegerEnum, Model, Name, OpenEnum};

/// More values than this make a long enum, whose texts are looked up in the list and not spelled out once more: what such
/// enums spell out is much of what a client costs to compile.
const MATCHED: usize = 40;

/// An open enum with its conversions.
pub(super) fn enumeration(model: &Model, of: &OpenEnum) -> TokenStream {
    let blank = blank_line();
    let docs = docs_of_model(model);
    let name = ident(&model.name.rust);
    let variants = of.values.iter().map(variant);
    let known = known(of);
    let as_str = as_str(of);
    let from = from(model, of);
    quote! {
        #blank
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that the document does not list, kept as it came.
            Unrecognized(Unrecognized),
        }

        #blank
        impl #name {
            #known
            #blank
            #as_str
        }

        #from

        #blank
        impl_open_enum!(#name);
    }
}

fn variant(value: &Name) -> TokenStream {
    let docs = comment_of(&[code(&value.wire)]);
    let variant = ident(&value.rust);
    quote!(#docs #variant,)
}

fn known(of: &OpenEnum) -> TokenStream {
    let variants = of.values.iter().map(|value| ident(&value.rust));
    quote! {
        /// Every listed value, in the order of the document.
        pub const KNOWN: &'static [Self] = &[#(Self::#variants),*];
    }
}

fn as_str(of: &OpenEnum) -> TokenStream {
    let arms = of.values.iter().map(|value| {
        let (wire, variant) = (&value.wire, ident(&value.rust));
        quote!(Self::#variant => #wire,)
    });
    quote! {
        /// The value as it stands on the wire.
        #[must_use]
        pub fn as_str(&self) -> &str {
            match self {
                #(#arms)*
                Self::Unrecognized(value) => value.as_str(),
            }
        }
    }
}

fn from(model: &Model, of: &OpenEnum) -> TokenStream {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    if of.values.len() > MATCHED {
        return quote! {
            #blank
            impl From<&str> for #name {
                fn from(value: &str) -> Self {
                    Unrecognized::listed_or(Self::KNOWN, Self::as_str, value)
                        .unwrap_or_else(Self::Unrecognized)
                }
            }
        };
    }
    let arms = of.values.iter().map(|value| {
        let (wire, variant) = (&value.wire, ident(&value.rust));
        quote!(#wire => Self::#variant,)
    });
    quote! {
        #blank
        impl From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#arms)*
                    other => Self::Unrecognized(Unrecognized::new(other)),
                }
            }
        }
    }
}

/// An enum that another place lists as well.
pub(super) fn another_name(model: &Model, of: &str) -> TokenStream {
    let same = "as long as the document lists the same values for both";
    let same = format!("The same type as [`{of}`], {same}.");
    type_alias(model, &[same], &ident(of).into_token_stream())
}

/// An open enum of whole numbers.
pub(super) fn integers(model: &Model, of: &IntegerEnum) -> TokenStream {
    let blank = blank_line();
    let docs = docs_of_model(model);
    let name = ident(&model.name.rust);
    let variants = of.values.iter().map(|(value, variant)| {
        let docs = comment_of(&[code(&value.to_string())]);
        let variant = ident(variant);
        quote!(#docs #variant,)
    });
    let conversions = integer_conversions(model, of);
    let place = integer_place(model);
    let serde = serde(model);
    quote! {
        #blank
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that the document does not list.
            Unrecognized(i64),
        }

        #conversions
        #place
        #serde
    }
}

fn integer_conversions(model: &Model, of: &IntegerEnum) -> TokenStream {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    let variants: Vec<_> = of
        .values
        .iter()
        .map(|(_, variant)| ident(variant))
        .collect();
    let values: Vec<_> = of.values.iter().map(|(value, _)| number(*value)).collect();
    quote! {
        #blank
        impl #name {
            /// Every listed value, in the order of the document.
            pub const KNOWN: &'static [Self] = &[#(Self::#variants),*];

            #blank
            /// The value as it stands on the wire.
            #[must_use]
            pub fn get(self) -> i64 {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unrecognized(value) => value,
                }
            }
        }

        #blank
        impl From<i64> for #name {
            fn from(value: i64) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    other => Self::Unrecognized(other),
                }
            }
        }

        #blank
        impl FromStr for #name {
            type Err = ParseIntError;

            #blank
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(i64::into)
            }
        }

        #blank
        impl fmt::Display for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.get().fmt(f)
            }
        }
    }
}

fn integer_place(model: &Model) -> TokenStream {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    quote! {
        #blank
        impl OpenInteger for #name {
            fn is_recognized(&self) -> bool {
                !matches!(self, Self::Unrecognized(_))
            }
        }

        #blank
        impl Place for #name {
            fn blank() -> Self {
                Self::Unrecognized(0)
            }

            #blank
            fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
                from.open_integer(self)
            }

            #blank
            fn encode(&self) -> Encoded {
                self.get().encode()
            }

            #blank
            fn show(&self, f: &mut fmt::Formatter<'_>, _texts: Texts) -> fmt::Result {
                fmt::Debug::fmt(self, f)
            }
        }
    }
}
