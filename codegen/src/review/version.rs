//! Versions of the client's crate, and what bump two of them are.

use std::fmt;

use super::rule::Bump;

/// Three numbers; what comes after them does not count here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u64,
    minor: u64,
    patch: u64,
}

impl Version {
    /// Reads `1.2.3`, with or without a pre-release.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let numbers = text.split(['-', '+']).next()?;
        let mut numbers = numbers.split('.').map(|part| part.parse().ok());
        let version = Self {
            major: numbers.next()??,
            minor: numbers.next()??,
            patch: numbers.next()??,
        };
        numbers.next().is_none().then_some(version)
    }

    /// What this version declares over an earlier one. In 0.x the second number is the major one and the third stands for
    /// both others.
    #[must_use]
    pub fn bump_from(self, base: Self) -> Bump {
        if self <= base {
            return Bump::None;
        }
        let is_early = base.major == 0;
        if self.major > base.major {
            Bump::Major
        } else if self.minor > base.minor {
            if is_early { Bump::Major } else { Bump::Minor }
        } else if is_early {
            Bump::Minor
        } else {
            Bump::Patch
        }
    }

    /// The lowest version that is a bump over this one.
    #[must_use]
    pub fn bumped(self, bump: Bump) -> Self {
        let Self {
            major,
            minor,
            patch,
        } = self;
        match (bump, major) {
            (Bump::None, _) => self,
            (Bump::Major, 0) | (Bump::Minor, 1..) => Self {
                minor: minor + 1,
                patch: 0,
                ..self
            },
            (Bump::Major, _) => Self {
                major: major + 1,
                minor: 0,
                patch: 0,
            },
            (Bump::Minor | Bump::Patch, _) => Self {
                patch: patch + 1,
                ..self
            },
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}
