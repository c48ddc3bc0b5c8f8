//! Types at the place where they are used.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::ir::{Field, Integer, Presence, TypeRef};
use crate::naming;

/// An identifier that naming made.
pub(super) fn ident(rust: &str) -> Ident {
    match rust.strip_prefix("r#") {
        Some(keyword) => Ident::new_raw(keyword, Span::call_site()),
        None => format_ident!("{rust}"),
    }
}

/// The type of a value.
pub(super) fn ty(of: &TypeRef) -> TokenStream {
    match of {
        TypeRef::Boolean => quote!(bool),
        TypeRef::Integer(Integer::I32) => quote!(i32),
        TypeRef::Integer(Integer::I64) => quote!(i64),
        TypeRef::Integer(Integer::U32) => quote!(u32),
        TypeRef::Integer(Integer::U64) => quote!(u64),
        TypeRef::Number => quote!(f64),
        TypeRef::String => quote!(String),
        TypeRef::Date => quote!(Date),
        TypeRef::Timestamp => quote!(Timestamp),
        TypeRef::Any => quote!(Value),
        TypeRef::Named { name, .. } => {
            let name = ident(name);
            quote!(#name)
        }
        TypeRef::List(item) => {
            let item = ty(item);
            quote!(Vec<#item>)
        }
        TypeRef::Map(value) => {
            let value = ty(value);
            quote!(BTreeMap<String, #value>)
        }
        TypeRef::Boxed(inner) => {
            let inner = ty(inner);
            quote!(Box<#inner>)
        }
    }
}

/// Whether a type has a value for what is not there: a list or a map is empty.
pub(super) fn holds_nothing_by_itself(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::List(_) | TypeRef::Map(_))
}

/// Whether a field is an `Option`: a list that is not there is empty.
pub(super) fn is_option(field: &Field) -> bool {
    field.presence != Presence::Required && (field.sent || !holds_nothing_by_itself(&field.ty))
}

/// The type of a field.
pub(super) fn field_type(field: &Field) -> TokenStream {
    let ty = ty(&field.ty);
    if field.null_setter.is_some() {
        quote!(Nullable<#ty>)
    } else if is_option(field) {
        quote!(Option<#ty>)
    } else {
        ty
    }
}

/// The type of a caller's value: what converts at no cost to the caller's eye is taken as it comes.
pub(super) fn argument_type(of: &TypeRef) -> TokenStream {
    match of {
        TypeRef::String => quote!(impl Into<String>),
        TypeRef::List(item) => {
            let item = match item.as_ref() {
                TypeRef::String => quote!(impl Into<String>),
                item => ty(item),
            };
            quote!(impl IntoIterator<Item = #item>)
        }
        TypeRef::Boxed(inner) => ty(inner),
        of => ty(of),
    }
}

/// A caller's value as the field's type.
pub(super) fn argument_value(of: &TypeRef, argument: &Ident) -> TokenStream {
    match of {
        TypeRef::String => quote!(#argument.into()),
        TypeRef::List(item) if **item == TypeRef::String => {
            quote!(#argument.into_iter().map(Into::into).collect())
        }
        TypeRef::List(_) => quote!(#argument.into_iter().collect()),
        TypeRef::Boxed(_) => quote!(Box::new(#argument)),
        _ => quote!(#argument),
    }
}

/// The plain spelling of an identifier, as text holds it.
pub(super) fn text(rust: &str) -> &str {
    naming::plain(rust)
}

/// A whole number.
pub(super) fn number(value: i64) -> TokenStream {
    let digits = literal(&value.unsigned_abs().to_string());
    if value < 0 {
        quote!(-#digits)
    } else {
        quote!(#digits)
    }
}

/// A whole number as people write it: `30_000`.
pub(super) fn literal(digits: &str) -> TokenStream {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 4 {
            text.push('_');
        }
        text.push(digit);
    }
    text.parse().unwrap_or_default()
}
