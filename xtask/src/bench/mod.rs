//! `cargo xtask bench`: measures what has a budget, and everything that tells where the cost is.
//!
//! Takes parts and repetitions; gives one figure a line, and at the end every budget. Invariant: a budget is a part of something that
//! is measured in the same run; only what a check of the whole crate takes also has one in seconds and MiB.

mod client;
mod compile;
mod copies;
mod figure;
mod generate;
mod growth;
mod peers;
mod plots;
mod process;
mod programs;
mod size;
mod spread;
mod workspace;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use serde_json::Value;

use self::figure::Figure;
use self::peers::Peer;
use self::workspace::Workspace;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// What to measure; everything if nothing is named.
    #[arg(value_enum)]
    parts: Vec<Part>,
    /// How often each figure is taken; the middle one counts.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..))]
    runs: u8,
    /// Print one JSON document.
    #[arg(long)]
    json: bool,
    /// Draw what is compared into this folder too, one picture a part.
    #[arg(long, value_name = "FOLDER")]
    svg: Option<PathBuf>,
    /// Leave out what is a part of another generator's figures, which is installed otherwise.
    #[arg(long)]
    no_peer: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Part {
    /// CPU and memory of generation, per stage.
    Generate,
    /// The same for descriptions of several sizes; time and memory of the client for work of several sizes.
    Scale,
    /// CPU and memory of `cargo check` and `cargo build` of the emitted crate.
    Compile,
    /// Lines, library, stripped program.
    Size,
    /// Calls and decoding beside hand-written code.
    Client,
}

pub(crate) fn run(root: &Path, options: &Options) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::new(root)?;
    let parts = match options.parts.as_slice() {
        [] => Part::value_variants(),
        some => some,
    };
    let mut figures = Vec::new();
    for part in parts {
        let measured = measure(&workspace, *part, options)?;
        if !options.json {
            for figure in &measured {
                println!("{}", figure.line());
            }
        }
        figures.extend(measured);
    }
    if options.json {
        let figures: Vec<Value> = figures.iter().map(Figure::json).collect();
        println!("{:#}", Value::from(figures));
    }
    if let Some(folder) = &options.svg {
        plots::draw(folder, &figures)?;
    }
    Ok(verdict(&figures))
}

/// Tells every budget, and of those that are missed where to read why.
fn verdict(figures: &[Figure]) -> ExitCode {
    let budgets: Vec<&Figure> = figures.iter().filter(|one| one.budget.is_some()).collect();
    let missed = budgets.iter().filter(|one| !one.is_met()).count();
    eprintln!("\n{} budgets, {missed} missed", budgets.len());
    for figure in budgets {
        let met = figure.is_met();
        let why = if met {
            String::new()
        } else {
            format!("  {}", figure.paragraph())
        };
        eprintln!("{}{why}", figure.line());
    }
    if missed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn measure(workspace: &Workspace, part: Part, options: &Options) -> anyhow::Result<Vec<Figure>> {
    let runs = usize::from(options.runs);
    let peer = || {
        (!options.no_peer)
            .then(|| Peer::find(workspace))
            .transpose()
    };
    match part {
        Part::Generate => generate::run(workspace, peer()?.as_ref(), runs),
        Part::Scale => Ok([
            generate::scale(workspace, runs)?,
            growth::run(workspace, runs)?,
        ]
        .concat()),
        Part::Compile => compile::run(workspace, peer()?.as_ref(), runs),
        Part::Size => size::run(workspace),
        Part::Client => client::run(workspace, runs),
    }
}
