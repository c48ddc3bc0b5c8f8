//! What the review says that a line beside a type implements is what the macro of that name implements.

use std::collections::{BTreeMap, BTreeSet};

use codegen::review::{IMPLEMENTED, Surface};
use quote::ToTokens as _;
use syn::Item;

use crate::read;

const FILE: &str = "generated-client/src/decode/implement.rs";

/// The traits that one macro implements: those of the standard library and of serde, and those of the client's inside.
#[derive(Default)]
struct Implements {
    public: BTreeSet<String>,
    inside: BTreeSet<String>,
}

/// A trait without the modules before it, as `Deserialize<'de>`.
fn leaf(path: &str) -> String {
    let path = path.replace(' ', "");
    path.rsplit("::").next().unwrap_or_default().to_owned()
}

/// The items that a macro of one arm writes for the type `Name`.
fn written(tokens: &str) -> syn::File {
    let (_, arm) = tokens.split_once("=> {").expect("the macro has an arm");
    let (body, rest) = arm.rsplit_once('}').expect("the arm ends");
    assert_eq!(rest.trim_matches([' ', ';']), "", "one arm");
    let text = body.replace("$ crate", "inside").replace("$ name", "Name");
    syn::parse_file(&text.replace("$crate", "inside").replace("$name", "Name")).expect("items")
}

/// What each macro of the file implements, those that it calls included.
fn macros() -> BTreeMap<String, Implements> {
    let file = syn::parse_file(&read(FILE)).expect("it is Rust");
    let named = file.items.iter().filter_map(|item| match item {
        Item::Macro(found) => Some((found.ident.as_ref()?.to_string(), found)),
        _ => None,
    });
    let bodies: BTreeMap<String, syn::File> = named
        .map(|(name, found)| (name, written(&found.mac.tokens.to_string())))
        .collect();
    let all = bodies.keys().map(|name| {
        let mut implements = Implements::default();
        add(name, &bodies, &mut implements);
        (name.clone(), implements)
    });
    all.collect()
}

fn add(name: &str, bodies: &BTreeMap<String, syn::File>, implements: &mut Implements) {
    let body = bodies
        .get(name)
        .unwrap_or_else(|| panic!("no macro {name}"));
    for item in &body.items {
        match item {
            Item::Impl(block) => {
                let (path, ..) = block.trait_.as_ref().expect("of a trait");
                let path = path.to_token_stream().to_string();
                let list = if path.starts_with("inside") {
                    &mut implements.inside
                } else {
                    &mut implements.public
                };
                list.insert(leaf(&path));
            }
            Item::Macro(call) => {
                let path = call.mac.path.to_token_stream().to_string();
                add(&leaf(&path), bodies, implements);
            }
            other => panic!("{name} writes more than implementations: {other:?}"),
        }
    }
}

#[test]
fn the_review_knows_what_each_line_beside_a_type_implements() {
    let macros = macros();
    let known: BTreeMap<&str, BTreeSet<String>> = IMPLEMENTED
        .iter()
        .map(|(name, traits)| (*name, traits.iter().map(|path| leaf(path)).collect()))
        .collect();
    let written: BTreeMap<&str, BTreeSet<String>> = macros
        .iter()
        .map(|(name, implements)| (name.as_str(), implements.public.clone()))
        .collect();
    assert_eq!(
        known, written,
        "`IMPLEMENTED` in codegen/src/review/surface/read.rs, and {FILE}"
    );
    assert!(known["impl_open_enum"].len() > known["impl_payload"].len());
}

/// Traits of the inside are no part of the surface, however they are implemented.
#[test]
fn no_user_sees_a_trait_of_the_inside() {
    let inside: BTreeSet<String> = macros()
        .into_values()
        .flat_map(|implements| implements.inside)
        .collect();
    assert!(inside.contains("Place"), "{inside:?}");
    let blocks = inside
        .iter()
        .map(|name| format!("impl {name} for T {{}}\n"));
    let mut files = codegen::FileSet::default();
    files.insert(
        "models.rs",
        format!("pub struct T;\n{}", blocks.collect::<String>()),
    );
    let surface = Surface::of(&files);
    let paths: Vec<&str> = surface.iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["T"]);
}
