//! The maintainers' command line: `cargo xtask`.
//!
//! Thin by design: it reads arguments, calls the generator and prints. It never links the emitted
//! crate, so the crate can be generated while it does not compile.

mod bench;
mod conformance;
mod docs;
mod explain;
mod generate;
mod git;
mod ir;
mod names;
mod print;
mod release;
mod report;
mod spec;
mod surface;
mod tidy;
mod timings;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Three tenths of generation are allocation: with this allocator its user time went from 0.36 to 0.29 s.
#[cfg(feature = "allocator")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    /// Compare what users of emitted crates can name.
    #[command(subcommand)]
    Surface(surface::Command),
    /// Generate the client crate and its wire tests.
    Generate(generate::Options),
    /// Print the API as the generator sees it after a stage or a pass, or what that changed.
    Ir(ir::Options),
    /// Tell where each fact of an operation, type, member or parameter comes from.
    Explain(explain::Options),
    /// Give up names that were given before.
    #[command(subcommand)]
    Names(names::Command),
    /// Run the client against a server (`send`) or recorded responses (`decode`).
    Conformance(conformance::Options),
    /// Count what makes the emitted crate unpleasant, and list it.
    #[command(subcommand)]
    Report(report::Command),
    /// Build the documentation as docs.rs shows it, and measure its pages.
    Docs(docs::Options),
    /// Find the next version, write it and the changelog, commit and tag.
    Release(release::Options),
    /// Check the repository's own files: sizes, boundaries, headers, leftovers.
    Tidy,
    /// Measure generation, compilation, sizes and calls, and hold them against their budgets.
    Bench(bench::Options),
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
        Command::Spec(command) => spec::run(&root, &command),
        Command::Surface(command) => surface::run(&root, &command),
        Command::Generate(options) => Ok(generate::run(&root, &options)),
        Command::Ir(options) => ir::run(&root, &options),
        Command::Explain(options) => explain::run(&root, &options),
        Command::Report(command) => report::run(&root, &command),
        Command::Names(command) => names::run(&root, &command),
        Command::Conformance(options) => conformance::run(&root, &options),
        Command::Docs(options) => docs::run(&root, &options),
        Command::Release(options) => release::run(&root, &options),
        Command::Tidy => tidy::run(&root),
        Command::Bench(options) => bench::run(&root, &options),
    }
}

/// The workspace that the current folder is in, as short as that allows, since it is printed; elsewhere, the one that this
/// program was built in.
fn root() -> PathBuf {
    let is_root =
        |folder: &&Path| folder.join("xtask/Cargo.toml").exists() && folder.join("spec").exists();
    let built_in = || {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .map(Path::to_owned)
    };
    match std::env::current_dir() {
        Ok(current) if is_root(&current.as_path()) => PathBuf::new(),
        Ok(current) => {
            let around = current.ancestors().find(is_root).map(Path::to_owned);
            around.or_else(built_in).unwrap_or_default()
        }
        Err(_) => built_in().unwrap_or_default(),
    }
}
