//! IR -> the tokens of each file. Nothing here can fail: every decision has been taken in lowering.

mod answer;
mod body;
mod client;
mod docs;
mod endpoint;
mod enumeration;
mod facts;
mod imports;
mod input;
mod newtype;
mod operation;
mod record;
mod security;
mod server;
mod types;
mod union;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, Home, Model, ModelKind};

/// One file of the client, not printed yet.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it goes, below the folder of the generated half.
    pub path: String,
    /// The file of the generator that says what stands in it.
    pub emitter: String,
    /// What stands in it.
    pub tokens: TokenStream,
}

/// Every file of a client, in the order of their paths. A kind of type that the document lacks has no file.
#[must_use]
pub fn sources(api: &Api) -> Vec<Source> {
    let mut sources = vec![
        source("mod.rs", "client", client::module(api)),
        source("servers.rs", "client", client::servers(api)),
    ];
    if !api.schemes.is_empty() {
        sources.push(source("security.rs", "security", security::security(api)));
    }
    sources.extend(homes(api).map(|home| {
        let emitter = match home {
            Home::Enums => "enumeration",
            Home::Ids => "newtype",
            Home::Models => "record",
        };
        source(
            &format!("{}.rs", module_of(home)),
            emitter,
            types_file(api, home),
        )
    }));
    sources.extend(api.handles.iter().map(|handle| {
        let path = format!("operations/{}.rs", types::text(&handle.module));
        source(&path, "operation", operation::module(handle, api))
    }));
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn source(path: &str, emitter: &str, tokens: TokenStream) -> Source {
    Source {
        path: path.to_owned(),
        emitter: format!("codegen/src/emit/{emitter}.rs"),
        tokens,
    }
}

/// The files of named types that the document needs.
fn homes(api: &Api) -> impl Iterator<Item = Home> {
    let is_used = |home: &Home| api.models.iter().any(|model| home_of(&model.kind) == *home);
    [Home::Enums, Home::Ids, Home::Models]
        .into_iter()
        .filter(is_used)
}

/// The module of a kind of named types.
fn module_of(home: Home) -> &'static str {
    match home {
        Home::Enums => "enums",
        Home::Ids => "ids",
        Home::Models => "models",
    }
}

/// The file of one kind of named types.
fn types_file(api: &Api, home: Home) -> TokenStream {
    let lines = match home {
        Home::Enums => {
            "Enums of the document. All are open: a value that is not listed is kept, never refused. They are compared, ordered and shown by their texts."
        }
        Home::Ids => {
            "Identifiers and other named values: one type each, so that none is taken for another."
        }
        Home::Models => "Records: what the API answers, and the bodies it takes.",
    };
    let items: Vec<_> = api
        .models
        .iter()
        .filter(|model| home_of(&model.kind) == home)
        .map(model)
        .collect();
    let uses = imports::uses(&items, Some(home), api);
    let header = docs::comment_of(&[lines.to_owned()]);
    let header = inner(&header);
    quote! {
        #header
        #uses
        #(#items)*
    }
}

/// The file that a named type lives in.
#[must_use]
pub(crate) fn home_of(kind: &ModelKind) -> Home {
    match kind {
        ModelKind::OpenEnum(_) | ModelKind::IntegerEnum(_) => Home::Enums,
        ModelKind::Newtype(_) => Home::Ids,
        ModelKind::Struct(_) | ModelKind::Union(_) | ModelKind::Alias(_) => Home::Models,
    }
}

fn model(model: &Model) -> TokenStream {
    if let Some(of) = &model.same_as {
        return enumeration::another_name(model, of);
    }
    match &model.kind {
        ModelKind::Struct(record) => record::record(model, record),
        ModelKind::OpenEnum(enumeration) => enumeration::enumeration(model, enumeration),
        ModelKind::IntegerEnum(enumeration) => enumeration::integers(model, enumeration),
        ModelKind::Newtype(ty) => newtype::newtype(model, ty),
        ModelKind::Alias(ty) => newtype::alias(model, ty),
        ModelKind::Union(union) => union::union(model, union),
    }
}

/// Outer doc attributes as inner ones, for the head of a file.
fn inner(outer: &TokenStream) -> TokenStream {
    let attributes = outer.clone().into_iter().flat_map(|token| match &token {
        proc_macro2::TokenTree::Punct(hash) if hash.as_char() == '#' => quote!(#token !),
        _ => quote!(#token),
    });
    attributes.collect()
}
