//! Parameters of every style as they stand on the wire, read off a socket byte by byte.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread::{JoinHandle, spawn};

use serde_json::{Value, json};

use crate::call::Call;
use crate::check::Check;
use crate::client::Client;
use crate::decode::Encoded;
use crate::endpoint::{Endpoint, Operation};
use crate::request::ParameterStyle as Style;

enum List {}

impl Operation for List {
    type Output = Value;
    const ENDPOINT: &'static Endpoint = &Endpoint::get("list", "/things")
        .statuses(&[200])
        .checks(&[Check::at_most("X-Most", 3), Check::max_length("pair", 2)]);
}

enum Find {}

impl Operation for Find {
    type Output = Value;
    const ENDPOINT: &'static Endpoint = &Endpoint::get("find", "/a/{first}/b{second}")
        .statuses(&[200])
        .checks(&[Check::at_most("first", 9)]);
}

/// Takes one request, answers it, and gives its head.
fn server() -> (Client, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let head = spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        let answer =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";
        stream.write_all(answer.as_bytes()).unwrap();
        String::from_utf8(head).unwrap()
    });
    let client = Client::builder(address.as_str(), "token").build().unwrap();
    (client, head)
}

/// The head of the request that a call sends.
async fn sent<O: Operation<Output = Value>>(make: impl FnOnce(&Client) -> Call<O>) -> String {
    let (client, head) = server();
    make(&client).await.unwrap();
    head.join().unwrap()
}

/// What stands between the method and the version.
fn target(head: &str) -> &str {
    head.split(' ').nth(1).unwrap()
}

/// The values of a header, in order.
fn header<'a>(head: &'a str, name: &str) -> Vec<&'a str> {
    let lines = head.lines().filter_map(|line| line.split_once(": "));
    let found = lines.filter(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value).collect()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[tokio::test]
async fn every_style_of_the_query_arrives() {
    let colors = || texts(&["blue", "black"]);
    let rgb = json!({"G": 2, "R": "1&2"});
    for (style, value, expected) in [
        (Style::form(), json!("a b"), "c=a%20b"),
        (Style::form(), json!(colors()), "c=blue,black"),
        (Style::form(), rgb.clone(), "c=G,2,R,1%262"),
        (Style::form().exploded(), json!(colors()), "c=blue&c=black"),
        (Style::form().exploded(), rgb.clone(), "G=2&R=1%262"),
        (Style::space_delimited(), json!(colors()), "c=blue%20black"),
        (Style::pipe_delimited(), json!(colors()), "c=blue%7Cblack"),
        (
            Style::pipe_delimited().exploded(),
            json!(colors()),
            "c=blue&c=black",
        ),
        (
            Style::deep_object().exploded(),
            rgb.clone(),
            "c%5BG%5D=2&c%5BR%5D=1%262",
        ),
        (
            Style::form().exploded().reserved(),
            json!("a/b?c&d"),
            "c=a/b?c%26d",
        ),
        (Style::form().json(), json!([1, "x"]), "c=%5B1%2C%22x%22%5D"),
    ] {
        let head = sent::<List>(|client| {
            let call = Call::new(client, &[]).set("before", 1);
            call.styled("c", style, value).set_text("after", "&")
        })
        .await;
        let expected = format!("/things?before=1&{expected}&after=%26");
        assert_eq!(target(&head), expected, "{style:?}");
    }
}

#[tokio::test]
async fn a_form_is_what_an_independent_decoder_reads() {
    let hostile = ["a&b=c#d e+f%", "é😀", "", "x;y,z|[]", "'\"<>\\^`{}"];
    for style in [
        Style::form().exploded(),
        Style::form().exploded().reserved(),
        Style::pipe_delimited().exploded(),
    ] {
        let head = sent::<List>(|client| {
            Call::new(client, &[]).styled_all("k&=[]", style, texts(&hostile))
        })
        .await;
        let (_, query) = target(&head).split_once('?').unwrap();
        let pairs: Vec<(String, String)> = serde_html_form::from_str(query).unwrap();
        let expected: Vec<_> = hostile
            .map(|text| ("k&=[]".to_owned(), text.to_owned()))
            .into();
        assert_eq!(pairs, expected);
    }
    for style in [Style::form().exploded(), Style::deep_object()] {
        let fields = hostile.map(|text| (text.to_owned().into(), Encoded::text(text)));
        let written = style
            .write("k", &Encoded::Object(fields.into()))
            .unwrap()
            .unwrap();
        let pairs: Vec<(String, String)> = serde_html_form::from_str(&written).unwrap();
        let key = |text: &str| {
            if style == Style::deep_object() {
                format!("k[{text}]")
            } else {
                text.to_owned()
            }
        };
        let expected: Vec<_> = hostile.map(|text| (key(text), text.to_owned())).into();
        assert_eq!(pairs, expected);
    }
}

#[tokio::test]
async fn every_style_of_the_path_arrives() {
    let list = || json!(["x/y", "z"]);
    for (style, value, expected) in [
        (Style::simple(), list(), "x%2Fy,z"),
        (Style::label(), list(), ".x%2Fy,z"),
        (Style::label().exploded(), list(), ".x%2Fy.z"),
        (Style::matrix(), list(), ";second=x%2Fy,z"),
        (Style::matrix().exploded(), list(), ";second=x%2Fy;second=z"),
        (Style::matrix().exploded(), json!({"k": "?"}), ";k=%3F"),
        (Style::matrix(), json!(""), ";second"),
        (
            Style::simple().json(),
            json!({"k": [1]}),
            "%7B%22k%22%3A%5B1%5D%7D",
        ),
    ] {
        let head = sent::<Find>(|client| {
            let call = Call::new(client, &[]).styled("first", Style::simple(), 7_i64);
            call.styled("second", style, value)
        })
        .await;
        assert_eq!(target(&head), format!("/a/7/b{expected}"), "{style:?}");
    }
}

#[tokio::test]
async fn headers_and_cookies_arrive() {
    let head = sent::<List>(|client| {
        Call::new(client, &[])
            .styled_text("If-Match", Style::header(), "old")
            .styled_text("If-Match", Style::header(), "\"tag, 1\"")
            .styled_all("X-List", Style::header(), [1, 2])
            .styled(
                "X-Map",
                Style::header().exploded(),
                json!({"a": 1, "b": "c d"}),
            )
            .styled("X-Json", Style::header().json(), json!({"a": ["ä,\n"]}))
            .styled_text("X-Empty", Style::header(), "")
            .styled_all("X-None", Style::header(), Vec::<String>::new())
            .styled_text("session", Style::cookie().exploded(), "a;b=c, d")
            .styled_all("list", Style::cookie(), [1, 2])
            .styled_all("apart", Style::cookie().exploded(), [true, false])
    })
    .await;
    assert_eq!(target(&head), "/things");
    assert_eq!(header(&head, "if-match"), ["\"tag, 1\""]);
    assert_eq!(header(&head, "x-list"), ["1,2"]);
    assert_eq!(header(&head, "x-map"), ["a=1,b=c d"]);
    assert_eq!(header(&head, "x-json"), [r#"{"a":["\u00e4,\n"]}"#]);
    assert_eq!(header(&head, "x-none"), Vec::<&str>::new());
    assert!(
        head.lines().any(|line| line.trim_end() == "x-empty:"),
        "{head}"
    );
    let cookies = ["session=a%3Bb%3Dc%2C%20d; list=1,2; apart=true; apart=false"];
    assert_eq!(header(&head, "cookie"), cookies);
}

fn offline() -> Client {
    Client::builder("http://127.0.0.1:9", "token")
        .build()
        .unwrap()
}

#[test]
fn no_value_of_a_style_reaches_another_path() {
    let client = offline();
    let pieces = [
        "", ".", "..", "/", "\\", "%2e", "%", "?", "#", "\n", "\u{7f}", "ä", ";", ",", "a",
    ];
    let styles = [
        Style::simple(),
        Style::simple().exploded(),
        Style::label(),
        Style::label().exploded(),
        Style::matrix(),
        Style::matrix().exploded(),
        Style::simple().json(),
    ];
    for style in styles {
        for one in pieces {
            for two in pieces {
                let first = Encoded::Any(json!([one, two])).to_text();
                assert_eq!(first, None);
                let call = Call::<Find>::new(&client, &[])
                    .styled("first", style, json!([one, two]))
                    .styled("second", Style::simple(), json!(format!("{two}{one}x")));
                let Ok(request) = call.to_http() else {
                    continue;
                };
                let path = request.uri().path();
                let segments: Vec<&str> = path.split('/').collect();
                assert_eq!((segments.len(), segments[1]), (4, "a"), "{path}");
                assert!(
                    segments[3].starts_with('b') && !segments[2].is_empty(),
                    "{path}"
                );
                let decoded = percent_encoding::percent_decode_str(path)
                    .decode_utf8()
                    .unwrap();
                assert!(!decoded.contains(char::is_control), "{path}");
                assert!(
                    !segments.contains(&".") && !segments.contains(&".."),
                    "{path}"
                );
                assert_eq!(request.uri().query(), None);
            }
        }
    }
}

#[test]
fn what_cannot_be_sent_is_told_without_its_value() {
    let client = offline();
    let list = || Call::<List>::new(&client, &[]);
    let find =
        |value: Value| Call::<Find>::new(&client, &[]).styled("first", Style::label(), value);
    let told = |fault: String| {
        assert!(!fault.contains("secret"), "{fault}");
        fault
    };
    for call in [
        list().styled_text("X-A", Style::header(), "secret\r\nx: y"),
        list().styled_text("X-A", Style::header(), "secretä"),
        list().styled_all("X-A", Style::header(), texts(&["secret,1"])),
        list().styled("f", Style::form(), json!([["secret"]])),
        list().styled_all("f", Style::space_delimited(), texts(&["secret 1"])),
        list().styled("X-Most", Style::header(), 4_i64),
        list().styled_all("pair", Style::pipe_delimited(), texts(&["ab", "secret"])),
    ] {
        told(call.to_http().unwrap_err().to_string());
    }
    for value in [
        json!(""),
        json!(null),
        json!("."),
        json!("secret\n"),
        json!([]),
    ] {
        told(find(value).to_http().unwrap_err().to_string());
    }
    let missing = find(json!("a")).to_http().unwrap_err().to_string();
    assert!(missing.contains("second"), "{missing}");
}

#[test]
fn limits_hold_in_every_place_and_can_be_lifted() {
    let client = offline();
    let most =
        |number: i64| Call::<List>::new(&client, &[]).styled("X-Most", Style::header(), number);
    let fault = most(4).to_http().unwrap_err().to_string();
    assert!(fault.contains("`X-Most` is 4"), "{fault}");
    assert!(most(3).to_http().is_ok() && most(4).unchecked().to_http().is_ok());
    let path = |number: i64| Call::<Find>::new(&client, &[&number, &"x"]);
    let fault = path(10).to_http().unwrap_err().to_string();
    assert!(fault.contains("`first` is 10"), "{fault}");
    assert!(path(9).to_http().is_ok());
    let broken = Call::<List>::new(&client, &[]).styled_text("X-A", Style::header(), "\n");
    assert!(broken.unchecked().to_http().is_err());
}

#[test]
fn no_value_shows_in_debug() {
    let client = offline();
    let call = Call::<List>::new(&client, &[])
        .styled_text("X-A", Style::header(), "secret")
        .styled_text("c", Style::cookie(), "secret")
        .styled_text("q", Style::form(), "secret");
    assert!(!format!("{call:?}").contains("secret"));
    let request = call.to_http().unwrap();
    assert!(!format!("{:?}", request.headers()).contains("secret"));
}
