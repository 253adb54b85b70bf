//! `cargo xtask surface`: what users of the emitted crate can name.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use tools::diff::{Class, Surface, Symbols};

use crate::git;
use crate::print::Format;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Compare the surfaces of two emitted crates; without arguments, that of the last commit and that of the files.
    Diff(Options),
}

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The old crate: a git revision (its `generated/`) or a folder.
    #[arg(default_value = "HEAD")]
    old: String,
    /// The new crate, likewise; `generated/` as it is on the disk if left out.
    new: Option<String>,
    /// How to print the symbols.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Fail if something breaks callers.
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(root: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    let Command::Diff(options) = command;
    let old = symbols(root, &options.old)?;
    let new = match &options.new {
        Some(new) => symbols(root, new)?,
        None => of_folder(&root.join("generated"))?,
    };
    let surface = Surface::between(&old, &new);
    match options.format {
        Format::Text => print!("{}", surface.markdown()),
        Format::Json => println!("{}", serde_json::to_string_pretty(&surface.json())?),
    }
    let breaks = surface.worst() == Some(Class::Breaking);
    Ok(if options.check && breaks {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// What changed between the crate at a revision and the one on the disk.
pub(crate) fn since(root: &Path, revision: &str) -> anyhow::Result<Surface> {
    let old = symbols(root, revision)?;
    Ok(Surface::between(&old, &of_folder(&root.join("generated"))?))
}

fn symbols(root: &Path, what: &str) -> anyhow::Result<Symbols> {
    if Path::new(what).is_dir() {
        return of_folder(Path::new(what));
    }
    Ok(of(&git::files(root, what, "generated/src")?))
}

fn of_folder(folder: &Path) -> anyhow::Result<Symbols> {
    let mut files = BTreeMap::new();
    let source = folder.join("src");
    let mut open = vec![(source.clone(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        let entries =
            fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.is_dir() {
                open.push((path, format!("{prefix}{name}/")));
            } else {
                let text = fs::read_to_string(&path)
                    .with_context(|| format!("cannot read {}", path.display()))?;
                files.insert(format!("{prefix}{name}"), text);
            }
        }
    }
    Ok(of(&files))
}

/// The symbols of the files below `src/`.
fn of(files: &BTreeMap<String, String>) -> Symbols {
    let files: Vec<(String, &str)> = files
        .iter()
        .map(|(path, text)| (format!("src/{path}"), text.as_str()))
        .collect();
    Symbols::of(files.iter().map(|(path, text)| (path.as_str(), *text)))
}
