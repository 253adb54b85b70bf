//! The hand-written half of the `pinterest-v5` client.
//!
//! The emitted half declares types and operations and calls the macros here; this half knows how a
//! call becomes bytes and bytes become values. It takes nothing from the description.
//!
//! - values: [`Id`], [`Date`], [`Timestamp`], [`MicroAmount`], [`Secret`], [`Hashed`], [`Patch`], [`OneOrMany`],
//!   [`Page`]
//! - serde without derive: [`object!`], [`string_enum!`], [`integer_enum!`], [`tagged_union!`],
//!   [`untagged_union!`], [`id!`]
//! - calls: [`Operation`], [`operation!`], [`Request`], [`query!`], [`call!`], [`Response`], [`Error`]
//! - lists in pages: [`pages!`], [`Items`], [`Pages`]
//! - several items in one answer: [`bulk!`], [`bulk_item!`], [`failure_reason!`], [`bulk_call!`], [`Bulk`],
//!   [`BulkCall`], [`OneCall`]
//! - work that takes a while: [`job!`], [`job_start!`], [`job_answer!`], [`job_id!`], [`job_state!`],
//!   [`Poller`], [`JobUpdate`], and with the feature `transfers` their results: `job_link`
//! - analytics: [`row!`], [`day_range!`], [`Metric`], [`Row`], [`Column`]; days: [`Windows`]
//! - what is checked before a call is sent: [`Check`], [`Rule`], [`Violation`]
//! - calls that the description does not have: [`RawCall`]
//! - clients: [`ClientBuilder`], [`Core`], [`Environment`], [`Transport`]
//! - files: [`ByteStream`], and with the feature `transfers` the types `Download` and `Upload`
//! - images: [`Image`], [`Cover`], [`image!`], [`cover!`]
//! - logins: [`OAuth`], [`Session`], [`TokenStore`], [`TokenEndpoint`], [`Credential`]
//! - answers that are not what the description promises: [`Decoding`], [`Deviation`], [`MissingItem`]
//! - tests of programs: with the feature `testing` the module `testing`
//! - how calls behave: [`RetryPolicy`], [`RateLimits`], [`SharedLimits`], [`Timeouts`], [`RequestOptions`], [`Clock`]
//!
//! # What is reported to `tracing`
//!
//! With the feature `tracing`; the names are those of OpenTelemetry's conventions for HTTP clients where there are such.
//! Nothing that identifies a user or a thing is in any of them.
//!
//! | span or event | level | fields |
//! |---|---|---|
//! | span `pinterest.call`: a call, from first to last attempt | INFO | `otel.name`, `otel.kind`, `otel.status_code`, `http.request.method`, `http.request.resend_count`, `http.response.status_code`, `url.template`, `server.address`, `server.port`, `error.type`, `pinterest.operation`, `pinterest.rate_limit_category`, `pinterest.request_id` |
//! | event `pinterest.retry`: another attempt follows | DEBUG | `error.type`, `http.request.resend_count`, `pinterest.wait` (seconds); `pinterest.operation` for a download or upload, which has no span |
//! | event `pinterest.deviation`: an answer is not what the description promises | WARN | `pinterest.operation`, `pinterest.deviations` and `pinterest.left_out` (how many), `pinterest.path`, `pinterest.expected`, `pinterest.found` of the first; never a value, and `*` for a key that is a number |
//! | event `pinterest.rate_limit.wait`: a call waits for the client's own limits | DEBUG | `pinterest.wait` (seconds), if it is known |
//! | event `pinterest.token.refresh`: tokens were asked for, and came | INFO | `server.address`, `pinterest.grant_type` |
//! | event `pinterest.token.refresh`: they did not come | WARN | the same, `error.type`, `pinterest.error_code`, `pinterest.request_id` |
//! | events `pinterest.request.body`, `pinterest.response.body`, with [`log_bodies`](ClientBuilder::log_bodies) only | TRACE | `http.request.body.size` or `http.response.body.size`, `body` (masked) |

// Badges of features, which only docs.rs can make.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod analytics;
mod auth;
mod bulk;
mod checks;
mod client;
mod clock;
mod conversions;
mod jobs;
mod limit;
mod macros;
mod media;
mod operation;
mod options;
mod paging;
mod param;
mod raw;
mod read;
mod redact;
mod request;
mod retry;
mod serde_full;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "transfers")]
mod transfer;
mod values;
mod write;

pub use self::analytics::{Column, Metric, Row, Window, Windows};
#[cfg(not(target_family = "wasm"))]
pub use self::auth::FileStore;
#[cfg(feature = "loopback")]
pub use self::auth::Loopback;
pub use self::auth::{
    Authorization, Callback, Credential, MemoryStore, OAuth, Session, StoreError, StoreResult,
    StoredTokens, TokenEndpoint, TokenStore, Tokens,
};
pub use self::bulk::{
    Bulk, BulkAnswer, BulkCall, BulkError, BulkItem, BulkList, FailureReason, ItemFailure, OneCall,
};
pub use self::checks::{Check, Rule, Violation};
#[cfg(feature = "blocking")]
pub use self::client::block_on;
pub use self::client::{
    BodyFuture, BoxFuture, BoxStream, ByteStream, ClientBuilder, Core, Environment, Error,
    ErrorKind, HeaderNames, ReqwestTransport, Response, ResponseFuture, Result, Transport,
    TransportError,
};
pub use self::clock::{Clock, SystemClock};
#[cfg(feature = "hashing")]
pub use self::conversions::PersonalData;
#[cfg(feature = "transfers")]
pub use self::jobs::JobResult;
pub use self::jobs::{JobAnswer, JobProgress, JobStart, JobUpdate, Poller};
pub use self::limit::{
    LimitEnd, LimitEntry, LimitPlace, LimitedCall, Quota, RateLimit, RateLimits, SharedLimits,
    Tier, WhenAway,
};
pub use self::media::{Cover, Image};
#[cfg(feature = "transfers")]
pub use self::media::{Source, Upload, UploadProgress, UploadShape, Uploaded};
pub use self::operation::{AuthScheme, Method, Operation};
pub use self::options::{RequestOptions, Timeouts};
pub use self::paging::{Items, Pages};
pub use self::param::{ParamValue, QueryParameters};
pub use self::raw::RawCall;
pub use self::read::{Decoding, Deviation};
pub use self::request::{ListStyle, Request};
pub use self::retry::{Answer, RetryBudget, RetryPolicy, RetryRules, WaitText};
#[doc(hidden)]
pub use self::serde_full::EnableTheCargoFeatureSerdeFull;
#[cfg(feature = "transfers")]
pub use self::transfer::{Download, DownloadStream, Rows};
pub use self::values::{
    Date, Hashed, Id, IdText, InvalidDate, InvalidHash, InvalidMicroAmount, InvalidTimestamp,
    ListOf, Maybe, MicroAmount, MissingItem, MissingMember, OneOrMany, Page, Patch, PlainText,
    Secret, Timestamp, UnrecognizedInteger, UnrecognizedValue, UnrecognizedVariant,
};

/// The crates of requests and responses, and of their bodies, at the versions that [`Transport`] takes.
#[doc(no_inline)]
pub use {bytes, http};

/// What the macros expand to; no part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use serde::de::{Deserialize, Deserializer, MapAccess};
    pub use serde::ser::{Serialize, Serializer};
    pub use {serde, serde_json};

    pub use crate::analytics::{days_until, month_of};
    pub use crate::bulk::{Members, Messages, Reasons};
    #[cfg(feature = "transfers")]
    pub use crate::jobs::{Link, download};
    pub use crate::read::{
        Buffered, ObjectReader, ReadObject, Shape, Text, fill, integer, missing, read_object,
        read_text, slot,
    };
    pub use crate::values::{Digits, InText, InUnit, Unix, debug_named, text_of, value_of};
    pub use crate::write::ObjectWriter;

    /// Moments of a member that is written in seconds since 1970.
    #[inline]
    pub fn in_seconds<T: InUnit>(moments: T) -> T::In<false, false> {
        moments.in_unit()
    }

    /// Moments of a member that is written in seconds since 1970, in digits as text.
    #[inline]
    pub fn in_seconds_as_text<T: InUnit>(moments: T) -> T::In<false, true> {
        moments.in_unit()
    }

    /// Moments of a member that is written in milliseconds since 1970.
    #[inline]
    pub fn in_millis<T: InUnit>(moments: T) -> T::In<true, false> {
        moments.in_unit()
    }

    /// Amounts of money of a member that is written as text.
    #[inline]
    pub fn as_text<T: InText>(amounts: T) -> T::Text {
        amounts.in_text()
    }

    /// What a parameter with this value holds.
    #[must_use]
    pub fn parameter_text(value: &dyn crate::ParamValue) -> String {
        let mut text = String::new();
        value.write_to(&mut text);
        text
    }

    /// The body of an implementation that nothing can call, as its bound is not met.
    pub fn unmet() -> ! {
        unreachable!("nothing meets the bound")
    }

    /// The payload of an integer enum value without a name.
    #[must_use]
    pub const fn unrecognized_integer(value: i64) -> crate::UnrecognizedInteger {
        crate::UnrecognizedInteger::new(value)
    }
}
