//! Samples of the document that were changed at random: they always decode, and nothing is lost without drift.
//!
//! The judge is independent of the decoder's own notes: a value that was read is written again and compared with what came.

use fastrand::Rng;
use generated_client::{DecodeError, Drift, DriftKind, Personnel, PersonnelPage, from_json};
use serde_json::{Map, Value, json};

use crate::samples::schema;

/// One change, and where it was made.
#[derive(Debug)]
struct Change {
    pointer: String,
    #[expect(dead_code, reason = "it is printed when a case fails")]
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    Removed,
    Null,
    OtherType,
    UnknownValue,
    ExtraField,
}

/// Every place below the root, as a pointer.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| (escaped(key), value))
            .collect(),
        Value::Array(items) => (0..)
            .map(|index: usize| index.to_string())
            .zip(items)
            .collect(),
        _ => Vec::new(),
    };
    for (step, child) in children {
        let pointer = format!("{at}/{step}");
        found.push(pointer.clone());
        places(child, &pointer, found);
    }
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn any<'a, T>(random: &mut Rng, of: &'a [T]) -> &'a T {
    &of[random.usize(..of.len())]
}

/// A value of a JSON type that is neither null nor that of `value`.
fn of_another_type(value: &Value, random: &mut Rng) -> Value {
    let all = [
        json!(true),
        json!(1.5),
        json!("zz"),
        json!(["zz"]),
        json!({"zz": 1}),
    ];
    let others: Vec<&Value> = all
        .iter()
        .filter(|other| std::mem::discriminant(*other) != std::mem::discriminant(value))
        .collect();
    (*any(random, &others)).clone()
}

/// Changes one place; where the change does not fit the place, nothing.
fn change(sample: &mut Value, random: &mut Rng) -> Option<Change> {
    let mut found = Vec::new();
    places(sample, "", &mut found);
    let pointer = any(random, &found).clone();
    let what = *any(
        random,
        &[
            What::Removed,
            What::Null,
            What::OtherType,
            What::UnknownValue,
            What::ExtraField,
        ],
    );
    let value = sample.pointer_mut(&pointer)?;
    match (what, &mut *value) {
        (What::Null, _) => *value = Value::Null,
        (What::OtherType, _) => *value = of_another_type(value, random),
        (What::UnknownValue, Value::String(text)) => "ZZ_NEW".clone_into(text),
        (What::ExtraField, Value::Object(fields)) => {
            let extra = any(random, &[json!(null), json!(1), json!({"a": [1]})]).clone();
            fields.insert("zz~/".to_owned(), extra);
            let pointer = format!("{pointer}/zz~0~1");
            return Some(Change { pointer, what });
        }
        (What::Removed, _) => {
            let (parent, key) = pointer.rsplit_once('/')?;
            let fields = sample.pointer_mut(parent)?.as_object_mut()?;
            fields.remove(&key.replace("~1", "/").replace("~0", "~"))?;
        }
        _ => return None,
    }
    Some(Change { pointer, what })
}

/// Without nulls and empty lists and objects: what is absent and what is empty read the same.
fn pruned(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(pruned).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(key, value)| (key, pruned(value)));
            let is_empty = |value: &Value| match value {
                Value::Null => true,
                Value::Array(items) => items.is_empty(),
                Value::Object(fields) => fields.is_empty(),
                _ => false,
            };
            Value::Object(
                fields
                    .filter(|(_, value)| !is_empty(value))
                    .collect::<Map<_, _>>(),
            )
        }
        value => value,
    }
}

/// The value without what stands at the pointer.
fn without(value: &mut Value, pointer: &str) {
    let Some((parent, key)) = pointer.rsplit_once('/') else {
        return;
    };
    match value.pointer_mut(parent) {
        Some(Value::Object(fields)) => {
            fields.remove(&key.replace("~1", "/").replace("~0", "~"));
        }
        Some(Value::Array(items)) => {
            let index: usize = key.parse().expect("the step into a list is an index");
            if let Some(item) = items.get_mut(index) {
                *item = Value::Null;
            }
        }
        _ => {}
    }
}

/// Whether one of the places is, or is in, the other.
fn touches(one: &str, other: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    within(one, other) || within(other, one)
}

/// What was decoded, written as JSON again, and the drift.
type Read = Result<(Value, Vec<Drift>), DecodeError>;

fn read_page(body: &[u8]) -> Read {
    let decoded = from_json::<PersonnelPage>(body)?;
    let written = serde_json::to_value(&decoded.value).expect("a page can be written");
    Ok((written, decoded.drift))
}

fn read_person(body: &[u8]) -> Read {
    let decoded = from_json::<Personnel>(body)?;
    let written = serde_json::to_value(&decoded.value).expect("a record can be written");
    Ok((written, decoded.drift))
}

fn judge(came: &Value, mut written: Value, changes: &[Change], drift: &[Drift]) {
    for entry in drift {
        let near = |change: &Change| touches(&change.pointer, &entry.pointer);
        assert!(
            changes.iter().any(near),
            "elsewhere: {changes:?} gave {drift:?}"
        );
    }
    if drift.iter().any(|entry| entry.kind == DriftKind::LeftOut) {
        // Behind an element that was left out indexes have moved; that it was told is what counts.
        return;
    }
    let mut expected = came.clone();
    for entry in drift {
        without(&mut expected, &entry.pointer);
        without(&mut written, &entry.pointer);
    }
    let (written, expected) = (pruned(written), pruned(expected));
    assert_eq!(
        written, expected,
        "lost without a word: {changes:?} gave {drift:?}"
    );
}

/// Changes a sample in one to three places, again and again; `needed` is what it is of no use without.
fn changed_samples_decode(
    sample: &Value,
    needed: Option<&str>,
    read: fn(&[u8]) -> Read,
    cases: u64,
) {
    let mut told = 0;
    for case in 0..cases {
        let mut random = Rng::with_seed(case);
        let mut came = sample.clone();
        let wanted = random.usize(1..=3);
        let mut changes = Vec::new();
        while changes.len() < wanted {
            changes.extend(change(&mut came, &mut random));
        }
        let is_useless = changes
            .iter()
            .any(|change| Some(change.pointer.as_str()) == needed);
        match read(came.to_string().as_bytes()) {
            Ok((written, drift)) => {
                assert!(!is_useless, "{changes:?}");
                told += u64::from(!drift.is_empty());
                judge(&came, written, &changes, &drift);
            }
            Err(error) => assert!(is_useless && !error.is_syntax(), "{changes:?}: {error}"),
        }
    }
    // Nulls and absent fields are as the document allows, and some places take any JSON.
    assert!(told > cases / 2, "{told} of {cases} cases had drift");
}

fn all(cases: u64) {
    changed_samples_decode(&schema("PersonnelPage"), None, read_page, cases);
    changed_samples_decode(&schema("Personnel"), Some("/id"), read_person, cases);
}

#[test]
fn changed_samples_decode_and_lose_nothing_without_drift() {
    all(1_000);
}

#[test]
#[ignore = "ten times as many cases"]
fn many_changed_samples_decode_and_lose_nothing_without_drift() {
    all(10_000);
}
