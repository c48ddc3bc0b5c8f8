//! Names that became one in Rust, told apart by what each lost on its way.

use std::collections::BTreeMap;

use super::{Style, plain, rust_name, with_suffix, words};
use crate::ir::Name;

/// Gives names that became one Rust name different ones, without regard to their order.
///
/// The name whose spelling is already the Rust one keeps it; each of the others gets a suffix from the characters it
/// lost, or from its case, or from both and from where they stand: `a-b` beside `a_b` becomes `a_b_dash`. What is left
/// over still clashes.
pub fn settle(names: &mut [&mut Name], style: Style) {
    let lost = |wire: &str| Some(lost(wire, style)).filter(|lost| !lost.is_empty());
    tell_apart(names, style, |wire| {
        lost(wire).or_else(|| case(wire).map(str::to_owned))
    });
    // Alike in what they lost: `a_b` beside `A_B`.
    tell_apart(names, style, |wire| {
        lost(wire).and(case(wire)).map(str::to_owned)
    });
    // Alike in that too: `_a` beside `a_`.
    tell_apart(names, style, |wire| Some(spelt_out(wire)));
}

/// Gives names that clash a suffix each; one that is spelt on the wire as it is in Rust keeps its name.
fn tell_apart(names: &mut [&mut Name], style: Style, suffix: impl Fn(&str) -> Option<String>) {
    let mut owners: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        owners.entry(name.rust.clone()).or_default().push(at);
    }
    for (rust, clashing) in owners.into_iter().filter(|(_, owners)| owners.len() > 1) {
        for at in clashing {
            let wire = &names[at].wire;
            if wire != plain(&rust)
                && !is_given(wire, &rust, style)
                && let Some(suffix) = suffix(wire)
            {
                names[at].rust = with_suffix(&rust, &suffix, style);
            }
        }
    }
}

/// Whether a name does not come from the one on the wire, but from an `x-name`, which no rule changes.
fn is_given(wire: &str, rust: &str, style: Style) -> bool {
    !words(plain(rust)).starts_with(&words(plain(&rust_name(wire, style))))
}

/// What a wire name lost on its way to Rust, in words.
fn lost(wire: &str, style: Style) -> String {
    let keeps_underscore = style != Style::Pascal;
    let is_kept = |letter: char| letter.is_alphanumeric() || (letter == '_' && keeps_underscore);
    let lost = wire.chars().filter(|letter| !is_kept(*letter));
    let lost: Vec<String> = lost.map(symbol).filter(|word| !word.is_empty()).collect();
    lost.join("_")
}

/// The case of a wire name, in a word; none where it has no letters.
fn case(wire: &str) -> Option<&'static str> {
    let has = |test: fn(char) -> bool| wire.chars().any(test);
    match (has(char::is_uppercase), has(char::is_lowercase)) {
        (false, false) => None,
        (true, false) => Some("upper"),
        (false, true) => Some("lower"),
        (true, true) if wire.starts_with(char::is_uppercase) => Some("pascal"),
        (true, true) => Some("camel"),
    }
}

/// A wire name with every symbol, and every letter that is not ASCII, as a word where it stands.
pub(super) fn spelt_out(wire: &str) -> String {
    let mut spelt = String::new();
    for letter in wire.chars() {
        if letter.is_ascii_alphanumeric() {
            spelt.push(letter);
        } else {
            let word = symbol(letter);
            let word = if word.is_empty() {
                number(letter)
            } else {
                word
            };
            spelt.extend(["_", &word, "_"]);
        }
    }
    spelt
}

fn symbol(symbol: char) -> String {
    let word = match symbol {
        '-' => "dash",
        '_' => "underscore",
        '.' => "dot",
        ' ' => "space",
        '/' => "slash",
        '+' => "plus",
        '$' => "dollar",
        '@' => "at",
        '#' => "hash",
        ':' => "colon",
        ',' => "comma",
        '*' => "star",
        '&' => "and",
        '%' => "percent",
        '!' => "bang",
        '=' => "equals",
        '<' => "less",
        '>' => "greater",
        '[' => "bracket",
        '(' => "paren",
        '{' => "brace",
        // What closes says no more than what opened.
        ']' | ')' | '}' => "",
        other => return number(other),
    };
    word.to_owned()
}

/// The number of a character, in a word.
fn number(character: char) -> String {
    format!("u{:x}", u32::from(character))
}

/// The names that share a Rust name with another wire name; empty when all differ.
#[must_use]
pub fn clashes<'a>(names: impl IntoIterator<Item = &'a Name>) -> Vec<&'a Name> {
    let mut sorted: Vec<&Name> = names.into_iter().collect();
    sorted.sort_by(|a, b| (&a.rust, &a.wire).cmp(&(&b.rust, &b.wire)));
    sorted
        .windows(2)
        .filter(|pair| pair[0].rust == pair[1].rust && pair[0].wire != pair[1].wire)
        .map(|pair| pair[1])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::naming::name;

    #[test]
    fn clashes_settle_without_order() {
        for (style, wires, expected) in [
            (Style::Snake, ["a_b", "a-b"], ["a_b", "a_b_dash"]),
            (Style::Snake, ["a-b", "a_b"], ["a_b_dash", "a_b"]),
            (
                Style::Snake,
                ["fooBar", "FooBar"],
                ["foo_bar_camel", "foo_bar_pascal"],
            ),
            (
                Style::Pascal,
                ["active", "ACTIVE"],
                ["ActiveLower", "ActiveUpper"],
            ),
            (Style::Pascal, ["+1", "-1"], ["N1Plus", "N1Dash"]),
            (Style::Snake, ["type", "Type"], ["r#type", "type_pascal"]),
        ] {
            let mut names = wires.map(|wire| name(wire, style));
            let [a, b] = &mut names;
            settle(&mut [a, b], style);
            assert_eq!(names.map(|name| name.rust), expected);
        }
    }

    #[test]
    fn names_that_lost_the_same_differ_by_case_and_then_by_place() {
        let mut names =
            ["a_b", "A_B", "a-b", "aB", "_c", "c_"].map(|wire| name(wire, Style::Pascal));
        settle(&mut names.iter_mut().collect::<Vec<_>>(), Style::Pascal);
        let rust = names.map(|name| name.rust);
        let expected = [
            "AbUnderscoreLower",
            "AbUnderscoreUpper",
            "AbDash",
            "AbCamel",
            "CUnderscoreLowerUnderscoreC",
            "CUnderscoreLowerCUnderscore",
        ];
        assert_eq!(rust, expected);
    }

    #[test]
    fn clashes_name_the_later_one() {
        let names = [
            name("a_b", Style::Snake),
            name("a-b", Style::Snake),
            name("c", Style::Snake),
        ];
        let clashing: Vec<_> = clashes(&names)
            .into_iter()
            .map(|name| name.wire.as_str())
            .collect();
        assert_eq!(clashing, ["a_b"]);
    }
}
