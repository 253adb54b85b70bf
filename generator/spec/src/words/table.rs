//! What becomes of the keywords that OpenAPI 3.1 added: the second half of `docs/openapi.md`.

/// Where a keyword is, the keyword, and what becomes of it.
pub(crate) const NEWER: &[(&str, &str, &str)] = &[
    (
        "the document",
        "webhooks",
        "left out: W0109, the client is not called",
    ),
    ("the document", "jsonSchemaDialect", "left out"),
    ("the info object", "summary", "left out: text for people"),
    ("a license", "identifier", "left out"),
    (
        "the components object",
        "pathItems",
        "left out; a path that refers to one is E0107",
    ),
    ("an operation", "responses", "may be missing"),
    (
        "a schema",
        "type",
        "a list with `null` is `nullable`; several others are `anyOf`",
    ),
    (
        "a schema",
        "const",
        "read as an `enum` of one value; null as `nullable`",
    ),
    (
        "a schema",
        "oneOf, anyOf",
        "an alternative of null is `nullable`",
    ),
    ("a schema", "enum", "null among the values is `nullable`"),
    (
        "a schema",
        "exclusiveMinimum, exclusiveMaximum",
        "a number is read as the bound with the flag",
    ),
    (
        "a schema",
        "$ref",
        "what is beside it counts: read as `allOf`",
    ),
    ("a schema", "examples", "left out: text for people"),
    ("a schema", "contentEncoding", "read as `format: byte`"),
    (
        "a schema",
        "contentMediaType",
        "`application/octet-stream` is read as `format: binary`; else left out",
    ),
    (
        "a schema",
        "patternProperties",
        "one pattern and no names are a map; else left out, W0109",
    ),
    ("a schema", "prefixItems", "a list of any JSON, W0109"),
    (
        "a schema",
        "not, if, then, else, dependentRequired, dependentSchemas, contains, minContains, maxContains, propertyNames, contentSchema",
        "left out, W0109: they say which values the server refuses",
    ),
    (
        "a schema",
        "unevaluatedProperties, unevaluatedItems",
        "left out, W0109",
    ),
    (
        "a schema",
        "$comment, $id, $schema, $anchor, $dynamicAnchor, $vocabulary",
        "left out",
    ),
    ("a schema", "$defs, $dynamicRef", "refused: E0103"),
];
