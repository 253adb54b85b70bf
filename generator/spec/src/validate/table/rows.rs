//! The rows of the tables for paths and what they hold, but for schemas.

use super::Keys::{Component, Free, Media, Status};
use super::Shape::{Any, Flag, List, Map, Object, Or, Text, Words};
use super::{Kind as K, Member, Shape, fact, ignored, needed, partly, prose, refused};

const HEADERS: &str = "headers of answers are given as they came";
const CALLED: &str = "W0109: the client is not called";
const CALL: &str = "a link is a call that the user makes";
const ENCODED: &str = "an `encoding` that matters is E0604 as a whole";

pub(super) const SERVERS: Shape = List(&Object(K::Server));
const PARAMETERS: Shape = List(&Or(K::Parameter));
pub(super) const SECURITY: Shape = List(&Map(Free, &List(&Text)));
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

pub(super) const COMPONENTS: &[Member] = &[
    fact("securitySchemes", Map(Component, &Or(K::SecurityScheme))),
    fact("parameters", Map(Component, &Or(K::Parameter))),
    ignored("headers", Map(Component, &Or(K::Header)), HEADERS),
    fact("requestBodies", Map(Component, &Or(K::RequestBody))),
    fact("responses", Map(Component, &Or(K::Response))),
    fact("schemas", Map(Component, &Or(K::Schema))),
    ignored("links", Map(Component, &Or(K::Link)), CALL),
    ignored("callbacks", Map(Component, &Any), CALLED),
    prose("examples", Map(Component, &Or(K::Example))),
];

pub(super) const PATH_ITEM: &[Member] = &[
    refused("$ref", Text),
    prose("summary", Text),
    prose("description", Text),
    partly(
        "servers",
        SERVERS,
        "those of the document say nothing new; others are E0107",
    ),
    fact("parameters", PARAMETERS),
    fact("get", Object(K::Operation)),
    fact("put", Object(K::Operation)),
    fact("post", Object(K::Operation)),
    fact("patch", Object(K::Operation)),
    fact("delete", Object(K::Operation)),
    refused("head", Object(K::Operation)),
    refused("options", Object(K::Operation)),
    refused("trace", Object(K::Operation)),
];

pub(super) const OPERATION: &[Member] = &[
    fact("operationId", Text),
    prose("summary", Text),
    prose("description", Text),
    prose("externalDocs", Object(K::ExternalDocs)),
    partly(
        "tags",
        List(&Text),
        "the first is the group; others are W0608",
    ),
    fact("deprecated", Flag),
    fact("security", SECURITY),
    partly(
        "servers",
        SERVERS,
        "those of the document say nothing new; others are E0107",
    ),
    fact("parameters", PARAMETERS),
    fact("requestBody", Or(K::RequestBody)),
    needed(fact("responses", Map(Status, &Or(K::Response)))),
    ignored("callbacks", Map(Free, &Any), CALLED),
];

pub(super) const PARAMETER: &[Member] = &[
    needed(fact("name", Text)),
    needed(partly(
        "in",
        Words(&["path", "query", "header", "cookie"]),
        "of headers and cookies single values",
    )),
    prose("description", Text),
    fact("required", Flag),
    fact("deprecated", Flag),
    ignored("allowEmptyValue", Flag, "an empty text is written as it is"),
    partly(
        "style",
        STYLES,
        "`simple` in paths, `form` and `deepObject` in queries; others are E0603",
    ),
    partly(
        "explode",
        Flag,
        "of lists in queries; a single value is written in one way",
    ),
    ignored(
        "allowReserved",
        Flag,
        "what is reserved is always escaped, which servers read as the same value",
    ),
    fact("schema", Or(K::Schema)),
    partly("content", CONTENT, "E0603"),
    prose("example", Any),
    prose("examples", EXAMPLES),
];

pub(super) const HEADER: &[Member] = &[
    prose("description", Text),
    ignored("required", Flag, HEADERS),
    ignored("deprecated", Flag, HEADERS),
    ignored("allowEmptyValue", Flag, HEADERS),
    ignored("style", Words(&["simple"]), HEADERS),
    ignored("explode", Flag, HEADERS),
    ignored("allowReserved", Flag, HEADERS),
    ignored("schema", Or(K::Schema), HEADERS),
    ignored("content", CONTENT, HEADERS),
    prose("example", Any),
    prose("examples", EXAMPLES),
];

pub(super) const REQUEST_BODY: &[Member] = &[
    prose("description", Text),
    fact("required", Flag),
    needed(partly(
        "content",
        CONTENT,
        "JSON or a form; anything else is E0604, a second choice W0608",
    )),
];

pub(super) const MEDIA_TYPE: &[Member] = &[
    fact("schema", Or(K::Schema)),
    partly(
        "encoding",
        Map(Free, &Object(K::Encoding)),
        "of a form E0604; elsewhere it has no meaning",
    ),
    prose("example", Any),
    prose("examples", EXAMPLES),
];

pub(super) const ENCODING: &[Member] = &[
    ignored("contentType", Text, ENCODED),
    ignored("headers", Map(Free, &Or(K::Header)), ENCODED),
    ignored("style", STYLES, ENCODED),
    ignored("explode", Flag, ENCODED),
    ignored("allowReserved", Flag, ENCODED),
];

pub(super) const RESPONSE: &[Member] = &[
    needed(prose("description", Text)),
    ignored("headers", Map(Free, &Or(K::Header)), HEADERS),
    partly(
        "content",
        CONTENT,
        "JSON of 2xx, or of `default` where there is none, a second choice is W0608; any other format is given as bytes. Errors are read in one way for all operations",
    ),
    ignored("links", Map(Free, &Or(K::Link)), CALL),
];

pub(super) const EXAMPLE: &[Member] = &[
    prose("summary", Text),
    prose("description", Text),
    prose("value", Any),
    prose("externalValue", Text),
];

pub(super) const LINK: &[Member] = &[
    ignored("operationRef", Text, CALL),
    ignored("operationId", Text, CALL),
    ignored("parameters", Map(Free, &Any), CALL),
    ignored("requestBody", Any, CALL),
    prose("description", Text),
    ignored("server", Object(K::Server), CALL),
];
