//! All eight calls over real HTTP: what stands on the wire, byte by byte, and what comes back.
#![expect(clippy::unwrap_used, reason = "a test ends where its support fails")]

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use generated_client::jiff::civil::date;
use generated_client::{
    Client, EmploymentStatus, EmploymentStatusFilter, GroupId, MdmSourceType, PersonnelId,
    PersonnelSort, SortDirection, StatusChange, TrainingType,
};

const PERSON: &str = r#"{"id":7,"employmentStatus":"CURRENT_EMPLOYEE","startDate":"2020-07-06"}"#;
const PAGE: &str = r#"{"data":[{"id":7,"devicesCount":2},{"id":8}],"page":1,"limit":20,"total":2}"#;

/// Answers one request after the other with the same body, and hands over each as it came.
struct Server {
    address: String,
    requests: Receiver<String>,
}

impl Server {
    fn answering(body: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/public", listener.local_addr().unwrap());
        let (sender, requests) = channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let sender = sender.clone();
                thread::spawn(move || {
                    let stream = stream.unwrap();
                    while exchange(&stream, body)
                        .is_some_and(|request| sender.send(request).is_ok())
                    {}
                });
            }
        });
        Self { address, requests }
    }

    fn client(&self) -> Client {
        Client::builder(self.address.as_str(), "secret-token")
            .build()
            .unwrap()
    }

    fn request(&self) -> String {
        self.requests.recv().unwrap()
    }
}

/// Reads one request and answers it; `None` where the connection is closed.
fn exchange(mut stream: &TcpStream, body: &str) -> Option<String> {
    let mut request = Vec::new();
    let head = loop {
        let mut byte = [0];
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        request.push(byte[0]);
        if request.ends_with(b"\r\n\r\n") {
            break String::from_utf8(request).unwrap();
        }
    };
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let mut content = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    stream.read_exact(&mut content).unwrap();
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(answer.as_bytes()).unwrap();
    Some(head + std::str::from_utf8(&content).unwrap())
}

/// A request as it must be: the headers in alphabetical order, whatever order they came in.
fn assert_request(server: &Server, line: &str, extra: &[&str], body: &str) {
    let request = server.request();
    let (head, content) = request.split_once("\r\n\r\n").unwrap();
    let mut lines: Vec<&str> = head.split("\r\n").collect();
    assert_eq!(lines.remove(0), line);
    lines.sort_unstable();
    let agent = concat!("user-agent: generated-client/", env!("CARGO_PKG_VERSION"));
    let host = format!(
        "host: {}",
        server
            .address
            .trim_start_matches("http://")
            .trim_end_matches("/public")
    );
    let mut expected = vec![
        "accept: application/json",
        "authorization: Bearer secret-token",
        agent,
        host.as_str(),
    ];
    expected.extend(extra);
    expected.sort_unstable();
    assert_eq!(lines, expected);
    assert_eq!(content, body);
}

#[tokio::test]
async fn list_sends_every_filter() {
    let server = Server::answering(PAGE);
    let page = server
        .client()
        .personnel()
        .list()
        .page(2)
        .limit(50)
        .q("John Doe")
        .employment_status(EmploymentStatus::CurrentEmployee)
        .employment_statuses([
            EmploymentStatusFilter::CurrentEmployee,
            EmploymentStatusFilter::AllPersonnel,
        ])
        .full_compliance(true)
        .accepted_policies_compliance(false)
        .identity_mfa_compliance(true)
        .bg_check_compliance(true)
        .agent_installed_compliance(true)
        .password_manager_compliance(true)
        .auto_updates_compliance(true)
        .location_services_compliance(true)
        .hd_encryption_compliance(true)
        .antivirus_compliance(true)
        .lock_screen_compliance(true)
        .security_training_compliance(true)
        .hipaa_training_compliance(true)
        .nistai_training_compliance(true)
        .device_compliance(true)
        .multi_security_training_compliance(true)
        .multi_training_compliance_type(TrainingType::NistAiTraining)
        .offboarding_evidence(true)
        .group_ids([1, 2].map(GroupId::from))
        .sort(PersonnelSort::StartDate)
        .sort_dir(SortDirection::Desc)
        .mdm_source_type(MdmSourceType::Jamf)
        .inverse_mdm_source_types([MdmSourceType::Agent, MdmSourceType::from("A NEW ONE")])
        .await
        .unwrap();
    assert_request(
        &server,
        "GET /public/personnel?page=2&limit=50&q=John%20Doe&employmentStatus=CURRENT_EMPLOYEE\
         &employmentStatuses%5B%5D=CURRENT_EMPLOYEE&employmentStatuses%5B%5D=ALL_PERSONNEL&fullCompliance=true\
         &acceptedPoliciesCompliance=false&identityMfaCompliance=true&bgCheckCompliance=true\
         &agentInstalledCompliance=true&passwordManagerCompliance=true&autoUpdatesCompliance=true\
         &locationServicesCompliance=true&hdEncryptionCompliance=true&antivirusCompliance=true\
         &lockScreenCompliance=true&securityTrainingCompliance=true&hipaaTrainingCompliance=true\
         &nistaiTrainingCompliance=true&deviceCompliance=true&multiSecurityTrainingCompliance=true\
         &multiTrainingComplianceType=NIST_AI_TRAINING&offboardingEvidence=true&groupIds=1&groupIds=2\
         &sort=START_DATE&sortDir=DESC&mdmSourceType=JAMF&inverseMdmSourceTypes%5B%5D=AGENT\
         &inverseMdmSourceTypes%5B%5D=A%20NEW%20ONE HTTP/1.1",
        &[],
        "",
    );
    assert_eq!(page.total, Some(2));
    assert_eq!(page.data[0].id, PersonnelId::from(7));
    assert_eq!(page.data[0].devices_count, Some(2));
}

#[tokio::test]
async fn list_without_filters_has_no_query() {
    let server = Server::answering(PAGE);
    let page = server.client().personnel().list().await.unwrap();
    assert_request(&server, "GET /public/personnel HTTP/1.1", &[], "");
    assert_eq!(page.data.len(), 2);
}

#[tokio::test]
async fn get() {
    let server = Server::answering(PERSON);
    let person = server
        .client()
        .personnel()
        .get(PersonnelId::from(7))
        .await
        .unwrap();
    assert_request(&server, "GET /public/personnel/7 HTTP/1.1", &[], "");
    assert_eq!(
        person.employment_status,
        Some(EmploymentStatus::CurrentEmployee)
    );
    assert_eq!(person.start_date, Some(date(2020, 7, 6)));
}

#[tokio::test]
async fn get_by_email() {
    let server = Server::answering(PERSON);
    let call = server
        .client()
        .personnel()
        .get_by_email("jane+a/b@example.com");
    assert_eq!(call.await.unwrap().id, PersonnelId::from(7));
    assert_request(
        &server,
        "GET /public/personnel/jane%2Ba%2Fb%40example.com/email HTTP/1.1",
        &[],
        "",
    );
}

const JSON: &str = "content-type: application/json";

#[tokio::test]
async fn update_contract_dates() {
    let server = Server::answering(PERSON);
    let people = server.client().personnel();
    let call = people.update_contract_dates(PersonnelId::from(7), date(2020, 7, 6));
    assert_eq!(
        call.separation_date(date(2024, 2, 29))
            .await
            .unwrap()
            .id
            .get(),
        7
    );
    assert_request(
        &server,
        "PUT /public/personnel/7/contract-dates HTTP/1.1",
        &[JSON, "content-length: 56"],
        r#"{"startDate":"2020-07-06","separationDate":"2024-02-29"}"#,
    );
}

#[tokio::test]
async fn update_status() {
    let server = Server::answering(PERSON);
    let people = server.client().personnel();
    for (change, body) in [
        (
            StatusChange::out_of_scope("shared \"mailbox\""),
            r#"{"employmentStatus":"OUT_OF_SCOPE","notHumanReason":"shared \"mailbox\""}"#,
        ),
        (
            StatusChange::former_employee(date(2024, 2, 29)),
            r#"{"employmentStatus":"FORMER_EMPLOYEE","separationDate":"2024-02-29"}"#,
        ),
        (
            StatusChange::former_contractor(date(2024, 2, 29)),
            r#"{"employmentStatus":"FORMER_CONTRACTOR","separationDate":"2024-02-29"}"#,
        ),
        (
            StatusChange::to(EmploymentStatus::FutureHire),
            r#"{"employmentStatus":"FUTURE_HIRE"}"#,
        ),
    ] {
        let person = people
            .update_status(PersonnelId::from(7), change)
            .await
            .unwrap();
        assert_eq!(person.id, PersonnelId::from(7));
        let length = format!("content-length: {}", body.len());
        assert_request(
            &server,
            "PUT /public/personnel/7/status HTTP/1.1",
            &[JSON, &length],
            body,
        );
    }
}

#[tokio::test]
async fn reset_sync() {
    let server = Server::answering(PERSON);
    let person = server
        .client()
        .personnel()
        .reset_sync(PersonnelId::from(7))
        .await
        .unwrap();
    assert_eq!(person.id, PersonnelId::from(7));
    assert_request(
        &server,
        "PUT /public/personnel/reset-sync/7 HTTP/1.1",
        &["content-length: 0"],
        "",
    );
}

#[tokio::test]
async fn reset_sync_all() {
    let server = Server::answering(PERSON);
    let person = server.client().personnel().reset_sync_all().await.unwrap();
    assert_eq!(person.id, PersonnelId::from(7));
    assert_request(
        &server,
        "PUT /public/personnel/all/reset-sync HTTP/1.1",
        &["content-length: 0"],
        "",
    );
}

#[tokio::test]
async fn reset_sync_some() {
    let server = Server::answering(PERSON);
    let ids = [1, 2, 3].map(PersonnelId::from);
    let person = server
        .client()
        .personnel()
        .reset_sync_some(ids)
        .await
        .unwrap();
    assert_eq!(person.id, PersonnelId::from(7));
    assert_request(
        &server,
        "PUT /public/personnel/some/reset-sync HTTP/1.1",
        &[JSON, "content-length: 24"],
        r#"{"personnelIds":[1,2,3]}"#,
    );
}
