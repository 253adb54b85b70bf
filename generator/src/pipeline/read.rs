//! The inputs as they were read. All that cannot be read is reported at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Failure, Inputs};
use diagnostics::Report;
use model::words::Words;
use rust::parallel;
use source::{self, Source};
use spec::accepted::Accepted;
use spec::import::sha256;
use spec::left_out::LeftOut;
use spec::overlay::{self, Overlay};

/// The inputs as they were read.
#[derive(Debug)]
pub struct Read {
    /// The description.
    pub source: Source,
    /// The overlays, in the order in which they are applied.
    pub overlays: Vec<Overlay>,
    /// The words for types, their members and their values.
    pub words: Words,
    /// `accepted.toml`.
    pub accepted: Accepted,
    /// `left-out.toml`.
    pub left_out: LeftOut,
    /// The pages of the guide, by name. Their code is of the committed description, and runs in the workspace.
    pub guide: BTreeMap<String, String>,
    /// `names.toml`.
    pub names: Arc<Source>,
    /// `names.lock.toml`.
    pub lock: Arc<Source>,
}

impl Read {
    /// Reads everything, or says everything that could not be read.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or is not well-formed.
    pub fn new(inputs: &Inputs) -> Result<Self, Failure> {
        Self::with(|| Source::read(&inputs.description), inputs)
    }

    /// Reads what is beside a description.
    ///
    /// # Errors
    ///
    /// As [`Self::new`].
    pub fn beside(source: Source, inputs: &Inputs) -> Result<Self, Failure> {
        Self::with(|| Ok(source), inputs)
    }

    fn with(
        source: impl FnOnce() -> Result<Source, source::Error>,
        inputs: &Inputs,
    ) -> Result<Self, Failure> {
        let spec = &inputs.spec_dir;
        let beside = || {
            let overlays = overlay::read_dir(&spec.join("overlays"));
            (overlays, overlay::sources(&spec.join("words")))
        };
        let (source, ((overlays, found), (words, more))) = parallel::both(source, beside);
        let mut errors = Vec::new();
        let source = noted(source, &mut errors);
        errors.extend(found);
        errors.extend(more);
        let words = Words::new(words);
        let accepted = noted(Accepted::read(&spec.join("accepted.toml")), &mut errors);
        let left_out = noted(LeftOut::read(&spec.join("left-out.toml")), &mut errors);
        let has_guide = inputs.strict && inputs.runtime.in_workspace;
        let guide = has_guide.then(|| source::pages(&spec.join("guide")));
        let guide = noted(guide.unwrap_or_else(|| Ok(BTreeMap::new())), &mut errors);
        let names = Source::read_if_there(&spec.join("names.toml"));
        let names = noted(names, &mut errors);
        let lock = Source::read_if_there(&spec.join("names.lock.toml"));
        let lock = noted(lock, &mut errors);
        match (source, accepted, left_out, guide, names, lock) {
            (
                Some(source),
                Some(accepted),
                Some(left_out),
                Some(guide),
                Some(names),
                Some(lock),
            ) if errors.is_empty() => Ok(Self {
                source,
                overlays,
                words,
                accepted,
                left_out,
                guide,
                names: Arc::new(names),
                lock: Arc::new(lock),
            }),
            _ => Err(Report::of_errors(&errors).into()),
        }
    }

    /// The same with other texts of our own files, by the name under which they were opened.
    ///
    /// # Errors
    ///
    /// If a text is not well-formed.
    pub fn rewritten(mut self, texts: &BTreeMap<String, String>) -> Result<Self, Failure> {
        for (name, text) in texts {
            let source = Source::from_text(name.as_str(), text.as_str());
            let source = source.map_err(|error| Failure::from(Report::of_errors(&[error])))?;
            let is_it = |other: &Source| other.name() == name;
            if self.accepted.source().is_some_and(is_it) {
                self.accepted = Accepted::new(source);
            } else if self.left_out.source().is_some_and(is_it) {
                self.left_out = LeftOut::new(source);
            } else if is_it(&self.lock) {
                self.lock = Arc::new(source);
            } else if is_it(&self.names) {
                self.names = Arc::new(source);
            } else if let Some(overlay) = self.overlays.iter_mut().find(|one| is_it(one.source())) {
                *overlay = Overlay::new(source);
            } else {
                self.words.rewrite(source);
            }
        }
        Ok(self)
    }

    /// The digest of everything that decides the output, so that no edit of an input goes unnoticed. The lock is left
    /// out: it is an output too, and compared as one.
    pub(super) fn digest(&self) -> String {
        let overlays = self.overlays.iter().map(Overlay::source);
        let all = [&self.source].into_iter().chain(overlays);
        let all = all
            .chain(self.words.sources())
            .chain(self.accepted.source())
            .chain(self.left_out.source());
        let all = all.chain([&*self.names]).map(Source::text);
        sha256(all.chain(self.guide.values().map(String::as_str)))
    }
}

fn noted<T>(result: Result<T, source::Error>, errors: &mut Vec<source::Error>) -> Option<T> {
    result.map_err(|error| errors.push(error)).ok()
}
