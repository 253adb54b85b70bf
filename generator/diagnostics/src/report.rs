//! Findings with everything that is known of them: where they are, what they affect, what settles them.

use super::order::{self, Group};
use super::setting::{Place, Setting};
use super::{Code, Diagnostic, Diagnostics, Effect, Fix, FixTarget, Remedy, Severity, fix};
use source::pointer::Pointer;
use source::references::{Affected, References};
use source::{Error, Excerpt, Location, Problem, ProblemKind};

/// All findings of a run, by file and position, each once.
#[derive(Clone, Debug, Default)]
pub struct Report {
    findings: Vec<Finding>,
}

/// One finding and what is reported of it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The kind of finding.
    pub code: Code,
    /// How serious it is in this run.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The way out, in words.
    pub help: String,
    /// Where it is.
    pub place: Place,
    /// The place in the overlay that made it, if one did.
    pub overlay: Option<Place>,
    /// Another place that has to do with it, and how.
    pub beside: Option<(Place, String)>,
    /// Where the same cause shows further.
    pub uses: Vec<Place>,
    /// The operations and types that reach the place.
    pub affected: Affected,
    /// What settles it: of several, those that [go together](super::FixTarget::goes_with), or the others instead.
    pub remedies: Vec<Remedy>,
}

impl Report {
    /// Everything about `diagnostics`.
    #[must_use]
    pub fn new(diagnostics: &Diagnostics, setting: &Setting<'_>) -> Self {
        if diagnostics.is_empty() {
            return Self::default();
        }
        let references = setting.references();
        let groups = order::grouped(diagnostics.iter(), setting);
        let findings = groups
            .iter()
            .map(|group| Finding::new(group, setting, &references));
        Self {
            findings: findings.collect(),
        }
    }

    /// The files that could not be read.
    #[must_use]
    pub fn of_errors(errors: &[Error]) -> Self {
        let findings = errors.iter().flat_map(|error| {
            error
                .problems()
                .iter()
                .map(|problem| Finding::of(error, problem))
        });
        Self {
            findings: findings.collect(),
        }
    }

    /// The findings, in the order in which they are reported.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings that are as serious as this.
    #[must_use]
    pub fn only(&self, severity: Severity) -> Self {
        let findings = self.findings.iter();
        let findings = findings.filter(|finding| finding.severity == severity);
        Self {
            findings: findings.cloned().collect(),
        }
    }

    /// How many findings are as serious as this.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let findings = self.findings.iter();
        findings
            .filter(|finding| finding.severity == severity)
            .count()
    }
}

impl Finding {
    /// The entry of our own files that the finding says is about nothing: its file, and the place in that. Of an entry
    /// that is about something else too, the part that goes or has to be written otherwise.
    #[must_use]
    pub fn stale_entry(&self) -> Option<(&str, &Pointer)> {
        if !self.code.is_of_stale_entry() {
            return None;
        }
        if let Some(overlay) = &self.overlay {
            return Some((&overlay.file, &overlay.at));
        }
        let mut remedies = self.remedies.iter();
        remedies.find_map(|remedy| match &remedy.into {
            FixTarget::Remove(at) | FixTarget::Replace(at) => Some((self.place.file.as_str(), at)),
            _ => None,
        })
    }

    fn new((finding, further): &Group<'_>, setting: &Setting<'_>, references: &References) -> Self {
        let is_ours = finding.file.is_some();
        let origin = (!is_ours).then(|| setting.patches.origin(&finding.at));
        let overlay = origin.and_then(|origin| origin.overlay);
        let mut affected = Affected::default();
        if !is_ours {
            for one in std::iter::once(finding).chain(further) {
                affected.add(references.of(&one.at));
            }
        }
        Self {
            code: finding.code,
            severity: finding.severity,
            message: finding.message.clone(),
            help: finding.help.clone(),
            place: setting.place(finding, &finding.at),
            overlay: overlay.map(|(file, by)| Place::new(&file, &by, &by)),
            beside: finding
                .beside
                .as_ref()
                .map(|(at, how)| (setting.place(finding, at), how.clone())),
            uses: further
                .iter()
                .map(|one| setting.place(one, &one.at))
                .collect(),
            remedies: remedies(finding, further, setting, &affected),
            affected,
        }
    }

    fn of(error: &Error, problem: &Problem) -> Self {
        let place = |location: Option<Location>, excerpt: &Option<Excerpt>| Place {
            file: error.name().to_owned(),
            location,
            at: problem.at.clone(),
            excerpt: excerpt.clone(),
        };
        let (code, help) = match problem.kind {
            ProblemKind::Unopened => (Code::Unopened, "check the path, and who may read the file"),
            ProblemKind::Malformed => (Code::Malformed, "correct the file at this place"),
            ProblemKind::DuplicateKey => {
                (Code::DuplicateKey, "remove one of the two from the file")
            }
        };
        let first = problem.first.as_ref();
        Self {
            code,
            severity: code.severity(),
            message: problem.message.clone(),
            help: help.to_owned(),
            place: place(problem.location, &problem.excerpt),
            overlay: None,
            beside: first.map(|(location, excerpt)| {
                (
                    place(Some(*location), excerpt),
                    "given here first".to_owned(),
                )
            }),
            uses: Vec::new(),
            affected: Affected::default(),
            remedies: Vec::new(),
        }
    }
}

fn remedies(
    finding: &Diagnostic,
    further: &[&Diagnostic],
    setting: &Setting<'_>,
    affected: &Affected,
) -> Vec<Remedy> {
    let mut remedies = Vec::new();
    // What the client cannot do is first of all left out: any other way changes what it does.
    if finding.code.is_beyond_the_client() && !affected.operations.is_empty() {
        remedies.push(fix::left_out(&affected.operations));
    }
    for fix in &finding.fixes {
        match (fix, &finding.file) {
            (Fix::Overlay(edits), _) => {
                let effect = finding
                    .effect
                    .unwrap_or_else(|| Effect::at(finding.code, &finding.at));
                remedies.push(fix::overlay(
                    edits,
                    &finding.message,
                    setting.document,
                    effect,
                ));
            }
            (
                Fix::Name {
                    table,
                    key,
                    name,
                    again,
                },
                _,
            ) => remedies.push(fix::name(table, key, name, *again)),
            (Fix::Words(of, names), _) => remedies.push(fix::words(of, names)),
            (Fix::Accept(names), _) => remedies.push(fix::accept(names)),
            (Fix::Own(edits), Some(file)) => {
                let edits = edits.iter();
                remedies.extend(edits.filter_map(|edit| fix::own(edit, file.format())));
            }
            (Fix::Own(_), None) => {}
        }
    }
    // Only what is a warning by itself can be accepted, not an error that this run is lenient about.
    if finding.code.is_acceptable() && finding.file.is_none() {
        let all = std::iter::once(&finding).chain(further).map(|one| &one.at);
        remedies.push(fix::accepted(finding.code.text(), all));
    }
    remedies
}
