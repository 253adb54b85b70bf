//! Strings that fit a pattern, a format and a length.

use serde_json::Value;

use super::{Members, Unsatisfiable, bound};
use crate::shape::Shape;

/// Texts for each pattern that the description uses, the first one that fits the length is taken.
const PATTERNS: &[(&str, &[&str])] = &[
    (r"^\d+$", &["549755885175", "5497", "1"]),
    (r"\d+", &["549755885175", "1"]),
    (r"^[0-9]+$", &["2680059592705", "1"]),
    (r"^(AG)?\d+$", &["AG2680059592705", "1"]),
    (r"^[C]?\d+$", &["C549755885175", "1"]),
    (r"^((AG)|C)?\d+$", &["AG2680059592705", "1"]),
    (r"^\d+\+?$", &["65+", "1"]),
    (r"^(\d{4})-(\d{2})-(\d{2})$", &["2024-05-06"]),
    (r"^\d{4}-\d{2}-\d{2}$", &["2024-05-06"]),
    (
        r"^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})\.(\d{3})Z$",
        &["2024-05-06T07:08:09.010Z"],
    ),
    (
        r"^ADE_[A-Z_]+-[a-zA-Z0-9 _-]*$",
        &["ADE_CHECKOUT-my event", "ADE_A-"],
    ),
    (r"^(0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]$", &["07:30"]),
    (
        r"^(http|https|ftp|sftp)://",
        &["https://example.com/feed.tsv", "ftp://a"],
    ),
    (r"[a-zA-Z0-9+\/=]+", &["aGVsbG8/d29ybGQ+", "YQ=="]),
    (r"^[a-zA-Z0-9+/=]+$", &["aGVsbG8/d29ybGQ+", "YQ=="]),
    (r"^[a-zA-Z0-9]+$", &["batch1", "b"]),
    (r"^[a-z0-9]*$", &["abc123", ""]),
    (
        r"^[0-9a-fA-F]{64}$",
        &["0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"],
    ),
    (r"(?!^\d+$)^.+$", &["a.user+name", "a"]),
    (r"^-?\d+(\.\d+)?$", &["49.90", "7"]),
];

/// A string for `shape`.
pub(super) fn string(shape: &Shape<'_>, members: Members) -> Result<Value, Unsatisfiable> {
    let least = bound(shape, "minLength").unwrap_or(0);
    let most = bound(shape, "maxLength").unwrap_or(usize::MAX);
    let keyword = |name| shape.keyword(name).and_then(Value::as_str);
    if let Some(pattern) = keyword("pattern") {
        return matching(pattern, least, most).map(Value::from);
    }
    let text = match (keyword("format"), members) {
        (Some("date"), _) => return Ok("2024-05-06".into()),
        (Some("date-time"), _) => return Ok("2024-05-06T07:08:09Z".into()),
        (_, Members::Required) => "text",
        (_, Members::All | Members::Nulls) => "Crème & \"Tofu\"/🍜 +1\n",
    };
    let text: String = text
        .chars()
        .cycle()
        .take(text.chars().count().max(least).min(most))
        .collect();
    Ok(text.into())
}

pub(super) fn matching(
    pattern: &str,
    least: usize,
    most: usize,
) -> Result<&'static str, Unsatisfiable> {
    let texts = PATTERNS
        .iter()
        .find(|(known, _)| *known == pattern)
        .map(|(_, texts)| *texts);
    let texts = texts.ok_or_else(|| {
        let table = file!();
        Unsatisfiable::new(format!(
            "the pattern `{pattern}` is new: add texts to {table}"
        ))
    })?;
    let fits = |text: &&&str| (least..=most).contains(&text.chars().count());
    texts.iter().find(fits).copied().ok_or_else(|| {
        Unsatisfiable::new(format!(
            "no text for `{pattern}` has {least} to {most} characters"
        ))
    })
}
