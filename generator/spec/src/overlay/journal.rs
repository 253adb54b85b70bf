//! What the actions touched: each value that came, went or changed, with the action that did it.
//!
//! Invariant: places are those of the description after all overlays; [`Journal::original`] leads back to the file.

use std::sync::Arc;

use serde_json::Value;

use super::Action;
use source::Source;
use source::pointer::Pointer;

/// The touches of all actions, in order.
#[derive(Debug, Default)]
pub struct Journal {
    touches: Vec<Touch>,
    /// The elements that were taken out of arrays, each with its place at that time.
    taken: Vec<Pointer>,
    current: Option<(Arc<Source>, Pointer, String, String)>,
}

/// A value that an action touched.
#[derive(Clone, Debug)]
pub struct Touch {
    /// Its place, or where it was.
    pub at: Pointer,
    /// What was there; nothing if the action put it there.
    pub before: Option<Value>,
    /// What is there; nothing if the action took it away.
    pub after: Option<Value>,
    /// The overlay.
    pub file: Arc<Source>,
    /// The place in it of the value that was put there, or of the action that took one away.
    pub written: Pointer,
    /// The action's target.
    pub target: String,
    /// Why the action exists.
    pub reason: String,
}

impl Journal {
    /// Every touch.
    #[must_use]
    pub fn touches(&self) -> &[Touch] {
        &self.touches
    }

    /// The place in the file of what is at a place by now; none for what an overlay brought.
    #[must_use]
    pub fn original(&self, at: &Pointer) -> Option<Pointer> {
        let brought = |touch: &Touch| touch.before.is_none() && at.is_in(&touch.at);
        if self.touches.iter().any(brought) {
            return None;
        }
        let back = self.taken.iter().rev();
        Some(back.fold(at.clone(), |at, taken| shifted(&at, taken, true)))
    }

    /// Says which action is next.
    pub(super) fn begin(&mut self, file: &Arc<Source>, action: &Action) {
        self.current = Some((
            Arc::clone(file),
            action.at.clone(),
            action.text.clone(),
            action.reason.clone(),
        ));
    }

    /// Says that the value at a place is about to go.
    pub(super) fn removed(&mut self, at: &Pointer, document: &Value) {
        let is_element = |parent: Pointer| parent.lookup(document).is_some_and(Value::is_array);
        if at.parent().is_some_and(is_element) {
            for touch in &mut self.touches {
                touch.at = shifted(&touch.at, at, false);
            }
            self.taken.push(at.clone());
        }
        let action = self.current.as_ref().map(|(_, action, ..)| action.clone());
        let action = action.unwrap_or_else(Pointer::root);
        self.note((at, &action), at.lookup(document), None);
    }

    /// Says what an update made of a value.
    pub(super) fn changed(&mut self, at: &Pointer, before: &Value, after: &Value) {
        let Some((_, action, ..)) = &self.current else {
            return;
        };
        let written = action.child("update");
        match (before, after) {
            // The list itself was selected: the update is its new element.
            (Value::Array(old), Value::Array(new)) => {
                let after = new.get(old.len());
                self.note((&at.index(old.len()), &written), None, after);
            }
            _ => self.compare((at, &written), before, after),
        }
    }

    fn compare(&mut self, (at, written): (&Pointer, &Pointer), before: &Value, after: &Value) {
        match (before, after) {
            (Value::Object(old), Value::Object(new)) => {
                for (name, after) in new {
                    let (at, written) = (at.child(name), written.child(name));
                    match old.get(name) {
                        Some(before) => self.compare((&at, &written), before, after),
                        None => self.note((&at, &written), None, Some(after)),
                    }
                }
            }
            // An update only appends.
            (Value::Array(old), Value::Array(new)) => {
                for (position, after) in new.iter().enumerate().skip(old.len()) {
                    let written = written.index(position - old.len());
                    self.note((&at.index(position), &written), None, Some(after));
                }
            }
            _ if before != after => self.note((at, written), Some(before), Some(after)),
            _ => {}
        }
    }

    fn note(
        &mut self,
        (at, written): (&Pointer, &Pointer),
        before: Option<&Value>,
        after: Option<&Value>,
    ) {
        let Some((file, _, target, reason)) = self.current.clone() else {
            return;
        };
        self.touches.push(Touch {
            at: at.clone(),
            before: before.cloned(),
            after: after.cloned(),
            file,
            written: written.clone(),
            target,
            reason,
        });
    }
}

/// A place after an element before it in the same array was taken out, or (`back`) before it was.
fn shifted(at: &Pointer, taken: &Pointer, back: bool) -> Pointer {
    let (Some(array), Some(Ok(gone))) = (taken.parent(), taken.last().map(|one| one.parse()))
    else {
        return at.clone();
    };
    let gone: usize = gone;
    let Some(inside) = at.below(&array).and_then(|rest| rest.strip_prefix('/')) else {
        return at.clone();
    };
    let (element, rest) = inside.split_at(inside.find('/').unwrap_or(inside.len()));
    let position = match element.parse::<usize>() {
        Ok(position) if back && position >= gone => position + 1,
        Ok(position) if !back && position > gone => position - 1,
        _ => return at.clone(),
    };
    array.index(position).joined(rest)
}
