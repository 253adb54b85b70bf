//! Edits of our own files, in memory.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::{Step, What};
use crate::diagnostics::{Code, Diagnostics, Finding, Report};
use crate::pipeline::Failure;
use crate::rust::lock::Lock;
use crate::source::Source;
use crate::source::pointer::Pointer;

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

    /// Points an entry about something at `old`, or inside it, to `new`; tells whether it was about that.
    pub(super) fn follow(
        &mut self,
        finding: &Finding,
        old: &Pointer,
        new: &Pointer,
    ) -> Result<bool, Failure> {
        let source = self.source(&finding.place.file)?;
        let Some((entry, written)) = subject(finding, &source) else {
            return Ok(false);
        };
        let (from, to) = match finding.code {
            Code::OverlayUnmatched => {
                let path = |at: &Pointer| at.to_json_path(&Value::Null);
                (path(old), path(new))
            }
            _ => (old.to_string(), new.to_string()),
        };
        let Some(rest) = written.strip_prefix(&from) else {
            return Ok(false);
        };
        let now = format!("{to}{rest}");
        let is_inside = rest.is_empty() || rest.starts_with(['.', '[', '/']);
        // Two entries about one thing are for people.
        if !is_inside || now == written || source.text().contains(&format!("{now}\n")) {
            return Ok(false);
        }
        let Some(text) = source.with(&entry, &written, &now) else {
            return Ok(false);
        };
        let (why, reason) = (format!("{written} is {now} now"), reason(&entry, &source));
        self.put(&finding.place.file, text, What::Moved, why, reason);
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
        let Some(text) = source.without(places) else {
            return Ok(false);
        };
        for finding in findings {
            let reason = super::place(finding).map(|at| reason(at, &source));
            let why = finding.message.clone();
            self.put(
                file,
                text.clone(),
                What::Removed,
                why,
                reason.unwrap_or_default(),
            );
        }
        Ok(true)
    }

    /// Takes names out of the lock.
    pub(super) fn give_up(&mut self, finding: &Finding, names: &[String]) -> Result<bool, Failure> {
        let file = &finding.place.file;
        let source = Arc::new(self.source(file)?);
        let lock = Lock::read(&source, &mut Diagnostics::new());
        let Ok(lines) = lock.without(names) else {
            return Ok(false);
        };
        for name in names {
            let why = format!("{name}: {}", finding.message);
            self.put(file, lines.text(), What::GivenUp, why, String::new());
        }
        Ok(true)
    }

    fn put(&mut self, file: &str, text: String, what: What, why: String, reason: String) {
        self.texts.insert(file.to_owned(), text);
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

/// The entry that a finding is about, and the text in it that says what the entry is about.
fn subject(finding: &Finding, source: &Source) -> Option<(Pointer, String)> {
    let entry = super::place(finding)?;
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
