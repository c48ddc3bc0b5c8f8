//! Which pages to ask for, and when a listing is over: the rules, without a network.

use crate::drift::DriftKind;

/// What is known of a listing.
pub(super) struct Plan {
    /// How many records a page holds, if that is known.
    pub(super) size: Option<u64>,
    /// How many records there are, as the server said last.
    pub(super) total: Option<u64>,
    /// How many records the caller wants at most.
    pub(super) wanted: Option<u64>,
    /// How many records come before the first page that is asked for.
    before: u64,
    /// The next page to ask for.
    next: u64,
    /// Whether a page was delivered.
    begun: bool,
    /// How many records the delivered pages held, those before the first one included.
    collected: u64,
    /// The last page was empty.
    empty: bool,
    ended: bool,
}

/// What a page held.
pub(super) struct Facts {
    pub(super) page: u64,
    /// How many records there are, as the page says.
    pub(super) total: Option<i64>,
    /// How many records the page held, those of no use included.
    pub(super) records: u64,
    /// How many of them were not known.
    pub(super) new: u64,
}

/// The page holds only what was delivered before.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OnlyKnown;

impl Plan {
    pub(super) fn new(size: Option<u64>) -> Self {
        Self {
            size,
            total: None,
            wanted: None,
            before: 0,
            next: 1,
            begun: false,
            collected: 0,
            empty: false,
            ended: false,
        }
    }

    /// Begins at this page instead of the first.
    pub(super) fn begin_at(&mut self, page: u64) {
        self.next = page;
        self.before = (page - 1).saturating_mul(self.size.unwrap_or(0));
        self.collected = self.before;
    }

    pub(super) fn end(&mut self) {
        self.ended = true;
    }

    /// The next page to ask for, if it is time to ask.
    ///
    /// The first page comes alone, for it says how many there are; then up to `prefetch` at once.
    pub(super) fn ask(&mut self, on_the_way: usize, prefetch: usize) -> Option<u64> {
        let ahead = on_the_way > 0;
        if self.ended || (ahead && (on_the_way >= prefetch || !self.is_ahead_useful())) {
            return None;
        }
        self.next += 1;
        Some(self.next - 1)
    }

    /// Asks ahead only for pages that should hold something the caller wants.
    fn is_ahead_useful(&self) -> bool {
        let (true, Some(total), Some(size)) = (self.begun, self.total, self.size) else {
            return false;
        };
        let end = self.wanted.map_or(total, |wanted| {
            total.min(self.before.saturating_add(wanted))
        });
        self.next <= end.div_ceil(size)
    }

    /// Takes note of the next page; gives what was odd about it.
    pub(super) fn deliver(&mut self, facts: &Facts) -> Result<Vec<DriftKind>, OnlyKnown> {
        let mut drift = Vec::new();
        if let Some(total) = facts.total.and_then(|total| u64::try_from(total).ok()) {
            match self.total.replace(total) {
                Some(from) if from != total => {
                    drift.push(DriftKind::TotalChanged { from, to: total });
                }
                _ => {}
            }
        }
        self.collected = self.collected.saturating_add(facts.records);
        if facts.records > 0 && facts.new == 0 {
            self.ended = true;
            return Err(OnlyKnown);
        }
        if facts.new < facts.records {
            let records = facts.records - facts.new;
            drift.push(DriftKind::Repeated { records });
        }
        match self.total {
            Some(total) => {
                drift.extend(self.beyond_total(facts, total));
                self.judge_by_total(facts, total, &mut drift);
            }
            None => self.ended = self.is_short(facts.records),
        }
        self.learn_size(facts.records);
        self.begun = true;
        Ok(drift)
    }

    /// Pages that shift move the total with them, so more records than the total are never their doing.
    fn beyond_total(&self, facts: &Facts, total: u64) -> Option<DriftKind> {
        let records = self.collected;
        (facts.records > 0 && records > total).then_some(DriftKind::BeyondTotal { records, total })
    }

    fn judge_by_total(&mut self, facts: &Facts, total: u64, drift: &mut Vec<DriftKind>) {
        let was_empty = std::mem::replace(&mut self.empty, facts.records == 0);
        if self.collected >= total {
            self.ended = true;
            return;
        }
        if self.empty {
            drift.push(DriftKind::EmptyPage);
        }
        let last = self
            .size
            .map_or(u64::MAX, |size| total.div_ceil(size).saturating_add(2));
        if (self.empty && was_empty) || facts.page >= last {
            self.ended = true;
            let records = self.collected;
            drift.push(DriftKind::EndedEarly { records, total });
        }
    }

    /// Without a total, the first page that is not full is the last.
    fn is_short(&self, records: u64) -> bool {
        records == 0 || self.size.is_some_and(|size| records < size)
    }

    /// A first page that is not full, with more to come, shows that the server's pages are smaller than asked for.
    fn learn_size(&mut self, records: u64) {
        if !self.begun && !self.ended && records > 0 {
            self.size = Some(self.size.map_or(records, |size| size.min(records)));
        }
    }
}

#[cfg(test)]
mod tests;
