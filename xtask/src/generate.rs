//! `cargo xtask generate`: the description to the client crate.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use generator::diagnostics::Report;
use generator::output::files::{self, Difference, Files, Folder, Kind};
use generator::{CRATE, Inputs, Output, RuntimeDependency, spec::import};
use serde_json::{Value, json};
use tools::settle;

use crate::print::Format;
use crate::timings::Timings;

#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// Write nothing; fail if a file differs from what the description gives.
    #[arg(long)]
    check: bool,
    /// Read this description instead of the committed one.
    #[arg(long, value_name = "FILE", requires = "out")]
    spec: Option<PathBuf>,
    /// Write the crate into this folder instead of `generated/`, and no tests.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write into a folder that holds files already. Those that an earlier run did not write are left alone.
    #[arg(long)]
    force: bool,
    /// How findings and differences are reported.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Print what each part of the run costs, one JSON object a line.
    #[arg(long)]
    timings: bool,
}

/// The page of which some parts are generated.
const README: &str = "README.md";

pub(crate) fn run(root: &Path, options: &Options) -> ExitCode {
    generate(root, options).unwrap_or_else(|error| {
        options.format.fail(&error);
        ExitCode::FAILURE
    })
}

fn generate(root: &Path, options: &Options) -> anyhow::Result<ExitCode> {
    let root_of_files = options.out.as_deref().unwrap_or(root);
    // The folder of the crate has the manifest of all generated files.
    let own = if options.out.is_none() { CRATE } else { "" };
    let folder = if options.check {
        None
    } else {
        Some(Folder::open(root_of_files, own, options.force)?)
    };
    if options.spec.is_none() {
        verify_lock(&root.join("spec"))?;
    }
    let mut timings = Timings::start(options.timings);
    let inputs = inputs(root, options)?;
    let output = match generator::generate_observed(&inputs, &mut |part| timings.done(part)) {
        Ok(output) => output,
        Err(failure) => {
            let outcome = outcome(&failure.found);
            options.format.print(&failure.found, Some(&outcome), &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    let readme = (options.out.is_none()).then(|| readme(root, &output));
    let readme = readme.transpose()?.flatten();
    let found = &output.found;
    let all = if options.out.is_none() {
        output.workspace()
    } else {
        output.files
    };
    timings.done("beside the crate");
    let below = root_of_files;
    let outcome = match folder {
        None => {
            let mut differences = files::check(below, own, &all)?;
            differences.extend(readme.map(|_| readme_changed()));
            report_check(below, &differences, found, options.format)
        }
        Some(folder) => {
            let differences = folder.write(&all)?;
            drop(folder);
            if let Some(text) = readme {
                files::replace(root, &[(README, &text)])?;
            }
            report_write(below, &all, &differences, found, options.format);
            ExitCode::SUCCESS
        }
    };
    timings.done("files");
    Ok(outcome)
}

fn readme_changed() -> Difference {
    let (path, kind) = (README.to_owned(), Kind::Changed);
    Difference { path, kind }
}

/// The text of README.md, if its generated parts have to change.
fn readme(root: &Path, output: &Output) -> anyhow::Result<Option<String>> {
    let text = fs::read_to_string(root.join(README)).context("cannot read README.md")?;
    let updated = output.readme(&text);
    Ok((updated != text).then_some(updated))
}

/// What came of a run that failed, and what settles many of its findings at once.
fn outcome(found: &Report) -> String {
    let nothing = "nothing was written";
    let unneeded = settle::unneeded(found);
    if unneeded.is_empty() {
        return nothing.to_owned();
    }
    let codes: BTreeSet<&str> = unneeded.iter().map(|one| one.code.text()).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    format!(
        "{} entries of ours match nothing ({}); to settle all of them: cargo xtask spec settle\n{nothing}",
        unneeded.len(),
        codes.join(", ")
    )
}

/// The inputs of a run that only looks: nothing is required of our own inputs.
pub(crate) fn lenient(root: &Path, spec: Option<&Path>) -> Inputs {
    let spec_dir = root.join("spec");
    let committed = || spec_dir.join("openapi.yaml");
    Inputs {
        description: spec.map_or_else(committed, Path::to_owned),
        spec_dir,
        strict: false,
        runtime: RuntimeDependency {
            path: "../runtime".to_owned(),
            version: version(root),
            in_workspace: true,
        },
    }
}

/// The version of the workspace as it is on the disk: a release writes it while this program has the one before.
pub(crate) fn version(root: &Path) -> String {
    let stated = fs::read_to_string(root.join("Cargo.toml")).ok();
    let stated = stated.and_then(|manifest| {
        let (_, section) = manifest.split_once("[workspace.package]")?;
        let (_, rest) = section.split_once("\nversion = \"")?;
        Some(rest.split_once('"')?.0.to_owned())
    });
    stated.unwrap_or_else(|| env!("CARGO_PKG_VERSION").to_owned())
}

/// The committed description is strict about our own inputs, another one lenient.
fn inputs(root: &Path, options: &Options) -> anyhow::Result<Inputs> {
    let spec_dir = root.join("spec");
    let runtime_path = match &options.out {
        Some(_) => std::path::absolute(root.join("runtime"))?
            .display()
            .to_string(),
        None => "../runtime".to_owned(),
    };
    Ok(Inputs {
        description: options
            .spec
            .clone()
            .unwrap_or_else(|| spec_dir.join("openapi.yaml")),
        spec_dir,
        strict: options.spec.is_none(),
        runtime: RuntimeDependency {
            path: runtime_path,
            version: version(root),
            in_workspace: options.out.is_none(),
        },
    })
}

/// An edit of the imported description would be lost with the next import.
fn verify_lock(spec: &Path) -> anyhow::Result<()> {
    let read = |name| {
        let path = spec.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let verified = import::verify(&read("spec.lock.toml")?, &read("openapi.yaml")?);
    if let Err(message) = verified {
        bail!(message);
    }
    Ok(())
}

fn report_check(
    root: &Path,
    differences: &[Difference],
    found: &Report,
    format: Format,
) -> ExitCode {
    if format == Format::Text {
        for difference in differences {
            println!("{}", difference.below(root));
        }
    }
    let outcome = format!(
        "{} files differ from what the inputs give; run: cargo xtask generate",
        differences.len()
    );
    let outcome = (!differences.is_empty()).then_some(outcome.as_str());
    format.print(
        found,
        outcome,
        &[("differences", values(root, differences))],
    );
    match outcome {
        Some(_) => ExitCode::FAILURE,
        None => ExitCode::SUCCESS,
    }
}

fn report_write(
    root: &Path,
    files: &Files,
    differences: &[Difference],
    found: &Report,
    format: Format,
) {
    format.print(found, None, &[("differences", values(root, differences))]);
    if format == Format::Text {
        let removed = differences
            .iter()
            .filter(|one| one.kind == Kind::Orphan)
            .count();
        println!(
            "{} files, {} written, {removed} removed",
            files.len(),
            differences.len() - removed,
        );
    }
}

fn values(root: &Path, differences: &[Difference]) -> Value {
    differences
        .iter()
        .map(|one| difference(root, one))
        .collect()
}

fn difference(folder: &Path, difference: &Difference) -> Value {
    let kind = match difference.kind {
        Kind::Changed => "changed",
        Kind::Missing => "missing",
        Kind::Orphan => "orphan",
    };
    let path = folder.join(&difference.path);
    json!({ "path": path.display().to_string(), "kind": kind })
}
