//! The limits and conditions of the document, checked before a request leaves.

use crate::request::Request;

/// One rule on a query parameter or a body property, by its name on the wire.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    name: &'static str,
    rule: Rule,
}

#[derive(Clone, Copy, Debug)]
enum Rule {
    AtLeast(i64),
    AtMost(i64),
    Between(i64, i64),
    MinLength(u64),
    MaxLength(u64),
    /// Null counts as there.
    InBody,
    RequiredWhen(&'static str, &'static [&'static str]),
}

impl Check {
    /// The number is `least` or more.
    pub const fn at_least(name: &'static str, least: i64) -> Self {
        Self::new(name, Rule::AtLeast(least))
    }

    /// The number is `most` or less.
    pub const fn at_most(name: &'static str, most: i64) -> Self {
        Self::new(name, Rule::AtMost(most))
    }

    /// The number is `least` to `most`, both included.
    pub const fn between(name: &'static str, least: i64, most: i64) -> Self {
        Self::new(name, Rule::Between(least, most))
    }

    /// The text has at least `least` characters.
    pub const fn min_length(name: &'static str, least: u64) -> Self {
        Self::new(name, Rule::MinLength(least))
    }

    /// The text has at most `most` characters.
    pub const fn max_length(name: &'static str, most: u64) -> Self {
        Self::new(name, Rule::MaxLength(most))
    }

    /// There has to be a value when `other` has one of `values`.
    pub const fn required_when(
        name: &'static str,
        other: &'static str,
        values: &'static [&'static str],
    ) -> Self {
        Self::new(name, Rule::RequiredWhen(other, values))
    }

    /// A body that is sent has this property.
    pub const fn in_body(name: &'static str) -> Self {
        Self::new(name, Rule::InBody)
    }

    const fn new(name: &'static str, rule: Rule) -> Self {
        Self { name, rule }
    }

    /// `None` if the request keeps the rule; else a sentence that shows no value of the caller but a number.
    pub(crate) fn fault(&self, request: &Request) -> Option<String> {
        let Self { name, rule } = self;
        match *rule {
            Rule::RequiredWhen(other, values) => {
                let found = request.values(other);
                let value = values.iter().find(|v| found.iter().any(|f| f == *v))?;
                (!request.has(name))
                    .then(|| format!("`{name}` is required when `{other}` is {value}"))
            }
            Rule::InBody => (request.has_body() && !request.has_property(name))
                .then(|| format!("the body lacks `{name}`, which it requires")),
            Rule::MinLength(least) => {
                let length = lengths(name, request).min()?;
                (length < least).then(|| {
                    format!("`{name}` has {length} characters; at least {least} are needed")
                })
            }
            Rule::MaxLength(most) => {
                let length = lengths(name, request).max()?;
                (length > most).then(|| {
                    format!("`{name}` has {length} characters; at most {most} are allowed")
                })
            }
            Rule::AtLeast(least) => range(name, request, Some(least), None),
            Rule::AtMost(most) => range(name, request, None, Some(most)),
            Rule::Between(least, most) => range(name, request, Some(least), Some(most)),
        }
    }
}

/// How many characters each value has.
fn lengths(name: &str, request: &Request) -> impl Iterator<Item = u64> {
    let values = request.values(name).into_iter();
    values.map(|text| u64::try_from(text.chars().count()).unwrap_or(u64::MAX))
}

fn range(name: &str, request: &Request, least: Option<i64>, most: Option<i64>) -> Option<String> {
    // Where there is no limit, a number may be beyond all that an `i64` holds.
    let allowed = least.map_or(i128::MIN, i128::from)..=most.map_or(i128::MAX, i128::from);
    let values = request.values(name);
    let mut numbers = values.iter().filter_map(|text| text.parse::<i128>().ok());
    let number = numbers.find(|number| !allowed.contains(number))?;
    let rule = match (least, most) {
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, Some(most)) => format!("at most {most}"),
        (None, None) => return None,
    };
    Some(format!("`{name}` is {number}; it has to be {rule}"))
}
