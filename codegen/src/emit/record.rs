//! Records: a struct of the document's properties, and the match from JSON key to field.

use proc_macro2::TokenStream;
use quote::quote;

use super::body::builder;
use super::docs::{blank_line, docs_of_model};
use super::facts::docs_of_field;
use super::newtype::payload;
use super::types::{field_type, holds_nothing_by_itself, ident, text, ty};
use crate::ir::{Field, Model, Page, Presence, Struct};

/// A record with its decoding.
pub(super) fn record(model: &Model, of: &Struct) -> TokenStream {
    let blank = blank_line();
    let docs = docs_of_model(model);
    let name = ident(&model.name.rust);
    let fields = of.fields.iter().map(field);
    let rest = of.rest.as_ref().map(|rest| {
        let (name, value) = (ident(&rest.rust), ty(&rest.value));
        quote! {
            /// Every key beside the fields, with its value.
            pub #name: BTreeMap<String, #value>,
        }
    });
    let body = of.body.as_ref().map(|body| builder(model, of, body));
    let decoding = decoding(model, of);
    let page = of.page.as_ref().map(|page| self::page(model, page));
    let payload = payload(model);
    quote! {
        #blank
        #docs
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #rest
        }

        #body
        #decoding
        #page
        #payload
    }
}

fn field(field: &Field) -> TokenStream {
    let docs = docs_of_field(field);
    let name = ident(&field.name.rust);
    let ty = field_type(field);
    quote!(#docs pub #name: #ty,)
}

fn decoding(model: &Model, of: &Struct) -> TokenStream {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    let shape = shape(model, of);
    let rust: Vec<_> = of
        .fields
        .iter()
        .map(|field| ident(&field.name.rust))
        .collect();
    let wire: Vec<_> = of.fields.iter().map(|field| &field.name.wire).collect();
    let place = place(of);
    let beyond: Vec<_> = of.rest.iter().map(|rest| ident(&rest.rust)).collect();
    let takes_rest = of.rest.as_ref().map(|rest| {
        let name = ident(&rest.rust);
        quote! {
            #blank
            fn rest(&mut self) -> Option<&mut dyn Rest> {
                Some(&mut self.#name)
            }
        }
    });
    let is_empty = of.fields.is_empty() && of.rest.is_none();
    let fields = if is_empty {
        ident("_fields")
    } else {
        ident("fields")
    };
    quote! {
        #blank
        impl Record for #name {
            #shape

            #blank
            fn blank() -> Self {
                Self { #(#rust: Place::blank(),)* #(#beyond: Place::blank(),)* }
            }

            #blank
            #place

            #blank
            fn fields<'a>(&'a self, #fields: &mut Fields<'a>) {
                #(fields.add(#wire, &self.#rust);)*
                #(fields.rest(&self.#beyond);)*
            }

            #takes_rest
        }
    }
}

/// The match from JSON key to field.
fn place(of: &Struct) -> TokenStream {
    if of.fields.is_empty() {
        return quote! {
            fn place(&mut self, _key: &str) -> Option<&mut dyn Place> {
                None
            }
        };
    }
    let rust = of.fields.iter().map(|field| ident(&field.name.rust));
    let keys = of.fields.iter().map(|field| {
        let wire = &field.name.wire;
        let aliases = &field.aliases;
        quote!(#wire #(| #aliases)*)
    });
    quote! {
        fn place(&mut self, key: &str) -> Option<&mut dyn Place> {
            let place: &mut dyn Place = match key {
                #(#keys => &mut self.#rust,)*
                _ => return None,
            };
            Some(place)
        }
    }
}

/// The record's name, and which keys the document promises.
fn shape(model: &Model, of: &Struct) -> TokenStream {
    let name = text(&model.name.rust);
    let required = keys_where(of, |field| {
        matches!(field.presence, Presence::Required | Presence::Nullable)
    });
    let not_null = keys_where(of, |field| match field.presence {
        Presence::Optional => true,
        Presence::Required => holds_nothing_by_itself(&field.ty),
        Presence::Nullable | Presence::OptionalNullable => false,
    });
    quote! {
        const SHAPE: RecordShape = RecordShape {
            name: #name,
            required: &[#(#required),*],
            not_null: &[#(#not_null),*],
        };
    }
}

fn keys_where(of: &Struct, holds: impl Fn(&Field) -> bool) -> Vec<&str> {
    of.fields
        .iter()
        .filter(|field| holds(field))
        .map(|field| field.name.wire.as_str())
        .collect()
}

fn page(model: &Model, of: &Page) -> TokenStream {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    let (items, total, id) = (ident(&of.items), ident(&of.total), ident(&of.id));
    let item = ty(&of.item);
    quote! {
        #blank
        impl Page for #name {
            type Item = #item;

            #blank
            fn items(&self) -> &[Self::Item] {
                &self.#items
            }

            #blank
            fn into_items(self) -> Vec<Self::Item> {
                self.#items
            }

            #blank
            fn total(&self) -> Option<i64> {
                self.#total
            }

            #blank
            fn id(item: &Self::Item) -> &dyn fmt::Display {
                &item.#id
            }
        }
    }
}
