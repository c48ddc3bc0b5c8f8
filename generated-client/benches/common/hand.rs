//! What a careful team writes by hand: serde derive over the same fields, dates by jiff's own serde, enums as text.

#![expect(
    clippy::struct_field_names,
    dead_code,
    reason = "the fields are those of the API; that they are read is all that is measured"
)]

use generated_client::jiff::Timestamp;
use generated_client::jiff::civil::Date;
use generated_client::serde_json::Value;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Page {
    #[serde(default)]
    pub(crate) data: Vec<Person>,
    pub(crate) page: Option<i64>,
    pub(crate) limit: Option<i64>,
    pub(crate) total: Option<i64>,
    pub(crate) data_all: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Person {
    pub(crate) id: i64,
    pub(crate) employment_status: Option<String>,
    pub(crate) not_human_reason: Option<String>,
    pub(crate) os_version: Option<String>,
    pub(crate) serial_number: Option<String>,
    pub(crate) user: Option<User>,
    pub(crate) reason_provider: Option<User>,
    #[serde(default)]
    pub(crate) compliance_checks: Vec<ComplianceCheck>,
    #[serde(default)]
    pub(crate) compliance_tests: Vec<ComplianceTest>,
    pub(crate) start_date: Option<Date>,
    pub(crate) separation_date: Option<Date>,
    pub(crate) status_updated_at: Option<Timestamp>,
    pub(crate) data: Option<PersonnelData>,
    pub(crate) created_at: Option<Timestamp>,
    pub(crate) updated_at: Option<Timestamp>,
    #[serde(default)]
    pub(crate) devices: Vec<Device>,
    pub(crate) agent_enabled: Option<bool>,
    pub(crate) manual_upload_enabled: Option<bool>,
    pub(crate) devices_count: Option<i64>,
    pub(crate) devices_failing_compliance_count: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct User {
    pub(crate) id: Option<i64>,
    pub(crate) entry_id: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: Option<String>,
    pub(crate) job_title: Option<String>,
    pub(crate) avatar_url: Option<String>,
    pub(crate) drata_terms_agreed_at: Option<Timestamp>,
    pub(crate) created_at: Option<Timestamp>,
    pub(crate) updated_at: Option<Timestamp>,
    #[serde(default)]
    pub(crate) roles: Vec<String>,
    #[serde(default)]
    pub(crate) background_checks: Vec<BackgroundCheck>,
    #[serde(default)]
    pub(crate) identities: Vec<UserIdentity>,
    #[serde(default)]
    pub(crate) documents: Vec<UserDocuments>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BackgroundCheck {
    pub(crate) id: Option<i64>,
    pub(crate) user_id: Option<i64>,
    pub(crate) status: Option<String>,
    pub(crate) case_id: Option<String>,
    pub(crate) case_invitation_id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) manual_check_date: Option<Date>,
    pub(crate) manually_check_url: Option<String>,
    pub(crate) r#type: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) report_data: Option<String>,
    pub(crate) user: Option<Box<User>>,
    pub(crate) out_of_scope_reason: Option<String>,
    pub(crate) out_of_scope_at: Option<Timestamp>,
    pub(crate) invitation_email: Option<String>,
    pub(crate) linked_at: Option<Timestamp>,
    pub(crate) created_at: Option<Timestamp>,
    pub(crate) updated_at: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserIdentity {
    pub(crate) id: Option<i64>,
    pub(crate) identity_id: Option<String>,
    pub(crate) username: Option<String>,
    pub(crate) connected_at: Option<Timestamp>,
    pub(crate) disconnected_at: Option<Timestamp>,
    pub(crate) has_mfa: Option<bool>,
    pub(crate) user: Option<Box<User>>,
    pub(crate) connection: Option<Connection>,
    pub(crate) has_idp: Option<bool>,
    pub(crate) secondary_email: Option<String>,
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: Option<String>,
    pub(crate) started_at: Option<Timestamp>,
    pub(crate) separated_at: Option<Timestamp>,
    pub(crate) is_contractor: Option<bool>,
    pub(crate) job_title: Option<String>,
    pub(crate) manager_id: Option<String>,
    pub(crate) manager_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Connection {
    pub(crate) id: Option<i64>,
    pub(crate) client_type: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) connected: Option<bool>,
    pub(crate) connected_at: Option<Timestamp>,
    pub(crate) failed_at: Option<Timestamp>,
    pub(crate) company_id: Option<i64>,
    pub(crate) assignment_id: Option<String>,
    pub(crate) user: Option<Box<User>>,
    pub(crate) account_id: Option<String>,
    pub(crate) client_id: Option<String>,
    pub(crate) client_alias: Option<String>,
    pub(crate) manually_updated_at: Option<Timestamp>,
    pub(crate) alias_updated_at: Option<Timestamp>,
    pub(crate) deleted_at: Option<Timestamp>,
    pub(crate) requestor_id: Option<String>,
    pub(crate) product: Option<Value>,
    pub(crate) write_access_enabled: Option<bool>,
    pub(crate) source_preference: Option<String>,
    pub(crate) security_label: Option<String>,
    pub(crate) jql_query: Option<String>,
    pub(crate) authorized: Option<bool>,
    #[serde(default)]
    pub(crate) workspaces: Vec<Workspace>,
    #[serde(default)]
    pub(crate) provider_types: Vec<ConnectionProviderType>,
    pub(crate) code: Option<i64>,
    pub(crate) group_label: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ConnectionProviderType {
    pub(crate) value: Option<String>,
    pub(crate) is_enabled: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Workspace {
    pub(crate) id: Option<i64>,
    pub(crate) name: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) how_it_works: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) logo: Option<String>,
    pub(crate) primary: Option<bool>,
    #[serde(default)]
    pub(crate) frameworks: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserDocuments {
    #[serde(default)]
    pub(crate) data: Vec<UserDocument>,
    pub(crate) page: Option<i64>,
    pub(crate) limit: Option<i64>,
    pub(crate) total: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserDocument {
    pub(crate) id: Option<i64>,
    pub(crate) name: Option<String>,
    pub(crate) r#type: Option<String>,
    pub(crate) file_url: Option<String>,
    pub(crate) renewal_date: Option<Date>,
    pub(crate) created_at: Option<Timestamp>,
    pub(crate) updated_at: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonnelData {
    pub(crate) os_version: Option<String>,
    pub(crate) serial_number: Option<String>,
    pub(crate) screen_lock_time: Option<i64>,
    pub(crate) agent_version: Option<String>,
    pub(crate) mac_address: Option<String>,
    #[serde(rename = "lastcheckedAt", alias = "lastCheckedAt")]
    pub(crate) lastchecked_at: Option<Timestamp>,
    pub(crate) created_at: Option<Timestamp>,
    pub(crate) updated_at: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ComplianceCheck {
    pub(crate) id: Option<i64>,
    pub(crate) status: Option<String>,
    pub(crate) r#type: Option<String>,
    pub(crate) completion_date: Option<Timestamp>,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) check_frequency: Option<String>,
    pub(crate) last_checked_at: Option<Timestamp>,
    pub(crate) created_at: Option<Timestamp>,
    pub(crate) updated_at: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ComplianceTest {
    pub(crate) monitor_id: Option<i64>,
    pub(crate) autopilot_task_type: Option<String>,
    pub(crate) control_test_instance_id: Option<i64>,
    pub(crate) test_id: Option<i64>,
    pub(crate) name: Option<String>,
    pub(crate) check_status: Option<String>,
    pub(crate) check_result_status: Option<String>,
    pub(crate) last_check: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Device {
    pub(crate) id: Option<i64>,
    pub(crate) os_version: Option<String>,
    pub(crate) serial_number: Option<String>,
    pub(crate) model: Option<String>,
    pub(crate) mac_address: Option<String>,
    pub(crate) encryption_enabled: Option<bool>,
    pub(crate) encryption_explanation: Option<Value>,
    pub(crate) firewall_enabled: Option<bool>,
    pub(crate) firewall_explanation: Option<Value>,
    pub(crate) last_checked_at: Option<Timestamp>,
    pub(crate) source_type: Option<String>,
    pub(crate) created_at: Option<Timestamp>,
    pub(crate) updated_at: Option<Timestamp>,
    pub(crate) deleted_at: Option<Timestamp>,
    pub(crate) apps_count: Option<i64>,
    #[serde(default)]
    pub(crate) compliance_checks: Vec<DeviceComplianceCheck>,
    #[serde(default)]
    pub(crate) identifiers: Vec<DeviceIdentifier>,
    #[serde(default)]
    pub(crate) documents: Vec<DeviceDocument>,
    pub(crate) is_device_compliant: Option<bool>,
    pub(crate) screen_lock_time: Option<i64>,
    pub(crate) screen_lock_explanation: Option<Value>,
    pub(crate) antivirus_enabled: Option<bool>,
    pub(crate) antivirus_explanation: Option<Value>,
    pub(crate) auto_update_enabled: Option<bool>,
    pub(crate) auto_update_explanation: Option<Value>,
    pub(crate) password_manager_enabled: Option<bool>,
    pub(crate) password_manager_explanation: Option<Value>,
    pub(crate) agent_version: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DeviceComplianceCheck {
    pub(crate) id: Option<i64>,
    pub(crate) status: Option<String>,
    pub(crate) r#type: Option<String>,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) check_frequency: Option<String>,
    pub(crate) last_checked_at: Option<Timestamp>,
    pub(crate) created_at: Option<Timestamp>,
    pub(crate) updated_at: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DeviceIdentifier {
    pub(crate) id: Option<i64>,
    pub(crate) r#type: Option<String>,
    pub(crate) identifier: Option<String>,
    pub(crate) created_at: Option<Timestamp>,
    pub(crate) updated_at: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DeviceDocument {
    pub(crate) id: Option<i64>,
    pub(crate) r#type: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) file_url: Option<String>,
    pub(crate) created_at: Option<Timestamp>,
    pub(crate) updated_at: Option<Timestamp>,
}
