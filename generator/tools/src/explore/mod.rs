//! Explore: what the pipeline made of a description, step by step, for people who want to know why.
//!
//! Takes the inputs of a run; keeps the API after every stage and pass, what the overlays touched and what decided the
//! names. Invariant: what an item is and what changed it is read off what the pipeline did; nothing is computed again.

mod explain;
mod find;
mod labels;
mod names;
mod print;

pub use explain::{Explained, Explanation};

use std::fmt::Write;
use std::sync::OnceLock;

use find::Subject;
use generator::{Failure, Frozen, Inputs, Observer, Read};
use labels::Labels;
use model::ir::{Api, Operation};
use print::Block;
use spec::overlay::Journal;

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

impl Observer for Recorder {
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
    let frozen = generator::freeze(Read::new(inputs)?, inputs, &mut recorder)?;
    Ok(Trace {
        labels: Labels::new(&frozen),
        journal: recorder.journal,
        steps: recorder.steps,
        spellings: OnceLock::new(),
        frozen,
    })
}

impl Trace {
    /// What `ir` prints: the API after a step, or what a step changed; all of it, or one item and the types that it
    /// mentions. Without a step it is the last one, or what every step changed.
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
        let blocks = |position: usize| self.blocks(&self.steps[position].1, only.as_deref());
        if !diff {
            let blocks = blocks(position.unwrap_or(last));
            let texts: Vec<String> = blocks.iter().map(Block::printed).collect();
            return Ok(texts.join("\n"));
        }
        // A whole stage is compared with the one before it.
        let from = |position: usize| match step {
            Some("normalise") => 0,
            _ => position.saturating_sub(1),
        };
        let pairs: Vec<(usize, usize)> = match position {
            Some(position) => vec![(from(position), position)],
            None => (1..=last).map(|it| (it - 1, it)).collect(),
        };
        let mut shown = String::new();
        for (old, new) in pairs {
            let changes = changes(&blocks(old), &blocks(new));
            let title = step.unwrap_or(self.steps[new].0);
            let changes = if changes.is_empty() {
                "nothing changed\n"
            } else {
                &changes
            };
            let _ = write!(shown, "== {title}\n{changes}\n");
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
            let near = diagnostics::suggest::nearest_first(step, names);
            format!(
                "there is no stage or pass `{step}`; there are: {}",
                near.join(", ")
            )
        })
    }

    /// Types by label, then operations, parameters and bundles; those of `only` if it is given.
    fn blocks(&self, api: &Api, only: Option<&[Subject]>) -> Vec<Block> {
        let mut types: Vec<_> = api.types.ids().collect();
        types.sort_by_key(|id| self.labels.of(*id));
        let types = types.into_iter().map(Subject::Type);
        let operations = (0..api.operations.len()).map(Subject::Operation);
        let parameters = (0..api.parameters.len()).map(Subject::Parameter);
        let all = types.chain(operations).chain(parameters);
        let wanted = all.filter(|it| only.is_none_or(|only| only.contains(it)));
        let blocks = wanted.filter_map(|subject| self.labels.block(api, subject));
        let bundles = print::bundles(api).filter(|_| only.is_none());
        blocks.chain(bundles).collect()
    }

    /// The items that a name represents, and the types that an operation or a parameter mentions at any step.
    fn selected(&self, name: &str) -> Result<Vec<Subject>, String> {
        let mut selected = self.subjects(name)?;
        for subject in selected.clone() {
            let mut mentioned = |id| selected.push(Subject::Type(id));
            for (_, api) in &self.steps {
                match subject {
                    Subject::Operation(position) => {
                        let usages = api.operations.get(position).into_iter();
                        let usages = usages.flat_map(Operation::usages);
                        usages.for_each(|usage| usage.for_each_named(&mut mentioned));
                    }
                    Subject::Parameter(position) => {
                        let kinds = api.parameters.get(position).into_iter();
                        let kinds = kinds.flat_map(|parameter| &parameter.kinds);
                        kinds.for_each(|kind| kind.usage.for_each_named(&mut mentioned));
                    }
                    Subject::Type(id) | Subject::Member(id, _) => mentioned(id),
                }
            }
        }
        Ok(selected)
    }
}

/// The lines that went and came, below the items that have them.
fn changes(old: &[Block], new: &[Block]) -> String {
    let mut text = String::new();
    let find = |all: &[Block], title: &str| all.iter().position(|one| one.title == title);
    for block in old.iter().filter(|one| find(new, &one.title).is_none()) {
        let _ = writeln!(text, "-{}", block.title);
    }
    for block in new {
        let Some(before) = find(old, &block.title).map(|position| &old[position]) else {
            text.extend(block.printed().lines().map(|line| format!("+{line}\n")));
            continue;
        };
        let (was, is) = (before.printed(), block.printed());
        let gone = was.lines().filter(|line| !is.lines().any(|it| it == *line));
        let mut lines: Vec<String> = gone.map(|line| format!("-{line}\n")).collect();
        let come = is.lines().filter(|line| !was.lines().any(|it| it == *line));
        lines.extend(come.map(|line| format!("+{line}\n")));
        if !lines.is_empty() {
            let _ = write!(text, " {}\n{}", block.title, lines.concat());
        }
    }
    text
}
