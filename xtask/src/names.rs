//! `cargo xtask names`: the lines of `spec/names.lock.toml` that a maintainer gives up.

use std::path::Path;
use std::process::ExitCode;

use generator::output::files;
use generator::rust::lock::Lock;

use crate::generate;
use crate::print::Format;

const LOCK: &str = "spec/names.lock.toml";

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Give up names, each written as a finding prints it: `types.Board`, `fields.Board.owner`, `operations.boards.list`.
    Accept {
        /// The names.
        #[arg(required_unless_present = "renamed")]
        names: Vec<String>,
        /// All names whose items would be called something else.
        #[arg(long)]
        renamed: bool,
    },
}

pub(crate) fn run(root: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    let mut lock = match Lock::open(&root.join(LOCK)) {
        Ok(lock) => lock,
        Err(found) => {
            Format::Text.print(&found, None, &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    let Command::Accept { names, renamed } = command;
    let mut names = names.clone();
    if *renamed {
        match generator::generate(&generate::lenient(root, None)) {
            Ok(output) => names.extend(output.locked.renamed),
            Err(failure) => {
                Format::Text.print(&failure.found, None, &[]);
                return Ok(ExitCode::FAILURE);
            }
        }
    }
    if let Err(message) = lock.entries.give_up(&names) {
        eprintln!("error: {message}");
        return Ok(ExitCode::FAILURE);
    }
    for name in &names {
        println!("given up: {name}");
    }
    if !names.is_empty() {
        files::replace(root, &[(LOCK, &lock.entries.text())])?;
    }
    println!("{} names given up; next: cargo xtask generate", names.len());
    Ok(ExitCode::SUCCESS)
}
