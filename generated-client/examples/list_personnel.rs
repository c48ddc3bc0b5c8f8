//! Lists people: `cargo run -p generated-client --example list_personnel`.
//!
//! The server is the one of `DRATA_BASE_URL`, or of the region in `DRATA_REGION`, with the key in
//! `DRATA_API_KEY`. Without a key it starts a small server of its own with two records and asks that.
//! It prints ids and employment statuses, and nothing else of a person.

use std::error::Error;
use std::io::Write as _;

use generated_client::{ApiToken, BaseUrl, BuildError, Client, Region};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = match std::env::var_os("DRATA_API_KEY") {
        Some(_) => Client::builder(base_url()?, ApiToken::from_env("DRATA_API_KEY")?).build()?,
        None => Client::builder(demonstration().await?, "demonstration").build()?,
    };
    let page = client.personnel().list().limit(50).await?;
    let mut out = std::io::stdout().lock();
    for person in &page.data {
        let status = person.employment_status.as_ref();
        writeln!(
            out,
            "{}\t{}",
            person.id,
            status.map_or("-", |status| status.as_str())
        )?;
    }
    if let Some(total) = page.total {
        writeln!(out, "{} of {total}", page.data.len())?;
    }
    Ok(())
}

fn base_url() -> Result<BaseUrl, BuildError> {
    match std::env::var_os("DRATA_BASE_URL") {
        Some(_) => BaseUrl::from_env("DRATA_BASE_URL"),
        None => BaseUrl::from_region_env::<Region>("DRATA_REGION"),
    }
}

/// Starts a server on this machine that knows two people.
async fn demonstration() -> Result<BaseUrl, Box<dyn Error>> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let base_url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream));
        }
    });
    Ok(base_url.into())
}

/// Answers one request, whatever it is, with the two people.
async fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    const PEOPLE: &str = r#"{"data": [{"id": 1, "employmentStatus": "CURRENT_EMPLOYEE"},
        {"id": 2, "employmentStatus": "FORMER_CONTRACTOR"}], "page": 1, "limit": 50, "total": 2}"#;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    let length = PEOPLE.len();
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{PEOPLE}"
    );
    stream.write_all(answer.as_bytes()).await
}
