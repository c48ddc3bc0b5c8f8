//! A field and the setter that bears its name are two items.

use super::super::{Bump, Context, Side, review};
use super::examples::compare;

/// A record that is sent, with one optional property.
const SENT: &str = r##"openapi: 3.0.3
info: { title: A, version: "1" }
paths:
  /a:
    patch:
      operationId: change
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } }
      responses: { "204": { description: Done. } }
    get:
      operationId: read
      responses:
        "200":
          description: It.
          content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } }
components:
  schemas:
    Thing:
      type: object
      properties:
        note: { type: string }
"##;

#[test]
fn a_field_that_becomes_three_states_moves_beside_its_setter() {
    let head = SENT.replace(
        "note: { type: string }",
        "note: { type: string, nullable: true }",
    );
    let review = compare(SENT, &head);
    let [change] = review.changes.as_slice() else {
        panic!("one change: {:?}", review.changes);
    };
    assert_eq!(change.rust, Bump::Major);
    let field = change.items.iter().find(|item| item.path == "Thing::note");
    let field = field.expect("the field moves");
    assert_eq!(field.before.as_deref(), Some("pub note: Option<String>"));
    assert_eq!(field.after.as_deref(), Some("pub note: Nullable<String>"));
    assert!(
        change
            .items
            .iter()
            .any(|item| item.path == "Thing::note_null")
    );
}

/// The files of a client name their document; that is no change of it.
#[test]
fn the_names_of_the_documents_move_nothing() {
    let context = Context {
        rust: true,
        ..Context::default()
    };
    let of = |names: [&str; 2], head: &str| {
        let [base, head] = [(names[0], SENT), (names[1], head)].map(|(name, text)| {
            Side::load(name, text.as_bytes(), true).expect("the document loads")
        });
        let review = review(&base, &head, &context);
        let [change] = review.changes.as_slice() else {
            panic!("one change: {:?}", review.changes);
        };
        (review.owed, change.fingerprint.clone())
    };
    let extended = SENT.replace(
        "note: { type: string }",
        "note: { type: string, x-team: a }",
    );
    let described = SENT.replace("Done.", "It is done.");
    let summarized = SENT.replace("operationId: read", "operationId: read\n      summary: It.");
    for (head, bump) in [
        (extended, Bump::None),
        (described, Bump::Patch),
        (summarized, Bump::Patch),
    ] {
        let same = of(["a.yaml", "a.yaml"], &head);
        assert_eq!(same.0, bump);
        for names in [
            ["a.yaml", "b.yaml"],
            ["a", "from"],
            ["old`.yaml", "n/e w.yaml"],
        ] {
            assert_eq!(of(names, &head), same, "{names:?}");
        }
    }
}

/// A format that makes no type is safe for a parameter alone: where the value is sent in a body too, that decides.
#[test]
fn a_format_of_a_parameter_and_a_body_is_risky() {
    let in_body = SENT
        .replace(
            "note: { type: string }",
            "note: { $ref: \"#/components/schemas/Note\" }",
        )
        .replace("  schemas:\n", "  schemas:\n    Note: { type: string }\n");
    let in_both = in_body.replace(
        "operationId: change\n",
        "operationId: change\n      parameters: [{ name: n, in: query, schema: { $ref: \"#/components/schemas/Note\" } }]\n",
    );
    let alone = in_both.replace("note: { $ref: \"#/components/schemas/Note\" }", "id: {}");
    for (base, wire) in [(&in_body, "risky"), (&in_both, "risky"), (&alone, "safe")] {
        let head = base.replace(
            "Note: { type: string }",
            "Note: { type: string, format: uuid }",
        );
        let review = compare(base, &head);
        let [change] = review.changes.as_slice() else {
            panic!("one change: {:?}", review.changes);
        };
        assert_eq!(change.wire.word(), wire, "{}", change.rule.id);
    }
}

/// Two parameters of one operation change alike: each moves the items of its own type.
#[test]
fn items_belong_to_the_parameter_that_names_their_type() {
    let parameter = |name: &str| {
        format!(
            "{{ name: {name}, in: query, content: {{ application/json: {{ schema: {{ type: object, properties: {{ b: {{ type: string }} }} }} }} }} }}"
        )
    };
    let base = SENT.replace(
        "operationId: read\n",
        &format!(
            "operationId: read\n      parameters: [{}, {}]\n",
            parameter("obj"),
            parameter("form")
        ),
    );
    let head = base.replace(
        "type: object, properties: { b:",
        "type: object, additionalProperties: { type: string }, properties: { b:",
    );
    let review = compare(&base, &head);
    assert_eq!(review.changes.len(), 2);
    for change in &review.changes {
        let paths: Vec<&str> = change.items.iter().map(|item| item.path.as_str()).collect();
        let owner = if change.at.contains("query:obj") {
            "ReadObj"
        } else {
            "ReadForm"
        };
        assert_eq!(paths, [format!("{owner}::additional_properties")]);
    }
}

/// A reference that becomes one branch of several is one change, at the reference.
#[test]
fn a_reference_that_becomes_a_branch_is_one_change() {
    let base = SENT.replace(
        "description: It.\n          content: { application/json: { schema: { $ref: \"#/components/schemas/Thing\" } } }",
        "description: It.\n          content: { application/json: { schema: { oneOf: [{ $ref: \"#/components/schemas/Thing\" }, { type: string }] } } }",
    );
    assert_ne!(base, SENT);
    for (old, new, rule, wire) in [
        (
            SENT,
            base.as_str(),
            "response-property-type-generalized",
            "breaking",
        ),
        (
            base.as_str(),
            SENT,
            "response-property-type-specialized",
            "safe",
        ),
    ] {
        let review = compare(old, new);
        let [change] = review.changes.as_slice() else {
            panic!("one change: {:?}", review.changes);
        };
        assert_eq!((change.rule.id.as_str(), change.wire.word()), (rule, wire));
        assert_eq!(change.rust, Bump::Major);
        assert!(
            change.at.ends_with("/application~1json/schema"),
            "{}",
            change.at
        );
    }
}

/// A reference that is replaced by something narrower is told where it stood: the component is as it was.
#[test]
fn what_replaces_a_reference_is_told_at_the_reference() {
    let base = SENT
        .replace(
            "note: { type: string }",
            "kind: { $ref: \"#/components/schemas/Kind\" }\n        it: { allOf: [{ $ref: \"#/components/schemas/Kind\" }] }\n        part: { $ref: \"#/components/schemas/Part\" }",
        )
        .replace(
            "  schemas:\n",
            "  schemas:\n    Kind: { type: string, enum: [a, b] }\n    Part: { type: object, properties: { a: { type: string }, b: { type: integer } } }\n",
        );
    let others = "  schemas:\n    Other: { type: object, properties: { k: { $ref: \"#/components/schemas/Kind\" }, p: { $ref: \"#/components/schemas/Part\" } } }\n";
    let base = base.replace("  schemas:\n", others);
    for (old, new, subject) in [
        (
            "kind: { $ref: \"#/components/schemas/Kind\" }",
            "kind: { type: string }",
            "Thing.kind.enum",
        ),
        (
            "it: { allOf: [{ $ref: \"#/components/schemas/Kind\" }] }",
            "it: { type: string }",
            "Thing.it.enum",
        ),
        (
            "part: { $ref: \"#/components/schemas/Part\" }",
            "part: { type: object, properties: { a: { type: string } } }",
            "Thing.part.b",
        ),
    ] {
        let head = base.replace(old, new);
        assert_ne!(head, base, "{old}");
        let review = compare(&base, &head);
        let at: Vec<&str> = review
            .changes
            .iter()
            .map(|change| change.at.as_str())
            .collect();
        let is_there = at
            .iter()
            .all(|at| at.starts_with("#/components/schemas/Thing/"));
        assert!(!at.is_empty() && is_there, "{old}: {at:?}");
        let subjects: Vec<&str> = review
            .changes
            .iter()
            .map(|change| change.subject.as_str())
            .collect();
        assert!(subjects.contains(&subject), "{old}: {subjects:?}");
    }
}

/// A choice that loses all but one of its branches is a narrower type, and nothing besides: null goes with its branch.
#[test]
fn a_choice_of_which_one_branch_stays_is_one_change() {
    let of = |branches: &str| {
        let note = format!("note: {{ oneOf: [{branches}] }}");
        // It is only answered.
        let (start, _) = SENT.split_once("    patch:").expect("it has a patch");
        let (_, end) = SENT.split_once("    get:").expect("it has a get");
        format!("{start}    get:{end}").replace("note: { type: string }", &note)
    };
    let both = of("{ type: integer, nullable: true }, { type: string }");
    for one in ["{ type: integer, nullable: true }", "{ type: string }"] {
        let one = of(one);
        for (old, new, rule) in [
            (&both, &one, "response-property-type-specialized"),
            (&one, &both, "response-property-type-generalized"),
        ] {
            let review = compare(old, new);
            let [change] = review.changes.as_slice() else {
                panic!("one change: {:?}", review.changes);
            };
            assert_eq!(change.rule.id, rule);
            assert!(change.at.ends_with("/note/oneOf"), "{}", change.at);
        }
    }
}

/// Three operations whose parameter of one name lists the same.
const ALIKE: &str = r#"openapi: 3.0.3
info: { title: A, version: "1" }
paths:
  /a:
    get:
      operationId: list
      parameters: [{ name: sort, in: query, schema: { type: string, enum: [name, size] } }]
      responses: { "204": { description: Done. } }
    post:
      operationId: make
      parameters: [{ name: sort, in: query, schema: { type: string, enum: [name, size] } }]
      responses: { "204": { description: Done. } }
    delete:
      operationId: remove
      parameters: [{ name: sort, in: query, schema: { type: string, enum: [name, size] } }]
      responses: { "204": { description: Done. } }
"#;

/// The items that differ, with what each asks for.
fn moved(base: &str, head: &str) -> Vec<String> {
    let moved = compare(base, head).moved.into_iter();
    moved
        .map(|item| {
            let [before, after] = [item.before, item.after].map(Option::unwrap_or_default);
            format!("{} {}: {before} -> {after}", item.bump, item.path)
        })
        .collect()
}

#[test]
fn lists_that_change_alike_stay_one_type() {
    let head = ALIKE.replace("[name, size]", "[name, size, owner]");
    let expected = ["ListSort::Owner", "MakeSort::Owner", "RemoveSort::Owner"]
        .map(|path| format!("minor {path}:  -> Owner"));
    assert_eq!(moved(ALIKE, &head), expected);
}

#[test]
fn a_list_that_parts_from_others_breaks_what_takes_them_to_be_one() {
    let head = ALIKE.replacen("[name, size]", "[name, size, owner]", 1);
    let parted = "major ListSort: pub type ListSort = MakeSort -> pub enum ListSort";
    let value = "minor ListSort::Owner:  -> Owner";
    assert_eq!(moved(ALIKE, &head), [parted, value]);
    let joined = "major ListSort: pub enum ListSort -> pub type ListSort = MakeSort";
    let value = "major ListSort::Owner: Owner -> ";
    assert_eq!(moved(&head, ALIKE), [joined, value]);
}

#[test]
fn an_operation_more_or_less_moves_no_list_of_another() {
    let start = ALIKE.find("    get:").expect("it is there");
    let end = ALIKE.find("    post:").expect("it is there");
    let head = format!("{}{}", &ALIKE[..start], &ALIKE[end..]);
    for (one, other) in [(ALIKE, head.as_str()), (&head, ALIKE)] {
        let others: Vec<String> = moved(one, other)
            .into_iter()
            .filter(|line| line.contains("MakeSort") || line.contains("RemoveSort"))
            .collect();
        assert_eq!(others, [""; 0]);
    }
}
