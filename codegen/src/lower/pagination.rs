//! `x-pagination`: how the pages of a listing follow each other.

use std::collections::BTreeMap;

use openapiv3::Operation;

use super::Lowering;
use crate::diagnostic::{Code, excerpt};
use crate::document::Pointer;
use crate::ir::{Field, Input, ModelKind, Output, Page, Pagination, Presence, TypeRef};

const KEYWORD: &str = "x-pagination";

/// The five names of the extension; the loader has checked that they are there.
fn names(operation: &Operation) -> Option<BTreeMap<&str, &str>> {
    let listed = operation.extensions.get(KEYWORD)?.as_object()?;
    Some(
        listed
            .iter()
            .filter_map(|(key, name)| Some((key.as_str(), name.as_str()?)))
            .collect(),
    )
}

impl Lowering<'_> {
    /// How the pages of an operation follow each other.
    pub(super) fn pagination(
        &mut self,
        operation: &Operation,
        setters: &[Input],
        output: &Output,
        at: &Pointer,
    ) -> Option<Pagination> {
        let names = names(operation)?;
        let at = at.child(KEYWORD);
        let name = |key: &str| names.get(key).copied().unwrap_or_default();
        for key in ["page", "limit"] {
            let is_number = setters.iter().any(|input| {
                input.name.wire == name(key) && matches!(input.ty, TypeRef::Integer(_))
            });
            if !is_number {
                self.bad(
                    &at.child(key),
                    &format!(
                        "{} is no optional whole-number parameter",
                        excerpt(name(key))
                    ),
                );
            }
        }
        self.make_page(&names, output, &at);
        Some(Pagination {
            page: name("page").to_owned(),
            limit: name("limit").to_owned(),
            max_limit: setters
                .iter()
                .find(|input| input.name.wire == name("limit"))?
                .facts
                .maximum,
            items: name("items").to_owned(),
        })
    }

    /// Marks the record that an operation answers as a page.
    fn make_page(&mut self, names: &BTreeMap<&str, &str>, output: &Output, at: &Pointer) {
        let wire = |key: &str| names.get(key).copied().unwrap_or_default();
        let Output::Json(TypeRef::Named { name, .. }) = output else {
            self.bad(
                at,
                "the answer is no object with a name under `components/schemas`",
            );
            return;
        };
        let field = |key: &str| self.field_of(name, wire(key));
        let found = match (field("items"), field("total")) {
            (Some(items), Some(total)) if matches!(total.ty, TypeRef::Integer(_)) => {
                match &items.ty {
                    TypeRef::List(item) => Some((
                        items.name.rust.clone(),
                        item.as_ref().clone(),
                        total.name.rust.clone(),
                    )),
                    _ => None,
                }
            }
            _ => None,
        };
        let Some((items, item, total)) = found else {
            self.bad(
                at,
                &format!("`{name}` lacks the list of items, or their total as a whole number"),
            );
            return;
        };
        let id = self.id_of(&item, wire("id")).unwrap_or_else(|| {
            self.bad(&at.child("id"), "the items have no such required property");
            String::new()
        });
        let page = Page {
            items,
            item,
            total,
            id,
        };
        let name = name.clone();
        let model = self
            .models
            .iter_mut()
            .find(|(model, _)| model.name.rust == name);
        if let Some((ModelKind::Struct(record), _)) = model.map(|(model, at)| (&mut model.kind, at))
        {
            record.page = Some(page);
        }
    }

    /// The field of a record by its name on the wire.
    fn field_of(&self, record: &str, wire: &str) -> Option<&Field> {
        let Some(ModelKind::Struct(record)) = self.model(record) else {
            return None;
        };
        record.fields.iter().find(|field| field.name.wire == wire)
    }

    /// The field that tells items apart, if it is there and always has a value.
    fn id_of(&self, item: &TypeRef, wire: &str) -> Option<String> {
        let TypeRef::Named { name, .. } = item else {
            return None;
        };
        self.field_of(name, wire)
            .filter(|field| field.presence == Presence::Required)
            .map(|field| field.name.rust.clone())
    }

    fn bad(&mut self, at: &Pointer, message: &str) {
        self.refuse(
            at,
            Code::Extension,
            format!("`{KEYWORD}`: {message}"),
            "spec/README.md says what each of the five names stands for",
        );
    }
}
