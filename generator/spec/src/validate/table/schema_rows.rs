//! The rows of the tables for schemas.

use super::Keys::Free;
use super::Shape::{Any, Count, Flag, FlagOr, List, Map, Number, Object, Or, Text, Words};
use super::{Kind as K, Member, fact, ignored, needed, partly, prose};

pub(super) const SCHEMA: &[Member] = &[
    fact("$ref", Text),
    prose("title", Text),
    prose("description", Text),
    fact("deprecated", Flag),
    fact(
        "type",
        Words(&["object", "array", "string", "integer", "number", "boolean"]),
    ),
    partly(
        "format",
        Text,
        "`date`, `date-time` and `password`; any other leaves the type as it is",
    ),
    fact("nullable", Flag),
    partly("readOnly", Flag, "a required one in a request is W0608"),
    partly("writeOnly", Flag, "a required one in an answer is E0602"),
    fact("enum", List(&Any)),
    fact("default", Any),
    fact("pattern", Text),
    fact("minLength", Count),
    fact("maxLength", Count),
    fact("minimum", Number),
    fact("exclusiveMinimum", Flag),
    fact("maximum", Number),
    fact("exclusiveMaximum", Flag),
    ignored(
        "multipleOf",
        Number,
        "the server judges it; the client checks no bounds",
    ),
    fact("items", Or(K::Schema)),
    fact("minItems", Count),
    fact("maxItems", Count),
    ignored("uniqueItems", Flag, "a list is sent as it is given"),
    fact("required", List(&Text)),
    fact("properties", Map(Free, &Or(K::Schema))),
    partly(
        "additionalProperties",
        FlagOr(K::Schema),
        "`false` adds nothing: what is unknown is not read anyway",
    ),
    ignored(
        "minProperties",
        Count,
        "the server judges it; the client checks no bounds",
    ),
    ignored(
        "maxProperties",
        Count,
        "the server judges it; the client checks no bounds",
    ),
    fact("allOf", List(&Or(K::Schema))),
    fact("oneOf", List(&Or(K::Schema))),
    partly(
        "anyOf",
        List(&Or(K::Schema)),
        "like `oneOf`: the first alternative that fits",
    ),
    ignored("not", Or(K::Schema), "W0109: the server judges it"),
    partly(
        "discriminator",
        Object(K::Discriminator),
        "with alternatives or a mapping; else W0608",
    ),
    ignored("xml", Object(K::Xml), "XML is neither written nor read"),
    prose("externalDocs", Object(K::ExternalDocs)),
    prose("example", Any),
];

pub(super) const NEWER_SCHEMA: &[&str] = &["$defs", "$dynamicRef"];

pub(super) const DISCRIMINATOR: &[Member] = &[
    needed(fact("propertyName", Text)),
    fact("mapping", Map(Free, &Text)),
];

pub(super) const XML: &[Member] = &[
    ignored("name", Text, "XML is neither written nor read"),
    ignored("namespace", Text, "XML is neither written nor read"),
    ignored("prefix", Text, "XML is neither written nor read"),
    ignored("attribute", Flag, "XML is neither written nor read"),
    ignored("wrapped", Flag, "XML is neither written nor read"),
];
