//! `cargo xtask names`: the lines of `spec/names.lock.toml` that a maintainer gives up.

use std::path::Path;
use std::process::ExitCode;

use generator::output::files;
use generator::rust::lock::Lock;

use crate::generate;
use crate::told::Format;

const LOCK: &str = "spec/names.lock.toml";

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Give up names, each written as a finding prints it: `types.Board`, `fields.Board.owner`, `operations.boards.list`.
    Accept {
        /// The names.
        #[arg(required_unless_present = "moved")]
        names: Vec<String>,
        /// All names whose items would be called something else.
        #[arg(long)]
        moved: bool,
    },
    /// Give up all names that belong to nothing any more.
    Prune,
}

pub(crate) fn run(root: &Path, command: &Command) -> anyhow::Result<ExitCode> {
    let lock = match Lock::open(&root.join(LOCK)) {
        Ok(lock) => lock,
        Err(found) => {
            Format::Text.tell(&found, None, &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut names = Vec::new();
    if let Command::Accept { names: given, .. } = command {
        names.clone_from(given);
    }
    if !matches!(command, Command::Accept { moved: false, .. }) {
        let inputs = generate::lenient(root, None);
        match (generator::generate(&inputs), command) {
            (Err(failure), _) => {
                Format::Text.tell(&failure.found, None, &[]);
                return Ok(ExitCode::FAILURE);
            }
            (Ok(output), Command::Accept { .. }) => names.extend(output.kept.moved),
            (Ok(output), Command::Prune) => names.extend(output.kept.gone),
        }
    }
    let lines = match lock.without(&names) {
        Ok(lines) => lines,
        Err(message) => {
            eprintln!("error: {message}");
            return Ok(ExitCode::FAILURE);
        }
    };
    for name in &names {
        println!("given up: {name}");
    }
    if !names.is_empty() {
        files::replace(root, &[(LOCK, &lines.text())])?;
    }
    println!("{} names given up; next: cargo xtask generate", names.len());
    Ok(ExitCode::SUCCESS)
}
