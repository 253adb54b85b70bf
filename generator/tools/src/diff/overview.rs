//! Overview: what a reviewer wants to know of the operations and names beside the changes.
//!
//! Takes the two runs; gives rows that the page prints. Invariant: an operation is known again by what the lock calls
//! it, or else by its id, so that a moved one is not a new one.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::Code;
use generator::Output;
use model::ir::{Api, Deprecation, Shape};
use rust::lock;
use rust::names::{By, Decision, Item};

/// What is reported beside the changes.
#[derive(Debug, Default)]
pub struct Overview {
    /// Operations that are new.
    pub added: Vec<Row>,
    /// Operations that are gone.
    pub removed: Vec<Row>,
    /// Operations that are going away from now on.
    pub deprecated: Vec<Row>,
    /// Types, fields and parameters that are going away from now on, in Rust's names, with what to use.
    pub deprecated_items: Vec<String>,
    /// New names of groups, methods and types, each with what it is about and what decided it.
    pub names: Vec<NewName>,
    /// New types without words of ours, and how many of their members have none.
    pub wordless: Vec<String>,
    /// Lists that are not read in pages, although something in them says that they go on.
    pub unpaged: Vec<String>,
    /// Operations that the description has and the client has not, with the reason.
    pub left_out: Vec<(String, String)>,
    /// The Rust methods of all operations of both, by method and path.
    pub methods: BTreeMap<String, String>,
}

/// An operation in a few words.
#[derive(Clone, Debug)]
pub struct Row {
    /// Method and path.
    pub call: String,
    /// `boards().list`.
    pub rust: String,
    /// The operation id.
    pub id: String,
    /// Scopes, category and sandbox, and whether nobody has said what it does.
    pub facts: String,
}

/// A name that nobody had.
#[derive(Clone, Debug)]
pub struct NewName {
    /// The name.
    pub name: String,
    /// What it is about.
    pub of: String,
    /// What decided it.
    pub by: &'static str,
}

impl Overview {
    pub(super) fn between(old: &Output, new: &Output) -> Self {
        let (before, after) = (rows(old), rows(new));
        let missing = |rows: &BTreeMap<String, Row>, other: &BTreeMap<String, Row>| -> Vec<Row> {
            let rows = rows.iter().filter(|(id, _)| !other.contains_key(*id));
            rows.map(|(_, row)| row.clone()).collect()
        };
        let going = |api: &Api| -> BTreeSet<String> {
            let all = api.operations.iter();
            let all = all.filter(|one| one.deprecation.is_some());
            all.map(|one| one.id.clone()).collect()
        };
        let was_going = going(&old.api);
        let is_going = going(&new.api)
            .into_iter()
            .filter(|id| !was_going.contains(id));
        let (old_items, items) = (deprecated_items(old), deprecated_items(new));
        Self {
            deprecated: is_going.filter_map(|id| after.get(&id).cloned()).collect(),
            deprecated_items: items.difference(&old_items).cloned().collect(),
            unpaged: unpaged(new),
            added: missing(&after, &before),
            removed: missing(&before, &after),
            names: names(old, new),
            wordless: wordless(old, new),
            left_out: new.api.left_out.clone(),
            methods: before
                .into_values()
                .chain(after.into_values())
                .map(|row| (row.call, row.rust))
                .collect(),
        }
    }
}

fn rows(output: &Output) -> BTreeMap<String, Row> {
    let operations = output.api.operations.iter().enumerate();
    let rows = operations.map(|(position, operation)| {
        let mut facts: Vec<String> = operation.scopes.clone();
        facts.extend(operation.rate_limit_category.clone());
        facts.extend(operation.summary.is_none().then(|| "no words".to_owned()));
        facts.extend(
            operation
                .sandbox
                .filter(|there| *there)
                .map(|_| "sandbox".to_owned()),
        );
        let module = output.names.group(operation.tag).module.bare().to_owned();
        let row = Row {
            call: lock::call(operation),
            rust: format!("{module}().{}", output.names.operation(position).method),
            id: operation.id.clone(),
            facts: facts.join(", "),
        };
        (operation.id.clone(), row)
    });
    rows.collect()
}

/// Everything below operations that is going away, with what to use.
fn deprecated_items(output: &Output) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut add = |name: String, deprecation: Option<&Deprecation>| {
        if let Some(deprecation) = deprecation {
            let instead = deprecation.instead.as_ref();
            let instead = instead.map(|instead| format!(" (use `{instead}`)"));
            all.insert(format!("`{name}`{}", instead.unwrap_or_default()));
        }
    };
    for (id, name) in output.names.sorted_types() {
        let def = &output.api.types[id];
        add(format!("types::{name}"), def.deprecation.as_ref());
        if let Shape::Struct(object) = &def.shape {
            for (field, member) in object.fields.iter().zip(output.names.fields(id)) {
                let name = format!("types::{name}.{member}");
                add(name, field.usage.deprecation.as_ref());
            }
        }
    }
    for (position, operation) in output.api.operations.iter().enumerate() {
        let names = output.names.operation(position);
        let module = output.names.group(operation.tag).module.bare();
        for (parameter, name) in operation.parameters.iter().zip(&names.parameters) {
            let name = format!("{module}::{}::{name}", names.request);
            add(name, parameter.usage.deprecation.as_ref());
        }
    }
    all
}

/// What the run says of lists that it cannot read in pages.
fn unpaged(output: &Output) -> Vec<String> {
    let findings = output.found.findings().iter();
    let findings = findings.filter(|one| one.code == Code::UnknownPage);
    findings.map(|one| one.message.clone()).collect()
}

fn names(old: &Output, new: &Output) -> Vec<NewName> {
    let known: BTreeSet<String> = named(old).into_iter().map(|one| one.name).collect();
    let mut names = named(new);
    names.retain(|one| !known.contains(&one.name));
    names
}

fn named(output: &Output) -> Vec<NewName> {
    let by = |decision: Option<&Decision>| match decision.map(|one| &one.by) {
        Some(By::Entry(..)) => "an entry",
        Some(By::Lock) => "the lock",
        _ => "the rule",
    };
    let mut names = Vec::new();
    for (position, tag) in output.api.tags.iter().enumerate() {
        names.push(NewName {
            name: format!("{}()", output.names.group(position).module.bare()),
            of: tag.name.clone(),
            by: by(output.names.decision(&Item::Group(position))),
        });
    }
    for (position, operation) in output.api.operations.iter().enumerate() {
        let module = output.names.group(operation.tag).module.bare();
        names.push(NewName {
            name: format!("{module}().{}", output.names.operation(position).method),
            of: operation.id.clone(),
            by: by(output.names.decision(&Item::Operation(position))),
        });
    }
    for (id, name) in output.names.sorted_types() {
        names.push(NewName {
            name: format!("types::{name}"),
            of: output.api.types[id].hint().words.join("."),
            by: by(output.names.decision(&Item::Type(id))),
        });
    }
    names
}

/// New types that have no words: nobody has said yet what they are.
fn wordless(old: &Output, new: &Output) -> Vec<String> {
    let mut all = Vec::new();
    let types: BTreeMap<String, usize> = old
        .names
        .sorted_types()
        .into_iter()
        .map(|(id, name)| (name.to_string(), members(old, id).len()))
        .collect();
    for (id, name) in new.names.sorted_types() {
        let def = &new.api.types[id];
        let name = name.to_string();
        let is_new = !types.contains_key(&name);
        let silent = members(new, id)
            .into_iter()
            .filter(|(_, has_words)| !has_words)
            .count();
        if is_new && def.docs.is_none() && !matches!(def.shape, Shape::Id) {
            let members = if silent > 0 {
                format!(" and {silent} members")
            } else {
                String::new()
            };
            all.push(format!("`{name}`{members}"));
        }
    }
    all
}

/// The members of a type, and whether each has words.
fn members(output: &Output, id: model::ir::TypeId) -> Vec<(String, bool)> {
    match &output.api.types[id].shape {
        Shape::Struct(object) => {
            let fields = object.fields.iter();
            fields
                .map(|field| (field.wire.clone(), field.usage.docs.is_some()))
                .collect()
        }
        Shape::Enum(_) | Shape::Union(_) | Shape::Id => Vec::new(),
    }
}
