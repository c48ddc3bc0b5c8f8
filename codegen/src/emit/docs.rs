//! Text of the document -> doc comments: one `#[doc]` per line, Markdown that rustdoc takes as it is meant.
//!
//! No text of the document becomes code, a doctest, a link into the crate or HTML: fences turn into
//! `text` fences, deep indents are cut, brackets and angle brackets are escaped, words that look like
//! code and bare addresses are marked as such, and characters that hide or reorder text are spelled out.
//! Links to whole addresses stay links, and the few tags that people write in such texts become Markdown.

mod html;
mod inline;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir;
use html::without_breaks;
use inline::{inline, visible};

/// The widest line of a comment, without the `///` and its indent.
const WIDTH: usize = 92;

/// The doc comment of an item: summary, description, then paragraphs that the emitter adds.
///
/// The added paragraphs are Markdown of our own and are only wrapped. `else_` stands where there is nothing to say.
pub(super) fn docs_or(docs: &ir::Docs, added: &[String], else_: &str) -> TokenStream {
    let mut blocks = Vec::new();
    if !docs.summary.trim().is_empty() {
        blocks.extend(markdown(&sentence(&docs.summary)));
    }
    if docs.description.trim() != docs.summary.trim() {
        blocks.extend(markdown(&docs.description));
    }
    if blocks.is_empty() && added.is_empty() {
        blocks.push(vec![else_.to_owned()]);
    }
    blocks.extend(
        added
            .iter()
            .map(|paragraph| wrap(paragraph, list_indent(paragraph))),
    );
    comment(&blocks)
}

/// The doc comment of an item to which the emitter always adds something.
pub(super) fn docs(docs: &ir::Docs, added: &[String]) -> TokenStream {
    docs_or(docs, added, "")
}

/// The doc comment of a named type, and whether it is deprecated.
pub(super) fn docs_of_model(model: &ir::Model) -> TokenStream {
    docs_of_model_and(model, &[])
}

/// The same, with paragraphs that the emitter adds.
pub(super) fn docs_of_model_and(model: &ir::Model, added: &[String]) -> TokenStream {
    let docs = docs_or(
        &model.docs,
        added,
        &format!("The schema {}.", code(&model.name.wire)),
    );
    let deprecated = super::facts::deprecated(&model.docs);
    quote!(#docs #deprecated)
}

/// A doc comment of our own words, wrapped.
pub(super) fn comment_of(paragraphs: &[String]) -> TokenStream {
    let blocks: Vec<_> = paragraphs
        .iter()
        .map(|paragraph| wrap(paragraph, list_indent(paragraph)))
        .collect();
    comment(&blocks)
}

/// Marks an item for one blank line above it: the printer puts none between items.
pub(super) fn blank_line() -> TokenStream {
    let marker = crate::format::BLANK_LINE;
    quote!(#[doc = #marker])
}

/// Text of the document inside a sentence of our own: a code span that nothing breaks out of.
pub(super) fn code(text: &str) -> String {
    if text.is_empty() {
        return r#"`""`"#.to_owned();
    }
    let text = visible(&text.replace(['\n', '\r', '\t'], " "));
    let longest = text
        .split(|letter| letter != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    if text.is_empty() {
        "`\"\"`".to_owned()
    } else if longest == 0 {
        format!("`{text}`")
    } else {
        let fence = "`".repeat(longest + 1);
        format!("{fence} {text} {fence}")
    }
}

/// Text of the document as one line of a list of our own.
pub(super) fn one_line(text: &str) -> String {
    inline(&sentence(
        &text.split_whitespace().collect::<Vec<_>>().join(" "),
    ))
}

fn comment(blocks: &[Vec<String>]) -> TokenStream {
    let mut lines: Vec<String> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let continues_list = is_list(block) && at > 0 && is_list(&blocks[at - 1]);
        if at > 0 && !continues_list {
            lines.push(String::new());
        }
        lines.extend(block.iter().map(|line| format!(" {line}")));
    }
    quote!(#(#[doc = #lines])*)
}

fn is_list(block: &[String]) -> bool {
    block
        .first()
        .is_some_and(|line| !list_indent(line).is_empty())
}

/// A summary as a sentence of its own, with its full stop.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', ':']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// The blocks of a Markdown text, made safe: paragraphs, list items, tables, fences.
fn markdown(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = without_breaks(&text);
    let mut blocks: Vec<Vec<String>> = Vec::new();
    let mut paragraph = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            flush(&mut paragraph, &mut blocks);
            blocks.push(fence(&mut lines, &trimmed[..3]));
        } else if trimmed.is_empty() {
            flush(&mut paragraph, &mut blocks);
        } else if trimmed.starts_with('|') {
            flush(&mut paragraph, &mut blocks);
            table_row(&mut blocks, inline(trimmed));
        } else {
            let trimmed = &trimmed.replace('\t', " ");
            if !list_indent(trimmed).is_empty() || trimmed.starts_with('#') {
                flush(&mut paragraph, &mut blocks);
            }
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(trimmed);
            if trimmed.starts_with('#') {
                flush(&mut paragraph, &mut blocks);
            }
        }
    }
    flush(&mut paragraph, &mut blocks);
    blocks
}

fn flush(paragraph: &mut String, blocks: &mut Vec<Vec<String>>) {
    if !paragraph.is_empty() {
        let text = inline(paragraph);
        blocks.push(wrap(&text, list_indent(&text)));
        paragraph.clear();
    }
}

/// The rows of a table stand together in one block.
fn table_row(blocks: &mut Vec<Vec<String>>, row: String) {
    match blocks.last_mut() {
        Some(block) if block.first().is_some_and(|line| line.starts_with('|')) => block.push(row),
        _ => blocks.push(vec![row]),
    }
}

/// A fence as plain text, closed even where the document forgets to.
fn fence<'a>(lines: &mut impl Iterator<Item = &'a str>, mark: &str) -> Vec<String> {
    let mut block = vec!["```text".to_owned()];
    for line in lines {
        if line.trim() == mark {
            break;
        }
        block.push(visible(&line.replace('\t', "    ")).replace("```", "'''"));
    }
    block.push("```".to_owned());
    block
}

/// How far the further lines of a list item are indented, which is as far as its text; empty where the text is none.
fn list_indent(text: &str) -> &'static str {
    const DEEPEST: &str = "           ";
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_numbered = |text: &str| text.starts_with(". ") || text.starts_with(") ");
    if text.starts_with("- ") || text.starts_with("* ") || text.starts_with("+ ") {
        &DEEPEST[..2]
    } else if (1..=9).contains(&digits) && is_numbered(&text[digits..]) {
        &DEEPEST[..digits + 2]
    } else {
        ""
    }
}

/// Breaks a paragraph into lines; a code span is never broken, and no line starts what Markdown takes for a list.
fn wrap(text: &str, indent: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in unbreakable(text) {
        let fits = line.is_empty() || line.chars().count() + 1 + word.chars().count() <= WIDTH;
        // The mark of a list item never stands alone.
        let is_mark = lines.is_empty() && !indent.is_empty() && !line.contains(' ');
        if !fits && !is_mark && !starts_block(&word) {
            lines.push(std::mem::take(&mut line));
            line.push_str(indent);
        } else if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

fn starts_block(word: &str) -> bool {
    matches!(word, "-" | "*" | "+" | "=" | "|")
        || word.starts_with(['#', '>', '='])
        || word
            .trim_end_matches(['.', ')'])
            .bytes()
            .all(|byte| byte.is_ascii_digit())
        || word.bytes().all(|byte| byte == b'-' || byte == b'=')
}

/// The words of a paragraph, each code span one of them.
fn unbreakable(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for word in text.split_whitespace() {
        match words.last_mut() {
            Some(last) if open => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
        if word.matches('`').count() % 2 == 1 {
            open = !open;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> String {
        markdown(text)
            .into_iter()
            .map(|block| block.join("\n"))
            .collect::<Vec<_>>()
            .join("\n\n")
    }

    #[test]
    fn text_never_becomes_a_link_html_or_code() {
        for (text, expected) in [
            (
                "see [Client] and <u>this</u>",
                r"see \[Client\] and \<u\>this\</u\>",
            ),
            (
                "the employmentStatus of a user_id",
                "the `employmentStatus` of a `user_id`",
            ),
            ("`[kept]` as it is", "`[kept]` as it is"),
            ("odd ` tick", "odd ' tick"),
            ("POSTing the IDs by OAuth", "`POSTing` the IDs by OAuth"),
            (
                "see [the `q` docs](https://a.example/x_y) or [here](/b)",
                "see [the `q` docs](https://a.example/x_y) or \\[here\\](/b)",
            ),
            (
                "[a](javascript:alert) [b](https://a b) ![c](https://a.example)",
                r"\[a\](javascript:alert) \[`b](https://a` b) `![c](https://a.example`)",
            ),
            (
                "<b>Scope:</b> <code>tasks:read</code> <script>",
                r"**Scope:** `tasks:read` \<script\>",
            ),
            ("go to https://a.example/x.", "go to <https://a.example/x>."),
            ("    four spaces", "four spaces"),
            ("left\u{202e}right\u{200b}", "`leftU+202ErightU+200B`"),
        ] {
            assert_eq!(lines(text), expected);
        }
    }

    #[test]
    fn fences_become_text_and_are_closed() {
        assert_eq!(
            lines("a\n```rust\nfn main() {}\n"),
            "a\n\n```text\nfn main() {}\n```"
        );
    }

    #[test]
    fn lists_and_tables_stay() {
        assert_eq!(lines("- one\n- two\n  more"), "- one\n\n- two more");
        assert_eq!(
            lines("1) one\n2) two\n10. ten"),
            "1) one\n\n2) two\n\n10. ten"
        );
        assert_eq!(lines("-\tone\n-\ttwo"), "- one\n\n- two");
        assert_eq!(lines("| a | b |\n| - | - |"), "| a | b |\n| - | - |");
    }

    #[test]
    fn long_paragraphs_wrap_and_code_spans_do_not_break() {
        let text = format!("{} `two words` end", "word ".repeat(17).trim_end());
        let wrapped = wrap(&text, "");
        assert_eq!(wrapped.len(), 2);
        assert!(wrapped[1].starts_with("`two words`"), "{wrapped:?}");
    }

    #[test]
    fn further_lines_of_an_item_begin_below_its_text() {
        let words = "word ".repeat(30);
        for (mark, indent) in [
            ("- ", "  "),
            ("1. ", "   "),
            ("2) ", "   "),
            ("12. ", "    "),
        ] {
            let block = lines(&format!("{mark}{words}"));
            let lines: Vec<&str> = block.lines().collect();
            assert!(lines[1].starts_with(&format!("{indent}word")), "{block}");
        }
        let block = lines(&format!("- `{words}` and more"));
        assert!(block.starts_with("- `word"), "{block}");
    }

    #[test]
    fn code_survives_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "`` a`b ``");
    }
}
