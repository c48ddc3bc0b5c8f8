//! How much memory an answer without end takes, counted by the allocator of a process of its own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{Read as _, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use generated_client::http::Method;
use generated_client::{Client, Error, RetryPolicy};
use peak_alloc::PeakAlloc;
use tokio::sync::Mutex;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// One test at a time: what another holds would count.
static ALONE: Mutex<()> = Mutex::const_new(());

const MEBIBYTE: usize = 1024 * 1024;
/// The cap unless it is set.
const CAP: usize = 32 * MEBIBYTE;

/// Plays `script` on one connection, when a request came.
fn server(script: impl FnOnce(&mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 1024]);
        script(&mut stream);
    });
    url
}

/// Sends up to 1 GiB of this byte.
fn flood(stream: &mut TcpStream, byte: u8) {
    let chunk = vec![byte; 64 * 1024];
    for _ in 0..1024 * MEBIBYTE / chunk.len() {
        if stream.write_all(&chunk).is_err() {
            break;
        }
    }
}

/// The error of a call, and how many bytes it held at most beyond those that were held before.
async fn cost(url: &str) -> (Error, usize) {
    let client = Client::builder(url, "token").retry(RetryPolicy::none());
    let client = client.build().unwrap();
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    let error = client.request(Method::GET, "/").await.unwrap_err();
    (error, HEAP.peak_usage() - before)
}

#[tokio::test]
async fn row_08_a_head_without_end_takes_little() {
    let _alone = ALONE.lock().await;
    let url = server(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nX-A: ");
        flood(stream, b'a');
    });
    let (error, taken) = cost(&url).await;
    assert!(error.is_protocol(), "{error:?}");
    assert!(taken < 2 * MEBIBYTE, "{taken} bytes");
}

#[tokio::test]
async fn row_09_an_endless_body_takes_less_than_twice_the_cap() {
    let _alone = ALONE.lock().await;
    let url = server(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        flood(stream, b' ');
    });
    let (error, taken) = cost(&url).await;
    assert!(error.is_too_large(), "{error:?}");
    assert!((CAP..2 * CAP).contains(&taken), "{taken} bytes");
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn row_09_a_gzip_bomb_takes_less_than_twice_the_cap() {
    use flate2::Compression;
    use flate2::write::GzEncoder;

    let _alone = ALONE.lock().await;
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..256 {
        bomb.write_all(&vec![b' '; MEBIBYTE]).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    assert!(bomb.len() < MEBIBYTE);
    let url = server(move |stream| {
        let _ = write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
            bomb.len()
        );
        let _ = stream.write_all(&bomb);
    });
    let (error, taken) = cost(&url).await;
    assert!(error.is_too_large(), "{error:?}");
    assert!((CAP..2 * CAP).contains(&taken), "{taken} bytes");
}
