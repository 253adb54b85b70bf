//! What is checked of a call before it is sent: the rules that the server keeps and a type cannot.
//!
//! The checks read what would go over the wire, so they see every setting, whoever made it. `unchecked()` on
//! a call leaves them out, for the day on which the server's rules are no longer these.

use std::borrow::Cow;
use std::marker::PhantomData;

use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{BodyFuture, Request, RequestOptions, ResponseFuture};

impl Request {
    /// Checks the call. What is wrong is reported when it is sent, before a byte leaves.
    #[must_use]
    pub fn checked(mut self) -> Self {
        if let Err(reason) = self.check() {
            let mut options = RequestOptions::new();
            let way_out = "or send it all the same with `unchecked()`";
            options.invalid = Some(format!("{reason}; {way_out}"));
            self.set_options(options);
        }
        self
    }

    fn check(&self) -> Result<(), String> {
        let operation = self.operation();
        let body = self.body().map(|body| &*body.bytes);
        let body: Value = body
            .and_then(|json| serde_json::from_slice(json).ok())
            .unwrap_or_default();
        for rule in operation.at_least {
            rule.check(&body)?;
        }
        let Some(windows) = operation.windows else {
            return Ok(());
        };
        // What cannot be sent at all says so itself.
        let target = self.target().unwrap_or_default();
        let value = |name: &str| {
            query(&target, name).or_else(|| Some(body.get(name)?.as_str()?.to_owned()))
        };
        windows.check(value, &self.core().today())
    }
}

/// The value of a query parameter.
fn query(target: &str, name: &str) -> Option<String> {
    let (_, query) = target.split_once('?')?;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == name)?;
    percent_decode_str(value)
        .decode_utf8()
        .ok()
        .map(Cow::into_owned)
}

/// A call that is sent without being checked first.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent or awaited"]
pub struct Unchecked<T> {
    request: Request,
    body: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned + 'static> Unchecked<T> {
    /// The call as it is.
    pub fn new(request: Request) -> Self {
        Self {
            request,
            body: PhantomData,
        }
    }

    /// Gives the call options of its own, which go before the client's settings.
    pub fn options(mut self, options: RequestOptions) -> Self {
        self.request.set_options(options);
        self
    }

    /// Sends the call and gives the whole response; `.await` on the call gives its body alone.
    pub fn send(self) -> ResponseFuture<T> {
        ResponseFuture::new(self.request)
    }
}

impl<T: DeserializeOwned + 'static> IntoFuture for Unchecked<T> {
    type Output = crate::Result<T>;
    type IntoFuture = BodyFuture<T>;

    fn into_future(self) -> Self::IntoFuture {
        BodyFuture::new(self.request)
    }
}
