//! Calls an operation that a fragment tells from another one of its path, with a token that does for two schemes.

use generated_client::{Client, StartFoo};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).ok_or("the address of the server")?;
    let client = Client::builder(address.as_str(), "token").build()?;
    client.operations().start().foo(StartFoo::B).await?;
    Ok(())
}
