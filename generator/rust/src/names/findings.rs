//! What is wrong with names: collisions, and entries that are none or that name nothing.

use super::config::Entry;
use super::decide::Wanted;
use super::{Builder, Ident};
use diagnostics::{Code, Diagnostic, Edit, Fix};
use source::pointer::Pointer;

impl Builder<'_> {
    /// Reports two items with one name, and the name that is free.
    pub(super) fn collision(&mut self, wanted: &Wanted, free: &Ident, taken_by: Option<&Pointer>) {
        let Wanted {
            table,
            name,
            key,
            at,
            ..
        } = wanted;
        let free = match *table {
            // A method is named, also where it is its request that has no name.
            "operations" => Ident::snake(free.bare()),
            _ => free.clone(),
        };
        let finding = Diagnostic::new(
            Code::NameCollision,
            at,
            format!("the Rust name `{name}` is taken"),
            "name one of the two",
        );
        let finding = match taken_by {
            Some(other) => finding.beside(other, "this has the name"),
            None => finding,
        };
        let fix = self.naming(table, key, free.bare());
        self.diagnostics
            .add(finding.fix(fix).error_if(self.given.strict));
    }

    /// The entry that gives a name.
    pub(super) fn naming(&self, table: &str, key: &str, name: &str) -> Fix {
        Fix::Name {
            table: table.to_owned(),
            key: key.to_owned(),
            name: name.to_owned(),
            again: self.given.entries.table(table).contains_key(key),
        }
    }

    pub(super) fn report_unused(&mut self) {
        for (table, key) in self.given.entries.keys() {
            if !self.used.contains(&(table, key.clone())) {
                let at = Pointer::root().child(table).child(key);
                let message = format!("[{table}] \"{key}\" names nothing");
                let help = "remove the entry, or correct its key";
                let finding = Diagnostic::new(Code::NameUnused, &at, message, help)
                    .fix(Fix::Own(vec![Edit::Remove(at)]))
                    .in_file(self.given.source);
                self.diagnostics.add(finding.error_if(self.given.strict));
            }
        }
    }

    /// Reports an entry that gives no name or no reason.
    pub(super) fn invalid(&mut self, table: &str, key: &str, entry: &Entry) {
        let at = Pointer::root().child(table).child(key);
        let mut edits = Vec::new();
        if Ident::given(&entry.name).is_none() {
            let is_camel = ["types", "variants", "prefixes"].contains(&table);
            let alike = Ident::alike(&entry.name, is_camel);
            edits.push(Edit::Set(at.child("name"), alike.into()));
        }
        if entry.reason.trim().is_empty() {
            let reason = "why the rule is wrong";
            edits.push(Edit::Set(at.child("reason"), reason.into()));
        }
        let message = format!("[{table}] \"{key}\" gives no Rust name, or no reason");
        let help = "write a Rust identifier as `name` and why the rule is wrong as `reason`";
        let finding = Diagnostic::new(Code::NameInvalid, &at, message, help);
        self.diagnostics
            .add(finding.fix(Fix::Own(edits)).in_file(self.given.source));
    }
}
