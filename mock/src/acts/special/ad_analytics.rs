//! Figures of advertising: rows for the ids, columns, days and granularity that were asked for.
//!
//! Invariant: the figures of a day are the same in every answer.

use serde_json::{Map, Value, json};

use super::super::{Call, Outcome, text};
use super::facts::fact;
use super::figures::figure;
use super::targets;
use crate::answer::Refusal;
use crate::clock::{DAY, date, days};
use crate::random::mix;

/// The parameter of ids of each operation, and the column of the id.
const LEVELS: &[(&str, &str, &str)] = &[
    ("ads/analytics", "ad_ids", "AD_ID"),
    ("ad_groups/analytics", "ad_group_ids", "AD_GROUP_ID"),
    ("ad_account/analytics", "ad_account_id", "AD_ACCOUNT_ID"),
    ("ad_pins/analytics", "pin_ids", "PIN_ID"),
    ("campaigns/analytics", "campaign_ids", "CAMPAIGN_ID"),
    (
        "product_groups/analytics",
        "product_group_ids",
        "PRODUCT_GROUP_ID",
    ),
];

/// The most days back, and the most that an answer spans.
const BACK: i64 = 90;
const SPAN: i64 = 90;

/// The same for hours.
const HOURS_BACK: i64 = 8;
const HOURS_SPAN: i64 = 3;

/// `GET .../analytics`.
pub(super) fn rows(call: &mut Call<'_>) -> Outcome {
    let level = LEVELS
        .iter()
        .find(|(operation, ..)| *operation == call.operation.id);
    let (_, parameter, column) = level.copied().unwrap_or_default();
    let ids = match call.query(parameter) {
        Some(Value::Array(ids)) => ids.iter().map(text).collect(),
        _ if parameter == "ad_account_id" => vec![call.path(parameter).unwrap_or_default()],
        _ => all_ads(call),
    };
    let granularity = granularity(call);
    let range = range(call, &granularity)?;
    let columns = strings(call.query("columns"));
    let groups = if call.query("aggregate_report_rows") == Some(true.into()) {
        vec![ids]
    } else {
        single(ids)
    };
    let rows = table(call, column, &groups, &columns, range, &granularity);
    Ok(call.success(Some(rows.into())))
}

fn granularity(call: &Call<'_>) -> String {
    let given = call.query("granularity");
    given.map(|value| text(&value)).unwrap_or_default()
}

/// `GET .../targeting_analytics`: a row for each value of each type.
pub(super) fn targeting(call: &mut Call<'_>) -> Outcome {
    let granularity = granularity(call);
    let range = range(call, &granularity)?;
    let columns = strings(call.query("columns"));
    let mut data = Vec::new();
    for kind in strings(call.query("targeting_types")) {
        for value in targets::values(&kind) {
            let groups = [vec![format!("{kind} {value}")]];
            let rows = table(
                call,
                "TARGETING_VALUE",
                &groups,
                &columns,
                range,
                &granularity,
            );
            data.extend(rows.into_iter().map(|mut metrics| {
                metrics["TARGETING_VALUE"] = value.into();
                json!({ "targeting_type": kind, "targeting_value": value, "metrics": metrics })
            }));
        }
    }
    Ok(call.success(Some(json!({ "data": data }))))
}

/// Each thing by itself.
pub(super) fn single(ids: Vec<String>) -> Vec<Vec<String>> {
    ids.into_iter().map(|id| vec![id]).collect()
}

/// The rows for some groups of ids, each of which is added up: one for each day or hour, or one for all. Rows of several
/// things have no id.
pub(super) fn table(
    call: &Call<'_>,
    id_column: &str,
    groups: &[Vec<String>],
    columns: &[String],
    (first, last): (i64, i64),
    granularity: &str,
) -> Vec<Value> {
    let step = match granularity {
        "WEEK" => 7,
        "MONTH" => 30,
        "TOTAL" => last - first + 1,
        _ => 1,
    };
    let hours = if granularity == "HOUR" { 24 } else { 1 };
    let seed = call.settings.seed;
    let mut rows = Vec::new();
    for group in groups {
        let seeds: Vec<u64> = group.iter().map(|id| mix(seed, id)).collect();
        let id = group.first().filter(|_| group.len() == 1);
        let mut day = first;
        while day <= last {
            let until = (day + step - 1).min(last);
            for hour in 0..hours {
                let mut row = Map::new();
                row.extend(id.map(|id| (id_column.to_owned(), id.as_str().into())));
                if granularity != "TOTAL" {
                    row.insert("DATE".to_owned(), date(day * DAY).into());
                }
                if granularity == "HOUR" {
                    row.insert("HOUR".to_owned(), hour.into());
                }
                for column in columns.iter().filter(|column| *column != id_column) {
                    let known = id.and_then(|id| fact(call, id_column, id, column));
                    let figure = || figure(&seeds, column, &(day..=until, hour));
                    let value = known.unwrap_or_else(figure);
                    row.insert(column.clone(), value);
                }
                rows.push(row.into());
            }
            day = until + 1;
        }
    }
    rows
}

/// The days from the first to the last that were asked for.
fn range(call: &Call<'_>, granularity: &str) -> Result<(i64, i64), Refusal> {
    let day = |name| call.query(name).and_then(|value| days(value.as_str()?));
    let (Some(first), Some(last)) = (day("start_date"), day("end_date")) else {
        return Err(Refusal::invalid("Invalid request: the dates are no days"));
    };
    let today = call.now / DAY;
    let (back, span) = if granularity == "HOUR" {
        (HOURS_BACK, HOURS_SPAN)
    } else {
        (BACK, SPAN)
    };
    if last < first {
        return Err(Refusal::invalid("The end date is before the start date."));
    }
    if first < today - back {
        return Err(Refusal::invalid(format!(
            "You can only get data from the last {back} days."
        )));
    }
    if last - first > span {
        return Err(Refusal::invalid(format!(
            "An answer spans {span} days at most."
        )));
    }
    Ok((first, last.min(today)))
}

fn all_ads(call: &Call<'_>) -> Vec<String> {
    let account = call.path("ad_account_id").unwrap_or_default();
    let ads = call.state.all("/ad_accounts/{ad_account_id}/ads");
    let own = ads.filter(|(_, ad)| ad.has("ad_account_id", &account));
    own.map(|(id, _)| id.clone()).collect()
}

fn strings(value: Option<Value>) -> Vec<String> {
    match value {
        Some(Value::Array(values)) => values.iter().map(text).collect(),
        Some(value) => vec![text(&value)],
        None => Vec::new(),
    }
}
