//! What a paged operation is, and how its pages are read one after another.

use crate::decode::Place;

/// A page of a listing; the generated half implements it once per page schema.
///
/// Sealed by living in a private module.
pub trait Page: Place {
    /// One record of the page.
    type Item: Place + Send + 'static;

    /// The records, in the order of the page.
    fn into_items(self) -> Vec<Self::Item>;

    /// How many records there are over all pages, where the server says so.
    fn total(&self) -> Option<i64>;

    /// What tells two records apart.
    fn id(item: &Self::Item) -> String;
}

/// The names that page an operation, on the wire.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// The query parameter with the number of the page, 1 or more.
    pub(crate) page: &'static str,
    /// The query parameter with the number of records a page holds.
    pub(crate) limit: &'static str,
    /// The property of the answer with the records.
    pub(crate) items: &'static str,
    /// The highest `limit` that the document allows.
    pub(crate) max_limit: Option<i64>,
}

impl Paging {
    /// Pages by these two query parameters, with their records under this property of the answer.
    pub(crate) const fn new(page: &'static str, limit: &'static str, items: &'static str) -> Self {
        Self {
            page,
            limit,
            items,
            max_limit: None,
        }
    }

    /// The highest `limit` that the document allows.
    pub(crate) const fn max_limit(mut self, max_limit: i64) -> Self {
        self.max_limit = Some(max_limit);
        self
    }
}
