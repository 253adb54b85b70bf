//! Required names against the properties that the merged schema has.
//!
//! A list of required names may be in another branch of `allOf` than the property, or in a branch
//! of `anyOf` beside it, so the names of everything around and below a schema count.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::references::{self, BRANCHES};
use super::state::Walk;
use diagnostics::{Code, Edit};
use source::pointer::Trail;

/// Reports the required names of `schema` that nothing declares.
pub(super) fn check(walk: &mut Walk<'_>, schema: &Map<String, Value>, at: &Trail<'_>) {
    let Some(required) = schema.get("required").and_then(Value::as_array) else {
        return;
    };
    let document = walk.document;
    let mut known = Known::default();
    known.add_object(document, schema);
    let mut outer = *at;
    // `…/allOf/1` is a branch of the schema two steps further out.
    while let Some(around) = branch_of(&outer) {
        if let Some(Value::Object(schema)) = around.pointer().lookup(document) {
            known.add_object(document, schema);
        }
        outer = *around;
    }
    if known.is_open {
        return;
    }
    for (position, name) in required.iter().enumerate() {
        if let Some(name) = name.as_str().filter(|name| !known.names.contains(*name)) {
            let place = at.child("required");
            let message = format!("`{name}` is required, but there is no such property");
            let help = "add the property or remove the name";
            let place = place.index(position);
            let edits = vec![Edit::Remove(place.pointer())];
            walk.report(Code::RequiredUnknown, &place, message, help, edits);
        }
    }
}

/// The schema that the one at `at` is a branch of.
fn branch_of<'a>(at: &Trail<'a>) -> Option<&'a Trail<'a>> {
    match at {
        Trail::Element(Trail::Member(around, keyword), _) if BRANCHES.contains(keyword) => {
            Some(around)
        }
        _ => None,
    }
}

/// The property names of a schema and all its branches.
#[derive(Default)]
struct Known<'v> {
    names: HashSet<&'v str>,
    seen: HashSet<*const Map<String, Value>>,
    is_open: bool,
}

impl<'v> Known<'v> {
    fn add_object(&mut self, document: &'v Value, schema: &'v Map<String, Value>) {
        let mut open = vec![schema];
        while let Some(schema) = open.pop() {
            if !self.seen.insert(std::ptr::from_ref(schema)) {
                continue;
            }
            if let Some(Value::Object(properties)) = schema.get("properties") {
                self.names.extend(properties.keys().map(String::as_str));
            }
            let other = schema.get("additionalProperties");
            self.is_open |= other.is_some_and(|other| *other != Value::Bool(false));
            let lists = BRANCHES
                .iter()
                .filter_map(|keyword| schema.get(*keyword)?.as_array());
            let branches = lists.flatten();
            open.extend(
                branches.filter_map(|branch| references::resolve(document, branch)?.as_object()),
            );
        }
    }
}
