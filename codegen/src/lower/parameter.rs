//! Parameters: arguments where they are required, setters where they are not.

use openapiv3::{
    Operation, Parameter, ParameterData, ParameterSchemaOrContent, PathItem, ReferenceOr,
};

use super::body::checks;
use super::operation::tell_places;
use super::shape::Use;
use super::style::{Nested, style, write_alike};
use super::{Lowering, docs, name_of};
use crate::document::{Pointer, Resolved};
use crate::ir::{self, Check, Docs, Facts, Input, InputPlace, Name, PathTemplate};
use crate::naming::{self, Style};

/// A parameter that was lowered.
pub(super) struct Lowered {
    pub(super) input: Input,
    pub(super) required: bool,
    pub(super) checks: Vec<Check>,
}

impl<'a> Lowering<'a> {
    /// The parameters of an operation and of its path, path parameters in the order of the path's text.
    pub(super) fn parameters(
        &mut self,
        item: &'a PathItem,
        operation: &'a Operation,
        path: &PathTemplate,
        owner: &str,
        at: &Pointer,
    ) -> Vec<Lowered> {
        let shared = at.parent().unwrap_or_default().child("parameters");
        let mut found = self.resolved(&item.parameters, &shared);
        for own in self.resolved(&operation.parameters, &at.child("parameters")) {
            // A parameter of the operation replaces the one of the path that has its name and place.
            found.retain(|other| key(other.item) != key(own.item));
            found.push(own);
        }
        let mut lowered: Vec<Lowered> = Vec::new();
        let words = type_words(found.iter().map(|parameter| parameter.item));
        for (parameter, word) in found.iter().zip(words) {
            let name = naming::type_of_place(owner, &word);
            lowered.extend(self.parameter(parameter.item, &name, &parameter.at));
        }
        write_alike(&mut lowered);
        lowered.sort_by_key(|lowered| {
            let wire = &lowered.input.name.wire;
            let is_path = lowered.input.place == InputPlace::Path;
            let in_path = path
                .parameters
                .iter()
                .position(|name| is_path && name == wire);
            in_path.unwrap_or(usize::MAX)
        });
        lowered
    }

    fn resolved(
        &mut self,
        parameters: &'a [ReferenceOr<Parameter>],
        at: &Pointer,
    ) -> Vec<Resolved<'a, Parameter>> {
        let mut found = Vec::new();
        for (index, parameter) in parameters.iter().enumerate() {
            match self.document.resolve_parameter(parameter, &at.item(index)) {
                Ok(resolved) => found.push(resolved),
                Err(problem) => self.problems.push(problem),
            }
        }
        found
    }

    fn parameter(
        &mut self,
        parameter: &'a Parameter,
        type_name: &str,
        at: &Pointer,
    ) -> Option<Lowered> {
        let data = parameter.parameter_data_ref();
        let place = place(parameter);
        if place == InputPlace::Header && !self.is_own_header(&data.name, at) {
            return None;
        }
        let (schema, at, style) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => {
                (schema, at.child("schema"), style(parameter))
            }
            ParameterSchemaOrContent::Content(content) => {
                let at = at.child("content");
                self.content(content, place, &at)?
            }
        };
        let mut input = self.parameter_input(data, Use::from(schema), place, type_name, &at);
        input.style = self.settle_style(&input, style, &at, Nested::PARAMETER);
        let checks = checks(&input.name.wire, &input.facts);
        Some(Lowered {
            input,
            required: data.required,
            checks,
        })
    }

    fn parameter_input(
        &mut self,
        data: &'a ParameterData,
        schema: Use<'a>,
        place: InputPlace,
        type_name: &str,
        at: &Pointer,
    ) -> Input {
        let ty = self.type_of(schema, type_name, at);
        let target = self.target(schema, at);
        let is_deprecated = data.deprecated == Some(true)
            || target.is_some_and(|(schema, _)| schema.schema_data.deprecated);
        let mut facts = match schema {
            Use::Inline(_) => self.facts(at),
            Use::Reference(_) => Facts::default(),
        };
        let node = at.parent().and_then(|at| self.document.node(&at));
        let example = node.and_then(|node| node.get("example"));
        facts.example = example.and_then(docs::shown).or(facts.example);
        let examples = at.parent().unwrap_or_default().child("examples");
        facts.more.extend(self.examples(&data.examples, &examples));
        Input {
            name: name_of(&data.name, &data.extensions, Style::Snake),
            docs: Docs {
                description: data.description.clone().unwrap_or_default(),
                deprecated: is_deprecated,
                ..Docs::default()
            },
            ty,
            place,
            style: ir::Style::Plain,
            facts,
        }
    }
}

/// The words after which types written in place are named: the names on the wire, or those in Rust where several
/// parameters would share one.
fn type_words<'p>(parameters: impl Iterator<Item = &'p Parameter>) -> Vec<String> {
    let names = parameters.map(|parameter| {
        let data = parameter.parameter_data_ref();
        let name = naming::name(&data.name, Style::Snake);
        (name, place(parameter))
    });
    let mut names: Vec<(Name, InputPlace)> = names.collect();
    tell_places(
        names
            .iter_mut()
            .map(|(name, place)| (name, *place))
            .collect(),
    );
    let mut all: Vec<&mut Name> = names.iter_mut().map(|(name, _)| name).collect();
    naming::settle(&mut all, Style::Snake);
    names
        .into_iter()
        .map(|(name, _)| naming::word(name))
        .collect()
}

/// What tells two parameters apart: the place and the name.
fn key(parameter: &Parameter) -> (&'static str, &str) {
    let place = match parameter {
        Parameter::Query { .. } => "query",
        Parameter::Header { .. } => "header",
        Parameter::Path { .. } => "path",
        Parameter::Cookie { .. } => "cookie",
    };
    (place, &parameter.parameter_data_ref().name)
}

fn place(parameter: &Parameter) -> InputPlace {
    match parameter {
        Parameter::Query { .. } => InputPlace::Query,
        Parameter::Header { .. } => InputPlace::Header,
        Parameter::Path { .. } => InputPlace::Path,
        Parameter::Cookie { .. } => InputPlace::Cookie,
    }
}
