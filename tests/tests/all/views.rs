//! What is read off an answer without naming its kind or each of its members.

use pinterest_v5::Date;
use pinterest_v5::types::{
    CatalogFeed, CatalogFeedValidationErrors, PinAnalyticsDailyMetrics, PinMetricType,
};
use serde_json::json;

#[test]
fn a_feed_says_what_all_kinds_of_feeds_have() {
    let mut feed = json!({
        "id": "1", "catalog_type": "HOTEL", "created_at": "2026-01-16T00:00:00", "name": null,
        "updated_at": "2026-01-16T00:00:00", "default_locale": "de-DE", "format": "CSV",
        "location": "https://example.com/feed.csv", "status": "ACTIVE",
    });
    let hotels: CatalogFeed = serde_json::from_value(feed.clone()).expect("a feed");
    assert!(hotels.as_hotel().is_some());
    assert_eq!(hotels.id().expect("an id"), "1");
    assert_eq!(hotels.status().expect("a status"), "ACTIVE");
    assert_eq!(hotels.location(), Some("https://example.com/feed.csv"));
    assert_eq!(hotels.name(), None);
    feed["name"] = "Hotels".into();
    let hotels: CatalogFeed = serde_json::from_value(feed.clone()).expect("a feed");
    assert_eq!(hotels.name(), Some("Hotels"));
    feed["catalog_type"] = "BOATS".into();
    let boats: CatalogFeed = serde_json::from_value(feed).expect("a feed");
    assert_eq!((boats.id(), boats.created_at()), (None, None));
}

#[test]
fn counters_are_listed_by_name() {
    let errors = json!({ "ADULT_INVALID": 3, "DELIMITER_ERROR": null, "ENCODING_ERROR": 0 });
    let errors: CatalogFeedValidationErrors = serde_json::from_value(errors).expect("errors");
    let counts: Vec<_> = errors.counts().collect();
    assert_eq!(counts, [("ADULT_INVALID", 3), ("ENCODING_ERROR", 0)]);
}

#[test]
fn a_row_of_a_day_has_a_date_and_the_metrics_that_were_asked_for() {
    let row = json!({ "date": "2026-01-16", "metrics": { "SAVE": 7, "NEWER": 0.5 } });
    let row: PinAnalyticsDailyMetrics = serde_json::from_value(row).expect("a row");
    assert_eq!(row.date, Some("2026-01-16".parse::<Date>().expect("a day")));
    assert_eq!(row.metrics.get(&PinMetricType::Save), Some(&7.0));
    assert_eq!(row.metrics.get(&PinMetricType::Impression), None);
    assert_eq!(row.metrics.get(&"NEWER".into()), Some(&0.5));
}
