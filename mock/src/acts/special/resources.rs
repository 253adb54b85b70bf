//! Lists that are the same for everybody: countries of ad accounts, names of metrics.

use serde_json::{Value, json};

use super::super::{Call, Outcome, envelope::filled};
use crate::resources::element;

/// Countries with their currencies.
const COUNTRIES: [(&str, &str, &str); 6] = [
    ("DE", "EUR", "Germany"),
    ("FR", "EUR", "France"),
    ("GB", "GBP", "United Kingdom"),
    ("JP", "JPY", "Japan"),
    ("MX", "MXN", "Mexico"),
    ("US", "USD", "United States"),
];

/// Metrics: the column, its name in words, and what it counts.
const METRICS: [(&str, &str, &str); 5] = [
    (
        "SPEND_IN_MICRO_DOLLAR",
        "Spend",
        "What was spent, in millionths of a dollar.",
    ),
    (
        "IMPRESSION_1",
        "Impressions",
        "How often an ad was shown because somebody paid.",
    ),
    (
        "TOTAL_IMPRESSION",
        "Impressions in all",
        "How often an ad was shown, paid for or not.",
    ),
    (
        "CLICKTHROUGH_1",
        "Clicks",
        "How often a click led from a paid ad to its address.",
    ),
    (
        "CTR",
        "Click rate",
        "Clicks for each impression that was paid for.",
    ),
];

/// `GET /resources/ad_account_countries`.
pub(super) fn countries(call: &mut Call<'_>) -> Outcome {
    let rows = COUNTRIES.iter().zip(0..);
    let rows = rows.map(|((code, currency, name), index)| {
        json!({ "code": code, "currency": currency, "index": index, "name": name })
    });
    list(call, rows)
}

/// `GET /resources/delivery_metrics`.
pub(super) fn metrics(call: &mut Call<'_>) -> Outcome {
    let rows = METRICS.iter().map(|(name, words, definition)| {
        json!({ "category": "ADS", "name": name, "display_name": words, "definition": definition })
    });
    list(call, rows)
}

fn list(call: &Call<'_>, rows: impl Iterator<Item = Value>) -> Outcome {
    let schema = call.operation.usual_schema();
    let element = schema.and_then(|schema| element(call.description, schema));
    let element = element.unwrap_or_default();
    let rows = rows.map(|row| filled(call, &[&element], &row));
    let rows: Vec<Value> = rows.collect();
    Ok(call.success(Some(json!({ "items": rows }))))
}
