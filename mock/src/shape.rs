//! One schema with its references and `allOf` members folded together.
//!
//! Takes schemas that all apply to the same value and gives what they say as a whole: members,
//! bounds, the branches still to be chosen. Invariant: folding keeps to the readings that
//! [`crate::json_schema`] documents.

mod value;

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::description::Description;
use crate::json_schema::{discriminator, kind};

/// Keywords of which the last one said counts: a later member narrows an earlier one.
const NARROWED: [&str; 12] = [
    "exclusiveMinimum",
    "format",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "pattern",
    "uniqueItems",
];

/// What a set of schemas says of one value.
#[derive(Clone, Debug)]
pub struct Shape<'d> {
    description: &'d Description,
    /// The JSON type, if the schemas tell.
    pub kind: Option<&'d str>,
    /// The allowed values, if they are listed.
    pub values: Option<Vec<&'d Value>>,
    /// The members with every schema that applies to each.
    pub properties: IndexMap<&'d str, Vec<&'d Value>>,
    /// The members that must be there.
    pub required: BTreeSet<&'d str>,
    /// What other members may be.
    pub additional: Additional<'d>,
    /// The schemas of an element.
    pub items: Vec<&'d Value>,
    /// Unions of which a branch applies as well.
    pub unions: Vec<Union<'d>>,
    /// The tags that the chosen branches stand for.
    pub tags: IndexMap<&'d str, &'d str>,
    /// The references that were followed.
    pub references: Vec<&'d str>,
    keywords: IndexMap<&'d str, &'d Value>,
}

/// What members that are not listed may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Additional<'d> {
    /// Nothing is said: they may come, and nobody counts on them.
    Unsaid,
    /// None may come.
    None,
    /// Anything may come and means something.
    Any,
    /// Values of this schema.
    Of(&'d Value),
}

/// A choice between branches.
#[derive(Clone, Debug)]
pub struct Union<'d> {
    /// The member whose value names the branch.
    pub tag: Option<&'d str>,
    /// The branches.
    pub branches: Vec<Branch<'d>>,
}

/// A branch of a union.
#[derive(Clone, Copy, Debug)]
pub struct Branch<'d> {
    /// The value of the tag that names it.
    pub name: Option<&'d str>,
    /// Its schema, or a `$ref` to it.
    pub schema: BranchSchema<'d>,
}

/// Where the schema of a branch stands.
#[derive(Clone, Copy, Debug)]
pub enum BranchSchema<'d> {
    /// In the union.
    Inline(&'d Value),
    /// Behind a reference.
    Reference(&'d str),
}

impl<'d> Shape<'d> {
    /// What `schemas` say together.
    #[must_use]
    pub fn of(description: &'d Description, schemas: &[&'d Value]) -> Self {
        let mut shape = Self {
            description,
            kind: None,
            values: None,
            properties: IndexMap::new(),
            required: BTreeSet::new(),
            additional: Additional::Unsaid,
            items: Vec::new(),
            unions: Vec::new(),
            tags: IndexMap::new(),
            references: Vec::new(),
            keywords: IndexMap::new(),
        };
        for schema in schemas {
            shape.fold(schema);
        }
        shape
    }

    /// Adds what `branch` of a union says.
    pub fn choose(&mut self, tag: Option<&'d str>, branch: Branch<'d>) {
        if let (Some(tag), Some(name)) = (tag, branch.name) {
            self.tags.insert(tag, name);
        }
        match branch.schema {
            BranchSchema::Inline(schema) => self.fold(schema),
            BranchSchema::Reference(reference) => self.follow(reference),
        }
    }

    /// A keyword that bounds the value.
    #[must_use]
    pub fn keyword(&self, name: &str) -> Option<&'d Value> {
        self.keywords.get(name).copied()
    }

    /// Whether the schemas leave open what the value is.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.kind.is_none() && self.values.is_none() && self.unions.is_empty()
    }

    /// Whether this is an object of which no member is described.
    #[must_use]
    pub fn is_free_form(&self) -> bool {
        let object = self.kind == Some("object") && self.unions.is_empty();
        object && self.properties.is_empty() && self.additional == Additional::Unsaid
    }

    fn fold(&mut self, schema: &'d Value) {
        let Some(node) = schema.as_object() else {
            return;
        };
        if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
            self.required
                .extend(list(node, "required").filter_map(Value::as_str));
            return self.follow(reference);
        }
        for member in list(node, "allOf") {
            self.fold(member);
        }
        self.kind = kind(node).or(self.kind);
        for key in NARROWED {
            if let Some((key, value)) = node.get_key_value(key) {
                self.keywords.insert(key, value);
            }
        }
        self.fold_values(node);
        self.fold_members(node);
        self.items.extend(node.get("items"));
        self.unions.extend(unions(node));
    }

    fn follow(&mut self, reference: &'d str) {
        if self.references.contains(&reference) {
            return;
        }
        self.references.push(reference);
        if let Some(target) = self.description.target(reference) {
            self.fold(target);
        }
    }

    fn fold_values(&mut self, node: &'d Map<String, Value>) {
        if !node.contains_key("enum") {
            return;
        }
        let listed: Vec<&Value> = list(node, "enum").collect();
        match &mut self.values {
            Some(values) => values.retain(|value| listed.contains(value)),
            None => self.values = Some(listed),
        }
    }

    fn fold_members(&mut self, node: &'d Map<String, Value>) {
        let properties = node.get("properties").and_then(Value::as_object);
        self.additional = match node.get("additionalProperties") {
            None => self.additional,
            Some(Value::Bool(false)) => Additional::None,
            Some(Value::Object(schema)) if !schema.is_empty() => {
                Additional::Of(&node["additionalProperties"])
            }
            Some(_) => Additional::Any,
        };
        for (name, schema) in properties.into_iter().flatten() {
            // A member of another type than the map's values only documents the map's keys.
            if !matches!(self.additional, Additional::Of(value) if self.differ_in_type(value, schema))
            {
                self.properties.entry(name).or_default().push(schema);
            }
        }
        self.required
            .extend(list(node, "required").filter_map(Value::as_str));
    }

    fn differ_in_type(&self, one: &'d Value, other: &'d Value) -> bool {
        let kind_of = |schema| Shape::of(self.description, &[schema]).kind;
        matches!((kind_of(one), kind_of(other)), (Some(one), Some(other)) if one != other)
    }
}

/// Whether null fits `schema`.
#[must_use]
pub fn takes_null(description: &Description, schema: &Value) -> bool {
    let Some(node) = schema.as_object() else {
        return schema == &Value::Bool(true);
    };
    if let Some(nullable) = node.get("nullable").and_then(Value::as_bool) {
        return nullable;
    }
    if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
        return description
            .target(reference)
            .is_some_and(|schema| takes_null(description, schema));
    }
    let fits = |member: &Value| takes_null(description, member);
    let has_union = node.contains_key("oneOf") || node.contains_key("anyOf");
    kind(node).is_none()
        && (!node.contains_key("enum") || list(node, "enum").any(Value::is_null))
        && list(node, "allOf").all(fits)
        && (!has_union || list(node, "oneOf").chain(list(node, "anyOf")).any(fits))
}

fn unions(node: &Map<String, Value>) -> Vec<Union<'_>> {
    if let Some((tag, mapping)) = discriminator(node) {
        let targets = mapping
            .iter()
            .filter_map(|(name, target)| Some((name, target.as_str()?)));
        let branches = targets.map(|(name, target)| Branch {
            name: Some(name),
            schema: BranchSchema::Reference(target),
        });
        return vec![Union {
            tag: Some(tag),
            branches: branches.collect(),
        }];
    }
    let plain = ["oneOf", "anyOf"]
        .into_iter()
        .filter(|key| node.contains_key(*key));
    let inline = |schema| Branch {
        name: None,
        schema: BranchSchema::Inline(schema),
    };
    plain
        .map(|key| Union {
            tag: None,
            branches: list(node, key).map(inline).collect(),
        })
        .collect()
}

fn list<'v>(node: &'v Map<String, Value>, key: &str) -> impl Iterator<Item = &'v Value> {
    node.get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}
