//! Valid responses with one deviation each, decoded leniently.
//!
//! Takes the description, the decoders and a seed; gives what the deviations cost, by their kind. Invariant: the
//! same seed makes the same responses.

mod chance;
mod change;
mod cost;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::{Context, Result, anyhow};
use pinterest_v5::runtime::Decoding;
use serde_json::{Value, json};

use self::chance::Chance;
pub use self::change::Kind;
use self::change::{Step, change, members};
use self::cost::{Cost, cost};
use crate::calls::Decoder;
use pinterest_v5_mock::description::Description;
use pinterest_v5_mock::json_schema::Direction;
use pinterest_v5_mock::synthesis::{Members, Recipe, picks, value};

/// What the deviations of one kind cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many there were.
    pub all: usize,
    /// Nothing, and the decoded body is the same.
    pub nothing: usize,
    /// The innermost element of a list that it is in, or the member of the body, or less; all of a body that has no
    /// other member.
    pub own_element: usize,
    /// The whole answer, which is about one thing: it lacks a number or a boolean that it cannot be without, for
    /// which no value would be honest.
    pub answer: usize,
    /// More than that: elements or members beside it.
    pub more: usize,
    /// The client panicked.
    pub panics: usize,
}

/// What all of them cost.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// The seed.
    pub seed: u64,
    /// By kind.
    pub kinds: Vec<(Kind, Tally)>,
    /// One line for each that cost more, or that the client panicked at.
    pub worst: Vec<String>,
}

/// Of so many deviations one may cost more than its own element.
const ONE_IN: usize = 100;

/// Makes `count` deviations and decodes each leniently.
///
/// # Errors
/// If the description has a response that cannot be made up, or that does not decode as it is.
pub fn deviations(
    description: &Description,
    decoders: &[Decoder],
    count: usize,
    seed: u64,
) -> Result<Figures> {
    let mut figures = Figures {
        seed,
        kinds: Kind::ALL.map(|kind| (kind, Tally::default())).into(),
        worst: Vec::new(),
    };
    let responses = responses(description, decoders)?;
    let mut chance = Chance::new(seed);
    let mut made = 0;
    while made < count {
        let response = &responses[chance.below(responses.len())];
        let body = response.body(description, &mut chance)?;
        let places = members(&body);
        let mut changed = body.clone();
        let at = chance.below(Kind::ALL.len());
        let (Some(path), (kind, tally)) = (
            places.get(chance.below(places.len())),
            &mut figures.kinds[at],
        ) else {
            continue;
        };
        let Some(path) = change(&mut changed, path, *kind, &mut chance) else {
            continue;
        };
        made += 1;
        let outcome = response.cost(&body, &changed, &path)?;
        tally.count(outcome);
        if matches!(outcome, Some(Cost::More) | None) {
            let id = response.decoder.operation;
            figures.worst.push(format!("{id}: {kind:?} at {path:?}"));
        }
    }
    Ok(figures)
}

/// A response that is described.
struct Response<'d> {
    decoder: &'d Decoder,
    schema: &'d Value,
    picks: usize,
}

fn responses<'d>(
    description: &'d Description,
    decoders: &'d [Decoder],
) -> Result<Vec<Response<'d>>> {
    let mut responses = Vec::new();
    for decoder in decoders {
        let successes = &description.operation(decoder.operation)?.successes;
        let schemas = successes
            .iter()
            .filter_map(|success| success.schema.as_ref());
        responses.extend(schemas.map(|schema| Response {
            decoder,
            schema,
            picks: picks(description, schema),
        }));
    }
    if responses.is_empty() {
        return Err(anyhow!("no operation has a described response"));
    }
    Ok(responses)
}

impl Response<'_> {
    fn body(&self, description: &Description, chance: &mut Chance) -> Result<Value> {
        let recipe = Recipe {
            members: [Members::All, Members::All, Members::Required][chance.below(3)],
            direction: Direction::Response,
            pick: chance.below(self.picks),
        };
        value(description, self.schema, recipe).context(self.decoder.operation)
    }

    /// What it cost; `None` for a panic.
    fn cost(&self, valid: &Value, changed: &Value, path: &[Step]) -> Result<Option<Cost>> {
        let decode = |body: &Value, decoding| {
            let body = body.to_string();
            catch_unwind(AssertUnwindSafe(|| {
                (self.decoder.decode)(body.as_bytes(), decoding)
            }))
        };
        let before = match decode(valid, Decoding::Strict) {
            Ok(before) => before.map_err(|error| anyhow!("{}: {error}", self.decoder.operation))?,
            Err(_) => return Ok(None),
        };
        Ok(match decode(changed, Decoding::Lenient) {
            Ok(Ok(after)) => Some(cost(&before.back, &after.back, path)),
            Ok(Err(_)) if is_all(valid, path) => Some(Cost::OwnElement),
            Ok(Err(_)) if is_about_one(path) => Some(Cost::Answer),
            Ok(Err(_)) => Some(Cost::More),
            Err(_) => None,
        })
    }
}

/// Whether the body is the member at the path and nothing else.
fn is_all(body: &Value, path: &[Step]) -> bool {
    path.len() == 1 && body.as_object().is_some_and(|members| members.len() == 1)
}

/// Whether no list is on the way: what is there belongs to the answer itself.
fn is_about_one(path: &[Step]) -> bool {
    path.iter().all(|step| matches!(step, Step::Member(_)))
}

impl Tally {
    fn count(&mut self, cost: Option<Cost>) {
        self.all += 1;
        match cost {
            Some(Cost::Nothing) => self.nothing += 1,
            Some(Cost::OwnElement) => self.own_element += 1,
            Some(Cost::Answer) => self.answer += 1,
            Some(Cost::More) => self.more += 1,
            None => self.panics += 1,
        }
    }
}

impl Figures {
    /// All kinds together.
    #[must_use]
    pub fn total(&self) -> Tally {
        let tallies = self.kinds.iter().map(|(_, tally)| tally);
        tallies.fold(Tally::default(), |sum, tally| Tally {
            all: sum.all + tally.all,
            nothing: sum.nothing + tally.nothing,
            own_element: sum.own_element + tally.own_element,
            answer: sum.answer + tally.answer,
            more: sum.more + tally.more,
            panics: sum.panics + tally.panics,
        })
    }

    /// Whether the client never panicked, and at most one in a hundred cost more than its own element.
    #[must_use]
    pub fn passed(&self) -> bool {
        let total = self.total();
        total.panics == 0 && (total.more + total.answer) * ONE_IN <= total.all
    }

    /// Everything for a machine to read.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let json = |tally: &Tally| {
            json!({
                "all": tally.all,
                "nothing": tally.nothing,
                "own_element": tally.own_element,
                "answer": tally.answer,
                "more": tally.more,
                "panics": tally.panics,
            })
        };
        let kinds = self.kinds.iter();
        let kinds = kinds.map(|(kind, tally)| (format!("{kind:?}"), json(tally)));
        json!({
            "seed": self.seed,
            "kinds": kinds.collect::<serde_json::Map<_, _>>(),
            "total": json(&self.total()),
            "worst": self.worst,
        })
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.worst {
            writeln!(formatter, "{line}")?;
        }
        let columns = [
            "cost",
            "all",
            "nothing",
            "own element",
            "answer",
            "more",
            "panics",
        ];
        row(formatter, columns)?;
        let total = ("total".to_owned(), self.total());
        let kinds = self.kinds.iter();
        let rows = kinds.map(|(kind, tally)| (format!("{kind:?}"), *tally));
        for (name, tally) in rows.chain([total]) {
            let all = tally.all.to_string();
            let nothing = tally.nothing.to_string();
            let own = tally.own_element.to_string();
            let answer = tally.answer.to_string();
            let (more, panics) = (tally.more.to_string(), tally.panics.to_string());
            row(
                formatter,
                [&name, &all, &nothing, &own, &answer, &more, &panics],
            )?;
        }
        write!(formatter, "seed {}", self.seed)
    }
}

fn row(formatter: &mut fmt::Formatter<'_>, cells: [&str; 7]) -> fmt::Result {
    let [name, all, nothing, own, answer, more, panics] = cells;
    writeln!(
        formatter,
        "{name:12}{all:>8}{nothing:>9}{own:>13}{answer:>8}{more:>6}{panics:>8}"
    )
}
