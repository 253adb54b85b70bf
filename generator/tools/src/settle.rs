//! Settle: our own files fitted to a description, as far as there is only one way.
//!
//! Takes the inputs on disk, and the description that is to replace the committed one if there is one; gives the files
//! as they have to be, what was done to them, and what is left for people. What belongs to something that has another
//! name now goes along; an entry about something that is gone goes. Invariant: an entry changes only by a finding about
//! it, and not while an error elsewhere may be why it is found; a second run changes nothing.

mod edits;
mod follow;

use std::collections::BTreeMap;
use std::path::Path;

use diagnostics::{Code, Finding, FixTarget, Report, Severity};
use edits::Edits;
use follow::Renames;
use generator::{Failure, Inputs, Read};
use source::Source;
use source::pointer::Pointer;

/// Overlays come first, then names, then what those uncover; more rounds than these have never been of use.
const MOST_ROUNDS: usize = 8;

/// Errors about what things are called: the description was read to its end all the same.
const ABOUT_NAMES: &[Code] = &[Code::NameCollision, Code::NameMoved, Code::NameVanished];

/// What has become of our own files.
#[derive(Debug)]
pub struct Settled {
    /// The files that changed, by path inside the folder of the inputs.
    pub files: BTreeMap<String, String>,
    /// What was done, in the order of the rounds.
    pub steps: Vec<Step>,
    /// What a strict run finds after it.
    pub left: Report,
}

/// Something that was done to one of our files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The file, as it was opened.
    pub file: String,
    /// What was done.
    pub what: What,
    /// Why: names the target, place or key of the entry.
    pub why: String,
    /// The reason that the entry gave for itself.
    pub reason: String,
}

/// What can be done to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// It goes along with something that has another name.
    Renamed,
    /// It is about nothing any more.
    Removed,
    /// A public name whose item is gone.
    GivenUp,
}

impl What {
    /// The word that is printed.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Renamed => "renamed",
            Self::Removed => "removed",
            Self::GivenUp => "gave up",
        }
    }
}

/// A description that is not on disk yet, and the places that are called otherwise in it.
#[derive(Debug, Default)]
pub struct Incoming {
    /// The text of the description, as it will be written.
    pub description: String,
    /// Places of old, and what they are called now.
    pub renamed: Vec<(Pointer, Pointer)>,
}

/// Fits our files to the description. Nothing is written.
///
/// # Errors
///
/// If an input cannot be read.
pub fn settle(inputs: &Inputs, incoming: Option<&Incoming>) -> Result<Settled, Failure> {
    let strict = true;
    let inputs = &Inputs {
        strict,
        ..inputs.clone()
    };
    let read = || match incoming {
        Some(incoming) => Read::beside(description(inputs, incoming)?, inputs),
        None => Read::new(inputs),
    };
    let mut edits = Edits::default();
    let look = |edits: &Edits| {
        let read = read()?.rewritten(edits.texts())?;
        let said = follow::said(read.words.iter().map(AsRef::as_ref));
        let (found, locked) = generator::look(read, inputs);
        Ok::<_, Failure>((found, locked, said))
    };
    let (mut left, mut locked, mut said) = look(&edits)?;
    for _ in 0..MOST_ROUNDS {
        let renames = Renames::new(locked.as_ref(), incoming, said);
        // What may only be called otherwise must not go before it is known.
        let changed = follow(&left, renames, &mut edits)?
            || cut(&left, locked.is_some(), &mut edits)?
            || give_up(&left, &mut edits)?;
        if !changed {
            break;
        }
        (left, locked, said) = look(&edits)?;
    }
    let inside = |file: &str| {
        let path = Path::new(file);
        let path = path.strip_prefix(&inputs.spec_dir).unwrap_or(path);
        source::shown(path)
    };
    let (texts, steps) = edits.finish();
    let files = texts.into_iter().map(|(file, text)| (inside(&file), text));
    Ok(Settled {
        files: files.collect(),
        steps,
        left,
    })
}

fn description(inputs: &Inputs, incoming: &Incoming) -> Result<Source, Failure> {
    let name = source::shown(&inputs.description);
    let source = Source::from_text(name, incoming.description.as_str());
    source.map_err(|error| Report::of_errors(&[error]).into())
}

/// Lets entries that match nothing go along with what has another name.
fn follow(found: &Report, mut renames: Renames, edits: &mut Edits) -> Result<bool, Failure> {
    let mut changed = false;
    for (file, findings) in by_file(stale(found)) {
        changed |= edits.follow(file, &findings, &mut renames)?;
    }
    Ok(changed)
}

/// Takes entries out of their files.
fn cut(found: &Report, named: bool, edits: &mut Edits) -> Result<bool, Failure> {
    let certain = unneeded(found).into_iter();
    let certain = certain.filter(|one| named || one.code == Code::OverlayRedundant);
    let mut changed = false;
    for (file, findings) in by_file(certain) {
        // What cannot be separated from what is around it stays a finding.
        changed |= edits.cut(file, &findings)?;
    }
    Ok(changed)
}

fn by_file<'f>(
    findings: impl Iterator<Item = &'f Finding>,
) -> BTreeMap<&'f str, Vec<(&'f Finding, &'f Pointer)>> {
    let mut by_file: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for finding in findings {
        if let Some((file, entry)) = finding.stale_entry() {
            by_file.entry(file).or_default().push((finding, entry));
        }
    }
    by_file
}

/// Gives up the names of items that are gone; one that may only be called otherwise is for people.
fn give_up(found: &Report, edits: &mut Edits) -> Result<bool, Failure> {
    let vanished = errors(found).filter(|one| one.code == Code::NameVanished);
    let certain = vanished.filter_map(|finding| match finding.remedies.as_slice() {
        [only] => match &only.into {
            FixTarget::Shell(names) => Some((finding, names.as_slice())),
            _ => None,
        },
        _ => None,
    });
    let certain: Vec<(&Finding, &[String])> = certain.collect();
    edits.give_up(&certain)
}

fn errors(found: &Report) -> impl Iterator<Item = &Finding> {
    let all = found.findings().iter();
    all.filter(|finding| finding.severity == Severity::Error)
}

/// The findings about entries that can go as things are.
#[must_use]
pub fn unneeded(found: &Report) -> Vec<&Finding> {
    // An action that was refused may have made the place; a description that was not read to its end may have the item.
    let overlays_hold = errors(found).all(|finding| finding.code != Code::OverlayInvalid);
    let all_read =
        errors(found).all(|one| one.code.is_of_stale_entry() || ABOUT_NAMES.contains(&one.code));
    let can_go = |finding: &&Finding| match finding.code {
        Code::OverlayUnmatched | Code::OverlayRedundant => overlays_hold,
        _ => all_read,
    };
    stale(found).filter(can_go).collect()
}

/// How many more entries match nothing, which may be for an error elsewhere.
#[must_use]
pub fn waiting(found: &Report) -> usize {
    stale(found).count() - unneeded(found).len()
}

/// The errors about entries of our own files that are about nothing.
fn stale(found: &Report) -> impl Iterator<Item = &Finding> {
    errors(found).filter(|one| one.stale_entry().is_some())
}
