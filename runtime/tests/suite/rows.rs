//! Analytics rows read by column.

use std::collections::BTreeMap;

use pinterest_v5_runtime::{Column, Date, Id, Metric, Row, id, object, row, string_enum};
use serde_json::Value;

#[derive(Clone, Debug, PartialEq, Hash, PartialOrd, Ord)]
struct AdId(Id);
id! { AdId }

#[derive(Clone, PartialEq)]
enum AdColumn {
    Spend,
    AdId,
    Unrecognized(pinterest_v5_runtime::UnrecognizedValue),
}
string_enum! { AdColumn { "SPEND" => Spend, "AD_ID" => AdId } }

#[derive(Debug)]
struct AdRow {
    ad: AdId,
    date: Option<Date>,
    additional: BTreeMap<String, Value>,
}
object! {
    response AdRow
    fields { ad: "AD_ID", required; date: "DATE", optional; }
    rest { additional }
}
row! { AdRow { "AD_ID" => ad required, "DATE" => date optional } rest additional }

impl Column<AdRow> for AdColumn {
    fn name(&self) -> &str {
        self.as_str()
    }
}

fn read(json: &str) -> AdRow {
    serde_json::from_str(json).unwrap()
}

#[test]
fn a_column_is_asked_for_by_the_requests_enum_or_by_name() {
    let row = read(r#"{"AD_ID": 2680077392902, "DATE": "2026-01-15", "SPEND": 12, "NEW": "x"}"#);
    assert_eq!(row.metric(AdColumn::Spend), Some(Metric::Integer(12)));
    assert_eq!(row.metric("SPEND"), row.metric(&AdColumn::Spend));
    assert_eq!(row.metric("NEW".to_owned()), Some(Metric::Text("x")));
    // Columns that are members of their own.
    assert_eq!(
        row.metric(AdColumn::AdId).and_then(Metric::as_id),
        Some(Id::new("2680077392902"))
    );
    assert_eq!(
        row.metric("DATE").and_then(Metric::as_str),
        Some("2026-01-15")
    );
    assert_eq!(read(r#"{"AD_ID": "1"}"#).metric("DATE"), None);
}

#[test]
fn a_missing_value_is_none_and_a_zero_is_zero() {
    let row = read(r#"{"AD_ID": "1", "SPEND": 0, "RATE": 0.0, "CPC": null}"#);
    assert_eq!(row.metric("SPEND").and_then(Metric::as_i64), Some(0));
    assert_eq!(row.metric("RATE").and_then(Metric::as_f64), Some(0.0));
    assert_eq!(row.metric("CPC"), None);
    assert_eq!(row.metric("CLICKS"), None);
}

/// An export of leads is read as such rows.
#[test]
fn what_people_entered_is_not_shown() {
    let row: Row = serde_json::from_str(r#"{"EMAIL": "jane@example.com"}"#).unwrap();
    assert_eq!(format!("{row:?}"), r#"Row { columns: ["EMAIL"] }"#);
}

#[test]
fn a_value_is_read_as_what_the_caller_takes_it_for() {
    let rows: BTreeMap<String, Vec<Row>> = serde_json::from_str(
        r#"{"7": [{"N": 42, "T": "42", "F": 42.0, "H": 0.5, "B": 18446744073709551615, "S": "ACTIVE", "E": "", "L": [1]}]}"#,
    )
    .unwrap();
    let row = &rows["7"][0];
    let of = |column: &str| row.metric(column).unwrap();
    for column in ["N", "T", "F"] {
        assert_eq!(of(column).as_i64(), Some(42), "{column}");
        assert_eq!(of(column).as_f64(), Some(42.0), "{column}");
        assert_eq!(of(column).as_id(), Some(Id::new("42")), "{column}");
    }
    assert_eq!(
        (of("H").as_i64(), of("H").as_f64(), of("H").as_id()),
        (None, Some(0.5), None)
    );
    assert_eq!((of("B").as_i64(), of("B").as_id()), (None, None));
    assert_eq!(
        (of("S").as_i64(), of("S").as_f64(), of("S").as_str()),
        (None, None, Some("ACTIVE"))
    );
    assert_eq!((of("E").as_id(), of("E").as_i64()), (None, None));
    assert_eq!((of("N").as_str(), of("L").as_str()), (None, None));
    let shown: Vec<String> = ["N", "H", "S", "L"]
        .map(|column| of(column).to_string())
        .into();
    assert_eq!(shown, ["42", "0.5", "ACTIVE", "[1]"]);
}
