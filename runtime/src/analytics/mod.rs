//! Analytics: rows whose columns are those that were asked for, and the days that may be asked for.
//!
//! Which columns belong to which rows, and how far back an operation looks, is data of the emitted crate.

mod days;
mod metric;
mod row;
mod window;

pub use self::days::{days_until, month_of};
pub use self::metric::Metric;
pub use self::row::{Column, Row};
pub use self::window::{Window, Windows};
