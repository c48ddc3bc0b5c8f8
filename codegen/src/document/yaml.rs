//! Reads YAML into the tree, and refuses what other readers might read differently.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::builder::{Builder, Full};
use super::problem::Problems;
use super::scalar;
use super::tree::{Kind, Node, Place};
use crate::diagnostic::{Code, excerpt};

/// Reads a text; `None` where nothing more can be said about it than the problems so far.
pub(super) fn read(text: &str, problems: &mut Problems) -> Option<Node> {
    let mut reader = Reader {
        tree: Builder::new(problems),
        documents: 0,
    };
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => return reader.syntax(&error),
        };
        if reader.event(event, span).is_err() {
            return None;
        }
    }
    reader.tree.finish()
}

struct Reader<'p> {
    tree: Builder<'p>,
    documents: usize,
}

/// What an event may bear that the tree has no room for.
struct Adornment {
    anchor: bool,
    tag: bool,
}

impl Reader<'_> {
    /// Takes one event; the error says that a limit is reached, and is reported already.
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Full> {
        let place = place(span);
        match event {
            Event::DocumentStart(_) => return self.document(place),
            Event::Alias(_) => {
                self.tree.report(
                    Code::YamlAlias,
                    place,
                    "an alias (`*name`) is not read".into(),
                    "write the value out, or move it to `components` and use `$ref`",
                );
                self.tree.value(Kind::Refused, place)?;
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.adornment(
                    &Adornment {
                        anchor: anchor > 0,
                        tag: tag.is_some(),
                    },
                    place,
                );
                self.scalar(text.into_owned(), style, place)?;
            }
            Event::SequenceStart(anchor, tag) => {
                self.adornment(
                    &Adornment {
                        anchor: anchor > 0,
                        tag: tag.is_some(),
                    },
                    place,
                );
                self.tree.open_list(place)?;
            }
            Event::MappingStart(anchor, tag) => {
                self.adornment(
                    &Adornment {
                        anchor: anchor > 0,
                        tag: tag.is_some(),
                    },
                    place,
                );
                self.tree.open_map(place)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.tree.close(),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn document(&mut self, place: Place) -> Result<(), Full> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let message = "a second document begins here (`---`)".into();
        self.tree.report(
            Code::SeveralDocuments,
            place,
            message,
            "keep one document in a file",
        );
        Err(Full)
    }

    fn adornment(&mut self, adornment: &Adornment, place: Place) {
        if adornment.anchor {
            let message = "an anchor (`&name`) is not read".into();
            self.tree.report(
                Code::YamlAnchor,
                place,
                message,
                "remove it; `$ref` is how a document uses a value twice",
            );
        }
        if adornment.tag {
            let message = "a tag (`!name`) is not read".into();
            self.tree.report(
                Code::YamlTag,
                place,
                message,
                "remove it; quote the value if it is a text",
            );
        }
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, place: Place) -> Result<(), Full> {
        if self.tree.wants_key() {
            return self.key(text, style, place);
        }
        if style != ScalarStyle::Plain {
            return self.tree.value(Kind::Text(text), place);
        }
        let kind = scalar::plain(&text).unwrap_or_else(|doubt| {
            let (text, reading) = (excerpt(&text), doubt.reading());
            let message = format!("readers do not agree on {text}: some take it for {reading}");
            self.tree
                .report(Code::AmbiguousScalar, place, message, doubt.hint());
            Kind::Refused
        });
        self.tree.value(kind, place)
    }

    fn key(&mut self, text: String, style: ScalarStyle, place: Place) -> Result<(), Full> {
        if style == ScalarStyle::Plain {
            self.plain_key(&text, place);
        }
        self.tree.key(text, place)
    }

    fn plain_key(&mut self, text: &str, place: Place) {
        if text == "<<" {
            let message = "a merge key (`<<`) is not read".into();
            return self
                .tree
                .report(Code::YamlMerge, place, message, "write the keys out");
        }
        let is_status = self.tree.is_in("responses");
        let reading = match scalar::plain(text) {
            Ok(Kind::Text(_)) => return,
            Ok(Kind::Number(_)) if is_status => return,
            Ok(Kind::Null) => "nothing",
            Ok(Kind::Bool(_)) => "true or false",
            Ok(_) => "a number",
            Err(doubt) => doubt.reading(),
        };
        let message = format!(
            "the key {} is not a text: readers take it for {reading}",
            excerpt(text)
        );
        self.tree
            .report(Code::KeyNotText, place, message, "quote it");
    }
}

impl Reader<'_> {
    fn syntax(mut self, error: &ScanError) -> Option<Node> {
        let at = error.marker();
        let place = place(Span::empty(*at));
        self.tree.report(
            Code::YamlSyntax,
            place,
            format!("this is not YAML: {}", error.info()),
            "look at brackets, quotes and indentation here and just above",
        );
        None
    }
}

fn place(span: Span) -> Place {
    let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let one_line = span.start.line() == span.end.line();
    Place {
        line: size(span.start.line()),
        column: size(span.start.col() + 1),
        width: if one_line { size(span.len().max(1)) } else { 1 },
    }
}
