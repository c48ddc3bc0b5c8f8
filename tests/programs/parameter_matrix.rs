//! Calls every operation of `parameter_matrix` with every parameter set.

use std::collections::BTreeMap;

use generated_client::{Client, Color, Error};

const TEXT: &str = "a b&c=d/é";
const LIST: [&str; 2] = ["a&b", "c"];

fn color() -> Color {
    Color::new(1).g("x y")
}

fn map() -> BTreeMap<String, i64> {
    [("k".to_owned(), 2), ("l".to_owned(), 3)].into()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).ok_or("the address of the server")?;
    let client = Client::builder(address.as_str(), "unused").build()?;
    let api = client.default_api();
    query(&client).await?;
    let call = api
        .in_header()
        .x_simple_text("a b, c")
        .x_simple_text_exploded("d");
    let call = call.x_simple_list(LIST).x_simple_list_exploded(LIST);
    let call = call
        .x_simple_object(color())
        .x_simple_object_exploded(color());
    let call = call.x_simple_map(map()).x_simple_map_exploded(map());
    call.x_json_content(color()).await?;
    let call = api.in_cookie().form_text("a;b").form_text_exploded("c");
    let call = call.form_list(LIST).form_list_exploded(LIST);
    let call = call.form_object(color()).form_object_exploded(color());
    let call = call.form_map(map()).form_map_exploded(map());
    call.json_content(color()).await?;
    api.simple(TEXT, LIST, color(), map()).await?;
    api.simple_exploded(TEXT, LIST, color(), map()).await?;
    api.label(TEXT, LIST, color(), map()).await?;
    api.label_exploded(TEXT, LIST, color(), map()).await?;
    api.matrix(TEXT, LIST, color(), map()).await?;
    api.matrix_exploded(TEXT, LIST, color(), map()).await?;
    Ok(())
}

async fn query(client: &Client) -> Result<(), Error> {
    let call = client.default_api().in_query();
    let call = call.form_text(TEXT).form_text_exploded(TEXT);
    let call = call.form_list(LIST).form_list_exploded(LIST);
    let call = call.form_object(color()).form_object_exploded(color());
    let call = call.form_map(map()).form_map_exploded(map());
    let call = call
        .space_delimited_list(LIST)
        .space_delimited_list_exploded(LIST);
    let call = call.space_delimited_object(Color::new(1).g("x"));
    let call = call.space_delimited_object_exploded(color());
    let call = call
        .pipe_delimited_list(LIST)
        .pipe_delimited_list_exploded(LIST);
    let call = call
        .pipe_delimited_object(color())
        .pipe_delimited_object_exploded(color());
    let call = call
        .deep_object_object_exploded(color())
        .deep_object_map_exploded(map());
    let call = call
        .reserved_text("a/b?c&d=[e]")
        .reserved_list(["a/b", "c,d"]);
    call.json_content(color()).text_content(TEXT).await
}
