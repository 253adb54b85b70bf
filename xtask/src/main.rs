//! The maintainers' command line: `cargo xtask`.
//!
//! Thin by design: it reads arguments, calls the generator and prints. It never links the emitted
//! crate, so the crate can be generated while it does not compile.

mod conformance;
mod generate;
mod spec;
mod told;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Imports the description, generates the client, checks it."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Work on the description in `spec/`.
    #[command(subcommand)]
    Spec(spec::Command),
    /// Generate the client crate and its wire tests.
    Generate(generate::Options),
    /// Run the client against a server (`send`) or recorded responses (`decode`).
    Conformance(conformance::Options),
}

fn main() -> ExitCode {
    run().unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn run() -> anyhow::Result<ExitCode> {
    let root = root();
    match Arguments::parse().command {
        Command::Spec(command) => Ok(spec::run(&root, &command)),
        Command::Generate(options) => Ok(generate::run(&root, &options)),
        Command::Conformance(options) => conformance::run(&root, &options),
    }
}

/// The workspace's folder; as short as the current folder allows, since it is printed.
fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = manifest.parent().unwrap_or(manifest);
    match std::env::current_dir() {
        Ok(current) if current == root => PathBuf::new(),
        _ => root.to_owned(),
    }
}
