//! Sends the form of `multipart_encoding`.

use generated_client::{Client, FilePart, Point};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).ok_or("the address of the server")?;
    let client = Client::builder(address.as_str(), "token").build()?;
    let api = client.default_api();
    let scan = || FilePart::new(b"scan".to_vec());
    let call = api
        .upload(b"png".to_vec())
        .title("é")
        .count(7)
        .tags(["a", "b,c"]);
    let call = call
        .point(Point::new(1))
        .points([Point::new(2), Point::new(3)]);
    let call = call.scans([scan().media_type("image/tiff").file_name("s.tiff"), scan()]);
    call.raw(vec![0, 255])
        .page("<p>")
        .patch(Point::new(4))
        .await?;
    let photo = FilePart::new(b"jpeg".to_vec()).media_type("image/jpeg");
    api.upload(photo).await?;
    Ok(())
}
