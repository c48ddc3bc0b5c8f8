//! Where a listing stands, as a small value that outlives the process.

use std::error::Error as StdError;
use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

/// Where a listing stands: which page, and how many of its records were delivered.
///
/// It is written and read as a short text (`Display`, `FromStr`, and both traits of serde). It holds
/// a hash of the call's filters, so that it is refused by another listing, and no filter itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PageCursor {
    /// The page of the next record, from 1.
    pub(super) page: u64,
    /// How many records of that page were delivered.
    pub(super) offset: u64,
    /// How many records a page holds, if that is known.
    pub(super) limit: Option<u64>,
    /// A hash of operation, path and filters.
    pub(super) filters: u64,
}

impl fmt::Display for PageCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limit = self.limit.unwrap_or(0);
        write!(
            f,
            "{}.{}.{limit}.{:016x}",
            self.page, self.offset, self.filters
        )
    }
}

/// A text that is no [`PageCursor`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidCursor(());

impl fmt::Display for InvalidCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a cursor of a listing")
    }
}

impl StdError for InvalidCursor {}

impl FromStr for PageCursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text).ok_or(InvalidCursor(()))
    }
}

fn read(text: &str) -> Option<PageCursor> {
    let mut parts = text.split('.');
    let mut number = || parts.next()?.parse::<u64>().ok();
    let (page, offset, limit) = (number()?, number()?, number()?);
    let filters = u64::from_str_radix(parts.next()?, 16).ok()?;
    // Behind every page that can be named there is another one.
    let is_page = page > 0 && i64::try_from(page).is_ok();
    (is_page && parts.next().is_none()).then_some(PageCursor {
        page,
        offset,
        limit: (limit > 0).then_some(limit),
        filters,
    })
}

impl Serialize for PageCursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PageCursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

/// FNV-1a: the same in every process and on every machine, which the hashes of `std` are not.
pub(super) fn hash<'a>(parts: impl Iterator<Item = &'a str>) -> u64 {
    let bytes = parts.flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_as_text_and_as_json() {
        for limit in [None, Some(50)] {
            let cursor = PageCursor {
                page: 3,
                offset: 7,
                limit,
                filters: hash(["a", "b"].into_iter()),
            };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
            let json = serde_json::to_string(&cursor).unwrap();
            assert_eq!(serde_json::from_str::<PageCursor>(&json).unwrap(), cursor);
        }
    }

    #[test]
    fn anything_else_is_no_cursor() {
        for text in [
            "",
            "1",
            "1.2.3",
            "0.0.0.0",
            "1.0.0.g",
            "1.0.0.0.0",
            "-1.0.0.0",
            // The page behind the last number there is.
            "18446744073709551615.0.50.0",
            "9223372036854775808.0.50.0",
        ] {
            assert!(text.parse::<PageCursor>().is_err(), "{text}");
        }
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(hash(["ab", "c"].into_iter()), hash(["a", "bc"].into_iter()));
    }
}
