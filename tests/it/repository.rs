//! The invariants of the repository that no compiler holds.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use syn::visit::Visit;

use crate::{read, root};

/// Every file below a folder of the repository, by its path from the root.
pub(crate) fn files(folder: &str) -> Vec<String> {
    let mut folders = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(below_root(&path));
            }
        }
    }
    files.sort();
    assert!(!files.is_empty());
    files
}

fn below_root(path: &Path) -> String {
    path.strip_prefix(root())
        .expect("it lies in the repository")
        .display()
        .to_string()
}

/// The files of a crate's source whose code names something, comments aside.
fn files_naming(folder: &str, word: &str) -> Vec<String> {
    let mut naming = files(folder);
    naming.retain(|file| {
        read(file)
            .lines()
            .any(|line| line.split("//").next().unwrap_or_default().contains(word))
    });
    naming
}

#[test]
fn each_tool_has_its_place() {
    let is_in = |file: &str, places: &[&str]| places.iter().any(|place| file.starts_with(place));
    for (word, places) in [
        (
            "openapiv3",
            &["codegen/src/document", "codegen/src/lower"][..],
        ),
        ("quote!", &["codegen/src/emit"]),
        ("std::fs", &["codegen/src/files.rs"]),
        ("serde_yaml", &["codegen/src/document/"]),
        ("Ident::new", &["codegen/src/emit/types.rs"]),
    ] {
        let found = files_naming("codegen/src", word);
        assert!(!found.is_empty(), "nothing names {word}");
        let outside: Vec<_> = found.iter().filter(|file| !is_in(file, places)).collect();
        assert!(outside.is_empty(), "{word} is named in {outside:?}");
    }
    let calls = files("codegen/src")
        .iter()
        .map(|file| read(file).matches("serde_yaml::").count())
        .sum::<usize>();
    assert!(
        calls <= 2,
        "serde_yaml is used in one function only; it is named {calls} times"
    );
}

#[test]
fn emitting_cannot_fail() {
    for file in files("codegen/src/emit") {
        let parsed = syn::parse_file(&read(&file)).expect("it is Rust");
        let fallible = parsed.items.iter().filter_map(|item| match item {
            syn::Item::Fn(function) => Some(&function.sig),
            _ => None,
        });
        for signature in fallible {
            let output = &signature.output;
            let text = match output {
                syn::ReturnType::Default => String::new(),
                syn::ReturnType::Type(_, ty) => format!("{:?}", TypeNames::of(ty)),
            };
            assert!(
                !text.contains("\"Result\""),
                "{file}: `{}` can fail",
                signature.ident
            );
        }
    }
}

/// The names that a type is made of.
#[derive(Debug, Default)]
struct TypeNames(Vec<String>);

impl TypeNames {
    fn of(ty: &syn::Type) -> Vec<String> {
        let mut names = Self::default();
        names.visit_type(ty);
        names.0
    }
}

impl<'ast> Visit<'ast> for TypeNames {
    fn visit_path_segment(&mut self, segment: &'ast syn::PathSegment) {
        self.0.push(segment.ident.to_string());
        syn::visit::visit_path_segment(self, segment);
    }
}

#[test]
fn the_committed_client_is_what_the_document_gives() {
    let spec = read("spec/personnel.yaml");
    let fresh = codegen::generate("spec/personnel.yaml", spec.as_bytes())
        .expect("the document is accepted");
    let folder = root().join("generated-client/src/generated");
    let differences = fresh.files.check(&folder).expect("the folder can be read");
    assert!(
        differences.is_empty(),
        "{differences:#?}\nRun `cargo xtask codegen`."
    );
}

#[test]
fn the_order_of_keys_changes_nothing() {
    let spec = read("spec/personnel.yaml");
    let (head, components) = spec
        .split_once("\ncomponents:\n")
        .expect("the document has components");
    let (head, paths) = head
        .split_once("\npaths:\n")
        .expect("the document has paths");
    let shuffled = format!("components:\n{components}\npaths:\n{paths}\n{head}");
    assert_ne!(shuffled, spec);
    let files = |text: &str| {
        codegen::generate("spec/personnel.yaml", text.as_bytes())
            .expect("it is accepted")
            .files
    };
    assert!(files(&spec) == files(&shuffled));
    assert!(files(&spec) == files(&spec));
}

#[test]
fn the_generated_half_cannot_panic() {
    for file in files("generated-client/src/generated") {
        let text = read(&file);
        let code: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        for word in [
            "unwrap",
            "expect(",
            "panic!",
            "unsafe",
            "todo!",
            "unreachable!",
            "allow(",
            "loop",
            "while ",
        ] {
            let found: Vec<_> = code.iter().filter(|line| line.contains(word)).collect();
            assert!(found.is_empty(), "{file}: {found:?}");
        }
    }
}

#[test]
fn the_hand_written_half_names_no_endpoint_and_no_schema() {
    let document = crate::personnel();
    let api = document.api();
    let schemas = api
        .components
        .iter()
        .flat_map(|components| components.schemas.keys().cloned());
    let mut words: BTreeSet<String> = schemas
        .map(|schema| codegen::naming::type_name(&schema))
        .collect();
    words.extend(
        api.operations()
            .filter_map(|(_, _, operation)| operation.operation_id.clone()),
    );
    words.extend(api.paths.paths.keys().map(|path| format!("\"{path}")));
    // Names of the field that a schema happens to share.
    for common in ["User", "Device", "Identity", "Connection", "Workspace"] {
        words.remove(common);
    }
    let hand_written = files("generated-client/src");
    for file in hand_written
        .iter()
        .filter(|file| !file.contains("/generated/"))
    {
        let text = read(file);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        if file.contains("/tests") {
            continue;
        }
        for line in code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            let names: BTreeSet<&str> = line
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .collect();
            let found = words
                .iter()
                .find(|word| names.contains(word.as_str()) || line.contains(&format!("{word}\"")));
            assert!(found.is_none(), "{file} names {found:?}: {line}");
        }
    }
}

#[test]
fn an_operation_prints_few_lines() {
    let text = read("generated-client/src/generated/operations/personnel.rs");
    let file = syn::parse_file(&text).expect("it is Rust");
    let mut setters = 0;
    let mut of_setters = 0;
    for item in &file.items {
        if let syn::Item::Impl(block) = item
            && block.trait_.is_none()
            && block.items.iter().any(|item| matches!(item, syn::ImplItem::Fn(f) if matches!(f.sig.output, syn::ReturnType::Type(_, ref ty) if TypeNames::of(ty) == ["Self"])))
        {
            setters += block.items.len();
            of_setters += block.items.iter().map(code_lines).sum::<usize>();
        }
    }
    assert_eq!(setters, 28 + 1, "28 filters and one optional property");
    assert!(
        of_setters <= setters * 4,
        "{of_setters} lines for {setters} setters"
    );
}

/// The lines of a function as they are printed, without its docs.
fn code_lines(item: &syn::ImplItem) -> usize {
    let syn::ImplItem::Fn(function) = item else {
        return 0;
    };
    let (vis, sig, block) = (&function.vis, &function.sig, &function.block);
    let file = syn::parse2(quote::quote!(#vis #sig #block)).expect("it is Rust");
    prettyplease::unparse(&file).lines().count()
}

#[test]
fn every_snapshot_has_its_fixture_and_the_other_way_round() {
    let stem = |path: &String| {
        Path::new(path)
            .file_name()
            .expect("it has a name")
            .to_string_lossy()
            .into_owned()
    };
    let snapshots: BTreeSet<String> = files("tests/snapshots").iter().map(stem).collect();
    // The surface is that of the committed client.
    let mut expected = BTreeSet::from(["surface.snap".to_owned()]);
    for file in files("tests/fixtures") {
        let name = stem(&file);
        let case = name.split_once('.').map_or(&*name, |(case, _)| case);
        let folders = ["refused", "noted"];
        let folder = folders
            .iter()
            .find(|folder| file.contains(&format!("/{folder}/")));
        expected.insert(match folder {
            Some(folder) => format!("{folder}_{case}.snap"),
            None => format!("{case}.snap"),
        });
    }
    let missing: Vec<_> = expected.difference(&snapshots).collect();
    assert!(
        missing.is_empty(),
        "fixtures without a snapshot: {missing:?}"
    );
    let without_fixture = snapshots
        .iter()
        .filter(|name| !expected.contains(&name.replace(".ir.snap", ".snap")));
    let without_fixture: Vec<_> = without_fixture.collect();
    assert!(
        without_fixture.is_empty(),
        "snapshots without a fixture: {without_fixture:?}"
    );
}

#[test]
fn no_text_speaks_of_how_it_was_made() {
    let mut files: Vec<String> = [
        "codegen",
        "generated-client",
        "xtask",
        "tests",
        "spec",
        ".github",
        ".ci",
    ]
    .iter()
    .flat_map(|folder| files(folder))
    .collect();
    files.extend(
        [
            "README.md",
            "ARCHITECTURE.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            "Cargo.toml",
        ]
        .map(str::to_owned),
    );
    let own = PathBuf::from(file!());
    for file in files {
        if own.ends_with(&file) {
            continue;
        }
        let text = read(&file);
        for word in ["/work/", "/tmp/", "/root/", "TODO", "FIXME", "XXX"] {
            let found = text.lines().find(|line| line.contains(word));
            assert!(found.is_none(), "{file}: {found:?}");
        }
    }
}
