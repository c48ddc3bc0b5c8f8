//! The rules: what each kind of change means for clients that are deployed, and for the code of those who upgrade.
//!
//! They are data. The verdicts, `--explain`, `--list-rules` and `spec/REVIEW-RULES.md` all come from here.

mod body;
mod component;
mod level;
mod mirror;
mod operation;
mod parameter;
mod policy;
mod property;
mod response;
mod schema;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

#[cfg(test)]
pub(super) use level::LEVELS;
pub use mirror::Effect;
pub(super) use mirror::Effects;
#[cfg(test)]
pub(super) use mirror::{WITHOUT, mirrors};

/// What a change does to a client that was generated before it and talks to a server that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It cannot be observed.
    None,
    /// It goes on working.
    Safe,
    /// The server may ignore or reject something, or its meaning changes.
    Risky,
    /// Something that worked no longer works.
    Breaking,
}

/// What a change does to code that uses the client and upgrades.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Nothing that is generated changes.
    None,
    /// What is public stays as it is.
    Patch,
    /// Something is added, or marked as deprecated.
    Minor,
    /// Code that compiled may no longer compile.
    Major,
}

impl Verdict {
    /// The word in lower case.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Safe => "safe",
            Self::Risky => "risky",
            Self::Breaking => "breaking",
        }
    }
}

impl Bump {
    /// The word in lower case.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What a rule says of the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    /// The same wherever it is met.
    Always(Verdict),
    /// It depends on whether the reader can do without the value: a required property, an item of a list and a whole body
    /// are missed, an optional property reads as nothing.
    Missed {
        /// Where it is missed.
        missed: Verdict,
        /// Where it is not.
        optional: Verdict,
    },
}

impl Wire {
    /// The verdict for a value that is missed, or not.
    #[must_use]
    pub fn verdict(self, is_missed: bool) -> Verdict {
        match self {
            Self::Always(verdict) => verdict,
            Self::Missed { missed, .. } if is_missed => missed,
            Self::Missed { optional, .. } => optional,
        }
    }

    /// As a table shows it.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Always(verdict) => verdict.word().to_owned(),
            Self::Missed { missed, optional } => format!("{missed}; {optional} where optional"),
        }
    }
}

/// One kind of change, and what it means.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name, which acknowledgements and the command line use.
    pub id: String,
    /// What happened, in a few words.
    pub title: String,
    /// What it means for clients that are deployed.
    pub wire: Wire,
    /// Why.
    pub wire_why: String,
    /// What it means for code, where the generated surface is not known.
    pub rust: Bump,
    /// Why.
    pub rust_why: String,
    /// What it does to what the document describes.
    pub(super) effects: Effects,
    /// The rules that the same change falls under when it is read backwards.
    pub mirrors: Vec<String>,
}

impl Rule {
    /// The level that oasdiff gives to the same change; nothing where it has no such rule.
    #[must_use]
    pub fn oasdiff_level(&self) -> Option<&'static str> {
        level::of(&self.id)
    }

    /// Why no rule undoes it, where none does.
    #[must_use]
    pub fn without_mirror(&self) -> Option<&'static str> {
        mirror::without(&self.id)
    }

    /// Whether it only concerns what people read.
    #[must_use]
    pub fn is_docs(&self) -> bool {
        self.id == "docs-changed"
    }
}

/// A line of the tables: id, title, wire and why, Rust and why.
struct Row(
    &'static str,
    &'static str,
    Wire,
    &'static str,
    Bump,
    &'static str,
);

/// A rule that has one form for each scope: the end of the name and the title, then the verdicts, why on the wire and why in
/// Rust, of a parameter, a body and a response.
struct Scoped {
    end: &'static str,
    title: &'static str,
    verdicts: [(Wire, Bump); 3],
    wire_whys: [&'static str; 3],
    rust_whys: [&'static str; 3],
}

const BREAKING: Wire = Wire::Always(Verdict::Breaking);
const RISKY: Wire = Wire::Always(Verdict::Risky);
const SAFE: Wire = Wire::Always(Verdict::Safe);
const UNSEEN: Wire = Wire::Always(Verdict::None);
const MISSED_OR_RISKY: Wire = Wire::Missed {
    missed: Verdict::Breaking,
    optional: Verdict::Risky,
};
const MISSED_OR_SAFE: Wire = Wire::Missed {
    missed: Verdict::Breaking,
    optional: Verdict::Safe,
};

/// Until the table of mirrors says what it is.
const UNTOLD: Effects = Effects::Always(Effect::Unknown);

impl Row {
    fn rule(&self) -> Rule {
        let Self(id, title, wire, wire_why, rust, rust_why) = *self;
        Rule {
            id: id.to_owned(),
            title: title.to_owned(),
            wire,
            wire_why: wire_why.to_owned(),
            rust,
            rust_why: rust_why.to_owned(),
            effects: UNTOLD,
            mirrors: Vec::new(),
        }
    }
}

/// The beginnings of the names of scoped rules, and what their titles call such a value.
const SCOPES: [(&str, &str); 3] = [
    ("request-parameter", "parameter"),
    ("request-property", "request value"),
    ("response-property", "response value"),
];

impl Scoped {
    fn rules(&self) -> impl Iterator<Item = Rule> {
        let whys = self.wire_whys.into_iter().zip(self.rust_whys);
        let parts = SCOPES.iter().zip(self.verdicts).zip(whys);
        parts.map(|(((prefix, noun), (wire, rust)), (why, rust_why))| Rule {
            id: format!("{prefix}-{}", self.end),
            title: format!("{noun} {}", self.title),
            wire,
            wire_why: why.to_owned(),
            rust,
            rust_why: rust_why.to_owned(),
            effects: UNTOLD,
            mirrors: Vec::new(),
        })
    }
}

/// The rules of all tables.
pub(super) fn listed() -> impl Iterator<Item = Rule> {
    let tables: [&[Row]; 7] = [
        operation::ROWS,
        parameter::ROWS,
        body::ROWS,
        response::ROWS,
        property::ROWS,
        component::ROWS,
        policy::ROWS,
    ];
    let rows = tables.into_iter().flatten().map(Row::rule);
    let scoped = schema::SCOPED.iter().flat_map(Scoped::rules);
    rows.chain(scoped).chain(schema::limits())
}

static RULES: LazyLock<BTreeMap<String, Rule>> = LazyLock::new(|| {
    let mut rules: BTreeMap<String, Rule> = listed().map(|rule| (rule.id.clone(), rule)).collect();
    for (id, effects, mirror) in mirror::mirrors() {
        if let Some(rule) = rules.get_mut(&id) {
            rule.effects = effects;
            let is_new = |mirror: &String| !rule.mirrors.contains(mirror);
            let new = mirror.filter(is_new);
            rule.mirrors.extend(new);
        }
    }
    rules
});

/// Every rule, by its name.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.values()
}

/// The rule of this name.
#[must_use]
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.get(id)
}
