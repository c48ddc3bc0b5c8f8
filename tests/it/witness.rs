//! The examples of the review carry code that uses the client: it compiles with both clients, or with one of them, as the
//! verdict on Rust says.
//!
//! It starts cargo, so it runs on request: `cargo test -p tests -- --ignored`.

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::MutexGuard;

use codegen::review::{Bump, Context, Example, Moved, Side, Witness, examples, review};
use xtask::client_copy::ClientCopy;

use crate::programs::build_alone;
use crate::root;

/// The crate that holds the code of a user.
const MANIFEST: &str = "\
[package]
name = \"witness\"
edition = \"2024\"

[dependencies]
generated-client = { path = \"../generated-client\", default-features = false }
";

/// How many verdicts have to be shown.
const LEAST: usize = 30;

struct Bench {
    folder: tempfile::TempDir,
    copy: ClientCopy,
    /// The document that the client is made from.
    document: String,
    /// Programs are built in the same place.
    _alone: MutexGuard<'static, ()>,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let copy = ClientCopy::make(&root(), folder.path()).expect("the client can be copied");
        let manifest = folder.path().join("Cargo.toml");
        let text = std::fs::read_to_string(&manifest).expect("it was written");
        let text = text.replace(
            "members = [\"generated-client\"]",
            "members = [\"generated-client\", \"witness\"]",
        );
        std::fs::write(manifest, text).expect("it can be written");
        let own = folder.path().join("witness");
        std::fs::create_dir_all(own.join("src")).expect("the folder can be made");
        std::fs::write(own.join("Cargo.toml"), MANIFEST).expect("it can be written");
        Self {
            folder,
            copy,
            document: String::new(),
            _alone: build_alone(),
        }
    }

    /// Makes the client that of a document.
    fn client(&mut self, document: &str) {
        if self.document == document {
            return;
        }
        let generated = codegen::generate("library.yaml", document.as_bytes())
            .expect("the example is accepted");
        self.copy
            .replace(&generated.files)
            .expect("the files can be written");
        document.clone_into(&mut self.document);
    }

    /// What the compiler says against the code of a user; nothing where it compiles.
    fn complaint(&self, code: &str) -> Option<String> {
        let text = format!(
            "#![allow(dead_code, deprecated, unused_imports)]\nuse generated_client::*;\n{code}"
        );
        let file = self.folder.path().join("witness/src/lib.rs");
        std::fs::write(file, text).expect("it can be written");
        let output = Command::new(env!("CARGO"))
            .args(["check", "--offline", "--quiet", "--package", "witness"])
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", root().join("target/programs"))
            .output()
            .expect("cargo starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.success() || said.contains("could not compile `witness`"),
            "the client itself: {said}"
        );
        (!output.status.success()).then_some(said)
    }
}

/// Whether the code compiles with the old client, and with the new one.
fn expected(bump: Bump) -> [bool; 2] {
    match bump {
        Bump::Major => [true, false],
        Bump::Minor => [false, true],
        Bump::Patch | Bump::None => [true, true],
    }
}

fn witnesses() -> Vec<(&'static Example, &'static str)> {
    let all = examples().iter();
    all.filter_map(|example| Some((example, example.witness.as_deref()?)))
        .collect()
}

/// Compares what the compiler says with the verdict.
fn judge(example: &Example, side: &str, complaint: Option<&str>, compiles: bool) -> Option<String> {
    (complaint.is_none() != compiles).then(|| {
        let title = &example.title;
        format!(
            "{title} ({} in Rust), {side}: compiles is not {compiles}\n{}",
            example.forth.rust,
            complaint.unwrap_or_default()
        )
    })
}

#[test]
#[ignore = "starts cargo"]
fn code_of_users_compiles_as_the_verdicts_say() {
    let witnesses = witnesses();
    assert!(witnesses.len() >= LEAST, "{}", witnesses.len());
    let mut bench = Bench::new();
    let mut wrong = Vec::new();
    for index in [0, 1] {
        for (example, code) in &witnesses {
            let documents = example.documents().expect("the hunks fit");
            let (side, document) = if index == 0 {
                ("old", documents.0)
            } else {
                ("new", documents.1)
            };
            bench.client(&document);
            let complaint = bench.complaint(code);
            wrong.extend(judge(
                example,
                side,
                complaint.as_deref(),
                expected(example.forth.rust)[index],
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What the names of a witness are, besides those of the client.
const NAMES: &str = "\
use generated_client::jiff::{Timestamp, civil::Date};
use generated_client::serde_json::Value;
use std::collections::BTreeMap;
";

/// A witness in a function that is given what it needs.
fn function(witness: &Witness) -> String {
    let given: Vec<String> = witness
        .given
        .iter()
        .map(|(name, ty)| format!("{name}: {ty}"))
        .collect();
    format!(
        "{NAMES}async fn witness({}) -> Result<(), Error> {{ {} Ok(()) }}",
        given.join(", "),
        witness.code
    )
}

/// What the surfaces of two documents say is broken, and by which code.
fn broken([old, new]: [&str; 2]) -> Vec<(Moved, Witness)> {
    let [base, head] =
        [old, new].map(|text| Side::load("library.yaml", text.as_bytes(), true).expect("it loads"));
    let context = Context {
        rust: true,
        ..Context::default()
    };
    let moved = review(&base, &head, &context).moved.into_iter();
    moved
        .filter_map(|item| Some((item.clone(), item.witness?)))
        .collect()
}

/// The code that a review prints compiles with the old client and not with the new one: for each kind of item that goes or
/// changes, in one example.
#[test]
#[ignore = "starts cargo"]
fn code_that_a_review_prints_breaks() {
    let mut shown: BTreeMap<(&str, bool), ([String; 2], Witness)> = BTreeMap::new();
    for example in examples() {
        for (_, old, new) in example.cases() {
            for (item, witness) in broken([&old, &new]) {
                // Traits of serde are named by its own crate, which the bench does not have.
                if witness.code.contains("serde::") {
                    continue;
                }
                let kind = (item.kind.word(), item.after.is_none());
                let documents = [old.clone(), new.clone()];
                shown.entry(kind).or_insert((documents, witness));
            }
        }
    }
    assert!(shown.len() >= 10, "{:?}", shown.keys());
    // Two names of one type that become two types, and two types that become one.
    let alike = crate::read("tests/fixtures/alike_lists.yaml");
    let parted = alike.replacen("[name, owner, size]", "[name, owner]", 1);
    for (what, old, new) in [("parted", &alike, &parted), ("joined", &parted, &alike)] {
        for (item, witness) in broken([old, new]) {
            if item.kind.word() == "alias" {
                shown.insert((what, false), ([old.clone(), new.clone()], witness));
            }
        }
        assert!(shown.contains_key(&(what, false)), "{what}");
    }
    let mut bench = Bench::new();
    let mut wrong = Vec::new();
    for (kind, ([old, new], witness)) in &shown {
        let code = function(witness);
        for (document, compiles) in [(old, true), (new, false)] {
            bench.client(document);
            let complaint = bench.complaint(&code);
            if complaint.is_none() != compiles {
                let said = complaint.unwrap_or_default();
                wrong.push(format!(
                    "{kind:?}, compiles is not {compiles}: {code}\n{said}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
