//! `cargo xtask spec update`: a published description brought in: imported, our own files settled, the client generated;
//! what is left is printed, each finding with its fix.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use generator::diagnostics::Severity;
use generator::output::files;
use generator::source::Source;
use generator::spec::import::Import;
use tools::diff::{self, Description, Diff};
use tools::settle::{self, Incoming, Settled, Step};

use super::diff::{Side, between, copy, scratch};
use super::import::{self, DESCRIPTION, LOCK};
use super::page::page;
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
                fs::write(path, page(&found, None, &[]))?;
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
        let steps = steps(root, &incoming, &settled);
        fs::write(path, page(&settled.left, changes.as_ref(), &steps))?;
    }
    if let Some(diff) = &changes {
        println!("{}", diff.summary());
    }
    super::settle::print(&settled);
    // What stops the update is nearest to where people look first.
    for severity in [Severity::Warning, Severity::Error] {
        format.print(&settled.left.only(severity), None, &[]);
    }
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

/// What was done since the commit: an update may need several runs.
fn steps(root: &Path, incoming: &Incoming, settled: &Settled) -> Vec<Step> {
    let is_repeated = || {
        let text = fs::read_to_string(root.join(DESCRIPTION));
        text.is_ok_and(|text| text == incoming.description)
    };
    let all = || {
        let side = Side::read(root, "HEAD").ok()?;
        let settled = settle::settle(&side.inputs(), Some(incoming)).ok()?;
        Some(settled.steps)
    };
    let all = if is_repeated() { all() } else { None };
    all.unwrap_or_else(|| settled.steps.clone())
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
