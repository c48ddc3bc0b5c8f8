//! How an answer began, for a call whose time is over before it ends.

use std::sync::{Arc, Mutex, PoisonError};

use http::{HeaderMap, StatusCode};

/// Status and headers of an answer that began; it rides on the request, and the transport fills it.
///
/// A write that was answered with success was done, whatever becomes of the rest of the answer.
#[derive(Clone, Default)]
pub(crate) struct Begun(Arc<Mutex<Option<Head>>>);

type Head = (StatusCode, HeaderMap);

impl Begun {
    pub(super) fn put(&self, status: StatusCode, headers: HeaderMap) {
        self.change(|head| *head = Some((status, headers)));
    }

    pub(crate) fn take(&self) -> Option<Head> {
        self.change(Option::take)
    }

    fn change<T>(&self, change: impl FnOnce(&mut Option<Head>) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
