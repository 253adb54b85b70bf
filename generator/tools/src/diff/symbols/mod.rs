//! Symbols: everything that a user of an emitted crate can name, each with its signature.
//!
//! Takes the text of the crate's files; gives one entry per symbol, with all Cargo features on. Beyond the lines of the
//! surface snapshots there are the traits that differ from type to type and, for evidence, each argument by itself.

mod read;
mod signature;

use std::collections::{BTreeMap, BTreeSet};

use super::rules::Class;

/// The symbols of a crate.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    signatures: BTreeMap<String, String>,
    /// The names of the arguments of functions, in their order.
    arguments: BTreeMap<String, Vec<String>>,
    /// Structs that code outside of the crate may write as literals.
    literal: BTreeSet<String>,
}

/// A symbol that came, went or changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shift {
    /// The path of the symbol: `boards::Boards::create`, `types::Board.name`.
    pub symbol: String,
    /// What it is to a caller.
    pub class: Class,
    /// The signature that it had.
    pub before: Option<String>,
    /// The signature that it has.
    pub after: Option<String>,
}

impl Symbols {
    /// The symbols of the files of an emitted crate, by path inside it.
    #[must_use]
    pub fn of<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut symbols = Self::default();
        for (path, text) in files {
            if let Some(module) = read::module(path) {
                symbols.add_file(&module, text);
            }
        }
        symbols
    }

    /// The number of symbols.
    #[must_use]
    pub fn len(&self) -> usize {
        self.signatures
            .keys()
            .filter(|symbol| !is_argument(symbol))
            .count()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.signatures.is_empty()
    }

    /// Whether a user can name it.
    pub(super) fn has(&self, symbol: &str) -> bool {
        self.signatures.contains_key(symbol)
    }

    /// What changed between two crates, by symbol.
    #[must_use]
    pub fn shifts(&self, new: &Self) -> Vec<Shift> {
        self.all_shifts(new)
            .into_iter()
            .filter(|shift| !is_argument(&shift.symbol))
            .collect()
    }

    /// What changed, arguments too.
    pub(super) fn all_shifts(&self, new: &Self) -> Vec<Shift> {
        let names: BTreeSet<&String> = self
            .signatures
            .keys()
            .chain(new.signatures.keys())
            .collect();
        let shift = |symbol: &String| {
            let (before, after) = (self.signatures.get(symbol), new.signatures.get(symbol));
            let class = match (before, after) {
                (Some(before), Some(after)) if before == after => {
                    return self.meant_otherwise(new, symbol);
                }
                (Some(before), Some(after)) => changed(symbol, before, after),
                (Some(_), None) => Class::Breaking,
                _ => self.added(symbol),
            };
            Some(Shift {
                symbol: symbol.clone(),
                class,
                before: before.cloned(),
                after: after.cloned(),
            })
        };
        names.into_iter().filter_map(shift).collect()
    }

    /// Arguments of the same types that mean something else: nothing that a compiler would see.
    fn meant_otherwise(&self, new: &Self, symbol: &str) -> Option<Shift> {
        let (before, after) = (self.meanings(symbol)?, new.meanings(symbol)?);
        let names = |names: &Vec<String>| Some(format!("({})", names.join(", ")));
        (before != after).then(|| Shift {
            symbol: symbol.to_owned(),
            class: Class::Breaking,
            before: names(&before),
            after: names(&after),
        })
    }

    /// What the arguments of a function are; the names of those in a path mean nothing, their places do.
    fn meanings(&self, symbol: &str) -> Option<Vec<String>> {
        let names = self.arguments.get(symbol)?;
        let request = self.signatures.get(symbol)?.rsplit_once("-> ")?.1;
        let module = symbol.split_once("::").map_or("", |(module, _)| module);
        let operation = self
            .signatures
            .get(&format!("{module}::{request}::OPERATION"));
        let in_path = |name: &&String| {
            let template = format!("{{{name}}}");
            operation.is_some_and(|facts| facts.contains(&template))
        };
        let meaning = |name: &String| {
            let place = in_path(&name).then(|| "in the path".to_owned());
            place.unwrap_or_else(|| name.clone())
        };
        Some(names.iter().map(meaning).collect())
    }

    /// A field more in a struct that callers write as a literal, or an argument more, breaks them.
    fn added(&self, symbol: &str) -> Class {
        let owner = root(symbol);
        let literal = symbol.contains('.') && self.literal.contains(owner);
        let argument = is_argument(symbol) && {
            let (function, _) = symbol.split_once('(').unwrap_or((symbol, ""));
            self.signatures.contains_key(function)
        };
        if literal || argument {
            Class::Breaking
        } else {
            Class::Additive
        }
    }
}

/// What the signature of one symbol becoming another is to a caller.
fn changed(symbol: &str, before: &str, after: &str) -> Class {
    // How many items one call takes is data.
    let counted = |text: &str| match text.rsplit_once(", ") {
        Some((text, count)) if count.chars().all(|c| c.is_ascii_digit()) => text.to_owned(),
        _ => text.to_owned(),
    };
    if symbol.ends_with("::OPERATION") || counted(before) == counted(after) {
        Class::Internal
    } else {
        Class::Breaking
    }
}

/// The first name of a symbol below its module: `types::Board` of `types::Board.name`.
#[must_use]
pub(super) fn root(symbol: &str) -> &str {
    let start = symbol.find("::").map_or(0, |at| at + 2);
    let rest = &symbol[start..];
    let end = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(rest.len());
    &symbol[..start + end]
}

/// Whether a symbol is an argument of a function; those are evidence, and part of the function.
pub(super) fn is_argument(symbol: &str) -> bool {
    symbol.ends_with(')')
}
