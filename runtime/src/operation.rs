//! What the description says of one operation.

use crate::{Check, Windows};

/// One operation of the API.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// The operation's id in the description, such as `boards/list`.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path template below the base URL, such as `/boards/{board_id}`.
    pub path: &'static str,
    /// The tag that the description files the operation under.
    pub tag: &'static str,
    /// The category whose quota a call counts against.
    pub rate_limit_category: Option<&'static str>,
    /// Whether the sandbox serves the operation, if the description says so.
    pub sandbox: Option<bool>,
    /// The credentials that the operation takes; any one of them will do.
    pub auth: &'static [AuthScheme],
    /// The OAuth scopes that a token must have, all of them.
    pub scopes: &'static [&'static str],
    /// Whether the answer is one page of a list with a bookmark.
    pub paginated: bool,
    /// Whether a second identical call changes nothing more than the first.
    pub idempotent: bool,
    /// The rules that a call is checked by before it is sent.
    pub checks: &'static [Check],
    /// The days that it answers for, if they are limited.
    pub windows: Option<&'static Windows>,
}

impl Operation {
    /// An operation of which no more is known than this; it takes no credential.
    #[must_use]
    pub const fn new(
        id: &'static str,
        method: Method,
        path: &'static str,
        tag: &'static str,
    ) -> Self {
        Self {
            id,
            method,
            path,
            tag,
            rate_limit_category: None,
            sandbox: None,
            auth: &[],
            scopes: &[],
            paginated: false,
            idempotent: false,
            checks: &[],
            windows: None,
        }
    }

    /// With this rate-limit category.
    #[must_use]
    pub const fn with_rate_limit_category(mut self, category: &'static str) -> Self {
        self.rate_limit_category = Some(category);
        self
    }

    /// Served by the sandbox, or not.
    #[must_use]
    pub const fn with_sandbox(mut self, served: bool) -> Self {
        self.sandbox = Some(served);
        self
    }

    /// Taking these credentials.
    #[must_use]
    pub const fn with_auth(mut self, schemes: &'static [AuthScheme]) -> Self {
        self.auth = schemes;
        self
    }

    /// Needing these scopes.
    #[must_use]
    pub const fn with_scopes(mut self, scopes: &'static [&'static str]) -> Self {
        self.scopes = scopes;
        self
    }

    /// Whether it answers with one page of a list.
    #[must_use]
    pub const fn with_pages(mut self, paginated: bool) -> Self {
        self.paginated = paginated;
        self
    }

    /// Whether it is safe to repeat.
    #[must_use]
    pub const fn with_idempotence(mut self, idempotent: bool) -> Self {
        self.idempotent = idempotent;
        self
    }

    /// Checked by these rules before it is sent.
    #[must_use]
    pub const fn with_checks(mut self, checks: &'static [Check]) -> Self {
        self.checks = checks;
        self
    }

    /// Answering for these days only.
    #[must_use]
    pub const fn with_windows(mut self, windows: &'static Windows) -> Self {
        self.windows = Some(windows);
        self
    }
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// Reads: `GET`.
    Get,
    /// Creates, or reads by a body: `POST`. A second identical call may act twice.
    Post,
    /// Stores something in place of what is there: `PUT`.
    Put,
    /// Changes a part of what is there: `PATCH`.
    Patch,
    /// Removes something: `DELETE`.
    Delete,
}

impl Method {
    /// The method as HTTP writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
            Method::Delete => Self::DELETE,
        }
    }
}

/// A kind of credential that operations take; [`Operation::auth`] lists those of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AuthScheme {
    /// The access token of a user (bearer).
    OAuth,
    /// An access token that the app got for itself (bearer).
    ClientCredentials,
    /// The app's id and secret (basic).
    Basic,
    /// The conversion token of an ad account (bearer).
    ConversionToken,
}
