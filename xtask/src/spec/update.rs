//! `cargo xtask spec update`: a published description brought in: imported, our own files settled, the client generated;
//! what is left is printed, each finding with its fix.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use generator::diagnostics::{Report, Severity, Style};
use generator::output::files;
use generator::source::Source;
use generator::spec::import::Import;
use generator::tools::diff::{self, Description, Diff};
use generator::tools::settle::{self, Incoming, Settled};

use super::diff::{Side, between, copy, scratch};
use super::import::{self, DESCRIPTION, LOCK};
use crate::generate;
use crate::print::Format;

const CHANGELOG: &str = "CHANGELOG.md";

pub(super) fn run(
    root: &Path,
    file: &Path,
    dry_run: bool,
    report: Option<&Path>,
) -> anyhow::Result<ExitCode> {
    let format = Format::Text;
    let (source, import, found) = match import::read(root, file) {
        Ok(imported) => imported,
        Err(found) => {
            format.print(&found, Some("nothing was imported"), &[]);
            if let Some(path) = report {
                fs::write(path, page(&found, None, None))?;
            }
            return Ok(ExitCode::FAILURE);
        }
    };
    format.print(&found, None, &[]);
    let old = old(root);
    let new = Description::new(&source);
    let renamed = old.as_ref().map(|old| diff::renamed(old, &new));
    let incoming = Incoming {
        description: import.description.clone(),
        renamed: renamed.unwrap_or_default(),
    };
    let settled = match settle::settle(&generate::lenient(root, None), Some(&incoming)) {
        Ok(settled) => settled,
        Err(failure) => {
            format.print(&failure.found, Some("nothing was settled"), &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    let changes = changes(root, &import.description, &settled)?;
    if let Some(path) = report {
        fs::write(path, page(&settled.left, changes.as_ref(), Some(&settled)))?;
    }
    if let Some(diff) = &changes {
        println!("{}", diff.summary());
    }
    super::settle::print(&settled);
    format.print(&settled.left, None, &[]);
    finish(root, &import, &settled, changes.as_ref(), dry_run)
}

/// Writes everything, or says what would be written.
fn finish(
    root: &Path,
    import: &Import,
    settled: &Settled,
    changes: Option<&Diff>,
    dry_run: bool,
) -> anyhow::Result<ExitCode> {
    let is_done = settled.left.count(Severity::Error) == 0;
    if dry_run {
        let then = if is_done {
            "the client is generated"
        } else {
            "the errors above are left"
        };
        println!(
            "nothing was written: this is what an update to {} does, and then {then}",
            import.version
        );
        return Ok(ExitCode::SUCCESS);
    }
    let changelog = changelog(root, changes)?;
    let mut texts = vec![
        (DESCRIPTION, import.description.as_str()),
        (LOCK, import.lock.as_str()),
    ];
    texts.extend(changelog.as_deref().map(|text| (CHANGELOG, text)));
    files::replace(root, &texts)?;
    super::settle::write(root, settled)?;
    println!("imported {}", import.version);
    if is_done {
        return Ok(generate::run(root, &generate::Options::default()));
    }
    println!(
        "next: paste what the findings above print, then run this again; nothing was generated"
    );
    Ok(ExitCode::FAILURE)
}

/// The text of the pull request: what is left for people, what reviewers want to know, what was settled.
fn page(left: &Report, changes: Option<&Diff>, settled: Option<&Settled>) -> String {
    // A forge takes 65,536 characters; whoever settles findings has them on the terminal too.
    const MOST: usize = 20_000;
    let mut text = String::new();
    let errors = left.count(Severity::Error);
    if errors > 0 {
        let findings = left.text(Style::Plain);
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
    if let Some(settled) = settled.filter(|settled| !settled.steps.is_empty()) {
        let lines = settled.steps.iter();
        let lines: Vec<String> = lines
            .map(|step| format!("- {}: {}", step.what.word(), step.why))
            .collect();
        let _ = write!(
            text,
            "\n## Settled\n\n<details><summary>{} entries</summary>\n\n{}\n\n</details>\n",
            lines.len(),
            lines.join("\n")
        );
    }
    text
}

/// The description that is replaced: the committed one, since an update may need several runs.
fn old(root: &Path) -> Option<Description> {
    let committed = Side::read(root, "HEAD");
    let side = committed.or_else(|_| Side::read(root, DESCRIPTION));
    side.ok().map(|side| side.description)
}

/// What changes; nothing while the new description gives no crate.
fn changes(root: &Path, description: &str, settled: &Settled) -> anyhow::Result<Option<Diff>> {
    let Ok(old) = Side::read(root, "HEAD") else {
        return Ok(None);
    };
    if settled.left.count(Severity::Error) > 0 {
        return Ok(None);
    }
    let folder = scratch(root, "update")?;
    copy(&root.join("spec"), &folder)?;
    fs::write(folder.join("openapi.yaml"), description)?;
    for (path, text) in &settled.files {
        fs::write(folder.join(path), text)?;
    }
    let source = Source::read(&folder.join("openapi.yaml"));
    let source = source.map_err(|error| anyhow::anyhow!("{error}"))?;
    let new = Side {
        description: Description::new(&source),
        spec: folder,
    };
    match between(&old, &new) {
        Ok(diff) => Ok(Some(diff).filter(|diff| !diff.changes.is_empty())),
        Err(error) => {
            eprintln!("not compared with what is replaced: {error:#}");
            Ok(None)
        }
    }
}

/// The changelog with a section about the update, if it does not have one.
fn changelog(root: &Path, diff: Option<&Diff>) -> anyhow::Result<Option<String>> {
    let path = root.join(CHANGELOG);
    let Some(diff) = diff.filter(|_| path.exists()) else {
        return Ok(None);
    };
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let changed = diff.changelog(&text);
    Ok((changed != text).then_some(changed))
}
