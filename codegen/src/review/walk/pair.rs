//! Pairs the items of two lists: by a key, then what is left over by another one.

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

    /// Pairs what has the same key, each with the first that has it.
    pub(super) fn by<K: PartialEq>(mut self, key: impl Fn(&T) -> Option<K>) -> Self {
        self.match_by(|base, head| key(base).is_some_and(|found| Some(found) == key(head)));
        self
    }

    /// Pairs what fits, the first with the first.
    pub(super) fn match_by(&mut self, fits: impl Fn(&T, &T) -> bool) {
        let mut left = Vec::new();
        for base in std::mem::take(&mut self.base) {
            match self.head.iter().position(|head| fits(&base, head)) {
                Some(index) => self.both.push((base, self.head.remove(index))),
                None => left.push(base),
            }
        }
        self.base = left;
    }

    /// Takes the pairs out of which exactly one candidate on each side fits.
    pub(super) fn take_sole(&mut self, fits: impl Fn(&T, &T) -> bool) -> Vec<(T, T)> {
        let mut found = Vec::new();
        let mut index = 0;
        while index < self.base.len() {
            match sole(&self.base, &self.head, index, &fits) {
                Some(head) => found.push((self.base.remove(index), self.head.remove(head))),
                None => index += 1,
            }
        }
        found
    }
}

/// The one item of the head that fits the one of the base, if nothing else of either side does.
fn sole<T>(base: &[T], head: &[T], index: usize, fits: &impl Fn(&T, &T) -> bool) -> Option<usize> {
    let mut fitting = (0..head.len()).filter(|other| fits(&base[index], &head[*other]));
    let found = fitting.next()?;
    let others = base.iter().filter(|base| fits(base, &head[found])).count();
    (fitting.next().is_none() && others == 1).then_some(found)
}

/// Whether the items that both lists have are in another order.
pub(super) fn is_reordered<T: PartialEq>(base: &[T], head: &[T]) -> bool {
    let kept = |of: &'_ [T], other: &[T]| -> Vec<usize> {
        of.iter()
            .filter(|item| other.contains(item))
            .filter_map(|item| base.iter().position(|base| base == item))
            .collect()
    };
    kept(base, head) != kept(head, base)
}
