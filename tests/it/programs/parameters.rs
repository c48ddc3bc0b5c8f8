//! Parameters of every style and place, exploded and not, for every kind of value.

use super::{Recorded, pairs, sent, values};

/// Each parameter of the query as it stands on the wire, in the order in which it was set.
const QUERY: &[&str] = &[
    "formText=a%20b%26c%3Dd%2F%C3%A9",
    "formTextExploded=a%20b%26c%3Dd%2F%C3%A9",
    "formList=a%26b,c",
    "formListExploded=a%26b",
    "formListExploded=c",
    "formObject=r,1,g,x%20y",
    "r=1",
    "g=x%20y",
    "formMap=k,2,l,3",
    "k=2",
    "l=3",
    "spaceDelimitedList=a%26b%20c",
    "spaceDelimitedListExploded=a%26b",
    "spaceDelimitedListExploded=c",
    "spaceDelimitedObject=r%201%20g%20x",
    "r=1",
    "g=x%20y",
    "pipeDelimitedList=a%26b%7Cc",
    "pipeDelimitedListExploded=a%26b",
    "pipeDelimitedListExploded=c",
    "pipeDelimitedObject=r%7C1%7Cg%7Cx%20y",
    "r=1",
    "g=x%20y",
    "deepObjectObjectExploded%5Br%5D=1",
    "deepObjectObjectExploded%5Bg%5D=x%20y",
    "deepObjectMapExploded%5Bk%5D=2",
    "deepObjectMapExploded%5Bl%5D=3",
    "reservedText=a/b?c%26d=[e]",
    "reservedList=a/b,c%2Cd",
    "jsonContent=%7B%22r%22%3A1%2C%22g%22%3A%22x%20y%22%7D",
    "textContent=a%20b%26c%3Dd%2F%C3%A9",
];

const HEADERS: &[(&str, &str)] = &[
    ("X-simpleText", "a b, c"),
    ("X-simpleTextExploded", "d"),
    ("X-simpleList", "a&b,c"),
    ("X-simpleListExploded", "a&b,c"),
    ("X-simpleObject", "r,1,g,x y"),
    ("X-simpleObjectExploded", "r=1,g=x y"),
    ("X-simpleMap", "k,2,l,3"),
    ("X-simpleMapExploded", "k=2,l=3"),
    ("X-jsonContent", r#"{"r":1,"g":"x y"}"#),
];

const COOKIES: &[&str] = &[
    "formText=a%3Bb",
    "formTextExploded=c",
    "formList=a%26b,c",
    "formListExploded=a%26b",
    "formListExploded=c",
    "formObject=r,1,g,x%20y",
    "r=1",
    "g=x%20y",
    "formMap=k,2,l,3",
    "k=2",
    "l=3",
    "jsonContent=%7B%22r%22%3A1%2C%22g%22%3A%22x%20y%22%7D",
];

const PATHS: &[&str] = &[
    "GET /simple/a%20b%26c%3Dd%2F%C3%A9/a%26b,c/r,1,g,x%20y/k,2,l,3",
    "GET /simpleExploded/a%20b%26c%3Dd%2F%C3%A9/a%26b,c/r=1,g=x%20y/k=2,l=3",
    "GET /label/.a%20b%26c%3Dd%2F%C3%A9/.a%26b,c/.r,1,g,x%20y/.k,2,l,3",
    "GET /labelExploded/.a%20b%26c%3Dd%2F%C3%A9/.a%26b.c/.r=1.g=x%20y/.k=2.l=3",
    "GET /matrix/;text=a%20b%26c%3Dd%2F%C3%A9/;list=a%26b,c/;object=r,1,g,x%20y/;map=k,2,l,3",
    "GET /matrixExploded/;text=a%20b%26c%3Dd%2F%C3%A9/;list=a%26b;list=c/;r=1;g=x%20y/;k=2;l=3",
];

#[test]
#[ignore = "starts cargo"]
fn every_style_of_every_place_arrives() {
    let requests = sent("parameter_matrix");
    let [query, headers, cookies, paths @ ..] = requests.as_slice() else {
        panic!("too few requests: {requests:?}");
    };
    let (path, text) = query.line().split_once('?').unwrap();
    assert_eq!((path, text), ("GET /query", QUERY.join("&").as_str()));
    let read = pairs(text);
    assert_eq!(read.len(), QUERY.len());
    for name in ["formText", "formTextExploded", "textContent"] {
        assert_eq!(values(&read, name), ["a b&c=d/é"]);
    }
    for style in ["form", "spaceDelimited", "pipeDelimited"] {
        assert_eq!(values(&read, &format!("{style}ListExploded")), ["a&b", "c"]);
    }
    assert_eq!(values(&read, "deepObjectObjectExploded[g]"), ["x y"]);
    assert_eq!(values(&read, "reservedText"), ["a/b?c&d=[e]"]);
    assert_eq!(values(&read, "jsonContent"), [r#"{"r":1,"g":"x y"}"#]);

    assert_eq!(headers.line(), "GET /header");
    for (name, value) in HEADERS {
        assert_eq!(headers.header(name), [*value], "{name}");
    }
    assert_eq!(cookies.line(), "GET /cookie");
    assert_eq!(cookies.header("cookie"), [COOKIES.join("; ")]);
    let paths: Vec<&str> = paths.iter().map(Recorded::line).collect();
    assert_eq!(paths, PATHS);
}
