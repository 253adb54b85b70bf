//! The inputs as they were read. All that cannot be read is reported at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Failure, Inputs};
use diagnostics::Report;
use rust::parallel;
use source::{self, Source};
use spec::import::sha256;
use spec::overlay;

/// The inputs as they were read.
#[derive(Debug)]
pub struct Read {
    /// The description.
    pub source: Source,
    /// The overlays, in the order in which they are applied.
    pub overlays: Vec<Arc<Source>>,
    /// The words for types, their members and their values.
    pub words: Vec<Arc<Source>>,
    /// `accepted.toml`.
    pub accepted: Arc<Source>,
    /// `left-out.toml`.
    pub left_out: Arc<Source>,
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
            (overlays, overlay::read_dir(&spec.join("words")))
        };
        let (source, ((overlays, found), (words, more))) = parallel::both(source, beside);
        let mut errors = Vec::new();
        let source = noted(source, &mut errors);
        errors.extend(found);
        errors.extend(more);
        let mut file = |name| {
            let file = Source::read_if_there(&spec.join(name));
            Arc::new(noted(file, &mut errors))
        };
        let (accepted, left_out) = (file("accepted.toml"), file("left-out.toml"));
        let (names, lock) = (file("names.toml"), file("names.lock.toml"));
        let has_guide = inputs.strict && inputs.runtime.in_workspace;
        let guide = has_guide.then(|| source::pages(&spec.join("guide")));
        let guide = noted(guide.unwrap_or_else(|| Ok(BTreeMap::new())), &mut errors);
        if !errors.is_empty() {
            return Err(Report::of_errors(&errors).into());
        }
        Ok(Self {
            source,
            overlays,
            words,
            accepted,
            left_out,
            guide,
            names,
            lock,
        })
    }

    /// The same with other texts of our own files, by the name under which they were opened.
    ///
    /// # Errors
    ///
    /// If a text is not well-formed.
    pub fn rewritten(mut self, texts: &BTreeMap<String, String>) -> Result<Self, Failure> {
        let single = [
            &mut self.accepted,
            &mut self.left_out,
            &mut self.names,
            &mut self.lock,
        ];
        let own = self.overlays.iter_mut().chain(&mut self.words);
        for file in own.chain(single) {
            if let Some(text) = texts.get(file.name()) {
                let source = Source::from_text(file.name(), text.as_str());
                let source = source.map_err(|error| Failure::from(Report::of_errors(&[error])))?;
                *file = Arc::new(source);
            }
        }
        Ok(self)
    }

    /// The digest of everything that decides the output, so that no edit of an input goes unnoticed. The lock is left
    /// out: it is an output too, and compared as one.
    pub(super) fn digest(&self) -> String {
        let own = self.overlays.iter().chain(&self.words);
        let own = own.chain([&self.accepted, &self.left_out, &self.names]);
        let all = [&self.source].into_iter().chain(own.map(AsRef::as_ref));
        sha256(
            all.map(Source::text)
                .chain(self.guide.values().map(String::as_str)),
        )
    }
}

fn noted<T: Default>(result: Result<T, source::Error>, errors: &mut Vec<source::Error>) -> T {
    result.unwrap_or_else(|error| {
        errors.push(error);
        T::default()
    })
}
