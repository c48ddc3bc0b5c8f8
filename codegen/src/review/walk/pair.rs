//! Pairs the items of two lists: by a key, then what is left over by another one.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The items of two lists, as far as they belong together.
#[derive(Debug)]
pub(super) struct Pairs<T> {
    pub(super) both: Vec<(T, T)>,
    pub(super) base: Vec<T>,
    pub(super) head: Vec<T>,
}

impl<T> Pairs<T> {
    pub(super) fn unpaired(base: Vec<T>, head: Vec<T>) -> Self {
        Self {
            both: Vec::new(),
            base,
            head,
        }
    }

    /// Pairs what has the same key, the first with the first.
    pub(super) fn by<K: Ord>(mut self, key: impl Fn(&T) -> Option<K>) -> Self {
        self.match_by(&key, &key);
        self
    }

    /// Pairs what has the same key, the first with the first; what has none pairs with nothing.
    pub(super) fn match_by<K: Ord>(
        &mut self,
        base_key: impl Fn(&T) -> Option<K>,
        head_key: impl Fn(&T) -> Option<K>,
    ) {
        let mut head: Vec<Option<T>> = std::mem::take(&mut self.head)
            .into_iter()
            .map(Some)
            .collect();
        let mut by_key: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
        for (index, item) in head.iter().enumerate() {
            if let Some(key) = item.as_ref().and_then(&head_key) {
                by_key.entry(key).or_default().push_back(index);
            }
        }
        for base in std::mem::take(&mut self.base) {
            let found = base_key(&base).and_then(|key| by_key.get_mut(&key)?.pop_front());
            match found.and_then(|index| head[index].take()) {
                Some(head) => self.both.push((base, head)),
                None => self.base.push(base),
            }
        }
        self.head = head.into_iter().flatten().collect();
    }

    /// Takes the pairs of the same key out of which no other item of either side has it.
    pub(super) fn take_sole<K: Ord>(
        &mut self,
        base_key: impl Fn(&T) -> Option<K>,
        head_key: impl Fn(&T) -> Option<K>,
    ) -> Vec<(T, T)> {
        let mut counts: BTreeMap<K, [usize; 2]> = BTreeMap::new();
        for key in self.base.iter().filter_map(&base_key) {
            counts.entry(key).or_default()[0] += 1;
        }
        for key in self.head.iter().filter_map(&head_key) {
            counts.entry(key).or_default()[1] += 1;
        }
        let is_sole = |key: &K| counts.get(key) == Some(&[1, 1]);
        let before = std::mem::take(&mut self.both);
        self.match_by(
            |item| base_key(item).filter(is_sole),
            |item| head_key(item).filter(is_sole),
        );
        std::mem::replace(&mut self.both, before)
    }
}

/// Whether the items that both lists have are in another order.
pub(super) fn is_reordered<T: Ord>(base: &[T], head: &[T]) -> bool {
    let [in_base, in_head] = [base, head].map(|items| items.iter().collect::<BTreeSet<_>>());
    let base = base.iter().filter(|item| in_head.contains(item));
    let head = head.iter().filter(|item| in_base.contains(item));
    base.ne(head)
}
