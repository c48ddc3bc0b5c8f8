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
///
/// An error tells which property its style cannot write, and shows no value.
pub(super) fn encode<'a>(
    fields: impl Iterator<Item = (&'a str, &'a Encoded)>,
    spreads: &[(&str, Spread)],
) -> Result<String, String> {
    let mut pieces: Vec<String> = Vec::new();
    for (name, value) in fields {
        let spread = spreads.iter().find(|(known, _)| *known == name);
        match spread.map(|(_, spread)| spread) {
            Some(Spread::Style(style)) => pieces.extend(style.write(name, value)?),
            Some(Spread::Type(_)) if !is_nothing(value) => {
                pieces.push(encode::pair(name, &text(value)));
            }
            _ => property(name, value, &mut pieces),
        }
    }
    Ok(pieces.join("&"))
}

/// A property of which the document says nothing.
fn property(name: &str, value: &Encoded, pieces: &mut Vec<String>) {
    let mut add = |name: &str, value: &Encoded| pieces.push(encode::pair(name, &text(value)));
    match parts(value) {
        Parts::Nothing => {}
        Parts::One(value) => add(name, &value),
        Parts::Many(items) => items.iter().for_each(|item| add(name, item)),
        Parts::Pairs(fields) => {
            let fields = fields.iter().filter(|(_, value)| !is_nothing(value));
            fields.for_each(|(key, value)| add(key, value));
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
    use crate::request::ParameterStyle;

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

    fn written(spreads: &[(&str, Spread)]) -> String {
        let sample = sample();
        let fields = sample.iter().map(|(name, value)| (*name, value));
        encode(fields, spreads).unwrap()
    }

    fn read(spreads: &[(&str, Spread)]) -> Vec<(String, String)> {
        serde_html_form::from_str(&written(spreads)).unwrap()
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
        let spreads = [
            ("list", Spread::Style(ParameterStyle::form())),
            ("object", Spread::Style(ParameterStyle::deep_object())),
            ("any", Spread::Type("application/json")),
            ("text", Spread::Style(ParameterStyle::form().reserved())),
            ("null", Spread::Type("application/json")),
        ];
        let expected = [
            pair("text", "a b&c=d+e\u{e4}"),
            pair("number", "1.5"),
            pair("list", "1,x,y"),
            pair("object[k]", "true"),
            pair("any", r#"{"deep":{"x":[1]}}"#),
        ];
        assert_eq!(read(&spreads), expected);
        // What separates the items stands as it is, so that a server which splits first reads the right ones.
        assert!(written(&spreads).contains("list=1,x%2Cy&"));
    }

    #[test]
    fn a_style_that_cannot_write_a_value_is_told() {
        let sample = [("list", Encoded::Any(json!([["secret"]])))];
        let fields = sample.iter().map(|(name, value)| (*name, value));
        let spreads = [("list", Spread::Style(ParameterStyle::form()))];
        let fault = encode(fields, &spreads).unwrap_err();
        assert!(
            fault.contains("`list`") && !fault.contains("secret"),
            "{fault}"
        );
    }
}
