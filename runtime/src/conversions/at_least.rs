//! Objects of which at least one set of members must be there.

use serde_json::Value;

/// A rule on objects in a body: of several sets of members at least one must be there whole.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct AtLeast {
    /// The way to the objects from the body, member by member; `*` is every element of an array.
    pub path: &'static [&'static str],
    /// The sets of members.
    pub sets: &'static [&'static [&'static str]],
}

impl AtLeast {
    /// The rule that the objects at `path` have all members of one of `sets`.
    #[must_use]
    pub const fn new(
        path: &'static [&'static str],
        sets: &'static [&'static [&'static str]],
    ) -> Self {
        Self { path, sets }
    }

    /// Checks a body; what is not there is no fault of this rule.
    pub(crate) fn check(&self, body: &Value) -> Result<(), String> {
        match first_fault(body, self.path, self.sets, String::new()) {
            Some(place) => {
                let sets: Vec<String> = self.sets.iter().map(|set| named(set)).collect();
                Err(format!("`{place}` needs {}", sets.join(", or ")))
            }
            None => Ok(()),
        }
    }
}

/// The place of the first object that has none of the sets.
fn first_fault(value: &Value, path: &[&str], sets: &[&[&str]], place: String) -> Option<String> {
    let Some((step, rest)) = path.split_first() else {
        let object = value.as_object()?;
        let is_there = |member: &&str| object.get(*member).is_some_and(says_something);
        let whole = sets.iter().any(|set| set.iter().all(is_there));
        return (!whole).then_some(place);
    };
    if *step == "*" {
        let mut elements = value.as_array()?.iter().enumerate();
        return elements.find_map(|(index, element)| {
            first_fault(element, rest, sets, format!("{place}[{index}]"))
        });
    }
    let dot = if place.is_empty() { "" } else { "." };
    first_fault(value.get(step)?, rest, sets, format!("{place}{dot}{step}"))
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
