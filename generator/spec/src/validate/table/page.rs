//! The page about all keywords: `docs/openapi.md`.
//!
//! Takes the tables; gives Markdown. Invariant: every keyword of OpenAPI 3.0 has a line.

use std::fmt::Write;

use super::{Kind, Role};
use crate::words::NEWER;

const HEAD: &str = "\
# What becomes of OpenAPI

Every keyword of OpenAPI 3.0 and what the generator does with it; what 3.1 added follows at the end and is read in the words of 3.0. Nothing is left out unseen: a keyword that is not in
these tables is an error, and so is one that they refuse. [Diagnostics](diagnostics.md) tells the codes.
";

/// The text of the page, without a header.
#[must_use]
pub fn page() -> String {
    let mut text = HEAD.to_owned();
    for kind in Kind::ALL {
        let noun = kind.noun();
        let title = noun.trim_start_matches("the ").trim_start_matches("an ");
        let title = title.trim_start_matches("a ");
        let (first, rest) = title.split_at(title.len().min(1));
        let title = first.to_uppercase() + rest;
        let _ = write!(text, "\n## {title}\n\n| keyword | |\n|---|---|\n");
        for member in kind.members() {
            let what = match member.role {
                Role::Fact => "read".to_owned(),
                Role::Partly(note) => format!("read in part: {note}"),
                Role::Ignored(why) => format!("ignored: {why}"),
                Role::Prose => "text for people: the importer drops it".to_owned(),
                Role::Unsupported => "refused: E0107".to_owned(),
            };
            let _ = writeln!(text, "| `{}` | {what} |", member.name);
        }
    }
    text.push_str("\n## What OpenAPI 3.1 added\n\n| in | keyword | |\n|---|---|---|\n");
    for (place, keyword, what) in NEWER {
        let keywords: Vec<String> = keyword.split(", ").map(|one| format!("`{one}`")).collect();
        let _ = writeln!(text, "| {place} | {} | {what} |", keywords.join(", "));
    }
    text
}
