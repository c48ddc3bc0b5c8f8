//! The nearest known word to one that is not known.

use crate::diagnostic::excerpt;

/// A word is a misspelling of another up to this many letters.
pub(super) const LETTERS: usize = 2;
/// Words longer than this are not compared: nobody misspells a novel.
const LONGEST: usize = 100;
/// How many words are compared at most.
const WORDS: usize = 2_000;

/// How many letters two words differ in, a swap of neighbours being one.
pub(super) fn letters(a: &str, b: &str) -> usize {
    let differ = a.len().abs_diff(b.len());
    if a.len() > LONGEST || differ > LONGEST {
        usize::MAX
    } else {
        strsim::osa_distance(a, b)
    }
}

/// The nearest word, if it is near enough to be what was meant; the first of several.
pub(crate) fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let near = LETTERS.max(word.chars().count() / 3);
    let measured = known
        .into_iter()
        .take(WORDS)
        .map(|known| (distance(word, known), known));
    measured
        .min_by_key(|&(distance, _)| distance)
        .filter(|&(distance, known)| distance <= near && distance < known.len())
        .map(|(_, known)| known)
}

/// The question that a hint asks about a misspelt word; none where no known word is near.
pub(crate) fn did_you_mean<'w>(
    word: &str,
    known: impl IntoIterator<Item = &'w str>,
) -> Option<String> {
    let known = known.into_iter().filter(|known| *known != word);
    nearest(word, known).map(|near| format!("did you mean {}?", excerpt(near)))
}

/// The distance, where another case costs nothing.
fn distance(word: &str, known: &str) -> usize {
    letters(&word.to_ascii_lowercase(), &known.to_ascii_lowercase())
}
