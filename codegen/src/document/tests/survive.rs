//! No input makes the loader panic, or finds a document that the table allows and its typed form refuses.

use super::any::{self, Random};
use crate::diagnostic::Code;
use crate::document::Document;

/// A document with something of everything, for mutations to break.
const VICTIM: &str = include_str!("victim.yaml");

fn load(bytes: &[u8]) {
    for name in ["a.yaml", "a.json"] {
        let problems = Document::load(name, bytes).err().unwrap_or_default();
        for problem in &problems {
            assert_ne!(
                problem.code,
                Code::TableDefect,
                "{problem}\n{}",
                String::from_utf8_lossy(bytes)
            );
            let text = problem.to_string();
            assert!(
                !text.contains(|c: char| c.is_control() && c != '\n'),
                "{text}"
            );
        }
    }
}

#[test]
fn the_victim_is_well() {
    let problems = Document::load("victim.yaml", VICTIM)
        .err()
        .unwrap_or_default();
    assert!(problems.is_empty(), "{}", problems[0]);
}

#[test]
fn bytes_may_flip() {
    let mut random = Random::new(1);
    for _ in 0..1_000 {
        let mut bytes = VICTIM.as_bytes().to_vec();
        for _ in 0..=random.below(3) {
            let at = random.below(bytes.len());
            bytes[at] = u8::try_from(random.below(256)).unwrap();
        }
        load(&bytes);
    }
}

#[test]
fn lines_may_go_and_come_again() {
    let mut random = Random::new(2);
    for _ in 0..1_000 {
        let mut lines: Vec<&str> = VICTIM.lines().collect();
        for _ in 0..=random.below(3) {
            let (at, to) = (random.below(lines.len()), random.below(lines.len()));
            if random.below(3) == 0 {
                lines.insert(to, lines[at]);
            } else {
                lines.remove(at);
            }
        }
        load(lines.join("\n").as_bytes());
    }
}

#[test]
fn json_may_break_anywhere() {
    let mut random = Random::new(3);
    for seed in 1..=300 {
        let json = any::document(seed);
        let mut bytes = json.as_bytes().to_vec();
        match random.below(3) {
            0 => bytes.truncate(random.below(bytes.len())),
            1 => drop(bytes.remove(random.below(json.len()))),
            _ => bytes.insert(random.below(json.len()), b"{}[]\",:\\0x"[random.below(10)]),
        }
        load(&bytes);
    }
}

/// A value of another kind anywhere: the table says so, and the typed form never gets to see it.
#[test]
fn values_may_be_of_any_kind() {
    let mut random = Random::new(4);
    for seed in 1..=300 {
        let mut document = serde_json::from_str(&any::document(seed)).unwrap();
        let other = any::FREE[random.below(any::FREE.len())];
        replace(
            &mut document,
            &mut random,
            serde_json::from_str(other).unwrap(),
        );
        load(document.to_string().as_bytes());
    }
}

fn replace(value: &mut serde_json::Value, random: &mut Random, other: serde_json::Value) {
    let inner: Vec<&mut serde_json::Value> = match value {
        serde_json::Value::Array(items) => items.iter_mut().collect(),
        serde_json::Value::Object(map) => map.values_mut().collect(),
        _ => Vec::new(),
    };
    if inner.is_empty() || random.below(6) == 0 {
        *value = other;
    } else {
        let index = random.below(inner.len());
        let chosen = inner.into_iter().nth(index).unwrap();
        replace(chosen, random, other);
    }
}
