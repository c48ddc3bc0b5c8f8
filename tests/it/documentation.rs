//! The docs of the generated items against the document: nothing that it says of a call is missing.

use codegen::document::{Document, Node, Pointer};
use syn::visit::Visit;

use crate::{personnel, read};

/// The docs of every function and type of a file, by name.
#[derive(Default)]
struct Docs {
    docs: Vec<(String, String)>,
    undocumented: Vec<String>,
}

impl Docs {
    fn of(path: &str) -> Self {
        let mut docs = Self::default();
        docs.visit_file(&syn::parse_file(&read(path)).expect("it is Rust"));
        docs
    }

    fn add(&mut self, name: &syn::Ident, attributes: &[syn::Attribute]) {
        let lines = attributes
            .iter()
            .filter_map(|attribute| match &attribute.meta {
                syn::Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
                    syn::Expr::Lit(syn::ExprLit {
                        lit: syn::Lit::Str(text),
                        ..
                    }) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            });
        let words: Vec<String> = lines
            .flat_map(|line| {
                line.split_whitespace()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect();
        if words.is_empty() {
            self.undocumented.push(name.to_string());
        }
        self.docs.push((name.to_string(), words.join(" ")));
    }

    /// The docs of an item, in one line.
    fn get(&self, name: &str) -> &str {
        let found = self.docs.iter().find(|(known, _)| known == name);
        &found.unwrap_or_else(|| panic!("there is no `{name}`")).1
    }
}

impl<'ast> Visit<'ast> for Docs {
    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if matches!(item.vis, syn::Visibility::Public(_)) {
            self.add(&item.sig.ident, &item.attrs);
        }
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.add(&item.ident, &item.attrs);
        for field in &item.fields {
            if let (Some(name), syn::Visibility::Public(_)) = (&field.ident, &field.vis) {
                self.add(name, &field.attrs);
            }
        }
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.add(&item.ident, &item.attrs);
        item.variants
            .iter()
            .for_each(|variant| self.add(&variant.ident, &variant.attrs));
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.add(&item.ident, &item.attrs);
    }
}

/// Every operation: method, path, node.
fn operations(document: &Document) -> Vec<(String, String, &Node)> {
    let paths = document
        .node(&Pointer::root().child("paths"))
        .and_then(Node::as_map)
        .expect("there are paths");
    let mut operations = Vec::new();
    for path in paths.entries() {
        for method in path.value.as_map().expect("a path is a map").entries() {
            operations.push((method.key.to_uppercase(), path.key.clone(), &method.value));
        }
    }
    operations
}

fn text<'a>(node: &'a Node, key: &str) -> &'a str {
    node.get(key).and_then(Node::as_text).unwrap_or_default()
}

/// `Personnel_getByEmail` is the method `get_by_email`.
fn method_name(id: &str) -> String {
    let id = id
        .strip_prefix("Personnel_")
        .expect("every operation has the prefix");
    id.chars()
        .flat_map(|c| {
            if c.is_uppercase() {
                vec!['_', c.to_ascii_lowercase()]
            } else {
                vec![c]
            }
        })
        .collect()
}

#[test]
fn every_call_says_method_path_permission_and_statuses() {
    let document = personnel();
    let docs = Docs::of("generated-client/src/generated/operations/personnel.rs");
    let mut statuses = 0;
    for (method, path, operation) in operations(&document) {
        let said = docs.get(&method_name(text(operation, "operationId")));
        assert!(said.contains(&format!("`{method} {path}`")), "{said}");
        assert!(
            said.contains(&format!("`{}`", text(operation, "x-permission"))),
            "{said}"
        );
        assert!(said.contains(text(operation, "summary")), "{said}");
        for status in operation
            .get("responses")
            .and_then(Node::as_map)
            .expect("it answers")
            .entries()
        {
            statuses += 1;
            assert!(
                said.contains(&format!("- `{}`: ", status.key)),
                "{} is missing: {said}",
                status.key
            );
        }
        assert_eq!(
            said.matches("- `4").count()
                + said.matches("- `5").count()
                + said.matches("- `2").count(),
            {
                operation
                    .get("responses")
                    .and_then(Node::as_map)
                    .map_or(0, |map| map.entries().len())
            }
        );
    }
    assert_eq!(statuses, 65);
}

#[test]
fn every_parameter_says_its_name_limits_default_and_example() {
    let document = personnel();
    let docs = Docs::of("generated-client/src/generated/operations/personnel.rs");
    let mut parameters = 0;
    for (_, _, operation) in operations(&document) {
        for parameter in operation
            .get("parameters")
            .and_then(Node::as_list)
            .unwrap_or_default()
        {
            parameters += 1;
            if text(parameter, "in") != "query" {
                continue;
            }
            let name = text(parameter, "name");
            let setter = codegen::naming::rust_name(name, codegen::naming::Style::Snake);
            let said = docs.get(&setter);
            assert!(said.contains(&format!("`{name}`")), "{said}");
            let schema = parameter.get("schema").expect("it has a schema");
            for key in ["minimum", "maximum", "default"] {
                if let Some(limit) = schema.get(key).and_then(Node::as_number) {
                    let codegen::document::Number::Whole(limit) = limit else {
                        panic!("limits are whole")
                    };
                    assert!(said.contains(&limit.to_string()), "{key} of {name}: {said}");
                }
            }
            if let Some(example) = parameter.get("example").and_then(Node::as_text) {
                assert!(
                    said.contains(&format!("For example `{example}`.")),
                    "{said}"
                );
            }
        }
    }
    assert_eq!(parameters, 33);
}

#[test]
fn every_item_is_documented() {
    for file in [
        "enums.rs",
        "ids.rs",
        "models.rs",
        "servers.rs",
        "operations/personnel.rs",
    ] {
        let docs = Docs::of(&format!("generated-client/src/generated/{file}"));
        assert!(!docs.docs.is_empty());
        assert_eq!(docs.undocumented, Vec::<String>::new(), "{file}");
    }
}

#[test]
fn the_limit_of_a_body_is_documented() {
    let docs = Docs::of("generated-client/src/generated/models.rs");
    let said = docs
        .docs
        .iter()
        .filter(|(name, _)| name == "not_human_reason");
    let limited = said.filter(|(_, said)| said.contains("At most 30000 characters."));
    assert_eq!(limited.count(), 2, "the field and the setter of the change");
}
