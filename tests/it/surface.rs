//! The public surface of the generated half, as a list that is read in review: what goes, goes in sight.
//!
//! A tool that compares two versions of the crate cannot see a setter go, since all calls are one type to it.

use std::fmt::Write as _;

use quote::ToTokens as _;
use syn::{
    Attribute, Fields, FnArg, ImplItem, Item, ItemImpl, ReceiverKind, ReturnType, Type, Visibility,
};

use crate::repository::files;
use crate::{assert_snapshot, read};

const FOLDER: &str = "generated-client/src/generated";

/// A type as the source spells it.
fn spelt(ty: &Type) -> String {
    let text = format!("type T = {};", ty.to_token_stream());
    let file = syn::parse_file(&text).expect("it is a file");
    let printed = prettyplease::unparse(&file);
    let words: Vec<&str> = printed.split_whitespace().collect();
    let line = words.join(" ");
    line.trim_start_matches("type T = ")
        .trim_end_matches(';')
        .to_owned()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The traits that a type derives, and whether more fields or variants may come.
fn promises(attributes: &[Attribute]) -> String {
    let mut promises = String::new();
    for attribute in attributes {
        if attribute.path().is_ident("non_exhaustive") {
            promises.push_str(", non-exhaustive");
        } else if attribute.path().is_ident("deprecated") {
            promises.push_str(", deprecated");
        } else if attribute.path().is_ident("derive") {
            let _ = attribute.parse_nested_meta(|meta| {
                let name = meta.path.require_ident()?;
                write!(promises, ", {name}").expect("a text takes it");
                Ok(())
            });
        }
    }
    promises
}

/// The public functions and constants of a type.
fn methods(block: &ItemImpl, list: &mut String) {
    let mut lines = Vec::new();
    for item in &block.items {
        match item {
            ImplItem::Fn(function) if is_public(&function.vis) => {
                let inputs = function.sig.inputs.iter().map(|input| match input {
                    FnArg::Receiver(receiver)
                        if matches!(receiver.kind, ReceiverKind::Reference(..)) =>
                    {
                        "&self".to_owned()
                    }
                    FnArg::Receiver(_) => "self".to_owned(),
                    FnArg::Typed(typed) => spelt(&typed.ty),
                });
                let inputs: Vec<String> = inputs.collect();
                let output = match &function.sig.output {
                    ReturnType::Default => String::new(),
                    ReturnType::Type(_, ty) => format!(" -> {}", spelt(ty)),
                };
                let name = &function.sig.ident;
                lines.push(format!("    {name}({}){output}", inputs.join(", ")));
            }
            ImplItem::Const(constant) if is_public(&constant.vis) => {
                lines.push(format!("    {}: {}", constant.ident, spelt(&constant.ty)));
            }
            _ => {}
        }
    }
    if !lines.is_empty() {
        writeln!(
            list,
            "  impl {}\n{}",
            spelt(&block.self_ty),
            lines.join("\n")
        )
        .expect("a text takes it");
    }
}

fn fields(fields: &Fields, list: &mut String) {
    for field in fields.iter().filter(|field| is_public(&field.vis)) {
        let name = field
            .ident
            .as_ref()
            .map_or_else(|| "0".to_owned(), ToString::to_string);
        writeln!(list, "    {name}: {}", spelt(&field.ty)).expect("a text takes it");
    }
}

fn item(item: &Item, list: &mut String) {
    match item {
        Item::Struct(found) if is_public(&found.vis) => {
            writeln!(list, "  struct {}{}", found.ident, promises(&found.attrs))
                .expect("a text takes it");
            fields(&found.fields, list);
        }
        Item::Enum(found) if is_public(&found.vis) => {
            writeln!(list, "  enum {}{}", found.ident, promises(&found.attrs))
                .expect("a text takes it");
            for variant in &found.variants {
                let held: Vec<String> = variant.fields.iter().map(|held| spelt(&held.ty)).collect();
                let held = if held.is_empty() {
                    String::new()
                } else {
                    format!("({})", held.join(", "))
                };
                writeln!(list, "    {}{held}", variant.ident).expect("a text takes it");
            }
        }
        Item::Type(found) if is_public(&found.vis) => {
            writeln!(list, "  type {} = {}", found.ident, spelt(&found.ty))
                .expect("a text takes it");
        }
        Item::Impl(block) => match &block.trait_ {
            None => methods(block, list),
            Some((path, _)) => {
                // What an operation answers is a type of the trait's.
                let output = block.items.iter().find_map(|item| match item {
                    ImplItem::Type(ty) if ty.ident == "Output" => Some(spelt(&ty.ty)),
                    _ => None,
                });
                if let (Some(output), true) = (output, path.is_ident("Operation")) {
                    writeln!(list, "  {} answers {output}", spelt(&block.self_ty))
                        .expect("a text takes it");
                }
            }
        },
        Item::Macro(found) => {
            let name = found.mac.path.require_ident().expect("it is one name");
            let of = &found.mac.tokens;
            writeln!(list, "  {name}!({of})").expect("a text takes it");
        }
        _ => {}
    }
}

#[test]
fn surface() {
    let mut list = String::new();
    for path in files(FOLDER) {
        writeln!(
            list,
            "{}",
            path.trim_start_matches(FOLDER).trim_start_matches('/')
        )
        .expect("a text takes it");
        let file = syn::parse_file(&read(&path)).expect("a generated file is Rust");
        for found in &file.items {
            item(found, &mut list);
        }
    }
    assert_snapshot("surface", &list);
}
