//! Takes bytes for a text, if they are one of a size and of a form that every reader takes.

use super::problem::Problems;
use super::{Place, Pointer};
use crate::diagnostic::Code;
use crate::limit;

/// The text of a document, without its byte order mark; `None` where it is refused.
pub(super) fn read<'t>(bytes: &'t [u8], problems: &mut Problems) -> Option<&'t str> {
    if bytes.len() > limit::TEXT {
        let message = format!(
            "the document is longer than {} MiB, the limit",
            limit::TEXT / (1024 * 1024)
        );
        problems.report(
            Code::TooLarge,
            Place::default(),
            Pointer::root,
            message,
            "leave out long examples and descriptions, or split the document into several",
        );
        return None;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let message = "the text is not UTF-8 here".into();
            problems.report(
                Code::NotUtf8,
                end_of(&before),
                Pointer::root,
                message,
                "save it as UTF-8",
            );
            return None;
        }
    };
    if let Some(at) = bare_carriage_return(text) {
        let message =
            "a line ends in a carriage return alone, which not every reader takes for an end"
                .into();
        problems.report(
            Code::BareCarriageReturn,
            end_of(&text[..at]),
            Pointer::root,
            message,
            "end lines in LF or CRLF",
        );
        return None;
    }
    Some(text)
}

fn bare_carriage_return(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find(|&at| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
}

/// The place of the character behind a text.
pub(super) fn end_of(text: &str) -> Place {
    let line = text.matches('\n').count() + 1;
    let column = text
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .trim_start_matches('\u{feff}')
        .chars()
        .count()
        + 1;
    let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Place {
        line: size(line),
        column: size(column),
        width: 1,
    }
}
