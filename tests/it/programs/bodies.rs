//! Bodies of every media type, and every encoding of a form.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::{Recorded, pairs, sent, values};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// Line, media type and body of each request, but for those of parts.
const BODIES: &[(&str, Option<&str>, &str)] = &[
    ("POST /optional", None, ""),
    (
        "POST /optional",
        Some("application/json; charset=utf-8"),
        r#"{"name":"a \"b\"","note":null}"#,
    ),
    ("PUT /optional", None, ""),
    ("PUT /optional", Some(JSON), r#"["a","é"]"#),
    (
        "PATCH /optional",
        Some("application/merge-patch+json"),
        "{}",
    ),
    (
        "PATCH /optional",
        Some("application/merge-patch+json"),
        r#"{"a":1,"b":[]}"#,
    ),
    ("POST /whole", Some(JSON), "[1,2]"),
    ("PUT /whole", Some(JSON), r#""a \"b\"""#),
    ("PATCH /whole", Some(JSON), r#"{"k":[null]}"#),
    ("PATCH /raw", Some(JSON), "true"),
    (
        "POST /form",
        Some(FORM),
        "friendlyName=a%20b%26c%3D%C3%A9%2B&tags=x&tags=y%26z",
    ),
    ("POST /raw", Some("text/plain"), "a \"b\" é"),
];

#[tokio::test]
#[ignore = "starts cargo"]
async fn every_kind_of_body_arrives() {
    let requests = sent("bodies");
    let (special, plain): (Vec<_>, Vec<_>) = requests
        .iter()
        .partition(|request| matches!(request.line(), "PUT /form" | "PUT /raw"));
    let plain: Vec<_> = plain
        .into_iter()
        .map(|request| {
            let media = request.header("content-type").first().copied();
            (request.line(), media, request.body())
        })
        .collect();
    assert_eq!(plain, BODIES);
    let form = pairs(BODIES[10].2);
    assert_eq!(values(&form, "friendlyName"), ["a b&c=é+"]);
    assert_eq!(values(&form, "tags"), ["x", "y&z"]);

    let [upload, bytes] = special.as_slice() else {
        panic!("an upload and bytes: {special:?}");
    };
    assert_eq!(bytes.header("content-type"), ["application/octet-stream"]);
    assert_eq!(bytes.body, [0, 255]);
    let octets = Some("application/octet-stream");
    let expected = [
        part("title", None, None, b"a\r\nb"),
        // A quote is escaped as browsers do it; the reader leaves that to its caller.
        part("file", Some("a %22b%22.bin"), octets, &[0, 255, 13, 10]),
        part("more", Some("more"), octets, b"one"),
        part("more", Some("more"), Some("text/csv"), b"two"),
    ];
    assert_eq!(parts(upload).await, expected);
}

#[tokio::test]
#[ignore = "starts cargo"]
async fn every_encoding_of_a_form_arrives() {
    let requests = sent("form_encoding");
    let [form, whole] = requests.as_slice() else {
        panic!("two forms: {requests:?}");
    };
    let expected = [
        "usual=a%26b&usual=c%2Cd",
        "joined=a%26b,c%2Cd",
        "spaced=a%26b%20c%2Cd",
        "piped=a%26b%7Cc%2Cd",
        "apart=a%26b&apart=c%2Cd",
        "deep%5Bx%5D=1&deep%5By%5D=2",
        "x=1&y=2",
        "together=x,1,y,2",
        "callback=https://a.example/b?c=d%26e",
        "json=%7B%22x%22%3A1%2C%22y%22%3A2%7D",
        "text=plain",
    ];
    assert_eq!(form.header("content-type"), [FORM]);
    assert_eq!(form.body(), expected.join("&"));
    let read = pairs(form.body());
    assert_eq!(values(&read, "apart"), ["a&b", "c,d"]);
    assert_eq!(values(&read, "callback"), ["https://a.example/b?c=d&e"]);
    assert_eq!(values(&read, "json"), [r#"{"x":1,"y":2}"#]);
    assert_eq!(whole.body(), "x=1&tags=1%202");

    let requests = sent("multipart_encoding");
    let [first, second] = requests.as_slice() else {
        panic!("two forms: {requests:?}");
    };
    let (json, octets) = (Some(JSON), Some("application/octet-stream"));
    let expected = [
        part("title", None, None, "é".as_bytes()),
        part("count", None, None, b"7"),
        part("tags", None, None, b"a"),
        part("tags", None, None, b"b,c"),
        part("point", None, json, br#"{"x":1}"#),
        part("points", None, json, br#"{"x":2}"#),
        part("points", None, json, br#"{"x":3}"#),
        part("page", None, Some("text/html; charset=utf-8"), b"<p>"),
        part(
            "patch",
            None,
            Some("application/merge-patch+json"),
            br#"{"x":4}"#,
        ),
        part("photo", Some("photo"), Some("image/png"), b"png"),
        part("scans", Some("s.tiff"), Some("image/tiff"), b"scan"),
        part("scans", Some("scans"), octets, b"scan"),
        part("raw", Some("raw"), octets, &[0, 255]),
    ];
    assert_eq!(parts(first).await, expected);
    let expected = [part("photo", Some("photo"), Some("image/jpeg"), b"jpeg")];
    assert_eq!(parts(second).await, expected);
}

/// A part of a multipart form: name, file name, media type, content.
type Part = (String, Option<String>, Option<String>, Vec<u8>);

fn part(name: &str, file: Option<&str>, media: Option<&str>, content: &[u8]) -> Part {
    let own = |text: Option<&str>| text.map(str::to_owned);
    (name.to_owned(), own(file), own(media), content.to_owned())
}

/// The parts of a request, as an independent reader takes them.
async fn parts(request: &Recorded) -> Vec<Part> {
    let boundary = multer::parse_boundary(request.header("content-type")[0]).unwrap();
    let mut form = multer::Multipart::new(Once(Some(request.body.clone())), boundary);
    let mut parts = Vec::new();
    while let Some(field) = form.next_field().await.unwrap() {
        let name = field.name().unwrap().to_owned();
        let file = field.file_name().map(str::to_owned);
        let media = field.headers().get("content-type");
        let media = media.map(|media| media.to_str().unwrap().to_owned());
        parts.push((name, file, media, field.bytes().await.unwrap().to_vec()));
    }
    parts
}

/// A stream of one piece.
struct Once(Option<Vec<u8>>);

impl Stream for Once {
    type Item = Result<Vec<u8>, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}
