//! What keys and values have to look like, and what messages call them.

use serde_json::{Map, Value};

use super::table::{Keys, Shape};

impl Keys {
    /// A key like `key` that breaks no rule and that no member has.
    pub(super) fn fixed(self, key: &str, members: &Map<String, Value>) -> String {
        let plain = |c: char| {
            if c.is_ascii_alphanumeric() || ".-_".contains(c) {
                c
            } else {
                '_'
            }
        };
        let mut name = match self {
            Self::Path => format!("/{key}"),
            Self::Status => "default".to_owned(),
            Self::Media => format!("application/{key}"),
            Self::Component | Self::Scope | Self::Free => key.chars().map(plain).collect(),
        };
        let mut statuses = 500..600;
        while members.contains_key(&name) {
            match (self, statuses.next()) {
                (Self::Status, Some(status)) => name = status.to_string(),
                _ => name.push('_'),
            }
        }
        name
    }

    /// The rule that `key` breaks.
    pub(super) fn broken_rule(self, key: &str) -> Option<&'static str> {
        let (holds, rule) = match self {
            Self::Path => (key.starts_with('/'), "a path starts with a slash"),
            Self::Status => (is_status(key), "a status is three digits, 4XX or default"),
            Self::Media => (key.contains('/'), "a media type is written type/subtype"),
            Self::Component => (
                key.chars()
                    .all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c)),
                "a component's name has letters, digits, dots, dashes and underscores",
            ),
            Self::Scope | Self::Free => (true, ""),
        };
        (!holds).then_some(rule)
    }
}

fn is_status(key: &str) -> bool {
    let is_class = |class: &str| matches!(class, "1" | "2" | "3" | "4" | "5");
    let is_rest =
        |rest: &str| rest == "XX" || (rest.len() == 2 && rest.chars().all(|c| c.is_ascii_digit()));
    let parts = key.split_at_checked(1);
    key == "default" || parts.is_some_and(|(class, rest)| is_class(class) && is_rest(rest))
}

impl Shape {
    /// What a message calls a value of the shape.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Any => "a value",
            Self::Text | Self::Remark => "text",
            Self::Flag => "true or false",
            Self::Number => "a number",
            Self::Count => "a whole number from 0 on",
            Self::Words(_) => "one word",
            Self::List(_) => "a list",
            Self::Map(..) | Self::Object(_) | Self::Or(_) | Self::FlagOr(_) => "an object",
        }
    }
}
