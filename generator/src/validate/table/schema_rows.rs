//! The rows of the tables for schemas.

use super::Keys::Free;
use super::Shape::{Any, Count, Flag, FlagOr, List, Map, Number, Object, Or, Text, Words};
use super::{Kind as K, Member, fact, needed, prose, refused};

pub(super) const SCHEMA: &[Member] = &[
    fact("$ref", Text),
    prose("title", Text),
    prose("description", Text),
    fact("deprecated", Flag),
    fact(
        "type",
        Words(&["object", "array", "string", "integer", "number", "boolean"]),
    ),
    fact("format", Text),
    fact("nullable", Flag),
    fact("readOnly", Flag),
    fact("writeOnly", Flag),
    fact("enum", List(&Any)),
    fact("default", Any),
    fact("pattern", Text),
    fact("minLength", Count),
    fact("maxLength", Count),
    fact("minimum", Number),
    fact("exclusiveMinimum", Flag),
    fact("maximum", Number),
    fact("exclusiveMaximum", Flag),
    fact("multipleOf", Number),
    fact("items", Or(K::Schema)),
    fact("minItems", Count),
    fact("maxItems", Count),
    fact("uniqueItems", Flag),
    fact("required", List(&Text)),
    fact("properties", Map(Free, &Or(K::Schema))),
    fact("additionalProperties", FlagOr(K::Schema)),
    fact("minProperties", Count),
    fact("maxProperties", Count),
    fact("allOf", List(&Or(K::Schema))),
    fact("oneOf", List(&Or(K::Schema))),
    fact("anyOf", List(&Or(K::Schema))),
    refused("not", Or(K::Schema)),
    fact("discriminator", Object(K::Discriminator)),
    refused("xml", Object(K::Xml)),
    prose("externalDocs", Object(K::ExternalDocs)),
    prose("example", Any),
];

pub(super) const NEWER_SCHEMA: &[&str] = &[
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$schema",
    "$vocabulary",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "dependentRequired",
    "dependentSchemas",
    "else",
    "examples",
    "if",
    "maxContains",
    "minContains",
    "patternProperties",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

pub(super) const DISCRIMINATOR: &[Member] = &[
    needed(fact("propertyName", Text)),
    fact("mapping", Map(Free, &Text)),
];

pub(super) const XML: &[Member] = &[
    fact("name", Text),
    fact("namespace", Text),
    fact("prefix", Text),
    fact("attribute", Flag),
    fact("wrapped", Flag),
];
