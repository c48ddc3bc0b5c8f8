//! Servers whose certificate is not to be trusted, and one whose is.
//!
//! The certificates lie beside this file and were made for these tests: an authority that nobody
//! else trusts, and below it one that is good until 2120, one that expired in 2020, and one for
//! another name; and one that signs itself.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use generated_client::http::Method;
use generated_client::{Client, Error};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::canary::TOKEN;
use crate::server::answer;

const AUTHORITY: &[u8] = include_bytes!("tls/authority.pem");

fn config(pem: &[u8]) -> Arc<ServerConfig> {
    let certificate = CertificateDer::from_pem_slice(pem).unwrap();
    let key = PrivateKeyDer::from_pem_slice(pem).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ServerConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions().unwrap();
    let config = builder
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key);
    Arc::new(config.unwrap())
}

/// Serves TLS with this certificate; tells how many bytes of each request came out of it.
fn serve(pem: &[u8]) -> (u16, Receiver<usize>) {
    let config = config(pem);
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, told) = channel();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(connection, stream);
            let length = stream.read(&mut [0; 4096]).unwrap_or(0);
            if length > 0 {
                stream.write_all(&answer("200 OK", "1")).unwrap();
                stream.flush().unwrap();
            }
            tell.send(length).unwrap();
        }
    });
    (port, told)
}

async fn call(pem: &[u8], trust: bool) -> (Result<serde_json::Value, Error>, usize) {
    let (port, told) = serve(pem);
    let builder = Client::builder(format!("https://localhost:{port}"), TOKEN);
    let builder = if trust {
        builder.root_certificate(AUTHORITY)
    } else {
        builder
    };
    let client = builder.build().unwrap();
    let call = client
        .request(Method::PUT, "/x")
        .retry(generated_client::RetryPolicy::none());
    let outcome = call.await;
    let length = tokio::task::spawn_blocking(move || told.recv().unwrap());
    (outcome, length.await.unwrap())
}

#[tokio::test]
async fn row_26_a_server_under_a_trusted_authority_is_accepted() {
    let (outcome, length) = call(include_bytes!("tls/good.pem"), true).await;
    assert_eq!(outcome.unwrap(), 1);
    assert!(length > 0);
}

#[tokio::test]
async fn row_26_any_other_is_refused_before_a_byte_of_the_request() {
    let cases: [(&[u8], bool); 5] = [
        (include_bytes!("tls/self_signed.pem"), true),
        (include_bytes!("tls/expired.pem"), true),
        (include_bytes!("tls/other_name.pem"), true),
        (include_bytes!("tls/good.pem"), false),
        (include_bytes!("tls/self_signed.pem"), false),
    ];
    for (pem, trust) in cases {
        let (outcome, length) = call(pem, trust).await;
        let error = outcome.unwrap_err();
        assert!(error.is_connect(), "{error:?}");
        assert_eq!(length, 0);
    }
}

#[test]
fn a_root_certificate_that_is_none_is_refused() {
    for pem in [
        "",
        "x",
        "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n",
    ] {
        let builder = Client::builder("https://localhost", TOKEN).root_certificate(pem);
        assert!(builder.build().is_err(), "{pem}");
    }
}
