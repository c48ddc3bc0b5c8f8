//! Sends every form of `form_encoding`.

use generated_client::{Client, Point, SendWholeBody};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).ok_or("the address of the server")?;
    let client = Client::builder(address.as_str(), "token").build()?;
    let api = client.default_api();
    let list = ["a&b", "c,d"];
    let point = || Point::new(1).y(2);
    let call = api
        .send_form(list)
        .joined(list)
        .spaced(list)
        .piped(list)
        .apart(list);
    let call = call.deep(point()).spread(point()).together(point());
    call.callback("https://a.example/b?c=d&e")
        .json(point())
        .text("plain")
        .await?;
    api.send_whole(SendWholeBody::new(1).tags([1, 2])).await?;
    Ok(())
}
