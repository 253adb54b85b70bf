//! `cargo xtask ir`: the API as the generator sees it between its stages.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tools::explore;

use crate::{generate, print};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// After this stage: `lower`, `normalise` or `freeze`, which is the last.
    #[arg(long, value_name = "STAGE", conflicts_with = "pass")]
    stage: Option<String>,
    /// After this pass.
    #[arg(long, value_name = "PASS")]
    pass: Option<String>,
    /// Only this operation, type or parameter and what belongs to it.
    #[arg(long)]
    name: Option<String>,
    /// Only what the stage or pass changed; without one, what each changed.
    #[arg(long)]
    diff: bool,
    /// Read this description instead of the committed one.
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
}

pub(crate) fn run(root: &Path, options: &Options) -> anyhow::Result<ExitCode> {
    let trace = match explore::trace(&generate::lenient(root, options.spec.as_deref())) {
        Ok(trace) => trace,
        Err(failure) => {
            print::Format::Text.print(&failure.found, None, &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    let step = options.stage.as_deref().or(options.pass.as_deref());
    match trace.show(step, options.name.as_deref(), options.diff) {
        Ok(text) => print(&text),
        Err(message) => {
            eprintln!("error: {message}");
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Whoever reads may have had enough before the end.
pub(crate) fn print(text: &str) -> anyhow::Result<ExitCode> {
    use std::io::{ErrorKind, Write};

    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}
