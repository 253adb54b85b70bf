//! `cargo xtask spec diff`: two descriptions, from files or from git.

use std::path::Path;
use std::process::ExitCode;

use anyhow::bail;
use generator::source::Source;
use generator::tools::diff::{Description, Diff};
use generator::{Inputs, RuntimeDependency};

use crate::format::Format;
use crate::git;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The old description: a file, a git revision (its `spec/openapi.yaml`), or `REVISION:PATH`.
    old: String,
    /// The new description, likewise.
    new: String,
    /// How to print the changes.
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// Print the numbers and what breaks callers, nothing else.
    #[arg(long)]
    brief: bool,
}

pub(crate) fn run(root: &Path, options: &Options) -> anyhow::Result<ExitCode> {
    let (old, new) = (read(root, &options.old)?, read(root, &options.new)?);
    for source in [&old, &new] {
        let findings = Description::new(source).findings();
        if findings.has_errors() {
            eprintln!(
                "{}: the import would refuse this description; it is compared all the same",
                source.name()
            );
        }
    }
    let (old, new) = (Description::new(&old), Description::new(&new));
    let diff = between(root, &old, &new)?;
    match options.format {
        Format::Markdown if options.brief => print!("{}", diff.brief()),
        Format::Markdown => print!("{}", diff.markdown()),
        Format::Json => println!("{}", serde_json::to_string_pretty(&diff.json())?),
    }
    Ok(ExitCode::SUCCESS)
}

/// Compares two descriptions, both emitted with the overlays and names of the working tree.
pub(super) fn between(root: &Path, old: &Description, new: &Description) -> anyhow::Result<Diff> {
    let inputs = Inputs {
        description: root.join("spec/openapi.yaml"),
        spec_dir: root.join("spec"),
        strict: false,
        runtime: RuntimeDependency {
            path: "../runtime".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            in_workspace: false,
        },
    };
    match Diff::between(old, new, &inputs) {
        Ok(diff) => Ok(diff),
        Err(failure) => bail!("a description gives no crate\n{}", failure.report),
    }
}

fn read(root: &Path, what: &str) -> anyhow::Result<Source> {
    let path = Path::new(what);
    let source = if path.is_file() {
        Source::read(path)
    } else {
        let (revision, file) = what.split_once(':').unwrap_or((what, "spec/openapi.yaml"));
        Source::from_text(
            format!("{revision}:{file}"),
            git::file(root, revision, file)?,
        )
    };
    source.map_err(|error| anyhow::anyhow!("{error}"))
}
