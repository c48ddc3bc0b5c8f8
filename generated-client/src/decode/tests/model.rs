//! A small model that has every kind of place, written as generated code is.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

use super::super::{
    Branch, Decoder, Encoded, Fields, JsonType, Malformed, Nullable, Place, Record, RecordShape,
    Rest, Texts, Unrecognized, impl_open_enum, impl_payload,
};

/// Implements a record from a list of fields.
macro_rules! record {
    (
        $name:ident, required: $required:expr, not_null: $not_null:expr;
        $($key:literal $(| $alias:literal)* => $field:ident: $place:ty,)*
    ) => {
        #[derive(Clone, PartialEq)]
        pub(in super::super) struct $name {
            $(pub(in super::super) $field: $place,)*
        }

        impl Record for $name {
            const SHAPE: RecordShape = RecordShape {
                name: stringify!($name),
                required: &$required,
                not_null: &$not_null,
            };

            fn blank() -> Self {
                Self { $($field: Place::blank(),)* }
            }

            fn place(&mut self, key: &str) -> Option<&mut dyn Place> {
                Some(match key {
                    $($key $(| $alias)* => &mut self.$field,)*
                    _ => return None,
                })
            }

            fn fields<'a>(&'a self, fields: &mut Fields<'a>) {
                $(fields.add($key, &self.$field);)*
            }
        }

        impl_payload!($name);
    };
}

record! {
    Page, required: ["data"], not_null: ["data"];
    "data" => data: Vec<Person>,
    "total" => total: Option<i64>,
    "dataAll" => data_all: Option<Value>,
}

record! {
    Person, required: ["id"], not_null: ["skills"];
    "id" => id: i64,
    "status" => status: Option<Status>,
    "osVersion" => os_version: Option<String>,
    "user" => user: Option<User>,
    "startDate" => start_date: Option<Date>,
    "separationDate" => separation_date: Option<Date>,
    "statusUpdatedAt" => status_updated_at: Option<Timestamp>,
    "lastcheckedAt" | "lastCheckedAt" => lastchecked_at: Option<Timestamp>,
    "devicesCount" => devices_count: Option<i64>,
    "agentEnabled" => agent_enabled: Option<bool>,
    "manualUploadEnabled" => manual_upload_enabled: Option<bool>,
    "score" => score: Option<f64>,
    "explanation" => explanation: Option<Value>,
    "skills" => skills: Vec<String>,
    "company" => company: Option<Company>,
    "contact" => contact: Option<Contact>,
    "labels" => labels: BTreeMap<String, i64>,
    "manager" => manager: Option<Box<Person>>,
}

record! {
    User, required: [], not_null: [];
    "id" => id: Option<i64>,
    "email" => email: Option<String>,
    "roles" => roles: Vec<String>,
    "identities" => identities: Vec<Identity>,
}

record! {
    Identity, required: ["id", "place"], not_null: ["id"];
    "id" => id: i64,
    "place" | "location" => place: Point,
    "user" => user: Vec<User>,
}

record! {
    Point, required: ["x"], not_null: [];
    "x" => x: i32,
    "y" => y: Option<u32>,
}

record! {
    Patch, required: ["id", "name"], not_null: ["note"];
    "id" => id: i64,
    "name" => name: Option<String>,
    "note" => note: Option<String>,
    "size" => size: Nullable<i64>,
    "text" => text: Nullable<String>,
    "point" => point: Nullable<Box<Patch>>,
}

/// A record without fields, and without size.
#[derive(Clone, PartialEq)]
pub(in super::super) struct Nothing;

impl Record for Nothing {
    const SHAPE: RecordShape = RecordShape {
        name: "Nothing",
        required: &[],
        not_null: &[],
    };

    fn blank() -> Self {
        Self
    }

    fn place(&mut self, _key: &str) -> Option<&mut dyn Place> {
        None
    }

    fn fields<'a>(&'a self, _fields: &mut Fields<'a>) {}
}

record! {
    Hollow, required: ["first", "id", "second"], not_null: [];
    "first" => first: Nothing,
    "id" => id: bool,
    "second" => second: Nothing,
}

/// An open enum.
#[derive(Clone)]
pub(in super::super) enum Status {
    Active,
    Former,
    Unrecognized(Unrecognized),
}

impl Status {
    fn as_str(&self) -> &str {
        match self {
            Self::Active => "ACTIVE",
            Self::Former => "FORMER",
            Self::Unrecognized(value) => value.as_str(),
        }
    }
}

impl From<&str> for Status {
    fn from(value: &str) -> Self {
        match value {
            "ACTIVE" => Self::Active,
            "FORMER" => Self::Former,
            other => Self::Unrecognized(Unrecognized::new(other)),
        }
    }
}

impl_open_enum!(Status);

/// A union by JSON type.
#[derive(Clone, PartialEq)]
pub(in super::super) enum Company {
    Integer(i64),
    String(String),
    Unrecognized(Value),
}

impl Place for Company {
    fn blank() -> Self {
        Self::Unrecognized(Value::Null)
    }

    fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
        let value = match from.json_type()? {
            JsonType::Integer => from.value()?.map(Self::Integer),
            JsonType::String => from.value()?.map(Self::String),
            _ => from.unrecognized()?.map(Self::Unrecognized),
        };
        Ok(from.keep(self, value))
    }

    fn encode(&self) -> Encoded {
        match self {
            Self::Integer(value) => value.encode(),
            Self::String(value) => value.encode(),
            Self::Unrecognized(value) => value.encode(),
        }
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, texts: Texts) -> fmt::Result {
        match self {
            Self::Integer(value) => value.show(f, texts),
            Self::String(value) => value.show(f, texts),
            Self::Unrecognized(value) => value.show(f, texts),
        }
    }
}

/// A union by the keys present.
#[derive(Clone, PartialEq)]
pub(in super::super) enum Contact {
    Point(Point),
    User(Box<User>),
    Unrecognized(Value),
}

impl Place for Contact {
    fn blank() -> Self {
        Self::Unrecognized(Value::Null)
    }

    fn read(&mut self, from: &mut Decoder<'_>) -> Result<bool, Malformed> {
        let value = match from.choose(&[
            Branch::object(&["x", "y"]),
            Branch::object(&["id", "email", "roles"]),
        ])? {
            Some(0) => from.value()?.map(Self::Point),
            Some(1) => from.value()?.map(Self::User),
            _ => from.unrecognized()?.map(Self::Unrecognized),
        };
        Ok(from.keep(self, value))
    }

    fn encode(&self) -> Encoded {
        match self {
            Self::Point(value) => value.encode(),
            Self::User(value) => value.encode(),
            Self::Unrecognized(value) => value.encode(),
        }
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, texts: Texts) -> fmt::Result {
        match self {
            Self::Point(value) => value.show(f, texts),
            Self::User(value) => value.show(f, texts),
            Self::Unrecognized(value) => value.show(f, texts),
        }
    }
}

/// A record with every field in its declared form.
pub(in super::super) const FULL: &str = r#"{"id":1,"status":"ACTIVE","osVersion":"macOS 15.1 \"beta\"","user":{"id":7,"email":"a@b.example","roles":["ADMIN","STAFF"],
"identities":[{"id":3,"place":{"x":-1,"y":2},"user":[{"id":8}]}]},"startDate":"2020-07-06","separationDate":null,"statusUpdatedAt":"2025-07-01T16:45:55.246Z",
"lastcheckedAt":"2025-07-01T16:45:55Z","devicesCount":12,"agentEnabled":true,"manualUploadEnabled":false,"score":0.5,"explanation":{"a":[1,"b",{"c":null}]},
"skills":[],"company":99,"contact":{"y":1,"x":5},"labels":{"a b":1,"c":2},"manager":{"id":2,"manager":{"id":3}}}"#;

/// A page of such records.
pub(in super::super) fn full_page(records: usize) -> String {
    let data = vec![FULL; records].join(",");
    format!(r#"{{"data":[{data}],"total":{records},"dataAll":{{}}}}"#)
}

/// A record with a map beside its field.
pub(in super::super) struct Open {
    pub(in super::super) id: i64,
    pub(in super::super) others: BTreeMap<String, i64>,
}

impl Record for Open {
    const SHAPE: RecordShape = RecordShape {
        name: "Open",
        required: &["id"],
        not_null: &[],
    };

    fn blank() -> Self {
        Self {
            id: Place::blank(),
            others: Place::blank(),
        }
    }

    fn place(&mut self, key: &str) -> Option<&mut dyn Place> {
        (key == "id").then_some(&mut self.id)
    }

    fn fields<'a>(&'a self, fields: &mut Fields<'a>) {
        fields.add("id", &self.id);
        fields.rest(&self.others);
    }

    fn rest(&mut self) -> Option<&mut dyn Rest> {
        Some(&mut self.others)
    }
}
