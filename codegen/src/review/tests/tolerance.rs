//! The verdict on the wire counts in what the decoder of deployed clients can do without.

use super::super::{Context, review};
use super::examples::side;

/// An answer that requires one property of this schema.
fn answer(schema: &str, required: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{ title: A, version: \"1\" }}
paths:
  /a:
    get:
      operationId: read
      responses:
        \"200\":
          description: It.
          content: {{ application/json: {{ schema: {{ $ref: \"#/components/schemas/Thing\" }} }} }}
components:
  schemas:
    Thing:
      type: object
      required: [{required}]
      properties:
        id: {{ type: integer }}
{schema}
"
    )
}

/// The one verdict on the wire.
fn wire(old: &str, new: &str) -> (String, &'static str) {
    let review = review(&side(old, false), &side(new, false), &Context::default());
    let [change] = review.changes.as_slice() else {
        panic!("one change: {:?}", review.changes);
    };
    (change.rule.id.clone(), change.wire.word())
}

/// A record is left out that lacks a value which the client's type cannot do without; an `Option`, a list and a map read as
/// nothing.
#[test]
fn what_has_room_for_nothing_is_not_missed() {
    for (schema, is_missed) in [
        ("type: string", true),
        ("type: string, enum: [a, b]", true),
        ("type: object, properties: { a: { type: string } }", true),
        ("type: object, additionalProperties: false", true),
        ("type: string, nullable: true", false),
        ("type: array, items: { type: string }", false),
        ("type: object", false),
        (
            "type: object, additionalProperties: { type: string }",
            false,
        ),
    ] {
        let old = answer(&format!("        it: {{ {schema} }}"), "id, it");
        let optional = answer(&format!("        it: {{ {schema} }}"), "id");
        let gone = answer("", "id");
        let other = answer("        it: { type: boolean }", "id, it");
        let verdict = |missed, otherwise| if is_missed { missed } else { otherwise };
        assert_eq!(
            wire(&old, &optional),
            (
                "response-property-became-optional".to_owned(),
                verdict("breaking", "safe")
            ),
            "{schema}"
        );
        assert_eq!(
            wire(&old, &gone),
            (
                "response-required-property-removed".to_owned(),
                verdict("breaking", "risky")
            ),
            "{schema}"
        );
        if !schema.contains("nullable") {
            let verdict = verdict("breaking", "risky");
            let found = wire(&old, &other);
            assert_eq!(
                found,
                ("response-property-type-changed".to_owned(), verdict),
                "{schema}"
            );
            let null = answer(
                &format!("        it: {{ {schema}, nullable: true }}"),
                "id, it",
            );
            let verdict = if is_missed { "breaking" } else { "safe" };
            let found = wire(&old, &null);
            assert_eq!(
                found,
                ("response-property-became-nullable".to_owned(), verdict),
                "{schema}"
            );
        }
    }
}
