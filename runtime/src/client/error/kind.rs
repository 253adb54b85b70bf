//! Where a call failed.
//!
//! Invariant: a kind says what helps, which the table of [`Error`](super::Error) has for each.

/// The kinds of [`Error`](crate::Error).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client could not be built as configured.
    Configuration,
    /// The call cannot be sent as it is, such as for an empty path parameter, or the API would not take it:
    /// [`Error::violations`](crate::Error::violations) says why. Nothing was sent.
    Request,
    /// The client has no credential that the operation takes. Nothing was sent.
    Credential,
    /// A login was not begun by whom it came back to, or was refused by the user. Nothing was sent.
    Login,
    /// The access token had to be refreshed and could not be. The status, code and message are those of the token
    /// endpoint, whose own error is the source. The attempt was not sent.
    Refresh,
    /// An earlier refresh of the login began, and what it gave never came into the store: its process ended in between,
    /// or the server's answer was lost. The token endpoint no longer takes the refresh token that the store has, so the
    /// user has to log in again, unless that process is still alive and saves. The attempt was not sent.
    LoginLost,
    /// The [`TokenStore`](crate::TokenStore) failed; its error is the source. The attempt was not sent.
    TokenStore,
    /// The client is one of the sandbox, which does not serve the operation. Nothing was sent.
    Sandbox,
    /// The client's own [`RateLimits`](crate::RateLimits) hold the call back for longer than it may wait.
    /// The attempt was not sent.
    RateLimited,
    /// The [`SharedLimits`](crate::SharedLimits) cannot be reached, and calls are not to pass then; their error is the
    /// source. The attempt was not sent.
    LimitStore,
    /// No response came back, or not in time.
    Transport,
    /// The response is larger than it may be: its body than
    /// [`max_body_size`](crate::ClientBuilder::max_body_size), or its headers than any should be.
    ResponseTooLarge,
    /// The server answered with a status other than 2xx.
    Api,
    /// The server answered 2xx with JSON that is not what the operation promises:
    /// [`Error::path`](crate::Error::path) says where. Which answers are errors, [`Decoding`](crate::Decoding) says.
    Decode,
    /// The server answered 2xx without a body where there has to be one.
    EmptyBody,
    /// The server answered 2xx with HTML: mostly it is not Pinterest that answered, but something on the way to it.
    Html,
    /// The server answered 2xx with JSON that ends in the middle.
    Truncated,
    /// The server answered 2xx with JSON that is nested deeper than any of Pinterest's answers.
    TooDeep,
    /// The server answered 2xx with something else that is not JSON.
    NotJson,
    /// The bookmark of a page leads back to an earlier page, or from one empty page to the next, so that the list
    /// would never end.
    Paging,
    /// The list has more items than its caller would take at once.
    TooMany,
    /// The call succeeded, and the one item in it did not; the code and message are those of the item.
    ItemFailed,
    /// A storage, which a link leads to or an upload goes to, answered with a status other than 2xx.
    Storage,
    /// A download or upload did not come to its end, or to another one than it should.
    Transfer,
    /// What the caller gave to read from or to write to failed; its error is the source.
    Io,
    /// A job is over and came to nothing, or was not even begun; [`Error::job_state`](crate::Error::job_state) is how it
    /// ended.
    JobFailed,
    /// A job is still in progress after the longest wait that its [`Poller`](crate::Poller) may have. It goes on;
    /// poll on, or ask about it later by [`Error::job_id`](crate::Error::job_id).
    JobUnfinished,
}

impl ErrorKind {
    /// Whether the error comes again however often one asks.
    pub(crate) fn is_final(self) -> bool {
        matches!(
            self,
            Self::Request | Self::Credential | Self::Sandbox | Self::Paging
        )
    }
}
