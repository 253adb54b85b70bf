//! The findings about names that are called otherwise or removed, each with what keeps the name and what gives it up.

use std::collections::BTreeMap;

use super::Builder;
use super::changes::{Changes, Removed, Renamed};
use diagnostics::{Code, Diagnostic, Fix};

impl Builder<'_> {
    /// A finding for each item; the members of one type are one.
    pub(super) fn report_each(&mut self, changes: &Changes) {
        for one in &changes.renamed {
            self.report_one(one);
        }
        let mut removed: BTreeMap<(&str, &str), Vec<&Removed>> = BTreeMap::new();
        for one in &changes.removed {
            let is_member = one.what.is_empty();
            let owner = one.key.split('.').next().filter(|_| is_member);
            let owner = owner.unwrap_or(&one.key);
            removed.entry((one.table, owner)).or_default().push(one);
        }
        for ((table, owner), lines) in removed {
            self.report_removed(table, owner, &lines);
        }
    }

    fn report_one(&mut self, one: &Renamed) {
        let message = format!("`{}` would be called {}", one.key, one.now);
        let way = match one.keep {
            Some(_) => "keep it",
            None => "rename what has taken it, if something has",
        };
        let help = format!(
            "{way}, or give it up, which breaks callers; all at once: cargo xtask names accept --renamed"
        );
        let finding = self.about(Code::NameMoved, (one.table, &one.key), message, help);
        let finding = one.keep.iter().cloned().fold(finding, Diagnostic::fix);
        let names = vec![line(one.table, &one.key)];
        self.diagnostics.add(finding.fix(Fix::Accept(names)));
    }

    fn report_removed(&mut self, table: &str, owner: &str, lines: &[&Removed]) {
        let (key, what, keep) = (&lines[0].key, &lines[0].what, &lines[0].keep);
        let message = if what.is_empty() {
            let members = lines.iter().filter_map(|one| one.key.split_once('.'));
            let members: Vec<String> = members.map(|(_, one)| format!("`{one}`")).collect();
            format!("`{owner}` no longer has {}", members.join(", "))
        } else {
            format!("the name `{owner}` belongs to nothing: {what}")
        };
        // What may only be called otherwise is for people; the rest is certain.
        let help = match keep {
            Some((now, _)) => format!("keep it if it is the new `{now}`, else give it up"),
            None => "give it up; all at once: cargo xtask spec settle".to_owned(),
        };
        let finding = self.about(Code::NameVanished, (table, key), message, help);
        let keep = keep.iter().map(|(_, fix)| fix.clone());
        let finding = keep.fold(finding, Diagnostic::fix);
        let names = lines.iter().map(|one| line(table, &one.key)).collect();
        self.diagnostics.add(finding.fix(Fix::Accept(names)));
    }

    fn about(&self, code: Code, line: (&str, &str), message: String, help: String) -> Diagnostic {
        let finding = self.given.lock.finding(code, line, message, help);
        finding.error_if(self.given.strict)
    }

    /// Another description than the committed one has other names: one finding for all of them.
    pub(super) fn report_all(&mut self, changes: &Changes) {
        let renamed = changes.renamed.iter().map(|one| (one.table, &one.key));
        let removed = changes.removed.iter().map(|one| (one.table, &one.key));
        let count = changes.renamed.len() + changes.removed.len();
        let Some((table, first)) = renamed.chain(removed).next() else {
            return;
        };
        let message = format!(
            "{count} names that were given are called otherwise or gone; the first is `{table}.{first}`"
        );
        let help = "nothing to do: the names are those of the committed description".to_owned();
        let finding = self.about(Code::NameVanished, (table, first), message, help);
        self.diagnostics.add(finding);
    }
}

/// A line's name, as `cargo xtask names` takes it.
fn line(table: &str, key: &str) -> String {
    format!("{table}.{key}")
}
