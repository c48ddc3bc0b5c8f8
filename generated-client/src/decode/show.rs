//! How payloads print: without what may be personal, unless it is asked for.

use std::fmt;

use super::place::{AnyRecord, Fields, Place};

/// Whether texts, dates and free-form values print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// They print as `<redacted>`: what `Debug` of a payload does.
    Redacted,
    /// They print as they are.
    Plain,
}

impl Texts {
    /// Prints a value that may be personal.
    pub(super) fn personal(
        self,
        f: &mut fmt::Formatter<'_>,
        value: &dyn fmt::Debug,
    ) -> fmt::Result {
        match self {
            Self::Redacted => f.write_str("<redacted>"),
            Self::Plain => value.fmt(f),
        }
    }
}

/// A place that prints by [`Place::show`].
pub(crate) struct Shown<'a>(pub(crate) &'a dyn Place, pub(crate) Texts);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(f, self.1)
    }
}

/// A text that may be personal.
pub(super) struct Personal<'a>(pub(super) &'a str, pub(super) Texts);

impl fmt::Debug for Personal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.1.personal(f, &self.0)
    }
}

/// Prints a record like a derived `Debug`.
pub(super) fn record(
    record: &dyn AnyRecord,
    name: &str,
    f: &mut fmt::Formatter<'_>,
    texts: Texts,
) -> fmt::Result {
    let mut shown = f.debug_struct(name);
    for field in Fields::of(record) {
        let name = match texts {
            _ if field.is_listed => field_name(field.name),
            Texts::Redacted => "<redacted>".to_owned(),
            Texts::Plain => field.name.to_owned(),
        };
        shown.field(&name, &Shown(field.place, texts));
    }
    shown.finish()
}

/// The name of a field as Rust spells it: `lastCheckedAt` is `last_checked_at`.
fn field_name(wire: &str) -> String {
    let mut name = String::with_capacity(wire.len() + 4);
    for letter in wire.chars() {
        if letter.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

/// Prints a payload in full: every text, date and free-form value, which its own `Debug` redacts.
///
/// What it prints may be personal data, and belongs in no log.
pub fn unredacted<T: Place>(value: &T) -> impl fmt::Debug {
    Shown(value, Texts::Plain)
}
