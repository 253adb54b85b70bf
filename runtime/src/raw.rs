//! Calls that the description does not have.
//!
//! Takes a method and a path; gives a call that is authorised, limited and repeated like any other. Invariant: nothing
//! of the path is shown, as it may hold ids.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    AuthScheme, BodyFuture, Core, Method, Operation, ParamValue, Request, RequestOptions,
    ResponseFuture, Result,
};

/// A call to a path of the caller's own, for what the description does not have yet.
///
/// It goes with the client's access token, limits and retries. `.await` gives the answer as a [`Value`], `decode` as a
/// type, and `send` the whole [`Response`](crate::Response).
///
/// ```
/// use pinterest_v5_runtime::{Core, Method, RawCall, Result};
///
/// # async fn example(core: &Core) -> Result<()> {
/// let boards = RawCall::new(core, Method::Get, "/boards").query("page_size", 5).await?;
/// let ids: Vec<String> = RawCall::new(core, Method::Get, "/new/ids").decode().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent or awaited"]
pub struct RawCall(Request);

impl RawCall {
    /// A call of the path below the base URL, such as `/boards/4711`, percent-encoded where it has to be.
    pub fn new(core: &Core, method: Method, path: &str) -> Self {
        let mut request = Request::new(core, operation(method));
        request.raw_path = Some(path.to_owned());
        Self(request)
    }

    /// Sets a parameter of the query, in place of one of the same name.
    pub fn query(mut self, name: impl Into<String>, value: impl ParamValue) -> Self {
        self.0.set_options(RequestOptions::new().query(name, value));
        self
    }

    /// Sets a parameter of the query to a list, written once for each value: `ids=1&ids=2`. Where Pinterest wants one
    /// value with commas instead, it is `query("ids", "1,2")`.
    pub fn query_list<V: ParamValue>(
        mut self,
        name: impl Into<String>,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let options = RequestOptions::new().query_list(name, values);
        self.0.set_options(options);
        self
    }

    /// Sets the body, as JSON.
    pub fn json(mut self, body: &impl Serialize) -> Self {
        self.0.json(body);
        self
    }

    /// Sets the body, as a form.
    pub fn form(mut self, body: &impl Serialize) -> Self {
        self.0.form(body);
        self
    }

    /// Gives the call options of its own, which override the client's settings.
    pub fn options(mut self, options: RequestOptions) -> Self {
        self.0.set_options(options);
        self
    }

    /// Sends the call and gives the body of the answer as a `T`.
    pub fn decode<T: DeserializeOwned + 'static>(self) -> BodyFuture<T> {
        BodyFuture::new(self.0)
    }

    /// Sends the call and gives the whole response.
    pub fn send<T: DeserializeOwned + 'static>(self) -> ResponseFuture<T> {
        ResponseFuture::new(self.0)
    }
}

impl IntoFuture for RawCall {
    type Output = Result<Value>;
    type IntoFuture = BodyFuture<Value>;

    fn into_future(self) -> Self::IntoFuture {
        self.decode()
    }
}

/// What is known of a call of which only the method is.
fn operation(method: Method) -> &'static Operation {
    const fn raw(id: &'static str, method: Method) -> Operation {
        Operation::new(id, method, "/{path}", "raw").with_auth(&[AuthScheme::OAuth])
    }
    static GET: Operation = raw("raw/get", Method::Get).with_idempotence(true);
    static POST: Operation = raw("raw/post", Method::Post);
    static PUT: Operation = raw("raw/put", Method::Put).with_idempotence(true);
    static PATCH: Operation = raw("raw/patch", Method::Patch);
    static DELETE: Operation = raw("raw/delete", Method::Delete).with_idempotence(true);
    match method {
        Method::Get => &GET,
        Method::Post => &POST,
        Method::Put => &PUT,
        Method::Patch => &PATCH,
        Method::Delete => &DELETE,
    }
}
