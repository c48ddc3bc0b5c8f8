//! JSON on its way out: a tree that keeps the order of the document.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

/// A JSON value to send.
#[derive(Clone, PartialEq)]
pub enum Encoded {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number that may be beyond `i64`.
    UInt(u64),
    /// A number; `null` in JSON where it is not finite.
    Float(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Encoded>),
    /// An object, in this order.
    Object(Vec<(Cow<'static, str>, Encoded)>),
    /// A free-form value.
    Any(Value),
}

impl Encoded {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The JSON of it, compact, in the order of the document.
    pub(crate) fn to_json(&self) -> Vec<u8> {
        let mut json = String::new();
        self.write(&mut json);
        json.into_bytes()
    }

    /// The text of a scalar, as it stands in a path or a query; `None` for null, lists, objects and numbers that are not finite.
    pub(crate) fn to_text(&self) -> Option<String> {
        match self {
            Self::Bool(value) => Some(value.to_string()),
            Self::Int(value) => Some(value.to_string()),
            Self::UInt(value) => Some(value.to_string()),
            Self::Float(value) => value.is_finite().then(|| value.to_string()),
            Self::Text(text) | Self::Any(Value::String(text)) => Some(text.clone()),
            Self::Any(scalar @ (Value::Bool(_) | Value::Number(_))) => Some(scalar.to_string()),
            Self::Null | Self::List(_) | Self::Object(_) | Self::Any(_) => None,
        }
    }

    fn write(&self, json: &mut String) {
        match self {
            Self::Null => json.push_str("null"),
            Self::Bool(value) => json.push_str(if *value { "true" } else { "false" }),
            Self::Int(value) => write_displayed(json, value),
            Self::UInt(value) => write_displayed(json, value),
            Self::Float(value) => write_displayed(json, &Value::from(*value)),
            Self::Text(text) => write_text(json, text),
            Self::List(elements) => write_list(json, elements),
            Self::Object(fields) => write_object(json, fields),
            Self::Any(value) => write_displayed(json, value),
        }
    }
}

fn write_list(json: &mut String, elements: &[Encoded]) {
    json.push('[');
    for (index, element) in elements.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        element.write(json);
    }
    json.push(']');
}

fn write_object(json: &mut String, fields: &[(Cow<'static, str>, Encoded)]) {
    json.push('{');
    for (index, (name, value)) in fields.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        write_text(json, name);
        json.push(':');
        value.write(json);
    }
    json.push('}');
}

/// Writes what displays as JSON; a `String` takes all that it is given.
fn write_displayed(json: &mut String, value: &dyn std::fmt::Display) {
    let _infallible = write!(json, "{value}");
}

fn write_text(json: &mut String, text: &str) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            '\u{8}' => json.push_str("\\b"),
            '\u{c}' => json.push_str("\\f"),
            '\0'..' ' => write_displayed(json, &format_args!("\\u{:04x}", u32::from(character))),
            _ => json.push(character),
        }
    }
    json.push('"');
}

/// Bytes as a JSON text. A byte order mark stays before it, and what is not UTF-8 stays what it is.
pub(super) fn quoted(bytes: &[u8]) -> Vec<u8> {
    const BOM: &[u8] = b"\xEF\xBB\xBF";
    let mut json = Vec::with_capacity(bytes.len() + 2);
    let bytes = bytes.strip_prefix(BOM).map_or(bytes, |rest| {
        json.extend_from_slice(BOM);
        rest
    });
    json.push(b'"');
    for byte in bytes {
        match byte {
            b'"' | b'\\' => json.extend([b'\\', *byte]),
            0..b' ' => json.extend(format!("\\u{byte:04x}").into_bytes()),
            _ => json.push(*byte),
        }
    }
    json.push(b'"');
    json
}

impl Serialize for Encoded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::UInt(value) => serializer.serialize_u64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Any(value) => value.serialize(serializer),
            Self::List(elements) => {
                let mut list = serializer.serialize_seq(Some(elements.len()))?;
                for element in elements {
                    list.serialize_element(element)?;
                }
                list.end()
            }
            Self::Object(fields) => {
                let mut object = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    object.serialize_entry(name, value)?;
                }
                object.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Encoded;
    use crate::drift::Strictness;

    fn sample() -> Encoded {
        Encoded::Object(vec![
            ("z".into(), Encoded::Int(-1)),
            (
                "a\"".into(),
                Encoded::List(vec![
                    Encoded::UInt(u64::MAX),
                    Encoded::Float(0.5),
                    Encoded::Null,
                ]),
            ),
            ("m".into(), Encoded::text("q\"\\\u{1}\n\u{e4}/")),
            ("e".into(), Encoded::Object(vec![])),
            ("b".into(), Encoded::Bool(true)),
            ("v".into(), Encoded::Any(json!({"k": ["x\ty"]}))),
        ])
    }

    #[test]
    fn the_json_keeps_the_order_and_escapes_what_must_be() {
        let json = r#"{"z":-1,"a\"":[18446744073709551615,0.5,null],"m":"q\"\\\u0001\nä/","e":{},"b":true,"v":{"k":["x\ty"]}}"#;
        assert_eq!(String::from_utf8(sample().to_json()).unwrap(), json);
    }

    #[test]
    fn serde_sees_the_same_value() {
        let written: serde_json::Value = serde_json::from_slice(&sample().to_json()).unwrap();
        assert_eq!(serde_json::to_value(sample()).unwrap(), written);
        assert!(
            serde_json::to_string(&sample())
                .unwrap()
                .starts_with(r#"{"z":-1,"a\"":[1844"#)
        );
    }

    #[test]
    fn every_text_reads_back() {
        let text: String = (0..0x300).filter_map(char::from_u32).collect();
        let json = Encoded::text(text.clone()).to_json();
        assert_eq!(json, serde_json::to_vec(&text).unwrap());
        assert_eq!(serde_json::from_slice::<String>(&json).unwrap(), text);
    }

    #[test]
    fn floats_read_back_and_are_null_where_json_has_none() {
        for value in [0.1, -0.0, 1e21, 5e-324, f64::MAX, 3.0] {
            let json = Encoded::Float(value).to_json();
            assert_eq!(
                serde_json::from_slice::<f64>(&json).unwrap().to_bits(),
                value.to_bits()
            );
        }
        assert_eq!(Encoded::Float(f64::NAN).to_json(), b"null");
    }

    #[test]
    fn a_text_is_read_as_the_json_text_it_would_be() {
        let text: String = (0..0x300).filter_map(char::from_u32).collect();
        let read = crate::decode::decode_text::<String>(text.as_bytes(), Strictness::Deny);
        assert_eq!(read.unwrap().value, text);
        let odd = b"\xEF\xBB\xBFa\xFFb";
        let read = crate::decode::decode_text::<String>(odd, Strictness::Report).unwrap();
        assert_eq!(read.value, "a\u{FFFD}b");
        assert_eq!(read.drift.len(), 2, "{:?}", read.drift);
    }

    #[test]
    fn only_scalars_have_a_text() {
        let table = [
            (Encoded::Bool(false), Some("false")),
            (Encoded::Int(-5), Some("-5")),
            (Encoded::UInt(5), Some("5")),
            (Encoded::Float(1.5), Some("1.5")),
            (Encoded::Float(f64::INFINITY), None),
            (Encoded::text("a b"), Some("a b")),
            (Encoded::Any(json!("a")), Some("a")),
            (Encoded::Any(json!(2)), Some("2")),
            (Encoded::Any(json!(null)), None),
            (Encoded::Any(json!([1])), None),
            (Encoded::Null, None),
            (Encoded::List(vec![]), None),
            (Encoded::Object(vec![]), None),
        ];
        for (encoded, text) in table {
            assert_eq!(encoded.to_text().as_deref(), text);
        }
    }
}
