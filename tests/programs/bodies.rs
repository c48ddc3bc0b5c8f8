//! Sends a body of every media type of `bodies`.

use generated_client::{Client, FilePart, serde_json::json};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).ok_or("the address of the server")?;
    let client = Client::builder(address.as_str(), "token").build()?;
    let api = client.default_api();
    api.optional_fields().await?;
    api.optional_fields().name("a \"b\"").note_null().await?;
    api.optional_whole().await?;
    api.optional_whole().with_body(["a", "é"]).await?;
    api.only_optional().await?;
    api.only_optional().a(1).b([]).await?;
    api.list([1, 2]).await?;
    api.text("a \"b\"").await?;
    api.free(json!({"k": [null]})).await?;
    api.several(true).await?;
    api.form("a b&c=é+").tags(["x", "y&z"]).await?;
    let file = FilePart::new(vec![0, 255, 13, 10]).file_name("a \"b\".bin");
    let more = [
        FilePart::new(b"one".to_vec()),
        FilePart::new(b"two".to_vec()).media_type("text/csv"),
    ];
    api.upload(file).title("a\r\nb").more(more).await?;
    api.plain("a \"b\" é").await?;
    api.bytes(vec![0, 255]).await?;
    Ok(())
}
