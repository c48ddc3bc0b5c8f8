//! One paragraph of a document, made safe: what stays Markdown, what is marked as code, what is escaped.

use std::fmt::Write as _;

/// One paragraph, safe for rustdoc: code spans and links stay, the rest is escaped.
pub(super) fn inline(text: &str) -> String {
    let text = untagged(&visible(&text.replace('\t', " ")));
    if text.matches('`').count() % 2 == 1 || text.contains("``") {
        return linked(&text.replace('`', "'"), pieces);
    }
    linked(&text, spans)
}

/// Tags that mark a few words, as the marks of Markdown; every other tag is text.
fn untagged(text: &str) -> String {
    const TAGS: [(&str, &str); 6] = [
        ("code", "`"),
        ("tt", "`"),
        ("b", "**"),
        ("strong", "**"),
        ("i", "*"),
        ("em", "*"),
    ];
    if !text.contains("</") {
        return text.to_owned();
    }
    let mut text = text.to_owned();
    for (tag, mark) in TAGS {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        let mut done = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once(&open) {
            let Some((marked, after)) = after.split_once(&close) else {
                break;
            };
            let words = marked.trim();
            let is_plain = !words.is_empty() && !words.contains(['`', '*', '<']);
            done.push_str(before);
            if is_plain {
                let before = &marked[..marked.len() - marked.trim_start().len()];
                let behind = &marked[marked.trim_end().len()..];
                done.push_str(&[before, mark, words, mark, behind].concat());
            } else {
                done.push_str(marked);
            }
            rest = after;
        }
        done.push_str(rest);
        text = done;
    }
    text
}

/// The text with its links to whole addresses kept, and `rest` of everything else.
fn linked(text: &str, rest: fn(&str) -> String) -> String {
    let mut done = String::new();
    let mut from = 0;
    while let Some((start, label, address, end)) = next_link(text, from) {
        done.push_str(&rest(&text[from..start]));
        done.push_str(&format_link(&rest(label), address));
        from = end;
    }
    done + &rest(&text[from..])
}

/// A link on one word of the text, so that no line ends within its address.
fn format_link(label: &str, address: &str) -> String {
    ["[", label.trim(), "](", address, ")"].concat()
}

/// The next `[label](https://…)` from a place on: where it starts, its parts, and where it ends.
fn next_link(text: &str, from: usize) -> Option<(usize, &str, &str, usize)> {
    let mut at = from;
    loop {
        let middle = at + text[at..].find("](")?;
        let start = from + text[from..middle].rfind('[')?;
        let label = &text[start + 1..middle];
        let address = text[middle + 2..].split(')').next()?;
        let is_address = address.starts_with("https://") || address.starts_with("http://");
        let is_plain = !address
            .contains(|letter: char| letter.is_whitespace() || "<>()[]\\`\"'".contains(letter));
        let end = middle + 2 + address.len() + 1;
        // An image is no link, and a label with brackets of its own is left alone.
        let is_image = text[..start].ends_with('!');
        if is_address && is_plain && end <= text.len() && !label.contains(']') && !is_image {
            return Some((start, label, address, end));
        }
        at = middle + 2;
    }
}

/// Code spans stay, the rest is escaped.
fn spans(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => pieces(part),
        _ => format!("`{part}`"),
    });
    parts.collect()
}

/// Text outside code spans, word by word; white space is kept.
fn pieces(text: &str) -> String {
    text.split_inclusive(char::is_whitespace)
        .map(piece)
        .collect()
}

fn piece(piece: &str) -> String {
    let word = piece.trim_end();
    let space = &piece[word.len()..];
    if word.ends_with("()") && !word.contains(['<', '>', '\\', '[', ']']) {
        return format!("`{word}`{space}");
    }
    let start = word.len()
        - word
            .trim_start_matches(['(', '"', '\'', '[', '<', '*'])
            .len();
    let core = word[start..]
        .trim_end_matches([')', '"', '\'', ',', '.', ';', ':', '!', '?', ']', '>', '*']);
    let (before, after) = (&word[..start], &word[start + core.len()..]);
    let core = if core.starts_with("http://") || core.starts_with("https://") {
        address(core)
    } else if looks_like_code(core) || core.contains("://") {
        format!("`{core}`")
    } else {
        escape(core)
    };
    format!("{}{core}{}{space}", escape(before), escape(after))
}

fn address(core: &str) -> String {
    if core.contains(['<', '>', '[', ']', '(', ')', '\\']) {
        format!("`{core}`")
    } else {
        format!("<{core}>")
    }
}

/// Words that a reader takes for code: `snake_case`, `camelCase`, `a::b`.
fn looks_like_code(word: &str) -> bool {
    let humps = word
        .as_bytes()
        .windows(2)
        .any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    let has_mark = word.contains("::") || word.trim_matches('_').contains('_');
    !word.contains('|') && (humps || has_mark || shouts(word))
}

/// Words such as `POSTing`, which are no names that everybody knows and no plurals of capitals.
fn shouts(word: &str) -> bool {
    const NAMES: [&str; 4] = ["IPv4", "IPv6", "OAuth", "OAuth2"];
    let bytes = word.strip_suffix('s').unwrap_or(word).as_bytes();
    let shouted = bytes.iter().take_while(|byte| byte.is_ascii_uppercase());
    let is_word = bytes.iter().all(u8::is_ascii_alphanumeric);
    is_word
        && shouted.count() > 1
        && bytes.iter().any(u8::is_ascii_lowercase)
        && !NAMES.contains(&word)
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '[' | ']' | '<' | '>' | '\\') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// The text with every character spelled out that hides itself or reorders others.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if crate::diagnostic::is_invisible(letter) {
            // Writing to a String cannot fail.
            let _ = write!(shown, "U+{:04X}", u32::from(letter));
        } else {
            shown.push(letter);
        }
    }
    shown
}
