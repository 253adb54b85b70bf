//! Who observes a run, and how.

use model::ir::Api;
use rust::lock::Locked;
use spec::overlay::Journal;

/// What observes a run while the stages run.
pub trait Observer {
    /// Where the overlays note down what they touch, if somebody wants to know.
    fn journal(&mut self) -> Option<&mut Journal>;

    /// The API after a stage or a pass.
    fn passed(&mut self, stage: &'static str, api: &Api);

    /// What became of the names that were given before.
    fn named(&mut self, _locked: &Locked) {}

    /// A part of the work is done.
    fn done(&mut self, _part: &'static str) {}
}

/// Nothing observes the run.
impl Observer for () {
    fn journal(&mut self) -> Option<&mut Journal> {
        None
    }

    fn passed(&mut self, _: &'static str, _: &Api) {}
}

/// Somebody who only wants to know how far the work is.
pub(super) struct Progress<'p>(pub(super) &'p mut dyn FnMut(&'static str));

impl Observer for Progress<'_> {
    fn journal(&mut self) -> Option<&mut Journal> {
        None
    }

    fn passed(&mut self, _: &'static str, _: &Api) {}

    fn done(&mut self, part: &'static str) {
        (self.0)(part);
    }
}

/// Somebody who wants to know what became of the names, also in a run that stops.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) locked: Option<Locked>,
}

impl Observer for Seen {
    fn journal(&mut self) -> Option<&mut Journal> {
        None
    }

    fn passed(&mut self, _: &'static str, _: &Api) {}

    fn named(&mut self, locked: &Locked) {
        self.locked = Some(locked.clone());
    }
}
