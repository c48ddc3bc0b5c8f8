//! Code of a user that compiles with the old client and not with the new one.

use super::{Item, Kind, Surface};
use crate::naming;

/// Code that an item which goes or changes breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The values that the code is given: names and types.
    pub given: Vec<(String, String)>,
    /// One statement. It stands in an `async` function that may fail.
    pub code: String,
}

/// How many calls lead to a value at most: the client, its handle, its operation, and one to spare.
const CALLS: usize = 4;

/// The module that holds the handles of the tags.
const OPERATIONS: &str = "operations::";

/// The module of the security schemes.
const SECURITY: &str = "security::";

/// What an item of the base breaks that is gone, or that has the same name and another signature; nothing where no short
/// code shows it.
pub(super) fn witness(
    base: &Surface,
    path: &str,
    old: &Item,
    new: Option<&Item>,
) -> Option<Witness> {
    let is_gone = new.is_none();
    let (owner, leaf) = path.rsplit_once("::").unwrap_or(("", path));
    match old.kind {
        Kind::Field => {
            let ty = old.signature.split_once(": ")?.1;
            let (place, given) = of_type(base, owner, CALLS)?;
            let name = if leaf.parse::<usize>().is_ok() {
                "value"
            } else {
                leaf
            };
            made(given, format!("let {name}: {ty} = {place}.{leaf};"))
        }
        Kind::Variant => variant(owner, leaf, old),
        Kind::Method => {
            let leaf = leaf.trim_end_matches("()");
            let (call, given) = call(base, owner, leaf, old, CALLS)?;
            let is_other = new.is_some_and(|new| new.output != old.output);
            let output = old.output.as_deref().filter(|_| is_other);
            let output = output.map(|output| returned(base, owner, output));
            let code = match output {
                Some(output) => format!("let value: {output} = {call};"),
                None => format!("{call};"),
            };
            made(given, code)
        }
        Kind::Constant if is_gone => made(Vec::new(), format!("let value = {};", global(path))),
        Kind::Constant => {
            let ty = old.signature.split_once(": ")?.1;
            made(Vec::new(), format!("let value: {ty} = {};", global(path)))
        }
        // What an operation answers; other types of traits have no name that a user writes.
        Kind::Associated if leaf == "Output" => {
            let (place, given) = of_type(base, owner, CALLS)?;
            let ty = returned(base, owner, old.signature.split_once(" = ")?.1);
            made(given, format!("let value: {ty} = {place}.await?;"))
        }
        Kind::Alias if !is_gone => {
            let ty = old.signature.split_once(" = ")?.1;
            let name = variable(leaf);
            let given = vec![(name.clone(), global(path))];
            made(given, format!("let value: {ty} = {name};"))
        }
        Kind::Struct | Kind::Enum | Kind::Alias if is_gone => made(
            Vec::new(),
            format!("use generated_client::{};", global(path)),
        ),
        Kind::Trait => implemented(path),
        Kind::Struct | Kind::Enum | Kind::Alias | Kind::Associated => None,
    }
}

/// Code that takes two names to be of one type.
pub(super) fn same_type(name: &str, other: &str) -> Option<Witness> {
    let given = vec![(variable(name), global(name))];
    let code = format!("let value: {} = {};", global(other), variable(name));
    made(given, code)
}

/// Code that takes two names to be of two types.
pub(super) fn two_types(name: &str, other: &str) -> Option<Witness> {
    let of = |name| format!("impl OfMine for {} {{}}", global(name));
    made(
        Vec::new(),
        format!("trait OfMine {{}} {} {}", of(name), of(other)),
    )
}

/// Nothing where two values would have one name.
fn made(given: Vec<(String, String)>, code: String) -> Option<Witness> {
    let mut names: Vec<&String> = given.iter().map(|(name, _)| name).collect();
    names.sort();
    let is_clear = names.windows(2).all(|pair| pair[0] != pair[1]);
    is_clear.then_some(Witness { given, code })
}

/// The type that a method answers, as a user writes it: of a tag's own types, the path.
fn returned(base: &Surface, owner: &str, output: &str) -> String {
    let name = local(owner);
    let output = if output == "Self" { name } else { output };
    let path = format!("{}{output}", owner.strip_suffix(name).unwrap_or_default());
    if base.items.contains_key(&path) {
        global(&path)
    } else {
        output.to_owned()
    }
}

fn variant(owner: &str, leaf: &str, old: &Item) -> Option<Witness> {
    let name = format!("{}::{leaf}", global(owner));
    let Some((_, payload)) = old.signature.split_once('(') else {
        return made(Vec::new(), format!("let value = {name};"));
    };
    let types = parts(payload.strip_suffix(')')?);
    let one = types.len() == 1;
    let name_of = |index| {
        if one {
            "value".to_owned()
        } else {
            format!("value_{index}")
        }
    };
    let given: Vec<(String, String)> = types
        .into_iter()
        .enumerate()
        .map(|(index, ty)| (name_of(index + 1), ty.to_owned()))
        .collect();
    let values: Vec<&str> = given.iter().map(|(name, _)| name.as_str()).collect();
    let code = format!("let value = {name}({});", values.join(", "));
    made(given, code)
}

/// The types of a list, of which each may have a list of its own.
fn parts(types: &str) -> Vec<&str> {
    let mut depth = 0_u32;
    let at_top = |c: char| {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    };
    types.split(at_top).map(str::trim).collect()
}

fn implemented(path: &str) -> Option<Witness> {
    let (owner, name) = path.split_once(": ")?;
    let name = match name {
        "Debug" | "fmt::Debug" => "std::fmt::Debug",
        "From<&str>" => "for<'a> From<&'a str>",
        "Serialize" => "serde::Serialize",
        "Deserialize<'de>" => "serde::de::DeserializeOwned",
        "fmt::Display" => "std::fmt::Display",
        "FromStr" => "std::str::FromStr",
        "Hash" => "std::hash::Hash",
        other => other,
    };
    let value = variable(local(owner));
    let given = vec![(value.clone(), global(owner))];
    made(
        given,
        format!("fn needs(_: impl {name}) {{}} needs({value});"),
    )
}

type Expression = (String, Vec<(String, String)>);

/// The call of a function, with a variable for each argument.
fn call(base: &Surface, owner: &str, leaf: &str, item: &Item, calls: usize) -> Option<Expression> {
    let types = item.types.iter().cloned();
    let arguments: Vec<_> = item.arguments.iter().cloned().zip(types).collect();
    let names = item.arguments.join(", ");
    if !item.has_receiver {
        return Some((format!("{}::{leaf}({names})", global(owner)), arguments));
    }
    let (place, mut given) = of_type(base, owner, calls)?;
    given.extend(arguments);
    Some((format!("{place}.{leaf}({names})"), given))
}

/// A value of a type: what the client's own methods lead to, or a variable that is named for it.
fn of_type(base: &Surface, owner: &str, calls: usize) -> Option<Expression> {
    let name = local(owner);
    if name == "Client" {
        return Some((
            "client".to_owned(),
            vec![("client".to_owned(), "&Client".to_owned())],
        ));
    }
    let module = owner.strip_suffix(name)?;
    let variable = || {
        let variable = variable(name);
        let given = vec![(variable.clone(), global(owner))];
        (variable, given)
    };
    if module.is_empty() || calls == 0 {
        return Some(variable());
    }
    let leads_here = |(path, item): &(&str, &Item)| {
        item.has_receiver && item.output.as_deref() == Some(name) && path.starts_with(module)
    };
    let Some((path, item)) = base.iter().find(leads_here) else {
        return Some(variable());
    };
    let (owner, leaf) = path.rsplit_once("::")?;
    call(base, owner, leaf, item, calls - 1)
}

/// The name of a type without its module.
fn local(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// A path as a user writes it.
fn global(path: &str) -> String {
    let is_of_tag = path.starts_with(char::is_lowercase) && !path.starts_with(SECURITY);
    format!("{}{path}", if is_of_tag { OPERATIONS } else { "" })
}

/// A variable that is named for its type.
fn variable(name: &str) -> String {
    naming::rust_name(name, naming::Style::Snake)
}
