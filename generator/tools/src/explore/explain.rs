//! The account of one item: its lines, each with where it is written, which overlay action touched it, which pass
//! changed it and what decided its name.

use std::fmt;

use serde::Serialize;

use super::Trace;
use super::find::Subject;
use super::print::Block;
use source::Source;
use source::pointer::Pointer;
use spec::overlay::Touch;

/// An item and all that is known of it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Explanation {
    /// What it is: `type Board`, `operation boards/list`.
    pub item: String,
    /// What it is called in the emitted crate, if it is there.
    pub rust: Option<String>,
    /// What decided that, where it is declared, what touched it as a whole.
    pub origins: Vec<String>,
    /// Its facts and parts.
    pub lines: Vec<Explained>,
}

/// A fact or a part, and where it came from.
#[derive(Clone, Debug, Serialize)]
pub struct Explained {
    /// Its name.
    pub name: String,
    /// What it says.
    pub value: String,
    /// Where it came from, what came first before what changed it.
    pub origins: Vec<String>,
}

impl Trace {
    /// Explains what a name represents.
    ///
    /// # Errors
    ///
    /// If nothing is called so, with the nearest names.
    pub fn explain(&self, name: &str) -> Result<Vec<Explanation>, String> {
        let subjects = self.subjects(name)?;
        let explained = subjects.into_iter().filter_map(|one| self.account(one));
        Ok(explained.collect())
    }

    fn account(&self, subject: Subject) -> Option<Explanation> {
        let steps = self.steps.iter();
        let steps: Vec<(&str, Option<Block>)> = steps
            .map(|(step, api)| (*step, self.labels.block(api, subject)))
            .collect();
        let last = steps.iter().rev().find_map(|(_, block)| block.as_ref())?;
        let mut reported: Vec<&Touch> = Vec::new();
        let mut lines = Vec::new();
        for line in &last.lines {
            let mut origins = Vec::new();
            if let Some(at) = &line.at {
                origins.extend(self.spot(at));
                for touch in self.touches(at) {
                    origins.push(touched(touch));
                    reported.push(touch);
                }
            }
            origins.extend(changed_by(&steps, &line.key));
            origins.extend(self.part_named(subject, &line.key));
            lines.push(Explained {
                name: line.key.clone(),
                value: line.text.clone(),
                origins,
            });
        }
        let (rust, mut origins) = self.named(subject);
        for place in &last.places {
            origins.extend(self.spot(place));
            let touches = self.touches(place).into_iter();
            let is_reported = |touch: &Touch| reported.iter().any(|one| std::ptr::eq(*one, touch));
            origins.extend(touches.filter(|touch| !is_reported(touch)).map(touched));
            origins.extend(self.accepted(place));
        }
        let made = steps.iter().find(|(_, block)| block.is_some());
        let made = made.filter(|(step, _)| *step != steps[0].0);
        origins.extend(made.map(|(step, _)| format!("pass {step} made it")));
        Some(Explanation {
            item: last.title.clone(),
            rust,
            origins,
            lines,
        })
    }

    /// A place of the description; none if an overlay brought it.
    fn spot(&self, at: &Pointer) -> Option<String> {
        let original = self.journal.original(at)?;
        original.lookup(self.frozen.read.source.value())?;
        Some(spot(&self.frozen.read.source, &original))
    }

    /// The actions that touched a value, what is inside it or what it came inside of.
    fn touches(&self, at: &Pointer) -> Vec<&Touch> {
        let touches = self.journal.touches().iter();
        let is_of =
            |touch: &&Touch| touch.at.is_in(at) || touch.before.is_none() && at.is_in(&touch.at);
        touches.filter(is_of).collect()
    }

    /// The accepted findings about what is inside a place.
    fn accepted(&self, at: &Pointer) -> Vec<String> {
        let file = &self.frozen.read.accepted;
        let entries = spec::accepted::inside(file, at).into_iter();
        let entries = entries.map(|(code, _, reason, entry)| {
            format!(
                "accepted {} by {}: {reason}",
                code.text(),
                spot(file, &entry)
            )
        });
        entries.collect()
    }
}

/// The passes that changed a line, each with what it was before.
fn changed_by(steps: &[(&str, Option<Block>)], key: &str) -> Vec<String> {
    let text = |block: &Option<Block>| block.as_ref()?.text(key).map(str::to_owned);
    let changed = steps.windows(2).filter_map(|pair| {
        let [(_, old), (step, new)] = pair else {
            return None;
        };
        let (before, after) = (text(old), text(new));
        if before == after || old.is_none() {
            return None;
        }
        let was = before.map(|before| format!(", was {}", shortened(&before)));
        Some(format!("pass {step}{}", was.unwrap_or_default()))
    });
    changed.collect()
}

fn touched(touch: &Touch) -> String {
    let action = spot(&touch.file, &touch.written);
    let was = touch
        .before
        .as_ref()
        .map(|it| format!(", was {}", shortened(&it.to_string())));
    let (was, at) = (was.unwrap_or_default(), &touch.at);
    format!(
        "overlay {action} wrote {at}{was}: {}",
        shortened(&touch.reason)
    )
}

pub(super) fn spot(source: &Source, at: &Pointer) -> String {
    let location = source.locate(at);
    format!(
        "{}:{}:{} {at}",
        source.name(),
        location.line,
        location.column
    )
}

/// A text on one line, as far as it fits.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 100;
    let text = text.trim_end().replace('\n', " ");
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rust = self.rust.as_ref().map(|name| format!(" = {name}"));
        writeln!(formatter, "{}{}", self.item, rust.unwrap_or_default())?;
        for origin in &self.origins {
            writeln!(formatter, "  <- {origin}")?;
        }
        for line in &self.lines {
            writeln!(formatter, "  {}: {}", line.name, line.value)?;
            for origin in &line.origins {
                writeln!(formatter, "    <- {origin}")?;
            }
        }
        Ok(())
    }
}
