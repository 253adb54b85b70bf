//! Patches: the way back from a place of the patched description to what put it there.
//!
//! Invariant: the log is in the order of the changes, so that reading it backwards undoes each shift of positions.

use std::sync::Arc;

use super::Source;
use crate::pointer::Pointer;

/// What overlays did to a description.
#[derive(Clone, Debug, Default)]
pub struct Patches {
    log: Vec<Patch>,
}

#[derive(Clone, Debug)]
enum Patch {
    /// The value at a place comes from an overlay.
    Written {
        at: Pointer,
        file: Arc<Source>,
        by: Pointer,
    },
    /// The element at a position of a list is gone; those behind it moved up.
    Taken { list: Pointer, position: usize },
}

/// Where a place of the patched description comes from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The place in the description as it was read; the nearest around it if an overlay made it.
    pub at: Pointer,
    /// The overlay that wrote it and the place in that, if one did.
    pub overlay: Option<(Arc<Source>, Pointer)>,
}

impl Patches {
    /// Notes that `by` in the overlay `file` wrote what is at `at`.
    pub fn wrote(&mut self, at: Pointer, file: &Arc<Source>, by: Pointer) {
        let file = Arc::clone(file);
        self.log.push(Patch::Written { at, file, by });
    }

    /// Notes that the element `position` of `list` was removed.
    pub fn took(&mut self, list: Pointer, position: usize) {
        self.log.push(Patch::Taken { list, position });
    }

    /// Where the place `at` of the patched description comes from.
    #[must_use]
    pub fn origin(&self, at: &Pointer) -> Origin {
        let mut origin = Origin {
            at: at.clone(),
            overlay: None,
        };
        for patch in self.log.iter().rev() {
            match patch {
                Patch::Written { at, file, by } => {
                    if let Some(rest) = origin.at.below(at) {
                        let by = by.joined(rest);
                        origin.overlay.get_or_insert((Arc::clone(file), by));
                    }
                }
                Patch::Taken { list, position } => {
                    if let Some(shifted) = before_removal(&origin.at, list, *position) {
                        origin.at = shifted;
                    }
                }
            }
        }
        origin
    }
}

/// The place before the element `position` of `list` was removed, if that moved it.
fn before_removal(at: &Pointer, list: &Pointer, position: usize) -> Option<Pointer> {
    let rest = at.below(list)?.strip_prefix('/')?;
    let (own, inner) = rest.split_once('/').unwrap_or((rest, ""));
    let own: usize = own.parse().ok().filter(|own| *own >= position)?;
    let moved = list.index(own + 1);
    Some(if inner.is_empty() {
        moved
    } else {
        moved.joined(&format!("/{inner}"))
    })
}
