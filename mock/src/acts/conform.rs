//! What callers say of a thing may be more than answers can show: then the answer leaves it out, or has what it must.

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
