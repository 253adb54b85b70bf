//! The rows of the tables: every keyword of OpenAPI 3.0, in canonical order.

use super::Keys::{Component, Free, Media, Path, Scope, Status};
use super::Shape::{Any, Count, Flag, FlagOr, List, Map, Number, Object, Or, Remark, Text, Words};
use super::{Kind as K, Member, Role, Shape};

const SERVERS: Shape = List(&Object(K::Server));
const PARAMETERS: Shape = List(&Or(K::Parameter));
const SECURITY: Shape = List(&Map(Free, &List(&Text)));
const CONTENT: Shape = Map(Media, &Object(K::MediaType));
const EXAMPLES: Shape = Map(Free, &Or(K::Example));
const STYLES: Shape =
    Words(&["matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject"]);

pub(super) const DOCUMENT: &[Member] = &[
    needed(fact("openapi", Text)),
    needed(fact("info", Object(K::Info))),
    prose("externalDocs", Object(K::ExternalDocs)),
    fact("servers", SERVERS),
    fact("security", SECURITY),
    fact("tags", List(&Object(K::Tag))),
    needed(fact("paths", Map(Path, &Object(K::PathItem)))),
    fact("components", Object(K::Components)),
];

pub(super) const INFO: &[Member] = &[
    needed(prose("title", Text)),
    needed(fact("version", Text)),
    prose("description", Text),
    prose("termsOfService", Text),
    prose("contact", Object(K::Contact)),
    fact("license", Object(K::License)),
];

pub(super) const SERVER: &[Member] = &[
    needed(fact("url", Text)),
    prose("description", Text),
    fact("variables", Map(Free, &Object(K::ServerVariable))),
];

pub(super) const SERVER_VARIABLE: &[Member] = &[
    needed(fact("default", Text)),
    fact("enum", List(&Text)),
    prose("description", Text),
];

pub(super) const COMPONENTS: &[Member] = &[
    fact("securitySchemes", Map(Component, &Or(K::SecurityScheme))),
    fact("parameters", Map(Component, &Or(K::Parameter))),
    fact("headers", Map(Component, &Or(K::Header))),
    fact("requestBodies", Map(Component, &Or(K::RequestBody))),
    fact("responses", Map(Component, &Or(K::Response))),
    fact("schemas", Map(Component, &Or(K::Schema))),
    fact("links", Map(Component, &Or(K::Link))),
    refused("callbacks", Map(Component, &Any)),
    prose("examples", Map(Component, &Or(K::Example))),
];

pub(super) const PATH_ITEM: &[Member] = &[
    refused("$ref", Text),
    prose("summary", Text),
    prose("description", Text),
    refused("servers", SERVERS),
    fact("parameters", PARAMETERS),
    fact("get", Object(K::Operation)),
    fact("put", Object(K::Operation)),
    fact("post", Object(K::Operation)),
    fact("patch", Object(K::Operation)),
    fact("delete", Object(K::Operation)),
    fact("head", Object(K::Operation)),
    fact("options", Object(K::Operation)),
    fact("trace", Object(K::Operation)),
];

pub(super) const OPERATION: &[Member] = &[
    fact("operationId", Text),
    prose("summary", Text),
    prose("description", Text),
    prose("externalDocs", Object(K::ExternalDocs)),
    fact("tags", List(&Text)),
    fact("deprecated", Flag),
    fact("security", SECURITY),
    refused("servers", SERVERS),
    fact("parameters", PARAMETERS),
    fact("requestBody", Or(K::RequestBody)),
    needed(fact("responses", Map(Status, &Or(K::Response)))),
    refused("callbacks", Map(Free, &Any)),
];

pub(super) const PARAMETER: &[Member] = &[
    needed(fact("name", Text)),
    needed(fact("in", Words(&["path", "query", "header", "cookie"]))),
    prose("description", Text),
    fact("required", Flag),
    fact("deprecated", Flag),
    fact("allowEmptyValue", Flag),
    fact("style", STYLES),
    fact("explode", Flag),
    fact("allowReserved", Flag),
    fact("schema", Or(K::Schema)),
    fact("content", CONTENT),
    prose("example", Any),
    prose("examples", EXAMPLES),
];

pub(super) const HEADER: &[Member] = &[
    prose("description", Text),
    fact("required", Flag),
    fact("deprecated", Flag),
    fact("allowEmptyValue", Flag),
    fact("style", Words(&["simple"])),
    fact("explode", Flag),
    fact("allowReserved", Flag),
    fact("schema", Or(K::Schema)),
    fact("content", CONTENT),
    prose("example", Any),
    prose("examples", EXAMPLES),
];

pub(super) const REQUEST_BODY: &[Member] =
    &[prose("description", Text), fact("required", Flag), needed(fact("content", CONTENT))];

pub(super) const MEDIA_TYPE: &[Member] = &[
    fact("schema", Or(K::Schema)),
    fact("encoding", Map(Free, &Object(K::Encoding))),
    prose("example", Any),
    prose("examples", EXAMPLES),
];

pub(super) const ENCODING: &[Member] = &[
    fact("contentType", Text),
    fact("headers", Map(Free, &Or(K::Header))),
    fact("style", STYLES),
    fact("explode", Flag),
    fact("allowReserved", Flag),
];

pub(super) const RESPONSE: &[Member] = &[
    needed(prose("description", Text)),
    fact("headers", Map(Free, &Or(K::Header))),
    fact("content", CONTENT),
    fact("links", Map(Free, &Or(K::Link))),
];

pub(super) const EXAMPLE: &[Member] = &[
    prose("summary", Text),
    prose("description", Text),
    prose("value", Any),
    prose("externalValue", Text),
];

pub(super) const LINK: &[Member] = &[
    fact("operationRef", Text),
    fact("operationId", Text),
    fact("parameters", Map(Free, &Any)),
    fact("requestBody", Any),
    prose("description", Text),
    fact("server", Object(K::Server)),
];

pub(super) const TAG: &[Member] = &[
    needed(fact("name", Text)),
    prose("description", Text),
    prose("externalDocs", Object(K::ExternalDocs)),
];

pub(super) const SCHEMA: &[Member] = &[
    fact("$ref", Text),
    prose("title", Text),
    prose("description", Text),
    fact("deprecated", Flag),
    fact("type", Words(&["object", "array", "string", "integer", "number", "boolean"])),
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
    "$anchor", "$comment", "$defs", "$dynamicAnchor", "$dynamicRef", "$id", "$schema",
    "$vocabulary", "const", "contains", "contentEncoding", "contentMediaType", "contentSchema",
    "dependentRequired", "dependentSchemas", "else", "examples", "if", "maxContains",
    "minContains", "patternProperties", "prefixItems", "propertyNames", "then",
    "unevaluatedItems", "unevaluatedProperties",
];

pub(super) const DISCRIMINATOR: &[Member] =
    &[needed(fact("propertyName", Text)), fact("mapping", Map(Free, &Text))];

pub(super) const XML: &[Member] = &[
    fact("name", Text),
    fact("namespace", Text),
    fact("prefix", Text),
    fact("attribute", Flag),
    fact("wrapped", Flag),
];

pub(super) const SECURITY_SCHEME: &[Member] = &[
    needed(fact("type", Words(&["apiKey", "http", "oauth2", "openIdConnect"]))),
    prose("description", Text),
    fact("name", Text),
    fact("in", Words(&["query", "header", "cookie"])),
    fact("scheme", Text),
    fact("bearerFormat", Text),
    fact("flows", Object(K::Flows)),
    fact("openIdConnectUrl", Text),
];

pub(super) const FLOWS: &[Member] = &[
    fact("implicit", Object(K::Flow)),
    fact("password", Object(K::Flow)),
    fact("clientCredentials", Object(K::Flow)),
    fact("authorizationCode", Object(K::Flow)),
];

pub(super) const FLOW: &[Member] = &[
    fact("authorizationUrl", Text),
    fact("tokenUrl", Text),
    fact("refreshUrl", Text),
    needed(fact("scopes", Map(Scope, &Remark))),
];

pub(super) const CONTACT: &[Member] =
    &[prose("name", Text), prose("url", Text), prose("email", Text)];

pub(super) const LICENSE: &[Member] = &[needed(fact("name", Text)), fact("url", Text)];

pub(super) const EXTERNAL_DOCS: &[Member] =
    &[needed(prose("url", Text)), prose("description", Text)];

const fn fact(name: &'static str, shape: Shape) -> Member {
    Member { name, shape, role: Role::Fact, required: false }
}

const fn prose(name: &'static str, shape: Shape) -> Member {
    Member { name, shape, role: Role::Prose, required: false }
}

const fn refused(name: &'static str, shape: Shape) -> Member {
    Member { name, shape, role: Role::Unsupported, required: false }
}

const fn needed(mut member: Member) -> Member {
    member.required = true;
    member
}
