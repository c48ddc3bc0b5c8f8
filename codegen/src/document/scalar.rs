//! What a plain YAML scalar stands for, if all readers agree on it.
//!
//! YAML 1.1, YAML 1.2 and the readers in use differ on `yes`, `0o17`, `1_000`, `.5`, `1e3`, `12:30` and `2020-07-06`.
//! A text that none of them but one would read as a text is refused, so that every tool sees the same document.

use super::tree::{Kind, Number};

/// Why a plain scalar is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// `yes`, `no`, `on`, `off`.
    Bool,
    /// A number in some dialect.
    Number,
    /// A date or a time stamp.
    Date,
    /// A whole number that 64 bits do not hold.
    Large,
}

impl Doubt {
    /// What some readers take it for, and others do not.
    pub(super) fn reading(self) -> &'static str {
        match self {
            Self::Bool => "true or false",
            Self::Number => "a number",
            Self::Date => "a date",
            Self::Large => "a whole number beyond 64 bits",
        }
    }

    /// What to do about it.
    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::Bool => "quote it if it is a text; else write `true` or `false`",
            Self::Number => "quote it if it is a text; else write it as JSON would",
            Self::Date | Self::Large => "quote it",
        }
    }
}

/// Reads a plain scalar.
pub(super) fn plain(text: &str) -> Result<Kind, Doubt> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Kind::Null),
        "true" | "True" | "TRUE" => return Ok(Kind::Bool(true)),
        "false" | "False" | "FALSE" => return Ok(Kind::Bool(false)),
        _ => {}
    }
    if is_old_bool(text) {
        return Err(Doubt::Bool);
    }
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | '_')) {
        return Ok(Kind::Text(text.to_owned()));
    }
    if is_number(text) && (!text.contains(['e', 'E']) || is_scientific(text)) {
        return number(text).map(Kind::Number);
    }
    if is_date(text) {
        Err(Doubt::Date)
    } else if is_number_somewhere(text) {
        Err(Doubt::Number)
    } else {
        Ok(Kind::Text(text.to_owned()))
    }
}

/// Reads a number that [`is_number`].
pub(super) fn number(text: &str) -> Result<Number, Doubt> {
    if !text.contains(['.', 'e', 'E']) {
        return match (text.parse(), text.parse()) {
            (Ok(whole), _) => Ok(Number::Whole(whole)),
            (_, Ok(negative @ ..=-1)) => Ok(Number::Negative(negative)),
            (_, Ok(0)) => Ok(Number::Whole(0)),
            _ => Err(Doubt::Large),
        };
    }
    match text.parse::<f64>() {
        Ok(float) if float.is_finite() => Ok(Number::Float(float)),
        _ => Err(Doubt::Number),
    }
}

/// A number as JSON writes it.
pub(super) fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unzip();
    let (whole, fraction) = mantissa.unwrap_or(unsigned).split_once('.').unzip();
    let whole = whole.unwrap_or(mantissa.unwrap_or(unsigned));
    let exponent = exponent.map(|e| e.strip_prefix(['+', '-']).unwrap_or(e));
    is_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(is_digits)
        && exponent.is_none_or(is_digits)
}

/// Whether an exponent is written so that YAML 1.1 sees it too: after a point, with a sign.
fn is_scientific(text: &str) -> bool {
    text.contains('.')
        && text.contains(['+', '-'])
        && text
            .split(['e', 'E'])
            .nth(1)
            .is_some_and(|e| e.starts_with(['+', '-']))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_old_bool(text: &str) -> bool {
    matches!(
        text,
        "yes" | "Yes" | "YES" | "no" | "No" | "NO" | "on" | "On" | "ON" | "off" | "Off" | "OFF"
    )
}

/// `2020-07-06`, alone or with a time behind it.
fn is_date(text: &str) -> bool {
    let date = text.split(['T', 't', ' ', '\t']).next().unwrap_or(text);
    let mut parts = date.split('-');
    let mut digits = |most: usize| {
        parts
            .next()
            .is_some_and(|p| is_digits(p) && (1..=most).contains(&p.len()))
    };
    let is_date = digits(4) && digits(2) && digits(2) && parts.next().is_none();
    is_date && (date.len() == text.len() || text[date.len()..].contains(':'))
}

/// Whether any dialect has a number of this form: signs, radixes, underscores, sexagesimals, infinities.
fn is_number_somewhere(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let lower = unsigned.to_ascii_lowercase();
    let bare: String = lower.chars().filter(|&c| c != '_').collect();
    let radix = |prefix, radix| {
        bare.strip_prefix(prefix)
            .is_some_and(|rest: &str| !rest.is_empty() && rest.chars().all(|c| c.is_digit(radix)))
    };
    let sexagesimal =
        || bare.contains(':') && bare.split(':').all(|part| part.parse::<f64>().is_ok());
    let starts = bare.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    matches!(lower.as_str(), ".inf" | ".nan")
        || radix("0x", 16)
        || radix("0o", 8)
        || radix("0b", 2)
        || (starts && (bare.parse::<f64>().is_ok() || sexagesimal()))
}
