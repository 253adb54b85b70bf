//! `cargo xtask spec`: the description in `spec/`.

mod diff;
mod import;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Reduce a published description (YAML or JSON) to its facts and write `spec/openapi.yaml`.
    Import {
        /// The published description.
        file: PathBuf,
    },
    /// Tell what changed between two descriptions, and what that is to users of the crate.
    Diff(diff::Options),
}

pub(crate) fn run(root: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Import { file } => import::run(root, file),
        Command::Diff(options) => diff::run(root, options),
    }
}
