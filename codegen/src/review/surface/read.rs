//! Reads public items out of generated Rust.

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::{Attribute, Fields, FnArg, Generics, ImplItem, Item as Syntax, ReturnType, Visibility};

use super::{Found, Item, Kind};
use crate::files::FileSet;

/// Traits of the client's own inside: no user names them.
const INSIDE: &[&str] = &[
    "Place",
    "Record",
    "OpenEnum",
    "OpenInteger",
    "Branch",
    "Page",
    "FromAnswer",
    "Union",
    "Credentials",
];

/// What the lines beside a type implement for it, as `decode/implement.rs` of the client has them: the macro, and the traits
/// as generated code would name them.
pub const IMPLEMENTED: &[(&str, &[&str])] = &[
    ("impl_serde", &["Serialize", "Deserialize<'de>"]),
    (
        "impl_payload",
        &["fmt::Debug", "Serialize", "Deserialize<'de>"],
    ),
    (
        "impl_open_enum",
        &[
            "PartialEq",
            "Eq",
            "PartialOrd",
            "Ord",
            "Hash",
            "fmt::Debug",
            "fmt::Display",
            "FromStr",
            "Serialize",
            "Deserialize<'de>",
        ],
    ),
];

/// The public items, and the further names of enums with the enum of each.
pub(super) fn items(files: &FileSet) -> (Found, BTreeMap<String, String>) {
    let mut found = Found::new();
    let mut shared = BTreeMap::new();
    for (path, text) in files.iter() {
        let Ok(file) = syn::parse_file(text) else {
            continue;
        };
        // The rest of the modules is handed on at the root.
        let module = path
            .strip_prefix("operations/")
            .or(Some(path).filter(|path| *path == "security.rs"));
        let module = module.and_then(|path| path.strip_suffix(".rs"));
        let prefix = module.map(|module| format!("{module}::"));
        if path == "enums.rs" {
            shared.extend(further_names(&file.items));
        }
        read(&file.items, &prefix.unwrap_or_default(), &mut found);
    }
    (found, shared)
}

/// The names in a file of enums that are not their own.
fn further_names(items: &[Syntax]) -> impl Iterator<Item = (String, String)> {
    items.iter().filter_map(|item| match item {
        Syntax::Type(item) => Some((item.ident.to_string(), tight(&item.ty))),
        _ => None,
    })
}

fn read(items: &[Syntax], prefix: &str, found: &mut Found) {
    for item in items {
        match item {
            Syntax::Struct(item) if is_public(&item.vis) => {
                let path = format!("{prefix}{}", item.ident);
                derives(&path, &item.attrs, found);
                fields(&path, &item.fields, found);
                let signature = format!("pub struct {}{}", item.ident, generics(&item.generics));
                add(&path, Kind::Struct, signature, &item.attrs, found);
            }
            Syntax::Enum(item) if is_public(&item.vis) => {
                let path = format!("{prefix}{}", item.ident);
                derives(&path, &item.attrs, found);
                for variant in &item.variants {
                    let signature = format!("{}{}", variant.ident, tight(&variant.fields));
                    let path = format!("{path}::{}", variant.ident);
                    add(&path, Kind::Variant, signature, &variant.attrs, found);
                }
                let signature = format!("pub enum {}{}", item.ident, generics(&item.generics));
                add(&path, Kind::Enum, signature, &item.attrs, found);
            }
            Syntax::Type(item) if is_public(&item.vis) => {
                let signature = format!("pub type {} = {}", item.ident, tight(&item.ty));
                add(
                    &format!("{prefix}{}", item.ident),
                    Kind::Alias,
                    signature,
                    &item.attrs,
                    found,
                );
            }
            Syntax::Const(item) if is_public(&item.vis) => {
                let signature = format!("pub const {}: {}", item.ident, tight(&item.ty));
                add(
                    &format!("{prefix}{}", item.ident),
                    Kind::Constant,
                    signature,
                    &item.attrs,
                    found,
                );
            }
            Syntax::Fn(item) if is_public(&item.vis) => {
                let path = format!("{prefix}{}", item.sig.ident);
                method(&path, &item.sig, &item.attrs, found);
            }
            Syntax::Impl(item) => block(item, prefix, found),
            Syntax::Macro(item) => alike(&item.mac, prefix, found),
            // The markers of operations say what their aliases say.
            Syntax::Mod(item) if is_public(&item.vis) && item.ident != "operation" => {
                if let Some((_, items)) = &item.content {
                    read(items, &format!("{prefix}{}::", item.ident), found);
                }
            }
            _ => {}
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn add(path: &str, kind: Kind, signature: String, attributes: &[Attribute], found: &mut Found) {
    let has = |name: &str| {
        attributes
            .iter()
            .any(|attribute| attribute.path().is_ident(name))
    };
    let item = Item {
        kind,
        signature,
        arguments: Vec::new(),
        types: Vec::new(),
        output: None,
        has_receiver: false,
        deprecated: has("deprecated"),
        non_exhaustive: has("non_exhaustive"),
    };
    found.insert(path.to_owned(), item);
}

fn fields(owner: &str, fields: &Fields, found: &mut Found) {
    for (index, field) in fields.iter().enumerate() {
        if !is_public(&field.vis) {
            continue;
        }
        let name = field
            .ident
            .as_ref()
            .map_or_else(|| index.to_string(), ToString::to_string);
        let signature = format!("pub {name}: {}", tight(&field.ty));
        add(
            &format!("{owner}::{name}"),
            Kind::Field,
            signature,
            &field.attrs,
            found,
        );
    }
}

/// Each derived trait is an item, for it can be lost by a cascade.
fn derives(owner: &str, attributes: &[Attribute], found: &mut Found) {
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"))
    {
        let _ = attribute.parse_nested_meta(|meta| {
            let name = tight(&meta.path);
            implemented(owner, &name, found);
            Ok(())
        });
    }
}

fn alike(line: &syn::Macro, prefix: &str, found: &mut Found) {
    let traits = IMPLEMENTED
        .iter()
        .filter(|(name, _)| line.path.is_ident(name))
        .flat_map(|(_, traits)| *traits);
    let owner = format!("{prefix}{}", line.tokens);
    for name in traits {
        implemented(&owner, name, found);
    }
}

fn implemented(owner: &str, name: &str, found: &mut Found) {
    let signature = format!("impl {name} for {owner}");
    add(
        &format!("{owner}: {name}"),
        Kind::Trait,
        signature,
        &[],
        found,
    );
}

fn block(item: &syn::ItemImpl, prefix: &str, found: &mut Found) {
    let owner = tight(&item.self_ty);
    let owner = owner.trim_start_matches("operation::");
    let path = format!("{prefix}{owner}");
    if let Some((implemented_trait, _)) = &item.trait_ {
        let name = tight(implemented_trait);
        if !INSIDE.iter().any(|inside| name.starts_with(inside)) && name != "Operation" {
            implemented(&path, &name, found);
        }
        for inner in &item.items {
            if let ImplItem::Type(inner) = inner {
                let signature = format!("type {} = {}", inner.ident, tight(&inner.ty));
                add(
                    &format!("{path}::{}", inner.ident),
                    Kind::Associated,
                    signature,
                    &inner.attrs,
                    found,
                );
            }
        }
        return;
    }
    for inner in &item.items {
        match inner {
            ImplItem::Fn(inner) if is_public(&inner.vis) => {
                let path = format!("{path}::{}", inner.sig.ident);
                method(&path, &inner.sig, &inner.attrs, found);
            }
            ImplItem::Const(inner) if is_public(&inner.vis) => {
                let signature = format!("pub const {}: {}", inner.ident, tight(&inner.ty));
                add(
                    &format!("{path}::{}", inner.ident),
                    Kind::Constant,
                    signature,
                    &inner.attrs,
                    found,
                );
            }
            _ => {}
        }
    }
}

/// A setter that bears the name of its field is an item beside it, with `()` after the name.
fn method(path: &str, signature: &syn::Signature, attributes: &[Attribute], found: &mut Found) {
    let is_field = |item: &Item| item.kind == Kind::Field;
    let own = format!("{path}()");
    let path = if found.get(path).is_some_and(is_field) {
        own.as_str()
    } else {
        path
    };
    add(path, Kind::Method, function(signature), attributes, found);
    if let Some(item) = found.get_mut(path) {
        for argument in &signature.inputs {
            match argument {
                FnArg::Typed(argument) => {
                    item.arguments.push(tight(&argument.pat));
                    item.types.push(tight(&argument.ty));
                }
                FnArg::Receiver(_) => item.has_receiver = true,
            }
        }
        item.output = match &signature.output {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) => Some(tight(ty)),
        };
    }
}

/// A function without the names of its arguments, which no caller writes.
fn function(signature: &syn::Signature) -> String {
    let arguments = signature.inputs.iter().map(|argument| match argument {
        FnArg::Receiver(receiver) => tight(receiver),
        FnArg::Typed(argument) => tight(&argument.ty),
    });
    let arguments: Vec<_> = arguments.collect();
    let output = match &signature.output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, ty) => format!(" -> {}", tight(ty)),
    };
    let before = [
        signature.constness.as_ref().map(|_| "const "),
        signature.asyncness.as_ref().map(|_| "async "),
    ];
    let before: String = before.into_iter().flatten().collect();
    format!(
        "pub {before}fn {}{}({}){output}",
        signature.ident,
        generics(&signature.generics),
        arguments.join(", ")
    )
}

fn generics(generics: &Generics) -> String {
    let bounds = generics
        .where_clause
        .as_ref()
        .map(|clause| format!(" {}", tight(clause)));
    format!("{}{}", tight(generics), bounds.unwrap_or_default())
}

/// Tokens as a person writes them.
fn tight(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (wide, narrow) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" ::", "::"),
        (" < ", "<"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        ("& ", "&"),
        (" ,", ","),
        ("( ", "("),
        (" )", ")"),
        (" (", "("),
        (" :", ":"),
    ] {
        text = text.replace(wide, narrow);
    }
    text
}
