//! `x-required-when`: what a value of one property requires of another.

use openapiv3::Schema;

use super::schema::schema_name;
use super::shape::{Shape, Use};
use super::{Lowering, RENAME};
use crate::diagnostic::{Code, excerpt};
use crate::document::{Pointer, did_you_mean};
use crate::ir::{Body, Check, Condition, Constructor, Field, Name};
use crate::limit;
use crate::naming::{self, RECORD_METHODS, Style};

pub(super) const KEYWORD: &str = "x-required-when";

/// The conditions of a schema, in the order of the document; the loader has checked their shape.
pub(super) fn conditions(schema: &Schema) -> Vec<Condition> {
    let listed = schema
        .schema_data
        .extensions
        .get(KEYWORD)
        .and_then(serde_json::Value::as_object);
    let mut conditions = Vec::new();
    for (property, deciding) in listed.into_iter().flatten() {
        for (when, values) in deciding.as_object().into_iter().flatten() {
            let values = values.as_array().into_iter().flatten();
            conditions.push(Condition {
                property: property.clone(),
                when: when.clone(),
                values: values
                    .filter_map(|value| value.as_str().map(str::to_owned))
                    .collect(),
            });
        }
    }
    conditions
}

/// The checks that conditions bring.
pub(super) fn checks(schema: &Schema) -> impl Iterator<Item = Check> {
    conditions(schema).into_iter().map(Check::RequiredWhen)
}

impl<'a> Lowering<'a> {
    /// What callers build a body with: one constructor for each value that requires something.
    pub(super) fn conditional_body(&mut self, schema: &'a Schema, at: &Pointer) -> Body {
        let conditions = conditions(schema);
        let mut body = Body::default();
        let mut deciding: Vec<&str> = conditions
            .iter()
            .map(|condition| condition.when.as_str())
            .collect();
        deciding.sort_unstable();
        deciding.dedup();
        for when in deciding {
            let Some((enumeration, values)) = self.enum_of_property(schema, when, at) else {
                self.refuse(
                    &at.child(KEYWORD),
                    Code::ConditionNotEnum,
                    format!("{} is no enum among the properties", excerpt(when)),
                    did_you_mean(when, super::body::properties(schema).map(|(wire, _)| wire))
                        .unwrap_or_else(|| "name a property whose schema is an enum of texts under `components/schemas`".to_owned()),
                );
                continue;
            };
            self.check_condition_values(&conditions, when, &values, at);
            let constructors = values
                .iter()
                .filter_map(|value| constructor(&conditions, when, value, &enumeration));
            body.constructors.extend(constructors);
        }
        body
    }

    /// A condition on a value that the enum lacks would never hold.
    fn check_condition_values(
        &mut self,
        conditions: &[Condition],
        when: &str,
        values: &[Name],
        at: &Pointer,
    ) {
        for condition in conditions.iter().filter(|condition| condition.when == when) {
            for value in condition
                .values
                .iter()
                .filter(|value| values.iter().all(|known| known.wire != **value))
            {
                self.refuse(
                    &at.child(KEYWORD).child(&condition.property).child(when),
                    Code::ConditionValue,
                    format!("{} is no value of {}", excerpt(value), excerpt(when)),
                    did_you_mean(value, values.iter().map(|known| known.wire.as_str()))
                        .unwrap_or_else(|| "list values that the enum has".to_owned()),
                );
            }
        }
    }

    /// Two constructors of one name, which no rule tells apart.
    pub(super) fn report_constructor_clashes(&mut self, body: Option<&Body>, at: &Pointer) {
        let constructors = body.map_or(&[][..], |body| &body.constructors);
        let mut names: Vec<&str> = constructors
            .iter()
            .map(|constructor| constructor.name.rust.as_str())
            .collect();
        names.sort_unstable();
        for pair in names.windows(2).filter(|pair| pair[0] == pair[1]) {
            self.refuse(
                &at.child(KEYWORD),
                Code::NameClash,
                format!(
                    "two values that require something both become `{}` in Rust",
                    pair[0]
                ),
                RENAME,
            );
        }
    }

    /// The type and the values of a property that is an enum of texts.
    fn enum_of_property(
        &mut self,
        schema: &'a Schema,
        wire: &str,
        at: &Pointer,
    ) -> Option<(String, Vec<Name>)> {
        let property = super::body::properties(schema)
            .find(|(name, _)| *name == wire)?
            .1;
        let (target, place) = self.unwrapped(property, &at.child("properties").child(wire))?;
        let Shape::Enum(values) = self.shape(target) else {
            return None;
        };
        let name = self.type_name(schema_name(&place)?);
        // Clashes among the values are reported where the enum itself is lowered.
        let values = self.aside(|lowering| lowering.values(&values, &place));
        Some((name, values))
    }

    /// The schema behind references and wrappers.
    pub(super) fn unwrapped(&self, of: Use<'a>, at: &Pointer) -> Option<(&'a Schema, Pointer)> {
        let (mut schema, mut place) = self.target(of, at)?;
        for _ in 0..limit::SCHEMAS {
            let Shape::Wrapper(inner, keyword, index) = self.shape(schema) else {
                return Some((schema, place));
            };
            (schema, place) = self.target(inner, &place.child(keyword).item(index))?;
        }
        // A wrapper around itself, or in too many others, is reported where it is lowered.
        None
    }
}

/// Gives constructors the names of the fields they set, and keeps their own out of the way of all other methods.
///
/// A property that is only answered is never set: it decides nothing, and nothing requires it.
pub(super) fn with_fields(mut body: Body, fields: &[Field]) -> Body {
    let sent = |wire: &String| {
        let mut sent = fields.iter().filter(|field| !field.read_only);
        sent.find(|field| field.name.wire == *wire)
            .map(|field| field.name.rust.clone())
    };
    body.constructors.retain_mut(|constructor| {
        constructor.requires = constructor.requires.iter().filter_map(sent).collect();
        let when = sent(&constructor.when);
        constructor.when = when.unwrap_or_default();
        !constructor.when.is_empty() && !constructor.requires.is_empty()
    });
    settle(&mut body.constructors);
    let made = body.constructor();
    let is_taken = |name: &str| {
        name == made
            || RECORD_METHODS.contains(&name)
            || fields.iter().any(|field| field.name.rust == name)
    };
    for constructor in &mut body.constructors {
        let name = &mut constructor.name.rust;
        while is_taken(name) {
            *name = format!("to_{}", naming::plain(name));
        }
    }
    body
}

/// A value that two properties list gets the name of its property: `kind_lost` beside `state_lost`.
fn settle(constructors: &mut [Constructor]) {
    let names: Vec<String> = constructors
        .iter()
        .map(|constructor| constructor.name.rust.clone())
        .collect();
    for constructor in constructors {
        let alike = names.iter().filter(|name| **name == constructor.name.rust);
        if alike.count() > 1 {
            constructor.name.rust =
                naming::with_suffix(&constructor.when, &constructor.name.rust, Style::Snake);
        }
    }
}

fn constructor(
    conditions: &[Condition],
    when: &str,
    value: &Name,
    enumeration: &str,
) -> Option<Constructor> {
    let requires: Vec<String> = conditions
        .iter()
        .filter(|condition| condition.when == when && condition.values.contains(&value.wire))
        .map(|condition| condition.property.clone())
        .collect();
    (!requires.is_empty()).then(|| Constructor {
        name: Name {
            wire: value.wire.clone(),
            rust: naming::rust_name(&value.rust, Style::Snake),
        },
        when: when.to_owned(),
        variant: value.rust.clone(),
        enumeration: enumeration.to_owned(),
        requires,
    })
}
