//! How far an upload is.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};

use crate::transfer::TransferFailure;

/// How far an upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadProgress {
    /// The bytes of the source that this attempt has handed to the connection.
    pub sent: u64,
    /// The bytes of the source in all.
    pub total: u64,
    /// Which attempt it is, the first one being 1: every other one begins anew.
    pub attempt: u32,
}

pub(super) type Listener = Arc<Mutex<dyn FnMut(UploadProgress) + Send>>;

/// What the body of an attempt says whoever waits for its answer.
#[derive(Default)]
pub(super) struct Watch {
    /// The bytes of the source that went out.
    pub(super) moved: AtomicU64,
    /// Why the source did not give what it should.
    failure: Mutex<Option<TransferFailure>>,
    listener: Option<Listener>,
    attempt: u32,
}

impl Watch {
    pub(super) fn new(attempt: u32, listener: Option<Listener>) -> Self {
        Self {
            listener,
            attempt,
            ..Self::default()
        }
    }

    pub(super) fn sent(&self, sent: u64, total: u64) {
        self.moved.store(sent, Relaxed);
        if let Some(listener) = &self.listener {
            let mut listener = listener.lock().unwrap_or_else(PoisonError::into_inner);
            let attempt = self.attempt;
            listener(UploadProgress {
                sent,
                total,
                attempt,
            });
        }
    }

    pub(super) fn fail(&self, failure: TransferFailure) {
        let mut slot = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        slot.get_or_insert(failure);
    }

    pub(super) fn failure(&self) -> Option<TransferFailure> {
        let mut slot = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        slot.take()
    }
}
