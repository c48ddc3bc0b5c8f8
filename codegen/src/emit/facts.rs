//! What the document says of a value beyond its type, in words of our own.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{code, docs_or, one_line};
use crate::ir::{Docs, Facts, Field, TypeRef};

/// The doc comment of a property, and whether it is deprecated.
pub(super) fn docs_of_field(field: &Field) -> TokenStream {
    let said = facts(&telling(field));
    let docs = docs_or(
        &field.docs,
        &said,
        &format!("The property {}.", code(&field.name.wire)),
    );
    let deprecated = deprecated(&field.docs);
    quote!(#docs #deprecated)
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
    sentences.extend(of.more.iter().map(|sentence| one_line(sentence)));
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

/// `#[deprecated]`, if the document says so.
pub(super) fn deprecated(docs: &Docs) -> Option<TokenStream> {
    docs.deprecated.then(|| quote!(#[deprecated]))
}
