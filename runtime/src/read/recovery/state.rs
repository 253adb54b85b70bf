//! What the recovery knows: where it is, what it met, and what failed last.

use std::cell::{Cell, RefCell};
use std::fmt::Write as _;

use crate::read::deviation::{Deviation, NOTHING};

/// A step from a value to one in it.
pub(super) enum Step {
    Member(String),
    Element(usize),
}

/// How many bytes may be looked at for a small body.
const FREE_LOOKS: usize = 1_000_000;

/// How often each byte may be looked at besides. Lists in lists are read a few times for each level that has
/// something odd in it; beyond this, what is odd is an error.
const LOOKS: usize = 32;

#[derive(Default)]
pub(super) struct State {
    path: Vec<Step>,
    deviations: Vec<Deviation>,
    /// Why the last value could not be read: the innermost reason.
    failure: Option<Deviation>,
    /// Values are read that were recorded before.
    muted: bool,
    /// A list is read to see whether anything in it deviates; where, is found afterwards.
    scouts: bool,
    /// A reader that knows of the recovery was at work.
    seen: bool,
    looks: usize,
    /// How many of the values that the pass is in can be left out: optional members, elements, variants of unions.
    dispensable: usize,
    /// How many members of the body its type knows; with none it is something else in its place.
    known_members: usize,
}

thread_local! {
    /// Whether the member that failed last is recorded as absent.
    static OVERLOOKS: Cell<bool> = const { Cell::new(false) };

    /// Whether there is one. Each object asks, so this is a cell without a destructor.
    static IS_THERE: Cell<bool> = const { Cell::new(false) };

    /// The recovery of the second pass that this thread is in.
    static RECOVERY: RefCell<Option<State>> = const { RefCell::new(None) };
}

/// Whether this is the second pass.
#[inline]
pub(in crate::read) fn is_there() -> bool {
    IS_THERE.get()
}

/// Notes that a reader is at work that knows of the recovery, if there is one.
#[inline]
pub(in crate::read) fn sees() -> bool {
    let is_there = is_there();
    if is_there {
        seen();
    }
    is_there
}

#[cold]
fn seen() {
    with(|state| state.see(true));
}

/// Records that a list is not there: all of it is left out.
#[cold]
pub(in crate::read) fn absent(key: &str) -> Deviation {
    with(|state| {
        let failure = Deviation::new(state.path_to(key), "the required member", NOTHING);
        let failure = failure.leaving_out(serde_json::Value::Null);
        state.record(failure.clone());
        failure
    })
}

/// Notes that the object here lacks a required member.
#[cold]
pub(in crate::read) fn missing(key: &str) {
    with(|state| {
        let path = state.path_to(key);
        state.fail(Deviation::new(path, "the required member", NOTHING));
    });
}

/// Whether the member that failed last may be absent.
#[cold]
pub(in crate::read) fn overlooks() -> bool {
    OVERLOOKS.take()
}

/// Works on the recovery, or on nothing if there is none.
pub(super) fn with<T>(work: impl FnOnce(&mut State) -> T) -> T {
    RECOVERY.with_borrow_mut(|state| work(state.get_or_insert_default()))
}

/// Does the work with a recovery, and gives all deviations, and why nothing could be read.
pub(super) fn recovering(
    met: Vec<Deviation>,
    size: usize,
    work: impl FnOnce(),
) -> (Vec<Deviation>, Option<Deviation>) {
    let state = State {
        deviations: met,
        looks: FREE_LOOKS.saturating_add(LOOKS.saturating_mul(size)),
        ..State::default()
    };
    let _end = End;
    RECOVERY.set(Some(state));
    IS_THERE.set(true);
    work();
    let state = RECOVERY.take().unwrap_or_default();
    (state.deviations, state.failure)
}

/// No recovery is left behind, not by a panic either.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        IS_THERE.set(false);
        RECOVERY.set(None);
    }
}

impl State {
    pub(super) fn enter(&mut self, step: Step) {
        self.path.push(step);
    }

    /// Leaves a member; one that failed is overlooked if it may be absent.
    pub(super) fn leave_member(&mut self, may_be_absent: bool) {
        self.leave();
        OVERLOOKS.set(may_be_absent && self.overlook(None).is_some());
    }

    pub(super) fn leave(&mut self) {
        self.path.pop();
    }

    /// Notes that the value can be left out in which the pass is now.
    pub(super) fn enter_dispensable(&mut self) {
        self.dispensable += 1;
    }

    pub(super) fn leave_dispensable(&mut self) {
        self.dispensable -= 1;
    }

    /// Notes that the type of the object here knows a member of it.
    pub(super) fn knows_member(&mut self) {
        self.known_members += usize::from(self.path.is_empty());
    }

    /// Whether an empty value may take the place of a required member, since all of the answer would be lost with it.
    pub(super) const fn substitutes(&self) -> bool {
        !self.muted && self.dispensable == 0 && self.known_members > 0
    }

    /// Whether there may be another look.
    pub(super) fn looks_on(&mut self, size: usize) -> bool {
        self.looks = self.looks.saturating_sub(1 + size);
        self.looks > 0
    }

    pub(super) fn mark(&self) -> usize {
        self.deviations.len()
    }

    /// Forgets what was met since the mark, and gives why the last value could not be read.
    pub(super) fn back_to(&mut self, mark: usize) -> Option<Deviation> {
        self.deviations.truncate(mark);
        self.failure.take()
    }

    /// Begins to scout, or goes on with it, and gives what was before.
    pub(super) fn scout(&mut self, scouts: bool) -> bool {
        let before = self.scouts;
        self.scouts |= scouts;
        before
    }

    /// Ends it, and says whether there is nothing to find out about what was met.
    pub(super) fn end_scout(&mut self, before: bool, mark: usize) -> bool {
        self.scouts = before;
        self.scouts || self.muted || self.deviations.len() == mark
    }

    /// Sets whether a reader that knows of the recovery was at work, and gives what was set.
    pub(super) fn see(&mut self, seen: bool) -> bool {
        std::mem::replace(&mut self.seen, seen)
    }

    /// Sets whether to record nothing, and gives what was set.
    pub(super) fn mute(&mut self, muted: bool) -> bool {
        std::mem::replace(&mut self.muted, muted)
    }

    /// Records that the value here is of another form, before what was met in it since the mark.
    pub(super) fn deviate(&mut self, mark: usize, expected: &'static str, found: &'static str) {
        let deviation = Deviation::new(self.path(), expected, found);
        if !self.muted {
            self.deviations.insert(mark, deviation);
        }
    }

    pub(super) fn fail_here(&mut self, expected: &'static str, found: &'static str) {
        if self.failure.is_none() {
            self.fail(Deviation::new(self.path(), expected, found));
        }
    }

    pub(super) fn take_failure(&mut self) -> Option<Deviation> {
        self.failure.take()
    }

    /// Sets the failure again that was taken.
    pub(super) fn restore(&mut self, failure: Option<Deviation>) {
        self.failure = failure;
    }

    pub(super) fn forget_failure(&mut self) {
        self.failure = None;
    }

    pub(super) const fn has_failed(&self) -> bool {
        self.failure.is_some()
    }

    pub(super) fn fail(&mut self, failure: Deviation) {
        self.failure.get_or_insert(failure);
    }

    /// Goes on in spite of the last failure, by leaving out this text or by having nothing; `None` if there was
    /// none.
    pub(super) fn overlook(&mut self, left_out: Option<&str>) -> Option<Deviation> {
        let mut failure = self.failure.take()?;
        if let Some(text) = left_out {
            failure = failure.leaving_out(serde_json::from_str(text).unwrap_or_default());
        }
        self.record(failure.clone());
        Some(failure)
    }

    fn record(&mut self, deviation: Deviation) {
        if !self.muted {
            self.deviations.push(deviation);
        }
    }

    /// Where the pass is, as `items[3].privacy`.
    fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.path {
            match step {
                Step::Member(name) => member(&mut path, name),
                // Writing to a string cannot fail.
                Step::Element(index) => _ = write!(path, "[{index}]"),
            }
        }
        path
    }

    pub(super) fn path_to(&self, key: &str) -> String {
        let mut path = self.path();
        member(&mut path, key);
        path
    }
}

fn member(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}
