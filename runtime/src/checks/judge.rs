//! Whether a value keeps to a rule; if not, why, in words that do not quote it.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use regex_lite::Regex;
use serde_json::Value;

use super::Rule;

impl Rule {
    /// What is wrong with the value; `None` if nothing is.
    pub(super) fn violation(&self, value: &Value) -> Option<String> {
        match (self, value) {
            (Self::Length(least, most), Value::String(text)) => {
                count(text.chars().count(), *least, *most, "character")
            }
            (Self::Items(least, most), Value::Array(elements)) => {
                count(elements.len(), *least, *most, "element")
            }
            (Self::Range(least, most), _) => {
                let number = number(value)?;
                let below = (number < *least).then(|| format!("is below {least}"));
                below.or_else(|| (number > *most).then(|| format!("is above {most}")))
            }
            (Self::Above(limit), _) => {
                (number(value)? <= *limit).then(|| format!("is not above {limit}"))
            }
            (Self::Pattern(pattern), Value::String(text)) => {
                (!matches(pattern, text)).then(|| format!("does not match the pattern `{pattern}`"))
            }
            (Self::AnyOf(sets), Value::Object(members)) => {
                let has = |member: &&str| members.get(*member).is_some_and(says_something);
                let complete = sets.iter().any(|set| set.iter().all(has));
                (!complete).then(|| {
                    let sets: Vec<String> = sets.iter().map(|set| named(set)).collect();
                    format!("needs {}", sets.join(", or "))
                })
            }
            _ => None,
        }
    }
}

fn count(count: usize, least: usize, most: usize, what: &str) -> Option<String> {
    let has = |count: usize| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    if count == 0 && least > 0 {
        return Some("is empty".to_owned());
    }
    let wrong = if count < least {
        format!("{least} is the least")
    } else if count > most {
        format!("{most} is the most")
    } else {
        return None;
    };
    Some(format!("has {}, {wrong}", has(count)))
}

/// Parameters are text, numbers among them too.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// Whether a member can serve: null, an empty text and an empty list cannot.
fn says_something(member: &Value) -> bool {
    match member {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(elements) => !elements.is_empty(),
        _ => true,
    }
}

fn named(set: &[&str]) -> String {
    let members: Vec<String> = set.iter().map(|member| format!("`{member}`")).collect();
    members.join(" with ")
}

/// The pattern of most ids, which needs no engine.
const DIGITS: &str = r"^\d+$";

/// There are as many as the description has patterns.
static PATTERNS: LazyLock<Mutex<HashMap<&'static str, Option<Regex>>>> =
    LazyLock::new(Mutex::default);

fn matches(pattern: &'static str, text: &str) -> bool {
    if pattern == DIGITS {
        return !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    }
    let mut patterns = PATTERNS.lock().unwrap_or_else(PoisonError::into_inner);
    let regex = patterns
        .entry(pattern)
        .or_insert_with(|| Regex::new(pattern).ok());
    // What cannot be read here is left to the server.
    regex.as_ref().is_none_or(|regex| regex.is_match(text))
}
