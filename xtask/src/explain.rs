//! `cargo xtask explain`: where each fact of an emitted item comes from.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tools::explore;

use crate::print::Format;
use crate::{generate, ir};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// An operation, type, member or parameter: `boards/list`, `boards().list`, `types::Board`, `Board.owner`,
    /// `query.bookmark`, `#/components/schemas/Board`.
    name: String,
    /// How to print it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Read this description instead of the committed one.
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
}

pub(crate) fn run(root: &Path, options: &Options) -> anyhow::Result<ExitCode> {
    let trace = match explore::trace(&generate::lenient(root, options.spec.as_deref())) {
        Ok(trace) => trace,
        Err(failure) => {
            Format::Text.print(&failure.found, None, &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    match trace.explain(&options.name) {
        Ok(explanations) if options.format == Format::Json => {
            ir::print(&(serde_json::to_string_pretty(&explanations)? + "\n"))
        }
        Ok(explanations) => {
            let texts = explanations.iter().map(ToString::to_string);
            ir::print(&texts.collect::<Vec<_>>().join("\n"))
        }
        Err(message) => {
            eprintln!("error: {message}");
            Ok(ExitCode::FAILURE)
        }
    }
}
