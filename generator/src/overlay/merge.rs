//! How an overlay's value meets the description's, as Overlay 1.0 lays down.
//!
//! Objects merge recursively, arrays are appended to, primitives are replaced; anything else is
//! incompatible.

use serde_json::Value;

use crate::pointer::Pointer;

/// Merges `update` into the object or array that an action selected; tells whether anything changed.
pub(super) fn update(target: &mut Value, update: &Value, at: &Pointer) -> Result<bool, String> {
    if let Value::Array(elements) = target {
        elements.push(update.clone());
        return Ok(true);
    }
    merge(target, update, at)
}

/// Takes the value at `at` out of the object or array that holds it.
pub(super) fn remove(document: &mut Value, at: &Pointer) {
    let (Some(parent), Some(segment)) = (at.parent(), at.last()) else {
        *document = Value::Null;
        return;
    };
    match document.pointer_mut(&parent.as_str()[1..]) {
        Some(Value::Object(members)) => {
            members.shift_remove(&segment);
        }
        Some(Value::Array(elements)) => {
            if let Ok(position) = segment.parse::<usize>()
                && position < elements.len()
            {
                elements.remove(position);
            }
        }
        _ => {}
    }
}

fn merge(target: &mut Value, update: &Value, at: &Pointer) -> Result<bool, String> {
    match (target, update) {
        (Value::Object(target), Value::Object(update)) => {
            let mut changed = false;
            for (name, value) in update {
                changed |= match target.get_mut(name) {
                    Some(old) => merge(old, value, &at.child(name))?,
                    None => target.insert(name.clone(), value.clone()).is_none(),
                };
            }
            Ok(changed)
        }
        (Value::Array(target), Value::Array(update)) => {
            target.extend_from_slice(update);
            Ok(!update.is_empty())
        }
        (target, update) if is_primitive(target) && is_primitive(update) => {
            let changed = target != update;
            *target = update.clone();
            Ok(changed)
        }
        _ => Err(format!(
            "the update of {at} is not of the same kind as what stands there"
        )),
    }
}

fn is_primitive(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}
