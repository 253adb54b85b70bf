//! One schema object, read on its own: its facts through `openapiv3`, its children left to the walk.
//!
//! Reading a node without its children keeps the pointer of each child, what is beside a `$ref`, and the
//! difference between `nullable: false` and silence, none of which a parse of the whole tree keeps.

use openapiv3::{AnySchema, SchemaData};
use serde_json::{Map, Value};

use crate::ir::Bounds;
use source::pointer::Pointer;

/// Keywords that hold further schemas.
const CHILDREN: [&str; 7] = [
    "properties",
    "items",
    "additionalProperties",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
];

/// Keywords that limit a value whose type is known from elsewhere.
const LIMITS: [&str; 9] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
];

/// A schema object without its children.
#[derive(Clone)]
pub(super) struct Node<'a> {
    pub at: Pointer,
    pub raw: &'a Map<String, Value>,
    /// Annotations; boxed, like the assertions, because the walk holds many nodes at a time.
    pub data: Box<SchemaData>,
    /// Assertions.
    pub any: Box<AnySchema>,
}

impl<'a> Node<'a> {
    /// Reads the schema object at a place; the error is `openapiv3`'s.
    pub(super) fn read(at: Pointer, raw: &'a Value) -> Result<Self, String> {
        static EMPTY: std::sync::LazyLock<Map<String, Value>> = std::sync::LazyLock::new(Map::new);
        let raw = raw.as_object().unwrap_or(&EMPTY);
        let own: Map<String, Value> = raw
            .iter()
            .filter(|(key, _)| !CHILDREN.contains(&key.as_str()) && *key != "$ref")
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        let own = Value::Object(own);
        let data = serde_json::from_value(own.clone()).map_err(|error| error.to_string())?;
        let any = serde_json::from_value(own).map_err(|error| error.to_string())?;
        Ok(Self { at, raw, data, any })
    }

    /// The text of the `$ref`.
    pub(super) fn reference(&self) -> Option<&'a str> {
        self.raw.get("$ref").and_then(Value::as_str)
    }

    /// The schemas of a list keyword such as `allOf`.
    pub(super) fn list(&self, keyword: &str) -> Vec<(Pointer, &'a Value)> {
        let at = self.at.child(keyword);
        let values = self
            .raw
            .get(keyword)
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        values
            .enumerate()
            .map(|(index, value)| (at.index(index), value))
            .collect()
    }

    /// The schema of a keyword such as `items`.
    pub(super) fn one(&self, keyword: &str) -> Option<(Pointer, &'a Value)> {
        self.raw
            .get(keyword)
            .map(|value| (self.at.child(keyword), value))
    }

    /// The declared properties, in order.
    pub(super) fn properties(&self) -> Vec<(&'a str, Pointer, &'a Value)> {
        let at = self.at.child("properties");
        let members = self
            .raw
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        members
            .map(|(name, value)| (name.as_str(), at.child(name), value))
            .collect()
    }

    /// `nullable` as it is, if it is there.
    pub(super) fn nullable(&self) -> Option<bool> {
        self.raw.get("nullable").and_then(Value::as_bool)
    }

    /// Whether the node says something about the value's shape, rather than only annotating it.
    pub(super) fn is_structural(&self) -> bool {
        self.shaping().next().is_some()
    }

    /// Whether all that the node says about the value's shape is its type.
    pub(super) fn is_only_a_type(&self) -> bool {
        self.shaping().eq(["type"])
    }

    /// Whether the node leaves the type open: it only annotates or limits the value.
    pub(super) fn leaves_type_open(&self) -> bool {
        self.shaping().all(|key| LIMITS.contains(&key))
    }

    /// The keywords that are more than annotations.
    fn shaping(&self) -> impl Iterator<Item = &'a str> {
        const ANNOTATIONS: [&str; 9] = [
            "description",
            "title",
            "default",
            "nullable",
            "readOnly",
            "writeOnly",
            "deprecated",
            "example",
            "discriminator",
        ];
        let keywords = self.raw.keys().map(String::as_str);
        keywords.filter(|key| {
            !ANNOTATIONS.contains(key) && *key != "required" && !key.starts_with("x-")
        })
    }

    /// Whether the node has `oneOf` or `anyOf`.
    pub(super) fn has_alternatives(&self) -> bool {
        self.raw.contains_key("oneOf") || self.raw.contains_key("anyOf")
    }

    /// The limits on the value.
    pub(super) fn bounds(&self) -> Bounds {
        Bounds {
            minimum: self.any.minimum,
            maximum: self.any.maximum,
            exclusive_minimum: self.any.exclusive_minimum.unwrap_or_default(),
            exclusive_maximum: self.any.exclusive_maximum.unwrap_or_default(),
            min_length: self.any.min_length,
            max_length: self.any.max_length,
            pattern: self.any.pattern.clone(),
            min_items: self.any.min_items,
            max_items: self.any.max_items,
        }
    }
}
