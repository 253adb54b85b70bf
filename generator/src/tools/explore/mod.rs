//! Explore: what the pipeline made of a description, step by step, for people who want to know why.
//!
//! Takes the inputs of a run; keeps the API after every stage and pass, what the overlays touched and what decided the
//! names. Invariant: what a fact is and what changed it is read off what the pipeline did; only the keyword that says it is
//! looked for in the description, and taken if it says the same.

mod account;
mod calls;
mod changes;
mod explain;
mod facts;
mod find;
mod labels;
mod node;
mod origin;
mod place;
mod render;
mod select;
mod text;
mod types;

pub use explain::{Explained, Explanation};
pub use origin::{Origin, Spot};

use std::sync::OnceLock;

use crate::model::ir::Api;
use crate::pipeline::{self, Failure, Frozen, Inputs, Read, Watch};
use crate::spec::overlay::Journal;
use find::Subject;
use labels::Labels;

/// The stages that `ir` can show beside the passes, each with what it comes after.
const STAGES: [(&str, &str); 2] = [("normalise", "features"), ("freeze", "words")];

/// A run with everything that was seen of it.
#[derive(Debug)]
pub struct Trace {
    frozen: Frozen,
    journal: Journal,
    /// The API after `lower`, after each pass, and with the bundles.
    steps: Vec<(&'static str, Api)>,
    labels: Labels,
    /// Every name of every item, once somebody asks for one.
    spellings: OnceLock<Vec<(String, Subject)>>,
}

#[derive(Default)]
struct Recorder {
    journal: Journal,
    steps: Vec<(&'static str, Api)>,
}

impl Watch for Recorder {
    fn journal(&mut self) -> Option<&mut Journal> {
        Some(&mut self.journal)
    }

    fn passed(&mut self, stage: &'static str, api: &Api) {
        self.steps.push((stage, api.clone()));
    }
}

/// Runs the stages up to the names and keeps what they did.
///
/// # Errors
///
/// If the run itself fails.
pub fn trace(inputs: &Inputs) -> Result<Trace, Failure> {
    let mut recorder = Recorder::default();
    let frozen = pipeline::freeze(Read::new(inputs)?, inputs, &mut recorder)?;
    Ok(Trace {
        labels: Labels::new(&frozen),
        journal: recorder.journal,
        steps: recorder.steps,
        spellings: OnceLock::new(),
        frozen,
    })
}

impl Trace {
    /// What `ir` prints: the API after a step, or what a step changed; all of it, or one item and what belongs to it.
    /// Without a step it is the last one, or what every step changed.
    ///
    /// # Errors
    ///
    /// If there is no such step or item, with those that there are.
    pub fn show(
        &self,
        step: Option<&str>,
        name: Option<&str>,
        diff: bool,
    ) -> Result<String, String> {
        let last = self.steps.len() - 1;
        let position = step.map(|step| self.position(step)).transpose()?;
        let only = name.map(|name| self.selected(name)).transpose()?;
        let text = |position: usize| {
            let (_, api) = &self.steps[position];
            self.nodes(api, only.as_ref())
        };
        if !diff {
            return Ok(render::nodes(&text(position.unwrap_or(last))));
        }
        // A whole stage is compared with the one before it.
        let from = |position: usize| match step {
            Some("normalise") => 0,
            _ => position.saturating_sub(1),
        };
        let pairs: Vec<(usize, usize)> = match position {
            Some(position) => vec![(from(position), position)],
            None => (1..=last)
                .map(|position| (position - 1, position))
                .collect(),
        };
        let mut shown = String::new();
        for (old, new) in pairs {
            let changes = changes::between(&text(old), &text(new));
            let title = step.unwrap_or(self.steps[new].0);
            shown.push_str(&changes::titled(title, &changes));
        }
        Ok(shown)
    }

    fn position(&self, step: &str) -> Result<usize, String> {
        let stage = STAGES.iter().find(|(name, _)| *name == step);
        let wanted = stage.map_or(step, |(_, after)| after);
        let found = self.steps.iter().position(|(name, _)| *name == wanted);
        found.ok_or_else(|| {
            let names = self.steps.iter().map(|(name, _)| *name);
            let names = names.chain(STAGES.iter().map(|(name, _)| *name));
            let near = crate::diagnostics::suggest::nearest_first(step, names);
            format!(
                "there is no stage or pass `{step}`; there are: {}",
                near.join(", ")
            )
        })
    }
}
