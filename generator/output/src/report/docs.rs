//! What has words, and what they are worth.

use model::ir::Api;
use model::words::{Item, Kind, items};

/// How many items of each kind have words, as a table.
pub(super) fn figures(api: &Api) -> String {
    let items = items(api);
    let rows = Kind::ALL.map(|kind| {
        let all: Vec<&Item> = items.iter().filter(|item| item.kind == kind).collect();
        let words = all.iter().filter(|item| item.words.is_some()).count();
        let echo = all.iter().filter(|item| item.is_echo).count();
        let left_out = all.len() - words;
        format!(
            "| {} | {} | {} | {left_out} | {echo} |",
            kind.plural(),
            all.len(),
            words - echo
        )
    });
    let head = "| | | with words | left out | echo of the name |\n|---|--:|--:|--:|--:|";
    format!("{head}\n{}", rows.join("\n"))
}

/// Every item with its words, one a line.
pub(super) fn list(api: &Api) -> String {
    let items = items(api);
    let lines = items.iter().map(|item| {
        let standing = match &item.words {
            Some(_) if item.is_echo => "echo",
            Some(_) => "words",
            None => "left out",
        };
        let words = item.words.as_deref().unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        format!(
            "{}\t{}\t{}\t{standing}\t{words}\n",
            item.kind.plural(),
            item.of,
            item.name
        )
    });
    lines.collect()
}
