//! Records that callers build: constructors that demand what is required, and a setter for the rest.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::docs::{blank_line, code};
use super::facts::{deprecated, docs_of_field};
use super::types::{argument_type, argument_value, field_type, ident, is_option, text, ty};
use crate::ir::{Body, Constructor, Field, Model, Presence, Struct, TypeRef};

/// What callers build a body with: a constructor per condition, one for the rest, a setter per optional property.
pub(super) fn builder(model: &Model, of: &Struct, body: &Body) -> TokenStream {
    let blank = blank_line();
    let name = ident(&model.name.rust);
    let rest = constructor_of_required(of, body);
    let constructors = body
        .constructors
        .iter()
        .map(|constructor| self::constructor(model, of, body, constructor));
    let setters = of
        .fields
        .iter()
        .filter(|field| !is_argument(field, body) && !field.read_only)
        .map(setter);
    let is_made_of_nothing =
        body.constructors.is_empty() && !of.fields.iter().any(|field| is_argument(field, body));
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

/// Whether the constructor demands a property, perhaps as null. A constructor of a condition sets what it demands.
fn is_argument(field: &Field, body: &Body) -> bool {
    match field.presence {
        Presence::Required => true,
        Presence::Nullable => body.constructors.is_empty(),
        Presence::Optional | Presence::OptionalNullable => false,
    }
}

/// The constructor that takes the required properties: `to` where a condition depends on one, else `new`.
fn constructor_of_required(of: &Struct, body: &Body) -> TokenStream {
    let (required, optional): (Vec<&Field>, Vec<&Field>) =
        of.fields.iter().partition(|field| is_argument(field, body));
    let name = format_ident!("{}", body.constructor());
    let line = if body.constructors.is_empty() {
        " The body with what the document requires."
    } else {
        " Any value; what else it requires is checked before the request leaves."
    };
    let arguments: Vec<_> = required
        .iter()
        .map(|field| ident(&field.name.rust))
        .collect();
    let types = required.iter().map(|field| required_type(field));
    let values = required.iter().zip(&arguments).map(|(field, argument)| {
        let value = required_value(field, argument);
        if *argument == value.to_string() {
            quote!(#argument)
        } else {
            quote!(#argument: #value)
        }
    });
    let blanks = optional.iter().map(|field| ident(&field.name.rust));
    let blanks = blanks.chain(of.rest.iter().map(|rest| ident(&rest.rust)));
    let many = many(arguments.len());
    quote! {
        #[doc = #line]
        #many
        #[must_use]
        pub fn #name(#(#arguments: #types),*) -> Self {
            Self { #(#values,)* #(#blanks: Place::blank()),* }
        }
    }
}

/// The type of what a constructor demands: `None` is null.
fn required_type(field: &Field) -> TokenStream {
    match (&field.ty, field.presence) {
        (TypeRef::Boxed(inner), Presence::Nullable) => {
            let inner = ty(inner);
            quote!(Option<#inner>)
        }
        (_, Presence::Nullable) => field_type(field),
        (of, _) => argument_type(of),
    }
}

/// What a constructor demands as the field's type.
fn required_value(field: &Field, argument: &Ident) -> TokenStream {
    match (&field.ty, field.presence) {
        (TypeRef::Boxed(_), Presence::Nullable) => quote!(#argument.map(Box::new)),
        (_, Presence::Nullable) => quote!(#argument),
        (of, _) => argument_value(of, argument),
    }
}

/// Each of many arguments is required: there is no shorter way to say so.
fn many(arguments: usize) -> Option<TokenStream> {
    (arguments > 7).then(|| {
        quote!(#[expect(clippy::too_many_arguments, reason = "the document requires each of them")])
    })
}

/// The constructor of a value that requires more: it takes that, and what every value requires.
fn constructor(model: &Model, of: &Struct, body: &Body, constructor: &Constructor) -> TokenStream {
    let name = ident(&constructor.name.rust);
    let (enumeration, variant) = (ident(&constructor.enumeration), ident(&constructor.variant));
    let variant = quote!(#enumeration::#variant);
    let decides = |field: &Field| field.name.rust == constructor.when;
    let is_required = |field: &Field| constructor.requires.contains(&field.name.rust);
    let fields = of.fields.iter();
    let taken: Vec<&Field> = fields
        .filter(|field| !decides(field) && (is_required(field) || is_argument(field, body)))
        .collect();
    let value = |field: &Field| {
        let argument = ident(&field.name.rust);
        if decides(field) {
            variant.clone()
        } else {
            quote!(#argument)
        }
    };
    let (first, later): (Vec<&Field>, Vec<&Field>) = (of.fields.iter())
        .filter(|field| decides(field) || taken.contains(field))
        .partition(|field| is_argument(field, body));
    let setters = later.iter().map(|field| setter_name(field));
    let (first, later) = (
        first.iter().map(|field| value(field)),
        later.iter().map(|field| value(field)),
    );
    let arguments = taken.iter().map(|field| ident(&field.name.rust));
    let types = taken.iter().map(|field| argument_type(&field.ty));
    let required = taken.iter().filter(|field| is_required(field));
    let properties: Vec<_> = required.map(|field| code(&field.name.wire)).collect();
    let line = format!(
        " {}, which requires {}.",
        code(&constructor.name.wire),
        properties.join(" and ")
    );
    let examples = examples(model, constructor, &taken);
    let many = many(taken.len());
    quote! {
        #[doc = #line]
        #examples
        #many
        #[must_use]
        pub fn #name(#(#arguments: #types),*) -> Self {
            Self::to(#(#first),*)#(.#setters(#later))*
        }
    }
}

/// The constructor at work, and that it cannot be called without what its value requires.
///
/// The second example is worth something only beside the first, which shows that nothing else is wrong with it.
fn examples(model: &Model, constructor: &Constructor, taken: &[&Field]) -> TokenStream {
    let complete: Option<Vec<_>> = taken.iter().map(|field| literal(&field.ty)).collect();
    let Some(complete) = complete else {
        return TokenStream::new();
    };
    let is_left = |field: &Field| !constructor.requires.contains(&field.name.rust);
    let lacking = taken.iter().filter(|field| is_left(field));
    let lacking: Vec<_> = lacking.filter_map(|field| literal(&field.ty)).collect();
    if lacking.len() == complete.len() {
        return TokenStream::new();
    }
    let (ty, name) = (text(&model.name.rust), &constructor.name.rust);
    let call = |arguments: &[&str]| format!("let body = {ty}::{name}({});", arguments.join(", "));
    let complete = example("", ty, &call(&complete));
    let lacking = example("compile_fail,E0061", ty, &call(&lacking));
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

fn setter_name(field: &Field) -> Ident {
    ident(field.setter.as_ref().unwrap_or(&field.name.rust))
}

fn setter(field: &Field) -> TokenStream {
    let docs = docs_of_field(field);
    let (method, name) = (setter_name(field), ident(&field.name.rust));
    let ty = argument_type(&field.ty);
    let value = argument_value(&field.ty, &name);
    let value = if field.null_setter.is_some() {
        quote!(Nullable::Value(#value))
    } else if is_option(field) {
        quote!(Some(#value))
    } else {
        value
    };
    let null = field.null_setter.as_ref().map(|null| {
        let blank = blank_line();
        let line = format!(
            " Sets the property {} to null, which is not the same as leaving it out.",
            code(&field.name.wire)
        );
        let deprecated = deprecated(&field.docs);
        let null = ident(null);
        quote! {
            #blank
            #[doc = #line]
            #deprecated
            #[must_use]
            pub fn #null(mut self) -> Self {
                self.#name = Nullable::Null;
                self
            }
        }
    });
    quote! {
        #docs
        #[must_use]
        pub fn #method(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
        #null
    }
}
