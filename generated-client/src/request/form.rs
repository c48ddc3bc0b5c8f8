//! `application/x-www-form-urlencoded`: the properties of an object as pairs of texts.

use serde_json::Value;

use super::encode;
use crate::decode::Encoded;
use crate::media::Spread;

/// A property as it is spread over a form.
pub(super) enum Parts {
    /// Null has no place in a form.
    Nothing,
    One(Encoded),
    Many(Vec<Encoded>),
    Pairs(Vec<(String, Encoded)>),
}

/// Takes a value apart.
pub(super) fn parts(value: &Encoded) -> Parts {
    match value {
        Encoded::Null | Encoded::Any(Value::Null) => Parts::Nothing,
        Encoded::List(items) => Parts::Many(items.clone()),
        Encoded::Any(Value::Array(items)) => {
            Parts::Many(items.iter().cloned().map(Encoded::Any).collect())
        }
        Encoded::Object(fields) => {
            let pairs = fields.iter();
            Parts::Pairs(
                pairs
                    .map(|(key, value)| (key.to_string(), value.clone()))
                    .collect(),
            )
        }
        Encoded::Any(Value::Object(fields)) => {
            let pairs = fields.iter();
            Parts::Pairs(
                pairs
                    .map(|(key, value)| (key.clone(), Encoded::Any(value.clone())))
                    .collect(),
            )
        }
        scalar => Parts::One(scalar.clone()),
    }
}

/// The text of a scalar, the JSON of anything else.
pub(super) fn text(value: &Encoded) -> String {
    let json = || String::from_utf8_lossy(&value.to_json()).into_owned();
    value.to_text().unwrap_or_else(json)
}

/// The pairs of a form. A list is repeated under its name and an object is spread, unless the document says otherwise.
pub(super) fn encode<'a>(
    fields: impl Iterator<Item = (&'a str, &'a Encoded)>,
    spreads: &[(&str, Spread)],
) -> String {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (name, value) in fields {
        let spread = spreads.iter().find(|(known, _)| *known == name);
        property(name, value, spread.map(|(_, spread)| *spread), &mut pairs);
    }
    let pairs = pairs.iter().map(|(name, value)| encode::pair(name, value));
    pairs.collect::<Vec<_>>().join("&")
}

fn property(
    name: &str,
    value: &Encoded,
    spread: Option<Spread>,
    pairs: &mut Vec<(String, String)>,
) {
    let mut add = |name: &str, text: String| pairs.push((name.to_owned(), text));
    match (parts(value), spread) {
        (Parts::Nothing, _) => {}
        (Parts::One(value), _) => add(name, text(&value)),
        (_, Some(Spread::Type(_))) => add(name, text(value)),
        (Parts::Many(items), Some(Spread::Joined(by))) => {
            let texts: Vec<String> = items.iter().map(text).collect();
            if !texts.is_empty() {
                add(name, texts.join(by));
            }
        }
        (Parts::Many(items), _) => items.iter().for_each(|item| add(name, text(item))),
        (Parts::Pairs(fields), Some(Spread::Joined(by))) => {
            let fields = fields.iter().filter(|(_, value)| !is_nothing(value));
            let texts: Vec<String> = fields
                .flat_map(|(key, value)| [key.clone(), text(value)])
                .collect();
            if !texts.is_empty() {
                add(name, texts.join(by));
            }
        }
        (Parts::Pairs(fields), spread) => {
            let fields = fields.iter().filter(|(_, value)| !is_nothing(value));
            fields.for_each(|(key, value)| match spread {
                Some(Spread::Deep) => add(&format!("{name}[{key}]"), text(value)),
                _ => add(key, text(value)),
            });
        }
    }
}

fn is_nothing(value: &Encoded) -> bool {
    matches!(value, Encoded::Null | Encoded::Any(Value::Null))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::encode;
    use crate::decode::Encoded;
    use crate::media::Spread;

    fn sample() -> Vec<(&'static str, Encoded)> {
        let object =
            |value| Encoded::Object(vec![("k".into(), value), ("n".into(), Encoded::Null)]);
        vec![
            ("text", Encoded::text("a b&c=d+e\u{e4}")),
            ("number", Encoded::Float(1.5)),
            ("null", Encoded::Null),
            (
                "list",
                Encoded::List(vec![Encoded::Int(1), Encoded::text("x,y")]),
            ),
            ("empty", Encoded::List(vec![])),
            ("object", object(Encoded::Bool(true))),
            ("any", Encoded::Any(json!({"deep": {"x": [1]}}))),
        ]
    }

    fn read(spreads: &[(&str, Spread)]) -> Vec<(String, String)> {
        let sample = sample();
        let fields = sample.iter().map(|(name, value)| (*name, value));
        serde_html_form::from_str(&encode(fields, spreads)).unwrap()
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn an_independent_reader_reads_the_same_pairs() {
        let expected = [
            pair("text", "a b&c=d+e\u{e4}"),
            pair("number", "1.5"),
            pair("list", "1"),
            pair("list", "x,y"),
            pair("k", "true"),
            pair("deep", r#"{"x":[1]}"#),
        ];
        assert_eq!(read(&[]), expected);
    }

    #[test]
    fn the_document_may_spread_a_property_otherwise() {
        let expected = [
            pair("text", "a b&c=d+e\u{e4}"),
            pair("number", "1.5"),
            pair("list", "1,x,y"),
            pair("object[k]", "true"),
            pair("any", r#"{"deep":{"x":[1]}}"#),
        ];
        let spreads = [
            ("list", Spread::Joined(",")),
            ("object", Spread::Deep),
            ("any", Spread::Type("application/json")),
        ];
        assert_eq!(read(&spreads), expected);
        assert_eq!(
            read(&[("object", Spread::Joined(","))])[4],
            pair("object", "k,true")
        );
    }
}
