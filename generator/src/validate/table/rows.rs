//! The rows of the tables, but for schemas.

use super::Keys::{Component, Free, Media, Path, Scope, Status};
use super::Shape::{Any, Flag, List, Map, Object, Or, Remark, Text, Words};
use super::{Kind as K, Member, Shape, fact, needed, prose, refused};

const SERVERS: Shape = List(&Object(K::Server));
const PARAMETERS: Shape = List(&Or(K::Parameter));
const SECURITY: Shape = List(&Map(Free, &List(&Text)));
const CONTENT: Shape = Map(Media, &Object(K::MediaType));
const EXAMPLES: Shape = Map(Free, &Or(K::Example));
const STYLES: Shape = Words(&[
    "matrix",
    "label",
    "form",
    "simple",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
]);

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

pub(super) const REQUEST_BODY: &[Member] = &[
    prose("description", Text),
    fact("required", Flag),
    needed(fact("content", CONTENT)),
];

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

pub(super) const SECURITY_SCHEME: &[Member] = &[
    needed(fact(
        "type",
        Words(&["apiKey", "http", "oauth2", "openIdConnect"]),
    )),
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

pub(super) const CONTACT: &[Member] = &[
    prose("name", Text),
    prose("url", Text),
    prose("email", Text),
];

pub(super) const LICENSE: &[Member] = &[needed(fact("name", Text)), fact("url", Text)];

pub(super) const EXTERNAL_DOCS: &[Member] =
    &[needed(prose("url", Text)), prose("description", Text)];
