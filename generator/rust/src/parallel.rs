//! Work that is done on all cores.
//!
//! Takes pieces of work that know nothing of each other; gives what each came to. Invariant: what is made on a thread
//! never leaves it but as the result, so tokens and syntax trees need not be `Send`.
//!
//! A library for this would be compiled before everybody's first run, and costs that run more than it saves.

use std::num::NonZero;
use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle};

/// What both give, the other one on a thread of its own.
pub fn both<A, B: Send>(one: impl FnOnce() -> A, other: impl FnOnce() -> B + Send) -> (A, B) {
    thread::scope(|scope| {
        let other = scope.spawn(other);
        (one(), joined(other))
    })
}

/// What `work` makes of each item, in no particular order.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = || items.get(next.fetch_add(1, Ordering::Relaxed));
    let worker = || std::iter::from_fn(take).map(&work).collect::<Vec<R>>();
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(worker)).collect();
        let mut done = worker();
        done.extend(others.into_iter().flat_map(joined));
        done
    })
}

fn joined<R>(thread: ScopedJoinHandle<'_, R>) -> R {
    let result = thread.join();
    result.unwrap_or_else(|panic| panic::resume_unwind(panic))
}
