//! What a run gives: the crate, and what belongs to it in the workspace.

use std::collections::BTreeMap;

use serde_json::Value;

use diagnostics::Report;
use model::ir::FrozenApi;
use output::files::Files;
use output::{facts, report};
use rust::emit::{self, Context};
use rust::lock::Locked;
use rust::names::Names;
use rust::parallel;

/// The folder of the emitted crate in the workspace.
pub const CRATE: &str = "generated";

/// What a run gives.
#[derive(Debug)]
pub struct Output {
    /// The files of the crate, by path inside it.
    pub files: BTreeMap<String, String>,
    /// Findings that do not stop the run.
    pub found: Report,
    /// The same as plain text.
    pub warnings: String,
    /// What became of the names in `names.lock.toml`, and its new lines.
    pub locked: Locked,
    /// The frozen API.
    pub api: FrozenApi,
    /// Its names.
    pub names: Names,
    /// The description with its overlays.
    pub(super) description: Value,
    /// The digest of the inputs.
    pub(super) digest: String,
    /// The pages of the guide.
    pub(super) guide: BTreeMap<String, String>,
}

impl Output {
    /// The files of the wire tests, by path inside their folder.
    #[must_use]
    pub fn tests(&self) -> BTreeMap<String, String> {
        emit::emit_tests(self.context())
    }

    /// The files beside the description, by path inside its folder: `names.lock.toml`.
    #[must_use]
    pub fn spec(&self) -> BTreeMap<String, String> {
        BTreeMap::from([("names.lock.toml".to_owned(), self.locked.entries.text())])
    }

    /// The description for programs that know nothing else of the API, by path inside their folder.
    #[must_use]
    pub fn facts(&self) -> BTreeMap<String, String> {
        BTreeMap::from([(
            "description.jsonc".to_owned(),
            facts::text(&self.description),
        )])
    }

    /// Every generated file of the workspace, by path below its root.
    #[must_use]
    pub fn workspace(&self) -> Files {
        let beside = || (self.facts(), self.spec(), crate::documents());
        let (tests, (facts, spec, documents)) = parallel::both(|| self.tests(), beside);
        let folders = [
            (CRATE, self.files.clone()),
            ("tests/src/emitted", tests),
            ("spec", spec),
            ("mock", facts),
            ("docs", documents),
        ];
        let below = |(folder, files): (&str, Files)| {
            let files = files.into_iter();
            let files = files.map(|(path, text)| (format!("{folder}/{path}"), text));
            files.collect::<Vec<_>>()
        };
        folders.into_iter().flat_map(below).collect()
    }

    /// README.md with the parts that the description decides.
    #[must_use]
    pub fn readme(&self, text: &str) -> String {
        report::readme(self.context(), text)
    }

    /// Reports for reviewers, by the name of their snapshot. They read all emitted files again.
    #[must_use]
    pub fn reports(&self) -> BTreeMap<String, String> {
        report::reports(self.context(), &self.files, &self.warnings)
    }

    /// How many items of each kind have words, as a table.
    #[must_use]
    pub fn documentation(&self) -> String {
        report::documentation(self.context())
    }

    /// Every item that can have words, with those that it has, one a line.
    #[must_use]
    pub fn documented(&self) -> String {
        report::documented(self.context())
    }

    /// Counts of what makes the surface unpleasant. They read all emitted files again.
    #[must_use]
    pub fn counts(&self) -> Vec<report::Count> {
        report::counts(self.context(), &self.files)
    }

    pub(super) fn context(&self) -> Context<'_> {
        Context {
            api: &self.api,
            names: &self.names,
            inputs: &self.digest,
            guide: &self.guide,
        }
    }
}
