//! Uses every part of the contract once: what one document does not need, another does, and no client shall warn of dead
//! code. Nothing here is ever called.

use std::collections::BTreeMap;

use super::{
    Branch, Call, Check, Client, Decoder, Encoded, Endpoint, Fields, JsonType, Malformed, OpenEnum,
    OpenInteger, Operation, Paging, UnknownRegion, Unrecognized, bridge,
};

/// An operation that no document has.
enum NoOperation {}

impl Operation for NoOperation {
    type Output = bool;
    const ENDPOINT: &'static Endpoint = &Endpoint::get("", "/")
        .permission("")
        .statuses(&[])
        .checks(&[
            Check::at_least("", 0),
            Check::at_most("", 0),
            Check::between("", 0, 0),
        ])
        .paging(Paging::new("", "", "").max_limit(0));
}

const _: [Endpoint; 7] = [
    Endpoint::put("", ""),
    Endpoint::post("", ""),
    Endpoint::delete("", ""),
    Endpoint::patch("", ""),
    Endpoint::head("", ""),
    Endpoint::options("", ""),
    Endpoint::trace("", ""),
];

const _: [Check; 3] = [
    Check::min_length("", 0),
    Check::max_length("", 0),
    Check::required_when("", "", &[]),
];

const _: fn(&Client) -> Call<NoOperation> = |client| {
    Call::new(client, &[])
        .set("", true)
        .set_text("", "")
        .set_all("", [true])
        .field("", true)
        .field_text("", "")
        .field_all("", [true])
        .sole_field_all("", [true])
        .body(true)
};

const _: fn(&mut Decoder<'_>) -> Result<Option<bool>, Malformed> = |from| {
    const BRANCHES: &[Branch] = &[
        Branch::of(&[JsonType::Null]),
        Branch::object(&[]).tagged("", &[]).requiring(&[]),
        Branch::text(&[]),
    ];
    from.json_type()?;
    from.choose(BRANCHES)?;
    from.unrecognized()?;
    let value = from.value()?;
    let mut kept = false;
    from.keep(&mut kept, value);
    Ok(value)
};

/// An enum that no document has.
struct NoEnum;

impl From<&str> for NoEnum {
    fn from(_: &str) -> Self {
        Self
    }
}

impl From<i64> for NoEnum {
    fn from(_: i64) -> Self {
        Self
    }
}

impl OpenEnum for NoEnum {
    fn is_recognized(&self) -> bool {
        true
    }
}

impl OpenInteger for NoEnum {
    fn is_recognized(&self) -> bool {
        true
    }
}

const _: fn(&mut Decoder<'_>) -> Result<bool, Malformed> = |from| {
    from.open_integer(&mut NoEnum)?;
    from.open_enum(&mut NoEnum)
};

const _: for<'a> fn(&mut Fields<'a>, &'a BTreeMap<String, bool>) = |fields, rest| {
    fields.add("", &true);
    fields.rest(rest);
};

const _: fn() -> (Encoded, Unrecognized, UnknownRegion, Option<bool>) = || {
    let bridged = bridge(serde_json::Value::Null).ok();
    (
        Encoded::text(""),
        Unrecognized::new(""),
        UnknownRegion::new(&[]),
        bridged,
    )
};
