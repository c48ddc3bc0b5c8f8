//! What generated types can do alike: written once here, and named by one line beside each type.
#![allow(
    unused_macros,
    reason = "what one document does not need, another does"
)]

/// Both serde traits of a [`Place`](super::Place): what the road reads, a saved file reads.
macro_rules! impl_serde {
    ($name:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&$crate::support::Place::encode(self), serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::support::bridge(deserializer)
            }
        }
    };
}

/// Both serde traits, and a `Debug` that shows ids, enums, numbers and booleans, and redacts every text.
macro_rules! impl_payload {
    ($name:ident) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::support::Place::show(self, f, $crate::support::Texts::Redacted)
            }
        }

        $crate::support::impl_serde!($name);
    };
}

/// All that an enum of texts can do by its `as_str` and its `From<&str>`.
///
/// Its values are told apart and ordered by their texts, which no edit of the list in the document changes.
macro_rules! impl_open_enum {
    ($name:ident) => {
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<::std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    Self::Unrecognized(value) => {
                        f.debug_tuple("Unrecognized").field(value).finish()
                    }
                    listed => f.write_str(listed.as_str()),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, ::std::convert::Infallible> {
                Ok(Self::from(text))
            }
        }

        impl $crate::support::OpenEnum for $name {
            fn is_recognized(&self) -> bool {
                !matches!(self, Self::Unrecognized(_))
            }
        }

        impl $crate::support::Place for $name {
            fn blank() -> Self {
                Self::from("")
            }

            fn read(
                &mut self,
                from: &mut $crate::support::Decoder<'_>,
            ) -> Result<bool, $crate::support::Malformed> {
                from.open_enum(self)
            }

            fn encode(&self) -> $crate::support::Encoded {
                $crate::support::Encoded::text(self.as_str())
            }

            fn show(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
                _texts: $crate::support::Texts,
            ) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(self, f)
            }
        }

        $crate::support::impl_serde!($name);
    };
}

pub(crate) use {impl_open_enum, impl_payload, impl_serde};
