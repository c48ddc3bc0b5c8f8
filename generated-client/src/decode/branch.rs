//! How one branch of a union is told from the others: by the JSON type, by a tag, by its values, by the keys present.

use super::decoder::Decoder;
use super::error::Malformed;
use super::json::JsonType;

/// What is known of one branch of a union, as data.
#[derive(Clone, Copy, Debug)]
pub struct Branch {
    types: &'static [JsonType],
    tag: Option<(&'static str, &'static [&'static str])>,
    values: &'static [&'static str],
    required: &'static [&'static str],
    keys: &'static [&'static str],
}

impl Branch {
    /// A branch of these JSON types.
    pub const fn of(types: &'static [JsonType]) -> Self {
        Self {
            types,
            tag: None,
            values: &[],
            required: &[],
            keys: &[],
        }
    }

    /// An object with these keys.
    pub const fn object(keys: &'static [&'static str]) -> Self {
        Self {
            keys,
            ..Self::of(&[JsonType::Object])
        }
    }

    /// A text out of these.
    pub const fn text(values: &'static [&'static str]) -> Self {
        Self {
            values,
            ..Self::of(&[JsonType::String])
        }
    }

    /// The property that says which branch an object is, and what it says of this one.
    pub const fn tagged(mut self, key: &'static str, values: &'static [&'static str]) -> Self {
        self.tag = Some((key, values));
        self
    }

    /// Keys without which an object is not this branch.
    pub const fn requiring(mut self, keys: &'static [&'static str]) -> Self {
        self.required = keys;
        self
    }
}

/// What an object says of itself: its keys, and the texts that stand under the tags of the branches.
#[derive(Default)]
struct Object {
    keys: Vec<String>,
    tags: Vec<(&'static str, String)>,
}

impl Object {
    fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|present| present == key)
    }

    /// How well a branch fits, 0 where it does not.
    ///
    /// A tag decides alone. Without one, an object with every key that the branch requires fits better than one that
    /// lacks some, since a server may leave out what it promised.
    fn fit(&self, branch: &Branch) -> (bool, usize) {
        if let Some((tag, values)) = branch.tag {
            let said = self.tags.iter().find(|(key, _)| *key == tag);
            let fits = said.is_some_and(|(_, said)| values.contains(&said.as_str()));
            return (fits, if fits { usize::MAX } else { 0 });
        }
        let is_whole = branch.required.iter().all(|key| self.has(key));
        (
            is_whole,
            branch.keys.iter().filter(|key| self.has(key)).count(),
        )
    }
}

impl Decoder<'_> {
    /// Which branch the value that stands next is; the first of those that fit equally well. It is not read.
    ///
    /// `None` where none fits, or where nothing tells several objects apart.
    pub fn choose(&mut self, branches: &[Branch]) -> Result<Option<usize>, Malformed> {
        let found = self.json_type()?;
        let takes = |branch: &&(usize, &Branch)| {
            let types = branch.1.types;
            types.contains(&found)
                || (found == JsonType::Integer && types.contains(&JsonType::Number))
        };
        let numbered: Vec<(usize, &Branch)> = branches.iter().enumerate().collect();
        let candidates: Vec<(usize, &Branch)> = numbered.iter().filter(takes).copied().collect();
        match (found, candidates.as_slice()) {
            (_, []) => Ok(None),
            (_, [(only, branch)]) if branch.tag.is_none() => Ok(Some(*only)),
            (JsonType::Object, candidates) => self.choose_object(candidates),
            (JsonType::String, candidates) => self.choose_text(candidates),
            (_, [(first, _), ..]) => Ok(Some(*first)),
        }
    }

    fn choose_object(
        &mut self,
        candidates: &[(usize, &Branch)],
    ) -> Result<Option<usize>, Malformed> {
        let tags: Vec<&'static str> = candidates
            .iter()
            .filter_map(|(_, branch)| Some(branch.tag?.0))
            .collect();
        let object = self.look_at_object(&tags)?;
        let fits = candidates
            .iter()
            .map(|(index, branch)| (object.fit(branch), *index));
        // The first of those that are even: the last maximum of the reversed list.
        let best = fits.rev().max_by_key(|(fit, _)| *fit);
        let fits = best
            .filter(|((_, keys), _)| *keys > 0)
            .map(|(_, index)| index);
        // Free keys: a branch that lists none takes what fits no other.
        let takes_any = |branch: &Branch| branch.keys.is_empty() && branch.tag.is_none();
        let any = candidates
            .iter()
            .find(|(_, branch)| takes_any(branch))
            .map(|(index, _)| *index);
        Ok(fits.or(any))
    }

    /// The keys of the object that stands next, and what its tags say.
    fn look_at_object(&mut self, tags: &[&'static str]) -> Result<Object, Malformed> {
        let start = self.json.at;
        self.json.at += 1;
        let mut object = Object::default();
        let mut first = true;
        while let Some(key) = self.json.next_key(first)? {
            first = false;
            let key = key.text().into_owned();
            let tag = tags.iter().find(|tag| **tag == key);
            match (tag, self.json.json_type()?) {
                (Some(tag), JsonType::String) => {
                    let said = self.json.string()?.text().into_owned();
                    object.tags.push((tag, said));
                }
                _ => self.json.skip()?,
            }
            object.keys.push(key);
        }
        self.json.at = start;
        Ok(object)
    }

    /// A branch that lists the text, else the first that takes any, else the first: its enum keeps what it does not know.
    fn choose_text(&mut self, candidates: &[(usize, &Branch)]) -> Result<Option<usize>, Malformed> {
        let start = self.json.at;
        let text = self.json.string()?.text().into_owned();
        self.json.at = start;
        let lists = candidates
            .iter()
            .find(|(_, branch)| branch.values.contains(&text.as_str()));
        let any = candidates
            .iter()
            .find(|(_, branch)| branch.values.is_empty());
        Ok(lists
            .or(any)
            .or(candidates.first())
            .map(|(index, _)| *index))
    }
}
