//! What of a generated client is public, and what two of them differ in.
//!
//! The surface is read from the files as they would be written, by the same parser that the compiler's users trust: what is
//! not public, the bodies of functions and the values of constants are left out.

mod read;
mod shared;
mod witness;

use std::collections::BTreeMap;

use super::rule::Bump;
use crate::files::FileSet;

pub use read::IMPLEMENTED;
pub use witness::Witness;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A struct.
    Struct,
    /// A field of a struct.
    Field,
    /// An enum.
    Enum,
    /// A variant of an enum.
    Variant,
    /// A method or a function.
    Method,
    /// A constant.
    Constant,
    /// Another name of a type.
    Alias,
    /// A trait that a type implements.
    Trait,
    /// A type that a trait names, such as what an operation answers.
    Associated,
}

impl Kind {
    /// The word in lower case.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Struct => "struct",
            Self::Field => "field",
            Self::Enum => "enum",
            Self::Variant => "variant",
            Self::Method => "method",
            Self::Constant => "constant",
            Self::Alias => "alias",
            Self::Trait => "impl",
            Self::Associated => "associated type",
        }
    }
}

/// One public item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// How it is declared, without names that no caller sees.
    pub signature: String,
    /// The names of its arguments, which no caller writes: they only tell arguments that changed places.
    pub arguments: Vec<String>,
    /// The types of its arguments.
    pub types: Vec<String>,
    /// What it answers, where it is a function that answers something.
    pub output: Option<String>,
    /// Whether it is called on a value.
    pub has_receiver: bool,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
    /// Whether code elsewhere may add to it, or match on all of it.
    pub non_exhaustive: bool,
}

/// The public items of a client, by their path.
#[derive(Clone, Debug, Default)]
pub struct Surface {
    items: Found,
    /// Further names of enums, and the enum of each.
    shared: BTreeMap<String, String>,
}

type Found = BTreeMap<String, Item>;

/// An item that two surfaces differ in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The item's path: `User::email`.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// Its declaration in the base; nothing where it is new.
    pub before: Option<String>,
    /// Its declaration in the head; nothing where it is gone.
    pub after: Option<String>,
    /// What it asks for.
    pub bump: Bump,
    /// Code that it breaks, where short code shows it.
    pub witness: Option<Witness>,
}

impl Surface {
    /// Reads the surface of generated files.
    #[must_use]
    pub fn of(files: &FileSet) -> Self {
        let (mut items, shared) = read::items(files);
        shared::spell_out(&shared, &mut items);
        Self { items, shared }
    }

    /// The enum that a name is of.
    fn definition<'s>(&'s self, name: &'s str) -> &'s str {
        self.shared.get(name).map_or(name, String::as_str)
    }

    /// Every path and its item.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Item)> {
        self.items.iter().map(|(path, item)| (path.as_str(), item))
    }
}

impl Moved {
    /// The lint of `cargo semver-checks` that finds the same.
    #[must_use]
    pub fn lint(&self) -> Option<&'static str> {
        let is_gone = self.after.is_none();
        match (self.kind, is_gone, self.before.is_none()) {
            (Kind::Struct, true, _) => Some("struct_missing"),
            (Kind::Enum, true, _) => Some("enum_missing"),
            (Kind::Field, true, _) => Some("struct_pub_field_missing"),
            (Kind::Variant, true, _) => Some("enum_variant_missing"),
            (Kind::Method, true, _) => Some("inherent_method_missing"),
            (Kind::Method, false, true) => Some("inherent_method_added"),
            (Kind::Constant, true, _) => Some("inherent_associated_const_missing"),
            (Kind::Trait, true, _) => Some("derive_trait_impl_removed"),
            (Kind::Method, false, false) if self.bump == Bump::Minor => {
                Some("type_method_marked_deprecated")
            }
            (Kind::Method, false, false) => Some("method_parameter_count_changed"),
            _ => None,
        }
    }
}

/// The items that two surfaces differ in, by their path.
pub(super) fn compare(base: &Surface, head: &Surface) -> Vec<Moved> {
    let mut moved = Vec::new();
    for (path, old) in &base.items {
        match head.items.get(path) {
            None => moved.push(gone(base, path, old)),
            Some(new) => moved.extend(changed(base, path, old, new)),
        }
    }
    for (path, new) in &head.items {
        if !base.items.contains_key(path) {
            moved.push(came(path, new, base));
        }
    }
    moved.extend(shared::compare(base, head));
    moved.sort_by(|a, b| a.path.cmp(&b.path));
    moved
}

fn gone(base: &Surface, path: &str, old: &Item) -> Moved {
    Moved {
        path: path.to_owned(),
        kind: old.kind,
        before: Some(old.signature.clone()),
        after: None,
        bump: Bump::Major,
        witness: witness::witness(base, path, old, None),
    }
}

fn came(path: &str, new: &Item, base: &Surface) -> Moved {
    // A field or a variant more is minor only in what code elsewhere cannot build or match in full.
    let owner = path
        .rsplit_once("::")
        .and_then(|(owner, _)| base.items.get(owner));
    let is_open = owner.is_none_or(|owner| owner.non_exhaustive);
    let is_part = matches!(new.kind, Kind::Field | Kind::Variant);
    Moved {
        path: path.to_owned(),
        kind: new.kind,
        before: None,
        after: Some(new.signature.clone()),
        bump: if is_part && !is_open {
            Bump::Major
        } else {
            Bump::Minor
        },
        witness: None,
    }
}

fn changed(base: &Surface, path: &str, old: &Item, new: &Item) -> Option<Moved> {
    let is_same = old.signature == new.signature && old.kind == new.kind;
    let is_swapped = is_same && is_swapped(&old.arguments, &new.arguments);
    let bump = match (old.deprecated, new.deprecated) {
        _ if !is_same || is_swapped => Bump::Major,
        _ if new.non_exhaustive && !old.non_exhaustive => Bump::Major,
        _ if old.non_exhaustive && !new.non_exhaustive => Bump::Minor,
        (false, true) => Bump::Minor,
        (true, false) => Bump::Patch,
        _ => return None,
    };
    let shown = |item: &Item| {
        let mark = if item.deprecated {
            "#[deprecated] "
        } else {
            ""
        };
        let order = if is_swapped {
            format!(" /* {} */", item.arguments.join(", "))
        } else {
            String::new()
        };
        Some(format!("{mark}{}{order}", item.signature))
    };
    Some(Moved {
        path: path.to_owned(),
        kind: new.kind,
        before: shown(old),
        after: shown(new),
        bump,
        // Arguments that changed places compile, and are passed the wrong way round.
        witness: (!is_same)
            .then(|| witness::witness(base, path, old, Some(new)))
            .flatten(),
    })
}

/// Whether arguments of one type changed places: code that compiles then passes them the wrong way round.
fn is_swapped(old: &[String], new: &[String]) -> bool {
    let sorted = |names: &[String]| {
        let mut names = names.to_vec();
        names.sort();
        names
    };
    old != new && sorted(old) == sorted(new)
}
