//! Refuses every version but OpenAPI 3.0, before anything else is said about the document.

use super::Pointer;
use super::problem::Problems;
use super::tree::{Kind, Map, Node, Place};
use crate::diagnostic::{Code, excerpt};

/// Whether this is OpenAPI 3.0; if not, the reason is reported.
pub(super) fn check(root: &Node, problems: &mut Problems) -> bool {
    let Some(map) = root.as_map() else {
        let message = "the document is not a map of keys and values".into();
        problems.report(
            Code::NotAMap,
            root.place,
            Pointer::root,
            message,
            "begin with `openapi: 3.0.3`",
        );
        return false;
    };
    let Some((code, place, message, hint)) = fault(map, root.place) else {
        return true;
    };
    problems.report(code, place, Pointer::root, message, hint);
    false
}

fn fault(map: &Map, root: Place) -> Option<(Code, Place, String, &'static str)> {
    if let Some(entry) = map.entry("swagger") {
        let hint = "convert it to OpenAPI 3.0 first; the swagger converters do that";
        return Some((
            Code::Swagger2,
            entry.place,
            "this is a Swagger 2.0 document; OpenAPI 3.0 is read".into(),
            hint,
        ));
    }
    let Some(entry) = map.entry("openapi") else {
        return Some((
            Code::NoVersion,
            root,
            "the document does not say its version".into(),
            "begin with `openapi: 3.0.3`",
        ));
    };
    let place = entry.value.place;
    match &entry.value.kind {
        Kind::Text(version) if is_3_0(version) => None,
        Kind::Text(version) if version.starts_with("3.1") || version.starts_with("3.2") => {
            let hint = "write it as OpenAPI 3.0: `nullable: true` for a type `null`, one `type`, `example` for `examples` in schemas";
            Some((
                Code::OpenApi31,
                place,
                format!("the version is {}; OpenAPI 3.0 is read", excerpt(version)),
                hint,
            ))
        }
        Kind::Text(version) => Some((
            Code::UnknownVersion,
            place,
            format!("the version is {}; OpenAPI 3.0 is read", excerpt(version)),
            "write `openapi: 3.0.3`",
        )),
        _ => Some((
            Code::UnknownVersion,
            place,
            "the version is not a text of three numbers".into(),
            "write `openapi: 3.0.3`",
        )),
    }
}

/// `3.0.` and digits.
fn is_3_0(version: &str) -> bool {
    let patch = version.strip_prefix("3.0.").unwrap_or_default();
    !patch.is_empty() && patch.bytes().all(|b| b.is_ascii_digit())
}
