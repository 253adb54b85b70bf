//! Stage *words*: our own documentation on the types, their members and their values.
//!
//! Takes the API after every pass and the entries of `words/`; gives the API with them. What has words, and what they
//! are worth, is reported by [`items`]. Invariant: an entry that is about nothing is a finding, and so is a member or
//! value of which nothing is said, not even that there is nothing to say.

mod echo;
mod entries;
mod index;
mod items;

pub use entries::{Entry, Subject, entries, sections};
pub use index::name;
pub use items::{Item, Kind, items};

use std::collections::BTreeMap;

use crate::ir::{Api, Shape, TypeDef, TypeId, Usage};
use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};
use entries::ITSELF;
use index::Index;
use source::pointer::Pointer;

/// Puts the words where they belong. Of another description than the committed one (not `strict`) nobody has said
/// everything, nor is everything that was said of use.
pub fn apply(api: &mut Api, entries: &[Entry], strict: bool, diagnostics: &mut Diagnostics) {
    let mut index = Index::new(entries);
    for id in api.types.ids() {
        let def = &mut api.types[id];
        if def.tags.is_empty() {
            continue;
        }
        let mute = document(def, &mut index);
        if strict && !entries.is_empty() && !mute.is_empty() {
            diagnostics.add(without_words(def, &mute));
        }
    }
    for operation in &mut api.operations {
        let of = std::slice::from_ref(&operation.id);
        for parameter in &mut operation.parameters {
            parameter.shown = index.shows(of, &parameter.name);
        }
    }
    api.examples = examples(api, &mut index);
    diagnostics.extend(index.echoes().map(|entry| {
        let message = format!("the words on {} only repeat its name", entry.subject);
        let help = "say what the name leaves open, or remove the entry";
        about(entry, &entry.at, (Code::WordsEcho, message, help))
    }));
    let unused = index.unused();
    if strict {
        diagnostics.extend(unused.into_iter().map(|(entry, at)| {
            let message = format!("there is no use for the words on {}", entry.subject);
            let help = "it is gone, or other words on it come first: correct or remove the entry";
            about(entry, at, (Code::WordsUnused, message, help))
        }));
    } else if let Some((first, at)) = unused.first() {
        let count = unused.len();
        let message = format!(
            "{count} entries are of no use here, the first is on {}",
            first.subject
        );
        let help = "nothing to do: words are written for the committed description";
        let finding = Diagnostic::new(Code::WordsUnused, at, message, help);
        diagnostics.add(finding.in_file(&first.file).error_if(false));
    }
}

/// The values of parameters and members in examples, by their names.
fn examples(api: &Api, index: &mut Index<'_>) -> BTreeMap<String, String> {
    let parameters = api.parameters.iter().map(|one| one.name.as_str());
    let members = api.types.iter().filter_map(|(_, def)| match &def.shape {
        Shape::Struct(object) => Some(&object.fields),
        _ => None,
    });
    let members = members.flatten().map(|field| field.wire.as_str());
    let tags = api.types.iter().filter_map(|(_, def)| match &def.shape {
        Shape::Union(union) => union.tag.as_deref(),
        _ => None,
    });
    let named = parameters.chain(members).chain(tags);
    let values = named.filter_map(|name| Some((name.to_owned(), index.example(name)?)));
    let mut values: BTreeMap<String, String> = values.collect();
    for (id, def) in api.types.iter() {
        let Shape::Struct(object) = &def.shape else {
            continue;
        };
        for name in index::names(def) {
            for field in &object.fields {
                let value = index.example(&format!("{name}.{}", field.wire));
                values.extend(value.map(|value| (own(id, &field.wire), value)));
            }
        }
    }
    values
}

/// Under which name the value of a member is found that is of one type alone.
#[must_use]
pub fn own(id: TypeId, member: &str) -> String {
    format!("{}.{member}", id.0)
}

/// Gives a type its words; gives what is left without.
fn document(def: &mut TypeDef, index: &mut Index<'_>) -> Vec<String> {
    let names = index::names(def);
    def.aliases = index.aliases(&names);
    let mut mute = Vec::new();
    if let Some(text) = index.of(&names, ITSELF) {
        def.docs = Some(text);
    } else if def.docs.is_none()
        && !matches!(def.shape, Shape::Id)
        && !index.leaves_out(&names, ITSELF, false)
    {
        mute.push(ITSELF.to_owned());
    }
    match &mut def.shape {
        Shape::Struct(object) => {
            for field in &mut object.fields {
                member(&names, &field.wire, &mut field.usage, index);
                field.shown = index.shows(&names, &field.wire);
                if field.usage.docs.is_none() && !index.leaves_out(&names, &field.wire, true) {
                    mute.push(field.wire.clone());
                }
            }
        }
        Shape::Enum(values) => {
            for value in values.texts() {
                if let Some(text) = index.value(&names, &value) {
                    def.value_docs.insert(value, text);
                } else if !index.leaves_out(&names, &value, false) {
                    mute.push(value);
                }
            }
        }
        Shape::Union(union) => {
            for variant in &mut union.variants {
                let ours = index.alternative(&names, &variant.usage);
                variant.usage.docs = ours.or(variant.usage.docs.take());
            }
        }
        Shape::Id => {}
    }
    mute
}

/// What is said of the member, or else of the place that declares it, comes before the description's own text; what is
/// said of all members of the name comes after it.
fn member(names: &[String], wire: &str, usage: &mut Usage, index: &mut Index<'_>) {
    let own = index.value(names, wire).or_else(|| {
        let (of, name) = index::declared(&usage.at)?;
        index.of(&[of], &name)
    });
    if let Some(mut text) = own {
        if let Some(after) = index.after(names, usage) {
            text = format!("{text} {after}");
        }
        usage.docs = Some(text);
    } else if usage.docs.is_none() {
        usage.docs = index.shared(names, wire, usage);
    }
}

fn without_words(def: &TypeDef, mute: &[String]) -> Diagnostic {
    let of = def.hint().words.join(".");
    let few: Vec<String> = mute.iter().take(5).map(|one| format!("`{one}`")).collect();
    let more = match mute.len() - few.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!("nothing is said of {}{more} of `{of}`", few.join(", "));
    let help = "say in `words/` what the name leaves open, or list it under `left_out` there with the reason";
    let finding = Diagnostic::new(Code::WithoutWords, def.at(), message, help);
    finding.fix(Fix::Words(of, mute.to_vec()))
}

fn about(entry: &Entry, at: &Pointer, (code, message, help): (Code, String, &str)) -> Diagnostic {
    Diagnostic::new(code, at, message, help)
        .fix(Fix::Own(vec![Edit::Remove(at.clone())]))
        .in_file(&entry.file)
}
