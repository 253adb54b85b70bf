//! The findings about names that have moved or gone, each with what keeps the name and what gives it up.

use std::collections::BTreeMap;

use super::Builder;
use super::moved::{Changes, Gone};
use crate::diagnostics::Code;

impl Builder<'_> {
    /// A finding for each item; the members of one type are one.
    pub(super) fn report_each(&mut self, changes: &Changes) {
        for one in &changes.moved {
            let message = format!("`{}` would be called {}", one.key, one.now);
            let name = shell(one.table, &one.key);
            let help = format!(
                "{}; or accept it: cargo xtask names accept {name}; all at once: cargo xtask names accept --moved",
                one.keep
            );
            self.report(Code::NameMoved, (one.table, &one.key), message, help);
        }
        let mut gone: BTreeMap<(&str, &str), Vec<&Gone>> = BTreeMap::new();
        for one in &changes.gone {
            let is_member = one.what.is_empty();
            let owner = one.key.split('.').next().filter(|_| is_member);
            let owner = owner.unwrap_or(&one.key);
            gone.entry((one.table, owner)).or_default().push(one);
        }
        for ((table, owner), lines) in gone {
            let (key, what, keep) = (&lines[0].key, &lines[0].what, &lines[0].keep);
            let message = if what.is_empty() {
                let members = lines.iter().filter_map(|one| one.key.split_once('.'));
                let members: Vec<String> = members.map(|(_, one)| format!("`{one}`")).collect();
                format!("`{owner}` no longer has {}", members.join(", "))
            } else {
                format!("the name `{owner}` belongs to nothing: {what}")
            };
            let names: Vec<String> = lines.iter().map(|one| shell(table, &one.key)).collect();
            let help = format!(
                "{keep}accept that it is gone: cargo xtask names accept {}; all at once: cargo xtask names prune",
                names.join(" ")
            );
            self.report(Code::NameVanished, (table, key), message, help);
        }
    }

    fn report(&mut self, code: Code, line: (&str, &str), message: String, help: String) {
        let finding = self.given.lock.finding(code, line, message, help);
        self.diagnostics.add(finding.error_if(self.given.strict));
    }

    /// Another description than the committed one has other names: one finding for all of them.
    pub(super) fn report_all(&mut self, changes: &Changes) {
        let moved = changes.moved.iter().map(|one| (one.table, &one.key));
        let gone = changes.gone.iter().map(|one| (one.table, &one.key));
        let count = changes.moved.len() + changes.gone.len();
        let Some((table, first)) = moved.chain(gone).next() else {
            return;
        };
        let message = format!(
            "{count} names that were given have moved or are gone; the first is `{table}.{first}`"
        );
        let help = "nothing to do: the names are those of the committed description".to_owned();
        self.report(Code::NameVanished, (table, first), message, help);
    }
}

/// A line's name as an argument.
fn shell(table: &str, key: &str) -> String {
    let name = format!("{table}.{key}");
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/:".contains(c);
    if name.chars().all(plain) {
        name
    } else {
        format!("'{}'", name.replace('\'', "'\\''"))
    }
}
