//! `cargo xtask report`: what is to be improved in the emitted crate, counted and listed.

use std::path::Path;
use std::process::ExitCode;

use generator::Output;
use generator::output::report::Count;

use crate::print::Format;
use crate::{generate, ir};

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Names, identifiers, arguments and conversions.
    Surface {
        /// List what is counted, not only what is above its limit.
        #[arg(long)]
        list: bool,
    },
    /// Operations, types, fields, variants and parameters: which have words that say more than their names.
    Docs {
        /// Every item, one a line: kind, what it belongs to, name, standing and words, with tabs between.
        #[arg(long)]
        list: bool,
    },
}

pub(crate) fn run(root: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    let output = match generator::generate(&generate::lenient(root, None)) {
        Ok(output) => output,
        Err(failure) => {
            Format::Text.print(&failure.found, None, &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    match command {
        Command::Surface { list } => surface(&output, *list),
        Command::Docs { list: true } => ir::print(&output.documented()),
        Command::Docs { list: false } => ir::print(&(output.documentation() + "\n")),
    }
}

fn surface(output: &Output, list: bool) -> anyhow::Result<ExitCode> {
    let counts = output.counts();
    let text: String = counts.iter().map(|count| count.text(list)).collect();
    ir::print(&text)?;
    let exceeded = counts.iter().any(Count::is_exceeded);
    Ok(if exceeded {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
