//! Row 12: everything that the API is known to send, through the client, each with exactly the drift it leaves.

use generated_client::jiff::Timestamp;
use generated_client::jiff::civil::date;
use generated_client::{
    ComplianceCheckType, EmploymentStatus, PersonnelListItem, PersonnelPage, Response,
};

use crate::client;
use crate::server::{Server, answer};

/// Drift as one line each: the pointer without `prefix`, and the kind.
pub(crate) fn drift<T>(response: &Response<T>, prefix: &str) -> Vec<String> {
    let line = |drift: &generated_client::Drift| {
        let pointer = drift.pointer.strip_prefix(prefix).unwrap_or(&drift.pointer);
        format!("{pointer} {:?}", drift.kind)
    };
    response.drift().iter().map(line).collect()
}

async fn page(body: &str) -> (PersonnelPage, Vec<String>) {
    let server = Server::answering([answer("200 OK", body)]);
    let response = client(&server).personnel().list().send().await.unwrap();
    let drift = drift(&response, "");
    (response.into_value(), drift)
}

/// The only record of a page, made of an id and these fields.
pub(crate) async fn person(fields: &str) -> (PersonnelListItem, Vec<String>) {
    let comma = if fields.is_empty() { "" } else { "," };
    let body = format!(r#"{{"data":[{{"id":7{comma}{fields}}}],"total":1}}"#);
    let server = Server::answering([answer("200 OK", &body)]);
    let response = client(&server).personnel().list().send().await.unwrap();
    let drift = drift(&response, "/data/0");
    let mut data = response.into_value().data;
    assert_eq!(data.len(), 1, "{fields}");
    (data.remove(0), drift)
}

/// The same, of fields that are as the document says.
pub(crate) async fn clean(fields: &str) -> PersonnelListItem {
    let (person, drift) = person(fields).await;
    assert!(drift.is_empty(), "{fields}: {drift:?}");
    person
}

fn stamp(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[tokio::test]
async fn row_12_01_an_envelope_with_data_and_total_alone() {
    let (page, drift) = page(r#"{"data":[{"id":1},{"id":2}],"total":2}"#).await;
    assert!(drift.is_empty(), "{drift:?}");
    assert_eq!((page.data.len(), page.total), (2, Some(2)));
    assert_eq!((page.page, page.limit), (None, None));
    assert!(page.data_all.is_empty());
}

#[tokio::test]
async fn row_12_02_a_page_above_the_first() {
    let body = r#"{"data":[{"id":51}],"page":2,"limit":50,"total":51,"dataAll":{"a":1}}"#;
    let (page, drift) = page(body).await;
    assert!(drift.is_empty(), "{drift:?}");
    assert_eq!(
        (page.page, page.limit, page.total),
        (Some(2), Some(50), Some(51))
    );
    assert_eq!(page.data_all["a"], 1);
}

#[tokio::test]
async fn row_12_03_a_record_of_almost_nothing() {
    let person =
        clean(r#""user":{"email":"jane@mail.example"},"devicesFailingComplianceCount":3"#).await;
    assert_eq!(person.devices_failing_compliance_count, Some(3));
    assert_eq!(
        person.user.unwrap().email.as_deref(),
        Some("jane@mail.example")
    );
    assert!(person.devices.is_empty() && person.data.is_none());
}

#[tokio::test]
async fn row_12_04_compliance_checks_of_type_and_status_alone() {
    let person =
        clean(r#""complianceChecks":[{"type":"BG_CHECK","status":"PASS"},{"type":"HDD_ENCRYPTION","status":"FAIL"}]"#)
            .await;
    let checks = person.compliance_checks;
    assert_eq!(checks[0].r#type, Some(ComplianceCheckType::BgCheck));
    assert_eq!(checks[1].status.as_ref().unwrap().as_str(), "FAIL");
    assert_eq!(checks[1].id, None);
}

#[tokio::test]
async fn row_12_05_a_user_of_a_bare_date() {
    let (person, drift) = person(r#""user":{"drataTermsAgreedAt":"2020-07-06"}"#).await;
    assert_eq!(drift, ["/user/drataTermsAgreedAt DateForm"]);
    assert_eq!(
        person.user.unwrap().drata_terms_agreed_at,
        Some(stamp("2020-07-06T00:00:00Z"))
    );
}

#[tokio::test]
async fn row_12_06_nulls_where_values_are_declared() {
    let person = clean(
        r#""devicesFailingComplianceCount":null,"devicesCount":null,"employmentStatus":null,"user":null"#,
    )
    .await;
    assert_eq!(person, clean("").await);
    assert!(person.user.is_none() && person.employment_status.is_none());
}

#[tokio::test]
async fn row_12_07_an_employment_status_outside_the_enum() {
    let (person, drift) = person(r#""employmentStatus":"FORMER""#).await;
    assert_eq!(drift, ["/employmentStatus UnknownValue"]);
    let status = person.employment_status.unwrap();
    assert!(matches!(status, EmploymentStatus::Unrecognized(_)));
    assert_eq!(status.as_str(), "FORMER");
    assert_eq!(serde_json::to_string(&status).unwrap(), "\"FORMER\"");
    let known = clean(r#""employmentStatus":"UNKNOWN""#).await;
    assert_eq!(known.employment_status, Some(EmploymentStatus::Unknown));
}

#[tokio::test]
async fn row_12_08_a_compliance_check_type_outside_the_enum() {
    let (person, drift) =
        person(r#""complianceChecks":[{"type":"MOOD"},{"type":"ANTIVIRUS"}]"#).await;
    assert_eq!(drift, ["/complianceChecks/0/type UnknownValue"]);
    let types: Vec<&str> = person
        .compliance_checks
        .iter()
        .map(|check| check.r#type.as_ref().unwrap().as_str())
        .collect();
    assert_eq!(types, ["MOOD", "ANTIVIRUS"]);
}

#[tokio::test]
async fn row_12_09_a_start_date_that_is_null() {
    assert_eq!(clean(r#""startDate":null"#).await.start_date, None);
}

#[tokio::test]
async fn row_12_13_lists_as_lists_and_as_the_text_of_an_empty_one() {
    let person = clean(
        r#""complianceChecks":[{"id":1}],"complianceTests":[{"testId":2}],"devices":[{"id":3}]"#,
    )
    .await;
    assert_eq!(person.compliance_checks[0].id, Some(1));
    assert_eq!(person.compliance_tests[0].test_id, Some(2));
    assert_eq!(person.devices[0].id, Some(3));
    let (person, drift) =
        self::person(r#""complianceChecks":"[]","complianceTests":"[]","devices":"[]""#).await;
    assert_eq!(
        drift,
        [
            "/complianceChecks WrongType(String)",
            "/complianceTests WrongType(String)",
            "/devices WrongType(String)",
        ]
    );
    assert!(person.compliance_checks.is_empty() && person.devices.is_empty());
}

#[tokio::test]
async fn row_12_19_an_old_compliance_check() {
    let (person, drift) =
        person(r#""complianceChecks":[{"id":1,"type":"BG_CHECK","compliant":true}]"#).await;
    assert_eq!(drift, ["/complianceChecks/0/compliant UnknownField"]);
    let check = &person.compliance_checks[0];
    assert_eq!((check.id, &check.status), (Some(1), &None));
}

#[tokio::test]
async fn row_12_21_unknown_properties_anywhere() {
    let body = r#"{"total":1,"a":{},"data":[{"id":7,"b/c":1,"user":{"id":8,"d~e":[1],
        "backgroundChecks":[{"f":null}],
        "identities":[{"g":"x","connection":{"h":{},"workspaces":[{"i":1}],"providerTypes":[{"value":"MDM","j":1}]}}],
        "documents":[{"id":1,"fileUrl":null,"k":1}]},
        "complianceChecks":[{"l":1}],"complianceTests":[{"m":1}],"data":{"n":1},
        "devices":[{"o":1,"complianceChecks":[{"p":1}],"identifiers":[{"q":1}],"documents":[{"r":1}]}]}]}"#;
    let (page, drift) = page(body).await;
    assert_eq!(
        drift,
        [
            "/a",
            "/data/0/b~1c",
            "/data/0/user/d~0e",
            "/data/0/user/backgroundChecks/0/f",
            "/data/0/user/identities/0/g",
            "/data/0/user/identities/0/connection/h",
            "/data/0/user/identities/0/connection/workspaces/0/i",
            "/data/0/user/identities/0/connection/providerTypes/0/j",
            "/data/0/user/documents/0/k",
            "/data/0/complianceChecks/0/l",
            "/data/0/complianceTests/0/m",
            "/data/0/data/n",
            "/data/0/devices/0/o",
            "/data/0/devices/0/complianceChecks/0/p",
            "/data/0/devices/0/identifiers/0/q",
            "/data/0/devices/0/documents/0/r",
        ]
        .map(|pointer| format!("{pointer} UnknownField"))
    );
    assert_eq!(page.data[0].user.as_ref().unwrap().identities.len(), 1);
}

#[tokio::test]
async fn row_12_22_every_form_of_a_timestamp() {
    for (form, utc, odd) in [
        (
            "2025-07-01T16:45:55.246Z",
            "2025-07-01T16:45:55.246Z",
            false,
        ),
        ("2025-07-01T16:45:55Z", "2025-07-01T16:45:55Z", false),
        ("2025-07-01T16:45:55+02:00", "2025-07-01T14:45:55Z", false),
        ("2020-07-06 12:00:00.000000", "2020-07-06T12:00:00Z", true),
        ("2020-07-06T12:00:00", "2020-07-06T12:00:00Z", true),
        ("2020-07-06", "2020-07-06T00:00:00Z", true),
    ] {
        let (person, drift) = person(&format!(r#""statusUpdatedAt":"{form}""#)).await;
        let expected: &[&str] = if odd {
            &["/statusUpdatedAt DateForm"]
        } else {
            &[]
        };
        assert_eq!(drift, expected, "{form}");
        assert_eq!(person.status_updated_at, Some(stamp(utc)), "{form}");
    }
}

#[tokio::test]
async fn row_12_22_every_form_of_a_date() {
    for (form, odd) in [
        ("2020-07-06", false),
        ("2020-07-06T22:00:00.000Z", true),
        ("2020-07-07T01:00:00+02:00", true),
        ("2020-07-06 12:00:00.000000", true),
    ] {
        let (person, drift) = person(&format!(r#""separationDate":"{form}""#)).await;
        let expected: &[&str] = if odd {
            &["/separationDate DateForm"]
        } else {
            &[]
        };
        assert_eq!(drift, expected, "{form}");
        assert_eq!(person.separation_date, Some(date(2020, 7, 6)), "{form}");
    }
    let (person, drift) = person(r#""startDate":"soon","separationDate":20200706"#).await;
    assert_eq!(
        drift,
        [
            "/startDate WrongType(String)",
            "/separationDate WrongType(Number)"
        ]
    );
    assert_eq!((person.start_date, person.separation_date), (None, None));
}

#[tokio::test]
async fn row_12_23_an_id_however_it_is_written() {
    let (page, drift) =
        page(r#"{"data":[{"id":1},{"id":1.0},{"id":"1"},{"id":1e0}],"total":4}"#).await;
    assert_eq!(drift, ["/data/2/id Coerced(String)"]);
    assert!(page.data.iter().all(|person| person.id.get() == 1));
    assert_eq!(page.data.len(), 4);
}
