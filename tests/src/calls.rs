//! What the emitted calls and decoders are made of.
//!
//! Takes typed requests and response types, gives calls and decoders of one type each, so that a
//! test can go over all of them. Invariant: responses are decoded by the client's own path, from
//! transport to error, not by another one that is like it.

use std::any::type_name;
use std::cell::RefCell;
use std::fmt::Debug;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use pinterest_v5::runtime::{
    BoxFuture, ClientBuilder, Core, Decoding, Deviation, Method, Operation, Request,
    ResponseFuture, Transport, TransportError,
};
use pinterest_v5::{Client, Error};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::emitted::calls::CASES;

/// A call of an operation through the typed client.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// The `operationId`.
    pub operation: &'static str,
    /// `minimal`: with what is required; `full`: with everything.
    pub name: &'static str,
    /// Sends it.
    pub send: fn(&Client) -> Sending,
}

/// What `work` gives, and how each value of an emitted type prints itself that was made from JSON meanwhile.
pub fn printed<R>(work: impl FnOnce() -> R) -> (R, Vec<String>) {
    let before = PRINTED.replace(Some(Vec::new()));
    let done = work();
    (done, PRINTED.replace(before).unwrap_or_default())
}

/// A call under way; the body of the response is dropped once it is decoded.
pub type Sending = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// A decoder of an operation's response.
#[derive(Clone, Copy, Debug)]
pub struct Decoder {
    /// The `operationId`.
    pub operation: &'static str,
    /// Decodes a body and encodes it again; the error names the JSON path.
    pub decode: fn(&[u8], Decoding) -> Result<Decoded, String>,
}

/// A body after it was decoded.
#[derive(Debug)]
pub struct Decoded {
    /// What was decoded, encoded again.
    pub back: Value,
    /// Where the body was not what it should be.
    pub deviations: Vec<Deviation>,
}

/// A type of requests with everything that it can hold.
#[derive(Clone, Copy, Debug)]
pub struct Built {
    /// The type.
    pub name: &'static str,
    /// The place in the description that declares it.
    pub at: &'static str,
    /// What is sent for the value that the constructor and the setters give, each of which takes one of the members.
    pub bytes: fn(&Members) -> Vec<u8>,
}

/// What the members of an object hold, by their name on the wire.
#[derive(Clone, Debug)]
pub struct Members(pub Map<String, Value>);

impl Members {
    /// The value of a member.
    ///
    /// # Panics
    /// If there is no such member or it is of another type, which is a fault of the client.
    #[must_use]
    #[track_caller]
    pub fn member<T: DeserializeOwned + Debug>(&self, name: &str) -> T {
        match self.0.get(name) {
            Some(value) => json(&value.to_string()),
            None => panic!("no member is called `{name}`"),
        }
    }
}

/// Declares the table of what is built: `"Name" at "place" => |of| value;` for each row.
macro_rules! built {
    ($($name:literal at $at:literal => $build:expr;)*) => {
        /// The types, in the order of their names.
        pub static BUILT: &[$crate::calls::Built] = &[$($crate::calls::Built {
            name: $name,
            at: $at,
            bytes: |members| {
                let build: fn(&$crate::calls::Members) -> _ = $build;
                $crate::calls::bytes(&build(members))
            },
        }),*];
    };
}
pub(crate) use built;

/// What is sent for a value.
///
/// # Panics
/// If it cannot be written, which is a fault of the client.
#[must_use]
pub fn bytes(value: &impl Serialize) -> Vec<u8> {
    match serde_json::to_vec(value) {
        Ok(bytes) => bytes,
        Err(error) => panic!("a value that cannot be written: {error}"),
    }
}

/// Every call, group by group.
pub fn cases() -> impl Iterator<Item = &'static Case> {
    CASES.iter().copied().flatten()
}

/// A call under way.
#[must_use]
pub fn sending<T: Send + 'static>(response: ResponseFuture<T>) -> Sending {
    Box::pin(async { response.await.map(drop) })
}

/// The value that an emitted sample writes.
///
/// # Panics
/// If the sample is not of the type that it was made for, which is a fault of the generator.
#[must_use]
#[track_caller]
pub fn json<T: DeserializeOwned + Debug>(text: &str) -> T {
    match serde_json::from_str(text) {
        Ok(value) => {
            print(&value);
            value
        }
        Err(error) => panic!("{text} is no {}: {error}", type_name::<T>()),
    }
}

/// Decodes `body` as a response of type `T` and encodes it again.
///
/// # Errors
/// If it is none; the text names the JSON path.
pub fn decode<T: DeserializeOwned + Serialize + Debug + 'static>(
    body: &[u8],
    decoding: Decoding,
) -> Result<Decoded, String> {
    static OPERATION: Operation = Operation::new("decode", Method::Get, "/", "tests");
    let canned = Canned(Bytes::copy_from_slice(body));
    let core: Core = ClientBuilder::new()
        .transport(canned)
        .decoding(decoding)
        .build()
        .map_err(|error| error.to_string())?;
    let response = pin!(ResponseFuture::<T>::new(Request::new(&core, &OPERATION)));
    match response.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(response)) => {
            print(response.body());
            let back = serde_json::to_value(response.body()).map_err(|error| error.to_string())?;
            let deviations = response.deviations().to_vec();
            Ok(Decoded { back, deviations })
        }
        Poll::Ready(Err(error)) => Err(error.to_string()),
        Poll::Pending => Err("$: the client waits for a response that is there".to_owned()),
    }
}

/// Takes any body of an operation that promises none.
///
/// # Errors
/// None.
pub fn ignore(body: &[u8], decoding: Decoding) -> Result<Decoded, String> {
    decode::<()>(body, decoding)
}

/// Answers every request with the same body.
struct Canned(Bytes);

impl Transport for Canned {
    fn send(
        &self,
        _request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let response = http::Response::new(self.0.clone());
        Box::pin(async { Ok(response) })
    }
}

thread_local! {
    /// Only while somebody looks: most tests make more values than memory holds as text.
    static PRINTED: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

fn print(value: &impl Debug) {
    PRINTED.with_borrow_mut(|printed| {
        if let Some(printed) = printed {
            printed.push(format!("{value:?} {value:#?}"));
        }
    });
}
