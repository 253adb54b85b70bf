//! `cargo xtask spec`: the description in `spec/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use generator::diagnostics::Report;
use generator::source::Source;
use generator::{import, overlay};

use crate::told::Format;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Reduce a published description (YAML or JSON) to its facts and write `spec/openapi.yaml`.
    Import {
        /// The published description.
        file: PathBuf,
        /// How findings are told.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
}

pub(crate) fn run(root: &Path, command: &Command) -> ExitCode {
    let Command::Import { file, format } = command;
    import(root, file, *format).unwrap_or_else(|error| {
        format.fail(&error);
        ExitCode::FAILURE
    })
}

fn import(root: &Path, file: &Path, format: Format) -> anyhow::Result<ExitCode> {
    let nothing = Some("nothing was imported");
    let source = match Source::read(file) {
        Ok(source) => source,
        Err(error) => {
            format.tell(&Report::of_errors(&[error]), nothing, &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    let spec = root.join("spec");
    let overlays = overlay::load_dir(&spec.join("overlays"))?;
    let (import, found) = match import::import_under(&source, &overlays) {
        Ok(imported) => imported,
        Err(found) => {
            format.tell(&found, nothing, &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    write(&spec.join("openapi.yaml"), &import.description)?;
    write(&spec.join("spec.lock.toml"), &import.lock)?;
    format.tell(&found, None, &[]);
    if format == Format::Text {
        println!("imported {}; next: cargo xtask generate", import.version);
    }
    Ok(ExitCode::SUCCESS)
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
