//! Figures of Pins and of the account, day by day.

use std::cmp::Reverse;

use serde_json::{Map, Value, json};

use super::super::{Call, Outcome, text};
use super::figures::{count, figure};
use crate::answer::Refusal;
use crate::clock::{DAY, date, days};
use crate::random::mix;

/// What is counted if nobody says what.
const METRICS: [&str; 4] = ["IMPRESSION", "SAVE", "PIN_CLICK", "OUTBOUND_CLICK"];

/// How many Pins are the top ones.
const TOP: usize = 10;

/// `GET /pins/{pin_id}/analytics`.
pub(super) fn pin(call: &mut Call<'_>) -> Outcome {
    let id = call.path("pin_id").unwrap_or_default();
    let figures = json!({ "all": figures(call, &[&id])? });
    Ok(call.success(Some(figures)))
}

/// `GET /pins/analytics`.
pub(super) fn pins(call: &mut Call<'_>) -> Outcome {
    let ids = call.query("pin_ids");
    let ids = ids.as_ref().and_then(Value::as_array).into_iter().flatten();
    let mut all = Map::new();
    for id in ids.map(text) {
        if call.state.get("/pins", &id).is_some() {
            all.insert(id.clone(), json!({ "all": figures(call, &[&id])? }));
        }
    }
    Ok(call.success(Some(all.into())))
}

/// `GET /user_account/analytics`: what all Pins of the account have together.
pub(super) fn account(call: &mut Call<'_>) -> Outcome {
    let pins: Vec<&str> = call.state.all("/pins").map(|(id, _)| id.as_str()).collect();
    let figures = json!({ "all": figures(call, &pins)? });
    Ok(call.success(Some(figures)))
}

/// `GET /user_account/analytics/top_pins`, and the same for films.
pub(super) fn top(call: &mut Call<'_>) -> Outcome {
    let (first, last) = range(call)?;
    let metrics = metrics(call);
    let most = call.query("num_of_pins").as_ref().and_then(Value::as_u64);
    let most = most
        .and_then(|most| usize::try_from(most).ok())
        .unwrap_or(TOP);
    let wanted = |creative: &Value| !call.operation.id.contains("video") || creative == "VIDEO";
    let pins = call.state.all("/pins");
    let pins =
        pins.filter(|(_, pin)| wanted(pin.value.get("creative_type").unwrap_or(&Value::Null)));
    let mut pins: Vec<&String> = pins.map(|(id, _)| id).collect();
    let by = call.query("sort_by").map(|by| text(&by));
    if let Some(by) = by {
        let days = (first..=last, 0);
        pins.sort_by_key(|id| Reverse(count(mix(call.settings.seed, id), &by, &days)));
    }
    let pins = pins.into_iter().take(most).map(|id| {
        let of = |metric: &String| {
            (
                metric.clone(),
                figure(&[mix(call.settings.seed, id)], metric, &(first..=last, 0)),
            )
        };
        let states = metrics
            .iter()
            .map(|metric| (metric.clone(), "READY".into()));
        json!({
            "pin_id": id,
            "metrics": metrics.iter().map(of).collect::<Map<_, _>>(),
            "data_status": states.collect::<Map<String, Value>>(),
        })
    });
    let body = json!({
        "date_availability": { "is_realtime": false, "latest_available_timestamp": call.now / DAY * DAY },
        "pins": pins.collect::<Vec<_>>(),
        "sort_by": call.query("sort_by"),
    });
    Ok(call.success(Some(body)))
}

fn figures(call: &Call<'_>, pins: &[&str]) -> Result<Value, Refusal> {
    let (first, last) = range(call)?;
    let metrics = metrics(call);
    let seeds = pins.iter().map(|id| mix(call.settings.seed, id));
    let seeds: Vec<u64> = seeds.collect();
    let sum = |range: std::ops::RangeInclusive<i64>| {
        let figures = metrics
            .iter()
            .map(|metric| (metric.clone(), figure(&seeds, metric, &(range.clone(), 0))));
        figures.collect::<Map<_, _>>()
    };
    let daily = (first..=last).map(|day| {
        // Yesterday's figures are not final.
        let status = if day + 2 > call.now / DAY {
            "ESTIMATE"
        } else {
            "READY"
        };
        json!({ "date": date(day * DAY), "data_status": status, "metrics": sum(day..=day) })
    });
    let mut figures =
        json!({ "daily_metrics": daily.collect::<Vec<_>>(), "summary_metrics": sum(first..=last) });
    if call.operation.id.contains("pins/") {
        figures["lifetime_metrics"] = json!({ "TOTAL_COMMENTS": 3, "TOTAL_REACTIONS": 7 });
    }
    Ok(figures)
}

fn metrics(call: &Call<'_>) -> Vec<String> {
    let asked = call.query("metric_types");
    let asked = asked
        .as_ref()
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let asked: Vec<String> = asked.map(text).filter(|metric| metric != "ALL").collect();
    if asked.is_empty() {
        return METRICS.map(str::to_owned).to_vec();
    }
    asked
}

fn range(call: &Call<'_>) -> Result<(i64, i64), Refusal> {
    let day = |name| call.query(name).and_then(|value| days(value.as_str()?));
    let (Some(first), Some(last)) = (day("start_date"), day("end_date")) else {
        return Err(Refusal::invalid("Invalid request: the dates are no days"));
    };
    if last < first {
        return Err(Refusal::invalid("The end date is before the start date."));
    }
    if first < call.now / DAY - 90 {
        return Err(Refusal::invalid(
            "You can only get data from the last 90 days.",
        ));
    }
    Ok((first, last.min(call.now / DAY)))
}
