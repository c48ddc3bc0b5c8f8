//! Lists of values that parameters of one name spell out alike: one enum, with a name for each place.
//!
//! A document that lets callers choose the fields of an answer repeats a list of a hundred names at every operation. One
//! enum each would be a fifth of what a client costs to compile, and what one call is given no other could be given. Every
//! place keeps a name of its own, so that code which goes by it does not notice when two lists part.

use std::collections::BTreeMap;

use super::Lowering;
use crate::document::Pointer;
use crate::ir::ModelKind;

impl Lowering<'_> {
    /// Makes one type of equal enums at one place of parameters of one name; the one with the shortest name stands for all.
    pub(super) fn share_alike(&mut self) {
        let mut alike: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (index, (model, at)) in self.models.iter().enumerate() {
            let Some(place) = self.place_in_parameter(at) else {
                continue;
            };
            if let Some(values) = values(&model.kind) {
                let key = (place, values, model.docs.deprecated);
                alike.entry(key).or_default().push(index);
            }
        }
        let alike: Vec<Vec<usize>> = alike.into_values().collect();
        for alike in alike {
            let names = alike.iter().map(|index| &self.models[*index].0.name.rust);
            let Some(first) = names.min_by_key(|name| (name.len(), *name)).cloned() else {
                continue;
            };
            for index in alike {
                let model = &mut self.models[index].0;
                model.same_as = (model.name.rust != first).then(|| first.clone());
            }
        }
    }

    /// The name of the parameter that a schema is written in, and the way from there to the schema.
    fn place_in_parameter<'p>(&'p self, at: &'p Pointer) -> Option<(&'p str, &'p [String])> {
        let depth = match at.segments() {
            [root, parameters, ..] if root == "components" && parameters == "parameters" => 3,
            [root, _, parameters, ..] if root == "paths" && parameters == "parameters" => 4,
            [root, _, _, parameters, ..] if root == "paths" && parameters == "parameters" => 5,
            _ => return None,
        };
        let (parameter, inner) = at.segments().split_at_checked(depth)?;
        let parameter = self.document.node(&parameter.iter().cloned().collect())?;
        Some((parameter.get("name")?.as_text()?, inner))
    }
}

/// The values of an enum, and whether they are texts.
fn values(kind: &ModelKind) -> Option<(bool, Vec<String>)> {
    match kind {
        ModelKind::OpenEnum(of) => {
            let values = of.values.iter().map(|value| value.wire.clone());
            Some((true, values.collect()))
        }
        ModelKind::IntegerEnum(of) => {
            let values = of.values.iter().map(|(value, _)| value.to_string());
            Some((false, values.collect()))
        }
        _ => None,
    }
}
