//! The tables of `names.lock.toml`. One line is one name, sorted, so that a name that goes or comes is a line in a review.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::rust::header;
use crate::source::pointer::Pointer;
use crate::source::quoted;

/// Every table. Where the key is a Rust name, the line says what has it; elsewhere the key is the wire's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// Module of a group: its tag.
    pub groups: BTreeMap<String, String>,
    /// `group.method`: the operation.
    pub operations: BTreeMap<String, OperationLine>,
    /// Type: where it is declared and used.
    pub types: BTreeMap<String, TypeLine>,
    /// `Type.member`: field. The catch-all is the member `*`.
    pub fields: BTreeMap<String, String>,
    /// `Type.member`: the setter that hashes.
    pub setters: BTreeMap<String, String>,
    /// `Enum.value`: variant.
    pub variants: BTreeMap<String, String>,
    /// `Union.word`: variant and what it holds.
    pub alternatives: BTreeMap<String, AlternativeLine>,
    /// `query.name` or `path.name`: argument or setter.
    pub parameters: BTreeMap<String, String>,
    /// `group.method.role` or `Type.role`: what comes with a method or a type.
    pub companions: BTreeMap<String, String>,
    /// OAuth scope: variant.
    pub scopes: BTreeMap<String, String>,
    /// Bundle: its members.
    pub bundles: BTreeMap<String, Vec<String>>,
}

/// What has the name of a method.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperationLine {
    /// The type of its request.
    pub request: String,
    /// The operation id.
    pub id: String,
    /// Method and path.
    pub call: String,
}

/// What has the name of a type.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeLine {
    /// `struct`, `enum`, `union` or `id`.
    pub is: String,
    /// A place that declares it; the parameter of an identifier.
    pub at: String,
    /// A place that uses it.
    pub used: String,
}

/// What has the name of a union's variant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlternativeLine {
    /// The variant.
    pub name: String,
    /// The Rust type that it holds.
    pub of: String,
}

/// The tables in the order of the file.
const TABLES: [&str; 11] = [
    "groups",
    "operations",
    "types",
    "fields",
    "setters",
    "variants",
    "alternatives",
    "parameters",
    "companions",
    "scopes",
    "bundles",
];

impl Lines {
    /// Reads the value of a file; `wrong` is called with what is no table or line.
    pub(super) fn read(value: &Value, wrong: &mut dyn FnMut(Pointer, String)) -> Self {
        let mut lines = Self::default();
        for (table, entries) in value.as_object().into_iter().flatten() {
            let at = Pointer::root().child(table);
            let entries = entries.as_object();
            let Some(entries) = entries.filter(|_| TABLES.contains(&table.as_str())) else {
                let tables = TABLES.join(", ");
                wrong(at, format!("`{table}` is none of the tables {tables}"));
                continue;
            };
            for (key, line) in entries {
                if let Err(error) = lines.add(table, key, line) {
                    wrong(at.child(key), error.to_string());
                }
            }
        }
        lines
    }

    fn add(&mut self, table: &str, key: &str, line: &Value) -> Result<(), serde_json::Error> {
        match table {
            "groups" => put(&mut self.groups, key, line),
            "operations" => put(&mut self.operations, key, line),
            "types" => put(&mut self.types, key, line),
            "fields" => put(&mut self.fields, key, line),
            "setters" => put(&mut self.setters, key, line),
            "variants" => put(&mut self.variants, key, line),
            "alternatives" => put(&mut self.alternatives, key, line),
            "parameters" => put(&mut self.parameters, key, line),
            "companions" => put(&mut self.companions, key, line),
            "scopes" => put(&mut self.scopes, key, line),
            _ => put(&mut self.bundles, key, line),
        }
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = header::line("#");
        text.push_str("# Each public name and what has it. CONTRIBUTING.md, \"When a name moves\", says more.\n");
        for table in TABLES {
            let lines = self.table(table);
            if !lines.is_empty() {
                let _ = write!(text, "\n[{table}]\n{}", lines.concat());
            }
        }
        text
    }

    /// What a union's alternatives were called, by their words.
    pub(crate) fn alternatives_of(
        &self,
        ty: &str,
    ) -> impl Iterator<Item = (&str, &AlternativeLine)> + use<'_> {
        members(&self.alternatives, ty)
    }

    /// Removes a line; of a type, those of its members too. Whether there was one.
    pub(super) fn remove(&mut self, table: &str, key: &str) -> bool {
        match table {
            "groups" => self.groups.remove(key).is_some(),
            "operations" => {
                self.remove_companions(key);
                self.operations.remove(key).is_some()
            }
            "types" => {
                let own = |member: &String| member.split('.').next() == Some(key);
                self.fields.retain(|member, _| !own(member));
                self.setters.retain(|member, _| !own(member));
                self.variants.retain(|member, _| !own(member));
                self.alternatives.retain(|member, _| !own(member));
                self.remove_companions(key);
                self.types.remove(key).is_some()
            }
            "fields" => self.fields.remove(key).is_some(),
            "setters" => self.setters.remove(key).is_some(),
            "variants" => self.variants.remove(key).is_some(),
            "alternatives" => self.alternatives.remove(key).is_some(),
            "parameters" => self.parameters.remove(key).is_some(),
            "companions" => self.companions.remove(key).is_some(),
            "scopes" => self.scopes.remove(key).is_some(),
            "bundles" => self.bundles.remove(key).is_some(),
            _ => false,
        }
    }

    fn remove_companions(&mut self, of: &str) {
        let own = |member: &String| {
            member
                .rsplit_once('.')
                .is_some_and(|(owner, _)| owner == of)
        };
        self.companions.retain(|member, _| !own(member));
    }

    /// Every line as `table.key`.
    pub(super) fn names(&self) -> Vec<String> {
        let lines = TABLES.iter().flat_map(|table| {
            let keys: Vec<&String> = match *table {
                "operations" => self.operations.keys().collect(),
                "types" => self.types.keys().collect(),
                "alternatives" => self.alternatives.keys().collect(),
                "bundles" => self.bundles.keys().collect(),
                plain => self.plain(plain).keys().collect(),
            };
            keys.into_iter().map(move |key| format!("{table}.{key}"))
        });
        lines.collect()
    }

    fn plain(&self, table: &str) -> &BTreeMap<String, String> {
        match table {
            "groups" => &self.groups,
            "fields" => &self.fields,
            "setters" => &self.setters,
            "variants" => &self.variants,
            "parameters" => &self.parameters,
            "companions" => &self.companions,
            _ => &self.scopes,
        }
    }

    fn table(&self, table: &str) -> Vec<String> {
        match table {
            "operations" => lines(&self.operations, |one| {
                let (request, id, call) =
                    (quoted(&one.request), quoted(&one.id), quoted(&one.call));
                format!("{{ request = {request}, id = {id}, call = {call} }}")
            }),
            "types" => lines(&self.types, |one| {
                let (at, used) = (quoted(&one.at), quoted(&one.used));
                format!("{{ is = {}, at = {at}, used = {used} }}", quoted(&one.is))
            }),
            "alternatives" => lines(&self.alternatives, |one| {
                format!(
                    "{{ name = {}, of = {} }}",
                    quoted(&one.name),
                    quoted(&one.of)
                )
            }),
            "bundles" => lines(&self.bundles, |members| {
                let members: Vec<String> = members.iter().map(|one| quoted(one)).collect();
                format!("[{}]", members.join(", "))
            }),
            plain => lines(self.plain(plain), |name| quoted(name)),
        }
    }
}

fn put<T: DeserializeOwned>(
    table: &mut BTreeMap<String, T>,
    key: &str,
    line: &Value,
) -> Result<(), serde_json::Error> {
    table.insert(key.to_owned(), T::deserialize(line)?);
    Ok(())
}

/// The members that a table has of a type, with their keys cut down to the wire's part.
pub(crate) fn members<'l, T>(
    table: &'l BTreeMap<String, T>,
    ty: &str,
) -> impl Iterator<Item = (&'l str, &'l T)> + use<'l, T> {
    // `/` is what follows `.`
    let range = table.range(format!("{ty}.")..format!("{ty}/"));
    let cut = ty.len() + 1;
    range.map(move |(key, line)| (&key[cut..], line))
}

/// The key of a member.
pub(crate) fn key(ty: &str, member: &str) -> String {
    format!("{ty}.{member}")
}

fn lines<T>(table: &BTreeMap<String, T>, value: impl Fn(&T) -> String) -> Vec<String> {
    let lines = table.iter();
    lines
        .map(|(key, line)| format!("{} = {}\n", bare(key), value(line)))
        .collect()
}

/// A key, quoted where TOML asks for it.
fn bare(key: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !key.is_empty() && key.chars().all(plain) {
        key.to_owned()
    } else {
        quoted(key)
    }
}
