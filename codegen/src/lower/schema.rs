//! Schemas: which type a schema becomes, and which type a use of it has.

use openapiv3::Schema;

use super::places::AtPlace;
use super::shape::{Shape, Use, unique};
use super::{Lowering, docs};
use crate::diagnostic::{Code, excerpt};
use crate::document::{Pointer, Resolved};
use crate::ir::{Home, IntegerEnum, Model, ModelKind, Name, OpenEnum, TypeRef};
use crate::limit;
use crate::naming::{self, Style};

/// The name of a schema that stands under `components`.
pub(super) fn schema_name(at: &Pointer) -> Option<&str> {
    match at.segments() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => {
            Some(name)
        }
        _ => None,
    }
}

impl<'a> Lowering<'a> {
    /// The schema that a use means, with its place.
    pub(super) fn target(&self, of: Use<'a>, at: &Pointer) -> Option<(&'a Schema, Pointer)> {
        match of {
            Use::Inline(schema) => Some((schema, at.clone())),
            Use::Reference(reference) => self
                .document
                .schema(reference)
                .map(|found| (found.item, found.at)),
        }
    }

    /// Lowers a named schema to the type that bears its name; a list or a map needs none, it is written out where it is used.
    pub(super) fn component(&mut self, wire: &str, schema: &'a Schema, at: &Pointer) {
        let name = Name {
            wire: wire.to_owned(),
            rust: self.type_name(wire),
        };
        self.writing.push(at.clone());
        self.add_model(name, schema, at);
        self.writing.pop();
    }

    /// Adds the type of a schema, before those that are made for its parts.
    fn add_model(&mut self, name: Name, schema: &'a Schema, at: &Pointer) {
        let before = self.models.len();
        if let Some(kind) = self.named_kind(&name, schema, at) {
            let docs = docs::of_schema(schema);
            let model = Model::new(name, docs, kind);
            self.models.insert(before, (model, at.clone()));
        }
    }

    /// What a named type is; none where its uses stand for what it holds.
    fn named_kind(&mut self, name: &Name, schema: &'a Schema, at: &Pointer) -> Option<ModelKind> {
        match self.shape(schema) {
            Shape::Object => Some(ModelKind::Struct(self.record(name, schema, at))),
            Shape::Enum(values) => Some(ModelKind::OpenEnum(self.enumeration(&values, at))),
            Shape::IntegerEnum(values) => Some(ModelKind::IntegerEnum(self.integers(&values, at))),
            Shape::Scalar(ty) => Some(ModelKind::Newtype(ty)),
            Shape::OneOf(branches, keyword) => Some(ModelKind::Union(self.union(
                name,
                schema,
                branches,
                &at.child(keyword),
            ))),
            // What is written in place is the type itself; only a named schema can have another name.
            Shape::Wrapper(Use::Inline(inner), keyword, index) => {
                self.named_kind(name, inner, &at.child(keyword).item(index))
            }
            Shape::Wrapper(..) | Shape::Array(_) | Shape::Map(_) | Shape::Free => {
                Some(ModelKind::Alias(self.inline(schema, &name.rust, at)))
            }
            Shape::Unsupported(what) => {
                self.unsupported(what, at);
                None
            }
        }
    }

    /// The type of a use; `name` is the name of a type that has to be made for it.
    pub(super) fn type_of(&mut self, of: Use<'a>, name: &str, at: &Pointer) -> TypeRef {
        match of {
            Use::Inline(schema) => self.inline(schema, name, at),
            Use::Reference(reference) => self.reference(reference, name, at),
        }
    }

    fn reference(&mut self, reference: &'a str, name: &str, at: &Pointer) -> TypeRef {
        let Some(Resolved {
            item: schema,
            at: target,
        }) = self.document.schema(reference)
        else {
            // What leads nowhere at all the loader has told.
            let target = Pointer::parse(reference);
            if target.is_some_and(|target| self.document.node(&target).is_some()) {
                self.refuse(
                    at,
                    Code::RefNotRead,
                    format!("{} is in a part that is not read", excerpt(reference)),
                    "move the schema to `components/schemas` and refer to it there",
                );
            }
            return TypeRef::Any;
        };
        let Some(wire) = schema_name(&target) else {
            return self.nested(schema, name, &target);
        };
        let name = self.type_name(wire);
        let home = match self.shape(schema) {
            Shape::Object | Shape::OneOf(..) => Home::Models,
            Shape::Enum(_) | Shape::IntegerEnum(_) => Home::Enums,
            Shape::Scalar(_) => Home::Ids,
            Shape::Wrapper(..) | Shape::Array(_) | Shape::Map(_) | Shape::Free => {
                return self.written_out(schema, &name, &target);
            }
            // Refused where it is defined.
            Shape::Unsupported(_) => return TypeRef::Any,
        };
        TypeRef::Named { name, home }
    }

    /// A schema out of the middle of another one, or of an operation: the type that stands there.
    fn nested(&mut self, schema: &'a Schema, name: &str, at: &Pointer) -> TypeRef {
        if !self.may_write(at) || !self.places.follow() {
            return TypeRef::Any;
        }
        self.writing.push(at.clone());
        let ty = self.inline(schema, name, at);
        self.writing.pop();
        self.places.leave();
        ty
    }

    /// Whether a schema can be written out where it is used: not within itself, and not too deep within others.
    fn may_write(&mut self, at: &Pointer) -> bool {
        if self.writing.contains(at) {
            self.endless.insert(at.clone());
            return false;
        }
        if self.writing.len() >= limit::SCHEMAS {
            self.too_deep.insert(at.clone());
            return false;
        }
        true
    }

    /// The type of a named schema that stands for what it holds. What it brings was lowered with the schema itself.
    fn written_out(&mut self, schema: &'a Schema, name: &str, at: &Pointer) -> TypeRef {
        if !self.may_write(at) {
            return TypeRef::Any;
        }
        self.writing.push(at.clone());
        let ty = self.aside(|lowering| lowering.inline(schema, name, at));
        self.writing.pop();
        ty
    }

    /// The type of a schema written in place; `name` is given to the type it needs, if it needs one.
    pub(super) fn inline(&mut self, schema: &'a Schema, name: &str, at: &Pointer) -> TypeRef {
        match self.shape(schema) {
            Shape::Scalar(ty) => ty,
            Shape::Wrapper(inner, keyword, index) => {
                self.type_of(inner, name, &at.child(keyword).item(index))
            }
            Shape::Array(Some(items)) => {
                let item = self.type_of(items, &format!("{name}Item"), &at.child("items"));
                TypeRef::List(Box::new(item))
            }
            Shape::Array(None) => TypeRef::List(Box::new(TypeRef::Any)),
            Shape::Map(Some(values)) => {
                let value = self.type_of(
                    values,
                    &format!("{name}Value"),
                    &at.child("additionalProperties"),
                );
                TypeRef::Map(Box::new(value))
            }
            Shape::Map(None) => TypeRef::Map(Box::new(TypeRef::Any)),
            Shape::Free => TypeRef::Any,
            Shape::Object | Shape::Enum(_) | Shape::IntegerEnum(_) | Shape::OneOf(..) => {
                self.inline_type(schema, name, at)
            }
            Shape::Unsupported(what) => {
                self.unsupported(what, at);
                TypeRef::Any
            }
        }
    }

    /// A schema that needs a type of its own gets one, named after its place.
    fn inline_type(&mut self, schema: &'a Schema, short: &str, at: &Pointer) -> TypeRef {
        let home = if matches!(self.shape(schema), Shape::Enum(_) | Shape::IntegerEnum(_)) {
            Home::Enums
        } else {
            Home::Models
        };
        let is_made_elsewhere = |name| TypeRef::Named { name, home };
        let rust = match self.places.at(at, short) {
            Some(AtPlace::Own(own)) => return is_made_elsewhere(self.free_name(&own, at)),
            Some(AtPlace::Made) => return is_made_elsewhere(naming::whole_place(at.segments())),
            Some(AtPlace::New) => naming::whole_place(at.segments()),
            None => self.free_name(short, at),
        };
        let name = Name {
            wire: at.to_string(),
            rust: rust.clone(),
        };
        // A type that is on its way is only named: it may hold itself.
        let on_its_way = self.naming.iter().find(|(place, _)| place == at);
        if let Some((_, rust)) = on_its_way {
            let name = rust.clone();
            return TypeRef::Named { name, home };
        }
        self.naming.push((at.clone(), rust.clone()));
        let outside = std::mem::take(&mut self.writing);
        self.add_model(name, schema, at);
        self.writing = outside;
        self.naming.pop();
        TypeRef::Named { name: rust, home }
    }

    /// A type whose name another one bears as well says whose it is, and then where it stands.
    fn free_name(&self, short: &str, at: &Pointer) -> String {
        let mut rust = short.to_owned();
        for owner in [naming::owner_of_place, naming::whole_place] {
            if self.taken.contains(&rust) {
                rust = format!("{short}Of{}", owner(at.segments()));
            }
        }
        rust
    }

    fn enumeration(&mut self, values: &[&str], at: &Pointer) -> OpenEnum {
        OpenEnum {
            values: self.values(values, &at.child("enum")),
        }
    }

    /// The values of an enum with their variants.
    pub(super) fn values(&mut self, values: &[&str], at: &Pointer) -> Vec<Name> {
        let mut names: Vec<Name> = unique(values)
            .into_iter()
            .map(|value| Name {
                wire: value.to_owned(),
                rust: naming::variant_name(value),
            })
            .collect();
        naming::settle(&mut names.iter_mut().collect::<Vec<_>>(), Style::Pascal);
        // The document has no place for another name of a value.
        let hint = "leave one of the two out: a value that is not listed is kept as it came";
        self.report_clashes(names.iter(), at, "value", hint);
        names
    }

    fn integers(&mut self, values: &[i64], at: &Pointer) -> IntegerEnum {
        let values = unique(values);
        let wires: Vec<String> = values.iter().map(i64::to_string).collect();
        let wires: Vec<&str> = wires.iter().map(String::as_str).collect();
        let names = self.values(&wires, &at.child("enum"));
        let names = names.into_iter().map(|name| name.rust);
        IntegerEnum {
            values: values.into_iter().zip(names).collect(),
        }
    }

    pub(super) fn unsupported(&mut self, what: &str, at: &Pointer) {
        self.refuse(
            at,
            Code::Unsupported,
            format!("{what} is not supported"),
            "codegen/OPENAPI-SUPPORT.md says what is supported in its place",
        );
    }
}
