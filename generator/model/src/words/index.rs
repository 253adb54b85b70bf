//! Which entry is about what, and which of them were of use.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::echo;
use super::entries::{Entry, Subject};
use crate::ir::{Type, TypeDef, UnixTime, Usage};
use source::pointer::Pointer;

/// The name that represents every type, in tables of values and in what is left out.
const ANY: &str = "*";

pub(super) struct Index<'e> {
    entries: &'e [Entry],
    by_subject: HashMap<&'e Subject, usize>,
    /// The tables of values for a type.
    tables: HashMap<&'e str, Vec<(&'e str, usize)>>,
    /// The aliases of a type.
    aliases: HashMap<&'e str, Vec<(usize, &'e str)>>,
    used: BTreeSet<usize>,
    echoes: BTreeSet<usize>,
}

impl<'e> Index<'e> {
    pub(super) fn new(entries: &'e [Entry]) -> Self {
        let numbered = || entries.iter().enumerate();
        let by_subject = numbered().map(|(position, entry)| (&entry.subject, position));
        let mut tables: HashMap<&str, Vec<(&str, usize)>> = HashMap::new();
        let mut aliases: HashMap<&str, Vec<(usize, &str)>> = HashMap::new();
        for (position, entry) in numbered() {
            match &entry.subject {
                Subject::Table(of, table) => tables.entry(of).or_default().push((table, position)),
                Subject::Alias(of, alias) => aliases.entry(of).or_default().push((position, alias)),
                _ => {}
            }
        }
        Self {
            entries,
            by_subject: by_subject.collect(),
            tables,
            aliases,
            used: BTreeSet::new(),
            echoes: BTreeSet::new(),
        }
    }

    /// The words on a member or value of the first of several names of a type that has them.
    pub(super) fn of(&mut self, names: &[String], name: &str) -> Option<String> {
        let mut names = names.iter();
        names.find_map(|of| {
            let subject = Subject::Of(of.clone(), name.to_owned());
            self.said(&subject, &[of, name])
        })
    }

    /// The words on an alternative of a union, under its kind.
    pub(super) fn alternative(&mut self, names: &[String], usage: &Usage) -> Option<String> {
        self.of(names, kind(&usage.ty))
    }

    /// The words on all members of a name; those for one kind first.
    pub(super) fn shared(&mut self, names: &[String], name: &str, usage: &Usage) -> Option<String> {
        let of = names.first().map_or("", String::as_str);
        let kind = Some(kind(&usage.ty).to_owned());
        [kind, None].into_iter().find_map(|kind| {
            let subject = Subject::Field(name.to_owned(), kind);
            self.said(&subject, &[of, name])
        })
    }

    /// The words on a member or value: those of the type, then those of a table for it.
    pub(super) fn value(&mut self, names: &[String], value: &str) -> Option<String> {
        self.of(names, value).or_else(|| {
            let every = ANY.to_owned();
            names.iter().chain([&every]).find_map(|of| {
                let tables = self.tables.get(of.as_str()).cloned().unwrap_or_default();
                tables.into_iter().find_map(|(table, position)| {
                    let subject = Subject::Value(table.to_owned(), value.to_owned());
                    let text = self.said(&subject, &[of, value])?;
                    self.used.insert(position);
                    Some(text)
                })
            })
        })
    }

    /// What a table adds to the words on members of this kind.
    pub(super) fn after(&mut self, names: &[String], usage: &Usage) -> Option<String> {
        let kind = kind(&usage.ty);
        names.iter().find_map(|of| {
            let tables = self.tables.get(of.as_str()).cloned().unwrap_or_default();
            tables.into_iter().find_map(|(table, _)| {
                let subject = Subject::Members(table.to_owned(), kind.to_owned());
                self.said(&subject, &[of])
            })
        })
    }

    /// The value that parameters and members of a name have in examples.
    pub(super) fn example(&mut self, name: &str) -> Option<String> {
        let subject = Subject::Example(name.to_owned());
        let position = *self.by_subject.get(&subject)?;
        self.used.insert(position);
        Some(self.entries[position].text.clone())
    }

    /// Whether examples set a member of a type although a value can be made without it.
    pub(super) fn shows(&mut self, names: &[String], member: &str) -> bool {
        let mut subjects = names
            .iter()
            .map(|of| Subject::Shown(of.clone(), member.to_owned()));
        let found = subjects.find_map(|subject| self.by_subject.get(&subject).copied());
        self.used.extend(found);
        found.is_some()
    }

    /// The other names that people look for, in the order of the entries.
    pub(super) fn aliases(&mut self, names: &[String]) -> Vec<String> {
        let of_each = names.iter().filter_map(|of| self.aliases.get(of.as_str()));
        let mut aliases: Vec<(usize, &str)> = of_each.flatten().copied().collect();
        aliases.sort_unstable();
        self.used
            .extend(aliases.iter().map(|(position, _)| position));
        aliases
            .into_iter()
            .map(|(_, alias)| alias.to_owned())
            .collect()
    }

    /// Whether somebody has said that there is nothing to say; of a member perhaps under all its owners.
    pub(super) fn leaves_out(&mut self, names: &[String], name: &str, is_member: bool) -> bool {
        let own = names
            .iter()
            .flat_map(|of| [format!("{of}.{name}"), format!("{of}.{ANY}")]);
        let every = is_member.then(|| format!("{ANY}.{name}"));
        let found = own.chain(every).find_map(|item| {
            let subject = Subject::LeftOut(item);
            self.by_subject.get(&subject).copied()
        });
        self.used.extend(found);
        found.is_some()
    }

    /// The places that were about nothing, each with the first entry that it makes.
    pub(super) fn unused(&self) -> Vec<(&'e Entry, &'e Pointer)> {
        let places = |entry: &'e Entry| entry.parts.iter().chain([&entry.at]);
        let used = self.used.iter().map(|position| &self.entries[*position]);
        let used = used.flat_map(|entry| places(entry).map(|at| (entry.file.name(), at)));
        let mut seen: HashSet<(&str, &Pointer)> = used.collect();
        let all = self.entries.iter();
        let all = all.flat_map(|entry| places(entry).map(move |at| (entry, at)));
        all.filter(|(entry, at)| seen.insert((entry.file.name(), at)))
            .collect()
    }

    /// The entries that say nothing new of something.
    pub(super) fn echoes(&self) -> impl Iterator<Item = &'e Entry> {
        self.echoes.iter().map(|position| &self.entries[*position])
    }

    fn said(&mut self, subject: &Subject, names: &[&str]) -> Option<String> {
        let position = *self.by_subject.get(subject)?;
        let text = &self.entries[position].text;
        self.used.insert(position);
        if echo::is_echo(text, names) {
            self.echoes.insert(position);
        }
        Some(text.clone())
    }
}

/// The names under which words on a type are found: those of each place that declares it, for a shared parameter first that
/// of the component, since several parameters may be called the same.
pub(super) fn names(def: &TypeDef) -> Vec<String> {
    let origins = def.origins.iter().flat_map(|(at, hint)| {
        let parameter = match at.segments().as_slice() {
            [components, parameters, name, ..]
                if components == "components" && parameters == "parameters" =>
            {
                Some(name.clone())
            }
            _ => None,
        };
        parameter.into_iter().chain([hint.words.join(".")])
    });
    let mut names: Vec<String> = Vec::new();
    for name in origins {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The type and the member that a place in a component declares, whatever composes them: the parts of a composition count
/// as their whole.
pub(super) fn declared(at: &Pointer) -> Option<(String, String)> {
    let mut words = words(at)?;
    let name = words.pop().filter(|_| !words.is_empty())?;
    Some((words.join("."), name))
}

/// What our words call the type that a place in a component declares.
#[must_use]
pub fn name(at: &Pointer) -> Option<String> {
    Some(words(at)?.join("."))
}

fn words(at: &Pointer) -> Option<Vec<String>> {
    let segments = at.segments();
    let [components, schemas, component, path @ ..] = segments.as_slice() else {
        return None;
    };
    if components != "components" || schemas != "schemas" {
        return None;
    }
    let mut words = vec![component.clone()];
    let mut path = path.iter().map(String::as_str);
    while let Some(step) = path.next() {
        match step {
            "properties" => words.push(path.next()?.to_owned()),
            "allOf" => drop(path.next()?),
            "items" => words.push("item".to_owned()),
            "additionalProperties" => words.push("value".to_owned()),
            _ => return None,
        }
    }
    Some(words)
}

/// The word for the kind of a member.
fn kind(ty: &Type) -> &'static str {
    match ty {
        Type::Boolean => "boolean",
        Type::UnixTime(UnixTime::SecondsAsText) | Type::String | Type::Secret | Type::Hashed => {
            "string"
        }
        Type::Integer | Type::UnixTime(_) | Type::MicroAmount { .. } => "integer",
        Type::Number => "number",
        Type::Date => "date",
        Type::Timestamp => "timestamp",
        Type::Any => "any",
        Type::List(_) | Type::Page(_) | Type::OneOrMany(_) => "list",
        Type::Map(..) => "map",
        Type::Named(_) => "named",
    }
}
