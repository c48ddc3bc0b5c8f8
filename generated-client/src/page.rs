//! What a paged operation is, and how its pages are read one after another.

mod cursor;
mod items;
mod known;
mod pages;
mod plan;
mod walk;

use std::fmt::{Debug, Display};

pub use self::cursor::{InvalidCursor, PageCursor};
pub use self::items::Items;
pub use self::pages::Pages;
use crate::call::Call;
use crate::decode::Place;
use crate::endpoint::Operation;

/// A page of a listing; the generated half implements it once per page schema.
///
/// Sealed by living in a private module.
pub trait Page: Place + Debug {
    /// One record of the page.
    type Item: Place + Send + 'static;

    /// The records, in the order of the page.
    fn items(&self) -> &[Self::Item];

    /// The same, without the rest of the page.
    fn into_items(self) -> Vec<Self::Item>;

    /// How many records there are over all pages, where the server says so.
    fn total(&self) -> Option<i64>;

    /// What tells two records apart.
    fn id(item: &Self::Item) -> &dyn Display;
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
    pub const fn new(page: &'static str, limit: &'static str, items: &'static str) -> Self {
        Self {
            page,
            limit,
            items,
            max_limit: None,
        }
    }

    /// The highest `limit` that the document allows.
    pub const fn max_limit(mut self, max_limit: i64) -> Self {
        self.max_limit = Some(max_limit);
        self
    }
}

impl<O: Operation> Call<O>
where
    O::Output: Page,
{
    /// Every record of every page, in order.
    ///
    /// Asks for as many records a page as the document allows, unless a limit is set. A page number
    /// that was set is an error: a listing begins at its first page, or where a
    /// [cursor](Items::resume) says.
    pub fn items(self) -> Items<<O::Output as Page>::Item> {
        let (client, request) = self.into_parts();
        Items::new::<O::Output>(client, request)
    }

    /// Every page, in order, each with all around it.
    ///
    /// As [`items`](Self::items), but records that come twice are not dropped.
    pub fn pages(self) -> Pages<O::Output> {
        let (client, request) = self.into_parts();
        Pages::new(client, request)
    }
}
