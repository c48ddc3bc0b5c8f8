//! The only place that makes a Rust identifier.
//!
//! A wire name is split into words; a style joins them again. What cannot be an identifier is
//! mapped, never dropped in silence, and two wire names of one scope never become one Rust name.

mod apart;
mod reserved;

use apart::spelt_out;
pub use apart::{clashes, settle};
pub use reserved::{CALL_METHODS, CLIENT_METHODS, RECORD_METHODS, RESERVED_TYPES};
use reserved::{KEYWORDS, UNRAWABLE};

use crate::ir::Name;

/// How the words of a name are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `snake_case`: fields, methods, arguments, modules.
    Snake,
    /// `PascalCase`: types, variants.
    Pascal,
    /// `SCREAMING_CASE`: constants.
    Constant,
}

/// The words of a wire name, lower-case: split at symbols and where the case changes.
///
/// `employmentStatuses[]` is `employment`, `statuses`; `HTTPServer` is `http`, `server`.
#[must_use]
pub fn words(wire: &str) -> Vec<String> {
    let letters: Vec<char> = wire.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (at, &letter) in letters.iter().enumerate() {
        if starts_word(&letters, at) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn starts_word(letters: &[char], at: usize) -> bool {
    let letter = letters[at];
    if !letter.is_alphanumeric() {
        return true;
    }
    let Some(before) = at.checked_sub(1).map(|before| letters[before]) else {
        return false;
    };
    let next_is_lower = letters.get(at + 1).is_some_and(|next| next.is_lowercase());
    letter.is_uppercase()
        && (before.is_lowercase()
            || before.is_numeric()
            || (before.is_uppercase() && next_is_lower))
}

/// Words joined as a style wants them, made an identifier.
#[must_use]
pub fn join<W: AsRef<str>>(words: &[W], style: Style) -> String {
    let words = words.iter().map(AsRef::as_ref);
    let joined = match style {
        Style::Snake => words.collect::<Vec<_>>().join("_"),
        Style::Pascal => words.map(capitalized).collect(),
        Style::Constant => words.collect::<Vec<_>>().join("_").to_uppercase(),
    };
    identifier(joined, style)
}

/// The identifier of a wire name.
#[must_use]
pub fn rust_name(wire: &str, style: Style) -> String {
    join(&words(wire), style)
}

/// The type of a schema, out of the way of the names that generated code uses itself.
#[must_use]
pub fn type_name(wire: &str) -> String {
    let name = rust_name(wire, Style::Pascal);
    if RESERVED_TYPES.contains(&name.as_str()) {
        name + "Model"
    } else {
        name
    }
}

/// The type that a schema written in place gets from where it stands: `User` and `documents` give `UserDocuments`.
///
/// A word that ends the one and begins the other is said once: `ComplianceCheck` and `checkFrequency` give
/// `ComplianceCheckFrequency`.
#[must_use]
pub fn type_of_place(owner: &str, wire: &str) -> String {
    let (mut all, mut place) = (words(owner), words(wire));
    if place.is_empty() {
        place = words(&spelt_out(wire));
    }
    let is_said = all.len() > 1 && all.last() == place.first() && place.len() > 1;
    all.extend(place.into_iter().skip(usize::from(is_said)));
    join(&all, Style::Pascal)
}

/// Whose a place in the document is: a component by its name, an operation by its method and path.
#[must_use]
pub fn owner_of_place(segments: &[String]) -> String {
    let mut all = Vec::new();
    match segments {
        [components, _, name, ..] if components == "components" => all.extend(words(name)),
        [_, path, method, rest @ ..] => {
            all.extend(words(method));
            all.extend(words(path));
            all.extend(match rest.first().map(String::as_str) {
                Some("parameters") => words("parameter"),
                Some("requestBody") => words("body"),
                _ => Vec::new(),
            });
        }
        _ => {}
    }
    join(&all, Style::Pascal)
}

/// Where a schema written in place stands, in all the words that tell it from others.
#[must_use]
pub fn whole_place(segments: &[String]) -> String {
    let words = segments
        .iter()
        .filter(|segment| !STRUCTURE.contains(&segment.as_str()));
    let words: Vec<String> = words.flat_map(|segment| self::words(segment)).collect();
    join(&words, Style::Pascal)
}

/// Keys of a document that every place has, so that they tell none from another.
const STRUCTURE: &[&str] = &["paths", "components", "schemas", "schema", "content"];

/// The variant of an enum value, out of the way of `Unrecognized`.
#[must_use]
pub fn variant_name(wire: &str) -> String {
    let name = rust_name(wire, Style::Pascal);
    match name.as_str() {
        "Unrecognized" | "Self" => name + "Value",
        _ => name,
    }
}

/// The name without `r#`, as text and longer identifiers hold it.
#[must_use]
pub fn plain(rust: &str) -> &str {
    rust.strip_prefix("r#").unwrap_or(rust)
}

/// A name on both sides.
#[must_use]
pub fn name(wire: &str, style: Style) -> Name {
    Name {
        wire: wire.to_owned(),
        rust: rust_name(wire, style),
    }
}

/// A name with a word more.
#[must_use]
pub fn with_suffix(rust: &str, suffix: &str, style: Style) -> String {
    let mut all = words(plain(rust));
    all.extend(words(suffix));
    join(&all, style)
}

/// A name as that of a module, whose file is found by it: letters that are not ASCII become their numbers.
#[must_use]
pub fn file_name(rust: &str) -> String {
    if rust.is_ascii() {
        rust.to_owned()
    } else {
        join(&words(&spelt_out(plain(rust))), Style::Snake)
    }
}

/// The word by which a type is named after a place: the name on the wire, or that in Rust where it differs from the former
/// by more than its spelling.
#[must_use]
pub fn word(name: Name) -> String {
    if name.rust == rust_name(&name.wire, Style::Snake) {
        name.wire
    } else {
        plain(&name.rust).to_owned()
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn identifier(joined: String, style: Style) -> String {
    if joined.is_empty() {
        return match style {
            Style::Snake => "empty".to_owned(),
            Style::Pascal => "Empty".to_owned(),
            Style::Constant => "EMPTY".to_owned(),
        };
    }
    if joined.starts_with(|first: char| first.is_numeric()) {
        return match style {
            Style::Snake => format!("n{joined}"),
            Style::Pascal | Style::Constant => format!("N{joined}"),
        };
    }
    if UNRAWABLE.contains(&joined.as_str()) {
        return joined + "_";
    }
    if KEYWORDS.contains(&joined.as_str()) {
        return format!("r#{joined}");
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_split_at_symbols_and_case() {
        for (wire, expected) in [
            ("employmentStatuses[]", "employment statuses"),
            ("CURRENT_EMPLOYEE", "current employee"),
            ("HTTPServer", "http server"),
            ("lastcheckedAt", "lastchecked at"),
            ("oauth2Token", "oauth2 token"),
            ("3d", "3d"),
            ("a-b", "a b"),
            ("", ""),
            ("[]", ""),
            ("Größe", "größe"),
        ] {
            assert_eq!(words(wire).join(" "), expected, "{wire}");
        }
    }

    #[test]
    fn names_are_identifiers() {
        for (wire, snake, pascal) in [
            ("type", "r#type", "Type"),
            ("self", "self_", "Self"),
            ("3d", "n3d", "N3d"),
            ("", "empty", "Empty"),
            ("a-b", "a_b", "AB"),
            ("sortDir", "sort_dir", "SortDir"),
        ] {
            let constant = snake.trim_start_matches("r#").trim_end_matches('_');
            assert_eq!(rust_name(wire, Style::Constant), constant.to_uppercase());
            assert_eq!(rust_name(wire, Style::Snake), snake);
            assert_eq!(rust_name(wire, Style::Pascal), pascal);
        }
    }

    #[test]
    fn reserved_types_step_aside() {
        assert_eq!(type_name("Option"), "OptionModel");
        assert_eq!(type_name("error"), "ErrorModel");
        assert_eq!(type_name("Self"), "SelfModel");
        assert_eq!(variant_name("self"), "SelfValue");
        assert_eq!(type_name("Personnel"), "Personnel");
        assert_eq!(variant_name("unrecognized"), "UnrecognizedValue");
    }

    #[test]
    fn a_place_says_no_word_twice() {
        for (owner, wire, expected) in [
            ("User", "documents", "UserDocuments"),
            (
                "ComplianceCheck",
                "checkFrequency",
                "ComplianceCheckFrequency",
            ),
            ("ComplianceTest", "checkStatus", "ComplianceTestCheckStatus"),
            ("User", "userId", "UserUserId"),
            ("UserRole", "role", "UserRoleRole"),
        ] {
            assert_eq!(type_of_place(owner, wire), expected);
        }
    }
}
