//! Bodies as the API sends them, of the sizes that are measured.

use bytes::Bytes;
use serde_json::{Map, Value, json};

/// As many Pins as a page can have.
pub const PINS: usize = 250;

/// The rows of a large analytics answer.
pub const ROWS: usize = 10_000;

/// A page of 250 image Pins, with a bookmark.
#[must_use]
pub fn pins() -> Bytes {
    let items: Vec<Value> = (0..PINS).map(pin).collect();
    text(&json!({ "items": items, "bookmark": "Pz8xLjI1MHx0ZXN0" }))
}

/// A page of one board, without a bookmark.
#[must_use]
pub fn boards() -> Bytes {
    page_of_boards(None)
}

/// A page of one board.
#[must_use]
pub fn page_of_boards(bookmark: Option<&str>) -> Bytes {
    let board = json!({
        "id": "549755885175", "name": "Summer", "description": "What to cook", "privacy": "PUBLIC",
        "created_at": "2021-06-08T09:37:18", "board_pins_modified_at": "2021-10-25T11:17:56.715000",
        "owner": { "username": "somebody" }, "pin_count": 7, "follower_count": 3, "collaborator_count": 0,
        "media": { "image_cover_url": "https://i.example.com/cover.jpg", "pin_thumbnail_urls": [] },
    });
    text(&json!({ "items": [board], "bookmark": bookmark }))
}

/// What became of so many campaigns that were to be created.
#[must_use]
pub fn created_campaigns(count: usize) -> Bytes {
    let campaign = json!({ "id": "549755885175", "name": "Soup", "objective_type": "AWARENESS" });
    let outcome = json!({ "data": campaign, "exceptions": [] });
    text(&json!({ "items": vec![outcome; count] }))
}

/// One Pin, as its creation answers.
#[must_use]
pub fn one_pin() -> Bytes {
    text(&pin(0))
}

/// Analytics rows with six columns each.
#[must_use]
pub fn rows() -> Bytes {
    let row = |day: usize| {
        json!({
            "AD_ACCOUNT_ID": "549755885175", "DATE": format!("2026-01-{:02}", day % 28 + 1),
            "SPEND_IN_MICRO_DOLLAR": day * 1_000_003, "TOTAL_IMPRESSION": day * 17, "TOTAL_CLICKTHROUGH": day % 97,
            "CTR": f64::from(u32::try_from(day).unwrap_or_default()) / 1000.5,
        })
    };
    text(&Value::Array((0..ROWS).map(row).collect()))
}

/// The object of 211 members, all of them there.
#[must_use]
pub fn warnings() -> Bytes {
    let members = crate::by_hand::Warnings::MEMBERS.iter().zip(0_u64..);
    let members: Map<_, _> = members
        .map(|(name, count)| (name.to_uppercase(), json!(count)))
        .collect();
    text(&Value::Object(members))
}

fn pin(number: usize) -> Value {
    let image = |name: &str| json!({ "width": 600, "height": 900, "url": format!("https://i.example.com/{name}/{number}.jpg") });
    json!({
        "id": (813_744_226_420_795_884_u64 + number as u64).to_string(),
        "created_at": "2021-06-08T09:37:18", "link": "https://example.com/recipes/42?ref=pin",
        "title": "Tomato soup", "description": "Ready in a quarter of an hour, \"they\" say.\nWith basil.",
        "dominant_color": "#6E7874", "alt_text": "A bowl of soup", "board_id": "549755885175",
        "board_section_id": null, "parent_pin_id": null, "creative_type": "REGULAR", "is_owner": true,
        "is_standard": true, "has_been_promoted": false, "note": "", "product_tags": [],
        "board_owner": { "username": "somebody" },
        "media": { "media_type": "image", "images": {
            "150x150": image("150x150"), "400x300": image("400x300"), "600x": image("600x"), "1200x": image("1200x"),
        } },
        "pin_metrics": null,
    })
}

fn text(value: &Value) -> Bytes {
    value.to_string().into()
}
