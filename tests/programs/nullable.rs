//! Sends what is absent, null and a value, in a body that is written out, in a record and in a record within it.

use generated_client::{Client, Node, Nullable, Part, Thing, from_json, serde_json};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).ok_or("the address of the server")?;
    let client = Client::builder(address.as_str(), "token").build()?;
    let api = client.default_api();
    let thing = || Thing::new("a", None);
    api.put_thing(thing()).await?;
    api.put_thing(thing().either_null_value().list_null().part_null())
        .await?;
    let part = Part::new().size_null();
    api.put_thing(thing().either("b").list(["c"]).part(part))
        .await?;
    let part = Part::new().size(1);
    api.put_thing(Thing::new("a", Some("d".into())).list([""; 0]).part(part))
        .await?;
    let mut changed = thing().either_null_value();
    changed.either = Nullable::Absent;
    changed.list = Some(vec!["e".to_owned()]).into();
    api.put_thing(changed).await?;

    // What was read is sent back as it was, and a saved record is read by serde in the same way.
    let json = r#"{"always":"a","perhapsNull":null,"either":null,"part":{"size":null},"state":null}"#;
    let read = from_json::<Thing>(json.as_bytes())?;
    assert!(read.drift.is_empty(), "{:?}", read.drift);
    assert_eq!(
        format!("{:?}", read.value),
        "Thing { always: <redacted>, perhaps_null: None, perhaps_absent: None, either: Null, \
         either_null: None, list: Absent, part: Value(Part { size: Null, day: Absent }), state: None }"
    );
    let saved: Thing = serde_json::from_str(&serde_json::to_string(&read.value)?)?;
    assert_eq!(saved, read.value);
    api.put_thing(saved).await?;

    let node = || Node::new(None, None);
    let inner = Node::new(Some(node()), Some(vec![])).anything(1.into());
    api.patch_node(node().after(inner).anything_null()).await?;
    api.patch_node(node().after_null()).await?;

    api.patch_thing().await?;
    api.patch_thing().name_null().await?;
    api.patch_thing().name("f").await?;
    Ok(())
}
