//! The findings about names that have moved or gone, each with what keeps the name and what gives it up.

use std::collections::BTreeMap;

use super::Builder;
use super::moved::Changes;
use crate::diagnostics::Code;

impl Builder<'_> {
    /// A finding for each item; the members of one type are one.
    pub(super) fn report_each(&mut self, changes: Changes) {
        let lock = self.given.lock;
        for (table, old, now, keep) in changes.moved {
            let message = format!("`{old}` would be called {now}");
            let help = format!(
                "{keep}; or accept it: cargo xtask names accept {}",
                shell(table, &old)
            );
            let finding = lock.finding(Code::NameMoved, (table, &old), message, help);
            self.diagnostics.add(finding);
        }
        // The members of one type are one finding.
        let mut gone: BTreeMap<(&str, String), Vec<(String, String, String)>> = BTreeMap::new();
        for (table, old, what, keep) in changes.gone {
            let is_member = ["fields", "setters", "variants", "alternatives"].contains(&table);
            let owner = old.split('.').next().filter(|_| is_member);
            let owner = owner.unwrap_or(&old).to_owned();
            gone.entry((table, owner))
                .or_default()
                .push((old, what, keep));
        }
        for ((table, owner), lines) in gone {
            let (first, what, keep) = lines[0].clone();
            let keys: Vec<String> = lines.iter().map(|(old, ..)| shell(table, old)).collect();
            let message = if what.is_empty() {
                let members = lines.iter().filter_map(|(old, ..)| old.split_once('.'));
                let members: Vec<String> = members.map(|(_, one)| format!("`{one}`")).collect();
                format!("`{owner}` no longer has {}", members.join(", "))
            } else {
                format!("the name `{owner}` belongs to nothing: {what}")
            };
            let help = format!(
                "{keep}accept that it is gone: cargo xtask names accept {}; all at once: cargo xtask names prune",
                keys.join(" ")
            );
            let finding = lock.finding(Code::NameVanished, (table, &first), message, help);
            self.diagnostics.add(finding);
        }
    }

    /// Another description than the committed one has other names: one finding for all of them.
    pub(super) fn report_all(&mut self, changes: &Changes) {
        let moved = changes.moved.iter().map(|(table, old, ..)| (*table, old));
        let gone = changes.gone.iter().map(|(table, old, ..)| (*table, old));
        let count = changes.moved.len() + changes.gone.len();
        let Some((table, first)) = moved.chain(gone).next() else {
            return;
        };
        let message = format!(
            "{count} names that were given have moved or are gone; the first is `{table}.{first}`"
        );
        let help = "nothing to do: the names are those of the committed description".to_owned();
        let finding = self
            .given
            .lock
            .finding(Code::NameVanished, (table, first), message, help);
        self.diagnostics.add(finding.error_if(false));
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
