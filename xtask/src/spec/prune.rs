//! `cargo xtask spec prune`: our own files without what the description has no use for.

use std::path::Path;
use std::process::ExitCode;

use generator::diagnostics::Severity;
use generator::output::files;
use generator::tools::prune::{self, Pruned};

use crate::generate;
use crate::told::Format;

pub(super) fn run(root: &Path) -> anyhow::Result<ExitCode> {
    let pruned = match prune::prune(&generate::lenient(root, None)) {
        Ok(pruned) => pruned,
        Err(failure) => {
            Format::Text.tell(&failure.found, Some("nothing was removed"), &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    let texts = pruned.files.iter();
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
    tell(&pruned);
    Ok(ExitCode::SUCCESS)
}

fn tell(pruned: &Pruned) {
    for entry in &pruned.removed {
        println!(
            "removed from {}: {} ({})",
            entry.file, entry.why, entry.reason
        );
    }
    for finding in prune::unneeded(&pruned.left) {
        let place = &finding.place;
        println!(
            "left in {}, at {}: it shares its lines with something else; remove it by hand",
            place.file, place.at
        );
    }
    let waiting = prune::waiting(&pruned.left);
    if waiting > 0 {
        println!(
            "{waiting} more meet nothing, perhaps because of another error: settle that and prune again"
        );
    }
    let errors = pruned.left.count(Severity::Error);
    let left = match errors {
        0 => String::new(),
        errors => format!(", {errors} errors left"),
    };
    println!(
        "{} entries removed{left}; next: cargo xtask generate",
        pruned.removed.len()
    );
}
