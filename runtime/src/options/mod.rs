//! Settings of a client that a single call may have otherwise.

mod request;
mod timeouts;

pub use self::request::RequestOptions;
pub(crate) use self::request::header;
pub use self::timeouts::Timeouts;
pub(crate) use self::timeouts::finite;
