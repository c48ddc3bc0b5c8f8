//! What a query parameter that the document does not have may be given.

/// A value of [`Call::query`](crate::Call::query): a whole number, a boolean or a text.
#[derive(Clone, PartialEq, Eq)]
pub struct QueryValue(String);

impl QueryValue {
    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

impl From<&str> for QueryValue {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl From<String> for QueryValue {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl From<i32> for QueryValue {
    fn from(value: i32) -> Self {
        Self(value.to_string())
    }
}

impl From<u32> for QueryValue {
    fn from(value: u32) -> Self {
        Self(value.to_string())
    }
}

impl From<i64> for QueryValue {
    fn from(value: i64) -> Self {
        Self(value.to_string())
    }
}

impl From<u64> for QueryValue {
    fn from(value: u64) -> Self {
        Self(value.to_string())
    }
}

impl From<bool> for QueryValue {
    fn from(value: bool) -> Self {
        Self(value.to_string())
    }
}

/// Not the value, which may be personal data.
impl std::fmt::Debug for QueryValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("QueryValue(..)")
    }
}
