//! `cargo xtask spec diff`: two descriptions, from files or from git, each with what belongs to it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use generator::source::Source;
use generator::{Inputs, RuntimeDependency};
use tools::diff::{Description, Diff};

use crate::git;
use crate::print::Format;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The old description: a file, a git revision (its `spec/openapi.yaml`), or `REVISION:PATH`.
    old: String,
    /// The new description, likewise.
    new: String,
    /// How to print the changes.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Print one page for reviewers instead of every change.
    #[arg(long)]
    review: bool,
}

/// A description and the folder of the overlays, names and lock that it is emitted with.
pub(super) struct Side {
    pub(super) description: Description,
    pub(super) spec: PathBuf,
}

pub(crate) fn run(root: &Path, options: &Options) -> anyhow::Result<ExitCode> {
    let (old, new) = (
        Side::read(root, &options.old)?,
        Side::read(root, &options.new)?,
    );
    for (side, what) in [(&old, &options.old), (&new, &options.new)] {
        if side.description.findings().has_errors() {
            eprintln!(
                "{what}: the import would refuse this description; it is compared all the same"
            );
        }
    }
    let diff = between(&old, &new)?;
    match options.format {
        Format::Text if options.review => print!("{}", diff.review()),
        Format::Text => print!("{}", diff.markdown()),
        Format::Json => println!("{}", serde_json::to_string_pretty(&diff.json())?),
    }
    Ok(ExitCode::SUCCESS)
}

/// Compares two descriptions, each emitted with its own overlays and names.
pub(super) fn between(old: &Side, new: &Side) -> anyhow::Result<Diff> {
    let compared = Diff::between(
        (&old.description, &old.inputs()),
        (&new.description, &new.inputs()),
    );
    match compared {
        Ok(diff) => Ok(diff),
        Err(failure) => bail!("a description gives no crate\n{}", failure.report),
    }
}

impl Side {
    /// A file is emitted with what the working tree has, a revision with its own.
    pub(super) fn read(root: &Path, what: &str) -> anyhow::Result<Self> {
        let path = Path::new(what);
        let (source, spec) = if path.is_file() {
            (Source::read(path), root.join("spec"))
        } else {
            let (revision, file) = what.split_once(':').unwrap_or((what, "spec/openapi.yaml"));
            let text = git::file(root, revision, file)?;
            let source = Source::from_text(format!("{revision}:{file}"), text);
            (source, checked_out(root, revision)?)
        };
        let source = source.map_err(|error| anyhow::anyhow!("{error}"))?;
        Ok(Self {
            description: Description::new(&source),
            spec,
        })
    }

    pub(super) fn inputs(&self) -> Inputs {
        Inputs {
            description: self.spec.join("openapi.yaml"),
            spec_dir: self.spec.clone(),
            strict: false,
            runtime: RuntimeDependency {
                path: "../runtime".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                in_workspace: false,
            },
        }
    }
}

/// The folder `spec/` of a revision, on disk.
fn checked_out(root: &Path, revision: &str) -> anyhow::Result<PathBuf> {
    let word: String = revision
        .chars()
        .map(|one| {
            if one.is_ascii_alphanumeric() {
                one
            } else {
                '-'
            }
        })
        .collect();
    let folder = scratch(root, &word)?;
    for (path, text) in git::files(root, revision, "spec")? {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(folder)
}

/// An empty folder that nobody keeps.
pub(super) fn scratch(root: &Path, name: &str) -> anyhow::Result<PathBuf> {
    let folder = root.join("target/spec").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}

/// Copies the files of a folder and of the folders in it.
pub(super) fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
