//! The page for reviewers: the text of the pull request.
//!
//! Takes what is left, what changes and what was settled; gives Markdown. Invariant: it has room in what a forge takes.

use std::collections::BTreeMap;
use std::fmt::Write;

use generator::diagnostics::{Report, Severity, Style};
use tools::diff::Diff;
use tools::settle::{Step, What};

/// The text of the pull request: what is left for people, what reviewers want to know, what was settled.
pub(super) fn page(left: &Report, changes: Option<&Diff>, settled: &[Step]) -> String {
    // A forge takes 65,536 characters; whoever settles findings has them on the terminal too.
    const MOST: usize = 16_000;
    let mut text = String::new();
    let errors = left.count(Severity::Error);
    if errors > 0 {
        let findings = left.only(Severity::Error).text(Style::Plain);
        let end = findings.char_indices().nth(MOST).map(|(end, _)| end);
        let shown = &findings[..end.unwrap_or(findings.len())];
        let more = if end.is_some() {
            "\n(the rest: `cargo xtask spec update`)\n"
        } else {
            ""
        };
        let _ = write!(
            text,
            "## To settle: {errors} errors\n\n```\n{shown}```\n{more}\n"
        );
    }
    text.extend(changes.map(Diff::review));
    text.push_str(&settled_section(settled));
    text
}

/// What was done to each of our files; where it is much, the first of it.
fn settled_section(settled: &[Step]) -> String {
    const MOST: usize = 5;
    let mut files: BTreeMap<(What, &str), Vec<&str>> = BTreeMap::new();
    for step in settled {
        let file = step.file.rsplit_once('/');
        let file = file.map_or(&*step.file, |(_, name)| name);
        files.entry((step.what, file)).or_default().push(&step.why);
    }
    let mut text = String::new();
    for ((what, file), all) in files {
        // What has another name is lost to nobody.
        let most = if what == What::Renamed { 1 } else { MOST };
        let shown: Vec<String> = all.iter().take(most).map(|why| subject(why)).collect();
        let more = match all.len() - shown.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let what = what.word();
        let _ = writeln!(text, "- {what} in `{file}`: {}{more}", shown.join(", "));
    }
    if text.is_empty() {
        return text;
    }
    let count = settled.len();
    format!("\n## Settled\n\n<details><summary>{count} entries</summary>\n\n{text}\n</details>\n")
}

/// What a sentence is about: the first that it quotes, else all of it.
fn subject(why: &str) -> String {
    const MOST_CHARACTERS: usize = 80;
    let mut quoted = why.split(['`', '"']).skip(1);
    let subject = quoted.next().unwrap_or(why);
    let short: String = subject.chars().take(MOST_CHARACTERS).collect();
    let cut = if short.len() < subject.len() {
        " ..."
    } else {
        ""
    };
    format!("`{short}`{cut}")
}
