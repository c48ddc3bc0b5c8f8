//! The `use` lines of a file, read off the names that its tokens use.
//!
//! Naming keeps every schema out of the way of these names, so a name says by itself where it comes from.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::quote;

use super::types::ident;
use super::{docs, home_of, module_of};
use crate::ir::{Api, Home};

/// Names from outside the client: name, the path it is imported from.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("BTreeMap", &["std", "collections"]),
    ("Infallible", &["std", "convert"]),
    ("fmt", &["std"]),
    ("ParseIntError", &["std", "num"]),
    ("FromStr", &["std", "str"]),
    ("Date", &["jiff", "civil"]),
    ("Timestamp", &["jiff"]),
    ("Bytes", &["bytes"]),
    ("Value", &["serde_json"]),
];

/// Names from the hand-written half, all of its module `support`.
const SUPPORT: &[&str] = &[
    "BaseUrl",
    "Branch",
    "Call",
    "Check",
    "Client",
    "DecodeError",
    "Decoded",
    "Decoder",
    "Encoded",
    "Endpoint",
    "Fields",
    "FilePart",
    "FromAnswer",
    "JsonType",
    "Malformed",
    "Media",
    "Nullable",
    "OpenEnum",
    "OpenInteger",
    "Operation",
    "Page",
    "Paging",
    "ParameterStyle",
    "Place",
    "ReceivedBody",
    "Record",
    "RecordShape",
    "Rest",
    "SecurityScheme",
    "ServerAddress",
    "ServerVariable",
    "Spread",
    "Texts",
    "UnknownRegion",
    "Unrecognized",
    "impl_open_enum",
    "impl_payload",
    "impl_serde",
];

/// The module of the constants that stand for security schemes.
const SECURITY: &str = "security";

/// The `use` lines of a file that holds these items; `home` says which named types are its own.
pub(super) fn uses(items: &[TokenStream], home: Option<Home>, api: &Api) -> TokenStream {
    let mut used = BTreeSet::new();
    for item in items {
        names(item.clone(), &mut used);
    }
    let outside = OUTSIDE
        .iter()
        .copied()
        .filter(|(name, _)| is_used(name, &used));
    let (std, external): (Vec<_>, Vec<_>) = outside.partition(|(_, path)| path[0] == "std");
    let std = lines(std.into_iter().map(|(name, path)| (path.to_vec(), name)));
    let external = lines(
        external
            .into_iter()
            .map(|(name, path)| (path.to_vec(), name)),
    );
    let models = api
        .models
        .iter()
        .filter(|model| used.contains(&model.name.rust));
    let models = models.filter_map(|model| {
        let lives_in = home_of(&model.kind);
        let file = module_of(lives_in);
        (Some(lives_in) != home)
            .then_some((vec!["crate", "generated", file], model.name.rust.as_str()))
    });
    let support = SUPPORT.iter().filter(|name| is_used(name, &used));
    let security = is_used(SECURITY, &used).then_some((vec!["crate", "generated"], SECURITY));
    let own = lines(
        models
            .chain(security)
            .chain(support.map(|name| (vec!["crate", "support"], *name))),
    );
    quote!(#std #external #own)
}

/// Whether a file uses a name: a type by its name, a module as `fmt::`, a macro as `impl_serde!`.
fn is_used(name: &str, used: &BTreeSet<String>) -> bool {
    if name.starts_with(char::is_uppercase) {
        return used.contains(name);
    }
    used.contains(&format!("{name}::")) || used.contains(&format!("{name}!"))
}

/// One `use` line per path, a blank line above the first.
fn lines<'a>(names: impl Iterator<Item = (Vec<&'a str>, &'a str)>) -> TokenStream {
    let mut by_path: BTreeMap<Vec<&str>, Vec<&str>> = BTreeMap::new();
    for (path, name) in names {
        by_path.entry(path).or_default().push(name);
    }
    let mut by_path: Vec<_> = by_path.into_iter().collect();
    for (_, names) in &mut by_path {
        names.sort_by_key(|name| (name.starts_with(char::is_lowercase), *name));
    }
    by_path.sort_by_key(|(path, names)| format!("{}::{}", path.join("::"), names.join(",")));
    let lines = by_path.into_iter().enumerate().map(|(at, (path, names))| {
        let blank = (at == 0).then(docs::blank_line);
        let path: Vec<_> = path.iter().map(|segment| ident(segment)).collect();
        let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
        match names.as_slice() {
            [name] => quote!(#blank use #(#path::)* #name;),
            names => quote!(#blank use #(#path::)* { #(#names),* };),
        }
    });
    lines.collect()
}

/// Every name that stands at the root of a path: `fmt` in `fmt::Result`, but not `Result`, and no variant's own name.
///
/// Modules and macros are among them with `::` or `!`, which tells them from a field of that name. What is given a meaning, as
/// `Item` in `Iterator<Item = u8>`, is not.
fn names(tokens: TokenStream, used: &mut BTreeSet<String>) {
    let mut before = Before::Nothing;
    let mut in_enum = false;
    let mut root = String::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(name) => {
                in_enum = in_enum || name == "enum";
                if before != Before::Path && !tokens.peek().is_some_and(is_assigned) {
                    root = name.to_string();
                    if !used.contains(&root) {
                        used.insert(root.clone());
                    }
                }
                before = Before::Nothing;
            }
            TokenTree::Punct(punct) => {
                before = before.punct(punct.as_char());
                match punct.as_char() {
                    ':' if before == Before::Path => used.insert(format!("{root}::")),
                    '!' => used.insert(format!("{root}!")),
                    _ => false,
                };
            }
            TokenTree::Group(group) => {
                if in_enum && group.delimiter() == Delimiter::Brace {
                    group
                        .stream()
                        .into_iter()
                        .filter(is_group)
                        .for_each(|part| names(part.into(), used));
                    in_enum = false;
                } else {
                    names(group.stream(), used);
                }
                before = Before::Nothing;
            }
            TokenTree::Literal(_) => before = Before::Nothing,
        }
    }
}

/// Whether this follows a name that is given a meaning: `=`, but neither `==` nor `=>`.
fn is_assigned(next: &TokenTree) -> bool {
    matches!(next, TokenTree::Punct(punct) if punct.as_char() == '=' && punct.spacing() == Spacing::Alone)
}

fn is_group(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(_))
}

/// What stands before a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Colon,
    /// `::` or `.`: the name belongs to what stands before it.
    Path,
}

impl Before {
    fn punct(self, punct: char) -> Self {
        match (self, punct) {
            (Self::Colon, ':') | (_, '.') => Self::Path,
            (_, ':') => Self::Colon,
            _ => Self::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::naming::RESERVED_TYPES;

    #[test]
    fn no_schema_bears_the_name_of_an_import() {
        let outside = OUTSIDE.iter().map(|(name, _)| name);
        let mut types = outside
            .chain(SUPPORT)
            .filter(|name| name.starts_with(char::is_uppercase));
        assert_eq!(types.find(|name| !RESERVED_TYPES.contains(name)), None);
    }
}
