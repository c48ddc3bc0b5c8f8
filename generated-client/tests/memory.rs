//! How much memory an endless body takes: a process of its own, so that nothing else counts.

#[cfg(target_os = "linux")]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod linux {
    use std::fs::read_to_string;
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread;

    use generated_client::Client;
    use generated_client::http::Method;

    /// The most memory this process ever held, in bytes.
    fn peak() -> u64 {
        let status = read_to_string("/proc/self/status").unwrap();
        let line = status
            .lines()
            .find(|line| line.starts_with("VmHWM:"))
            .unwrap();
        let kilobytes = line.split_whitespace().nth(1).unwrap();
        kilobytes.parse::<u64>().unwrap() * 1024
    }

    /// Sends up to 1 GiB without saying how much it will be.
    fn endless() -> String {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let chunk = vec![b' '; 64 * 1024];
            let _ = stream.read(&mut [0; 1024]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            for _ in 0..16 * 1024 {
                if stream.write_all(&chunk).is_err() {
                    break;
                }
            }
        });
        url
    }

    #[tokio::test]
    async fn row_09_an_endless_body_takes_less_than_twice_the_cap() {
        let client = Client::builder(endless(), "token").build().unwrap();
        let before = peak();
        let error = client.request(Method::GET, "/").await.unwrap_err();
        assert!(error.is_too_large(), "{error:?}");
        let taken = peak() - before;
        assert!(taken < 64 * 1024 * 1024, "{taken} bytes");
    }
}
