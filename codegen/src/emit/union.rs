//! One of several types: told apart by the JSON type or by the keys that are there.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{blank_line, docs, docs_of_model};
use super::facts::deprecated;
use super::newtype::payload;
use super::types::{ident, ty};
use crate::ir::{Branch, Choice, JsonType, Model, TypeRef, Union, Variant};

/// A union with its decoding.
pub(super) fn union(model: &Model, of: &Union) -> TokenStream {
    let blank = blank_line();
    let docs = docs_of_model(model);
    let name = ident(&model.name.rust);
    let variants = of.variants.iter().map(variant);
    let place = place(model, of);
    let payload = payload(model);
    quote! {
        #blank
        #docs
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value of none of these types, kept as it came.
            Unrecognized(Value),
        }

        #place
        #payload
    }
}

fn variant(variant: &Variant) -> TokenStream {
    let docs = docs(&variant.docs, &[]);
    let name = ident(&variant.name);
    let ty = ty(&variant.ty);
    let deprecated = deprecated(&variant.docs);
    quote!(#docs #deprecated #name(#ty),)
}

fn place(model: &Model, of: &Union) -> TokenStream {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    let value = match &of.choice {
        Choice::JsonType(types) => by_type(of, types),
        Choice::Branches(_) => by_branches(of),
    };
    let branches = match &of.choice {
        Choice::JsonType(_) => None,
        Choice::Branches(branches) => {
            let branches = branches.iter().map(branch);
            Some(quote!(const BRANCHES: &[Branch] = &[#(#branches),*];))
        }
    };
    // Free-form JSON is written as what is not recognized.
    let (free, typed): (Vec<&Variant>, Vec<_>) =
        (of.variants.iter()).partition(|variant| variant.ty == TypeRef::Any);
    let [free, typed] = [free, typed].map(|variants| {
        let names = variants.into_iter().map(|variant| ident(&variant.name));
        names.collect::<Vec<_>>()
    });
    quote! {
        #blank
        impl Place for #name {
            fn blank() -> Self {
                Self::Unrecognized(Value::Null)
            }

            #blank
            fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
                #branches
                let value = #value;
                Ok(from.keep(self, value))
            }

            #blank
            fn encode(&self) -> Encoded {
                match self {
                    #(Self::#typed(value) => value.encode(),)*
                    #(Self::#free(value) |)* Self::Unrecognized(value) => value.encode(),
                }
            }

            #blank
            fn show(&self, f: &mut fmt::Formatter<'_>, texts: Texts) -> fmt::Result {
                match self {
                    #(Self::#typed(value) => value.show(f, texts),)*
                    #(Self::#free(value) |)* Self::Unrecognized(value) => value.show(f, texts),
                }
            }
        }
    }
}

fn by_type(of: &Union, types: &[Vec<JsonType>]) -> TokenStream {
    let arms = of.variants.iter().zip(types).map(|(variant, types)| {
        let name = ident(&variant.name);
        let types = types.iter().copied().map(json_type);
        quote!(#(#types)|* => from.value()?.map(Self::#name),)
    });
    quote! {
        match from.json_type()? {
            #(#arms)*
            _ => from.unrecognized()?.map(Self::Unrecognized),
        }
    }
}

fn json_type(json: JsonType) -> TokenStream {
    match json {
        JsonType::Boolean => quote!(JsonType::Boolean),
        JsonType::Integer => quote!(JsonType::Integer),
        JsonType::Number => quote!(JsonType::Number),
        JsonType::String => quote!(JsonType::String),
        JsonType::Array => quote!(JsonType::Array),
        JsonType::Object => quote!(JsonType::Object),
    }
}

/// What is known of a branch, as the decoder takes it.
fn branch(of: &Branch) -> TokenStream {
    let (keys, values, required) = (&of.keys, &of.values, &of.required);
    let start = match of.types.as_slice() {
        [JsonType::Object] => quote!(Branch::object(&[#(#keys),*])),
        [JsonType::String] if !values.is_empty() => quote!(Branch::text(&[#(#values),*])),
        types => {
            let types = types.iter().copied().map(json_type);
            quote!(Branch::of(&[#(#types),*]))
        }
    };
    let tag = of
        .tag
        .as_ref()
        .map(|(key, values)| quote!(.tagged(#key, &[#(#values),*])));
    let required = (!required.is_empty()).then(|| quote!(.requiring(&[#(#required),*])));
    quote!(#start #tag #required)
}

fn by_branches(of: &Union) -> TokenStream {
    let arms = of.variants.iter().enumerate().map(|(at, variant)| {
        let name = ident(&variant.name);
        let at = proc_macro2::Literal::usize_unsuffixed(at);
        quote!(Some(#at) => from.value()?.map(Self::#name),)
    });
    quote! {
        match from.choose(BRANCHES)? {
            #(#arms)*
            _ => from.unrecognized()?.map(Self::Unrecognized),
        }
    }
}
