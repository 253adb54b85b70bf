//! The page about all codes: `docs/diagnostics.md`.
//!
//! Takes the table; gives Markdown. Invariant: the examples are those that the tests run.

use std::fmt::Write;

use super::{Code, Severity};

const HEAD: &str = "\
# Diagnostics

What `cargo xtask generate` and `cargo xtask spec import` find in a description and in the files beside it. A finding
has a code that never changes its meaning. `E` is an error: nothing is written. `W` is a warning of the committed
description that an overlay settles or an entry of `spec/accepted.toml` lives with. For another description
(`--spec`) some errors are warnings too, because what is ours was not written for it.

Each finding names file, line, column and JSON pointer, marks the place, tells which operations and types reach it, and
prints what settles it, ready to paste: actions of an overlay, a line for `names.toml`, an entry for `accepted.toml`, an entry for a file in `words/`, a
change of the file itself, or a command. Where one cause shows at many places there is one finding, and the other places follow
after `also`. Say in the pasted text why it is right; values that only you can know are placeholders.

[OpenAPI](openapi.md) tells what becomes of each keyword.

Colours are for terminals only, and not if `NO_COLOR` is set.

## For tools

`--format json` prints one document on the standard output. Members are added over time, never renamed.

| member | |
|---|---|
| `version` | 1 |
| `ok` | whether the command did what it was asked to |
| `errors`, `warnings` | how many findings of each kind |
| `findings` | by file and position |
| `findings[].code`, `severity` | as below; `error` or `warning` |
| `findings[].message`, `help` | what is wrong, and the way out in words |
| `findings[].place` | `file`, `line`, `column`, `width` (of what is marked, in characters), `pointer`, `text` (of the line); all but `file` and `pointer` may be null |
| `findings[].beside` | another place that has to do with it, and a `note` how; or null |
| `findings[].overlay` | the place in the overlay that wrote the place; or null |
| `findings[].uses` | where the same cause shows further |
| `findings[].affects` | all `operations` and `types` that reach the place |
| `findings[].fixes` | each with `into`, `at` and `text`: `overlay` (actions), `names` (a line for the table `at`, instead of one with the same key), `accepted` (entries), `words` (an entry of the section `types` of a file in `words/`), `replace` (the pointer `at` of the file is to be the text), `remove` (the pointer `at` goes), `shell` (a command line). Fixes for one file belong together; one for another file, or a command line, replaces them. |
| `error` | what stopped the command before it looked for findings; only there if something did |
| `differences` | of `generate`: files that were, or with `--check` would be, written or removed: `path` and `kind` (`changed`, `missing`, `orphan`) |
| `imported`, `changes` | of `spec import`: the version that was imported, and what `spec diff --format json` tells of it; `changes` is null if nothing changed or there is nothing to compare with |
";

/// The text of the page, without a header.
#[must_use]
pub fn page() -> String {
    let mut text = HEAD.to_owned();
    for code in Code::ALL {
        let _ = write!(
            text,
            "\n## {}\n\n{}: {}.\n\n{}\n",
            code.text(),
            match code.severity() {
                Severity::Error => "Error",
                Severity::Warning => "Warning",
            },
            code.meaning(),
            code.way_out()
        );
        for (name, content) in files(code.example()) {
            let language = name.rsplit_once('.').map_or("", |(_, end)| end);
            let _ = write!(text, "\n`{name}`\n\n```{language}\n{content}```\n");
        }
    }
    text
}

/// The files of an example, by name.
pub fn files(example: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts = example.split("=== ").skip(1);
    parts.filter_map(|part| part.split_once('\n'))
}
