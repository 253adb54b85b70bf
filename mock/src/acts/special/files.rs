//! The files that jobs end in: reports, exports, the results of bulk work.
//!
//! Invariant: a CSV file has a column for whatever one of its rows has.

use indexmap::IndexSet;
use serde_json::{Map, Value, json};

use super::super::{Call, text};
use super::ad_analytics::{single, table};
use super::items::ITEMS;
use super::upsert;
use crate::answer::Refusal;
use crate::clock::{DAY, date, days};

/// The most days back, and the most that a report spans.
const BACK: i64 = 914;
const SPAN: i64 = 186;

/// The media type and the text of the file that a job ends in.
pub(super) fn content(call: &mut Call<'_>) -> (&'static str, String) {
    match call.operation.id.as_str() {
        "bulk_upsert/create" => {
            let rows = upsert::upsert(call);
            lines(call, "output_format", &rows)
        }
        "bulk_download/create" => lines(call, "output_format", &upsert::listed(call)),
        "reports/create" => ("text/csv", csv(&issues(call))),
        "leads_export/create" => ("text/csv", csv(&leads(call))),
        _ => report(call),
    }
}

/// Rows one by one, as JSON if the body asks for that.
fn lines(call: &Call<'_>, member: &str, rows: &[Value]) -> (&'static str, String) {
    if call
        .body()
        .get(member)
        .is_some_and(|format| format == "JSON")
    {
        return ("application/json", Value::from(rows).to_string());
    }
    ("text/csv", csv(rows))
}

/// What a report about a catalog finds in its items: a warning of each.
fn issues(call: &Call<'_>) -> Vec<Value> {
    let catalog = call
        .body()
        .get("catalog_type")
        .map_or("RETAIL".to_owned(), text);
    let items = call.state.all(ITEMS).filter_map(|(key, item)| {
        let id = key.strip_prefix(&format!("{catalog} "))?;
        let attributes = &item.value;
        Some(json!({
            "item_id": id, "title": attributes.get("title"), "link": attributes.get("link"), "severity": "WARN",
            "code": 120, "message": "The picture is small.",
        }))
    });
    items.collect()
}

/// Some answers to a form, the same for the same body.
fn leads(call: &Call<'_>) -> Vec<Value> {
    let day = |name: &str| call.body().get(name).and_then(Value::as_str).and_then(days);
    let today = call.now / DAY;
    let (first, last) = (day("start_date"), day("end_date"));
    let (first, last) = limited(first.unwrap_or(today - 6), last.unwrap_or(today), today);
    let names = ["ada", "grace", "mary", "joan", "emmy"];
    let lead = |(number, name): (usize, &str)| {
        let day = first + i64::try_from(number).unwrap_or(0).min(last - first);
        let ad = call.body().get("ad_id").map(text);
        json!({
            "lead_id": format!("{}", 549_755_890_000_u64 + u64::try_from(number).unwrap_or(0)), "ad_id": ad,
            "created_date": date(day * DAY), "full_name": name, "email": format!("{name}@example.com"),
            "comment": "Soup, \"hot\",\nplease",
        })
    };
    names.into_iter().enumerate().map(lead).collect()
}

fn report(call: &Call<'_>) -> (&'static str, String) {
    let body = call.body();
    let list = |name: &str| {
        let values = body
            .get(name)
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        values.map(text).collect::<Vec<_>>()
    };
    let day = |name: &str| body.get(name).and_then(Value::as_str).and_then(days);
    let today = call.now / DAY;
    let range = limited(
        day("start_date").unwrap_or(today - 6),
        day("end_date").unwrap_or(today),
        today,
    );
    let granularity = body.get("granularity").map_or("DAY".to_owned(), text);
    let (column, collection) = level(&body);
    let ids = ["ad_ids", "ad_group_ids", "campaign_ids"];
    let ids = ids.into_iter().map(list).find(|ids| !ids.is_empty());
    let ids = ids.unwrap_or_else(|| {
        let account = call.path("ad_account_id").unwrap_or_default();
        let all = call.state.all(collection);
        let own = all.filter(|(id, thing)| **id == account || thing.has("ad_account_id", &account));
        own.map(|(id, _)| id.clone()).collect()
    });
    let mut columns = list("columns");
    if columns.is_empty() {
        columns = ["SPEND_IN_DOLLAR", "TOTAL_IMPRESSION"]
            .map(str::to_owned)
            .to_vec();
    }
    let rows = table(call, column, &single(ids), &columns, range, &granularity);
    // Where a report may be asked for in either format, it is JSON unless somebody says so.
    let format = body.get("report_format").and_then(Value::as_str);
    let has_formats = call.operation.id.starts_with("analytics/create_report");
    if format.map_or(!has_formats, |format| format == "CSV") {
        return ("text/csv", csv(&rows));
    }
    let mut by_id: Map<String, Value> = Map::new();
    for row in rows {
        let id = text(&row[column]);
        let rows = by_id.entry(id).or_insert_with(|| json!([]));
        if let Some(rows) = rows.as_array_mut() {
            rows.push(row);
        }
    }
    ("application/json", Value::Object(by_id).to_string())
}

/// The column of the id that a report has a row for, and where its things are kept.
fn level(body: &Map<String, Value>) -> (&'static str, &'static str) {
    match body
        .get("level")
        .and_then(Value::as_str)
        .unwrap_or_default()
    {
        level if level.starts_with("AD_GROUP") => {
            ("AD_GROUP_ID", "/ad_accounts/{ad_account_id}/ad_groups")
        }
        level if level.starts_with("CAMPAIGN") => {
            ("CAMPAIGN_ID", "/ad_accounts/{ad_account_id}/campaigns")
        }
        level if level.starts_with("ADVERTISER") => ("ADVERTISER_ID", "/ad_accounts"),
        _ => ("AD_ID", "/ad_accounts/{ad_account_id}/ads"),
    }
}

/// Refuses a report about days that it cannot be about.
pub(super) fn check(call: &Call<'_>) -> Result<(), Refusal> {
    let body = call.body();
    let day = |name: &str| body.get(name).and_then(Value::as_str).and_then(days);
    let Some((first, last)) = day("start_date").zip(day("end_date")) else {
        return Ok(());
    };
    if last < first {
        return Err(Refusal::invalid("The end date is before the start date."));
    }
    if call.operation.id != "analytics/create_report" {
        return Ok(());
    }
    if first < call.now / DAY - BACK {
        let message = format!("A report is about the last {BACK} days.");
        return Err(Refusal::invalid(message));
    }
    if last - first > SPAN {
        let message = format!("A report spans {SPAN} days at most.");
        return Err(Refusal::invalid(message));
    }
    Ok(())
}

/// As many days as a report may have.
fn limited(first: i64, last: i64, today: i64) -> (i64, i64) {
    let first = first.clamp(today - BACK, today);
    (first, last.clamp(first, first + SPAN).min(today))
}

fn csv(rows: &[Value]) -> String {
    let rows = || rows.iter().filter_map(Value::as_object);
    let names: IndexSet<&str> = rows()
        .flat_map(|row| row.keys().map(String::as_str))
        .collect();
    let head = names.iter().map(|name| (*name).to_owned()).collect();
    let cells = rows().map(|row| names.iter().map(|name| cell(row.get(*name))).collect());
    let line = |cells: Vec<String>| cells.join(",") + "\n";
    std::iter::once(head).chain(cells).map(line).collect()
}

fn cell(value: Option<&Value>) -> String {
    let text = value
        .filter(|value| !value.is_null())
        .map(text)
        .unwrap_or_default();
    if text.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}
