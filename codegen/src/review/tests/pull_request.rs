//! A pull request with seventeen changes gives seventeen entries, and a comment that a person reads.

use std::collections::BTreeSet;

use super::examples::{compare, lines, side};
use crate::review::example::BASE;
use crate::review::{Context, Links, Paint, Source, json, markdown, review, text};

/// Old and new text of each change.
const CHANGES: [(&str, &str); 17] = [
    ("            maximum: 50\n", "            maximum: 40\n"),
    ("            default: 20\n", "            default: 25\n"),
    (
        "          in: query\n          schema:\n            type: array\n",
        "          in: query\n          explode: false\n          schema:\n            type: array\n",
    ),
    ("        - name: since\n", "        - name: after\n"),
    (
        "      operationId: Books_create\n",
        "      operationId: Books_add\n",
    ),
    (
        "        \"404\":\n          description: There is none.\n",
        "        \"404\":\n          description: There is none.\n        \"410\":\n          description: It was there.\n",
    ),
    (
        "        \"204\":\n          description: Noted.\n",
        "        \"202\":\n          description: Noted.\n",
    ),
    (
        "      description: A book.\n",
        "      description: One book.\n",
    ),
    ("        - FREE\n", "        - FREE\n        - LOST\n"),
    ("        - POETRY\n", ""),
    (
        "        isbn:\n          type: string\n          maxLength: 13\n",
        "",
    ),
    (
        "          format: int32\n        isbn",
        "          format: int64\n        isbn",
    ),
    (
        "        total:\n          type: integer\n",
        "        total:\n          type: integer\n        next:\n          type: boolean\n",
    ),
    (
        "          type: string\n          maxLength: 200\n",
        "          type: string\n          maxLength: 100\n",
    ),
    (
        "      x-permission: \"Books: List\"\n",
        "      x-permission: \"Books: Read\"\n",
    ),
    (
        "  - url: https://test.example.com\n",
        "  - url: https://staging.example.com\n",
    ),
    ("    Unused:\n", "    Idle:\n"),
];

fn changed() -> String {
    let mut text = BASE.to_owned();
    // The removed property comes before the format that stands above it.
    for (old, new) in CHANGES.iter().rev() {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text = text.replacen(old, new, 1);
    }
    text
}

#[test]
fn seventeen_changes_are_seventeen_entries() {
    let review = compare(BASE, &changed());
    let found = lines(&review);
    assert_eq!(found.len(), 17, "{}", found.join("\n"));
    let attached: usize = review.changes.iter().map(|change| change.items.len()).sum();
    assert_eq!(attached, review.moved.len());
    // Whose they are, is told by names: the old ones of an operation as well as the new ones.
    let items = |rule: &str| -> Vec<&str> {
        let mut changes = review.changes.iter();
        let change = changes.find(|change| change.rule.id == rule).unwrap();
        change.items.iter().map(|item| item.path.as_str()).collect()
    };
    assert_eq!(
        items("request-parameter-renamed"),
        ["books::ListBooks::since", "books::ListBooks::after"]
    );
    let of_operation = items("api-operation-id-changed");
    for path in [
        "books::CreateBooks::note",
        "books::AddBooks::note",
        "books::BooksApi::create",
    ] {
        assert!(of_operation.contains(&path), "{path}: {of_operation:?}");
    }
    let fingerprints: BTreeSet<&str> = review
        .changes
        .iter()
        .map(|change| change.fingerprint.as_str())
        .collect();
    assert_eq!(fingerprints.len(), 17, "each has its own");
}

#[test]
fn the_comment_is_short_and_links_to_the_lines() {
    let links = Links {
        base: Some("https://example.com/base".to_owned()),
        head: Some("https://example.com/head".to_owned()),
    };
    let review = compare(BASE, &changed());
    let comment = markdown(&review, "library.yaml", ["old", "new"], &links, 60_000);
    assert!(comment.len() < 10_000, "{} bytes", comment.len());
    let row = |word: &str| {
        comment
            .lines()
            .find(|line| line.contains(word))
            .unwrap_or_default()
            .to_owned()
    };
    assert!(
        row("optional property removed").contains("](https://example.com/base#L"),
        "{comment}"
    );
    let gone = row("one enum value less");
    assert!(
        gone.contains("POETRY") && gone.contains("](https://example.com/base#L"),
        "{gone}"
    );
    assert!(
        row("maximum of a parameter decreased").contains("](https://example.com/head#L"),
        "{comment}"
    );
    assert!(
        comment.contains("<details><summary>1 docs-only change</summary>"),
        "{comment}"
    );
}

#[test]
fn what_is_cut_is_said() {
    let review = compare(BASE, &changed());
    let comment = markdown(
        &review,
        "library.yaml",
        ["old", "new"],
        &Links::default(),
        2_000,
    );
    assert!(comment.len() <= 2_000, "{}", comment.len());
    assert!(
        comment.contains(" not shown** for the size of a comment"),
        "{comment}"
    );
    let short = text(
        &review,
        ["old.yaml", "new.yaml"],
        ["old", "new"],
        Paint::Plain,
        Some(1_500),
    );
    assert!(
        short.contains("not shown for the limit of bytes"),
        "{short}"
    );
}

#[test]
fn colours_are_only_where_they_are_wanted() {
    let review = compare(BASE, &changed());
    assert!(
        !text(
            &review,
            ["old.yaml", "new.yaml"],
            ["old", "new"],
            Paint::Plain,
            None
        )
        .contains('\u{1b}')
    );
    assert!(
        text(
            &review,
            ["old.yaml", "new.yaml"],
            ["old", "new"],
            Paint::Colours,
            None
        )
        .contains('\u{1b}')
    );
}

#[test]
fn the_json_has_every_change_and_where_it_is() {
    let review = compare(BASE, &changed());
    let source = |rev| Source {
        rev,
        path: "library.yaml",
        sha: None,
    };
    let text = json(&review, [source("old"), source("new")], true);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let changes = value["changes"].as_array().unwrap();
    assert_eq!(changes.len(), review.changes.len());
    for change in changes {
        let line = |side: &str| change[side]["line"].as_u64();
        assert!(line("base_loc").or(line("head_loc")).is_some(), "{change}");
    }
    let effect = |id: &str| {
        let change = changes.iter().find(|change| change["id"] == id);
        change.unwrap()["effect"].as_str().unwrap().to_owned()
    };
    assert_eq!(effect("request-parameter-max-decreased"), "narrows");
    assert_eq!(effect("response-optional-property-added"), "widens");
    assert_eq!(effect("request-parameter-explode-changed"), "incomparable");
    assert_eq!(effect("docs-changed"), "none");
    assert_eq!(effect("x-permission-changed"), "unknown");
    let level = |id: &str| {
        let change = changes.iter().find(|change| change["id"] == id);
        change.unwrap()["oasdiff_level"].clone()
    };
    assert_eq!(level("request-parameter-max-decreased"), "ERR");
    assert_eq!(level("response-optional-property-added"), "INFO");
    assert!(level("request-parameter-explode-changed").is_null());
    assert_eq!(value["summary"]["computed_bump"], "major");
}

/// The two documents may be two files: what went is read in the old one.
#[test]
fn a_place_names_the_document_that_it_is_in() {
    let review = compare(BASE, &changed());
    let shown = text(
        &review,
        ["old.yaml", "new.yaml"],
        ["old", "new"],
        Paint::Plain,
        None,
    );
    let line = |subject: &str| {
        let mut lines = shown.lines();
        lines
            .find(|line| line.contains(subject))
            .unwrap()
            .to_owned()
    };
    assert!(line("at: Book.isbn").contains(" old.yaml:"), "{shown}");
    assert!(line("at: Genre.enum[1]").ends_with("(base)"), "{shown}");
    assert!(line("at: BookPage.next").contains(" new.yaml:"), "{shown}");
}

/// No text of a document breaks out of its place in a comment.
#[test]
fn hostile_texts_stay_in_their_cells() {
    let hostile = BASE.replace(
        "https://test.example.com",
        "https://test.example.com/`|@all<img>",
    );
    let review = compare(BASE, &hostile);
    let comment = markdown(
        &review,
        "a|b`c\n@d.yaml",
        ["<old>", "@new"],
        &Links::default(),
        60_000,
    );
    let row = comment
        .lines()
        .find(|line| line.contains("test.example.com"))
        .unwrap();
    assert_eq!(row.replace("\\|", "").matches('|').count(), 7, "{row}");
    assert!(
        !comment.contains("@new") && !comment.contains("<old>"),
        "{comment}"
    );
}

/// Schemas that lead to each other may be as many as a document holds; the stack does not grow with them.
#[test]
fn a_long_chain_of_schemas_is_compared() {
    let chain = |last: &str| {
        let links: Vec<String> = (0..5_000)
            .map(|index| format!("    S{index}: {{type: object, properties: {{next: {{allOf: [{{$ref: '#/components/schemas/S{}'}}]}}}}}}", index + 1))
            .collect();
        let start = "/a: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/S0'}}}}}}}";
        format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n  {start}\ncomponents:\n  schemas:\n{}\n    S5000: {{type: {last}}}\n",
            links.join("\n")
        )
    };
    let (old, new) = (
        side(&chain("string"), false),
        side(&chain("integer"), false),
    );
    let found = review(&old, &new, &Context::default());
    assert_eq!(
        lines(&found),
        ["response-property-type-changed risky none #/components/schemas/S5000/type"]
    );
    assert_eq!(found.changes[0].used_by.len(), 1);
}

/// An operation gets another name, and what it answers changes too: the items of the name belong to the name.
#[test]
fn a_renamed_operation_keeps_its_items_beside_other_changes() {
    let head = changed()
        .replace("operationId: Books_get\n", "operationId: Books_find\n")
        .replace("        isbn:\n", "        number:\n");
    let review = compare(BASE, &head);
    let change = review.changes.iter().find(|change| {
        change.rule.id == "api-operation-id-changed" && change.at.contains("{id}/get")
    });
    let change = change.unwrap();
    let paths: Vec<&str> = change.items.iter().map(|item| item.path.as_str()).collect();
    for path in [
        "books::BooksApi::get",
        "books::BooksApi::find",
        "books::GetBooks",
        "books::FindBooks",
    ] {
        assert!(paths.contains(&path), "{path}: {paths:?}");
    }
    assert_eq!(change.rust, crate::review::Bump::Major);
}

/// An answer that comes as a component of its own, and is referred to by several operations, is one change.
#[test]
fn an_answer_that_comes_as_a_component_is_one_change() {
    let referred = "        \"429\":\n          $ref: \"#/components/responses/Busy\"\n";
    let mut head = BASE.to_owned();
    for status in ["        \"400\":\n", "        \"404\":\n"] {
        assert_eq!(head.matches(status).count(), 1, "{status}");
        head = head.replace(status, &format!("{referred}{status}"));
    }
    let component = "    Busy:\n      description: Too many calls.\n    Fault:\n";
    assert_eq!(head.matches("    Fault:\n").count(), 2);
    head = head.replacen("    Fault:\n", component, 1);
    for (old, new, what) in [(BASE, &*head, "added"), (&*head, BASE, "removed")] {
        let review = compare(old, new);
        let rule = format!("response-non-success-status-{what}");
        let at = "#/components/responses/Busy";
        assert_eq!(lines(&review), [format!("{rule} safe patch {at}")]);
        let change = &review.changes[0];
        assert_eq!(
            (change.subject.as_str(), change.used_by.len()),
            ("429 (Busy)", 2)
        );
    }
}
