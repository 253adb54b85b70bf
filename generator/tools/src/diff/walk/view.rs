//! The view of a schema as a whole: its own keywords and those of everything that it is composed of.

use std::collections::{BTreeMap, HashSet};

use indexmap::IndexMap;
use serde_json::Value;

use super::At;
use source::pointer::Pointer;

/// What a schema says, wherever it says it. The schema itself counts first, then its parts, the last one first.
#[derive(Debug, Default)]
pub(super) struct View<'a> {
    pub properties: IndexMap<String, At<'a>>,
    /// The required members, each with the place that says so.
    pub required: BTreeMap<String, Pointer>,
    /// Every other keyword.
    pub keywords: BTreeMap<String, At<'a>>,
    /// Where the alternatives are.
    pub alternatives: Vec<At<'a>>,
    /// The values, each with its place.
    pub values: IndexMap<String, Pointer>,
    /// Everything that the schema is composed of, itself included.
    pub parts: HashSet<Pointer>,
}

impl<'a> View<'a> {
    /// The view of a schema. A reference that both sides have counts as a word and is not followed.
    pub(super) fn of(document: &'a Value, at: &At<'a>, shared: Option<&str>) -> Self {
        let mut view = Self::default();
        view.add(document, at, shared);
        view
    }

    fn add(&mut self, document: &'a Value, at: &At<'a>, shared: Option<&str>) {
        if !self.parts.insert(at.pointer.clone()) {
            return;
        }
        let Some(object) = at.value.as_object() else {
            return;
        };
        for name in object.keys() {
            let Some(child) = at.child(name) else {
                continue;
            };
            match name.as_str() {
                "properties" => self.add_properties(&child),
                "required" => self.add_required(&child),
                "enum" => self.add_values(&child),
                "oneOf" | "anyOf" => self.alternatives.extend(elements(&child)),
                "allOf" | "$ref" => {}
                _ => {
                    self.keywords.entry(name.clone()).or_insert(child);
                }
            }
        }
        let target = at.reference().filter(|target| Some(*target) != shared);
        if let Some(base) = target.and_then(|target| At::find(document, target)) {
            self.add(document, &base, shared);
        }
        // The later part narrows the earlier.
        let parts: Vec<_> = at.child("allOf").iter().flat_map(elements).collect();
        for part in parts.into_iter().rev() {
            self.add(document, &part, shared);
        }
    }

    fn add_properties(&mut self, at: &At<'a>) {
        for name in at
            .value
            .as_object()
            .into_iter()
            .flat_map(|object| object.keys())
        {
            if let Some(child) = at.child(name) {
                self.properties.entry(name.clone()).or_insert(child);
            }
        }
    }

    fn add_required(&mut self, at: &At<'a>) {
        for element in elements(at) {
            if let Some(name) = element.value.as_str() {
                self.required
                    .entry(name.to_owned())
                    .or_insert(element.pointer);
            }
        }
    }

    fn add_values(&mut self, at: &At<'a>) {
        for element in elements(at) {
            let text = match element.value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            self.values.entry(text).or_insert(element.pointer);
        }
    }
}

/// The elements of a list.
pub(super) fn elements<'a>(at: &At<'a>) -> Vec<At<'a>> {
    let count = at.value.as_array().map_or(0, Vec::len);
    (0..count).filter_map(|index| at.element(index)).collect()
}
