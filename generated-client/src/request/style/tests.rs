//! The tables of OpenAPI and of RFC 6570, row by row.

use serde_json::json;

use super::ParameterStyle as Style;
use crate::decode::Encoded;

fn colors() -> Encoded {
    Encoded::List(["blue", "black", "brown"].map(Encoded::text).into())
}

fn rgb() -> Encoded {
    let rgb = [("R", 100), ("G", 200), ("B", 150)];
    Encoded::Object(
        rgb.map(|(key, value)| (key.into(), Encoded::Int(value)))
            .into(),
    )
}

fn written(style: Style, value: &Encoded) -> Option<String> {
    style.write("color", value).unwrap()
}

/// Style, then the empty text, a text, a list and an object.
#[rustfmt::skip]
const OPENAPI: [(Style, [&str; 4]); 16] = [
    (Style::matrix(), [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]),
    (Style::matrix().exploded(), [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"]),
    (Style::label(), [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
    (Style::label().exploded(), [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
    (Style::form(), ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
    (Style::form().exploded(), ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]),
    (Style::simple(), ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
    (Style::simple().exploded(), ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
    (Style::header(), ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
    (Style::header().exploded(), ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
    (Style::space_delimited(), ["color=", "color=blue", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"]),
    (Style::pipe_delimited(), ["color=", "color=blue", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"]),
    (Style::space_delimited().exploded(), ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]),
    (Style::pipe_delimited().exploded(), ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]),
    (Style::cookie(), ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
    (Style::cookie().exploded(), ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"]),
];

#[test]
fn the_table_of_openapi() {
    for (style, [empty, text, list, object]) in OPENAPI {
        match style.write("color", &Encoded::text("")) {
            Ok(found) => assert_eq!(found.as_deref(), Some(empty), "{style:?}"),
            Err(why) => assert_eq!(
                (why.as_str(), empty),
                ("the path value `color` is empty", "")
            ),
        }
        for (value, expected) in [
            (Encoded::text("blue"), text),
            (colors(), list),
            (rgb(), object),
        ] {
            assert_eq!(
                written(style, &value).as_deref(),
                Some(expected),
                "{style:?}"
            );
        }
    }
    let deep = "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150";
    assert_eq!(written(Style::deep_object(), &rgb()).as_deref(), Some(deep));
}

/// Style, name of the variable, and what it expands to; its name says its value.
#[rustfmt::skip]
const RFC_6570: [(Style, &str, &str); 17] = [
    (Style::simple(), "hello", "Hello%20World%21"),
    (Style::simple(), "list", "red,green,blue"),
    (Style::simple(), "keys", "semi,%3B,dash,-,comma,%2C"),
    (Style::simple().exploded(), "keys", "semi=%3B,dash=-,comma=%2C"),
    (Style::label(), "list", ".red,green,blue"),
    (Style::label().exploded(), "list", ".red.green.blue"),
    (Style::label(), "keys", ".semi,%3B,dash,-,comma,%2C"),
    (Style::label().exploded(), "keys", ".semi=%3B.dash=-.comma=%2C"),
    (Style::matrix(), "hello", ";hello=Hello%20World%21"),
    (Style::matrix(), "list", ";list=red,green,blue"),
    (Style::matrix().exploded(), "list", ";list=red;list=green;list=blue"),
    (Style::matrix(), "keys", ";keys=semi,%3B,dash,-,comma,%2C"),
    (Style::matrix().exploded(), "keys", ";semi=%3B;dash=-;comma=%2C"),
    (Style::form(), "list", "list=red,green,blue"),
    (Style::form().exploded(), "list", "list=red&list=green&list=blue"),
    (Style::form(), "keys", "keys=semi,%3B,dash,-,comma,%2C"),
    (Style::form().exploded(), "keys", "semi=%3B&dash=-&comma=%2C"),
];

#[test]
fn the_table_of_rfc_6570() {
    let keys = [("semi", ";"), ("dash", "-"), ("comma", ",")];
    let keys = keys.map(|(key, text)| (key.into(), Encoded::text(text)));
    let keys = Encoded::Object(keys.into());
    let list = Encoded::List(["red", "green", "blue"].map(Encoded::text).into());
    let hello = Encoded::text("Hello World!");
    for (style, name, expected) in RFC_6570 {
        let value = match name {
            "hello" => &hello,
            "list" => &list,
            _ => &keys,
        };
        let found = style.write(name, value).unwrap();
        assert_eq!(found.as_deref(), Some(expected), "{style:?}");
    }
}

#[test]
fn what_is_not_there_is_not_written() {
    let nulls = Encoded::List(vec![
        Encoded::Null,
        Encoded::text("a"),
        Encoded::Any(json!(null)),
    ]);
    assert_eq!(written(Style::form(), &nulls).as_deref(), Some("color=a"));
    for value in [
        Encoded::Null,
        Encoded::List(vec![]),
        Encoded::Object(vec![("a".into(), Encoded::Null)]),
        Encoded::Any(json!([])),
    ] {
        for style in [
            Style::form(),
            Style::form().exploded(),
            Style::pipe_delimited(),
            Style::header(),
            Style::cookie(),
        ] {
            assert_eq!(written(style, &value), None, "{style:?}");
        }
        for style in [Style::simple(), Style::label().exploded(), Style::matrix()] {
            assert!(
                style
                    .write("color", &value)
                    .unwrap_err()
                    .ends_with("is empty")
            );
        }
    }
    assert_eq!(
        written(Style::deep_object(), &Encoded::Object(vec![])),
        None
    );
}

#[test]
fn reserved_characters_stay_where_they_break_nothing() {
    let all = Encoded::text(":/?#[]@!$&'()*+,;= %|");
    let style = Style::form().exploded().reserved();
    let expected = "color=:/?%23[]@!$%26%27()*%2B,;=%20%25%7C";
    assert_eq!(written(style, &all).as_deref(), Some(expected));
    let list = Encoded::List(["a,b", "c/d"].map(Encoded::text).into());
    assert_eq!(
        written(Style::form().reserved(), &list).as_deref(),
        Some("color=a%2Cb,c/d")
    );
    let object = Encoded::Object(vec![("a=b&c".into(), Encoded::text("d=e"))]);
    assert_eq!(written(style, &object).as_deref(), Some("a%3Db%26c=d=e"));
    let deep = Style::deep_object().reserved();
    assert_eq!(
        written(deep, &object).as_deref(),
        Some("color%5Ba%3Db%26c%5D=d=e")
    );
}

#[test]
fn nested_objects_are_written_in_brackets_alone() {
    let nested = Encoded::Any(json!({"a": {"b": 1, "c": {"d": "x y"}}, "e": true}));
    assert_eq!(
        written(Style::deep_object(), &nested).as_deref(),
        Some("color%5Ba%5D%5Bb%5D=1&color%5Ba%5D%5Bc%5D%5Bd%5D=x%20y&color%5Be%5D=true")
    );
    let why = Style::form().write("color", &nested).unwrap_err();
    assert_eq!(
        why,
        "`color` holds a list or an object in another, which its style cannot write"
    );
    let list = Encoded::Any(json!({"a": [1, null, 2]}));
    assert_eq!(
        written(Style::deep_object(), &list).as_deref(),
        Some("color%5Ba%5D%5B%5D=1&color%5Ba%5D%5B%5D=2")
    );
    let list = Encoded::Any(json!([{"a": 1, "b": [2, 3]}, null, {"a": 4}, [5]]));
    let numbered = "c[0][a]=1&c[0][b][]=2&c[0][b][]=3&c[1][a]=4&c[2][]=5";
    let numbered = numbered.replace('[', "%5B").replace(']', "%5D");
    let written = Style::deep_object().write("c", &list);
    assert_eq!(written.unwrap().as_deref(), Some(numbered.as_str()));
}

#[test]
fn a_value_that_would_be_torn_is_refused() {
    for (style, item, end) in [
        (Style::space_delimited(), "a b", ' '),
        (Style::pipe_delimited(), "a|b", '|'),
        (Style::label().exploded(), "a.b", '.'),
        (Style::header(), "a,b", ','),
    ] {
        let why = style
            .write("color", &Encoded::List(vec![Encoded::text(item)]))
            .unwrap_err();
        assert_eq!(
            why,
            format!("a value of `color` contains `{end}`, which would be read as its end")
        );
        assert!(style.write("color", &Encoded::text(item)).is_ok());
    }
}

#[test]
fn a_header_holds_what_arrives_as_it_was_given() {
    for text in [
        "a\r\nb: c",
        "a\nb",
        "\u{0}",
        "a\tb",
        "\u{7f}",
        "ä",
        " a",
        "a ",
    ] {
        let why = Style::header()
            .write("X-Color", &Encoded::text(text))
            .unwrap_err();
        assert!(why.starts_with("the header value `X-Color` "), "{why}");
    }
    for text in ["\"tag\"", "W/\"a, b\"", "50% off", "a=b;c"] {
        assert_eq!(
            written(Style::header(), &Encoded::text(text)).as_deref(),
            Some(text)
        );
    }
}

#[test]
fn json_goes_everywhere() {
    let value = Encoded::Any(json!({"a": ["ä😀", 1]}));
    let json = r#"{"a":["\u00e4\ud83d\ude00",1]}"#;
    assert_eq!(
        written(Style::header().json(), &value).as_deref(),
        Some(json)
    );
    let decoded: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(decoded, json!({"a": ["ä😀", 1]}));
    let encoded = "%7B%22a%22%3A%5B%22%C3%A4%F0%9F%98%80%22%2C1%5D%7D";
    assert_eq!(
        written(Style::simple().json(), &value).as_deref(),
        Some(encoded)
    );
    for style in [Style::form().json(), Style::cookie().json()] {
        assert_eq!(written(style, &value), Some(format!("color={encoded}")));
    }
    assert_eq!(
        written(Style::form().json(), &Encoded::List(vec![])).as_deref(),
        Some("color=%5B%5D")
    );
}
