//! `cargo xtask spec`: the description in `spec/`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use generator::source::Source;
use generator::{files, import};

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Reduce a published description (YAML or JSON) to its facts and write `spec/openapi.yaml`.
    Import {
        /// The published description.
        file: PathBuf,
    },
}

pub(crate) fn run(root: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    let Command::Import { file } = command;
    let source = match Source::read(file) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("{error}");
            return Ok(ExitCode::FAILURE);
        }
    };
    let import = match import::import(&source) {
        Ok(import) => import,
        Err(findings) => {
            eprint!("{}", findings.render(&source));
            eprintln!("nothing was imported");
            return Ok(ExitCode::FAILURE);
        }
    };
    eprint!("{}", import.findings.render(&source));
    let texts = [
        ("spec/openapi.yaml", import.description.as_str()),
        ("spec/spec.lock.toml", import.lock.as_str()),
    ];
    let _lock = files::lock(root)?;
    files::replace(root, &texts)?;
    println!("imported {}; next: cargo xtask generate", import.version);
    Ok(ExitCode::SUCCESS)
}
