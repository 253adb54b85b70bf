//! `spec/names.toml`: the names that the rules get wrong, each with a reason.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};
use source::Source;
use source::pointer::Pointer;

/// The tables of the file, beside `bundles`.
pub const TABLES: [&str; 9] = [
    // Methods, by operation id.
    "operations",
    // Types, by a place that declares them, or by the name that the rule gives.
    "types",
    // Fields, by `Type.member`, the type by its Rust name and the member by its name on the wire.
    "fields",
    // Variants, by `Type.value`.
    "variants",
    // What goes before a variant that would start with a digit, by the Rust name of the enum.
    "prefixes",
    // Groups, by tag: the name of module, feature and accessor.
    "tags",
    // Parameters as arguments and setters, by `query.name` or `path.name`.
    "parameters",
    // What comes with a method or a type, by `group.method.role` or `Type.role`.
    "companions",
    // Words that the description writes together, in lower case, each with its words joined by `_`.
    "words",
];

/// The file.
#[derive(Clone, Debug)]
pub struct NamesFile {
    tables: [BTreeMap<String, Entry>; TABLES.len()],
    /// Parameters that travel together.
    pub bundles: Vec<BundleEntry>,
}

/// A name and why it is needed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The name.
    pub name: String,
    /// Why the rule's name is not good.
    pub reason: String,
}

/// Parameters that travel together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BundleEntry {
    /// The type's name.
    pub name: String,
    /// The query parameters.
    pub members: Vec<String>,
    /// Whether it makes sense only with all of them.
    #[serde(default)]
    pub complete: bool,
    /// What the type means, in our words.
    pub docs: String,
    /// Why they belong together.
    pub reason: String,
}

impl NamesFile {
    /// Reads what the file holds. What is not of its shape is reported and left out.
    pub fn read(source: &Arc<Source>, diagnostics: &mut Diagnostics) -> Self {
        let mut file = Self {
            tables: Default::default(),
            bundles: Vec::new(),
        };
        let mut wrong = |at: Pointer, message: String| {
            let help = "correct it, or remove it";
            let finding = Diagnostic::new(Code::NamesUnreadable, &at, message, help);
            let fix = Fix::Own(vec![Edit::Remove(at)]);
            diagnostics.add(finding.fix(fix).in_file(source));
        };
        for (table, entries) in source.value().as_object().into_iter().flatten() {
            let at = Pointer::root().child(table);
            match (position(table), entries) {
                _ if table == "bundles" => {
                    for (position, entry) in entries.as_array().into_iter().flatten().enumerate() {
                        match BundleEntry::deserialize(entry) {
                            Ok(entry) => file.bundles.push(entry),
                            Err(error) => wrong(at.index(position), error.to_string()),
                        }
                    }
                }
                (Some(known), Value::Object(entries)) => {
                    let known = &mut file.tables[known];
                    for (key, entry) in entries {
                        match Entry::deserialize(entry) {
                            Ok(entry) => drop(known.insert(key.clone(), entry)),
                            Err(error) => wrong(at.child(key), error.to_string()),
                        }
                    }
                }
                _ => {
                    let tables = TABLES.join(", ");
                    let message = format!("`{table}` is none of the tables {tables} and bundles");
                    wrong(at, message);
                }
            }
        }
        file
    }

    /// The entries of a table; none of one that is not in the list.
    #[must_use]
    pub fn table(&self, table: &str) -> &BTreeMap<String, Entry> {
        static NONE: BTreeMap<String, Entry> = BTreeMap::new();
        position(table).map_or(&NONE, |position| &self.tables[position])
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let tables = TABLES.into_iter().zip(&self.tables);
        tables.flat_map(|(table, entries)| entries.keys().map(move |key| (table, key)))
    }
}

fn position(table: &str) -> Option<usize> {
    TABLES.iter().position(|known| *known == table)
}
