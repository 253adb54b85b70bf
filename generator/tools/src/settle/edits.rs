//! Edits of our own files, in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::follow::{Followed, Renames};
use super::{Step, What};
use diagnostics::{Diagnostics, Finding, FixTarget, Report};
use generator::Failure;
use rust::lock::Lock;
use source::Source;
use source::pointer::Pointer;

/// The texts that changed, by the name under which the files were opened, and what was done.
#[derive(Debug, Default)]
pub(super) struct Edits {
    texts: BTreeMap<String, String>,
    steps: Vec<Step>,
}

impl Edits {
    pub(super) fn texts(&self) -> &BTreeMap<String, String> {
        &self.texts
    }

    pub(super) fn finish(self) -> (BTreeMap<String, String>, Vec<Step>) {
        (self.texts, self.steps)
    }

    /// Points entries of a file that are about something with another name to that; tells whether any was.
    pub(super) fn follow(
        &mut self,
        file: &str,
        stale: &[(&Finding, &Pointer)],
        renames: &mut Renames,
    ) -> Result<bool, Failure> {
        let source = self.source(file)?;
        let mut followed: Vec<(&Pointer, Followed)> = Vec::new();
        for (finding, entry) in stale {
            let known = |at: &Pointer| followed.iter().any(|(_, known)| known.at == *at);
            if let Some(one) = renames.follow(finding.code, entry, &source, known) {
                followed.push((*entry, one));
            }
        }
        let words = followed.iter().map(|(_, one)| one.clone().into_words());
        let words: Vec<_> = words.collect();
        let Some((text, took)) = source.with(&words) else {
            return Ok(false);
        };
        for ((entry, one), _) in followed.iter().zip(took).filter(|(_, took)| *took) {
            let why = format!("{} is {} now", one.old, one.new);
            self.put(file, &text, What::Renamed, why, reason(entry, &source));
        }
        Ok(true)
    }

    /// Takes entries out of a file.
    pub(super) fn cut(
        &mut self,
        file: &str,
        stale: &[(&Finding, &Pointer)],
    ) -> Result<bool, Failure> {
        let source = self.source(file)?;
        let (parts, stale): (Vec<_>, Vec<_>) =
            stale.iter().partition(|(one, _)| part(one).is_some());
        if let Some((text, _)) = source.with(&narrowed(&parts, &source)) {
            for (finding, at) in parts {
                let why = finding.message.clone();
                self.put(file, &text, What::Removed, why, reason(at, &source));
            }
            // The places of the others are those of before.
            return Ok(true);
        }
        let places: BTreeSet<Pointer> = stale.iter().map(|(_, at)| (*at).clone()).collect();
        let places = removable(&with_their_owners(places, &source), &source);
        let Some(text) = source.without(&places).filter(|_| !places.is_empty()) else {
            return Ok(false);
        };
        for (finding, at) in stale {
            if places.iter().any(|place| at.is_in(place)) {
                let why = finding.message.clone();
                self.put(file, &text, What::Removed, why, reason(at, &source));
            }
        }
        Ok(true)
    }

    /// Takes the names of each finding out of the lock.
    pub(super) fn give_up(&mut self, vanished: &[(&Finding, &[String])]) -> Result<bool, Failure> {
        let Some((first, _)) = vanished.first() else {
            return Ok(false);
        };
        let file = &first.place.file;
        let source = Arc::new(self.source(file)?);
        let mut entries = Lock::read(&source, &mut Diagnostics::new()).entries;
        let steps = self.steps.len();
        for (finding, names) in vanished {
            if entries.give_up(names).is_ok() {
                self.step(file, What::GivenUp, finding.message.clone(), String::new());
            }
        }
        self.texts.insert(file.clone(), entries.text());
        Ok(self.steps.len() > steps)
    }

    fn put(&mut self, file: &str, text: &str, what: What, why: String, reason: String) {
        self.texts.insert(file.to_owned(), text.to_owned());
        self.step(file, what, why, reason);
    }

    fn step(&mut self, file: &str, what: What, why: String, reason: String) {
        let file = file.to_owned();
        self.steps.push(Step {
            file,
            what,
            why,
            reason,
        });
    }

    /// The file as it is by now.
    fn source(&self, file: &str) -> Result<Source, Failure> {
        let source = match self.texts.get(file) {
            Some(text) => Source::from_text(file, text.as_str()),
            None => Source::read(Path::new(file)),
        };
        source.map_err(|error| Report::of_errors(&[error]).into())
    }
}

/// What the finding says to write where only a part of an entry is about nothing.
fn part(finding: &Finding) -> Option<&str> {
    let mut remedies = finding.remedies.iter();
    remedies.find_map(|remedy| match &remedy.into {
        FixTarget::Replace(_) => Some(remedy.text.as_str()),
        _ => None,
    })
}

/// The texts that are to be written otherwise, each with its place.
fn narrowed(parts: &[&(&Finding, &Pointer)], source: &Source) -> Vec<(Pointer, String, String)> {
    let words = parts.iter().filter_map(|(finding, at)| {
        let old = at.lookup(source.value())?.as_str()?;
        let written = Source::from_text("part.yaml", part(finding)?).ok()?;
        let new = written.value().get(at.last()?)?.as_str()?;
        Some(((*at).clone(), old.to_owned(), new.to_owned()))
    });
    words.collect()
}

/// The places that can be separated from what is around them, so that they can go.
fn removable(places: &[Pointer], source: &Source) -> Vec<Pointer> {
    if places.is_empty() || source.without(places).is_some() {
        return places.to_vec();
    }
    if places.len() == 1 {
        return Vec::new();
    }
    let (front, back) = places.split_at(places.len() / 2);
    let front = removable(front, source);
    let back = removable(back, source);
    let both = [front.as_slice(), &back].concat();
    match source.without(&both) {
        Some(_) => both,
        None => front,
    }
}

/// The places, and what would be left without anything: the words on a type, a table of values, an action. No place is
/// inside another.
fn with_their_owners(mut places: BTreeSet<Pointer>, source: &Source) -> Vec<Pointer> {
    loop {
        let owners = places.iter().filter_map(Pointer::parent);
        let owners = owners.filter(|one| !places.contains(one) && goes_too(one, &places, source));
        let owners: Vec<Pointer> = owners.collect();
        if owners.is_empty() {
            break;
        }
        places.extend(owners);
    }
    let is_inside = |place: &&Pointer| {
        let mut outer = place.ancestors().skip(1);
        !outer.any(|outer| places.contains(&outer))
    };
    places.iter().filter(is_inside).cloned().collect()
}

/// Whether an owner is nothing without what goes. Sections stay.
fn goes_too(owner: &Pointer, goes: &BTreeSet<Pointer>, source: &Source) -> bool {
    let needs: &[&str] = match owner.segments().as_slice() {
        [] | [_] => return false,
        [section, _] if section == "actions" => &["update"],
        [section, _] if section == "values" => &["types", "words"],
        _ => &[],
    };
    let has_lost = |key: &&str| goes.contains(&owner.child(key));
    needs.iter().any(has_lost)
        || match owner.lookup(source.value()) {
            Some(Value::Object(all)) => all.keys().all(|key| has_lost(&key.as_str())),
            Some(Value::Array(all)) => (0..all.len()).all(|one| goes.contains(&owner.index(one))),
            _ => false,
        }
}

/// The reason that an entry gives, or that the action gives which the entry is part of.
fn reason(entry: &Pointer, source: &Source) -> String {
    let mut segments = entry.segments().into_iter();
    let entry = match (segments.next(), segments.next()) {
        (Some(actions), Some(action)) if actions == "actions" => {
            Pointer::root().child(&actions).child(&action)
        }
        _ => entry.clone(),
    };
    let entry = entry.lookup(source.value());
    let reason = entry.and_then(|entry| entry.get("description").or_else(|| entry.get("reason")));
    reason
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}
