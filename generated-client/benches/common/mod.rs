//! What the benches share: records made of one template, a server on this machine, medians side by side.

#![allow(
    clippy::allow_attributes,
    dead_code,
    reason = "each bench uses its part"
)]
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

pub(crate) mod hand;
pub(crate) mod server;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::time::Duration;

use fastrand::Rng;
use generated_client::serde_json::{self, value::RawValue};

/// One full record, of the size and shape that the API sends.
const PERSON: &str = include_str!("person.json");

/// A page of so many full records, each with values of its own, as compact as a server sends it.
pub(crate) fn page(records: usize) -> String {
    let mut random = Rng::with_seed(7);
    let people: Vec<String> = (0..records).map(|_| person(&mut random)).collect();
    let (people, total) = (people.join(","), records);
    format!(r#"{{"data":[{people}],"page":1,"limit":50,"total":{total},"dataAll":{{}}}}"#)
}

/// A record of about 4.5 KB: without its compliance checks, and what only a list has.
pub(crate) fn record() -> String {
    let person = person(&mut Rng::with_seed(7));
    let (before, rest) = person.split_once("\"complianceChecks\"").unwrap();
    let (_, behind) = rest.split_once("\"complianceTests\"").unwrap();
    let (fields, _) = behind.split_once(",\"agentEnabled\"").unwrap();
    format!("{before}\"complianceTests\"{fields}}}")
}

/// The template with other values: small letters and digits of texts and numbers, but neither keys nor dates.
fn person(random: &mut Rng) -> String {
    let mut text = String::with_capacity(PERSON.len());
    for line in PERSON.lines() {
        let line = line.trim_start();
        let (key, value) = match line.split_once(": ") {
            Some((key, value)) if line.starts_with('"') => (Some(key), value),
            _ => (None, line),
        };
        if let Some(key) = key {
            text.extend([key, ":"]);
        }
        // A date begins with its year; the template is of one year.
        if value.starts_with("\"2025-") {
            text.push_str(value);
        } else {
            text.extend(value.chars().map(|letter| varied(letter, value, random)));
        }
    }
    text
}

fn varied(letter: char, value: &str, random: &mut Rng) -> char {
    match letter {
        'a'..='z' if value.starts_with('"') => random.lowercase(),
        '0'..='9' => random.digit(10).max('1'),
        letter => letter,
    }
}

/// The same JSON with the keys of every object in random order.
pub(crate) fn shuffled(json: &str) -> String {
    shuffle(json, &mut Rng::with_seed(11))
}

fn shuffle(json: &str, random: &mut Rng) -> String {
    if json.starts_with('{') {
        let fields: BTreeMap<String, Box<RawValue>> = serde_json::from_str(json).unwrap();
        let mut fields: Vec<String> = fields
            .iter()
            .map(|(key, value)| format!("\"{key}\":{}", shuffle(value.get(), random)))
            .collect();
        random.shuffle(&mut fields);
        format!("{{{}}}", fields.join(","))
    } else if json.starts_with('[') {
        let items: Vec<Box<RawValue>> = serde_json::from_str(json).unwrap();
        let items: Vec<String> = items
            .iter()
            .map(|item| shuffle(item.get(), random))
            .collect();
        format!("[{}]", items.join(","))
    } else {
        json.to_owned()
    }
}

/// Something to measure, and its name; it gives the time that counts.
pub(crate) type Contender<'a> = (&'a str, Box<dyn FnMut() -> Duration + 'a>);

/// Medians of interleaved rounds, as ratios to the first contender.
pub(crate) fn table(title: &str, rounds: usize, contenders: &mut [Contender<'_>]) {
    let mut times = vec![Vec::new(); contenders.len()];
    for round in 0..rounds {
        // Each begins in turn, for what ran before leaves the machine in a state of its own.
        for turn in 0..contenders.len() {
            let index = (turn + round) % contenders.len();
            times[index].push((contenders[index].1)());
        }
    }
    let mut base = f64::NAN;
    for (times, (name, _)) in times.iter_mut().zip(contenders) {
        times.sort_unstable();
        let [median, best] = [times[rounds / 2], times[0]].map(|time| time.as_secs_f64() * 1e6);
        if base.is_nan() {
            base = median;
        }
        let ratio = median / base;
        say(&format!(
            "{title:<16} {name:<12} median {median:12.1} us   best {best:12.1} us   ratio {ratio:.3}"
        ));
    }
}

/// One line of a table.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
}
