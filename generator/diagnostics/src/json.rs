//! Findings as one JSON document for tools.
//!
//! Invariant: names of members are never changed; what is new is added.

use serde_json::{Value, json};

use super::{Finding, FixTarget, Place, Remedy, Report, Severity};

impl Report {
    /// `{version, errors, warnings, findings}`; `docs/diagnostics.md` tells the members.
    #[must_use]
    pub fn json(&self) -> Value {
        json!({
            "version": 1,
            "errors": self.count(Severity::Error),
            "warnings": self.count(Severity::Warning),
            "findings": self.findings().iter().map(finding).collect::<Vec<_>>(),
        })
    }
}

fn finding(finding: &Finding) -> Value {
    let beside = finding.beside.as_ref().map(|(at, how)| {
        let mut beside = place(at);
        beside["note"] = Value::from(how.as_str());
        beside
    });
    json!({
        "code": finding.code.text(),
        "severity": finding.severity.word(),
        "message": finding.message,
        "help": finding.help,
        "place": place(&finding.place),
        "beside": beside,
        "overlay": finding.overlay.as_ref().map(place),
        "uses": finding.uses.iter().map(place).collect::<Vec<_>>(),
        "affects": {
            "operations": finding.affected.operations,
            "types": finding.affected.types,
        },
        "fixes": finding.remedies.iter().map(remedy).collect::<Vec<_>>(),
    })
}

fn place(place: &Place) -> Value {
    json!({
        "file": place.file,
        "line": place.location.map(|location| location.line),
        "column": place.location.map(|location| location.column),
        "width": place.location.map(|location| location.width),
        "pointer": place.at.as_str(),
        "text": place.excerpt.as_ref().map(|excerpt| excerpt.text.as_str()),
    })
}

fn remedy(remedy: &Remedy) -> Value {
    let (into, at) = match &remedy.into {
        FixTarget::Overlay => ("overlay", None),
        FixTarget::Names(table) | FixTarget::NamesAgain(table) => ("names", Some(table.as_str())),
        FixTarget::Words => ("words", None),
        FixTarget::Accepted => ("accepted", None),
        FixTarget::Replace(at) => ("replace", Some(at.as_str())),
        FixTarget::Remove(at) => ("remove", Some(at.as_str())),
        FixTarget::LeftOut => ("left-out", None),
        FixTarget::Shell(_) => ("shell", None),
    };
    json!({ "into": into, "at": at, "text": remedy.text, "changes": remedy.effect.text() })
}
