//! Summaries, descriptions, examples: what a reader is told, taken from wherever the document says it.

use openapiv3::Schema;

use crate::document::Node;
use crate::ir::Docs;

/// The docs of a schema.
pub(super) fn of_schema(schema: &Schema) -> Docs {
    let data = &schema.schema_data;
    Docs {
        summary: data.title.clone().unwrap_or_default(),
        description: data.description.clone().unwrap_or_default(),
        deprecated: data.deprecated,
    }
}

/// Docs made of one text.
pub(super) fn of_text(text: Option<&String>) -> Docs {
    Docs {
        description: text.cloned().unwrap_or_default(),
        ..Docs::default()
    }
}

/// A default or example as people write it: a text without its quotes, everything else as JSON; none if it is long.
pub(super) fn shown(value: &Node) -> Option<String> {
    let text = value
        .as_text()
        .map_or_else(|| value.to_json(), str::to_owned);
    (!text.is_empty() && !value.is_null() && text.chars().count() <= 80).then_some(text)
}
