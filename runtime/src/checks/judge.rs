//! Whether a value keeps to a rule; if not, why, in words that do not quote it.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::Rule;
use super::tree::Tree;
use regex_lite::Regex;

impl Rule {
    /// What is wrong with the value; `None` if nothing is.
    pub(super) fn violation(&self, value: &Tree<'_>) -> Option<String> {
        match (self, value) {
            (Self::Length(least, most), Tree::Text(text)) => {
                count(text.chars().count(), *least, *most, "character")
            }
            (Self::Items(least, most), Tree::List(elements)) => {
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
            (Self::Pattern(pattern), Tree::Text(text)) => {
                (!matches(pattern, text)).then(|| format!("does not match the pattern `{pattern}`"))
            }
            (Self::AnyOf(sets), Tree::Object(members)) => {
                let has = |member: &&str| members.get(member).is_some_and(says_something);
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
fn number(value: &Tree<'_>) -> Option<f64> {
    match value {
        Tree::Number(number) => Some(*number),
        Tree::Text(text) => text.parse().ok(),
        _ => None,
    }
}

/// Whether a member can serve: null, an empty text and an empty list cannot.
fn says_something(member: &Tree<'_>) -> bool {
    match member {
        Tree::Null => false,
        Tree::Text(text) => !text.is_empty(),
        Tree::List(elements) => !elements.is_empty(),
        _ => true,
    }
}

fn named(set: &[&str]) -> String {
    let members: Vec<String> = set.iter().map(|member| format!("`{member}`")).collect();
    members.join(" with ")
}

/// The pattern of most ids, which needs no engine.
const DIGITS: &str = r"^\d+$";

/// Patterns that were read; `None` for what is no pattern here.
type Patterns = HashMap<&'static str, Option<Arc<Regex>>>;

/// There are as many as the description has patterns.
static PATTERNS: LazyLock<Mutex<Patterns>> = LazyLock::new(Mutex::default);

fn matches(pattern: &'static str, text: &str) -> bool {
    if pattern == DIGITS {
        return !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    }
    // Matching is left to after the lock, since calls at once would wait for each other there.
    let mut patterns = PATTERNS.lock().unwrap_or_else(PoisonError::into_inner);
    let regex = patterns
        .entry(pattern)
        .or_insert_with(|| Regex::new(pattern).ok().map(Arc::new))
        .clone();
    drop(patterns);
    // What cannot be read here is left to the server.
    regex.as_ref().is_none_or(|regex| regex.is_match(text))
}
