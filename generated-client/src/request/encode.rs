//! Percent-encoding of path segments and queries, the same for both, and what a path must not become.

use std::fmt::Display;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986, so that every server decodes the same text.
pub(super) const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Fills the `{..}` of a path template in order.
///
/// A segment that a server might read as another route is refused, whatever else is lifted.
pub(super) fn path(template: &str, segments: &[&dyn Display]) -> Result<String, String> {
    let mut path = String::with_capacity(template.len() + 16);
    let mut segments = segments.iter();
    for part in template.split_inclusive('}') {
        let (literal, name) = part.split_once('{').unwrap_or((part, ""));
        path.push_str(literal);
        if let Some(name) = name.strip_suffix('}') {
            let value = segments.next().map(ToString::to_string).unwrap_or_default();
            check_segment(name, &value)?;
            path.extend(utf8_percent_encode(&value, ENCODED));
        }
    }
    check_segments(&path)?;
    Ok(path)
}

/// The names between the braces of a path template, in order.
pub(super) fn names(template: &'static str) -> impl Iterator<Item = &'static str> {
    let parts = template.split('{').skip(1);
    parts.filter_map(|part| Some(part.split_once('}')?.0))
}

/// Fills one `{..}` of a path template with a value that its style wrote.
pub(super) fn fill(path: &str, name: &str, written: &str) -> Result<String, String> {
    let path = path.replace(&format!("{{{name}}}"), written);
    check_segments(&path)?;
    Ok(path)
}

/// No segment leads to another path, whatever its values became together.
fn check_segments(path: &str) -> Result<(), &'static str> {
    for segment in path.split('/') {
        let decoded = percent_encoding::percent_decode_str(segment).decode_utf8_lossy();
        if matches!(decoded.as_ref(), "." | "..") || decoded.contains(char::is_control) {
            return Err("the path contains `.`, `..` or a control character");
        }
    }
    Ok(())
}

fn check_segment(name: &str, value: &str) -> Result<(), String> {
    let why = match value {
        "" => "is empty",
        "." | ".." => "is `.` or `..`, which would lead to another path",
        _ if value.contains(char::is_control) => "contains a control character",
        _ => return Ok(()),
    };
    Err(format!("the path value `{name}` {why}"))
}

/// Checks a path that the caller wrote: it is sent as it stands, so it has to stand on its own.
pub(super) fn check_path(path: &str) -> Result<(), &'static str> {
    let Some(segments) = path.strip_prefix('/') else {
        return Err("the path does not begin with `/`");
    };
    if path.contains(['?', '#']) {
        return Err("the path contains `?` or `#`; a query goes into `query`");
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%!$&'()*+,;=:@".contains(&byte);
    if !path.bytes().all(plain) {
        return Err("the path contains a character that has to be percent-encoded");
    }
    check_segments(segments)
}

/// `name=value`
pub(crate) fn pair(name: &str, value: &str) -> String {
    let name = utf8_percent_encode(name, ENCODED);
    let value = utf8_percent_encode(value, ENCODED);
    format!("{name}={value}")
}
