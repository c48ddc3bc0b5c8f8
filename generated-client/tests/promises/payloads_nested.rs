//! Row 12, below a record: users, identities, connections, devices, documents; and the bodies of errors.

use generated_client::{
    ConnectionCompanyId, ConnectionId, ConnectionProviderTypesItem, ConnectionRequestorId,
    DeviceMacAddress, DeviceScreenLockTime, Identity, PersonnelDataMacAddress,
    PersonnelDataScreenLockTime, PersonnelId, UserDocumentsItem,
};
use serde_json::{Value, json};

use crate::once;
use crate::payloads::{clean, person};
use crate::server::{Server, answer};

/// The only identity of the only record, of these fields, and its drift.
async fn identity(fields: &str) -> (Identity, Vec<String>) {
    let (person, drift) = person(&format!(r#""user":{{"identities":[{{{fields}}}]}}"#)).await;
    let prefix = "/user/identities/0";
    let drift = drift.iter().map(|line| line.replace(prefix, "")).collect();
    let mut identities = person.user.unwrap().identities;
    assert_eq!(identities.len(), 1, "{fields}");
    (identities.remove(0), drift)
}

/// The same, of fields that are as the document says.
async fn clean_identity(fields: &str) -> Identity {
    let (identity, drift) = identity(fields).await;
    assert!(drift.is_empty(), "{fields}: {drift:?}");
    identity
}

#[tokio::test]
async fn row_12_10_ids_of_a_connection_as_numbers_and_as_texts() {
    let fields = r#""connection":{"id":1,"companyId":12341234,"requestorId":5}"#;
    let connection = clean_identity(fields).await.connection.unwrap();
    assert_eq!(connection.id, Some(ConnectionId::Integer(1)));
    assert_eq!(
        connection.company_id,
        Some(ConnectionCompanyId::Integer(12_341_234))
    );
    assert_eq!(
        connection.requestor_id,
        Some(ConnectionRequestorId::Integer(5))
    );
    let uuid = "0f0e6c1a-6f7e-4c57-9d0e-2f4b8a4b7b1d";
    for requestor in ["5", uuid] {
        let fields = format!(
            r#""connection":{{"id":"1","companyId":"12341234","requestorId":"{requestor}"}}"#
        );
        let connection = clean_identity(&fields).await.connection.unwrap();
        assert_eq!(connection.id, Some(ConnectionId::String("1".to_owned())));
        let company = ConnectionCompanyId::String("12341234".to_owned());
        assert_eq!(connection.company_id, Some(company));
        let requestor = ConnectionRequestorId::String(requestor.to_owned());
        assert_eq!(connection.requestor_id, Some(requestor));
    }
}

#[tokio::test]
async fn row_12_10_a_lock_time_as_a_number_and_as_a_text() {
    let person = clean(r#""data":{"screenLockTime":60},"devices":[{"screenLockTime":60}]"#).await;
    assert_eq!(
        person.data.unwrap().screen_lock_time,
        Some(PersonnelDataScreenLockTime::Integer(60))
    );
    assert_eq!(
        person.devices[0].screen_lock_time,
        Some(DeviceScreenLockTime::Integer(60))
    );
    let person =
        clean(r#""data":{"screenLockTime":"60"},"devices":[{"screenLockTime":"60"}]"#).await;
    assert_eq!(
        person.data.unwrap().screen_lock_time,
        Some(PersonnelDataScreenLockTime::String("60".to_owned()))
    );
    assert_eq!(
        person.devices[0].screen_lock_time,
        Some(DeviceScreenLockTime::String("60".to_owned()))
    );
}

#[tokio::test]
async fn row_12_11_provider_types_in_every_shape() {
    let fields = r#""connection":{"providerTypes":[{"value":"MDM","isEnabled":true},5,"HRIS"]}"#;
    let types = clean_identity(fields)
        .await
        .connection
        .unwrap()
        .provider_types;
    let [
        ConnectionProviderTypesItem::ProviderType(object),
        ConnectionProviderTypesItem::Integer(5),
        ConnectionProviderTypesItem::String(name),
    ] = &types[..]
    else {
        panic!("other shapes: {}", types.len());
    };
    assert_eq!(
        (object.value.as_deref(), object.is_enabled, name.as_str()),
        (Some("MDM"), Some(true), "HRIS")
    );
    let connection = clean_identity(r#""connection":{"id":1}"#).await.connection;
    assert!(connection.unwrap().provider_types.is_empty());
    let (odd, drift) = identity(r#""connection":{"providerTypes":[null,[1],5]}"#).await;
    assert_eq!(
        drift,
        [
            "/connection/providerTypes/0 Null",
            "/connection/providerTypes/0 LeftOut",
            "/connection/providerTypes/1 UnknownVariant",
        ]
    );
    let types = odd.connection.unwrap().provider_types;
    assert!(types[0] == ConnectionProviderTypesItem::Unrecognized(json!([1])));
}

#[tokio::test]
async fn row_12_12_a_connection_that_never_was() {
    for fields in [
        r#""connected":false,"connectedAt":null"#,
        r#""connected":false"#,
    ] {
        let identity = clean_identity(&format!(r#""connection":{{{fields}}}"#)).await;
        let connection = identity.connection.unwrap();
        assert_eq!(
            (connection.connected, connection.connected_at),
            (Some(false), None)
        );
    }
}

#[tokio::test]
async fn row_12_14_documents_as_pages_flat_and_absent() {
    let pages =
        r#"{"data":[{"id":1,"type":"MFA_EVIDENCE"},{"id":2}],"page":1,"limit":20,"total":2}"#;
    let person = clean(&format!(r#""user":{{"documents":[{pages}]}}"#)).await;
    let documents = person.user.unwrap().documents;
    let [UserDocumentsItem::UserDocumentPage(page)] = &documents[..] else {
        panic!("not one page");
    };
    assert_eq!((page.data[1].id, page.total), (Some(2), Some(2)));
    let flat = r#"{"id":1,"name":"a","fileUrl":null},{"id":2,"renewalDate":"2026-01-31"}"#;
    let person = clean(&format!(r#""user":{{"documents":[{flat}]}}"#)).await;
    let ids = person
        .user
        .unwrap()
        .documents
        .into_iter()
        .map(|item| match item {
            UserDocumentsItem::UserDocument(document) => document.id,
            _ => None,
        });
    assert_eq!(ids.collect::<Vec<_>>(), [Some(1), Some(2)]);
    let person = clean(r#""user":{"id":1}"#).await;
    assert!(person.user.unwrap().documents.is_empty());
}

#[tokio::test]
async fn row_12_15_a_nested_user_in_every_shape() {
    let user = clean_identity(r#""user":{"id":8,"roles":["ADMIN"]}"#)
        .await
        .user
        .unwrap();
    assert_eq!((user.id.unwrap().get(), user.roles.len()), (8, 1));
    let user = clean_identity(r#""user":{}"#).await.user.unwrap();
    assert!(user.id.is_none() && user.email.is_none());
    for fields in [r#""user":null"#, r#""id":1"#] {
        assert!(clean_identity(fields).await.user.is_none());
    }
    let (identity, drift) = identity(r#""user":8,"connection":{"user":9}"#).await;
    assert_eq!(
        drift,
        [
            "/user WrongType(Number)",
            "/connection/user WrongType(Number)"
        ]
    );
    assert!(identity.user.is_none() && identity.connection.unwrap().user.is_none());
    let (person, drift) = person(r#""user":{"backgroundChecks":[{"id":1,"user":8}]}"#).await;
    assert_eq!(drift, ["/user/backgroundChecks/0/user WrongType(Number)"]);
    assert_eq!(person.user.unwrap().background_checks[0].id, Some(1));
}

#[tokio::test]
async fn row_12_16_an_explanation_is_any_json() {
    const NAMES: [&str; 6] = [
        "encryptionExplanation",
        "firewallExplanation",
        "screenLockExplanation",
        "antivirusExplanation",
        "autoUpdateExplanation",
        "passwordManagerExplanation",
    ];
    for value in [
        json!({"min": "5", "apps": ["a"]}),
        json!("none"),
        json!("{}"),
        json!({}),
    ] {
        let fields: Vec<String> = NAMES.map(|name| format!("\"{name}\":{value}")).into();
        let person = clean(&format!(r#""devices":[{{{}}}]"#, fields.join(","))).await;
        let device = &person.devices[0];
        let kept: [&Option<Value>; 6] = [
            &device.encryption_explanation,
            &device.firewall_explanation,
            &device.screen_lock_explanation,
            &device.antivirus_explanation,
            &device.auto_update_explanation,
            &device.password_manager_explanation,
        ];
        assert!(
            kept.iter().all(|kept| kept.as_ref() == Some(&value)),
            "{value}"
        );
    }
    let person = clean(r#""devices":[{"firewallExplanation":null}]"#).await;
    assert_eq!(person.devices[0].firewall_explanation, None);
}

#[tokio::test]
async fn row_12_17_addresses_joined_listed_and_null() {
    let fields = |value: &str| {
        format!(r#""data":{{"macAddress":{value}}},"devices":[{{"macAddress":{value}}}]"#)
    };
    let person = clean(&fields(r#""a,b""#)).await;
    let joined = "a,b".to_owned();
    assert!(
        person.data.unwrap().mac_address == Some(PersonnelDataMacAddress::String(joined.clone()))
    );
    assert!(person.devices[0].mac_address == Some(DeviceMacAddress::String(joined)));
    let person = clean(&fields(r#"["a","b"]"#)).await;
    let list = vec!["a".to_owned(), "b".to_owned()];
    assert!(person.data.unwrap().mac_address == Some(PersonnelDataMacAddress::List(list.clone())));
    assert!(person.devices[0].mac_address == Some(DeviceMacAddress::List(list)));
    let person = clean(&fields("null")).await;
    assert!(person.data.unwrap().mac_address.is_none() && person.devices[0].mac_address.is_none());
}

#[tokio::test]
async fn row_12_18_a_name_with_a_lower_case_letter_and_without() {
    let stamp = "2025-07-01T16:45:55.246Z".parse().unwrap();
    for name in ["lastcheckedAt", "lastCheckedAt"] {
        let person = clean(&format!(r#""data":{{"{name}":"{stamp}"}}"#)).await;
        assert_eq!(person.data.unwrap().lastchecked_at, Some(stamp), "{name}");
    }
}

#[tokio::test]
async fn row_12_20_the_bodies_of_errors() {
    let said = |code, text: &str| (code, Some(text.to_owned()));
    for (body, expected) in [
        (
            r#"{"statusCode":400,"message":"no","code":10010}"#,
            said(Some(10_010), "no"),
        ),
        (
            r#"{"statusCode":400,"message":"no","code":1,"debugInfo":null}"#,
            said(Some(1), "no"),
        ),
        (
            r#"{"message":"no","code":1,"debugInfo":{"name":"E","message":"m","stack":"s"}}"#,
            said(Some(1), "no"),
        ),
        (
            r#"{"name":"BadRequest","message":["a is wrong","b is wrong"]}"#,
            said(None, "a is wrong; b is wrong"),
        ),
        ("no", (None, None)),
        ("<html><body>no</body></html>", (None, None)),
        ("", (None, None)),
    ] {
        let server = Server::answering([answer("400 Bad Request", body)]);
        let id = PersonnelId::from(7);
        let error = once(&server).personnel().get(id).await.unwrap_err();
        let api = error.api().unwrap();
        assert_eq!(
            (api.code(), api.message().map(str::to_owned)),
            expected,
            "{body}"
        );
        assert_eq!(error.body().unwrap().as_ref(), body.as_bytes());
        assert!(body.is_empty() || !error.to_string().contains("is wrong"));
    }
}
