//! Calls every operation of `security_kinds` with a client that has every credential but one.

use generated_client::{Client, Credentials, security};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).ok_or("the address of the server")?;
    let credentials = Credentials::new()
        .key(security::IN_HEADER, "header-key")
        .key(security::IN_QUERY, "query key&=")
        .key(security::IN_COOKIE, "cookie-key")
        .basic(security::BASIC, "Jörg", "pass:word")
        .token(security::BEARER, "bearer-token")
        .token(security::OAUTH, "oauth-token")
        .token(security::OPEN_ID, "open-id-token");
    let client = Client::builder(address.as_str(), credentials).build()?;
    let api = client.default_api();
    api.as_the_document_says().await?;
    api.nothing().await?;
    api.by_bearer().await?;
    api.by_basic().await?;
    api.by_query().await?;
    api.by_cookie().await?;
    api.by_oauth().await?;
    api.by_open_id().await?;
    api.by_all().await?;
    api.by_either().await?;
    Ok(())
}
