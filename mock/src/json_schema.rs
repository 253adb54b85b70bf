//! Validators of values, built from the schemas of the description.
//!
//! Takes schemas in the dialect of `OpenAPI` 3.0 and gives JSON Schema 2020-12 that the `jsonschema`
//! crate compiles. Invariant: a value that the description allows is never refused; where 3.0 is
//! unclear or Pinterest plainly means something else, the reading is one of these:
//!
//! - `nullable` beside `$ref`, `allOf`, `oneOf` or `anyOf` lets null through, and beside an `enum`
//!   that does not list null too; an explicit `nullable: false` keeps a nullable target's null out.
//! - `items` or `properties` without `type` mean an array or an object.
//! - A `discriminator` decides which branch of a union applies, with or without `oneOf`.
//! - A plain `oneOf` is read as `anyOf`: branches overlap (two enums of metric names share seven
//!   values), and a value that fits two of them is what callers send every day.
//! - `readOnly` members do not belong in a request, `writeOnly` members not in a response.
//! - `required` beside `$ref` counts: alternatives of one schema are told apart by it. Other keywords beside
//!   `$ref` have no effect, as 3.0 says.

mod lazy;
mod nearest;

use anyhow::{Result, anyhow};
use jsonschema::{Draft, Registry, Validator};
use serde_json::{Map, Value, json};

use crate::description::Description;

pub use lazy::Lazy;

/// Under which name the translated schemas of the components are registered.
const COMPONENTS: &str = "urn:description";

/// Keywords that mean the same in both dialects.
const SHARED: [&str; 14] = [
    "additionalProperties",
    "enum",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "uniqueItems",
];

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the client.
    Request,
    /// To the client.
    Response,
}

/// Builds validators for the schemas of one description.
#[derive(Debug)]
pub struct Validators {
    components: Registry<'static>,
    translation: Translation,
}

impl Validators {
    /// Validators for values that travel in `direction`.
    ///
    /// # Errors
    /// If the components cannot be registered.
    pub fn new(description: &Description, direction: Direction) -> Result<Self> {
        let translation = Translation { direction };
        let components = Registry::new()
            .draft(Draft::Draft202012)
            .add(COMPONENTS, translation.components(description.document()))?
            .prepare()?;
        Ok(Self {
            components,
            translation,
        })
    }

    /// A validator for `schema`.
    ///
    /// # Errors
    /// If the schema makes no sense: a pattern that is none, a dangling reference.
    pub fn build(&self, schema: &Value) -> Result<Validator> {
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.components)
            .should_validate_formats(true)
            .offline()
            .build(&self.translation.schema(schema))
            .map_err(|error| anyhow!("a schema cannot be compiled: {error}"))
    }
}

/// Why `value` is not valid, one line for each reason; empty if it is.
#[must_use]
pub fn reasons(validator: &Validator, value: &Value) -> Vec<String> {
    let mut reasons = Vec::new();
    for error in validator.iter_errors(value) {
        nearest::tell(&error, &mut reasons);
    }
    reasons
}

#[derive(Clone, Copy, Debug)]
struct Translation {
    direction: Direction,
}

impl Translation {
    fn components(self, document: &Value) -> Value {
        let schemas = document
            .pointer("/components/schemas")
            .and_then(Value::as_object);
        let schemas = schemas.into_iter().flatten();
        let schemas: Map<_, _> = schemas
            .map(|(name, schema)| (name.clone(), self.schema(schema)))
            .collect();
        json!({ "components": { "schemas": schemas } })
    }

    fn schema(self, raw: &Value) -> Value {
        let Some(node) = raw.as_object() else {
            return raw.clone();
        };
        let translated = match node.get("$ref").and_then(Value::as_str) {
            Some(reference) => {
                let mut out = json!({ "$ref": format!("{COMPONENTS}{reference}") });
                if let Some(required) = node.get("required") {
                    out["required"] = required.clone();
                }
                out
            }
            None => self.keywords(node),
        };
        match node.get("nullable").and_then(Value::as_bool) {
            Some(true) => json!({ "anyOf": [translated, { "type": "null" }] }),
            Some(false) => json!({ "allOf": [translated, { "not": { "type": "null" } }] }),
            None => translated,
        }
    }

    fn keywords(self, node: &Map<String, Value>) -> Value {
        let mut out = Map::new();
        if let Some(kind) = kind(node) {
            out.insert("type".to_owned(), kind.into());
        }
        for key in SHARED {
            if let Some(value) = node.get(key) {
                out.insert(key.to_owned(), self.schema(value));
            }
        }
        for (key, limit) in [
            ("exclusiveMinimum", "minimum"),
            ("exclusiveMaximum", "maximum"),
        ] {
            if node.get(key) == Some(&Value::Bool(true))
                && let Some(bound) = out.remove(limit)
            {
                out.insert(key.to_owned(), bound);
            }
        }
        if let Some(format @ ("date" | "date-time")) = node.get("format").and_then(Value::as_str) {
            out.insert("format".to_owned(), format.into());
        }
        if kind(node) == Some("integer") && !node.contains_key("enum") {
            // Pinterest has none of more than 64 bits, whatever a description leaves open.
            out.entry("maximum").or_insert(u64::MAX.into());
            out.entry("minimum").or_insert(i64::MIN.into());
        }
        self.object_keywords(node, &mut out);
        self.composition(node, &mut out);
        Value::Object(out)
    }

    fn object_keywords(self, node: &Map<String, Value>, out: &mut Map<String, Value>) {
        let no_properties = Map::new();
        let properties = node
            .get("properties")
            .and_then(Value::as_object)
            .unwrap_or(&no_properties);
        let stranger = match self.direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        };
        let strange = |schema: &Value| schema.get(stranger) == Some(&Value::Bool(true));
        let translated: Map<_, _> = properties
            .iter()
            .map(|(name, schema)| {
                let schema = if strange(schema) {
                    false.into()
                } else {
                    self.schema(schema)
                };
                (name.clone(), schema)
            })
            .collect();
        let required = node
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let required = required.filter(|name| {
            let name = name.as_str().unwrap_or_default();
            !properties.get(name).is_some_and(strange)
        });
        let required: Vec<_> = required.cloned().collect();
        if !translated.is_empty() {
            out.insert("properties".to_owned(), translated.into());
        }
        if !required.is_empty() {
            out.insert("required".to_owned(), required.into());
        }
    }

    fn composition(self, node: &Map<String, Value>, out: &mut Map<String, Value>) {
        let mut all = self.list(node, "allOf");
        match discriminator(node) {
            Some((tag, mapping)) => all.push(self.tagged(tag, mapping)),
            None => {
                for key in ["oneOf", "anyOf"] {
                    if node.contains_key(key) {
                        all.push(json!({ "anyOf": self.list(node, key) }));
                    }
                }
            }
        }
        if !all.is_empty() {
            out.insert("allOf".to_owned(), all.into());
        }
        if let Some(not) = node.get("not") {
            out.insert("not".to_owned(), self.schema(not));
        }
    }

    /// The branch that the tag names; without a tag, any branch.
    fn tagged(self, tag: &str, mapping: &Map<String, Value>) -> Value {
        let branch = |target: &Value| self.schema(&json!({ "$ref": target }));
        let names: Vec<_> = mapping.keys().collect();
        let branches: Vec<_> = mapping.values().map(branch).collect();
        let cases = mapping.iter().map(|(name, target)| {
            let is_named = json!({ "properties": { tag: { "const": name } }, "required": [tag] });
            json!({ "if": is_named, "then": branch(target) })
        });
        let known = json!({
            "if": { "required": [tag] },
            "then": { "properties": { tag: { "enum": names } } },
            "else": { "anyOf": branches },
        });
        json!({ "type": "object", "allOf": cases.chain([known]).collect::<Vec<_>>() })
    }

    fn list(self, node: &Map<String, Value>, key: &str) -> Vec<Value> {
        let members = node
            .get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        members.map(|member| self.schema(member)).collect()
    }
}

/// The `type` of a schema; where the keywords beside it leave no doubt, also without the word.
#[must_use]
pub fn kind(node: &Map<String, Value>) -> Option<&str> {
    let has = |key| node.contains_key(key);
    let inferred = if has("items") {
        Some("array")
    } else if has("properties") || (has("additionalProperties") && !has("oneOf") && !has("anyOf")) {
        Some("object")
    } else {
        None
    };
    node.get("type").and_then(Value::as_str).or(inferred)
}

/// The property and the targets of a discriminator.
#[must_use]
pub fn discriminator(node: &Map<String, Value>) -> Option<(&str, &Map<String, Value>)> {
    let discriminator = node.get("discriminator")?;
    let tag = discriminator.get("propertyName")?.as_str()?;
    Some((tag, discriminator.get("mapping")?.as_object()?))
}
