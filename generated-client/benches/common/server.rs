//! A server on this machine that answers at once, or after a while, and keeps its connections.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// Answers each request by what `body` makes of its target; gives the base URL.
pub(crate) fn serve(body: impl Fn(&str) -> String + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let body = Arc::new(body);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let body = Arc::clone(&body);
            thread::spawn(move || answer(stream, &*body));
        }
    });
    url
}

fn answer(mut stream: TcpStream, body: &dyn Fn(&str) -> String) {
    stream.set_nodelay(true).unwrap();
    let mut head = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return,
            Ok(length) => head.extend_from_slice(&chunk[..length]),
        }
        if head.ends_with(b"\r\n\r\n") {
            let target = String::from_utf8_lossy(&head);
            let body = body(target.split(' ').nth(1).unwrap());
            let length = body.len();
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nX-Request-Id: 3f2a\r\nContent-Length: {length}\r\n\r\n{body}"
            );
            if stream.write_all(answer.as_bytes()).is_err() {
                return;
            }
            head.clear();
        }
    }
}

/// A page of small records, about 1 KB each, as the query of the target asks for it.
pub(crate) fn people(target: &str, records: u64) -> String {
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let number = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.find(|(known, _)| *known == name).unwrap();
        value.parse::<u64>().unwrap()
    };
    let (page, limit) = (number("page"), number("limit"));
    let ids = (page - 1) * limit + 1..=(page * limit).min(records);
    let people: Vec<String> = ids.map(small).collect();
    let people = people.join(",");
    format!(r#"{{"data":[{people}],"page":{page},"limit":{limit},"total":{records}}}"#)
}

fn small(id: u64) -> String {
    let check =
        r#"{"id":1,"status":"PASS","type":"BG_CHECK","completionDate":"2025-07-01T16:45:55.246Z"}"#;
    let checks = [check; 6].join(",");
    format!(
        r#"{{"id":{id},"employmentStatus":"CURRENT_EMPLOYEE","user":{{"id":{id},"email":"person.{id}@mail.example","firstName":"First","lastName":"Last","jobTitle":"Engineer","createdAt":"2025-07-01T16:45:55.246Z","roles":["EMPLOYEE"]}},"complianceChecks":[{checks}],"startDate":"2025-07-01","agentEnabled":true,"devicesCount":1}}"#
    )
}
