//! Conversions and analytics: hashes on the wire, rules before it, rows by column.

use std::sync::Arc;

use pinterest_v5::runtime::{ErrorKind, Metric, Row};
use pinterest_v5::types::{
    AdGroupAnalytics, AnalyticsColumn, ConversionActionSource, ConversionEvent,
    ConversionEventName, ConversionEventsCreate, ConversionUserData, CustomerListCreate,
    CustomerListRecordRow, DateRange, Granularity, ReportColumn, ReportCreate, ReportLevel,
};
use pinterest_v5::{Client, Date, Id, MicroAmount, Timestamp};
use pinterest_v5_mock::judge::Judge;
use pinterest_v5_tests::conformance::client;
use pinterest_v5_tests::server::Server;

use crate::support::description;

/// `printf 'a@b.c' | sha256sum`
const ADDRESS: &str = "d648b243a3e817eaa3309e00e183483f2867baadf522099f0c2121770536b25a";

async fn server_and_client() -> (Server, Client) {
    let judge = Judge::new(Arc::clone(description())).expect("a judge");
    let server = Server::start(judge).await.expect("a server");
    let client = client(server.base_url()).expect("a client");
    (server, client)
}

fn events(user: ConversionUserData) -> ConversionEventsCreate {
    let event = ConversionEvent::new(
        "1",
        ConversionEventName::Checkout,
        ConversionActionSource::Web,
        Timestamp::from_unix_seconds(1_768_521_600),
        user,
    );
    ConversionEventsCreate::new([event])
}

#[tokio::test]
async fn plain_values_go_as_hashes() {
    let (server, client) = server_and_client().await;
    let user = ConversionUserData::new()
        .email(" A@B.c")
        .email(ADDRESS)
        .phone("none")
        .client_ip_address("::1");
    let call = client.conversion_events().send("7", events(user));
    call.await.expect("a response");
    let verdict = server.take_exchanges().remove(0).verdict;
    assert_eq!(verdict.findings, []);
    let user = &verdict.body.expect("a body")["data"][0]["user_data"];
    let expected = serde_json::json!({ "client_ip_address": "::1", "em": [ADDRESS, ADDRESS] });
    assert_eq!(*user, expected);
}

#[tokio::test]
async fn a_customer_goes_as_given_or_as_a_hash() {
    let (server, client) = server_and_client().await;
    let plain = CustomerListRecordRow::new().email(" A@B.c").maid("x");
    let hashed = CustomerListRecordRow::new()
        .hash_email(" A@B.c")
        .hash_phone_number("none");
    let new = CustomerListCreate::new("Newsletter").records_v2([plain, hashed]);
    let call = client.customer_lists().create("7", new);
    call.await.expect("a response");
    let verdict = server.take_exchanges().remove(0).verdict;
    assert_eq!(verdict.findings, []);
    let rows = &verdict.body.expect("a body")["records_v2"];
    let expected = serde_json::json!([{ "email": " A@B.c", "maid": "x" }, { "email": ADDRESS }]);
    assert_eq!(*rows, expected);
}

#[tokio::test]
async fn a_user_whom_nothing_identifies_is_not_sent() {
    let (server, client) = server_and_client().await;
    let user = || ConversionUserData::new().phone("+1 555 010 9999");
    let call = || client.conversion_events().send("7", events(user()));
    let error = call().await.expect_err("a refusal");
    assert_eq!(error.kind(), ErrorKind::Request);
    let text = error.to_string();
    let ways_out = "needs `em`, or `hashed_maids`, or `client_ip_address` with `client_user_agent`";
    assert!(
        text.contains("data[0].user_data") && text.contains(ways_out),
        "{text}"
    );
    assert!(server.take_exchanges().is_empty());
    // The server of these tests keeps to the rule too.
    let _refused = call().unchecked().await;
    let exchanges = server.take_exchanges();
    assert!(!exchanges[0].verdict.findings.is_empty());
}

#[tokio::test]
async fn days_are_checked_by_the_clients_clock() {
    let (server, client) = server_and_client().await;
    let call = |days, last, granularity| {
        let days = DateRange::days_until(days, last);
        let columns = [AnalyticsColumn::SpendInMicroDollar];
        client
            .ad_groups()
            .analytics("7", days, ["1"], columns, granularity)
    };
    let today = client.core().today();
    assert_eq!(today.as_str(), "2026-01-16");
    call(91, today, Granularity::Day)
        .await
        .expect("90 days back");
    let error = call(92, today, Granularity::Day)
        .await
        .expect_err("a refusal");
    assert!(
        error.to_string().contains("91 days before today"),
        "{error}"
    );
    let error = call(5, today, Granularity::Hour)
        .await
        .expect_err("a refusal");
    assert!(error.to_string().contains("spans 3 days"), "{error}");
    assert_eq!(server.take_exchanges().len(), 1);

    let last = today.plus_days(-92).expect("a day");
    let order = ReportCreate::new(
        DateRange::days_until(2, last),
        Granularity::Day,
        ReportLevel::ProductItem,
        [ReportColumn::SpendInDollar],
    );
    let error = client
        .ad_accounts()
        .create_report("7", order)
        .await
        .expect_err("a refusal");
    assert!(
        error.to_string().contains("`level` PRODUCT_ITEM"),
        "{error}"
    );
}

#[test]
fn the_last_days_end_today() {
    let week = DateRange::last_days(7);
    assert_eq!(week.end_date.days_since(&week.start_date), Some(6));
}

#[test]
fn months_are_whole_and_yesterday_is_over() {
    for (day, first, last) in [
        ("2028-02-10", "2028-02-01", "2028-02-29"),
        ("2026-12-31", "2026-12-01", "2026-12-31"),
        ("2026-04-01", "2026-04-01", "2026-04-30"),
    ] {
        let day: Date = day.parse().expect("a day");
        let DateRange {
            start_date,
            end_date,
        } = DateRange::month_of(day);
        assert_eq!((start_date.as_str(), end_date.as_str()), (first, last));
    }
    let before = Date::today();
    let (yesterday, month) = (DateRange::yesterday(), DateRange::last_month());
    // Midnight may pass in between.
    if before == Date::today() {
        assert_eq!(before.days_since(&yesterday.start_date), Some(1));
        assert_eq!(yesterday.start_date, yesterday.end_date);
        let next = month.end_date.plus_days(1).expect("a day");
        let this = DateRange::month_of(before);
        assert_eq!((month.start_date.day(), next), (Some(1), this.start_date));
    }
}

#[test]
fn rows_are_read_by_the_columns_that_were_asked_for() {
    let json = r#"{"AD_GROUP_ID": 268, "SPEND_IN_MICRO_DOLLAR": 0, "CAMPAIGN_ID": 7, "NEW": "x"}"#;
    let row: AdGroupAnalytics = serde_json::from_str(json).expect("a row");
    assert_eq!(
        row.metric(AnalyticsColumn::SpendInMicroDollar),
        Some(Metric::Integer(0))
    );
    assert_eq!(
        row.metric(AnalyticsColumn::CampaignId)
            .and_then(Metric::as_id),
        Some(Id::new("7"))
    );
    assert_eq!(
        row.metric(AnalyticsColumn::AdGroupId)
            .and_then(Metric::as_id),
        Some(Id::new("268"))
    );
    assert_eq!(row.metric(AnalyticsColumn::Ctr), None);
    assert_eq!(row.metric("NEW"), Some(Metric::Text("x")));
    // With `aggregate_report_rows` a row is of several ad groups.
    let sum: AdGroupAnalytics = serde_json::from_str(r#"{"CTR": 0.5}"#).expect("a row");
    assert_eq!((sum.ad_group_id, sum.additional.len()), (None, 1));

    // Units and millionths are the same money, and a column that does not say which it counts is none.
    let report = r#"{"SPEND_IN_DOLLAR": 1.5, "SPEND_IN_MICRO_DOLLAR": "1500000", "CPM_IN_MICRO_DOLLAR": 0.7, "CTR": 2}"#;
    let report: Row = serde_json::from_str(report).expect("a row");
    let spent = "1.5".parse::<MicroAmount>().ok();
    assert_eq!(report.amount(ReportColumn::SpendInDollar), spent);
    assert_eq!(report.amount("SPEND_IN_MICRO_DOLLAR"), spent);
    let least = MicroAmount::from_micros(1);
    assert_eq!(report.amount("CPM_IN_MICRO_DOLLAR"), Some(least));
    assert_eq!(report.amount(ReportColumn::Ctr), None);
    let none = row.amount(AnalyticsColumn::SpendInMicroDollar);
    assert_eq!(none, Some(MicroAmount::default()));
}
