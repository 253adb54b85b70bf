//! Counts of what makes a surface unpleasant, each with what it counts, so that a limit can be set and a place be found.
//!
//! Takes the API with its names, and the emitted files; gives one [`Count`] for each question. Invariant: what is
//! counted is listed, and the lists are sorted.

mod code;
mod entities;
mod ids;

use std::collections::BTreeMap;

use model::ir::Shape;
use rust::emit::Context;

/// Longer names do not fit a line beside anything else.
const LONGEST: usize = 40;

/// One question about the surface.
#[derive(Clone, Debug)]
pub struct Count {
    /// What is counted.
    pub what: &'static str,
    /// How many there may be, if there is a limit.
    pub at_most: Option<usize>,
    /// What was found.
    pub found: Vec<String>,
}

impl Count {
    fn new(what: &'static str, at_most: impl Into<Option<usize>>, mut found: Vec<String>) -> Self {
        found.sort();
        found.dedup();
        Self {
            what,
            at_most: at_most.into(),
            found,
        }
    }

    /// The number and what it counts, with everything that was counted if it is wanted or above the limit.
    #[must_use]
    pub fn text(&self, list: bool) -> String {
        let limit = self.at_most.map(|limit| format!(" (at most {limit})"));
        let (number, limit) = (self.found.len(), limit.unwrap_or_default());
        let mut text = format!("{number:>6} {}{limit}\n", self.what);
        if list || self.is_exceeded() {
            let lines = self.found.iter();
            text.extend(lines.map(|line| format!("         {line}\n")));
        }
        text
    }

    /// Whether there are more than there may be.
    #[must_use]
    pub fn is_exceeded(&self) -> bool {
        self.at_most.is_some_and(|limit| self.found.len() > limit)
    }
}

/// Every count.
#[must_use]
pub fn counts(context: Context<'_>, files: &BTreeMap<String, String>) -> Vec<Count> {
    let code = code::Code::read(files);
    vec![
        Count::new("type names above 40 letters", 0, long_names(context)),
        Count::new(
            "identifiers that are text or numbers",
            20,
            ids::plain(context, true),
        ),
        Count::new(
            "identifiers that are text or numbers for no reason",
            0,
            ids::plain(context, false),
        ),
        Count::new("kinds of identifiers", None, ids::kinds(context)),
        Count::new("neighbouring arguments of one type", 0, code.neighbours()),
        Count::new(
            "ids of entities that an answer may lack",
            7,
            ids::optional(context),
        ),
        Count::new("enums without the traits of enums", 0, code.bare_enums()),
        Count::new(
            "payloads deep inside that a union is not made from",
            None,
            code.far_payloads(),
        ),
        Count::new(
            "entities with several types in answers",
            None,
            entities::several(context),
        ),
    ]
}

fn long_names(context: Context<'_>) -> Vec<String> {
    let names = context.names.sorted_types().into_iter();
    let names = names.map(|(_, name)| name.to_string());
    names.filter(|name| name.len() > LONGEST).collect()
}

/// Every member of every object that a user meets, with the name of its type.
fn members<'a>(context: Context<'a>) -> impl Iterator<Item = (String, &'a model::ir::Field, bool)> {
    let api = context.api;
    let types = context.names.sorted_types().into_iter();
    types.flat_map(move |(id, name)| {
        let fields = match &api.types[id].shape {
            Shape::Struct(object) => object.fields.as_slice(),
            _ => &[],
        };
        let answered = api.types[id].direction.response;
        let place =
            move |field: &'a model::ir::Field| (format!("{name}.{}", field.wire), field, answered);
        fields.iter().map(place)
    })
}
