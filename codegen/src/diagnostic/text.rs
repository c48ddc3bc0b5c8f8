//! A problem as text for people: the line of the document, the place in it, and what to do.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity, Source, escape};

/// Writes problems as text, each with the line of the document that it is about.
#[derive(Debug)]
pub struct Text<'t> {
    source: Source<'t>,
    renderer: Renderer,
}

impl<'t> Text<'t> {
    /// For problems of a document of this text, with colours or without.
    #[must_use]
    pub fn new(source: Source<'t>, has_colours: bool) -> Self {
        let renderer = if has_colours {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        Self {
            source,
            // Lines are cut already, around the place that is meant.
            renderer: renderer.term_width(usize::from(u16::MAX)),
        }
    }

    /// The text of one problem, without a line break at its end.
    #[must_use]
    pub fn render(&self, problem: &Diagnostic) -> String {
        let level = match problem.severity {
            Severity::Error => Level::ERROR,
            Severity::Note => Level::NOTE,
        };
        let (line, column) = (problem.line as usize, problem.column as usize);
        let title = level
            .primary_title(problem.message.as_str())
            .id(problem.code.name());
        let mut origin = Origin::path(escape(&problem.file));
        if line > 0 {
            origin = origin.line(line).char_column(column);
        }
        let mut group = Group::with_title(title).element(origin);
        let excerpt = self
            .source
            .excerpt(problem.line, problem.column, problem.width);
        if let Some(excerpt) = excerpt.filter(|_| line > 0) {
            let mark = AnnotationKind::Primary.span(excerpt.span);
            let snippet = Snippet::source(excerpt.text).line_start(line);
            group = group.element(snippet.annotation(mark));
        }
        let at = escape(&problem.pointer.to_string());
        group = group.element(Level::NOTE.with_name("at").message(at));
        if !problem.hint.is_empty() {
            group = group.element(Level::HELP.message(problem.hint.as_str()));
        }
        let text = self.renderer.render(&[group]);
        let lines: Vec<&str> = text.lines().filter(|line| !is_elision(line)).collect();
        lines.join("\n")
    }
}

/// Whether a line says `:::` and no more. The renderer takes a line of the document behind a place of our own (the columns
/// of a line that is cut are not those of the document) for one of another file, and sets it apart so.
fn is_elision(line: &str) -> bool {
    let is_kept = |c: &char| !matches!(c, ' ' | '\u{1b}' | '[' | ';' | 'm' | '0'..='9');
    line.chars().filter(is_kept).eq([':'; 3])
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::time::{Duration, Instant};

    use super::Text;
    use crate::diagnostic::{Code, Diagnostic, Source};
    use crate::document::Pointer;

    fn problem(line: u32, column: u32, width: u32) -> Diagnostic {
        Diagnostic {
            severity: Code::UnknownKey.severity(),
            code: Code::UnknownKey,
            file: "a.yaml".into(),
            line,
            column,
            width,
            pointer: Pointer::root().child("a"),
            message: "what is wrong".to_owned(),
            hint: "what to do".to_owned(),
        }
    }

    fn rendered(text: &str, problem: &Diagnostic, has_colours: bool) -> String {
        Text::new(Source::new(text.as_bytes()), has_colours).render(problem)
    }

    /// The line of the document and the marks below it.
    fn shown(text: &str, line: u32, column: u32, width: u32) -> [String; 2] {
        let rendered = rendered(text, &problem(line, column, width), false);
        let mut lines = rendered.lines().skip(3);
        [(); 2].map(|()| lines.next().unwrap_or_default().to_owned())
    }

    #[test]
    fn a_problem_has_its_line() {
        let text = rendered("first: 1\n  secnd: 2\n", &problem(2, 3, 5), false);
        let expected = "\
error[unknown-key]: what is wrong
 --> a.yaml:2:3
  |
2 |   secnd: 2
  |   ^^^^^
  |
  = at: #/a
  = help: what to do";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_problem_without_a_place_has_no_line() {
        let text = rendered("first: 1\n", &problem(0, 0, 1), false);
        assert!(
            !text.contains("first") && text.contains("--> a.yaml\n"),
            "{text}"
        );
        let text = rendered("first: 1\n", &problem(9, 1, 1), false);
        assert!(
            !text.contains("first") && text.contains("--> a.yaml:9:1\n"),
            "{text}"
        );
    }

    #[test]
    fn colours_change_no_word() {
        let coloured = rendered("first: 1\n", &problem(1, 1, 5), true);
        assert!(coloured.contains('\u{1b}'));
        let mut plain = String::new();
        for part in coloured.split('\u{1b}') {
            plain.push_str(
                part.split_once('m')
                    .filter(|(code, _)| code.starts_with('['))
                    .map_or(part, |(_, rest)| rest),
            );
        }
        assert_eq!(plain, rendered("first: 1\n", &problem(1, 1, 5), false));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}HERE{}", "a".repeat(5_000), "b".repeat(5_000));
        let [line, marks] = shown(&text, 1, 5_001, 4);
        assert_eq!(
            line,
            format!("1 | ...{}HERE{}...", "a".repeat(40), "b".repeat(73))
        );
        assert_eq!(marks, format!("  | {}^^^^", " ".repeat(43)));
        let [line, _] = shown(&text, 1, 10, 1);
        assert_eq!(line, format!("1 | {}...", "a".repeat(120)));
    }

    #[test]
    fn what_a_terminal_would_hide_is_escaped() {
        let [line, marks] = shown("\u{feff}a\t\u{202e}\u{1b}[31mb: \u{200b}c\r\n", 1, 3, 2);
        assert_eq!(line, "1 | a\\u{9}\\u{202e}\\u{1b}[31mb: \\u{200b}c");
        assert_eq!(
            marks, "  |       ^^^^^^^^^^^^^^",
            "both characters are marked as they are shown"
        );
    }

    #[test]
    fn the_end_of_a_line_can_be_meant() {
        for (text, line) in [
            ("ab\ncd\n", 1),
            ("ab\r\ncd", 1),
            ("cd\nab", 2),
            ("cd\nab\n", 2),
        ] {
            let [shown, marks] = shown(text, line, 3, 1);
            assert_eq!(
                (shown, marks),
                (format!("{line} | ab"), "  |   ^".to_owned()),
                "{text:?}"
            );
        }
    }

    /// Ten thousand problems of one line of megabytes: each looks at its surroundings alone.
    #[test]
    fn many_problems_of_a_huge_line_are_affordable() {
        let text = "äb".repeat(2_000_000);
        let start = Instant::now();
        let text = Text::new(Source::new(text.as_bytes()), false);
        let mut all = String::new();
        for index in 0..10_000 {
            writeln!(all, "{}", text.render(&problem(1, 400 * index + 1, 5))).unwrap();
        }
        assert!(all.len() < 10_000 * 1_000);
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "{:?}",
            start.elapsed()
        );
    }
}
