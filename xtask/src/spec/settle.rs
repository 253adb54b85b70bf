//! `cargo xtask spec settle`: our own files fitted to the description.

use std::path::Path;
use std::process::ExitCode;

use generator::diagnostics::Severity;
use generator::output::files;
use tools::settle::{self, Settled};

use crate::generate;
use crate::print::Format;

pub(super) fn run(root: &Path, dry_run: bool) -> anyhow::Result<ExitCode> {
    let settled = match settle::settle(&generate::lenient(root, None), None) {
        Ok(settled) => settled,
        Err(failure) => {
            Format::Text.print(&failure.found, Some("nothing was settled"), &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    if !dry_run {
        write(root, &settled)?;
    }
    print(&settled);
    if settled.left.count(Severity::Error) == 0 {
        println!("next: cargo xtask generate");
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the files that changed.
pub(super) fn write(root: &Path, settled: &Settled) -> anyhow::Result<()> {
    let texts = settled.files.iter();
    let texts: Vec<(String, &str)> = texts
        .map(|(path, text)| (format!("spec/{path}"), text.as_str()))
        .collect();
    let texts: Vec<(&str, &str)> = texts
        .iter()
        .map(|(path, text)| (path.as_str(), *text))
        .collect();
    if !texts.is_empty() {
        files::replace(root, &texts)?;
    }
    Ok(())
}

/// Prints what was done, and what is left for people.
pub(super) fn print(settled: &Settled) {
    for step in &settled.steps {
        let reason = match step.reason.trim() {
            "" => String::new(),
            reason => format!(" ({reason})"),
        };
        println!(
            "{} in {}: {}{reason}",
            step.what.word(),
            step.file,
            step.why
        );
    }
    for finding in settle::unneeded(&settled.left) {
        let place = &finding.place;
        println!(
            "left in {}, at {}: it cannot be separated from what is around it; remove it by hand",
            place.file, place.at
        );
    }
    let waiting = settle::waiting(&settled.left);
    if waiting > 0 {
        println!(
            "{waiting} more match nothing, perhaps because of another error: settle again after that"
        );
    }
    let errors = settled.left.count(Severity::Error);
    println!(
        "{} entries settled, {errors} errors left",
        settled.steps.len()
    );
}
