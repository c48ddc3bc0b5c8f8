//! Media types: what kind of body each stands for, and which one is taken where there are several.

use indexmap::IndexMap;
use openapiv3::MediaType;

use crate::diagnostic::excerpt;
use crate::ir::Media;

/// The media type of JSON that most documents name.
pub(super) const JSON: &str = "application/json";

/// A media type without its parameters, in lower case.
fn essence(media: &str) -> String {
    essence_as_written(media).to_ascii_lowercase()
}

/// The kind of a media type; `*/*` may be JSON, if its schema says so.
pub(super) fn kind(media: &str) -> Media {
    match essence(media).as_str() {
        "application/json" | "text/json" => Media::Json(media.to_owned()),
        "application/x-www-form-urlencoded" => Media::Form,
        "multipart/form-data" => Media::Multipart,
        "text/plain" => Media::Text(media.to_owned()),
        other if other.ends_with("+json") => Media::Json(media.to_owned()),
        _ => Media::Bytes(media.to_owned()),
    }
}

/// Whether a media type stands for many.
pub(super) fn is_range(media: &str) -> bool {
    essence(media).contains('*')
}

/// Whether a text is a media type, such as a header may hold it.
pub(super) fn is_media_type(media: &str) -> bool {
    let is_token = |text: &str| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        !text.is_empty() && text.bytes().all(allowed)
    };
    let parameters = media.split_once(';').map_or("", |(_, after)| after);
    let Some((kind, subtype)) = essence_as_written(media).split_once('/') else {
        return false;
    };
    is_token(kind)
        && is_token(subtype)
        && parameters.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

fn essence_as_written(media: &str) -> &str {
    media.split(';').next().unwrap_or_default().trim()
}

/// The less, the better: JSON first, plain JSON above all.
fn rank(media: &Media) -> u8 {
    match media {
        Media::Json(name) if name == JSON => 0,
        Media::Json(_) => 1,
        Media::Form => 2,
        Media::Multipart => 3,
        Media::Text(_) => 4,
        Media::Bytes(_) => 5,
    }
}

/// The one media type that a client takes: the first of the best kind.
pub(super) fn best<'a>(
    content: &'a IndexMap<String, MediaType>,
    kind: impl Fn(&str, &'a MediaType) -> Media,
) -> Option<(&'a str, &'a MediaType, Media)> {
    let kinds = content
        .iter()
        .map(|(name, media)| (name.as_str(), media, kind(name, media)));
    kinds.min_by_key(|(_, _, kind)| rank(kind))
}

/// The media types beside the one that is taken, as a note repeats them; none where there is no other.
pub(super) fn others(content: &IndexMap<String, MediaType>, taken: &str) -> Option<String> {
    let others = content.keys().filter(|name| *name != taken);
    let others: Vec<String> = others.map(|name| excerpt(name)).collect();
    (!others.is_empty()).then(|| others.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_is_what_a_header_may_hold() {
        for media in ["image/png", "a/b+c; charset=\"utf-8\"", "image/*"] {
            assert!(is_media_type(media), "{media}");
        }
        for media in [
            "",
            "png",
            "image/",
            "/png",
            "a b/c",
            "a/b; x=\r\ny: z",
            "a/b/c",
            "ä/b",
        ] {
            assert!(!is_media_type(media), "{media}");
        }
    }

    #[test]
    fn a_kind_follows_from_the_media_type() {
        for (media, expected) in [
            ("application/json", Media::Json("application/json".into())),
            (
                "application/json; charset=utf-8",
                Media::Json("application/json; charset=utf-8".into()),
            ),
            (
                "application/vnd.x.v1+JSON",
                Media::Json("application/vnd.x.v1+JSON".into()),
            ),
            (
                "text/plain;charset=UTF-8",
                Media::Text("text/plain;charset=UTF-8".into()),
            ),
            ("text/csv", Media::Bytes("text/csv".into())),
            (
                "application/json-seq",
                Media::Bytes("application/json-seq".into()),
            ),
            ("*/*", Media::Bytes("*/*".into())),
            ("multipart/form-data; boundary=x", Media::Multipart),
            ("Application/X-WWW-Form-Urlencoded", Media::Form),
        ] {
            assert_eq!(kind(media), expected, "{media}");
        }
    }
}
