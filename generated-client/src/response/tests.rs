//! No answer shows what it holds, whatever an operation answers: JSON, a text, bytes or one of several.

use std::collections::BTreeMap;
use std::fmt;
use std::fmt::Debug;

use bytes::Bytes;
use http::{HeaderMap, Response as Answered};
use jiff::civil::{Date, date};
use serde_json::Value;

use crate::call::Call;
use crate::client::Client;
use crate::decode::{DecodeError, Decoded, from_json};
use crate::endpoint::{Endpoint, Operation};
use crate::media::Media;
use crate::received::{FromAnswer, ReceivedBody};
use crate::response::Response;
use crate::transport::{BoxFuture, Transport, TransportError};

const CANARY: &str = "canary-jane@mail.example";

/// Answers everything with this body.
struct Always(Bytes);

impl Transport for Always {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<Result<Answered<Bytes>, TransportError>> {
        let answer = Answered::new(self.0.clone());
        Box::pin(async { Ok(answer) })
    }
}

async fn answer<O: Operation>(body: impl Into<Bytes>) -> Response<O::Output> {
    let client = Client::builder("https://api.example.com", "token");
    let client = client.transport(Always(body.into())).build().unwrap();
    Call::<O>::new(&client, &[]).send().await.unwrap()
}

fn shown(what: &impl Debug) -> String {
    let text = format!("{what:?} {what:#?}");
    assert!(!text.contains("canary") && !text.contains("2020"), "{text}");
    text
}

macro_rules! operations {
    ($($name:ident: $output:ty, $media:expr;)*) => {$(
        enum $name {}

        impl Operation for $name {
            type Output = $output;
            const ENDPOINT: &'static Endpoint =
                &Endpoint::get(stringify!($name), "/x").statuses(&[200]).answers($media);
        }
    )*};
}

operations! {
    TextAnswer: String, Media::Text("text/plain");
    BytesAnswer: Bytes, Media::Bytes("image/png");
    AnyAnswer: Value, Media::JSON;
    JsonText: String, Media::JSON;
    Texts: Vec<String>, Media::JSON;
    Map: BTreeMap<String, Option<String>>, Media::JSON;
    Day: Option<Date>, Media::JSON;
    Number: i64, Media::JSON;
    Nothing: (), Media::JSON;
    OneOfMany: Many, Media::JSON;
}

/// Written as generated code is.
enum Many {
    Ok(String),
    Raw(Bytes),
}

impl FromAnswer for Many {
    fn receive(from: &ReceivedBody<'_>) -> Result<Decoded<Self>, DecodeError> {
        match from.status() {
            200 => from.json(Self::Ok),
            _ => from.bytes(Self::Raw),
        }
    }
}

impl fmt::Debug for Many {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ok(value) => ReceivedBody::show(f, "Ok", value),
            Self::Raw(body) => ReceivedBody::show_bytes(f, "Raw", body),
        }
    }
}

#[tokio::test]
async fn no_answer_shows_what_it_holds() {
    let text = format!("\"{CANARY}\"");
    let redacted = shown(&answer::<TextAnswer>(CANARY).await);
    assert!(redacted.contains("value: <redacted>"), "{redacted}");
    let bytes = shown(&answer::<BytesAnswer>(CANARY).await);
    assert!(bytes.contains("value: 24 bytes"), "{bytes}");
    shown(&answer::<AnyAnswer>(format!("{{{text}: [{text}]}}")).await);
    shown(&answer::<JsonText>(text.clone()).await);
    let list = shown(&answer::<Texts>(format!("[{text}, {text}]")).await);
    assert!(list.contains("value: [<redacted>, <redacted>]"), "{list}");
    shown(&answer::<Map>(format!("{{{text}: {text}}}")).await);
    shown(&answer::<Day>("\"2020-07-06\"").await);
    let many = shown(&answer::<OneOfMany>(text).await);
    assert!(many.contains("value: Ok(<redacted>)"), "{many}");
}

#[tokio::test]
async fn what_is_not_personal_shows() {
    let number = shown(&answer::<Number>("\"7\"").await);
    for part in ["value: 7", "status: 200", "bytes: 3", "drift: 1"] {
        assert!(number.contains(part), "{part} in {number}");
    }
    assert!(shown(&answer::<Nothing>("").await).contains("value: ()"));
}

#[tokio::test]
async fn what_a_caller_made_of_an_answer_is_not_shown() {
    let response = answer::<TextAnswer>(CANARY).await;
    let mapped = response.map(|text| (text, date(2020, 7, 6)));
    assert!(shown(&mapped).contains("value: <redacted>"));
    assert_eq!(mapped.value().0, CANARY);
}

#[test]
fn what_was_read_from_a_saved_answer_is_not_shown() {
    let text = format!("\"{CANARY}\"");
    shown(&from_json::<String>(text.as_bytes()).unwrap());
    shown(&from_json::<Value>(format!("[{text}]").as_bytes()).unwrap());
    let map = format!("{{{text}: null, \"a\": 1}}");
    let read = from_json::<BTreeMap<String, i64>>(map.as_bytes()).unwrap();
    // A null entry is left out: its key is personal, and is reached by the field alone.
    assert_eq!(read.drift[0].pointer, format!("/{CANARY}"));
    shown(&read);
}

#[test]
fn a_fault_of_a_transport_shows_no_header() {
    let mut headers = HeaderMap::new();
    headers.insert("x-name", CANARY.parse().unwrap());
    let error = TransportError::body(http::StatusCode::OK, headers, "reset");
    let text = shown(&error);
    assert!(text.contains("200") && text.contains("reset"), "{text}");
}
