//! Enums with several names: what it breaks when two names of one type become two types, and when two types become one.

use std::collections::{BTreeMap, BTreeSet};

use super::witness::{Witness, same_type, two_types};
use super::{Found, Item, Kind, Moved, Surface};
use crate::review::rule::Bump;

/// Gives each further name of an enum the items of the enum in place of its own: code that goes by the name sees no other.
pub(super) fn spell_out(names: &BTreeMap<String, String>, found: &mut Found) {
    for (name, of) in names {
        let own = |path: &str| {
            let rest = path.strip_prefix(of.as_str())?;
            let is_own = rest.is_empty() || rest.starts_with(':');
            is_own.then(|| format!("{name}{rest}"))
        };
        let items = found.range(of.clone()..);
        let items = items.take_while(|(path, _)| path.starts_with(of.as_str()));
        let items: Found = items
            .filter_map(|(path, item)| Some((own(path)?, renamed(item, of, name))))
            .collect();
        found.extend(items);
    }
}

fn renamed(item: &Item, of: &str, name: &str) -> Item {
    let names_it = matches!(item.kind, Kind::Enum | Kind::Trait);
    let signature = item.signature.strip_suffix(of).filter(|_| names_it);
    Item {
        signature: signature.map_or_else(
            || item.signature.clone(),
            |before| format!("{before}{name}"),
        ),
        ..item.clone()
    }
}

/// Names that share a type in one of two surfaces only.
pub(super) fn compare(base: &Surface, head: &Surface) -> Vec<Moved> {
    let told_apart = parted(base, head).into_iter().map(|(name, from)| {
        let before = format!("pub type {name} = {from}");
        let after = format!("pub enum {name}");
        moved(name, before, after, same_type(name, from))
    });
    let joined = parted(head, base).into_iter().map(|(name, with)| {
        let before = format!("pub enum {name}");
        let after = format!("pub type {name} = {with}");
        moved(name, before, after, two_types(name, with))
    });
    told_apart.chain(joined).collect()
}

fn moved(name: &str, before: String, after: String, witness: Option<Witness>) -> Moved {
    Moved {
        path: name.to_owned(),
        kind: Kind::Alias,
        before: Some(before),
        after: Some(after),
        bump: Bump::Major,
        witness,
    }
}

/// Names that are of one type in the first surface and of another in the second, each with one that it parts from.
///
/// Of names that part, the most stay, and the others are told.
fn parted<'s>(one: &'s Surface, other: &'s Surface) -> Vec<(&'s str, &'s str)> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for (name, of) in &one.shared {
        names.extend([name.as_str(), of.as_str()]);
    }
    let mut groups: BTreeMap<&str, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    let is_enum = |item: &Item| item.kind == Kind::Enum;
    names.retain(|name| other.items.get(*name).is_some_and(is_enum));
    for name in names {
        let parts = groups.entry(one.definition(name)).or_default();
        parts.entry(other.definition(name)).or_default().push(name);
    }
    let mut found = Vec::new();
    for parts in groups.into_values() {
        let Some(stay) = parts.values().rev().max_by_key(|part| part.len()).cloned() else {
            continue;
        };
        let gone = parts.into_values().filter(|part| *part != stay);
        found.extend(gone.flatten().map(|name| (name, stay[0])));
    }
    found
}
