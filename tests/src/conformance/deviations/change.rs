//! One member of a body, changed.

use serde_json::{Map, Value, json};

use super::chance::Chance;

/// What is done to a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is not there.
    Dropped,
    /// It is null.
    Null,
    /// It is a scalar of another type: a number as text, a text as a number, 3 as 3.0, true as 1.
    OtherType,
    /// It is a text that nobody knows.
    UnknownValue,
    /// There is one more beside it.
    Extra,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Dropped,
        Self::Null,
        Self::OtherType,
        Self::UnknownValue,
        Self::Extra,
    ];
}

/// A step on the way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Member(String),
    Element(usize),
}

/// The paths of all members of objects.
pub(super) fn members(body: &Value) -> Vec<Vec<Step>> {
    let mut paths = Vec::new();
    collect(body, &mut Vec::new(), &mut paths);
    paths
}

fn collect(value: &Value, path: &mut Vec<Step>, paths: &mut Vec<Vec<Step>>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                path.push(Step::Member(name.clone()));
                paths.push(path.clone());
                collect(value, path, paths);
                path.pop();
            }
        }
        Value::Array(elements) => {
            for (index, value) in elements.iter().enumerate() {
                path.push(Step::Element(index));
                collect(value, path, paths);
                path.pop();
            }
        }
        _ => {}
    }
}

/// Changes the member at the path, and gives the path of what is other now; `None` if the kind does not apply to it.
pub(super) fn change(
    body: &mut Value,
    path: &[Step],
    kind: Kind,
    chance: &mut Chance,
) -> Option<Vec<Step>> {
    let (Step::Member(name), above) = path.split_last()? else {
        return None;
    };
    let object = at(body, above)?.as_object_mut()?;
    changed(object, name, kind, chance)?;
    let changed = if kind == Kind::Extra { EXTRA } else { name };
    let changed = Step::Member(changed.to_owned());
    Some([above, &[changed]].concat())
}

const EXTRA: &str = "never_seen_before";

fn changed(
    object: &mut Map<String, Value>,
    name: &str,
    kind: Kind,
    chance: &mut Chance,
) -> Option<()> {
    let member = object.get_mut(name)?;
    match kind {
        Kind::Dropped => _ = object.remove(name),
        Kind::Null if member.is_null() => return None,
        Kind::Null => *member = Value::Null,
        Kind::OtherType => *member = other_type(member, chance)?,
        Kind::UnknownValue if !member.is_string() => return None,
        Kind::UnknownValue => *member = json!("NEVER_SEEN_BEFORE"),
        Kind::Extra => _ = object.insert(EXTRA.to_owned(), json!({"any": [1]})),
    }
    Some(())
}

fn other_type(value: &Value, chance: &mut Chance) -> Option<Value> {
    let forms = match value {
        Value::Bool(value) => vec![json!(value.to_string()), json!(u8::from(*value))],
        Value::Number(number) => {
            let mut forms = vec![json!(number.to_string())];
            forms.extend(number.as_i64().and_then(float));
            forms
        }
        Value::String(_) => vec![json!(7), json!(true)],
        _ => return None,
    };
    forms.get(chance.below(forms.len())).cloned()
}

/// The integer with a fraction of zero.
fn float(integer: i64) -> Option<Value> {
    let float: f64 = integer.to_string().parse().ok()?;
    Some(json!(float))
}

fn at<'v>(value: &'v mut Value, path: &[Step]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, step| match step {
        Step::Member(name) => value.get_mut(name),
        Step::Element(index) => value.get_mut(index),
    })
}
