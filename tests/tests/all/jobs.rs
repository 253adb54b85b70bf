//! Jobs through the emitted client: what starts them, what asks about them, and what they leave.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use pinterest_v5::runtime::{ErrorKind, JobAnswer, JobProgress};
use pinterest_v5::types::{
    BulkDownloadCreate, CatalogReportParameters, ConversionProductReportCreate, ItemBatchCreate,
    LeadsExportCreate, MediaUploadStatus, MmmReportCreate, ReportCreate,
};
use pinterest_v5::{Client, Poller};
use pinterest_v5_mock::judge::Judge;
use pinterest_v5_tests::calls::json as value;
use pinterest_v5_tests::conformance::client;
use pinterest_v5_tests::server::{Answer, Server};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::support::description;

const REPORT: &str = r#"{"start_date": "2026-01-01", "end_date": "2026-01-15", "granularity": "DAY",
    "columns": ["SPEND_IN_DOLLAR"], "level": "CAMPAIGN"}"#;

fn order() -> ReportCreate {
    value(REPORT)
}

async fn server_and_client() -> (Server, Client) {
    let judge = Judge::new(Arc::clone(description())).expect("a judge");
    let server = Server::start(judge).await.expect("a server");
    let client = client(server.base_url()).expect("a client");
    (server, client)
}

/// What was asked for, all of it as the description has it.
fn asked(server: &Server) -> Vec<String> {
    let exchanges = server.take_exchanges().into_iter();
    let lines = exchanges.map(|exchange| {
        assert_eq!(
            exchange.verdict.findings,
            [],
            "{:?}",
            exchange.request.target
        );
        let operation = exchange.verdict.operation.expect("an operation");
        format!("{operation} {}", exchange.request.target)
    });
    lines.collect()
}

/// Follows a job that is done at the second look, and gives what was asked for.
async fn follow<T>(server: &Server, poller: Poller<T>, answers: [Value; 3]) -> [String; 2]
where
    T: JobAnswer + DeserializeOwned + Debug + Send + 'static,
{
    server.answer_next(answers.iter().map(Answer::json));
    let poller = poller.interval(Duration::ZERO);
    let answer = poller.await.expect("a finished job");
    assert_eq!(answer.job_progress(), JobProgress::Done, "{answer:?}");
    let asked = asked(server);
    assert_eq!((asked.len(), &asked[1]), (3, &asked[2]));
    [asked[0].clone(), asked[1].clone()]
}

/// The answers of a report: under way and finished.
fn report(started: Value) -> [Value; 3] {
    let state = |state| json!({ "report_status": state });
    [started, state("IN_PROGRESS"), state("FINISHED")]
}

#[tokio::test]
async fn each_kind_of_report_is_followed_to_its_end() {
    let (server, client) = server_and_client().await;
    let reports = client.ad_accounts();
    let token = || json!({ "token": "a+b" });

    let poller = reports.create_report("7", order()).poll();
    let calls = follow(&server, poller, report(token())).await;
    let ordinary = "analytics/get_report /v5/ad_accounts/7/reports?token=a%2Bb";
    assert_eq!(
        calls[0],
        "analytics/create_report /v5/ad_accounts/7/reports"
    );
    assert_eq!(calls[1], ordinary);

    let started = json!({"report_status": "IN_PROGRESS", "template_id": "8", "token": "a+b"});
    let poller = reports.create_template_report("7", "8").poll();
    let calls = follow(&server, poller, report(started)).await;
    assert_eq!(
        calls,
        [
            "analytics/create_template_report /v5/ad_accounts/7/templates/8/reports",
            ordinary
        ]
    );

    let body = r#"{"columns": ["CAMPAIGN_NAME"], "end_date": "2026-01-15", "granularity": "WEEK", "level": "ADVERTISER",
        "report_name": "r", "start_date": "2026-01-15"}"#;
    let order =
        reports.create_conversion_product_report("7", value::<ConversionProductReportCreate>(body));
    let calls = follow(&server, order.poll(), report(token())).await;
    let path = "/v5/ad_accounts/7/reports/brand_category_sku?token=a%2Bb";
    assert_eq!(
        calls[1],
        format!("analytics/get_conversion_product_report {path}")
    );

    let body = r#"{"columns": ["SPEND_IN_DOLLAR"], "end_date": "2026-01-15", "granularity": "DAY", "report_name": "r",
        "level": "CAMPAIGN_TARGETING", "start_date": "2026-01-15", "targeting_types": ["APPTYPE"]}"#;
    let poller = reports
        .create_mmm_report("7", value::<MmmReportCreate>(body))
        .poll();
    let calls = follow(&server, poller, report(token())).await;
    assert_eq!(
        calls[1],
        "analytics/get_mmm_report /v5/ad_accounts/7/mmm_reports?token=a%2Bb"
    );

    let body =
        r#"{"catalog_type": "RETAIL", "report": {"report_type": "ALL_ITEMS", "catalog_id": "1"}}"#;
    let order = client
        .catalog_reports()
        .create(value::<CatalogReportParameters>(body));
    let poller = order.ad_account_id("7").poll();
    let calls = follow(&server, poller, report(token())).await;
    assert_eq!(
        calls[1],
        "reports/get /v5/catalogs/reports?ad_account_id=7&token=a%2Bb"
    );
}

#[tokio::test]
async fn other_jobs_are_followed_to_their_ends() {
    let (server, client) = server_and_client().await;

    let state = |state| json!({ "status": state });
    let answers = [
        json!({"request_id": "5"}),
        state("RUNNING"),
        state("SUCCEEDED"),
    ];
    let poller = client
        .bulk()
        .download("7", value::<BulkDownloadCreate>("{}"));
    let calls = follow(&server, poller.poll(), answers).await;
    assert_eq!(
        calls,
        [
            "bulk_download/create /v5/ad_accounts/7/bulk/download",
            "bulk_request/get /v5/ad_accounts/7/bulk/5"
        ]
    );

    let state = |state| json!({ "export_status": state });
    let answers = [
        json!({"leads_export_id": "5"}),
        state("IN_PROGRESS"),
        state("FINISHED"),
    ];
    let body = r#"{"ad_id": "1", "end_date": "2026-01-15", "start_date": "2026-01-15"}"#;
    let poller = client
        .leads_exports()
        .create("7", value::<LeadsExportCreate>(body));
    let calls = follow(&server, poller.poll(), answers).await;
    assert_eq!(
        calls[1],
        "leads_export/get /v5/ad_accounts/7/leads_export/5"
    );

    let state = |state| json!({"catalog_type": "RETAIL", "created_time": null, "batch_id": "5-0f9a", "status": state});
    let answers = [state("PROCESSING"), state("PROCESSING"), state("COMPLETED")];
    let body = r#"{"catalog_type": "RETAIL", "country": "AD", "language": "af-ZA",
        "items": [{"operation": "CREATE", "attributes": {}, "item_id": "i"}]}"#;
    let order = client
        .catalog_items()
        .create_batch(value::<ItemBatchCreate>(body));
    let calls = follow(&server, order.ad_account_id("7").poll(), answers).await;
    assert_eq!(
        calls[1],
        "items_batch/get /v5/catalogs/items/batch/5-0f9a?ad_account_id=7"
    );

    let state = |state| {
        json!({"ad_account_id": "7", "creation_time": 1, "customer_list_id": "8", "id": "9", "operation": "ADD",
            "state": state, "updated_time": 1})
    };
    let answers = [state("NOT_STARTED"), state("RUNNING"), state("SUCCEEDED")];
    let poller = client.customer_list_uploads().run("7", "8", "9").poll();
    let calls = follow(&server, poller, answers).await;
    assert_eq!(
        calls[1],
        "customer_list_uploads/get /v5/ad_accounts/7/customer_lists/8/uploads/9"
    );
}

#[tokio::test]
async fn an_order_becomes_rows() {
    let (server, client) = server_and_client().await;
    let storage = server
        .base_url()
        .replace("/v5", "/storage/report.json?X-Amz-Signature=s3cret");
    let rows = json!({"1": [{"CAMPAIGN_ID": 1, "SPEND_IN_DOLLAR": 2.5}]});
    server.answer_next([
        Answer::json(&json!({ "token": "t" })),
        Answer::json(&json!({ "report_status": "FINISHED", "url": storage, "size": 9 })),
        Answer::json(&rows),
    ]);
    let order = client.ad_accounts().create_report("7", order());
    let mut poller = order.poll().interval(Duration::ZERO);
    let result = poller.download().await.expect("a result");
    let mut file = Vec::new();
    result.to_writer(&mut file).await.expect("all of it");
    assert_eq!(serde_json::from_slice::<Value>(&file).expect("rows"), rows);
    let last = server.take_exchanges().pop().expect("a download").request;
    assert!(
        last.target.starts_with("/storage/report.json"),
        "{}",
        last.target
    );
    let names: Vec<_> = last.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert!(!names.contains(&"authorization"), "{names:?}");
}

#[tokio::test]
async fn a_job_is_taken_up_from_its_token_and_may_have_failed() {
    let (server, client) = server_and_client().await;
    for state in ["FAILED", "EXPIRED", "CANCELLED", "DOES_NOT_EXIST"] {
        server.answer_next([Answer::json(&json!({ "report_status": state }))]);
        let error = client.ad_accounts().get_report("7", "t").poll().await;
        let error = error.expect_err(state);
        assert_eq!(error.kind(), ErrorKind::JobFailed);
        assert_eq!(
            (error.job_state(), error.job_id()),
            (Some(state), Some("t"))
        );
    }
}

/// Media is started by an upload, so only asking can be polled.
#[tokio::test]
async fn media_is_asked_about_until_it_is_processed() {
    let (server, client) = server_and_client().await;
    let state = |state: &str| {
        Answer::json(&json!({"media_id": "5", "media_type": "video", "status": state}))
    };
    server.answer_next(["registered", "processing", "succeeded"].map(state));
    let media = client
        .media()
        .get("5")
        .poll()
        .interval(Duration::ZERO)
        .await;
    assert_eq!(
        media.expect("media").status,
        Some(MediaUploadStatus::Succeeded)
    );
    assert_eq!(asked(&server), ["media/get /v5/media/5"; 3]);
}
