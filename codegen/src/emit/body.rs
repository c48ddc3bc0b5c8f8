//! Records that callers build: constructors that demand what is required, and a setter for the rest.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::{blank_line, code};
use super::facts::docs_of_field;
use super::types::{argument_type, argument_value, ident, is_option, text};
use crate::ir::{Body, Constructor, Field, Model, Presence, Struct, TypeRef};

/// What callers build a body with: a constructor per condition, one for the rest, a setter per optional property.
pub(super) fn builder(model: &Model, of: &Struct, body: &Body) -> TokenStream {
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
