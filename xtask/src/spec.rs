//! `cargo xtask spec`: the description in `spec/`.

mod diff;
mod import;
mod page;
mod settle;
mod update;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::print::Format;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Bring a published description in: import it, settle what is certain, generate, and say what is left.
    Update {
        /// The published description.
        file: PathBuf,
        /// Only say what would be done.
        #[arg(long)]
        dry_run: bool,
        /// Write a page for the pull request into this file: what is left, the review, what was settled.
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
    },
    /// Reduce a published description (YAML or JSON) to its facts and write `spec/openapi.yaml`, nothing else.
    Import {
        /// The published description.
        file: PathBuf,
        /// How findings are reported.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Fit `spec/` to the description: entries go along with what is called otherwise, and go with what is gone, as do
    /// the names of what is gone.
    Settle {
        /// Only say what would be done.
        #[arg(long)]
        dry_run: bool,
    },
    /// Tell what changed between two descriptions, and what that is to users of the crate.
    Diff(diff::Options),
}

pub(crate) fn run(root: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Update {
            file,
            dry_run,
            report,
        } => update::run(root, file, *dry_run, report.as_deref()),
        Command::Import { file, format } => Ok(import::run(root, file, *format)),
        Command::Settle { dry_run } => settle::run(root, *dry_run),
        Command::Diff(options) => diff::run(root, options),
    }
}
