//! What came back: status, headers and the whole body.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// In this order: the first that is there names the request.
const REQUEST_ID_HEADERS: [&str; 4] = [
    "x-request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "cf-ray",
];

pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    REQUEST_ID_HEADERS
        .iter()
        .filter_map(|name| headers.get(*name)?.to_str().ok())
        .find(|id| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName};

    use super::{REQUEST_ID_HEADERS, request_id};

    #[test]
    fn the_first_header_that_says_something_names_the_request() {
        let mut headers = HeaderMap::new();
        headers.insert("x-other", "other".parse().unwrap());
        assert_eq!(request_id(&headers), None);
        for name in REQUEST_ID_HEADERS.iter().rev() {
            headers.insert(HeaderName::from_static(name), name.parse().unwrap());
            assert_eq!(request_id(&headers), Some(*name));
        }
        headers.insert("x-request-id", "".parse().unwrap());
        headers.insert(
            "x-correlation-id",
            http::HeaderValue::from_bytes(b"\xff").unwrap(),
        );
        assert_eq!(request_id(&headers), Some("x-amzn-requestid"));
    }
}
