//! `spec/names.toml`: the names that the rules get wrong, each with a reason.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
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
    /// Reads the file's text; the error names line and column.
    ///
    /// # Errors
    ///
    /// If the text is not TOML of this shape.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    pub(super) fn table(&self, table: &str) -> &BTreeMap<String, Entry> {
        match table {
            "operations" => &self.operations,
            "types" => &self.types,
            "fields" => &self.fields,
            "variants" => &self.variants,
            "tags" => &self.tags,
            "parameters" => &self.parameters,
            _ => &self.prefixes,
        }
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = (&'static str, &String)> {
        const TABLES: [&str; 7] = [
            "operations",
            "types",
            "fields",
            "variants",
            "prefixes",
            "tags",
            "parameters",
        ];
        TABLES
            .into_iter()
            .flat_map(|table| self.table(table).keys().map(move |key| (table, key)))
    }
}
