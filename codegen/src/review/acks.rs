//! `spec/diff-acks.toml`: changes that somebody has looked at and means.

use super::classify::Change;
use super::version::Version;

/// Why a change is acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AckKind {
    /// The server changes, and that is meant.
    Intended,
    /// The server was always so, and the document was wrong. Code that is compiled does not know that: the Rust verdict
    /// stays.
    SpecCorrection,
}

impl AckKind {
    /// As the file writes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Intended => "intended",
            Self::SpecCorrection => "spec-correction",
        }
    }
}

/// One acknowledgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ack {
    /// The rule of the change.
    pub rule: String,
    /// The place of the change, by names.
    pub at: String,
    /// The fingerprint of the change.
    pub fingerprint: String,
    /// Why.
    pub kind: AckKind,
    /// The same in words.
    pub reason: String,
    /// A version or a day from which it no longer holds.
    pub until: Option<String>,
}

/// All acknowledgements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acks {
    acks: Vec<Ack>,
}

const KEYS: &[&str] = &["rule", "at", "fingerprint", "kind", "reason", "until"];

impl Acks {
    /// Reads the text of the file.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in one sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let table: toml::Table = text
            .parse()
            .map_err(|error: toml::de::Error| error.to_string())?;
        if let Some(key) = table.keys().find(|key| *key != "ack") {
            return Err(format!(
                "`{key}` means nothing here; acknowledgements are `[[ack]]`"
            ));
        }
        let Some(list) = table.get("ack") else {
            return Ok(Self::default());
        };
        let list = list.as_array().ok_or("`ack` is a list: write `[[ack]]`")?;
        let acks = list
            .iter()
            .enumerate()
            .map(|(index, value)| ack(index + 1, value));
        Ok(Self {
            acks: acks.collect::<Result<_, _>>()?,
        })
    }

    /// The acknowledgement of a change, whether it still holds or not.
    #[must_use]
    pub fn of(&self, change: &Change) -> Option<&Ack> {
        self.acks.iter().find(|ack| {
            ack.fingerprint == change.fingerprint
                && ack.rule == change.rule.id
                && ack.at == change.at
        })
    }

    /// All of them, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Ack> {
        self.acks.iter()
    }
}

impl Ack {
    /// Whether its end has come: the day, or the version of the crate.
    #[must_use]
    pub fn is_expired(&self, today: Option<&str>, version: Option<Version>) -> bool {
        let Some(until) = &self.until else {
            return false;
        };
        match Version::parse(until) {
            Some(until) => version.is_some_and(|version| version >= until),
            None => today.is_some_and(|today| today >= until.as_str()),
        }
    }
}

fn ack(number: usize, value: &toml::Value) -> Result<Ack, String> {
    let table = value
        .as_table()
        .ok_or(format!("ack {number} is no table"))?;
    if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!(
            "ack {number} has the key `{key}`, which means nothing; it knows {}",
            KEYS.join(", ")
        ));
    }
    let text = |key: &str| match table.get(key) {
        Some(toml::Value::String(text)) if !text.trim().is_empty() => Ok(Some(text.clone())),
        Some(_) => Err(format!(
            "`{key}` of ack {number} must be a text that is not empty"
        )),
        None => Ok(None),
    };
    let need = |key: &str| text(key)?.ok_or(format!("ack {number} lacks `{key}`"));
    let kind = match need("kind")?.as_str() {
        "intended" => AckKind::Intended,
        "spec-correction" => AckKind::SpecCorrection,
        other => {
            return Err(format!(
                "`kind` of ack {number} is `{other}`; it is `intended` or `spec-correction`"
            ));
        }
    };
    let rule = need("rule")?;
    if super::rule::rule(&rule).is_none() {
        return Err(format!(
            "ack {number} names the rule `{rule}`, which is none; `--list-rules` lists them"
        ));
    }
    let until = text("until")?;
    if let Some(until) = until.as_deref().filter(|until| !is_until(until)) {
        return Err(format!(
            "`until` of ack {number} is `{until}`; it is a version (1.2.3) or a day (2026-12-31)"
        ));
    }
    Ok(Ack {
        rule,
        at: need("at")?,
        fingerprint: need("fingerprint")?,
        kind,
        reason: need("reason")?,
        until,
    })
}

fn is_until(text: &str) -> bool {
    let is_day = || {
        let parts: Vec<&str> = text.split('-').collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        lengths == [4, 2, 2]
            && parts
                .iter()
                .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    Version::parse(text).is_some() || is_day()
}
