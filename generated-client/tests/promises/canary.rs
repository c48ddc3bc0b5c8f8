//! Secrets and personal data that are planted everywhere, and must show nowhere.
//!
//! Every line that any crate logs while these tests run is searched for them, and a find ends the
//! test run at once: the line may be logged on a task whose panic nobody sees.

#[cfg(feature = "tracing")]
mod trace;

use std::error::Error as StdError;
use std::fmt::{Debug, Write as _};
use std::io::Write as _;
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};

use generated_client::http::Method;
use generated_client::{
    ApiToken, Attempt, Client, Drift, Error, FilePart, Observer, Personnel, PersonnelId,
    PersonnelPage, QueryValue, Response, StatusChange, Strictness, from_json,
};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::server::{Server, answer, answer_with};
use crate::{builder, client, once};

pub(crate) const TOKEN: &str = "canary-token-5f2c";
pub(crate) const EMAIL: &str = "canary.jane@mail.example";
const NAME: &str = "Canaryjane Canarydoe";
const REASON: &str = "canary reason: shared mailbox";
/// A part of each, as it stands in clear or percent-encoded.
const SIGNS: [&str; 4] = ["canary-token", "canary.jane", "Canaryjane", "canary"];

/// Begins to search all that is logged, at every level.
pub(crate) fn watch() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        log::set_logger(&Watcher).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
        tracing::subscriber::set_global_default(Watcher).unwrap();
    });
}

/// Whether the text shows anything that was planted.
fn shows(text: &str) -> bool {
    SIGNS.iter().any(|sign| text.contains(sign))
}

struct Watcher;

/// How many lines were searched.
static SEARCHED: AtomicUsize = AtomicUsize::new(0);

fn search(origin: &str, line: &str) {
    SEARCHED.fetch_add(1, Ordering::Relaxed);
    if shows(line) {
        let _ = writeln!(
            std::io::stderr(),
            "{origin} logged what it must not: {line}"
        );
        std::process::abort();
    }
}

impl log::Log for Watcher {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        search(record.target(), &record.args().to_string());
    }

    fn flush(&self) {}
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, "{field}={value:?} ");
    }
}

impl Subscriber for Watcher {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut line = Line(String::new());
        span.record(&mut line);
        search(span.metadata().target(), &line.0);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line(String::new());
        values.record(&mut line);
        search("a span", &line.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        search(event.metadata().target(), &line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[track_caller]
fn assert_silent(what: &impl Debug) {
    let text = format!("{what:?} {what:#?}");
    assert!(!shows(&text), "{text}");
}

/// Display, Debug and every source.
#[track_caller]
pub(crate) fn assert_silent_error(error: &Error) {
    assert_silent(error);
    let mut next: Option<&dyn StdError> = Some(error);
    while let Some(cause) = next {
        let text = format!("{cause} {cause:?}");
        assert!(!shows(&text), "{text}");
        next = cause.source();
    }
    if let Some(api) = error.api() {
        assert_silent(api);
    }
}

/// Searches what an observer is given, as it would log it.
struct Watching;

impl Observer for Watching {
    fn attempt(&self, attempt: &Attempt<'_>) {
        search("an observer", &format!("{attempt:?}"));
    }

    fn drift(&self, operation: &'static str, drift: &Drift) {
        search("an observer", &format!("{operation} {drift} {drift:?}"));
    }
}

/// An answer as it would be logged, with each line of its drift.
fn logged<T>(outcome: &Result<Response<T>, Error>) -> String {
    let drift = match outcome {
        Ok(response) => response.drift(),
        Err(error) => error.drift(),
    };
    let lines: Vec<String> = drift.iter().map(ToString::to_string).collect();
    format!("{outcome:?} {outcome:#?} {drift:?} {lines:?}")
}

/// What a server may send that repeats what it knows of a person.
fn bodies() -> Vec<String> {
    let person = format!(
        r#"{{"id": 7, "email": "{EMAIL}", "employmentStatus": 5, "roles": ["{NAME}"], "canary-{EMAIL}": 1, "provider": {{"id": "{REASON}"}}}}"#
    );
    let fault = format!(
        r#"{{"statusCode": 400, "message": "{EMAIL} {TOKEN}", "code": 7, "debugInfo": {{"name": "{NAME}"}}}}"#
    );
    let page =
        format!(r#"{{"data": [{{"id": "{EMAIL}", "name": "{NAME}"}}, {person}], "total": 2}}"#);
    let html = format!("<html>{NAME} {EMAIL} {TOKEN}</html>");
    let broken = [
        person.split_at(60).0.to_owned(),
        page.split_at(40).0.to_owned(),
    ];
    [
        person,
        fault,
        page,
        html,
        format!("\"{REASON}\""),
        String::new(),
    ]
    .into_iter()
    .chain(broken)
    .collect()
}

async fn provoke(client: &Client) -> Vec<Error> {
    let people = client.personnel();
    let id = PersonnelId::from(7);
    let change = StatusChange::out_of_scope(REASON);
    let raw = client.request(Method::POST, format!("/people/{EMAIL}"));
    let raw = raw.query("name", NAME).header("x-name", NAME).json(REASON);
    for call in [format!("{raw:?}"), format!("{:?}", people.list().q(NAME))] {
        assert!(!shows(&call), "{call}");
    }
    assert_silent(&people.get_by_email(EMAIL));
    assert_silent(&change);
    let mut errors = Vec::new();
    let mut keep = |text: String, error: Option<Error>| {
        assert!(!shows(&text), "{text}");
        errors.extend(error);
    };
    let outcome = people.get_by_email(EMAIL).send().await;
    keep(logged(&outcome), outcome.err());
    let outcome = people.update_status(id, change).send().await;
    keep(logged(&outcome), outcome.err());
    let outcome = raw.send().await;
    keep(logged(&outcome), outcome.err());
    let mut items = people.list().q(EMAIL).items();
    while let Some(item) = items.next().await {
        let (cursor, drift) = (items.cursor(), items.drift());
        keep(
            format!("{items:?} {item:?} {cursor} {cursor:?} {drift:?}"),
            item.err(),
        );
    }
    let mut pages = people.list().q(EMAIL).pages();
    while let Some(page) = pages.next().await {
        keep(format!("{pages:?} {}", logged(&page)), page.err());
    }
    errors
}

#[tokio::test]
async fn nothing_planted_shows_in_an_answer_or_an_error() {
    let headers = format!(
        "X-Name: {NAME}\r\nLocation: https://canary:canary@127.0.0.1/{EMAIL}?t={TOKEN}#{EMAIL}\r\n\
         Content-Type: text/html; name={EMAIL}\r\nX-Request-Id: {EMAIL}\r\n"
    );
    for status in [
        "200 OK",
        "400 Bad Request",
        "302 Found",
        "403 Forbidden",
        "429 Slow",
        "500 Oh",
    ] {
        for body in bodies() {
            let server = Server::answering([answer_with(status, &headers, &body)]);
            for client in [
                client(&server),
                builder(&server).observer(Watching).build().unwrap(),
                builder(&server)
                    .strictness(Strictness::Deny)
                    .build()
                    .unwrap(),
            ] {
                for error in provoke(&client).await {
                    assert_silent_error(&error);
                }
            }
        }
    }
}

#[tokio::test]
async fn nothing_planted_shows_when_the_connection_fails() {
    let mut answers = vec![format!("HTTP/1.1 200 {NAME}\r\n{EMAIL}\r\n\r\n").into_bytes()];
    answers.push(format!("{TOKEN} {EMAIL}\r\n\r\n").into_bytes());
    let mut truncated = answer("200 OK", &bodies()[0]);
    truncated.truncate(truncated.len() - 9);
    answers.push(truncated);
    for bytes in answers {
        let server = Server::start(move |connection| {
            connection.request();
            connection.write(&bytes);
        });
        let errors = provoke(&once(&server)).await;
        assert_eq!(errors.len(), 5);
        for error in errors {
            assert_silent_error(&error);
        }
    }
}

#[tokio::test]
async fn nothing_planted_shows_when_the_token_or_the_setup_fails() {
    let server = Server::answering([answer("200 OK", "{}")]);
    for fail in [true, false] {
        let token = ApiToken::provider(move || async move {
            if fail {
                Err(TOKEN.into())
            } else {
                Ok(format!("{TOKEN}\n{TOKEN}"))
            }
        });
        assert_silent(&token);
        let client = Client::builder(server.url(), token);
        assert_silent(&client);
        let client = client.build().unwrap();
        assert_silent(&client);
        let error = client.personnel().get_by_email(EMAIL).await.unwrap_err();
        assert!(error.is_token());
        assert_silent_error(&error);
    }
    let urls = [
        format!("http://{TOKEN}@127.0.0.1"),
        format!("http://127.0.0.1/?{EMAIL}"),
        format!("ftp://{EMAIL}"),
    ];
    for url in urls {
        assert_silent(&Client::builder(url.as_str(), TOKEN));
        let error = Client::builder(url, TOKEN).build().unwrap_err();
        assert!(!shows(&format!("{error} {error:?}")), "{error}");
    }
    let proxy = builder(&server).proxy(format!("not a url {TOKEN}"));
    let error = proxy.build().unwrap_err();
    assert!(!shows(&format!("{error} {error:?}")), "{error}");
    assert_eq!(server.connections(), 0);
}

#[test]
fn nothing_planted_shows_in_what_a_program_made_or_saved() {
    let file = FilePart::new(EMAIL.as_bytes().to_vec());
    assert_silent(&file.file_name(NAME).media_type("text/plain"));
    assert_silent(&QueryValue::from(EMAIL));
    for body in bodies() {
        let person = from_json::<Personnel>(body.as_bytes());
        let page = from_json::<PersonnelPage>(body.as_bytes());
        let free = from_json::<serde_json::Value>(body.as_bytes());
        assert_silent(&(&person, &page, &free));
        let errors = [person.err(), page.err(), free.err()];
        for error in errors.into_iter().flatten() {
            assert!(!shows(&error.to_string()), "{error}");
        }
    }
}

/// What the tests above do not find would be found, if it were there.
#[tokio::test]
async fn what_is_logged_is_searched() {
    for sign in [TOKEN, EMAIL, NAME, REASON] {
        assert!(shows(sign));
    }
    let encoded = client(&Server::answering([answer("200 OK", "{}")]))
        .personnel()
        .get_by_email(NAME)
        .to_http();
    assert!(shows(encoded.unwrap().uri().path()));
    let before = SEARCHED.load(Ordering::Relaxed);
    let server = Server::answering([answer("200 OK", "1")]);
    client(&server).request(Method::GET, "/x").await.unwrap();
    assert!(
        SEARCHED.load(Ordering::Relaxed) > before,
        "nothing is logged"
    );
}
