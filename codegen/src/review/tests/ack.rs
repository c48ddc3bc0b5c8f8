//! Acknowledgements, versions, and what fails a run.

use super::examples::{compare, side};
use crate::review::example::BASE;
use crate::review::{Acks, Bump, Change, Context, FailOn, Review, Version, review};

fn changed() -> String {
    BASE.replace("            maximum: 50\n", "            maximum: 40\n")
}

fn the_change() -> Change {
    compare(BASE, &changed()).changes.remove(0)
}

fn ack(change: &Change, fingerprint: &str, more: &str) -> String {
    format!(
        "[[ack]]\nrule = \"{}\"\nat = \"{}\"\nfingerprint = \"{fingerprint}\"\nkind = \"intended\"\nreason = \"agreed\"\n{more}",
        change.rule.id, change.at
    )
}

fn with(acks: &str, versions: [&str; 2]) -> Review {
    let [base, head] = versions.map(Version::parse);
    let context = Context {
        rust: true,
        acks: Acks::parse(acks).unwrap(),
        today: Some("2026-06-01".to_owned()),
        base_version: base,
        head_version: head,
        committed: None,
    };
    review(&side(BASE, true), &side(&changed(), true), &context)
}

fn findings(review: &Review) -> Vec<&str> {
    review
        .findings
        .iter()
        .map(|finding| finding.rule.id.as_str())
        .collect()
}

#[test]
fn an_acknowledged_change_passes() {
    let change = the_change();
    let open = with("", ["0.1.0", "0.1.0"]);
    assert!(!FailOn::Undeclared.is_met(&open));
    assert!(!FailOn::WireBreaking.is_met(&open));
    let review = with(&ack(&change, &change.fingerprint, ""), ["0.1.0", "0.1.0"]);
    assert_eq!(findings(&review), Vec::<&str>::new());
    assert!(FailOn::Undeclared.is_met(&review));
    assert!(review.changes[0].ack.is_some());
}

/// A parameter is known by its name: one more above it moves its number, and no acknowledgement.
#[test]
fn an_acknowledgement_outlives_what_comes_beside_its_place() {
    let change = the_change();
    assert_eq!(
        change.at,
        "#/paths/~1books/get/parameters/query:limit/schema/maximum"
    );
    let first = "      parameters:\n        - name: q\n";
    let more = "      parameters:\n        - {name: first, in: query, schema: {type: string}}\n        - name: q\n";
    let head = changed().replace(first, more);
    let context = Context {
        acks: Acks::parse(&ack(&change, &change.fingerprint, "")).unwrap(),
        ..Context::default()
    };
    let review = review(&side(BASE, false), &side(&head, false), &context);
    assert_eq!(findings(&review), Vec::<&str>::new());
    let limit = review
        .changes
        .iter()
        .find(|change| change.rule.id == "request-parameter-max-decreased");
    let limit = limit.unwrap();
    assert_eq!(
        limit.pointer().to_string(),
        "#/paths/~1books/get/parameters/2/schema/maximum"
    );
    assert!(limit.ack.is_some());
}

#[test]
fn a_stale_acknowledgement_is_a_finding() {
    let change = the_change();
    let review = with(&ack(&change, "000000000000", ""), ["0.1.0", "0.1.0"]);
    assert_eq!(findings(&review), ["ack-stale"]);
    assert!(!FailOn::Undeclared.is_met(&review));
}

#[test]
fn an_acknowledgement_ends_at_its_day_or_version() {
    let change = the_change();
    for (until, version, ends) in [
        ("2026-06-01", "0.1.0", true),
        ("2026-06-02", "0.1.0", false),
        ("0.2.0", "0.1.9", false),
        ("0.2.0", "0.2.0", true),
    ] {
        let text = ack(
            &change,
            &change.fingerprint,
            &format!("until = \"{until}\""),
        );
        let review = with(&text, ["0.1.0", version]);
        assert_eq!(
            findings(&review).contains(&"ack-expired"),
            ends,
            "{until} at {version}"
        );
        assert_eq!(review.changes[0].ack.is_none(), ends);
    }
}

#[test]
fn acknowledgements_that_make_no_sense_are_refused() {
    let change = the_change();
    let good = ack(&change, &change.fingerprint, "");
    for (bad, why) in [
        (good.replace("intended", "meant"), "`kind`"),
        (good.replace(&change.rule.id, "no-rule"), "which is none"),
        (good.replace("reason", "because"), "`because`"),
        (good.replace("reason = \"agreed\"\n", ""), "lacks `reason`"),
        (format!("{good}until = \"soon\""), "`until`"),
        (good.replace("[[ack]]", "[[acks]]"), "`acks`"),
        ("[[ack".to_owned(), "TOML"),
    ] {
        let refused = Acks::parse(&bad).unwrap_err();
        assert!(refused.contains(why), "{refused}");
    }
}

#[test]
fn a_version_that_is_too_low_is_a_finding() {
    let total = "        total:\n          type: integer\n";
    let without = BASE.replace(total, "");
    let more = BASE.replace(total, &format!("{total}{}", total.replace("total", "sum")));
    let run = |new: &str, versions: [&str; 2]| {
        let [base_version, head_version] = versions.map(Version::parse);
        let context = Context {
            rust: true,
            base_version,
            head_version,
            ..Context::default()
        };
        review(&side(BASE, true), &side(new, true), &context)
    };
    for (new, versions, expected) in [
        (&without, ["0.1.0", "0.1.0"], vec!["crate-major-not-bumped"]),
        (&without, ["0.1.0", "0.1.1"], vec!["crate-major-not-bumped"]),
        (&without, ["0.1.0", "0.2.0"], vec![]),
        (&without, ["1.1.0", "1.2.0"], vec!["crate-major-not-bumped"]),
        (&without, ["1.1.0", "2.0.0"], vec![]),
        (
            &without,
            ["0.2.0", "0.1.0"],
            vec!["crate-version-decreased"],
        ),
        (&more, ["0.1.0", "0.1.0"], vec!["crate-version-not-bumped"]),
        (&more, ["0.1.0", "0.1.1"], vec![]),
        (&more, ["1.1.0", "1.1.1"], vec!["crate-version-not-bumped"]),
        (&more, ["1.1.0", "1.2.0"], vec![]),
    ] {
        assert_eq!(findings(&run(new, versions)), expected, "{versions:?}");
    }
}

#[test]
fn versions_are_bumped_by_their_numbers() {
    let version = |text| Version::parse(text).unwrap();
    for (base, bump, next) in [
        ("0.1.2", Bump::Major, "0.2.0"),
        ("0.1.2", Bump::Minor, "0.1.3"),
        ("1.1.2", Bump::Major, "2.0.0"),
        ("1.1.2", Bump::Minor, "1.2.0"),
        ("1.1.2", Bump::Patch, "1.1.3"),
        ("1.1.2", Bump::None, "1.1.2"),
    ] {
        assert_eq!(version(base).bumped(bump), version(next), "{base} {bump}");
        assert!(version(next).bump_from(version(base)) >= bump);
    }
    assert_eq!(Version::parse("1.2"), None);
    assert_eq!(Version::parse("1.2.3.4"), None);
}

/// The name of a change is made of what changed: a committed acknowledgement outlives every rewording.
#[test]
fn fingerprints_do_not_depend_on_words() {
    let change = the_change();
    assert_eq!(change.fingerprint, "5d8575bd40a2");
    let mut reworded = change.rule.clone();
    reworded.title = "other words".to_owned();
    reworded.wire_why = "other words".to_owned();
    let reworded = Change {
        rule: Box::leak(Box::new(reworded)),
        subject: "other words".to_owned(),
        ..change.clone()
    };
    assert_eq!(
        crate::review::fingerprint::fingerprint(&reworded),
        change.fingerprint
    );
}

#[test]
fn what_the_generator_does_otherwise_is_drift() {
    let base = side(BASE, true);
    let old = BASE.replace("        total:\n          type: integer\n", "");
    let committed = side(&old, true).files.clone();
    let context = Context {
        rust: true,
        committed,
        ..Context::default()
    };
    let review = review(&base, &side(BASE, true), &context);
    let found = super::examples::lines(&review);
    assert_eq!(found, ["generator-drift none minor #"]);
}

#[test]
fn a_refused_side_is_reviewed_with_estimates() {
    let broken = BASE.replace(
        "                type: string\ncomponents",
        "                type: string\n              encoding: {}\ncomponents",
    );
    let broken = broken
        .replace("            maximum: 50\n", "            maximum: 40\n")
        .replace(
            "    Unused:\n      type: object\n",
            "    Unused:\n      oneOf:\n        - type: string\n      type: object\n",
        );
    let head = side(&broken, true);
    assert!(
        !head.refusal().is_empty(),
        "choose another text that the generator refuses"
    );
    let context = Context {
        rust: true,
        ..Context::default()
    };
    let review = review(&side(BASE, true), &head, &context);
    assert!(review.estimated && review.changes.iter().all(|change| change.estimated));
    assert_eq!(findings(&review), ["generator-refuses"]);
    assert!(
        review
            .changes
            .iter()
            .any(|change| change.rule.id == "request-parameter-max-decreased")
    );
}
