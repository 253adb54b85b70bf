//! The description as one text that is alone: its facts after the overlays.
//!
//! Takes the patched value, gives JSON below our header, a line for each path and each component. Invariant: no words but
//! those that the API knows; what reads it has nothing to apply and nothing to skip.

use std::fmt::Write as _;

use serde_json::Value;

use diagnostics::Diagnostics;
use rust::header;
use spec::import;

/// The text of the file.
#[must_use]
pub fn text(description: &Value) -> String {
    let facts = import::facts(description, &mut Diagnostics::new());
    let mut text = header::line("//");
    members(&facts, 0, &mut text);
    text.push('\n');
    text
}

/// Members on lines of their own, down to what a change is about.
fn members(value: &Value, depth: usize, text: &mut String) {
    let Some(object) = value
        .as_object()
        .filter(|object| depth < 3 && !object.is_empty())
    else {
        // Writing to a string cannot fail.
        let _ = write!(text, "{value}");
        return;
    };
    for (index, (name, member)) in object.iter().enumerate() {
        text.push_str(if index == 0 { "{\n" } else { ",\n" });
        let _ = write!(text, "{}:", Value::from(name.as_str()));
        members(member, depth + 1, text);
    }
    text.push_str("\n}");
}
