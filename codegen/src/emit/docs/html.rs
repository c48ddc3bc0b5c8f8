//! HTML in prose: the tags that only break it into paragraphs and lists become the Markdown that does the same.

/// Tags that begin or end a paragraph.
const BREAKS: [&str; 5] = ["p", "br", "ul", "ol", "div"];

/// No tag that is looked for is longer, so that no `<` makes the rest of a text be looked through.
const LONGEST: usize = "</ div />".len();

/// The text with paragraphs and list items where its tags have them. What stands in code is left alone.
pub(super) fn without_breaks(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let mut done = String::new();
    let mut rest = text;
    let mut is_code = false;
    while let Some(at) = rest.find(['<', '`']) {
        done.push_str(&rest[..at]);
        rest = &rest[at..];
        let tag = tag(rest).filter(|_| !is_code);
        let (said, length) = match tag {
            Some(("li", length)) => {
                let after = skipped(&rest[length..]);
                // One that holds nothing is none.
                let item = if after.starts_with("</") {
                    "\n\n"
                } else {
                    "\n\n- "
                };
                (item, rest.len() - after.len())
            }
            Some((_, length)) => ("\n\n", length),
            None => (&rest[..1], 1),
        };
        is_code ^= rest.starts_with('`');
        done.push_str(said);
        rest = &rest[length..];
    }
    done + rest
}

/// What follows a list item's tag, without the blanks and the paragraph that it begins with.
fn skipped(text: &str) -> &str {
    let text = text.trim_start();
    match tag(text) {
        Some(("p", length)) => text[length..].trim_start(),
        _ => text,
    }
}

/// The tag that a text begins with, and its length: `p` for `<p>`, `</p>` and `<p/>`, but for an item only where it begins.
fn tag(text: &str) -> Option<(&'static str, usize)> {
    let inner = text.strip_prefix('<')?;
    let end = inner.bytes().take(LONGEST).position(|byte| byte == b'>')?;
    let (inner, length) = (&inner[..end], end + 2);
    let is_end = inner.starts_with('/');
    let name = inner.trim_start_matches('/').trim_end_matches('/').trim();
    if name.eq_ignore_ascii_case("li") {
        return Some((if is_end { "p" } else { "li" }, length));
    }
    let known = BREAKS
        .into_iter()
        .find(|known| name.eq_ignore_ascii_case(known));
    known.map(|known| (known, length))
}

#[cfg(test)]
mod tests {
    use super::without_breaks;

    #[test]
    fn tags_become_paragraphs_and_items() {
        let lines = |text: &str| {
            let text = without_breaks(text);
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(lines("<p>One.</p> <p>Two.</p>"), ["One.", "Two."]);
        assert_eq!(lines("one<br/>or<BR>two"), ["one", "or", "two"]);
        let list = "Any of: <ul> <li> <p>this</p> </li> <li>that</li></ul> and more";
        assert_eq!(lines(list), ["Any of:", "- this", "- that", "and more"]);
    }

    #[test]
    fn code_and_all_other_tags_stay() {
        for text in [
            "`<p>` and ```\n<br>\n```",
            "<script>x</script>",
            "1 < 2 and 3 > 2",
            "<p",
            "<p class=\"a\">",
            "a ` tick <p>",
        ] {
            assert_eq!(without_breaks(text), text);
        }
    }
}
