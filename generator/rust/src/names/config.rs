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
    "operations",
    "types",
    "fields",
    "variants",
    "prefixes",
    "tags",
    "parameters",
    "companions",
    "words",
];

/// The file.
#[derive(Clone, Debug, Default)]
pub struct NamesFile {
    /// Methods, by operation id.
    pub operations: BTreeMap<String, Entry>,
    /// Types, by the name that the rule gives.
    pub types: BTreeMap<String, Entry>,
    /// Fields, by `Type.member`, the type by its Rust name and the member by its name on the wire.
    pub fields: BTreeMap<String, Entry>,
    /// Variants, by `Type.value`.
    pub variants: BTreeMap<String, Entry>,
    /// What goes before a variant that would start with a digit, by the Rust name of the enum.
    pub prefixes: BTreeMap<String, Entry>,
    /// Groups, by tag: the name of module, feature and accessor.
    pub tags: BTreeMap<String, Entry>,
    /// Parameters as arguments and setters, by `query.name` or `path.name`.
    pub parameters: BTreeMap<String, Entry>,
    /// What comes with a method or a type, by `group.method.role` or `Type.role`.
    pub companions: BTreeMap<String, Entry>,
    /// Words that the description writes together, in lower case, each with its words joined by `_`.
    pub words: BTreeMap<String, Entry>,
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
        let mut file = Self::default();
        let mut wrong = |at: Pointer, message: String| {
            let help = "correct it, or remove it";
            let finding = Diagnostic::new(Code::NamesUnreadable, &at, message, help);
            let fix = Fix::Own(vec![Edit::Remove(at)]);
            diagnostics.add(finding.fix(fix).in_file(source));
        };
        for (table, entries) in source.value().as_object().into_iter().flatten() {
            let at = Pointer::root().child(table);
            match (file.table_mut(table), entries) {
                _ if table == "bundles" => {
                    for (position, entry) in entries.as_array().into_iter().flatten().enumerate() {
                        match BundleEntry::deserialize(entry) {
                            Ok(entry) => file.bundles.push(entry),
                            Err(error) => wrong(at.index(position), error.to_string()),
                        }
                    }
                }
                (Some(known), Value::Object(entries)) => {
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

    fn table_mut(&mut self, table: &str) -> Option<&mut BTreeMap<String, Entry>> {
        match table {
            "operations" => Some(&mut self.operations),
            "types" => Some(&mut self.types),
            "fields" => Some(&mut self.fields),
            "variants" => Some(&mut self.variants),
            "prefixes" => Some(&mut self.prefixes),
            "tags" => Some(&mut self.tags),
            "parameters" => Some(&mut self.parameters),
            "companions" => Some(&mut self.companions),
            "words" => Some(&mut self.words),
            _ => None,
        }
    }

    pub(super) fn table(&self, table: &str) -> &BTreeMap<String, Entry> {
        match table {
            "operations" => &self.operations,
            "types" => &self.types,
            "fields" => &self.fields,
            "variants" => &self.variants,
            "tags" => &self.tags,
            "parameters" => &self.parameters,
            "companions" => &self.companions,
            "words" => &self.words,
            _ => &self.prefixes,
        }
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = (&'static str, &String)> {
        TABLES
            .into_iter()
            .flat_map(|table| self.table(table).keys().map(move |key| (table, key)))
    }
}
