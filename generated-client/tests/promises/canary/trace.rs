//! The events of this crate: the path template and numbers, and neither a path nor a query nor a body.

use std::sync::{Arc, Mutex};

use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::{EMAIL, Line, shows};
use crate::client;
use crate::server::{Server, answer};

#[tokio::test]
async fn an_attempt_is_an_event_with_the_path_template() {
    let server = Server::answering([answer("200 OK", r#"{"id": 7, "canary": 1}"#)]);
    let client = client(&server);
    let events = Events::default();
    let told = events.0.clone();
    let guard = tracing::subscriber::set_default(events);
    client.personnel().get_by_email(EMAIL).await.unwrap();
    drop(guard);
    let told = told.lock().unwrap();
    let ours: Vec<&String> = told
        .iter()
        .filter(|line| line.contains("Personnel_getByEmail"))
        .collect();
    let [attempt, drift] = &ours[..] else {
        panic!("{told:?}");
    };
    for part in [
        "path=\"/personnel/{email}/email\"",
        "attempt=1",
        "status=200",
    ] {
        assert!(attempt.contains(part), "{attempt}");
    }
    assert!(drift.contains("kind=a field that the document does not have"));
}

/// Keeps every event.
#[derive(Clone, Default)]
struct Events(Arc<Mutex<Vec<String>>>);

impl Subscriber for Events {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(String::new());
        event.record(&mut line);
        assert!(!shows(&line.0), "{}", line.0);
        self.0.lock().unwrap().push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
