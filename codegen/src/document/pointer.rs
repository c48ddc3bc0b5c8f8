//! JSON pointers: where in the document a value is.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

/// The way from the root of the document to a value, as keys and indexes.
///
/// It prints as the fragment that a `$ref` holds: `#/paths/~1personnel/get`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pointer {
    segments: Vec<String>,
}

impl Pointer {
    /// The document itself: `#`.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads a local reference such as `#/components/schemas/User`, with `~0`, `~1` and `%XX`.
    ///
    /// `None` where the text is no local pointer or an escape is broken.
    #[must_use]
    pub fn parse(reference: &str) -> Option<Self> {
        let fragment = percent_decoded(reference.strip_prefix('#')?)?;
        if fragment.is_empty() {
            return Some(Self::root());
        }
        let segments = fragment.strip_prefix('/')?.split('/').map(unescaped);
        Some(Self {
            segments: segments.collect::<Option<_>>()?,
        })
    }

    /// Goes one step down, to the value under a key or an index.
    pub fn push(&mut self, segment: impl Into<String>) {
        self.segments.push(segment.into());
    }

    /// The value under a key of this one.
    #[must_use]
    pub fn child(&self, key: impl Into<String>) -> Self {
        let mut child = self.clone();
        child.push(key);
        child
    }

    /// The item of this list at an index from 0.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.child(index.to_string())
    }

    /// The value that holds this one; `None` at the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, rest) = self.segments.split_last()?;
        Some(Self {
            segments: rest.to_vec(),
        })
    }

    /// The keys and indexes, from the root down, without escapes.
    #[must_use]
    pub fn segments(&self) -> &[String] {
        &self.segments
    }

    /// The last key or index; `None` at the root.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        self.segments.last().map(String::as_str)
    }
}

impl FromIterator<String> for Pointer {
    fn from_iter<I: IntoIterator<Item = String>>(segments: I) -> Self {
        Self {
            segments: segments.into_iter().collect(),
        }
    }
}

impl Display for Pointer {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("#")?;
        self.segments
            .iter()
            .try_for_each(|s| write!(f, "/{}", escaped(s)))
    }
}

fn escaped(segment: &str) -> Cow<'_, str> {
    if segment.contains(['~', '/']) {
        Cow::Owned(segment.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(segment)
    }
}

/// `None` where a `~` is not part of `~0` or `~1`.
fn unescaped(segment: &str) -> Option<String> {
    let mut parts = segment.split('~');
    let mut plain = parts.next()?.to_owned();
    for part in parts {
        plain.push(match part.as_bytes().first()? {
            b'0' => '~',
            b'1' => '/',
            _ => return None,
        });
        plain.push_str(part.get(1..)?);
    }
    Some(plain)
}

/// `None` where a `%` is not followed by two hexadecimal digits, or the bytes are not UTF-8.
fn percent_decoded(fragment: &str) -> Option<Cow<'_, str>> {
    if !fragment.contains('%') {
        return Some(Cow::Borrowed(fragment));
    }
    let mut parts = fragment.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let digits = part
            .get(..2)
            .filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend_from_slice(part.get(2..)?.as_bytes());
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}
