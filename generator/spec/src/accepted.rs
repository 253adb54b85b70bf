//! Accepted: `accepted.toml`, the findings that we accept.
//!
//! Takes all findings about the description and drops those that an entry names by code and
//! pointer. Invariant: every entry gives a reason, and in a strict run every entry is used.
//!
//! ```toml
//! [[accepted]]
//! code = "W0402"
//! pointer = "#/components/schemas/Board"
//! reason = "…"
//! ```

use std::sync::Arc;

use serde_json::Value;

use diagnostics::{Code, Diagnostic, Diagnostics, Edit, Fix};
use source::pointer::Pointer;
use source::{Source, member_text};

/// One finding that we accept.
struct Entry {
    code: Code,
    pointer: Pointer,
}

/// The entries for places inside another: code, place, reason, and the entry's own place in the file.
#[must_use]
pub fn inside(file: &Source, outer: &Pointer) -> Vec<(Code, Pointer, String, Pointer)> {
    let entries = entries(file).enumerate().filter_map(|(position, table)| {
        let entry = Entry::read(table).ok()?;
        let reason = table.get("reason").and_then(Value::as_str)?;
        let at = Pointer::root().child("accepted").index(position);
        Some((entry.code, entry.pointer, reason.to_owned(), at))
    });
    entries.filter(|(_, at, ..)| at.is_in(outer)).collect()
}

/// Drops the accepted findings about the description. An entry that drops none is an error if
/// `strict`, else a warning.
pub fn apply(file: &Arc<Source>, strict: bool, diagnostics: &mut Diagnostics) {
    for (position, table) in entries(file).enumerate() {
        let at = Pointer::root().child("accepted").index(position);
        match Entry::read(table) {
            Ok(entry) => {
                if !entry.drop_from(diagnostics) {
                    let (message, help) = entry.unused();
                    let finding = Diagnostic::new(Code::AcceptedUnused, &at, message, help);
                    let finding = finding.fix(Fix::Own(vec![Edit::Remove(at)]));
                    diagnostics.add(finding.in_file(file).error_if(strict));
                }
            }
            Err((message, member)) => {
                let help = "an entry has the `code` of a warning, a `pointer` and a `reason`, all of them text";
                let finding = Diagnostic::new(Code::AcceptedInvalid, &at, message, help);
                let edit = match member {
                    "reason" => Edit::Set(at.child(member), "why it does no harm".into()),
                    _ => Edit::Remove(at),
                };
                diagnostics.add(finding.fix(Fix::Own(vec![edit])).in_file(file));
            }
        }
    }
}

fn entries(file: &Source) -> impl Iterator<Item = &Value> {
    file.value()
        .get("accepted")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

impl Entry {
    /// What is wrong comes with the member that it is about.
    fn read(table: &Value) -> Result<Self, (String, &'static str)> {
        let text = |name: &'static str| {
            let value = member_text(table, name);
            value.ok_or_else(|| (format!("the entry has no `{name}`"), name))
        };
        let (code, pointer) = (text("code")?, text("pointer")?);
        text("reason")?;
        let code =
            Code::parse(code).ok_or_else(|| (format!("there is no code `{code}`"), "code"))?;
        if !code.is_acceptable() {
            let message = format!(
                "{} cannot be accepted: nothing could be emitted",
                code.text()
            );
            return Err((message, "code"));
        }
        let pointer = Pointer::parse(pointer).ok_or_else(|| {
            let message = format!("`{pointer}` is not a pointer into the description");
            (message, "pointer")
        })?;
        Ok(Self { code, pointer })
    }

    /// Whether there was something to drop.
    fn drop_from(&self, diagnostics: &mut Diagnostics) -> bool {
        let mut found = false;
        diagnostics.retain(|finding| {
            let accepted =
                finding.file.is_none() && finding.code == self.code && finding.at == self.pointer;
            found |= accepted;
            !accepted
        });
        found
    }

    fn unused(&self) -> (String, &'static str) {
        let message = format!("{} does not occur at {}", self.code.text(), self.pointer);
        (message, "remove the entry")
    }
}
