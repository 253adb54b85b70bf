//! Scalars as Pinterest has them: by what a member is called, within what its schema allows.
//!
//! Invariant: the name only chooses among values that the schema allows.

use serde_json::{Number, Value, json};

use super::{Likeness, Unsatisfiable, bound, text};
use crate::clock::{DAY, date, timestamp};
use crate::description::Description;
use crate::random::{below, letters, mix, one};
use crate::shape::Shape;

/// What an enum holds when nothing is wrong, the best first.
const GOOD: [&str; 17] = [
    "OWNER",
    "MERCHANT_CREATED",
    "REGULAR",
    "ACTIVE",
    "READY",
    "APPROVED",
    "RUNNING",
    "COMPLETED",
    "FINISHED",
    "SUCCEEDED",
    "succeeded",
    "SUCCESS",
    "PUBLIC",
    "US",
    "USD",
    "en-US",
    "TRIAL",
];

/// Texts by the end of a name.
const TEXTS: &[(&str, &[&str])] = &[
    (
        "username",
        &["soup_club", "green_kitchen", "paper_boats", "north_loft"],
    ),
    (
        "email",
        &["ada@example.com", "grace@example.com", "mary@example.com"],
    ),
    (
        "business_name",
        &["Soup Club", "Green Kitchen", "Paper Boats"],
    ),
    ("company_name", &["Soup Club", "Green Kitchen"]),
    (
        "name",
        &[
            "Spring soups",
            "Small kitchens",
            "Paper boats",
            "Autumn walks",
            "Reading corners",
        ],
    ),
    (
        "title",
        &[
            "Leek soup, hot",
            "A shelf for herbs",
            "Five quick breads",
            "Window seat",
        ],
    ),
    (
        "description",
        &["What we cook when it rains.", "Ideas for small rooms."],
    ),
    ("country", &["US", "DE", "GB", "FR"]),
    ("region", &["US", "DE", "GB"]),
    ("currency", &["USD", "EUR", "GBP"]),
    ("time_zone", &["America/Los_Angeles", "Europe/Berlin"]),
    ("timezone", &["America/Los_Angeles", "Europe/Berlin"]),
    ("locale", &["en-US", "de-DE"]),
    ("language", &["en", "de"]),
    ("city", &["Berlin", "Portland", "Lyon"]),
    ("dominant_color", &["#6E7874", "#C1A08B"]),
    ("term", &["leek soup", "herb garden", "paper crafts"]),
    ("suggested", &["leek soup", "herb garden", "paper crafts"]),
    ("keyword", &["leek soup", "herb garden", "paper crafts"]),
    ("brand", &["Soup Club"]),
    ("domain", &["example.com"]),
    ("message", &["ok"]),
    ("status", &["ACTIVE"]),
    ("about", &["What we cook when it rains."]),
    ("api_version", &["v5"]),
    ("cryptographic_algorithm", &["AES-256-GCM"]),
];

/// Ends of names that hold an address.
const ADDRESSES: [&str; 8] = [
    "url", "urls", "link", "uri", "website", "src", "image", "location",
];

/// How many days a series has.
const SERIES: i64 = 7;

/// What some wholes are made of.
const PARTS: [(&str, &[&str]); 2] = [
    (
        "age_distribution",
        &["18-24", "25-34", "35-44", "45-49", "50-54", "55-64", "65+"],
    ),
    ("gender_distribution", &["female", "male", "unspecified"]),
];

/// A scalar for `shape`, called `name`.
pub(super) fn scalar(
    description: &Description,
    shape: &Shape<'_>,
    name: &str,
    likeness: Likeness,
) -> Result<Value, Unsatisfiable> {
    match shape.kind {
        Some("string") => {
            let listed = listed_elsewhere(description, shape, name, likeness);
            listed.map_or_else(|| string(shape, name, likeness), Ok)
        }
        Some("integer") => Ok(integer(shape, name, likeness)),
        Some("number") => Ok(number(shape, name, likeness)),
        Some("boolean") => Ok(
            ["is_owner", "is_standard", "is_member", "is_active", "valid"]
                .contains(&name)
                .into(),
        ),
        Some(other) => Err(Unsatisfiable::new(format!("no value is of type `{other}`"))),
        None => Ok(json!({})),
    }
}

/// The value of an enum that says that all is well; by chance if none says so.
pub(super) fn listed(values: &[&Value], likeness: Likeness) -> Option<Value> {
    let good = GOOD
        .iter()
        .find(|good| values.iter().any(|value| value == *good));
    let good = good.map(|good| Value::from(*good));
    good.or_else(|| one(likeness.seed, values).cloned())
}

/// One of the values that another member of the same name lists, if this one is any text.
fn listed_elsewhere(
    description: &Description,
    shape: &Shape<'_>,
    name: &str,
    likeness: Likeness,
) -> Option<Value> {
    // A single word means something else from place to place.
    let is_open = name.contains('_')
        && ["format", "pattern", "maxLength", "minLength"]
            .iter()
            .all(|keyword| shape.keyword(keyword).is_none());
    let words = description.words(name);
    let words: Vec<Value> = words.iter().map(|word| word.as_str().into()).collect();
    let words: Vec<&Value> = words.iter().collect();
    is_open.then(|| listed(&words, likeness)).flatten()
}

/// The entries of a map: those of a series are days, those of a distribution the parts of a whole.
pub(super) fn entries(name: &str, value: &Value, likeness: Likeness) -> Vec<(String, Value)> {
    let part = |key: String| {
        let some = 20 + below(mix(likeness.seed, &key), 80);
        let value = if value.is_number() {
            some.into()
        } else {
            value.clone()
        };
        (key, value)
    };
    if name.contains("series") {
        let days = (1..=SERIES)
            .rev()
            .map(|back| date(likeness.now - back * DAY));
        return days.map(part).collect();
    }
    let found = PARTS.iter().find(|(word, _)| name.contains(word));
    match found {
        Some((_, keys)) => keys.iter().map(|key| part((*key).to_owned())).collect(),
        None => vec![("549755885175".to_owned(), value.clone())],
    }
}

fn string(shape: &Shape<'_>, name: &str, likeness: Likeness) -> Result<Value, Unsatisfiable> {
    let least = bound(shape, "minLength").unwrap_or(0);
    let most = bound(shape, "maxLength").unwrap_or(usize::MAX);
    let keyword = |name| shape.keyword(name).and_then(Value::as_str);
    let recent = likeness.now - i64::try_from(below(likeness.seed, 90 * 86_400_000)).unwrap_or(0);
    if let Some(pattern) = keyword("pattern") {
        let digits = pattern.contains(r"\d+") || pattern.contains("[0-9]+");
        let id = id(likeness.seed);
        if digits && !pattern.contains('-') && (least..=most).contains(&id.len()) {
            return Ok(id.into());
        }
        return text::matching(pattern, least, most).map(Value::from);
    }
    let text = match keyword("format") {
        Some("date") => return Ok(date(recent).into()),
        Some("date-time") => return Ok(timestamp(recent).into()),
        _ => words(name, likeness.seed, recent),
    };
    let length = text.chars().count().max(least).min(most);
    Ok(text.chars().cycle().take(length).collect::<String>().into())
}

fn words(name: &str, seed: u64, recent: i64) -> String {
    let ends = |end: &str| {
        let before = name.strip_suffix(end);
        before.is_some_and(|before| before.is_empty() || before.ends_with('_'))
    };
    if ends("id") || ends("ids") {
        return id(seed);
    }
    if ADDRESSES.into_iter().any(ends) {
        return format!("https://example.com/{}", letters(seed, 8));
    }
    if ends("at") || ends("timestamp") || ends("modified") {
        return timestamp(recent);
    }
    if ends("date") {
        return date(recent);
    }
    let found = TEXTS
        .iter()
        .find(|(end, _)| ends(end) || ends(&format!("{end}s")));
    let found = found.and_then(|(_, texts)| one(seed, texts));
    found.map_or_else(|| name.replace('_', " "), str::to_owned)
}

fn id(seed: u64) -> String {
    (549_755_813_888 + below(seed, 400_000_000_000)).to_string()
}

fn integer(shape: &Shape<'_>, name: &str, likeness: Likeness) -> Value {
    let least = shape.keyword("minimum").and_then(Value::as_i64);
    let most = shape.keyword("maximum").and_then(Value::as_i64);
    let small = |limit| i64::try_from(below(likeness.seed, limit)).unwrap_or(0);
    let has = |part: &str| name.contains(part);
    let is_time = (has("time") && !has("time_series")) || has("expir") || name.ends_with("_at");
    let wished = if is_time && !has("_days") {
        likeness.now / 1000 - small(90 * 86_400)
    } else if has("micro") || has("cap") || has("budget") || has("bid") {
        (10 + small(90)) * 1_000_000
    } else if name == "code" || has("error") || has("fail") {
        0
    } else {
        small(1000)
    };
    wished
        .max(least.unwrap_or(i64::MIN))
        .min(most.unwrap_or(i64::MAX))
        .into()
}

fn number(shape: &Shape<'_>, name: &str, likeness: Likeness) -> Value {
    let least = shape.keyword("minimum").and_then(Value::as_f64);
    let most = shape.keyword("maximum").and_then(Value::as_f64);
    if name.contains("time") {
        return (likeness.now / DAY * (DAY / 1000)).into();
    }
    let cents = u32::try_from(below(likeness.seed, 10_000)).unwrap_or(0);
    let value = (f64::from(cents) / 100.0)
        .max(least.unwrap_or(f64::MIN))
        .min(most.unwrap_or(f64::MAX));
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}
