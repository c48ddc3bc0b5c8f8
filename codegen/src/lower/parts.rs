//! The parts of an object: its own properties, those of its `allOf`, and those of branches beside them.

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema, SchemaKind, Type};

use super::schema::schema_name;
use super::shape::Use;
use super::{Lowering, name_of};
use crate::diagnostic::Code;
use crate::document::Pointer;
use crate::ir::Name;
use crate::limit;
use crate::naming::{self, Style};

/// A property with its place, before it becomes a field.
pub(super) struct Property<'a> {
    pub(super) wire: &'a str,
    pub(super) schema: Use<'a>,
    pub(super) at: Pointer,
    /// The type that a schema written in place is named after.
    pub(super) owner: String,
    /// The word that a schema written in place is named by: that of its field among those beside which it is written, so
    /// that it is the same in every record that has the property.
    pub(super) word: String,
    /// Whether it comes from another named schema, which brings its types itself.
    pub(super) foreign: bool,
    /// What other branches say of a property of the same name.
    pub(super) others: Vec<Property<'a>>,
}

/// Where a part of a record stands.
struct Origin {
    at: Pointer,
    owner: String,
    foreign: bool,
}

/// The properties of an object and the names of those that must be there.
#[derive(Default)]
pub(super) struct Parts<'a> {
    pub(super) properties: Vec<Property<'a>>,
    pub(super) required: Vec<&'a str>,
    /// The schema of keys beyond the properties, and where it stands.
    pub(super) rest: Option<(Use<'a>, Pointer)>,
    /// The schemas that are being put together, one inside the other.
    open: Vec<Pointer>,
    /// How many have been put together.
    count: usize,
}

impl<'a> Parts<'a> {
    /// What must be there but is described nowhere, once each.
    pub(super) fn undescribed(&self) -> Vec<&'a str> {
        let is_described = |wire: &str| self.properties.iter().any(|p| p.wire == wire);
        let mut found: Vec<&'a str> = Vec::new();
        for wire in &self.required {
            if !is_described(wire) && !found.contains(wire) {
                found.push(wire);
            }
        }
        found
    }
}

impl<'a> Lowering<'a> {
    /// The properties of an object schema, those of every part of its `allOf` and of its branches among them.
    pub(super) fn parts(&mut self, owner: &str, schema: &'a Schema, at: &Pointer) -> Parts<'a> {
        let mut parts = Parts::default();
        let origin = Origin {
            at: at.clone(),
            owner: owner.to_owned(),
            foreign: false,
        };
        self.collect(schema, &origin, &mut parts);
        parts
    }

    /// Adds the properties of a schema, of every part of its `allOf`, where a later part replaces an earlier property,
    /// and of every branch.
    fn collect(&mut self, schema: &'a Schema, origin: &Origin, parts: &mut Parts<'a>) {
        if parts.open.contains(&origin.at) {
            self.refuse(
                &origin.at,
                Code::AllOfItself,
                "this `allOf` contains itself, so that no value would ever be complete",
                "make the inner use a property",
            );
            return;
        }
        if parts.open.len() >= limit::SCHEMAS {
            self.too_deep.insert(origin.at.clone());
            return;
        }
        parts.count += 1;
        if parts.count > limit::PARTS {
            // Said once, for the whole object.
            if parts.count == limit::PARTS + 1 {
                self.refuse_number_of_parts(&parts.open[0]);
            }
            return;
        }
        parts.open.push(origin.at.clone());
        match &schema.schema_kind {
            SchemaKind::Type(Type::Object(object)) => {
                add(parts, &object.properties, &object.required, origin);
                add_rest(parts, object.additional_properties.as_ref(), origin);
            }
            SchemaKind::AllOf { all_of } => self.collect_parts(all_of, origin, parts),
            SchemaKind::OneOf { one_of } => self.collect_branches(one_of, "oneOf", origin, parts),
            SchemaKind::AnyOf { any_of } => self.collect_branches(any_of, "anyOf", origin, parts),
            SchemaKind::Any(any) if matches!(any.typ.as_deref(), None | Some("object")) => {
                self.collect_parts(&any.all_of, origin, parts);
                add(parts, &any.properties, &any.required, origin);
                add_rest(parts, any.additional_properties.as_ref(), origin);
                self.collect_branches(&any.one_of, "oneOf", origin, parts);
                self.collect_branches(&any.any_of, "anyOf", origin, parts);
            }
            // What a value is not says nothing of its properties.
            SchemaKind::Not { .. } => {}
            SchemaKind::Type(_) | SchemaKind::Any(_) => {
                self.refuse(
                    &origin.at,
                    Code::AllOfPart,
                    "a part of an object that is no object is not supported",
                    "make every part and every branch an object, or say it in one schema",
                );
            }
        }
        parts.open.pop();
    }

    fn collect_parts(
        &mut self,
        all_of: &'a [ReferenceOr<Schema>],
        origin: &Origin,
        parts: &mut Parts<'a>,
    ) {
        for (index, part) in all_of.iter().enumerate() {
            let at = origin.at.child("allOf").item(index);
            if let Some((schema, origin)) = self.inner(part, &at, origin) {
                self.collect(schema, &origin, parts);
            }
        }
    }

    /// Adds what the branches of an object have: any of it may be there, so that all of it is optional.
    ///
    /// Where one of the branches is the record itself, it is known which one holds, and nothing is added.
    fn collect_branches(
        &mut self,
        branches: &'a [ReferenceOr<Schema>],
        keyword: &str,
        origin: &Origin,
        parts: &mut Parts<'a>,
    ) {
        let at = origin.at.child(keyword);
        let inner: Vec<_> = branches
            .iter()
            .enumerate()
            .filter_map(|(index, branch)| self.inner(branch, &at.item(index), origin))
            .collect();
        if inner
            .iter()
            .any(|(_, origin)| parts.open.contains(&origin.at))
        {
            return;
        }
        let before = parts.properties.len();
        for (schema, origin) in inner {
            let mut branch = Parts {
                open: parts.open.clone(),
                count: parts.count,
                ..Parts::default()
            };
            self.collect(schema, &origin, &mut branch);
            parts.count = branch.count;
            parts.rest = parts.rest.take().or(branch.rest);
            for property in branch.properties {
                let earlier = parts
                    .properties
                    .iter()
                    .position(|p| p.wire == property.wire);
                match earlier {
                    None => parts.properties.push(property),
                    Some(at) if at >= before => parts.properties[at].others.push(property),
                    // The object itself says what the property is.
                    Some(_) => {}
                }
            }
        }
        if parts.properties.len() > before {
            let message = format!(
                "these schemas stand beside other properties, so that theirs become optional fields of one record; a check that exactly `{keyword}` holds is the server's"
            );
            self.note(&at, Code::MergedBranches, message);
        }
    }

    fn refuse_number_of_parts(&mut self, at: &Pointer) {
        let message = format!(
            "this object is put together from more than {} parts, the limit: each counts as often as it is referred to",
            limit::PARTS
        );
        let hint = "name each part once in an `allOf`, not by way of several others";
        self.refuse(at, Code::TooManyParts, message, hint);
    }

    /// The schema of a part or a branch, and where its properties come from.
    fn inner(
        &self,
        part: &'a ReferenceOr<Schema>,
        at: &Pointer,
        origin: &Origin,
    ) -> Option<(&'a Schema, Origin)> {
        let (schema, target) = self.target(Use::from(part), at)?;
        let is_reference = matches!(part, ReferenceOr::Reference { .. });
        let named = schema_name(&target)
            .filter(|_| is_reference)
            .map(|name| self.type_name(name));
        // A schema that stands for its subtypes has no record of its own, which would bring the types.
        let is_record = named.is_some() && self.subtypes.get(schema).is_none();
        let origin = Origin {
            at: target,
            foreign: is_record || origin.foreign,
            owner: named.unwrap_or_else(|| origin.owner.clone()),
        };
        Some((schema, origin))
    }
}

fn add<'a>(
    parts: &mut Parts<'a>,
    properties: &'a IndexMap<String, ReferenceOr<Box<Schema>>>,
    required: &'a [String],
    origin: &Origin,
) {
    parts.required.extend(required.iter().map(String::as_str));
    let uses = properties
        .iter()
        .map(|(wire, schema)| (wire.as_str(), Use::from(schema)));
    for ((wire, schema), word) in properties.iter().zip(words(uses)) {
        let property = Property {
            wire,
            word,
            schema: Use::from(schema),
            at: origin.at.child("properties").child(wire),
            owner: origin.owner.clone(),
            foreign: origin.foreign,
            others: Vec::new(),
        };
        match parts
            .properties
            .iter_mut()
            .find(|earlier| earlier.wire == wire)
        {
            Some(earlier) => *earlier = property,
            None => parts.properties.push(property),
        }
    }
}

/// The words of properties that are written side by side: their names on the wire, or those of their fields where these
/// differ by more than their spelling.
pub(super) fn words<'p>(properties: impl Iterator<Item = (&'p str, Use<'p>)>) -> Vec<String> {
    let names = properties.map(|(wire, of)| match of {
        Use::Inline(schema) => name_of(wire, &schema.schema_data.extensions, Style::Snake),
        Use::Reference(_) => naming::name(wire, Style::Snake),
    });
    let mut names: Vec<Name> = names.collect();
    naming::settle(&mut names.iter_mut().collect::<Vec<_>>(), Style::Snake);
    names.into_iter().map(naming::word).collect()
}

/// Keys beyond the properties, where the document says what stands under them.
fn add_rest<'a>(parts: &mut Parts<'a>, rest: Option<&'a AdditionalProperties>, origin: &Origin) {
    if let Some(AdditionalProperties::Schema(values)) = rest {
        parts.rest = Some((
            Use::from(values.as_ref()),
            origin.at.child("additionalProperties"),
        ));
    }
}
