//! Addresses with variables, filled and checked before they become a base URL.

use crate::base_url::BaseUrl;

/// The address of a server with variables; what is not set has its default.
#[derive(Clone, Debug)]
pub(crate) struct ServerAddress {
    template: &'static str,
    variables: &'static [ServerVariable],
    values: Vec<(&'static str, String)>,
}

/// A variable of a server.
#[derive(Debug)]
pub(crate) struct ServerVariable {
    name: &'static str,
    default: &'static str,
    /// The only values there are; empty where any will do.
    values: &'static [&'static str],
}

impl ServerAddress {
    /// The address with a `{name}` for each variable.
    pub(crate) const fn new(template: &'static str, variables: &'static [ServerVariable]) -> Self {
        Self {
            template,
            variables,
            values: Vec::new(),
        }
    }

    /// Sets a variable, in the place of an earlier value; a value that breaks a rule is told by `ClientBuilder::build`.
    pub(crate) fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.retain(|(known, _)| *known != name);
        self.values.push((name, value.into()));
        self
    }

    /// The whole address, or what is wrong with a value; the value itself is not shown.
    fn fill(&self) -> Result<String, String> {
        let mut address = String::new();
        for part in self.template.split_inclusive('}') {
            let (literal, name) = part.split_once('{').unwrap_or((part, ""));
            address.push_str(literal);
            let Some(name) = name.strip_suffix('}') else {
                continue;
            };
            let variable = self.variables.iter().find(|known| known.name == name);
            let variable = variable.ok_or_else(|| format!("has an unknown variable `{name}`"))?;
            let value = self.values.iter().find(|(known, _)| *known == name);
            let value = value.map_or(variable.default, |(_, value)| value);
            variable.check(value)?;
            address.push_str(value);
        }
        Ok(address)
    }
}

impl ServerVariable {
    /// A variable that takes any value.
    pub(crate) const fn new(name: &'static str, default: &'static str) -> Self {
        Self {
            name,
            default,
            values: &[],
        }
    }

    /// The only values it takes.
    pub(crate) const fn one_of(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    /// A value must not lead elsewhere: `evil.example/` for `{tenant}.example.com` would hand the token to a stranger.
    ///
    /// So it holds unreserved characters, and others only where the default has them as well.
    fn check(&self, value: &str) -> Result<(), String> {
        let Self {
            name,
            default,
            values,
        } = self;
        if value == *default || values.contains(&value) {
            return Ok(());
        }
        if !values.is_empty() {
            return Err(format!(
                "has a value for `{name}` that is none of: {}",
                values.join(", ")
            ));
        }
        let is_harmless =
            |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c) || default.contains(c);
        if value.is_empty() {
            return Err(format!("has an empty value for `{name}`"));
        }
        let climbs = value.split('/').any(|part| matches!(part, "." | ".."));
        if climbs || !value.chars().all(is_harmless) {
            return Err(format!(
                "has a value for `{name}` that would lead to another server or path"
            ));
        }
        Ok(())
    }
}

impl From<ServerAddress> for BaseUrl {
    fn from(address: ServerAddress) -> Self {
        match address.fill() {
            Ok(text) => Self::from(text),
            Err(fault) => Self::faulty(fault),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: ServerAddress = ServerAddress::new(
        "https://{tenant}.example.com:{port}/{base}",
        &[
            ServerVariable::new("tenant", "demo"),
            ServerVariable::new("port", "443").one_of(&["443", "8443"]),
            ServerVariable::new("base", "api/v1"),
        ],
    );

    #[test]
    fn what_is_not_set_has_its_default() {
        assert_eq!(
            ADDRESS.fill().unwrap(),
            "https://demo.example.com:443/api/v1"
        );
        let address = ADDRESS.set("tenant", "x").set("tenant", "acme-1");
        let address = address.set("port", "8443").set("base", "api/v2");
        assert_eq!(
            address.fill().unwrap(),
            "https://acme-1.example.com:8443/api/v2"
        );
    }

    #[test]
    fn no_value_leads_elsewhere() {
        for (name, value) in [
            ("tenant", "evil.test/"),
            ("tenant", "evil.test#"),
            ("tenant", "user@evil"),
            ("tenant", ""),
            ("tenant", "a b"),
            ("tenant", "a\\b"),
            ("tenant", "ü"),
            ("port", "80"),
            ("port", "443/"),
            ("base", "../admin"),
            ("base", "a/./b"),
            ("base", "a?b"),
        ] {
            let fault = ADDRESS.set(name, value).fill().unwrap_err();
            assert!(fault.contains(&format!("`{name}`")), "{name} {value}");
            assert!(value.len() < 4 || !fault.contains(value), "{fault}");
            let base = BaseUrl::from(ADDRESS.set(name, value));
            let error = base.check(true).unwrap_err().to_string();
            assert!(error.starts_with("the base URL has "), "{error}");
        }
    }
}
