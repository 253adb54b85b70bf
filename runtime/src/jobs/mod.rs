//! Work that the server does behind a call, and that is asked about until it is done.
//!
//! Takes the [`Request`](crate::Request) that starts a job, or the one that asks about it; gives the job's
//! states one after the other, or its finished answer. Invariants: a job that was started is never started
//! again, and a job that is in progress is asked about no more often than the pace says.

mod answer;
mod job;
mod pace;
mod poller;
#[cfg(feature = "transfers")]
mod result;
mod update;

pub use self::answer::{JobAnswer, JobProgress, JobStart};
pub use self::poller::Poller;
#[cfg(feature = "transfers")]
pub use self::result::{JobResult, Link, download};
pub use self::update::JobUpdate;
