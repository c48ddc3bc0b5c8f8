//! Ways to break a document: as a tree, and as a text.

use codegen::document::{Kind, Node, Number, Pointer};
use fastrand::Rng;
use serde_json::{Map, Value, json};

/// One way to break a tree.
#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    Deleted,
    Emptied,
    OtherKind,
    KeyMisspelt,
    KeyOfAnother,
    TextEdited,
    NumberMoved,
    Moved,
    Copied,
    Swapped,
    Wrapped,
    ReferenceBent,
    MadeReference,
}

const ALL: &[What] = &[
    What::Deleted,
    What::Emptied,
    What::OtherKind,
    What::KeyMisspelt,
    What::KeyOfAnother,
    What::TextEdited,
    What::NumberMoved,
    What::Moved,
    What::Copied,
    What::Swapped,
    What::Wrapped,
    What::ReferenceBent,
    What::MadeReference,
];

/// A node of the document as JSON.
pub(super) fn tree(node: &Node) -> Value {
    match &node.kind {
        Kind::Null | Kind::Refused => Value::Null,
        Kind::Bool(value) => json!(value),
        Kind::Number(Number::Whole(value)) => json!(value),
        Kind::Number(Number::Negative(value)) => json!(value),
        Kind::Number(Number::Float(value)) => json!(value),
        Kind::Text(text) => json!(text),
        Kind::List(items) => items.iter().map(tree).collect(),
        Kind::Map(map) => {
            let entries = map.entries().iter();
            entries
                .map(|entry| (entry.key.clone(), tree(&entry.value)))
                .collect::<Map<_, _>>()
                .into()
        }
    }
}

/// Every place of a tree, as the keys and indexes that lead there.
fn places(value: &Value, at: &Pointer, found: &mut Vec<Pointer>) {
    found.push(at.clone());
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                places(value, &at.child(key), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                places(value, &at.item(index), found);
            }
        }
        _ => {}
    }
}

fn at<'v>(value: &'v mut Value, pointer: &Pointer) -> Option<&'v mut Value> {
    value.pointer_mut(pointer.to_string().strip_prefix('#')?)
}

fn any<'a, T>(random: &mut Rng, of: &'a [T]) -> &'a T {
    &of[random.usize(..of.len())]
}

/// A text with a letter less, more, other, or in another place, or with what texts seldom hold.
fn edited(text: &str, random: &mut Rng) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let place = random.usize(..=letters.len());
    let odd = [
        'x', 'A', '/', '~', '#', '{', '}', '"', '\\', '\n', '\u{0}', '\u{202e}', 'ß', '🦀', ' ',
    ];
    match random.u8(..6) {
        0 if place < letters.len() => drop(letters.remove(place)),
        1 if place + 1 < letters.len() => letters.swap(place, place + 1),
        2 if place < letters.len() => letters[place] = *any(random, &odd),
        3 => return String::new(),
        4 => return text.repeat(random.usize(2..300)),
        _ => letters.insert(place, *any(random, &odd)),
    }
    letters.into_iter().collect()
}

fn of_any_kind(random: &mut Rng) -> Value {
    let values = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!(u64::MAX),
        json!("text"),
        json!([]),
        json!(["text", 1, {}]),
        json!({}),
        json!({"type": "object", "properties": {"a": {"type": "array", "items": {}}}}),
    ];
    any(random, &values).clone()
}

/// Keys that mean something somewhere.
const KEYS: &[&str] = &[
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "content",
    "default",
    "deprecated",
    "discriminator",
    "enum",
    "example",
    "examples",
    "explode",
    "format",
    "in",
    "items",
    "maximum",
    "minimum",
    "name",
    "not",
    "nullable",
    "oneOf",
    "operationId",
    "parameters",
    "pattern",
    "properties",
    "readOnly",
    "required",
    "requestBody",
    "responses",
    "schema",
    "security",
    "servers",
    "style",
    "tags",
    "title",
    "type",
    "uniqueItems",
    "writeOnly",
    "x-aliases",
    "x-name",
    "x-pagination",
    "x-permission",
    "x-required-when",
    "xml",
];

/// Breaks a tree in one place; `None` where the way does not fit the place.
fn change(tree: &mut Value, what: What, random: &mut Rng) -> Option<Pointer> {
    let mut found = Vec::new();
    places(tree, &Pointer::root(), &mut found);
    let [place, other] = [(); 2].map(|()| any(random, &found).clone());
    match what {
        What::Deleted => delete(tree, &place)?,
        What::Swapped => swap(tree, &place, &other)?,
        _ => {
            let copy = at(tree, &other)?.clone();
            let value = at(tree, &place)?;
            match what {
                What::OtherKind => *value = of_any_kind(random),
                What::Moved => *value = copy,
                What::Wrapped => wrap(value, random),
                What::MadeReference if value.is_object() => {
                    *value = json!({"$ref": other.to_string()});
                }
                What::Copied => insert(value, copy, place.last().unwrap_or("copy"), random)?,
                What::KeyOfAnother => {
                    let key = (*any(random, KEYS)).to_owned();
                    value.as_object_mut()?.insert(key, copy);
                }
                What::ReferenceBent => bend(value, &place, &other, random)?,
                _ => edit(value, what, random)?,
            }
        }
    }
    Some(place)
}

fn delete(tree: &mut Value, place: &Pointer) -> Option<()> {
    let last = place.last()?;
    match at(tree, &place.parent()?)? {
        Value::Object(map) => drop(map.remove(last)),
        Value::Array(items) => drop(items.remove(last.parse().ok()?)),
        _ => return None,
    }
    Some(())
}

/// Two values change places; one within the other cannot.
fn swap(tree: &mut Value, one: &Pointer, other: &Pointer) -> Option<()> {
    let taken = at(tree, one)?.take();
    let Some(second) = at(tree, other) else {
        *at(tree, one)? = taken;
        return None;
    };
    let second = std::mem::replace(second, taken);
    *at(tree, one)? = second;
    Some(())
}

/// Puts a value into lists and schemas, now and then deeper than the limit.
fn wrap(value: &mut Value, random: &mut Rng) {
    let depth = if random.u8(..10) == 0 { 120 } else { 1 };
    for _ in 0..depth {
        let inner = value.take();
        *value = if random.bool() {
            json!([inner])
        } else {
            json!({"allOf": [inner]})
        };
    }
}

/// Adds a value of another place, or one of a list again.
fn insert(into: &mut Value, copy: Value, key: &str, random: &mut Rng) -> Option<()> {
    match into {
        Value::Array(items) => {
            let item = any(random, &[&items[..], &[copy]].concat()).clone();
            items.insert(random.usize(..=items.len()), item);
        }
        Value::Object(map) => drop(map.insert(edited(key, random), copy)),
        _ => return None,
    }
    Some(())
}

/// Makes a reference lead elsewhere: to a misspelt place, to another one, to itself, out of the document.
fn bend(value: &mut Value, place: &Pointer, other: &Pointer, random: &mut Rng) -> Option<()> {
    let reference = value.as_object_mut()?.get_mut("$ref")?;
    let bent = match random.u8(..4) {
        0 => edited(reference.as_str()?, random),
        1 => other.to_string(),
        2 => place.to_string(),
        _ => format!("other.yaml{other}"),
    };
    *reference = bent.into();
    Some(())
}

/// Changes a value by itself.
fn edit(value: &mut Value, what: What, random: &mut Rng) -> Option<()> {
    match (what, &mut *value) {
        (What::Emptied, Value::Array(items)) => items.clear(),
        (What::Emptied, Value::Object(map)) => map.clear(),
        (What::TextEdited, Value::String(text)) => *text = edited(text, random),
        (What::NumberMoved, Value::Number(number)) => {
            let number = number.as_f64()?;
            let moved = [
                number + 1.0,
                number - 1.0,
                -number,
                number + 0.5,
                number * 1e18,
            ];
            *value = json!(any(random, &moved));
        }
        (What::KeyMisspelt, Value::Object(map)) => {
            let keys: Vec<String> = map.keys().cloned().collect();
            let key = keys.get(random.usize(..keys.len().max(1)))?;
            let value = map.remove(key)?;
            map.insert(edited(key, random), value);
        }
        _ => return None,
    }
    Some(())
}

/// A tree as block YAML, with every text and key in double quotes.
pub(super) fn yaml(value: &Value, indent: usize, text: &mut String) {
    let margin = " ".repeat(indent);
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                text.push('\n');
                text.push_str(&margin);
                text.push_str(&json!(key).to_string());
                text.push(':');
                yaml(value, indent + 2, text);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for value in items {
                text.push('\n');
                text.push_str(&margin);
                text.push('-');
                yaml(value, indent + 2, text);
            }
        }
        value => {
            text.push(' ');
            text.push_str(&value.to_string());
        }
    }
}

/// The tree of the document, broken in one to three places, as a text and with what was done.
pub(super) fn broken_tree(
    original: &Value,
    case: usize,
    random: &mut Rng,
) -> (&'static str, String, String) {
    let mut tree = original.clone();
    let mut done = Vec::new();
    let wanted = random.usize(1..=3);
    while done.len() < wanted {
        // The first is the turn of each way, so that none is left out.
        let what = if done.is_empty() {
            ALL[case % ALL.len()]
        } else {
            *any(random, ALL)
        };
        if let Some(place) = change(&mut tree, what, random) {
            done.push(format!("{what:?} {place}"));
        }
    }
    if random.bool() {
        return ("mutated.json", tree.to_string(), done.join(", "));
    }
    let mut text = String::new();
    yaml(&tree, 0, &mut text);
    (
        "mutated.yaml",
        text.trim_start().to_owned() + "\n",
        done.join(", "),
    )
}

/// The text of the document with lines and characters gone, repeated, moved or changed.
pub(super) fn broken_text(original: &str, random: &mut Rng) -> (&'static str, String, String) {
    let mut lines: Vec<String> = original.lines().map(str::to_owned).collect();
    let mut done = Vec::new();
    for _ in 0..random.usize(1..=3) {
        let (from, to) = (random.usize(..lines.len()), random.usize(..lines.len()));
        let way = random.u8(..7);
        match way {
            0 => drop(lines.remove(from)),
            1 => lines.insert(to, lines[from].clone()),
            2 => lines.swap(from, to),
            3 => lines[from].insert(0, ' '),
            4 => lines[from] = lines[from].trim_start().chars().collect(),
            5 => lines[from] = edited(&lines[from], random),
            _ => lines.truncate(from.max(3)),
        }
        done.push(format!("way {way}, line {} to {}", from + 1, to + 1));
    }
    ("mutated.yaml", lines.join("\n") + "\n", done.join(", "))
}
