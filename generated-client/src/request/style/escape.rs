//! Which characters of a value are encoded in which place.

use std::fmt::Write as _;

use http::HeaderValue;
use percent_encoding::{AsciiSet, utf8_percent_encode};

use crate::request::encode::ENCODED;

/// What RFC 3986 reserves stays, but for what ends a value or means another character, `&`, `#` and `+`, and for `'`, which
/// the normal form of a URL encodes in a query.
const BUT_RESERVED: &AsciiSet = &ENCODED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// The same in a list that commas join.
const BUT_RESERVED_IN_LIST: &AsciiSet = &BUT_RESERVED.add(b',');

/// Everything but unreserved characters.
pub(super) fn all(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// Everything but unreserved and reserved characters.
pub(super) fn but_reserved(text: &str, in_list: bool) -> String {
    let set = if in_list {
        BUT_RESERVED_IN_LIST
    } else {
        BUT_RESERVED
    };
    utf8_percent_encode(text, set).to_string()
}

/// JSON whose texts spell what is beyond printable ASCII as `\u....`.
pub(super) fn ascii(json: &str) -> String {
    let mut ascii = String::with_capacity(json.len());
    for character in json.chars() {
        if matches!(character, ' '..='~') {
            ascii.push(character);
            continue;
        }
        let mut units = [0; 2];
        for unit in character.encode_utf16(&mut units) {
            // Writing to a `String` cannot fail.
            let _ = write!(ascii, "\\u{unit:04x}");
        }
    }
    ascii
}

/// The value of a header, which arrives as it was given or is refused.
pub(in crate::request) fn header_value(name: &str, text: &str) -> Result<HeaderValue, String> {
    let why = if text.contains(char::is_control) {
        "contains a control character"
    } else if !text.is_ascii() {
        "contains a character beyond ASCII, which no header holds for sure"
    } else if text.trim_matches(' ') != text {
        "begins or ends with a space, which no header keeps"
    } else {
        let mut value =
            HeaderValue::from_str(text).map_err(|_| format!("`{name}` is no value of a header"))?;
        value.set_sensitive(true);
        return Ok(value);
    };
    Err(format!("the header value `{name}` {why}"))
}
