//! What callers say of a thing may be more than answers can show: then the answer leaves it out, or has what it must. And
//! what they say of one member tells another.

use serde_json::{Map, Value};

use super::{Call, made_up};
use crate::resources::Looks;
use crate::shape::Shape;

/// Takes out of what is known of the thing with this id what nothing that looks so may hold, and adds what it has to hold.
pub(super) fn conform(call: &Call<'_>, looks: &Looks, id: &str, value: &mut Map<String, Value>) {
    let whole = Value::Object(value.clone());
    let wrong = looks.check.wrong_members(&whole);
    if wrong.is_empty() {
        return;
    }
    let shape = Shape::of_value(call.description, &[&looks.schema], &whole);
    for name in wrong {
        value.shift_remove(&name);
        let required = shape.required.contains(name.as_str());
        if let Some(schemas) = shape.properties.get(name.as_str()).filter(|_| required)
            && let Some(member) = made_up::member(call, &name, schemas, id)
        {
            value.insert(name, member);
        }
    }
}

/// Sets what follows from other members: what does not run says so in its summary too, and the type of a parent is that of
/// what has its id.
pub(super) fn follow(call: &Call<'_>, shape: &Shape<'_>, value: &mut Map<String, Value>) {
    for (name, word) in [
        ("summary_status", summary(call, shape, value)),
        ("parent_type", parent(call, value)),
    ] {
        if let Some(word) = word.filter(|_| shape.properties.contains_key(name)) {
            value.insert(name.to_owned(), word.into());
        }
    }
}

/// The word for what a thing does after its status changed.
fn summary(call: &Call<'_>, shape: &Shape<'_>, value: &Map<String, Value>) -> Option<&'static str> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let words: &[&str] = match (text("status")?, text("summary_status")?) {
        ("PAUSED", _) => &["PAUSED"],
        ("ARCHIVED", _) => &["ARCHIVED"],
        ("ACTIVE", "PAUSED" | "ARCHIVED") => &["RUNNING", "APPROVED"],
        _ => return None,
    };
    let schemas = shape.properties.get("summary_status")?;
    let values = Shape::of(call.description, schemas).values?;
    let mut words = words.iter().copied();
    words.find(|word| values.iter().any(|value| *value == word))
}

fn parent(call: &Call<'_>, value: &Map<String, Value>) -> Option<&'static str> {
    let parent = value.get("parent_id")?.as_str()?;
    let kinds = [("ad_group_id", "ad_group"), ("campaign_id", "campaign")];
    let found = kinds.iter().find(|(member, _)| {
        let kind = call.resources.referred(member);
        kind.is_some_and(|kind| call.state.get(&kind.collection, parent).is_some())
    });
    found.map(|(_, word)| *word)
}
