//! How an overlay's value meets the description's, as Overlay 1.0 lays down.
//!
//! Objects merge recursively, arrays are appended to, primitives are replaced; anything else is
//! incompatible.

use serde_json::Value;

use source::pointer::Pointer;

/// Called with each value that was written: where it is now, and where it is in the overlay.
pub(super) type Log<'a> = &'a mut dyn FnMut(Pointer, Pointer);

/// Merges `update`, which is at `by`, into what an action selected; tells whether anything changed.
pub(super) fn update(
    target: &mut Value,
    update: &Value,
    (at, by): (&Pointer, &Pointer),
    log: Log<'_>,
) -> Result<bool, String> {
    if let Value::Array(elements) = target {
        log(at.index(elements.len()), by.clone());
        elements.push(update.clone());
        return Ok(true);
    }
    merge(target, update, (at, by), log)
}

/// Takes the value at `at` out of the object or array that holds it; gives the array and the position if it was one.
pub(super) fn remove(document: &mut Value, at: &Pointer) -> Option<(Pointer, usize)> {
    let (Some(parent), Some(segment)) = (at.parent(), at.last()) else {
        *document = Value::Null;
        return None;
    };
    match document.pointer_mut(&parent.as_str()[1..]) {
        Some(Value::Object(members)) => {
            members.shift_remove(&segment);
            None
        }
        Some(Value::Array(elements)) => {
            let position = segment.parse::<usize>().ok()?;
            (position < elements.len()).then(|| {
                elements.remove(position);
                (parent, position)
            })
        }
        _ => None,
    }
}

fn merge(
    target: &mut Value,
    update: &Value,
    (at, by): (&Pointer, &Pointer),
    log: Log<'_>,
) -> Result<bool, String> {
    match (target, update) {
        (Value::Object(target), Value::Object(update)) => {
            let mut changed = false;
            for (name, value) in update {
                let (at, by) = (at.child(name), by.child(name));
                changed |= if let Some(old) = target.get_mut(name) {
                    merge(old, value, (&at, &by), log)?
                } else {
                    log(at, by);
                    target.insert(name.clone(), value.clone()).is_none()
                };
            }
            Ok(changed)
        }
        (Value::Array(target), Value::Array(update)) => {
            for (position, element) in update.iter().enumerate() {
                log(at.index(target.len()), by.index(position));
                target.push(element.clone());
            }
            Ok(!update.is_empty())
        }
        (target, update) if is_primitive(target) && is_primitive(update) => {
            let changed = target != update;
            if changed {
                log(at.clone(), by.clone());
            }
            *target = update.clone();
            Ok(changed)
        }
        _ => Err(format!(
            "the update of {at} is not of the same kind as what is there"
        )),
    }
}

fn is_primitive(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}
