//! The names that generated code steps aside for are those that the hand-written half really has.

use std::collections::BTreeSet;

use codegen::naming::{CALL_METHODS, CLIENT_METHODS, RESERVED_TYPES};

use crate::{read, root};

/// Every hand-written file of the client.
fn hand_written() -> Vec<(String, syn::File)> {
    let source = root().join("generated-client/src");
    let mut folders = vec![source];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() && !path.ends_with("generated") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("it is text");
                files.push((
                    path.display().to_string(),
                    syn::parse_file(&text).expect("it is Rust"),
                ));
            }
        }
    }
    files
}

/// The methods of every `impl` block of a type, but for those of traits.
fn methods(of: &str) -> BTreeSet<String> {
    let mut methods = BTreeSet::new();
    for (_, file) in hand_written() {
        for item in file.items {
            let syn::Item::Impl(block) = item else {
                continue;
            };
            let syn::Type::Path(path) = *block.self_ty else {
                continue;
            };
            let is_it = path
                .path
                .segments
                .last()
                .is_some_and(|segment| segment.ident == of);
            if is_it && block.trait_.is_none() {
                methods.extend(block.items.iter().filter_map(|item| match item {
                    syn::ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
                    _ => None,
                }));
            }
        }
    }
    methods
}

fn missing(known: &[&str], real: BTreeSet<String>) -> Vec<String> {
    assert!(!real.is_empty());
    real.into_iter()
        .filter(|name| !known.contains(&name.as_str()))
        .collect()
}

#[test]
fn setters_step_aside_for_every_method_of_a_call() {
    assert_eq!(
        missing(CALL_METHODS, methods("Call")),
        Vec::<String>::new(),
        "add them to CALL_METHODS"
    );
}

#[test]
fn handles_step_aside_for_every_method_of_the_client() {
    assert_eq!(
        missing(CLIENT_METHODS, methods("Client")),
        Vec::<String>::new(),
        "add them to CLIENT_METHODS"
    );
}

#[test]
fn schemas_step_aside_for_every_name_of_the_root() {
    let root = syn::parse_file(&read("generated-client/src/lib.rs")).expect("it is Rust");
    let mut names = BTreeSet::new();
    for item in root.items {
        if let syn::Item::Use(item) = item {
            leaves(&item.tree, &mut names);
        }
    }
    let types = names
        .into_iter()
        .filter(|name| name.starts_with(char::is_uppercase))
        .collect();
    assert_eq!(
        missing(RESERVED_TYPES, types),
        Vec::<String>::new(),
        "add them to RESERVED_TYPES"
    );
}

fn leaves(tree: &syn::UseTree, names: &mut BTreeSet<String>) {
    match tree {
        syn::UseTree::Path(path) => leaves(&path.tree, names),
        syn::UseTree::Name(name) => {
            names.insert(name.ident.to_string());
        }
        syn::UseTree::Rename(rename) => {
            names.insert(rename.rename.to_string());
        }
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
        syn::UseTree::Glob(_) => {}
    }
}
