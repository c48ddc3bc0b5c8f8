//! A scripted server on a raw socket: it answers with exact bytes and records exactly what came.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

/// One request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query, as they stand on the wire.
    pub(crate) target: String,
    /// Names in the case they came in.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }
}

#[derive(Default)]
struct Seen {
    requests: Mutex<Vec<Request>>,
    connections: AtomicUsize,
}

impl Seen {
    fn requests(&self) -> MutexGuard<'_, Vec<Request>> {
        self.requests.lock().unwrap()
    }
}

/// Listens until the test process ends.
pub(crate) struct Server {
    address: SocketAddr,
    seen: Arc<Seen>,
}

impl Server {
    /// Plays `script` on every connection, each on a thread of its own.
    pub(crate) fn start(script: impl Fn(&mut Connection) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Seen::default());
        let (script, shared) = (Arc::new(script), Arc::clone(&seen));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let number = shared.connections.fetch_add(1, Ordering::SeqCst);
                let mut connection = Connection::new(stream, number, Arc::clone(&shared));
                let script = Arc::clone(&script);
                thread::spawn(move || script(&mut connection));
            }
        });
        Self { address, seen }
    }

    /// Answers the requests in turn with these bytes; the last ones are repeated.
    pub(crate) fn answering<T: Into<Vec<u8>>>(answers: impl IntoIterator<Item = T>) -> Self {
        let answers: Vec<Vec<u8>> = answers.into_iter().map(Into::into).collect();
        let next = AtomicUsize::new(0);
        Self::start(move |connection| {
            while connection.request().is_some() {
                let turn = next.fetch_add(1, Ordering::SeqCst);
                connection.write(&answers[turn.min(answers.len() - 1)]);
            }
        })
    }

    /// Answers every request by what `answer` makes of it.
    pub(crate) fn serving(answer: impl Fn(&Request) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::start(move |connection| {
            while let Some(request) = connection.request() {
                connection.write(&answer(&request));
            }
        })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/public", self.address)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn requests(&self) -> Vec<Request> {
        self.seen.requests().clone()
    }

    /// The only request that came.
    pub(crate) fn request(&self) -> Request {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "one request was expected");
        requests[0].clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }
}

/// The server's end of one connection.
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    /// Which connection it is, from 0.
    pub(crate) number: usize,
    seen: Arc<Seen>,
}

impl Connection {
    fn new(stream: TcpStream, number: usize, seen: Arc<Seen>) -> Self {
        stream.set_nodelay(true).unwrap();
        Self {
            stream,
            buffer: Vec::new(),
            number,
            seen,
        }
    }

    /// Reads one whole request and records it; `None` when the client is gone.
    pub(crate) fn request(&mut self) -> Option<Request> {
        let end = self.fill(|buffer| find(buffer, b"\r\n\r\n").map(|at| at + 4))?;
        let head = String::from_utf8(self.buffer.drain(..end).collect()).unwrap();
        let mut lines = head.trim_end().split("\r\n");
        let mut start = lines.next()?.split(' ');
        let (method, target) = (start.next()?.to_owned(), start.next()?.to_owned());
        assert_eq!(start.next(), Some("HTTP/1.1"));
        let pair = |line: &str| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_owned(), value.trim().to_owned())
        };
        let mut request = Request {
            method,
            target,
            headers: lines.map(pair).collect(),
            body: Vec::new(),
        };
        let length = request
            .header("content-length")
            .map_or(0, |text| text.parse().unwrap());
        self.fill(|buffer| (buffer.len() >= length).then_some(()))?;
        request.body = self.buffer.drain(..length).collect();
        self.seen.requests().push(request.clone());
        Some(request)
    }

    /// Reads until `done` finds what it looks for.
    fn fill<T>(&mut self, done: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
        loop {
            if let Some(found) = done(&self.buffer) {
                return Some(found);
            }
            let mut chunk = [0; 16 * 1024];
            match self.stream.read(&mut chunk) {
                Ok(0) | Err(_) => return None,
                Ok(length) => self.buffer.extend_from_slice(&chunk[..length]),
            }
        }
    }

    /// Writes what it can; `false` when the client is gone.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> bool {
        self.stream.write_all(bytes).is_ok()
    }

    /// Lets the connection end with RST in the place of FIN, when the script ends.
    pub(crate) fn reset(&mut self) {
        let socket = socket2::SockRef::from(&self.stream);
        socket.set_linger(Some(Duration::ZERO)).unwrap();
    }

    /// Says nothing more, but keeps the connection for as long as the client does.
    pub(crate) fn linger(&mut self) {
        while self
            .stream
            .read(&mut [0; 1024])
            .is_ok_and(|length| length > 0)
        {}
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|window| window == needle)
}

/// An answer with this status line, JSON as its type, and its length.
pub(crate) fn answer(status: &str, body: &str) -> Vec<u8> {
    answer_with(status, "", body)
}

/// The same, with more header lines, each with its line end.
pub(crate) fn answer_with(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}
