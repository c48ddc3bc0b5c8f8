//! What a program is told that watches its calls.

use std::sync::{Arc, Mutex};

use generated_client::{Attempt, Drift, Observer, PersonnelId, Strictness};

use crate::builder;
use crate::server::{Server, answer};

/// Writes a line for all it is told.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<String>>>);

impl Recorder {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Observer for Recorder {
    fn attempt(&self, attempt: &Attempt<'_>) {
        let (number, method, path) = (attempt.number, attempt.method, attempt.path);
        let status = attempt.status.map(|status| status.as_u16());
        let failed = attempt.error.is_some();
        let again = attempt.retry_in.is_some();
        let operation = attempt.operation;
        let line = format!("{operation} {method} {path} #{number} {status:?} {failed} {again}");
        self.0.lock().unwrap().push(line);
    }

    fn drift(&self, operation: &'static str, drift: &Drift) {
        let line = format!("{operation} {} {:?}", drift.pointer, drift.kind);
        self.0.lock().unwrap().push(line);
    }
}

#[tokio::test]
async fn an_observer_is_told_of_every_attempt_and_all_drift() {
    let page = r#"{"data": [{"id": "7", "more": 1}], "total": 0}"#;
    for strictness in [Strictness::Report, Strictness::Deny] {
        let server = Server::answering([answer("503 Oh", ""), answer("200 OK", page)]);
        let recorder = Recorder::default();
        let client = builder(&server).observer(recorder.clone());
        let client = client.strictness(strictness).build().unwrap();
        let mut items = client.personnel().list().items();
        while items.next().await.is_some() {}
        let mut told = vec![
            "Personnel_list GET /personnel #1 Some(503) true true",
            "Personnel_list GET /personnel #2 Some(200) false false",
            "Personnel_list /data/0/id Coerced(String)",
            "Personnel_list /data/0/more UnknownField",
        ];
        if strictness == Strictness::Report {
            told.push("Personnel_list  BeyondTotal { records: 1, total: 0 }");
        }
        assert_eq!(recorder.take(), told);
    }
}

#[tokio::test]
async fn an_observer_is_told_why_an_answer_is_of_no_use() {
    let server = Server::answering([answer("200 OK", r#"{"id": null}"#)]);
    let recorder = Recorder::default();
    let client = builder(&server).observer(recorder.clone()).build().unwrap();
    let call = client.personnel().get(PersonnelId::from(7));
    assert!(call.await.unwrap_err().is_decode());
    let told = [
        "Personnel_get GET /personnel/{id} #1 Some(200) false false",
        "Personnel_get /id Null",
    ];
    assert_eq!(recorder.take(), told);
}
