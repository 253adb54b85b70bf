//! Operations and their parameters.

use std::collections::{BTreeMap, BTreeSet};

use super::{Type, TypeId, Types, Usage};
use source::pointer::Pointer;

/// A group of operations.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Its name in the description.
    pub name: String,
    /// What the group is for.
    pub docs: Option<String>,
}

/// One method on one path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The operation id.
    pub id: String,
    /// Upper-case HTTP method.
    pub method: String,
    /// Path template.
    pub path: String,
    /// Index of its tag in `Api::tags`.
    pub tag: usize,
    /// One sentence.
    pub summary: Option<String>,
    /// More than one sentence.
    pub docs: Option<String>,
    /// What is known of its removal, if it is going away.
    pub deprecation: Option<Deprecation>,
    /// The parameters, path parameters first in template order, then the description's order.
    pub parameters: Vec<ParameterUse>,
    /// The request body.
    pub body: Option<Body>,
    /// The answer; none when no content is documented.
    pub success: Option<Usage>,
    /// The format of an answer that is no JSON: it is handed on as bytes.
    pub bytes_of: Option<String>,
    /// The kinds of credential that it accepts, most specific first.
    pub auth: Vec<AuthScheme>,
    /// The OAuth scopes that it needs.
    pub scopes: Vec<String>,
    /// The rate-limit category.
    pub rate_limit_category: Option<String>,
    /// Whether the sandbox offers it, when the description says.
    pub sandbox: Option<bool>,
    /// The days that it answers for, if they are limited.
    pub windows: Option<Windows>,
    /// A list in the body, and how many items one call takes, where the type of the body is that of other calls too.
    pub batch: Option<(String, usize)>,
    /// Sets of members of the body of which one must be there; set by the stage *recognise*.
    pub rules: Vec<BodyRule>,
    /// Members of the body that the call gives of its path where they are unset, each by the members that lead there; set
    /// by the stage *recognise*.
    pub filled: Vec<Vec<(TypeId, usize)>>,
    /// Whether what it needs is given by name; set by the stage *recognise*.
    pub by_name: bool,
    /// Where it is declared.
    pub at: Pointer,
}

/// A place in a body that needs some of its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyRule {
    /// The members that lead there, from the outside; `*` is each item of a list.
    pub path: Vec<String>,
    /// The sets, of which at least one must be there whole.
    pub sets: Vec<Vec<String>>,
}

/// What is known of something that is going away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deprecation {
    /// The release of the description that said so.
    pub since: Option<String>,
    /// What to use, as callers write it.
    pub instead: Option<String>,
}

/// The days that an operation answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Windows {
    /// The parameter or member of the body that holds the first day.
    pub start: String,
    /// The parameter or member of the body that holds the last day.
    pub end: String,
    /// The limits; the first that applies to a call counts.
    pub limits: Vec<Window>,
}

/// Limits on the days of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The parameter, and the value of it for which the limits are; `None` is for all calls.
    pub when: Option<(String, String)>,
    /// How many days before today the first day may be.
    pub back: Option<u32>,
    /// How many days after the first day the last one may be.
    pub span: Option<u32>,
}

impl Operation {
    /// What it sends: parameters, then the body.
    pub fn sent(&self) -> impl Iterator<Item = &Usage> {
        let parameters = self.parameters.iter().map(|parameter| &parameter.usage);
        parameters.chain(self.body.iter().map(|body| &body.usage))
    }

    /// Every usage: parameters, the body, the answer.
    pub fn usages(&self) -> impl Iterator<Item = &Usage> {
        self.sent().chain(&self.success)
    }

    /// Every usage, to be changed.
    pub fn usages_mut(&mut self) -> impl Iterator<Item = &mut Usage> {
        let parameters = self
            .parameters
            .iter_mut()
            .map(|parameter| &mut parameter.usage);
        let body = self.body.iter_mut().map(|body| &mut body.usage);
        parameters.chain(body).chain(&mut self.success)
    }

    /// What the list holds of which the answer is one page, if a bookmark continues it.
    #[must_use]
    pub fn page_item<'a>(&'a self, types: &'a Types) -> Option<&'a Usage> {
        let mut parameters = self.parameters.iter();
        let continues = parameters.any(|parameter| parameter.name == "bookmark");
        let answer = self.success.as_ref().filter(|_| continues)?;
        match &answer.ty {
            Type::Page(item) => Some(item),
            // A page may say more, such as how many items there are in all.
            Type::Named(id) => types.object(*id)?.page_item(),
            _ => None,
        }
    }
}

/// A kind of credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuthScheme {
    /// Client id and secret in a Basic header.
    Basic,
    /// A conversion token as bearer.
    ConversionToken,
    /// A user's access token.
    OAuth,
    /// An access token of the app itself.
    ClientCredentials,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Location {
    /// The description's word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// How a parameter's value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParameterStyle {
    /// One value.
    Single,
    /// The name is repeated for each value.
    Repeated,
    /// Values are joined by commas.
    Comma,
    /// `name[member]=value`.
    DeepObject,
}

/// Index of a logical parameter in `Api::parameters`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParameterId(pub usize);

/// A parameter as one operation uses it.
#[derive(Clone, Debug)]
pub struct ParameterUse {
    /// Name on the wire.
    pub name: String,
    /// Where it travels.
    pub location: Location,
    /// Whether it must be given.
    pub required: bool,
    /// How it is written.
    pub style: ParameterStyle,
    /// Its type, with the default and the bounds of this use.
    pub usage: Usage,
    /// The component that defines it, or the operation when the definition is in place.
    pub definition: String,
    /// The logical parameter; set by the parameter pass.
    pub logical: ParameterId,
    /// Which of its types this use has, as an index of its `kinds`; set by the parameter pass.
    pub kind: usize,
    /// Whether examples give it although the operation does without; set by the stage *words*.
    pub shown: bool,
}

/// A parameter with everything that the operations share: the definitions of one name at one location.
#[derive(Clone, Debug)]
pub struct LogicalParameter {
    /// Name on the wire.
    pub name: String,
    /// Where it travels.
    pub location: Location,
    /// The distinct types and styles among its definitions; almost always one.
    pub kinds: Vec<ParameterKind>,
    /// What it means.
    pub docs: Option<String>,
}

/// One type of a logical parameter.
#[derive(Clone, Debug)]
pub struct ParameterKind {
    /// The type; bounds and default are those of the first use.
    pub usage: Usage,
    /// How it is written.
    pub style: ParameterStyle,
    /// The definitions merged into it with the number of uses of each, in alphabetical order.
    pub definitions: BTreeMap<String, usize>,
}

/// Parameters that travel together and become one value.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// What it is called.
    pub name: String,
    /// The parameters, all in the query.
    pub members: Vec<String>,
    /// Whether a bundle is only meaningful with all members.
    pub complete: bool,
    /// What it means.
    pub docs: String,
    /// The members as they are used; set by the stage *recognise*.
    pub usages: Vec<Usage>,
    /// The tags whose operations take it, by themselves or in an object; set by the stage *recognise*.
    pub tags: BTreeSet<usize>,
}

impl Bundle {
    /// Whether an operation takes every member, each as a single value of the type that the bundle has for it.
    #[must_use]
    pub fn fits(&self, types: &Types, operation: &Operation) -> bool {
        self.members.iter().all(|name| {
            let mut parameters = operation.parameters.iter();
            parameters.any(|parameter| {
                (parameter.location, &parameter.name) == (Location::Query, name)
                    && (parameter.style, parameter.kind) == (ParameterStyle::Single, 0)
                    && types.is_scalar(&parameter.usage)
            })
        })
    }
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// How it is written.
    pub encoding: BodyEncoding,
    /// Whether it must be given.
    pub required: bool,
    /// Its type.
    pub usage: Usage,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyEncoding {
    /// `application/json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
}
