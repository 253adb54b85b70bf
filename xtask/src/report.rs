//! `cargo xtask report`: what the emitted crate is like, in figures.

use std::path::Path;
use std::process::ExitCode;

use crate::{generate, told};

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// What of the crate has words: operations, types, fields, variants and parameters.
    Docs {
        /// Every item, one a line: kind, what it belongs to, name, standing and words, with tabs between.
        #[arg(long)]
        items: bool,
    },
}

pub(crate) fn run(root: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    let output = match generator::generate(&generate::lenient(root, None)) {
        Ok(output) => output,
        Err(failure) => {
            told::Format::Text.tell(&failure.found, None, &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    let Command::Docs { items } = command;
    let text = if *items {
        output.documented()
    } else {
        output.documentation() + "\n"
    };
    crate::ir::print(&text)
}
