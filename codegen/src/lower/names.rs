//! Names of types and of scopes: made to differ where they can be, and reported where not.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::Lowering;
use crate::diagnostic::{Code, excerpt};
use crate::document::Pointer;
use crate::ir::Name;
use crate::naming::{self, Style};

/// What helps where two things of the document would bear one name.
pub(super) const RENAME: &str = "give one of the two another name in Rust by `x-name`";

/// A name on both sides: in Rust it is what `x-name` says, if the document says it.
pub(super) fn name_of(wire: &str, extensions: &Extensions, style: Style) -> Name {
    Name {
        wire: wire.to_owned(),
        rust: naming::rust_name(said_name(extensions).unwrap_or(wire), style),
    }
}

pub(super) fn said_name(extensions: &Extensions) -> Option<&str> {
    extensions.get("x-name").and_then(serde_json::Value::as_str)
}

pub(super) type Extensions = IndexMap<String, serde_json::Value>;

impl Lowering<'_> {
    /// The names that several types would bear.
    pub(super) fn taken_names(&self) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let names = self.models.iter().map(|(model, _)| &model.name.rust);
        names.filter(|name| !seen.insert(*name)).cloned().collect()
    }

    /// Two types of one name: an error that asks for another name.
    pub(super) fn report_type_clashes(&mut self) {
        let mut seen: BTreeMap<String, Pointer> = BTreeMap::new();
        let mut clashes = Vec::new();
        for (model, at) in &self.models {
            match seen.get(&model.name.rust) {
                Some(first) => clashes.push((at.clone(), model.name.rust.clone(), first.clone())),
                None => {
                    seen.insert(model.name.rust.clone(), at.clone());
                }
            }
        }
        for (at, rust, first) in clashes {
            self.refuse(
                &at,
                Code::TypeClash,
                format!(
                    "this becomes the type `{rust}`, and so does {}",
                    excerpt(&first.to_string())
                ),
                RENAME,
            );
        }
    }

    /// Makes the names of one scope differ; those that cannot are reported.
    pub(super) fn settle(
        &mut self,
        mut names: Vec<&mut Name>,
        style: Style,
        at: &Pointer,
        what: &str,
    ) {
        naming::settle(&mut names, style);
        self.report_clashes(names.iter().map(|name| &**name), at, what, RENAME);
    }

    pub(super) fn report_clashes<'n>(
        &mut self,
        names: impl Iterator<Item = &'n Name>,
        at: &Pointer,
        what: &str,
        hint: &str,
    ) {
        for name in naming::clashes(names) {
            self.refuse(
                at,
                Code::NameClash,
                format!(
                    "the {what} {} becomes `{}` in Rust, and so does another one",
                    excerpt(&name.wire),
                    name.rust
                ),
                hint,
            );
        }
    }

    /// The type of a named schema.
    pub(super) fn type_name(&self, schema: &str) -> String {
        self.type_names
            .get(schema)
            .cloned()
            .unwrap_or_else(|| naming::type_name(schema))
    }

    /// The types of all named schemas, which no order of theirs can change.
    pub(super) fn settle_type_names(&mut self) {
        let Some(components) = &self.api().components else {
            return;
        };
        let names = components.schemas.iter().map(|(wire, schema)| {
            let said = schema
                .as_item()
                .and_then(|schema| said_name(&schema.schema_data.extensions));
            Name {
                wire: wire.clone(),
                rust: naming::type_name(said.unwrap_or(wire)),
            }
        });
        let mut names: Vec<Name> = names.collect();
        let at = Pointer::root().child("components").child("schemas");
        self.settle(names.iter_mut().collect(), Style::Pascal, &at, "schema");
        self.type_names = names
            .into_iter()
            .map(|name| (name.wire, name.rust))
            .collect();
    }
}
