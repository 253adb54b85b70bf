//! Rate limits: what the server says of them, and keeping to them before it has to say so.
//!
//! Headers -> [`RateLimit`], on every response. [`RateLimits`], which the user opts into -> a limiter that
//! lets a call pass when all quotas of its category have room, in this process or, by [`SharedLimits`], in all that share
//! them. A call that ends early gives its place back.

mod bounds;
mod header;
mod limiter;
mod quota;
mod settings;
mod shared;
mod tier;
mod window;

pub(crate) use self::bounds::Refused;
pub use self::header::RateLimit;
pub(crate) use self::limiter::{Limiter, Permit};
pub use self::quota::Quota;
pub use self::settings::RateLimits;
pub use self::shared::{LimitEnd, LimitEntry, LimitPlace, LimitedCall, SharedLimits, WhenAway};
pub use self::tier::Tier;
