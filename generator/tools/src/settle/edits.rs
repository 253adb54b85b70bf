//! Edits of our own files, in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::{Step, What};
use diagnostics::{Code, Diagnostics, Finding, Report};
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
        findings: &[&Finding],
        renamed: &[(Pointer, Pointer)],
    ) -> Result<bool, Failure> {
        let source = self.source(file)?;
        let path = |at: &Pointer| at.to_json_path(&Value::Null);
        let paths = renamed.iter().map(|(old, new)| (path(old), path(new)));
        let paths: Vec<(String, String)> = paths.collect();
        let places = renamed
            .iter()
            .map(|(old, new)| (old.to_string(), new.to_string()));
        let places: Vec<(String, String)> = places.collect();
        let components = renamed
            .iter()
            .filter_map(|(old, new)| Some((component(old)?, component(new)?)));
        let components: Vec<(String, String)> = components.collect();
        let mut words: Vec<(Pointer, String, String)> = Vec::new();
        for finding in findings {
            let renamed = match finding.code {
                Code::OverlayUnmatched => &paths,
                Code::WordsUnused => &components,
                _ => &places,
            };
            let Some((entry, written)) = subject(finding, &source) else {
                continue;
            };
            // Two entries about one thing are for people.
            let now = elsewhere(&written, renamed);
            let now = now.filter(|now| !source.text().contains(&format!("{now}\n")));
            let is_new = !words.iter().any(|(known, ..)| *known == entry);
            words.extend(now.filter(|_| is_new).map(|now| (entry, written, now)));
        }
        let Some((text, took)) = source.with(&words) else {
            return Ok(false);
        };
        for ((entry, written, now), _) in words.iter().zip(took).filter(|(_, took)| *took) {
            let why = format!("{written} is {now} now");
            self.put(file, &text, What::Renamed, why, reason(entry, &source));
        }
        Ok(true)
    }

    /// Takes entries out of a file.
    pub(super) fn cut(
        &mut self,
        file: &str,
        findings: &[&Finding],
        places: &[Pointer],
    ) -> Result<bool, Failure> {
        let source = self.source(file)?;
        let places = removable(&with_their_owners(places, &source), &source);
        let Some(text) = source.without(&places).filter(|_| !places.is_empty()) else {
            return Ok(false);
        };
        let goes = |at: &Pointer| places.iter().any(|place| at.is_in(place));
        for finding in findings
            .iter()
            .filter(|one| super::place(one).is_some_and(goes))
        {
            let reason = super::place(finding).map(|at| reason(at, &source));
            let why = finding.message.clone();
            self.put(file, &text, What::Removed, why, reason.unwrap_or_default());
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

/// A path or place in what has another name now; `renamed` has the innermost first.
fn elsewhere(written: &str, renamed: &[(String, String)]) -> Option<String> {
    renamed.iter().find_map(|(old, new)| {
        let rest = written.strip_prefix(old.as_str())?;
        let is_inside = rest.is_empty() || rest.starts_with(['.', '[', '/']);
        let now = format!("{new}{rest}");
        (is_inside && now != written).then_some(now)
    })
}

/// The places that have lines of their own, so that they can go.
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

/// The key of a schema component.
fn component(at: &Pointer) -> Option<String> {
    match at.segments().as_slice() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => {
            Some(format!("{name}:"))
        }
        _ => None,
    }
}

/// What would be left without anything goes as a whole: the words on a type, and a table of values without types or words.
fn with_their_owners(places: &[Pointer], source: &Source) -> Vec<Pointer> {
    let is_emptied = |owner: &Pointer| match owner.lookup(source.value()) {
        Some(Value::Object(all)) => all.keys().all(|key| places.contains(&owner.child(key))),
        Some(Value::Array(all)) => (0..all.len()).all(|one| places.contains(&owner.index(one))),
        _ => false,
    };
    let whole = places.iter().map(|place| {
        let owner = place.parent().filter(is_emptied);
        let Some(owner) = owner else {
            return place.clone();
        };
        match owner.segments().as_slice() {
            [section, _, _] if section == "values" => owner.parent().unwrap_or(owner),
            [_, _] if owner.lookup(source.value()).is_some_and(Value::is_object) => owner,
            _ => place.clone(),
        }
    });
    let whole: BTreeSet<Pointer> = whole.collect();
    let is_inside = |place: &Pointer| {
        place
            .ancestors()
            .skip(1)
            .any(|outer| whole.contains(&outer))
    };
    whole
        .iter()
        .filter(|place| !is_inside(place))
        .cloned()
        .collect()
}

/// The entry that a finding is about, and the text in it that says what the entry is about.
fn subject(finding: &Finding, source: &Source) -> Option<(Pointer, String)> {
    let entry = super::place(finding)?;
    if finding.code == Code::WordsUnused {
        let owner = entry.parent()?;
        let name = owner.last()?;
        return Some((owner, format!("{name}:")));
    }
    let member = match finding.code {
        Code::OverlayUnmatched => "target",
        Code::AcceptedUnused => "pointer",
        Code::NameUnused => return Some((entry.clone(), entry.last()?)),
        _ => return None,
    };
    let text = entry.lookup(source.value())?.get(member)?.as_str()?;
    Some((entry.clone(), text.to_owned()))
}

fn reason(entry: &Pointer, source: &Source) -> String {
    let entry = entry.lookup(source.value());
    let reason = entry.and_then(|entry| entry.get("description").or_else(|| entry.get("reason")));
    let reason = reason.and_then(Value::as_str).unwrap_or_default();
    reason.to_owned()
}
