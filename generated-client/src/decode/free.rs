//! Free-form values: any JSON, kept as it came.

use std::mem;

use serde_json::{Map, Number, Value};

use super::decoder::Decoder;
use super::error::Malformed;
use super::json::JsonType;
use super::scalar::Scalar;
use crate::drift::DriftKind;

/// Free-form values are not followed deeper, as whoever prints, compares or drops them would.
const DEEPEST: usize = 128;

/// A list or an object that is not closed yet.
pub(super) enum Open {
    List(Vec<Value>),
    /// With the key whose value comes next.
    Object(Map<String, Value>, String),
}

impl Open {
    /// Takes a value in, and gives the earlier one of the same key.
    fn take(&mut self, value: Value) -> Option<Value> {
        match self {
            Self::List(elements) => {
                elements.push(value);
                None
            }
            Self::Object(fields, key) => fields.insert(mem::take(key), value),
        }
    }

    fn close(self) -> Value {
        match self {
            Self::List(elements) => Value::Array(elements),
            Self::Object(fields, _) => Value::Object(fields),
        }
    }
}

impl Decoder<'_> {
    /// Reads any JSON; what is too deep is read again from its start, but only stepped over.
    pub(super) fn free_form(&mut self, place: &mut Value) -> Result<bool, Malformed> {
        let start = self.json.at;
        let mut open = mem::take(&mut self.open);
        let value = self.any_value(&mut open)?;
        open.clear();
        self.open = open;
        if let Some(value) = value {
            *place = value;
            return Ok(true);
        }
        self.json.at = start;
        self.json.skip()?;
        Ok(self.refuse(DriftKind::TooDeep))
    }

    /// Reads any JSON without recursion; `None` where it is too deep.
    fn any_value(&mut self, open: &mut Vec<Open>) -> Result<Option<Value>, Malformed> {
        let mut first = true;
        loop {
            let more = match open.last_mut() {
                Some(innermost) => self.step_into(innermost, first)?,
                None => true,
            };
            first = false;
            let value = match self.json.next() {
                _ if !more => open.pop().map_or(Value::Null, Open::close),
                b'[' | b'{' if open.len() == DEEPEST => return Ok(None),
                bracket @ (b'[' | b'{') => {
                    self.json.at += 1;
                    open.push(if bracket == b'[' {
                        Open::List(Vec::new())
                    } else {
                        Open::Object(Map::new(), String::new())
                    });
                    first = true;
                    continue;
                }
                _ => self.single_value()?,
            };
            let Some(around) = open.last_mut() else {
                return Ok(Some(value));
            };
            if around.take(value).is_some() {
                self.note(DriftKind::RepeatedKey);
            }
        }
    }

    /// Steps to the next value in an open bracket; `false` behind its end.
    fn step_into(&mut self, open: &mut Open, first: bool) -> Result<bool, Malformed> {
        match open {
            Open::List(_) => self.json.next_element(first),
            Open::Object(_, key) => {
                let Some(name) = self.json.next_key(first)? else {
                    return Ok(false);
                };
                *key = self.text(name).into_owned();
                Ok(true)
            }
        }
    }

    fn single_value(&mut self) -> Result<Value, Malformed> {
        Ok(match self.next_scalar()? {
            Scalar::Bool(value) => Value::Bool(value),
            Scalar::Text(text) => Value::String(text.into_owned()),
            Scalar::Number(number) => self.any_number(number),
            Scalar::Null | Scalar::List | Scalar::Object => Value::Null,
        })
    }

    /// A number beyond all that `Value` can hold is kept as its text.
    fn any_number(&mut self, number: &str) -> Value {
        if let Ok(value) = number.parse::<i64>() {
            return value.into();
        }
        if let Ok(value) = number.parse::<u64>() {
            return value.into();
        }
        if let Some(value) = number.parse().ok().and_then(Number::from_f64) {
            return value.into();
        }
        self.note(DriftKind::Coerced(JsonType::Number));
        number.into()
    }
}
