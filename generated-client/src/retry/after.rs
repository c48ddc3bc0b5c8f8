//! What a server means by `Retry-After`.

use std::time::Duration;

use http::HeaderMap;
use http::header::RETRY_AFTER;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

/// How long to wait, if the server says so in a way that makes sense; of several values the longest.
///
/// A negative number, a date that is past and anything else that is no time say nothing.
pub(crate) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let values = headers.get_all(RETRY_AFTER).iter();
    let texts = values.filter_map(|value| value.to_str().ok());
    texts.filter_map(|text| read(text.trim(), now)).max()
}

fn read(text: &str, now: Timestamp) -> Option<Duration> {
    if text.is_empty() {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number that does not even fit is a very long time.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = DateTimeParser::new()
        .relaxed_weekday(true)
        .parse_timestamp(text)
        .ok()?;
    Duration::try_from(date.duration_since(now)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(values: &[&str]) -> Option<u64> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(RETRY_AFTER, value.parse().unwrap());
        }
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        retry_after(&headers, now).map(|wait| wait.as_secs())
    }

    #[test]
    fn seconds_and_dates_are_read() {
        assert_eq!(wait(&["0"]), Some(0));
        assert_eq!(wait(&["120"]), Some(120));
        assert_eq!(wait(&["99999999"]), Some(99_999_999));
        assert_eq!(wait(&["99999999999999999999999"]), Some(u64::MAX));
        assert_eq!(wait(&["Thu, 01 Jan 2026 00:00:30 GMT"]), Some(30));
        assert!(wait(&["Fri, 01 Jan 2099 00:00:00 GMT"]).unwrap() > 2_000_000_000);
    }

    #[test]
    fn senseless_values_say_nothing() {
        for value in [
            "-1",
            "abc",
            "",
            "1.5",
            "1 s",
            "Thu, 01 Jan 2015 00:00:00 GMT",
        ] {
            assert_eq!(wait(&[value]), None, "{value}");
        }
    }

    #[test]
    fn the_longest_of_several_counts() {
        assert_eq!(wait(&["1", "3"]), Some(3));
        assert_eq!(wait(&["abc", "2"]), Some(2));
    }
}
