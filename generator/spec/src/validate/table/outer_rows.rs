//! The rows of the tables for what is around the paths.

use super::Keys::{Free, Path, Scope};
use super::Shape::{List, Map, Object, Remark, Text, Words};
use super::rows::{SECURITY, SERVERS};
use super::{Kind as K, Member, fact, ignored, needed, partly, prose};

const ADDRESS: &str = "the runtime knows its addresses";
const LICENSED: &str = "the client has a license of its own";
const KEY: &str = "of API keys, which are E0606";
const OTHER_FLOW: &str = "a token of another flow is used like any other";

pub(super) const DOCUMENT: &[Member] = &[
    needed(fact("openapi", Text)),
    needed(fact("info", Object(K::Info))),
    prose("externalDocs", Object(K::ExternalDocs)),
    ignored(
        "servers",
        SERVERS,
        "production and sandbox are known to the runtime, and users can set any base address",
    ),
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
    ignored("license", Object(K::License), LICENSED),
];

pub(super) const SERVER: &[Member] = &[
    needed(ignored("url", Text, ADDRESS)),
    prose("description", Text),
    ignored("variables", Map(Free, &Object(K::ServerVariable)), ADDRESS),
];

pub(super) const SERVER_VARIABLE: &[Member] = &[
    needed(ignored("default", Text, ADDRESS)),
    ignored("enum", List(&Text), ADDRESS),
    prose("description", Text),
];

pub(super) const TAG: &[Member] = &[
    needed(fact("name", Text)),
    prose("description", Text),
    prose("externalDocs", Object(K::ExternalDocs)),
];

pub(super) const SECURITY_SCHEME: &[Member] = &[
    needed(partly(
        "type",
        Words(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]),
        "`oauth2`, and `http` with `basic` or `bearer`; others are E0606 if an operation asks for them, else W0109",
    )),
    prose("description", Text),
    ignored("name", Text, KEY),
    ignored("in", Words(&["query", "header", "cookie"]), KEY),
    fact("scheme", Text),
    ignored("bearerFormat", Text, "a token is sent as it is"),
    fact("flows", Object(K::Flows)),
    ignored("openIdConnectUrl", Text, "OpenID Connect is E0606"),
];

pub(super) const FLOWS: &[Member] = &[
    ignored("implicit", Object(K::Flow), OTHER_FLOW),
    ignored("password", Object(K::Flow), OTHER_FLOW),
    fact("clientCredentials", Object(K::Flow)),
    fact("authorizationCode", Object(K::Flow)),
];

pub(super) const FLOW: &[Member] = &[
    ignored("authorizationUrl", Text, ADDRESS),
    ignored("tokenUrl", Text, ADDRESS),
    ignored("refreshUrl", Text, ADDRESS),
    needed(fact("scopes", Map(Scope, &Remark))),
];

pub(super) const CONTACT: &[Member] = &[
    prose("name", Text),
    prose("url", Text),
    prose("email", Text),
];

pub(super) const LICENSE: &[Member] = &[
    needed(ignored("name", Text, LICENSED)),
    ignored("url", Text, LICENSED),
];

pub(super) const EXTERNAL_DOCS: &[Member] =
    &[needed(prose("url", Text)), prose("description", Text)];
