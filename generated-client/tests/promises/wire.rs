//! What stands on the wire.

use generated_client::http::Method;
use generated_client::jiff::civil::date;
use generated_client::{
    BaseUrl, Client, EmploymentStatus, EmploymentStatusFilter, PersonnelId, StatusChange,
};

use crate::canary::TOKEN;
use crate::server::{Server, answer, answer_with};
use crate::{builder, client};

const PERSON: &str = r#"{"id": 7}"#;
const PAGE: &str = r#"{"data": [{"id": 7}], "total": 1}"#;

#[tokio::test]
async fn a_get_has_exactly_these_headers() {
    let server = Server::answering([answer("200 OK", PERSON)]);
    let person = client(&server)
        .personnel()
        .get(PersonnelId::from(7))
        .await
        .unwrap();
    assert_eq!(person.id, PersonnelId::from(7));
    let request = server.request();
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("GET", "/public/personnel/7")
    );
    let mut headers: Vec<String> = request
        .headers
        .iter()
        .map(|(name, value)| format!("{}: {value}", name.to_ascii_lowercase()))
        .collect();
    if cfg!(feature = "gzip") {
        headers.retain(|line| line != "accept-encoding: gzip");
    }
    headers.sort();
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        headers,
        [
            "accept: application/json".to_owned(),
            format!("authorization: Bearer {TOKEN}"),
            format!("host: {}", server.address()),
            format!("user-agent: generated-client/{version}"),
        ]
    );
}

#[tokio::test]
async fn a_put_without_body_says_that_it_has_none() {
    let server = Server::answering([answer("200 OK", PERSON)]);
    client(&server).personnel().reset_sync_all().await.unwrap();
    let request = server.request();
    assert_eq!(request.method, "PUT");
    assert_eq!(request.header("content-length"), Some("0"));
    assert_eq!(request.header("content-type"), None);
    assert_eq!(request.header("transfer-encoding"), None);
}

#[tokio::test]
async fn a_body_is_json_in_the_order_of_the_document() {
    let server = Server::answering([answer("200 OK", PERSON)]);
    let change = StatusChange::out_of_scope("a \"shared\" mailbox \u{e9}");
    let people = client(&server).personnel();
    people
        .update_status(PersonnelId::from(7), change)
        .await
        .unwrap();
    let request = server.request();
    assert_eq!(request.target, "/public/personnel/7/status");
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(
        request.text(),
        "{\"employmentStatus\":\"OUT_OF_SCOPE\",\"notHumanReason\":\"a \\\"shared\\\" mailbox \u{e9}\"}"
    );
}

#[tokio::test]
async fn properties_of_a_body_are_set_one_by_one() {
    let server = Server::answering([answer("200 OK", PERSON)]);
    let people = client(&server).personnel();
    let call = people.update_contract_dates(PersonnelId::from(7), "2024-02-29".parse().unwrap());
    call.separation_date("2024-03-01".parse().unwrap())
        .separation_date("2024-03-02".parse().unwrap())
        .await
        .unwrap();
    assert_eq!(
        server.request().text(),
        r#"{"startDate":"2024-02-29","separationDate":"2024-03-02"}"#
    );
}

#[tokio::test]
async fn a_list_of_ids_is_sent_whole_and_never_empty() {
    let server = Server::answering([answer("200 OK", PERSON)]);
    let people = client(&server).personnel();
    let error = people.reset_sync_some([]).unchecked().await.unwrap_err();
    assert!(error.is_invalid_request(), "{error}");
    people
        .reset_sync_some([1, 2, 3].map(PersonnelId::from))
        .await
        .unwrap();
    assert_eq!(server.request().text(), r#"{"personnelIds":[1,2,3]}"#);
}

#[tokio::test]
async fn a_query_repeats_names_and_encodes_everything_reserved() {
    let server = Server::answering([answer("200 OK", PAGE)]);
    let statuses = ["CURRENT_EMPLOYEE", "a&b=c"].map(EmploymentStatusFilter::from);
    let list = client(&server).personnel().list();
    list.page(2)
        .limit(10)
        .limit(50)
        .q("a&b=c#d e+f%~\u{fc}")
        .employment_statuses(statuses)
        .query("more[]", true)
        .await
        .unwrap();
    assert_eq!(
        server.request().query(),
        "page=2&limit=50&q=a%26b%3Dc%23d%20e%2Bf%25~%C3%BC&employmentStatuses%5B%5D=CURRENT_EMPLOYEE\
         &employmentStatuses%5B%5D=a%26b%3Dc&more%5B%5D=true"
    );
}

#[tokio::test]
async fn an_empty_list_sends_nothing() {
    let server = Server::answering([answer("200 OK", PAGE)]);
    client(&server)
        .personnel()
        .list()
        .employment_statuses([])
        .await
        .unwrap();
    assert_eq!(server.request().target, "/public/personnel");
}

#[tokio::test]
async fn limits_are_checked_before_anything_leaves() {
    let server = Server::answering([answer("200 OK", PAGE)]);
    let people = client(&server).personnel();
    let faults = [
        (
            people.list().page(0).await.unwrap_err(),
            "`page` is 0; it has to be at least 1",
        ),
        (
            people.list().limit(51).await.unwrap_err(),
            "`limit` is 51; it has to be 1 to 50",
        ),
    ];
    for (error, text) in faults {
        assert!(
            error.is_invalid_request() && error.attempts() == 0,
            "{error}"
        );
        assert_eq!(
            error.to_string(),
            format!("Personnel_list (GET /personnel): {text}")
        );
    }
    assert_eq!(server.connections(), 0);
    people.list().limit(51).page(0).unchecked().await.unwrap();
    assert_eq!(server.request().query(), "limit=51&page=0");
    people.list().limit(50).page(1).await.unwrap();
    people.list().limit(1).page(u64::MAX).await.unwrap();
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_status_goes_out_with_all_that_it_needs() {
    let server = Server::answering([answer("200 OK", PERSON)]);
    let people = client(&server).personnel();
    let id = PersonnelId::from(7);
    let longest = "\u{fc}".repeat(30_000);
    let to = StatusChange::to;
    let faults = [
        (
            to(EmploymentStatus::OutOfScope),
            "`notHumanReason` is required when `employmentStatus` is OUT_OF_SCOPE",
        ),
        (
            to(EmploymentStatus::OutOfScope).separation_date(date(2024, 6, 30)),
            "`notHumanReason` is required when `employmentStatus` is OUT_OF_SCOPE",
        ),
        (
            to(EmploymentStatus::FormerEmployee),
            "`separationDate` is required when `employmentStatus` is FORMER_EMPLOYEE",
        ),
        (
            to(EmploymentStatus::FormerContractor).not_human_reason("x"),
            "`separationDate` is required when `employmentStatus` is FORMER_CONTRACTOR",
        ),
        (
            StatusChange::out_of_scope(format!("{longest}x")),
            "`notHumanReason` has 30001 characters; at most 30000 are allowed",
        ),
    ];
    for (change, text) in &faults {
        let error = people.update_status(id, change.clone()).await.unwrap_err();
        assert!(error.is_invalid_request() && error.attempts() == 0);
        assert!(error.to_string().ends_with(text), "{error}");
    }
    assert_eq!(server.connections(), 0);
    for change in [
        StatusChange::out_of_scope(longest),
        StatusChange::former_employee(date(2024, 6, 30)),
        StatusChange::former_contractor(date(2024, 6, 30)),
        to(EmploymentStatus::CurrentEmployee),
    ] {
        people.update_status(id, change).await.unwrap();
    }
    assert_eq!(server.requests().len(), 4);
    // The server may know better than the document.
    for (change, _) in faults {
        people.update_status(id, change).unchecked().await.unwrap();
    }
    assert_eq!(server.requests().len(), 9);
}

#[tokio::test]
async fn a_query_that_the_document_does_not_have_takes_numbers_texts_and_booleans() {
    let server = Server::answering([answer("200 OK", PAGE)]);
    let list = client(&server).personnel().list();
    list.query("a", -1_i32)
        .query("b", u32::MAX)
        .query("c", i64::MIN)
        .query("d", u64::MAX)
        .query("e", false)
        .query("f", "x")
        .query("g", 1)
        .await
        .unwrap();
    assert_eq!(
        server.request().query(),
        "a=-1&b=4294967295&c=-9223372036854775808&d=18446744073709551615&e=false&f=x&g=1"
    );
}

#[tokio::test]
async fn a_response_keeps_what_is_around_the_value() {
    let extra = "CF-Ray: ray-1\r\nX-Request-Id: req-1\r\n";
    let server = Server::answering([answer_with("200 OK", extra, PERSON)]);
    let call = client(&server).personnel().get(PersonnelId::from(7));
    let response = call.send().await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(response.request_id(), Some("req-1"));
    assert_eq!(response.headers()["cf-ray"], "ray-1");
    assert_eq!(response.bytes().as_ref(), PERSON.as_bytes());
    assert_eq!(response.attempts(), 1);
    assert!(!response.elapsed().is_zero());
    assert_eq!(response.json().unwrap(), serde_json::json!({"id": 7}));
    assert_eq!((response.drift(), response.unlisted_drift()), (&[][..], 0));
    assert_eq!(response.into_value().id, PersonnelId::from(7));
}

#[tokio::test]
async fn an_error_keeps_status_and_body_and_says_what_to_do() {
    let body = r#"{"statusCode": 403, "message": "no", "code": 10001, "debugInfo": null}"#;
    let server = Server::answering([answer_with("403 Forbidden", "x-request-id: r-9\r\n", body)]);
    let error = client(&server).personnel().list().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 403);
    assert_eq!(error.body().unwrap().as_ref(), body.as_bytes());
    assert_eq!(error.operation(), Some("Personnel_list"));
    let api = error.api().unwrap();
    assert_eq!((api.code(), api.message()), (Some(10001), Some("no")));
    assert!(api.is_documented());
    assert_eq!(
        error.to_string(),
        "Personnel_list (GET /personnel): status 403 Forbidden, code 10001; \
         the API key needs the permission `Personnel: List Personnel` (request id r-9)"
    );
}

#[tokio::test]
async fn a_raw_request_takes_the_same_road() {
    let server = Server::answering([answer("200 OK", r#"{"count": 5}"#)]);
    let client = builder(&server).user_agent("team/1").build().unwrap();
    let call = client.request(Method::POST, "/things/%20x");
    let body = serde_json::json!({"b": 1, "a": [1.5, null]});
    let response = call
        .query("n", 1)
        .header("x-team", "1")
        .json(&body)
        .send()
        .await
        .unwrap();
    assert_eq!(response.value()["count"], 5);
    let request = server.request();
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/public/things/%20x?n=1")
    );
    assert_eq!(request.header("x-team"), Some("1"));
    assert_eq!(
        request.header("authorization"),
        Some(&*format!("Bearer {TOKEN}"))
    );
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        request.header("user-agent"),
        Some(&*format!("team/1 generated-client/{version}"))
    );
    assert_eq!(
        serde_json::from_slice::<serde_json::Value>(&request.body).unwrap(),
        body
    );
}

#[tokio::test]
async fn raw_paths_that_lead_elsewhere_are_refused() {
    let server = Server::answering([answer("200 OK", "{}")]);
    let client = client(&server);
    for path in [
        "things",
        "/a/../b",
        "/a/%2e%2E/b",
        "/./a",
        "/a?b",
        "/a#b",
        "/a b",
        "/\u{fc}",
        "/%0a",
    ] {
        let error = client.request(Method::GET, path).await.unwrap_err();
        assert!(error.is_invalid_request(), "{path}: {error}");
        assert!(!error.to_string().contains(path));
    }
    let call = client
        .request(Method::GET, "/a")
        .header("Authorization", "x");
    assert!(call.await.unwrap_err().is_invalid_request());
    assert_eq!(server.connections(), 0);
}

#[test]
fn to_http_shows_what_would_be_sent_and_no_token() {
    let client = Client::builder(BaseUrl::from("https://api.example.com/public/"), TOKEN);
    let Ok(client) = client.build() else {
        return; // Built without TLS: there is no client for `https`.
    };
    let request = client.personnel().list().limit(5).to_http().unwrap();
    assert_eq!(
        request.uri(),
        "https://api.example.com/public/personnel?limit=5"
    );
    assert_eq!(request.headers().len(), 2);
    assert!(!format!("{client:?} {request:?}").contains(TOKEN));
}

#[tokio::test]
async fn an_answer_that_has_no_body_by_http_is_null() {
    let server = Server::answering([
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
    ]);
    let client = client(&server);
    for method in [Method::DELETE, Method::HEAD] {
        let response = client.request(method, "/x").send().await.unwrap();
        assert!(response.value().is_null() && response.bytes().is_empty());
    }
}

#[test]
fn what_is_handed_out_can_be_sent_and_shared() {
    fn shared<T: Send + Sync + Clone + 'static>() {}
    fn sent<T: Send + Unpin + 'static>() {}
    shared::<Client>();
    shared::<BaseUrl>();
    shared::<generated_client::ApiToken>();
    sent::<generated_client::Error>();
    sent::<generated_client::Response<PersonnelId>>();
    sent::<generated_client::Sending<PersonnelId>>();
    sent::<generated_client::Delivering<PersonnelId>>();
    sent::<generated_client::Items<PersonnelId>>();
    sent::<generated_client::Pages<generated_client::PersonnelPage>>();
    assert_eq!(size_of::<generated_client::Error>(), size_of::<usize>());
}
