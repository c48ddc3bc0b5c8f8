//! The one page that lists what generated code may name.
#![allow(
    unused_imports,
    reason = "what one document does not need, another does"
)]

use serde_json::Value;

pub(crate) use crate::base_url::{BaseUrl, UnknownRegion};
pub(crate) use crate::call::Call;
pub(crate) use crate::check::Check;
pub(crate) use crate::client::Client;
pub(crate) use crate::decode::{
    Branch, DecodeError, Decoded, Decoder, Encoded, Fields, JsonType, Malformed, Nullable,
    OpenEnum, OpenInteger, Place, Record, RecordShape, Rest, Texts, Unrecognized, bridge,
    impl_open_enum, impl_payload, impl_serde,
};
pub(crate) use crate::endpoint::{Endpoint, Operation};
pub(crate) use crate::file_part::FilePart;
pub(crate) use crate::media::{Media, Spread};
pub(crate) use crate::page::{Page, Paging};
pub(crate) use crate::received::{FromAnswer, ReceivedBody};
pub(crate) use crate::request::ParameterStyle;
pub(crate) use crate::scheme::SecurityScheme;
pub(crate) use crate::server::{ServerAddress, ServerVariable};

// Not every document needs these. They are used here once more, so that they are no dead code in the client of a
// document that does not; all else that generated code may use is a method of a type that is reached from outside.
const _: fn(&str) -> Unrecognized = Unrecognized::new;
const _: fn(&str) -> Result<(), Unrecognized> =
    |value| Unrecognized::listed_or(&[], |()| "", value);
const _: fn(Value) -> Result<String, serde_json::Error> = bridge;
// The same for servers with variables.
const _: ServerAddress = ServerAddress::new("", &[ServerVariable::new("", "").one_of(&[])]);
const _: fn(ServerAddress, &'static str, String) -> ServerAddress = ServerAddress::set;
const _: [Media; 4] = [
    Media::Form,
    Media::Multipart,
    Media::Text(""),
    Media::Bytes(""),
];
const _: [Spread; 2] = [Spread::Type(""), Spread::Style(ParameterStyle::form())];
