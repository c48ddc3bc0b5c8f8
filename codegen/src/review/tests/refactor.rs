//! Documents that are written otherwise and mean the same: nothing is told.

use super::examples::{compare, lines};
use crate::review::example::BASE;

/// Title, and replacements in the document: old text, new text.
type Refactor = (&'static str, &'static [(&'static str, &'static str)]);

const ID: &str = "        - name: id
          in: path
          required: true
          schema:
            type: integer
            format: int64
";

const REFACTORS: &[Refactor] = &[
    ("nothing at all", &[]),
    (
        "a parameter becomes a component",
        &[
            (
                "        - name: weight
          in: query
          schema:
            type: number
            minimum: 0
",
                "        - $ref: \"#/components/parameters/Weight\"
",
            ),
            (
                "  responses:
    Fault:
",
                "  parameters:
    Weight:
      name: weight
      in: query
      schema:
        type: number
        minimum: 0
  responses:
    Fault:
",
            ),
        ],
    ),
    (
        "an answer is written in place",
        &[(
            "          $ref: \"#/components/responses/Fault\"
",
            "          description: Wrong.
          content:
            application/json:
              schema:
                $ref: \"#/components/schemas/Fault\"
",
        )],
    ),
    (
        "a header becomes a component",
        &[
            (
                "            X-Note:
              schema:
                type: string
",
                "            X-Note:
              $ref: \"#/components/headers/Note\"
",
            ),
            (
                "  responses:
    Fault:
",
                "  headers:
    Note:
      schema:
        type: string
  responses:
    Fault:
",
            ),
        ],
    ),
    (
        "a reference becomes an allOf of one",
        &[(
            "        status:
          $ref: \"#/components/schemas/Status\"
",
            "        status:
          allOf:
            - $ref: \"#/components/schemas/Status\"
",
        )],
    ),
    (
        "a schema becomes an allOf of one",
        &[(
            "        isbn:
          type: string
          maxLength: 13
",
            "        isbn:
          allOf:
            - type: string
              maxLength: 13
",
        )],
    ),
    (
        "a reference becomes a oneOf of one",
        &[(
            "        status:
          $ref: \"#/components/schemas/Status\"
",
            "        status:
          oneOf:
            - $ref: \"#/components/schemas/Status\"
",
        )],
    ),
    (
        "a schema becomes a oneOf of one",
        &[(
            "        isbn:
          type: string
          maxLength: 13
",
            "        isbn:
          oneOf:
            - type: string
              maxLength: 13
",
        )],
    ),
    (
        "a reference becomes an anyOf of one",
        &[(
            "        status:
          $ref: \"#/components/schemas/Status\"
",
            "        status:
          anyOf:
            - $ref: \"#/components/schemas/Status\"
",
        )],
    ),
    (
        "a schema becomes an anyOf of one",
        &[(
            "        isbn:
          type: string
          maxLength: 13
",
            "        isbn:
          anyOf:
            - type: string
              maxLength: 13
",
        )],
    ),
    (
        "keys of a schema change places",
        &[(
            "          type: string
          maxLength: 200
",
            "          maxLength: 200
          type: string
",
        )],
    ),
    (
        "keys of an operation change places",
        &[(
            "      operationId: Books_create
      tags:
        - Books
      summary: Adds a book.
",
            "      summary: Adds a book.
      tags:
        - Books
      operationId: Books_create
",
        )],
    ),
    (
        "properties change places",
        &[(
            "        title:
          type: string
        pages:
          type: integer
          format: int32
",
            "        pages:
          type: integer
          format: int32
        title:
          type: string
",
        )],
    ),
    (
        "required names change places",
        &[(
            "        - id
        - title
        - pages
",
            "        - pages
        - title
        - id
",
        )],
    ),
    (
        "schemas change places",
        &[(
            "    Note:
      type: object
      properties:
        text:
          type: string
    Fault:
      type: object
      required:
        - message
      properties:
        message:
          type: string
",
            "    Fault:
      type: object
      required:
        - message
      properties:
        message:
          type: string
    Note:
      type: object
      properties:
        text:
          type: string
",
        )],
    ),
    (
        "the defaults of a parameter are written out",
        &[(
            "        - name: ids
          in: query
",
            "        - name: ids
          in: query
          required: false
          deprecated: false
          style: form
          explode: true
          allowReserved: false
          allowEmptyValue: false
",
        )],
    ),
    (
        "the defaults of a schema are written out",
        &[(
            "          type: string
          maxLength: 200
",
            "          type: string
          maxLength: 200
          minLength: 0
          nullable: false
          deprecated: false
          readOnly: false
          writeOnly: false
",
        )],
    ),
    (
        "the defaults of a list and of a number are written out",
        &[
            (
                "          uniqueItems: true
",
                "          uniqueItems: true
          minItems: 0
",
            ),
            (
                "            minimum: 1
            maximum: 50
",
                "            minimum: 1
            exclusiveMinimum: false
            maximum: 50
            exclusiveMaximum: false
",
            ),
        ],
    ),
    (
        "a body says that it is optional",
        &[(
            "      requestBody:
        content:
          application/json:
            schema:
              $ref: \"#/components/schemas/Note\"
",
            "      requestBody:
        required: false
        content:
          application/json:
            schema:
              $ref: \"#/components/schemas/Note\"
",
        )],
    ),
    (
        "an operation says what the document says",
        &[(
            "      operationId: Books_create
",
            "      operationId: Books_create
      security:
        - bearer: []
",
        )],
    ),
    (
        "scalars are quoted",
        &[(
            "      operationId: Books_create\n",
            "      operationId: \"Books_create\"\n",
        )],
    ),
];

#[test]
fn a_refactor_is_no_change() {
    for (title, replacements) in REFACTORS {
        let mut text = BASE.to_owned();
        for (old, new) in *replacements {
            assert_eq!(text.matches(old).count(), 1, "{title}: {old}");
            text = text.replacen(old, new, 1);
        }
        for (old, new) in [(BASE, text.as_str()), (text.as_str(), BASE)] {
            assert_eq!(lines(&compare(old, new)), Vec::<String>::new(), "{title}");
        }
    }
}

#[test]
fn parameters_that_are_hoisted_to_their_path_are_no_change() {
    let (head, tail) = BASE.split_once("  /books/{id}:\n").unwrap();
    let (own, rest) = tail.split_once("  /health:\n").unwrap();
    assert_eq!(own.matches(ID).count(), 3);
    let own = own.replace(&format!("      parameters:\n{ID}"), "");
    let hoisted: Vec<&str> = ID.lines().map(|line| &line[2..]).collect();
    let hoisted = format!("{}\n", hoisted.join("\n"));
    let text = format!("{head}  /books/{{id}}:\n    parameters:\n{hoisted}{own}  /health:\n{rest}");
    for (old, new) in [(BASE, text.as_str()), (text.as_str(), BASE)] {
        assert_eq!(lines(&compare(old, new)), Vec::<String>::new());
    }
}
