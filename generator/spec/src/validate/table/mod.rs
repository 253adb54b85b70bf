//! What an OpenAPI 3.0 document is made of: one table per kind of object.
//!
//! The validator checks against it and the importer rebuilds a description from it, so the order of
//! the rows is the canonical order of keywords. Invariant: a keyword that OpenAPI 3.0 has is here.

mod outer_rows;
pub(crate) mod page;
mod rows;
mod schema_rows;

use Kind as K;

/// A kind of object that has keywords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Document,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    Flows,
    Flow,
}

/// What a value has to look like.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    Any,
    Text,
    /// Text for people, under a key that is a fact.
    Remark,
    Flag,
    Number,
    Count,
    Words(&'static [&'static str]),
    List(&'static Shape),
    Map(Keys, &'static Shape),
    Object(Kind),
    /// A reference to an object of the kind, or such an object.
    Or(Kind),
    FlagOr(Kind),
}

/// What the keys of a map are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keys {
    Path,
    Status,
    Media,
    Component,
    Scope,
    /// Names whose order readers see: properties and the like.
    Free,
}

/// What a keyword is to a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Fact,
    /// A fact of which the generator reads a part; the rest is what the note says.
    Partly(&'static str),
    /// A fact that cannot change the client, and why.
    Ignored(&'static str),
    /// Text for people and examples; the importer drops it.
    Prose,
    /// A construct that the generator refuses.
    Unsupported,
}

/// One keyword of a kind of object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) role: Role,
    pub(crate) required: bool,
}

impl Kind {
    /// Every kind, from the outside in.
    pub(crate) const ALL: [Self; 25] = [
        K::Document,
        K::Info,
        K::Contact,
        K::License,
        K::Server,
        K::ServerVariable,
        K::Components,
        K::PathItem,
        K::Operation,
        K::ExternalDocs,
        K::Parameter,
        K::RequestBody,
        K::MediaType,
        K::Encoding,
        K::Response,
        K::Example,
        K::Link,
        K::Header,
        K::Tag,
        K::Schema,
        K::Discriminator,
        K::Xml,
        K::SecurityScheme,
        K::Flows,
        K::Flow,
    ];

    /// The keywords of the kind, in canonical order.
    pub(crate) fn members(self) -> &'static [Member] {
        match self {
            K::Document => outer_rows::DOCUMENT,
            K::Info => outer_rows::INFO,
            K::Contact => outer_rows::CONTACT,
            K::License => outer_rows::LICENSE,
            K::Server => outer_rows::SERVER,
            K::ServerVariable => outer_rows::SERVER_VARIABLE,
            K::Components => rows::COMPONENTS,
            K::PathItem => rows::PATH_ITEM,
            K::Operation => rows::OPERATION,
            K::ExternalDocs => outer_rows::EXTERNAL_DOCS,
            K::Parameter => rows::PARAMETER,
            K::RequestBody => rows::REQUEST_BODY,
            K::MediaType => rows::MEDIA_TYPE,
            K::Encoding => rows::ENCODING,
            K::Response => rows::RESPONSE,
            K::Example => rows::EXAMPLE,
            K::Link => rows::LINK,
            K::Header => rows::HEADER,
            K::Tag => outer_rows::TAG,
            K::Schema => schema_rows::SCHEMA,
            K::Discriminator => schema_rows::DISCRIMINATOR,
            K::Xml => schema_rows::XML,
            K::SecurityScheme => outer_rows::SECURITY_SCHEME,
            K::Flows => outer_rows::FLOWS,
            K::Flow => outer_rows::FLOW,
        }
    }

    /// The keywords that the kind gained in OpenAPI 3.1 and that `words` does not read.
    pub(crate) fn newer(self) -> &'static [&'static str] {
        match self {
            K::Schema => schema_rows::NEWER_SCHEMA,
            _ => &[],
        }
    }

    /// What a message calls an object of the kind.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            K::Document => "the document",
            K::Info => "the info object",
            K::Contact => "a contact",
            K::License => "a license",
            K::Server => "a server",
            K::ServerVariable => "a server variable",
            K::Components => "the components object",
            K::PathItem => "a path item",
            K::Operation => "an operation",
            K::ExternalDocs => "an external documentation object",
            K::Parameter => "a parameter",
            K::RequestBody => "a request body",
            K::MediaType => "a media type",
            K::Encoding => "an encoding",
            K::Response => "a response",
            K::Example => "an example",
            K::Link => "a link",
            K::Header => "a header",
            K::Tag => "a tag",
            K::Schema => "a schema",
            K::Discriminator => "a discriminator",
            K::Xml => "an XML object",
            K::SecurityScheme => "a security scheme",
            K::Flows => "the OAuth flows object",
            K::Flow => "an OAuth flow",
        }
    }

    /// Where components of the kind are.
    pub(crate) fn section(self) -> Option<&'static str> {
        let is_of = |member: &&Member| matches!(member.shape, Shape::Map(_, Shape::Or(kind)) if *kind == self);
        rows::COMPONENTS
            .iter()
            .find(is_of)
            .map(|member| member.name)
    }
}

impl Keys {
    /// Whether `key` is an extension and not a key like the others.
    pub(crate) fn is_extension(self, key: &str) -> bool {
        matches!(self, Self::Path | Self::Status) && key.starts_with("x-")
    }

    /// Whether the order of the keys says nothing, so that the importer sorts them.
    pub(crate) fn are_sorted(self) -> bool {
        self != Self::Free
    }
}

const fn fact(name: &'static str, shape: Shape) -> Member {
    Member {
        name,
        shape,
        role: Role::Fact,
        required: false,
    }
}

const fn partly(name: &'static str, shape: Shape, note: &'static str) -> Member {
    Member {
        name,
        shape,
        role: Role::Partly(note),
        required: false,
    }
}

const fn ignored(name: &'static str, shape: Shape, why: &'static str) -> Member {
    Member {
        name,
        shape,
        role: Role::Ignored(why),
        required: false,
    }
}

const fn prose(name: &'static str, shape: Shape) -> Member {
    Member {
        name,
        shape,
        role: Role::Prose,
        required: false,
    }
}

const fn refused(name: &'static str, shape: Shape) -> Member {
    Member {
        name,
        shape,
        role: Role::Unsupported,
        required: false,
    }
}

const fn needed(mut member: Member) -> Member {
    member.required = true;
    member
}
