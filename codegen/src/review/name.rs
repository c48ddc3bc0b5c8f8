//! The name of a place that outlives what stands beside it: an item of a list is named for what it is, not for its number.

use crate::document::Document;
use crate::document::{Kind, Node, Pointer};

/// The pointer with a name for each number: `query:limit` for a parameter, its own text for a value of an enum.
pub(super) fn named(document: &Document, at: &Pointer) -> Pointer {
    let (mut name, mut way) = (Pointer::root(), Pointer::root());
    for segment in at.segments() {
        let list = document.node(&way).and_then(Node::as_list);
        let item = list.and_then(|items| item(items, segment));
        name = name.child(item.as_deref().unwrap_or(segment));
        way = way.child(segment);
    }
    name
}

/// The name of an item; nothing where it has none, or shares it.
fn item(items: &[Node], index: &str) -> Option<String> {
    let item = items.get(index.parse::<usize>().ok()?)?;
    if let Kind::Text(text) = &item.kind {
        return Some(text.clone());
    }
    let name = name_of(item)?;
    let same = items
        .iter()
        .filter(|other| name_of(other).as_ref() == Some(&name));
    (same.count() == 1).then_some(name)
}

fn name_of(item: &Node) -> Option<String> {
    let text = |key: &str| item.get(key).and_then(Node::as_text);
    let reference = || text("$ref").and_then(|at| at.rsplit('/').next());
    match (text("in"), text("name")) {
        (Some(place), Some(name)) => Some(format!("{place}:{name}")),
        (None, Some(name)) => Some(name.to_owned()),
        _ => reference()
            .or_else(|| text("url"))
            .map(str::to_owned)
            .or_else(|| credentials(item)),
    }
}

/// The schemes that a security requirement asks for together.
fn credentials(item: &Node) -> Option<String> {
    let entries = item.as_map()?.entries();
    let are_lists = entries.iter().all(|entry| entry.value.as_list().is_some());
    let names: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    (are_lists && !names.is_empty()).then(|| names.join("+"))
}
