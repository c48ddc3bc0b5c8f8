//! What all calls of a client may spend on retries.

use std::sync::{Mutex, PoisonError};

/// How many retries are there at first, and how many can be saved up.
const RESERVE: f64 = 10.0;

/// A bucket: each call adds a share of a retry, each retry takes one.
///
/// So a server that fails is not buried under retries: the extra load is at most the share.
pub(crate) struct Budget {
    share: f64,
    left: Mutex<f64>,
}

impl Budget {
    pub(super) fn new(share: f64) -> Self {
        Self {
            share,
            left: Mutex::new(RESERVE),
        }
    }

    /// A call begins.
    pub(crate) fn deposit(&self) {
        self.change(|left| *left = (*left + self.share).min(RESERVE));
    }

    /// Takes one retry, if there is one.
    pub(crate) fn withdraw(&self) -> bool {
        self.change(|left| {
            let enough = *left >= 1.0;
            if enough {
                *left -= 1.0;
            }
            enough
        })
    }

    /// A panic elsewhere leaves a number behind that is as good as any.
    fn change<T>(&self, change: impl FnOnce(&mut f64) -> T) -> T {
        change(&mut self.left.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
