//! A value as deep as a style can write it.

use std::borrow::Cow;

use serde_json::Value;

use crate::decode::Encoded;

/// A value of a parameter.
#[derive(Debug, PartialEq)]
pub(super) enum Flat {
    Absent,
    Scalar(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

const TOO_DEEP: &str = "holds a list or an object in another, which its style cannot write";
const NO_NUMBER: &str = "is a number that is not finite";

impl Flat {
    /// A null is not there, alone as in a list or an object.
    pub(super) fn of(value: &Encoded) -> Result<Self, &'static str> {
        Ok(match opened(value).as_ref() {
            Encoded::Null => Self::Absent,
            Encoded::List(items) => {
                let items = items.iter().filter(|item| !is_null(item)).map(scalar);
                Self::List(items.collect::<Result<_, _>>()?)
            }
            Encoded::Object(fields) => {
                let fields = fields.iter().filter(|(_, value)| !is_null(value));
                let fields = fields.map(|(key, value)| Ok((key.to_string(), scalar(value)?)));
                Self::Object(fields.collect::<Result<_, &'static str>>()?)
            }
            single => Self::Scalar(scalar(single)?),
        })
    }
}

/// The values of an object and of the objects and lists in it, each under its path of keys.
pub(super) fn deep(
    path: &str,
    value: &Encoded,
    pairs: &mut Vec<(String, String)>,
) -> Result<(), &'static str> {
    match opened(value).as_ref() {
        Encoded::Null => {}
        Encoded::Object(fields) => {
            for (key, value) in fields {
                deep(&format!("{path}[{key}]"), value, pairs)?;
            }
        }
        Encoded::List(items) => {
            // OpenAPI leaves lists open. The empty key is what most servers read as one; where an item has keys itself, its
            // number tells which are its own.
            let items = items.iter().filter(|item| !is_null(item));
            let texts: Option<Vec<String>> = items.clone().map(Encoded::to_text).collect();
            if let Some(texts) = texts {
                let path = format!("{path}[]");
                pairs.extend(texts.into_iter().map(|text| (path.clone(), text)));
            } else {
                for (index, item) in items.enumerate() {
                    deep(&format!("{path}[{index}]"), item, pairs)?;
                }
            }
        }
        single => pairs.push((path.to_owned(), scalar(single)?)),
    }
    Ok(())
}

fn scalar(value: &Encoded) -> Result<String, &'static str> {
    value.to_text().ok_or(match value {
        Encoded::Float(_) => NO_NUMBER,
        _ => TOO_DEEP,
    })
}

fn is_null(value: &Encoded) -> bool {
    matches!(value, Encoded::Null | Encoded::Any(Value::Null))
}

/// A free-form list or object as one of the tree.
fn opened(value: &Encoded) -> Cow<'_, Encoded> {
    let opened = match value {
        Encoded::Any(Value::Null) => Encoded::Null,
        Encoded::Any(Value::Array(items)) => {
            Encoded::List(items.iter().cloned().map(Encoded::Any).collect())
        }
        Encoded::Any(Value::Object(fields)) => {
            let fields = fields.iter();
            let fields =
                fields.map(|(key, value)| (key.clone().into(), Encoded::Any(value.clone())));
            Encoded::Object(fields.collect())
        }
        other => return Cow::Borrowed(other),
    };
    Cow::Owned(opened)
}
