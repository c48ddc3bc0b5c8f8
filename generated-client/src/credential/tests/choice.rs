//! Which alternative a request takes.

use super::{BEARER, COOKIE, HEADER, LOGIN, QUERY, all};
use crate::credential::Credentials;
use crate::scheme::SecurityScheme;
use crate::token::ApiToken;

fn chosen(
    credentials: &Credentials,
    alternatives: &[&[SecurityScheme]],
) -> Result<Vec<&'static str>, String> {
    let carried = credentials.choose(alternatives)?;
    Ok(carried.iter().map(|(scheme, _)| scheme.name).collect())
}

#[test]
fn the_first_alternative_counts_that_can_be_met() {
    let some = Credentials::new().key(HEADER, "a").key(QUERY, "b");
    for (alternatives, expected) in [
        (&[] as &[&[SecurityScheme]], &[] as &[&str]),
        (&[&[]], &[]),
        (&[&[HEADER]], &["header"]),
        (&[&[BEARER], &[HEADER]], &["header"]),
        (&[&[BEARER, HEADER], &[QUERY]], &["query"]),
        (&[&[HEADER, QUERY], &[HEADER]], &["header", "query"]),
        (&[&[BEARER], &[]], &[]),
        (&[&[QUERY], &[]], &["query"]),
    ] {
        assert_eq!(chosen(&some, alternatives).unwrap(), expected);
    }
    assert_eq!(chosen(&all(), &[&[BEARER], &[HEADER]]).unwrap(), ["bearer"]);
}

#[test]
fn what_is_missing_is_named() {
    let some = Credentials::new().key(HEADER, "secret");
    for (alternatives, expected) in [
        (&[&[BEARER] as &[_]] as &[&[_]], "a token for `bearer`"),
        (&[&[HEADER, QUERY]], "a key for `query`"),
        (
            &[&[COOKIE, LOGIN], &[BEARER]],
            "a key for `cookie` and a user and a password for `login`, or a token for `bearer`",
        ),
        (&[&[SecurityScheme::TOKEN]], "an API token"),
    ] {
        let error = chosen(&some, alternatives).unwrap_err();
        let expected = format!(
            "the operation needs {expected}, which the client was not given; it was not sent"
        );
        assert_eq!(error, expected);
    }
}

#[test]
fn a_token_without_a_scheme_fits_every_scheme_that_takes_one() {
    let one = Credentials::from("token");
    assert_eq!(chosen(&one, &[&[HEADER], &[BEARER]]).unwrap(), ["bearer"]);
    assert!(chosen(&one, &[&[HEADER], &[LOGIN]]).is_err());
    // A token that names its scheme goes to that scheme alone.
    let named = Credentials::new().token(BEARER, "token");
    assert!(chosen(&named, &[&[SecurityScheme::TOKEN]]).is_err());
    assert!(chosen(&named, &[&[SecurityScheme::bearer("admin")]]).is_err());
}

#[test]
fn a_credential_is_of_the_kind_that_the_scheme_takes() {
    for (credentials, method) in [
        (Credentials::new().token(HEADER, "x"), "key"),
        (Credentials::new().key(LOGIN, "x"), "basic"),
        (Credentials::new().basic(BEARER, "x", "y"), "token"),
    ] {
        let error = credentials.check().unwrap_err();
        assert!(
            error.ends_with(&format!("give it by `{method}`")),
            "{error}"
        );
    }
}

#[test]
fn what_cannot_be_sent_is_refused_at_once() {
    let key = |text: &str| Credentials::new().key(HEADER, text);
    let cookie = |text: &str| Credentials::new().key(COOKIE, text);
    let basic = |user: &str, password: &str| Credentials::new().basic(LOGIN, user, password);
    for (credentials, expected) in [
        (Credentials::from(" "), "the API token is empty"),
        (key(""), "the key for `header` is empty"),
        (key("a\r\nb"), "the key for `header` contains a line break"),
        (key("ü"), "the key for `header` contains a character beyond"),
        (cookie("a;b"), "the key for `cookie` contains a character"),
        (basic("", ""), "the user or password for `login` is empty"),
        (
            basic("a:b", ""),
            "the user or password for `login` contains a colon",
        ),
        (
            basic("a", "b\nc"),
            "the user or password for `login` contains a line",
        ),
    ] {
        let error = credentials.check().unwrap_err();
        assert!(error.starts_with(expected), "{error}");
    }
    for good in [
        key(" a b "),
        cookie("a=b"),
        basic("jane", " p:ä "),
        basic("key", ""),
    ] {
        good.check().unwrap();
    }
    let provider = ApiToken::provider(|| async { Ok(String::new()) });
    Credentials::from(provider).check().unwrap();
}
