//! Rate limits: what the server says of them, and keeping to them before it has to say so.
//!
//! Headers -> [`RateLimit`], on every response. [`RateLimits`], which the user opts into -> a limiter that
//! lets a call pass when all quotas of its category have room. A call that ends early gives its place back.

mod header;
mod limiter;
mod quota;
mod settings;
mod tier;
mod window;

pub use self::header::RateLimit;
pub(crate) use self::limiter::{Limiter, Permit};
pub use self::quota::Quota;
pub use self::settings::RateLimits;
pub use self::tier::Tier;
