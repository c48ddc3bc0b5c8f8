//! Turns a review into the text of each format.

use codegen::review::{self, Links, Paint, Review};

use super::options::Kind;
use super::side::Loaded;
use crate::terminal;

/// How long a comment may be: GitHub takes 65,536 characters.
const COMMENT: usize = 60_000;

/// What is written, and what it is about.
pub(super) struct Shown<'a> {
    pub(super) review: &'a Review,
    pub(super) base: &'a Loaded,
    pub(super) head: &'a Loaded,
    pub(super) is_met: bool,
    pub(super) max_bytes: Option<usize>,
}

impl Shown<'_> {
    pub(super) fn text(&self, kind: Kind) -> String {
        self.painted(kind, Paint::Plain)
    }

    /// The same, with colours where a person looks at it.
    pub(super) fn text_for_terminal(&self, kind: Kind) -> String {
        let paint = if terminal::has_colours(&std::io::stdout()) {
            Paint::Colours
        } else {
            Paint::Plain
        };
        self.painted(kind, paint)
    }

    fn painted(&self, kind: Kind, paint: Paint) -> String {
        let spec = &self.head.spec;
        let sides = [self.base.name.as_str(), self.head.name.as_str()];
        match kind {
            Kind::Text => {
                let specs = [self.base.spec.as_str(), spec.as_str()];
                review::text(self.review, specs, sides, paint, self.max_bytes)
            }
            Kind::Json => {
                let sides = [self.base, self.head].map(Loaded::source);
                review::json(self.review, sides, self.is_met)
            }
            Kind::Markdown => {
                let links = Links {
                    base: link(self.base),
                    head: link(self.head),
                };
                let limit = self.max_bytes.unwrap_or(COMMENT);
                review::markdown(self.review, spec, sides, &links, limit)
            }
        }
    }
}

/// Where the lines of a side can be read, in a job of GitHub.
fn link(side: &Loaded) -> Option<String> {
    let server = std::env::var("GITHUB_SERVER_URL").ok()?;
    let repository = std::env::var("GITHUB_REPOSITORY").ok()?;
    let commit = side.commit.as_ref()?;
    Some(format!("{server}/{repository}/blob/{commit}/{}", side.spec))
}
