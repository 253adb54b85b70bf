//! `cargo xtask spec`: the description in `spec/`.

mod diff;
mod import;
mod prune;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

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
    /// Remove what the description has no use for from `spec/overlays/`, `spec/accepted.toml` and `spec/names.toml`:
    /// all that the findings E0501, E0502, E0511 and E0702 say to remove.
    Prune,
    /// Tell what changed between two descriptions, and what that is to users of the crate.
    Diff(diff::Options),
}

pub(crate) fn run(root: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Import { file, format } => Ok(import::run(root, file, *format)),
        Command::Prune => prune::run(root),
        Command::Diff(options) => diff::run(root, options),
    }
}
