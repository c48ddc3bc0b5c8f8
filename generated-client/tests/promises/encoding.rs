//! Paths and queries: any text arrives as it was, or does not leave.

use generated_client::http::Method;
use generated_client::{Client, EmploymentStatusFilter, GroupId, MdmSourceType};

use crate::canary::TOKEN;
use crate::client;
use crate::server::{Request, Server, answer};

const BASE: &str = "http://127.0.0.1:9/public";

/// The e-mail route with this value, as it would leave; `None` if it is refused.
fn target(client: &Client, email: &str) -> Option<String> {
    match client.personnel().get_by_email(email).to_http() {
        Ok(request) => Some(request.uri().to_string()),
        Err(error) => {
            assert!(error.is_invalid_request());
            None
        }
    }
}

/// What an independent reader of URLs takes for the value: the one segment between the route's own.
fn routed(uri: &str) -> String {
    let path = uri.strip_prefix(BASE).unwrap();
    assert!(!path.contains(['?', '#', '\\']), "{path}");
    let segments: Vec<&str> = path.split('/').collect();
    let ["", "personnel", value, "email"] = segments[..] else {
        panic!("another route: {path}");
    };
    assert_eq!(
        reqwest::Url::parse(uri).unwrap().as_str(),
        uri,
        "a URL parser changes it"
    );
    let bytes = percent_encoding::percent_decode_str(value);
    bytes.decode_utf8().unwrap().into_owned()
}

fn is_refused(value: &str) -> bool {
    matches!(value, "" | "." | "..") || value.contains(char::is_control)
}

/// Texts that break encoders, and any others.
fn text() -> String {
    const PARTS: [&str; 20] = [
        ".",
        "..",
        "/",
        "\\",
        "%",
        "%2e",
        "%2F",
        "?",
        "#",
        "&",
        "=",
        "+",
        " ",
        "@",
        ":",
        ";",
        "a",
        "\u{e9}",
        "\u{1f600}",
        "\u{202e}",
    ];
    let length = fastrand::usize(0..8);
    let part = || match fastrand::u8(0..4) {
        0 => fastrand::char(..).to_string(),
        _ => PARTS[fastrand::usize(..PARTS.len())].to_owned(),
    };
    std::iter::repeat_with(part).take(length).collect()
}

fn paths_arrive(cases: usize) {
    let client = Client::builder(BASE, TOKEN).build().unwrap();
    for _ in 0..cases {
        let value = text();
        match target(&client, &value) {
            Some(uri) => assert_eq!(routed(&uri), value),
            None => assert!(is_refused(&value), "{value:?} was refused"),
        }
    }
}

/// Lists with and without brackets in their names, among single values, in the order they were set.
fn lists_arrive(cases: usize) {
    let client = Client::builder(BASE, TOKEN).build().unwrap();
    for _ in 0..cases {
        let length = || fastrand::usize(0..5);
        let statuses: Vec<String> = std::iter::repeat_with(text).take(length()).collect();
        let groups: Vec<i64> = std::iter::repeat_with(|| fastrand::i64(..))
            .take(length())
            .collect();
        let sources: Vec<String> = std::iter::repeat_with(text).take(length()).collect();
        let q = text();
        let of = |text: &String| EmploymentStatusFilter::from(text.as_str());
        let call = client
            .personnel()
            .list()
            .employment_statuses(statuses.iter().map(of))
            .q(q.as_str())
            .group_ids(groups.iter().copied().map(GroupId::from))
            .inverse_mdm_source_types(
                sources
                    .iter()
                    .map(|text| MdmSourceType::from(text.as_str())),
            );
        let request = call.to_http().unwrap();
        let query = request.uri().query().unwrap_or_default();
        let came: Vec<(String, String)> = serde_html_form::from_str(query).unwrap();
        let named = |name: &'static str| move |value: String| (name.to_owned(), value);
        let sent: Vec<(String, String)> = (statuses.into_iter().map(named("employmentStatuses[]")))
            .chain([("q".to_owned(), q)])
            .chain(
                groups
                    .iter()
                    .map(ToString::to_string)
                    .map(named("groupIds")),
            )
            .chain(sources.into_iter().map(named("inverseMdmSourceTypes[]")))
            .collect();
        assert_eq!(came, sent);
    }
}

fn queries_arrive(cases: usize) {
    let client = Client::builder(BASE, TOKEN).build().unwrap();
    for _ in 0..cases {
        let mut call = client.request(Method::GET, "/x");
        let mut sent: Vec<(String, String)> = Vec::new();
        for _ in 0..fastrand::usize(0..6) {
            let (name, value) = (text(), text());
            call = call.query(name.as_str(), value.as_str());
            match sent.iter_mut().find(|(known, _)| *known == name) {
                Some((_, old)) => *old = value,
                None => sent.push((name, value)),
            }
        }
        let request = call.to_http().unwrap();
        let query = request.uri().query().unwrap_or_default();
        let came: Vec<(String, String)> = serde_html_form::from_str(query).unwrap();
        assert_eq!(came, sent);
    }
}

#[test]
fn row_23_any_path_value_is_one_segment_or_refused() {
    paths_arrive(1_000);
}

#[test]
#[ignore = "ten times as many cases"]
fn row_23_any_of_many_path_values_is_one_segment_or_refused() {
    paths_arrive(10_000);
}

#[test]
fn row_24_any_query_arrives_as_it_was() {
    queries_arrive(1_000);
    lists_arrive(1_000);
}

#[test]
#[ignore = "ten times as many cases"]
fn row_24_any_of_many_queries_arrives_as_it_was() {
    queries_arrive(10_000);
    lists_arrive(10_000);
}

#[tokio::test]
async fn row_23_path_values_on_the_wire() {
    let server = Server::answering([answer("200 OK", r#"{"id": 7}"#)]);
    let people = client(&server).personnel();
    for value in ["..", ".", "", "a\tb", "a\nb", "\r\n", "\0", "\u{85}"] {
        let error = people.get_by_email(value).unchecked().await.unwrap_err();
        assert!(error.is_invalid_request(), "{value:?}: {error}");
    }
    assert_eq!(server.connections(), 0);
    for (value, segment) in [
        ("a/b@x.co", "a%2Fb%40x.co"),
        ("../../users", "..%2F..%2Fusers"),
        ("%2e%2e", "%252e%252e"),
        ("a b", "a%20b"),
        ("j\u{f6}rg@x.co", "j%C3%B6rg%40x.co"),
        ("...", "..."),
        ("a?b#c", "a%3Fb%23c"),
        ("A-z_0.~", "A-z_0.~"),
    ] {
        people.get_by_email(value).await.unwrap();
        let target = server.requests().pop().unwrap().target;
        assert_eq!(target, format!("/public/personnel/{segment}/email"));
    }
}

#[tokio::test]
async fn row_24_query_values_on_the_wire() {
    let server = Server::answering([answer("200 OK", r#"{"data": [], "total": 0}"#)]);
    let list = client(&server).personnel().list();
    let odd = "a&b=c#d e+f%";
    let statuses = ["A", odd, "A"].map(EmploymentStatusFilter::from);
    let all = list.clone().q(odd).employment_statuses(statuses);
    let all = all.group_ids([1, 2, 1].map(GroupId::from));
    all.clone().await.unwrap();
    let came: Vec<(String, String)> = serde_html_form::from_str(server.request().query()).unwrap();
    let (status, group) = ("employmentStatuses[]", "groupIds");
    let sent = [
        ("q", odd),
        (status, "A"),
        (status, odd),
        (status, "A"),
        (group, "1"),
        (group, "2"),
        (group, "1"),
    ];
    assert_eq!(
        came,
        sent.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    // An empty list is not sent, and takes an earlier one back.
    let none = all.employment_statuses([]).group_ids([]);
    none.q("x").await.unwrap();
    list.employment_statuses([]).group_ids([]).await.unwrap();
    let requests = server.requests();
    let queries: Vec<&str> = requests.iter().skip(1).map(Request::query).collect();
    assert_eq!(queries, ["q=x", ""]);
}

#[tokio::test]
async fn a_url_that_is_too_long_is_refused() {
    let server = Server::answering([answer("200 OK", "1")]);
    let list = client(&server).personnel().list();
    let error = list.q("a".repeat(70_000)).await.unwrap_err();
    assert!(error.is_invalid_request(), "{error}");
    assert_eq!(server.connections(), 0);
}
