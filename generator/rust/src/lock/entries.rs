//! The tables of `names.lock.toml`. One line is one name, sorted, so that a name that goes or comes is a line in a review.
//!
//! Takes the value of a file; gives typed tables and the text of them. Invariant: a table is declared once, in the list
//! below; what is done to any table goes through [`Table`].

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use toml::ser::ValueSerializer;

use crate::header;
use diagnostics::suggest;
use source::pointer::Pointer;
use source::quoted;

macro_rules! tables {
    ($($(#[$docs:meta])* $table:ident: $entry:ty,)*) => {
        /// Every table. Where the key is a Rust name, the entry says what has it; elsewhere the key is the wire's.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct Entries {
            $($(#[$docs])* pub $table: BTreeMap<String, $entry>,)*
        }

        impl Entries {
            /// The tables in the order of the file.
            fn tables(&self) -> impl Iterator<Item = (&'static str, &dyn Table)> {
                [$((stringify!($table), &self.$table as &dyn Table),)*].into_iter()
            }

            fn table_mut(&mut self, name: &str) -> Option<&mut dyn Table> {
                match name {
                    $(stringify!($table) => Some(&mut self.$table),)*
                    _ => None,
                }
            }
        }
    };
}

tables! {
    /// Module of a group: its tag.
    groups: String,
    /// `group.method`: the operation.
    operations: OperationEntry,
    /// Type: where it is declared and used.
    types: TypeEntry,
    /// `Type.member`: field. The catch-all is the member `*`.
    fields: String,
    /// `Type.member`: the setter that hashes.
    setters: String,
    /// `Enum.value`: variant.
    variants: String,
    /// `Union.word`: variant and what it holds.
    alternatives: AlternativeEntry,
    /// `query.name` or `path.name`: argument or setter.
    parameters: String,
    /// `group.method.role` or `Type.role`: what comes with a method or a type.
    companions: String,
    /// OAuth scope: variant.
    scopes: String,
    /// Bundle: its members.
    bundles: Vec<String>,
}

/// What has the name of a method.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OperationEntry {
    /// The type of its request.
    pub request: String,
    /// The operation id.
    pub id: String,
    /// Method and path.
    pub call: String,
}

/// What has the name of a type.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TypeEntry {
    /// `struct`, `enum`, `union` or `id`.
    pub is: String,
    /// A place that declares it; the parameter of an identifier.
    pub at: String,
    /// A place that uses it.
    pub used: String,
}

/// What has the name of a union's variant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlternativeEntry {
    /// The variant.
    pub name: String,
    /// The Rust type that it holds.
    pub of: String,
}

impl Entries {
    /// Reads the value of a file; `wrong` is called with what is no table or entry.
    pub(super) fn read(value: &Value, wrong: &mut dyn FnMut(Pointer, String)) -> Self {
        let mut all = Self::default();
        for (name, entries) in value.as_object().into_iter().flatten() {
            let at = Pointer::root().child(name);
            let (Some(table), Some(entries)) = (all.table_mut(name), entries.as_object()) else {
                let tables = all.names().collect::<Vec<_>>().join(", ");
                wrong(at, format!("`{name}` is none of the tables {tables}"));
                continue;
            };
            for (key, entry) in entries {
                if let Err(error) = table.add(key, entry) {
                    wrong(at.child(key), error.to_string());
                }
            }
        }
        all
    }

    /// The names of the tables.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.tables().map(|(name, _)| name)
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = header::line("#");
        text.push_str("# Each public name and what has it. CONTRIBUTING.md, \"When a name moves\", says more.\n");
        for (name, table) in self.tables() {
            let lines = table.text();
            if !lines.is_empty() {
                let _ = write!(text, "\n[{name}]\n{lines}");
            }
        }
        text
    }

    /// What a union's alternatives were called, by their words.
    pub(crate) fn alternatives_of(
        &self,
        ty: &str,
    ) -> impl Iterator<Item = (&str, &AlternativeEntry)> + use<'_> {
        members(&self.alternatives, ty)
    }

    /// Gives up these names, each `table.key` as a finding prints it; what belongs to one goes with it.
    ///
    /// # Errors
    ///
    /// A name that no entry has, with the nearest that some have; nothing is given up then.
    pub fn give_up(&mut self, names: &[String]) -> Result<(), String> {
        for name in names {
            let (table, key) = name.split_once('.').unwrap_or((name, ""));
            if !self.table_mut(table).is_some_and(|table| table.has(key)) {
                return Err(self.unknown(name));
            }
        }
        for name in names {
            let (table, key) = name.split_once('.').unwrap_or((name, ""));
            if table == "types" {
                let own = |member: &String| member.split('.').next() == Some(key);
                self.fields.retain(|member, _| !own(member));
                self.setters.retain(|member, _| !own(member));
                self.variants.retain(|member, _| !own(member));
                self.alternatives.retain(|member, _| !own(member));
                self.companions.retain(|member, _| !own(member));
            }
            if matches!(table, "fields" | "operations") {
                let owner = |member: &str| member.rsplit_once('.').map(|(owner, _)| owner == key);
                self.companions
                    .retain(|member, _| owner(member) != Some(true));
            }
            self.table_mut(table)
                .into_iter()
                .for_each(|table| table.remove(key));
        }
        Ok(())
    }

    fn unknown(&self, name: &str) -> String {
        let known = self.tables().flat_map(|(table, entries)| {
            entries.keys().into_iter().map(move |one| key(table, one))
        });
        let known: Vec<String> = known.collect();
        let near = suggest::nearest_first(name, known.iter().map(String::as_str));
        let near: Vec<&str> = near.into_iter().take(5).collect();
        let near = near.join(", ");
        format!("no line of names.lock.toml is called `{name}`; the nearest are: {near}")
    }
}

/// A table, whatever its entries are.
trait Table {
    fn add(&mut self, key: &str, entry: &Value) -> Result<(), serde_json::Error>;
    fn has(&self, key: &str) -> bool;
    fn remove(&mut self, key: &str);
    fn keys(&self) -> Vec<&str>;
    fn text(&self) -> String;
}

impl<T: Serialize + DeserializeOwned> Table for BTreeMap<String, T> {
    fn add(&mut self, key: &str, entry: &Value) -> Result<(), serde_json::Error> {
        self.insert(key.to_owned(), T::deserialize(entry)?);
        Ok(())
    }

    fn has(&self, key: &str) -> bool {
        self.contains_key(key)
    }

    fn remove(&mut self, key: &str) {
        BTreeMap::remove(self, key);
    }

    fn keys(&self) -> Vec<&str> {
        BTreeMap::keys(self).map(String::as_str).collect()
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for (key, entry) in self {
            // Texts, and objects and lists of them: they are written whatever they are.
            let _ = write!(text, "{} = ", bare(key));
            let _ = entry.serialize(ValueSerializer::new(&mut text));
            text.push('\n');
        }
        text
    }
}

/// The members that a table has of a type, with their keys cut down to the wire's part.
pub fn members<'l, T>(
    table: &'l BTreeMap<String, T>,
    ty: &str,
) -> impl Iterator<Item = (&'l str, &'l T)> + use<'l, T> {
    // `/` is what follows `.`
    let range = table.range(format!("{ty}.")..format!("{ty}/"));
    let cut = ty.len() + 1;
    range.map(move |(key, entry)| (&key[cut..], entry))
}

/// The key of a member.
#[must_use]
pub fn key(ty: &str, member: &str) -> String {
    format!("{ty}.{member}")
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
