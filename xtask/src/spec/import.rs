//! `cargo xtask spec import`: a published description to `spec/`.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use generator::diagnostics::Report;
use generator::source::Source;
use generator::spec::import::{self, Import};
use generator::{output::files, spec::overlay};
use serde_json::Value;

use crate::print::Format;

pub(super) const DESCRIPTION: &str = "spec/openapi.yaml";
pub(super) const LOCK: &str = "spec/spec.lock.toml";

pub(super) fn run(root: &Path, file: &Path, format: Format) -> ExitCode {
    import(root, file, format).unwrap_or_else(|error| {
        format.fail(&error);
        ExitCode::FAILURE
    })
}

fn import(root: &Path, file: &Path, format: Format) -> anyhow::Result<ExitCode> {
    let (_, import, found) = match read(root, file) {
        Ok(imported) => imported,
        Err(found) => {
            format.print(&found, Some("nothing was imported"), &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    let texts = [
        (DESCRIPTION, import.description.as_str()),
        (LOCK, import.lock.as_str()),
    ];
    files::replace(root, &texts)?;
    let version = Value::from(import.version.as_str());
    format.print(&found, None, &[("imported", version)]);
    if format == Format::Text {
        println!("imported {}; next: cargo xtask spec settle", import.version);
    }
    Ok(ExitCode::SUCCESS)
}

/// The facts of a published description, or everything that is against them.
pub(super) fn read(root: &Path, file: &Path) -> Result<(Source, Import, Report), Report> {
    let overlays = overlay::load_dir(&root.join("spec/overlays"));
    let accepted = Source::read_if_there(&root.join("spec/accepted.toml"));
    match (Source::read(file), overlays, accepted) {
        (Ok(source), Ok(overlays), Ok(accepted)) => {
            let (import, found) = import::import_under(&source, &overlays, &Arc::new(accepted))?;
            Ok((source, import, found))
        }
        (source, overlays, accepted) => {
            let errors = source.err().into_iter().chain(overlays.err());
            let errors: Vec<_> = errors.chain(accepted.err()).collect();
            Err(Report::of_errors(&errors))
        }
    }
}
