//! Records: a struct of the document's properties, and the match from JSON key to field.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::{blank_line, code, docs_of_model, docs_or};
use super::newtype::{redacted_debug, serde};
use super::types::{
    argument_type, argument_value, field_type, holds_nothing_by_itself, ident, is_option, text, ty,
};
use crate::ir::{Body, Constructor, Facts, Field, Model, Page, Presence, Struct, TypeRef};

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
    let debug = redacted_debug(model);
    let serde = serde(model);
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
        #debug
        #serde
    }
}

fn field(field: &Field) -> TokenStream {
    let docs = docs_of_field(field);
    let name = ident(&field.name.rust);
    let ty = field_type(field);
    quote!(#docs pub #name: #ty,)
}

fn docs_of_field(field: &Field) -> TokenStream {
    let said = facts(&telling(field));
    docs_or(
        &field.docs,
        &said,
        &format!("The property {}.", code(&field.name.wire)),
    )
}

/// The facts of a field, without the example of a type that needs none.
fn telling(field: &Field) -> Facts {
    let is_plain = matches!(
        field.ty,
        TypeRef::Boolean
            | TypeRef::Integer(_)
            | TypeRef::Number
            | TypeRef::Date
            | TypeRef::Timestamp
            | TypeRef::Map(_)
    );
    let mut facts = field.facts.clone();
    facts.example = facts.example.filter(|_| !is_plain);
    facts
}

/// Limits, default and example as one paragraph, or none.
pub(super) fn facts(of: &Facts) -> Vec<String> {
    let mut sentences = Vec::new();
    match (of.minimum, of.maximum) {
        (Some(least), Some(most)) => sentences.push(format!("From {least} to {most}.")),
        (Some(least), None) => sentences.push(format!("At least {least}.")),
        (None, Some(most)) => sentences.push(format!("At most {most}.")),
        (None, None) => {}
    }
    match (of.min_length, of.max_length) {
        (Some(least), Some(most)) => sentences.push(format!("From {least} to {most} characters.")),
        (Some(least), None) => sentences.push(format!("At least {least} characters.")),
        (None, Some(most)) => sentences.push(format!("At most {most} characters.")),
        (None, None) => {}
    }
    sentences.extend(
        of.more
            .iter()
            .map(|sentence| super::docs::one_line(sentence)),
    );
    if let Some(default) = &of.default {
        sentences.push(format!("The server assumes {}.", code(default)));
    }
    if let Some(example) = &of.example {
        sentences.push(format!("For example {}.", code(example)));
    }
    if sentences.is_empty() {
        Vec::new()
    } else {
        vec![sentences.join(" ")]
    }
}

fn decoding(model: &Model, of: &Struct) -> TokenStream {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    let constants = constants(model, of);
    let rust: Vec<_> = of
        .fields
        .iter()
        .map(|field| ident(&field.name.rust))
        .collect();
    let wire: Vec<_> = of.fields.iter().map(|field| &field.name.wire).collect();
    let keys = of.fields.iter().map(|field| {
        let wire = &field.name.wire;
        let aliases = &field.aliases;
        quote!(#wire #(| #aliases)*)
    });
    let place = if of.fields.is_empty() {
        quote! {
            fn place(&mut self, _key: &str) -> Option<&mut dyn Place> {
                None
            }
        }
    } else {
        quote! {
            fn place(&mut self, key: &str) -> Option<&mut dyn Place> {
                let place: &mut dyn Place = match key {
                    #(#keys => &mut self.#rust,)*
                    _ => return None,
                };
                Some(place)
            }
        }
    };
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
    quote! {
        #blank
        impl Record for #name {
            #constants

            #blank
            fn blank() -> Self {
                Self { #(#rust: Place::blank(),)* #(#beyond: Place::blank(),)* }
            }

            #blank
            #place

            #blank
            fn fields<'a>(&'a self, fields: &mut Fields<'a>) {
                #(fields.add(#wire, &self.#rust);)*
                #(fields.rest(&self.#beyond);)*
            }

            #takes_rest
        }
    }
}

/// The record's name, and which keys the document promises.
fn constants(model: &Model, of: &Struct) -> TokenStream {
    let name = text(&model.name.rust);
    let required = keys_where(of, |field| {
        matches!(field.presence, Presence::Required | Presence::Nullable)
    });
    let required = (!required.is_empty())
        .then(|| quote!(const REQUIRED: &'static [&'static str] = &[#(#required),*];));
    let not_null = keys_where(of, |field| match field.presence {
        Presence::Optional => true,
        Presence::Required => holds_nothing_by_itself(&field.ty),
        Presence::Nullable | Presence::OptionalNullable => false,
    });
    let not_null = (!not_null.is_empty())
        .then(|| quote!(const NOT_NULL: &'static [&'static str] = &[#(#not_null),*];));
    quote! {
        const NAME: &'static str = #name;
        #required
        #not_null
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

/// What callers build a body with: a constructor per condition, one for the rest, a setter per optional property.
fn builder(model: &Model, of: &Struct, body: &Body) -> TokenStream {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    let rest = constructor_of_required(of, body);
    let constructors = body
        .constructors
        .iter()
        .map(|constructor| self::constructor(model, of, constructor));
    let setters = of
        .fields
        .iter()
        .filter(|field| field.presence != Presence::Required && !field.read_only)
        .map(setter);
    let is_made_of_nothing = body.constructors.is_empty()
        && (of.fields.iter()).all(|field| field.presence != Presence::Required);
    let default = is_made_of_nothing.then(|| {
        quote! {
            #blank
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        #blank
        impl #name {
            #rest
            #(#blank #constructors)*
            #(#blank #setters)*
        }

        #default
    }
}

/// The constructor that takes the required properties: `to` where a condition depends on one, else `new`.
fn constructor_of_required(of: &Struct, body: &Body) -> TokenStream {
    let (required, optional): (Vec<&Field>, Vec<&Field>) = of
        .fields
        .iter()
        .partition(|field| field.presence == Presence::Required);
    let (name, line) = if body.constructors.is_empty() {
        (
            format_ident!("new"),
            " The body with what the document requires.",
        )
    } else {
        (
            format_ident!("to"),
            " Any value; what else it requires is checked before the request leaves.",
        )
    };
    let arguments: Vec<_> = required
        .iter()
        .map(|field| ident(&field.name.rust))
        .collect();
    let types = required.iter().map(|field| argument_type(&field.ty));
    let values = required.iter().zip(&arguments).map(|(field, argument)| {
        let value = argument_value(&field.ty, argument);
        if *argument == value.to_string() {
            quote!(#argument)
        } else {
            quote!(#argument: #value)
        }
    });
    let blanks = optional.iter().map(|field| ident(&field.name.rust));
    let blanks = blanks.chain(of.rest.iter().map(|rest| ident(&rest.rust)));
    // Each of them is required: there is no shorter way to say so.
    let many = (arguments.len() > 7).then(|| {
        quote!(#[expect(clippy::too_many_arguments, reason = "the document requires each of them")])
    });
    quote! {
        #[doc = #line]
        #many
        #[must_use]
        pub fn #name(#(#arguments: #types),*) -> Self {
            Self { #(#values,)* #(#blanks: Place::blank()),* }
        }
    }
}

fn constructor(model: &Model, of: &Struct, constructor: &Constructor) -> TokenStream {
    let name = ident(&constructor.name.rust);
    let (enumeration, variant) = (ident(&constructor.enumeration), ident(&constructor.variant));
    let required: Vec<&Field> = of
        .fields
        .iter()
        .filter(|field| constructor.requires.contains(&field.name.rust))
        .collect();
    let arguments: Vec<_> = required
        .iter()
        .map(|field| ident(&field.name.rust))
        .collect();
    let types = required.iter().map(|field| argument_type(&field.ty));
    let properties: Vec<_> = required
        .iter()
        .map(|field| code(&field.name.wire))
        .collect();
    let line = format!(
        " {}, which requires {}.",
        code(&constructor.name.wire),
        properties.join(" and ")
    );
    let examples = examples(model, constructor, &required);
    quote! {
        #[doc = #line]
        #examples
        #[must_use]
        pub fn #name(#(#arguments: #types),*) -> Self {
            Self::to(#enumeration::#variant)#(.#arguments(#arguments))*
        }
    }
}

/// The constructor at work, and that it cannot be called without what its value requires.
///
/// The second example is worth something only beside the first, which shows that nothing else is wrong with it.
fn examples(model: &Model, constructor: &Constructor, required: &[&Field]) -> TokenStream {
    let arguments: Option<Vec<_>> = required.iter().map(|field| literal(&field.ty)).collect();
    let Some(arguments) = arguments.filter(|arguments| !arguments.is_empty()) else {
        return TokenStream::new();
    };
    let (ty, name) = (text(&model.name.rust), &constructor.name.rust);
    let call = |arguments: &str| format!("let body = {ty}::{name}({arguments});");
    let complete = example("", ty, &call(&arguments.join(", ")));
    let lacking = example("compile_fail,E0061", ty, &call(""));
    quote! {
        #complete
        #[doc = ""]
        #[doc = " Without that it does not compile:"]
        #lacking
    }
}

/// An example that rustdoc compiles: one line of code that uses a type of the crate, and perhaps a date.
fn example(attributes: &str, ty: &str, line: &str) -> TokenStream {
    let fence = format!(" ```{attributes}");
    let import = format!(" # use generated_client::{{{ty}, jiff}};");
    let line = format!(" {line}");
    quote! {
        #[doc = ""]
        #[doc = #fence]
        #[doc = #import]
        #[doc = #line]
        #[doc = " ```"]
    }
}

/// A value as an example spells it, of a type that needs no other.
fn literal(of: &TypeRef) -> Option<&'static str> {
    match of {
        TypeRef::String => Some("\"a text\""),
        TypeRef::Date => Some("jiff::civil::date(2026, 1, 31)"),
        TypeRef::Timestamp => Some("jiff::Timestamp::UNIX_EPOCH"),
        _ => None,
    }
}

fn setter(field: &Field) -> TokenStream {
    let docs = docs_of_field(field);
    let name = ident(&field.name.rust);
    let ty = argument_type(&field.ty);
    let value = argument_value(&field.ty, &name);
    let value = if is_option(field) {
        quote!(Some(#value))
    } else {
        value
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}
