//! `cargo xtask generate`: the description to the client crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use generator::diagnostics::Report;
use generator::files::{self, Difference, Kind};
use generator::{Inputs, Output, RuntimeDependency, import, prune};
use serde_json::{Value, json};

use crate::timings::Timings;
use crate::told::Format;

#[derive(clap::Args)]
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
    /// How findings and differences are told.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Print what each part of the run costs, one JSON object a line.
    #[arg(long)]
    timings: bool,
}

/// The page of which some parts are generated.
const README: &str = "README.md";

/// A folder below the root and the files that it should have.
type Target = (&'static str, BTreeMap<String, String>);

pub(crate) fn run(root: &Path, options: &Options) -> ExitCode {
    generate(root, options).unwrap_or_else(|error| {
        options.format.fail(&error);
        ExitCode::FAILURE
    })
}

fn generate(root: &Path, options: &Options) -> anyhow::Result<ExitCode> {
    let folder = options.out.as_deref().unwrap_or(root);
    let _lock = if options.check {
        None
    } else {
        files::lock(folder)?
    };
    settle(folder, options.check)?;
    if options.spec.is_none() {
        verify_lock(&root.join("spec"))?;
    }
    let mut timings = Timings::start(options.timings);
    let inputs = inputs(root, options)?;
    let output = match generator::generate_watched(&inputs, &mut |part| timings.done(part)) {
        Ok(output) => output,
        Err(failure) => {
            let outcome = outcome(&failure.found);
            options.format.tell(&failure.found, Some(&outcome), &[]);
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut targets = Vec::new();
    if options.out.is_none() {
        targets.push(("tests/src/emitted", output.tests()));
        targets.push(("spec", output.spec()));
        targets.push(("docs", generator::documents()));
        timings.done("beside the crate");
    }
    let own = if options.out.is_none() {
        "generated"
    } else {
        ""
    };
    let readme = (options.out.is_none()).then(|| readme(root, &output));
    let readme = readme.transpose()?.flatten();
    targets.insert(0, (own, output.files));
    let outcome = if options.check {
        check(
            folder,
            &targets,
            readme.is_some(),
            &output.found,
            options.format,
        )
    } else {
        if let Some(text) = readme {
            fs::write(root.join(README), text).context("cannot write README.md")?;
        }
        write(folder, &targets, &output.found, options.format)
    };
    timings.done("files");
    outcome
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
    let unneeded = prune::unneeded(found);
    if unneeded.is_empty() {
        return nothing.to_owned();
    }
    let codes: BTreeSet<&str> = unneeded.iter().map(|one| one.code.text()).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    format!(
        "{} entries of ours meet nothing ({}); to remove all of them: cargo xtask spec prune\n{nothing}",
        unneeded.len(),
        codes.join(", ")
    )
}

/// What an interrupted run left is restored before anything is read, or named if nothing may be written.
fn settle(folder: &Path, check: bool) -> anyhow::Result<()> {
    if !check {
        if files::recover(folder)? {
            eprintln!("an earlier run was interrupted; its changes were taken back");
        }
    } else if let Some(journal) = files::interrupted(folder) {
        bail!(
            "{}: an earlier run was interrupted; run: cargo xtask generate",
            journal.display()
        );
    }
    Ok(())
}

/// The inputs of a run that only looks: nothing is demanded of our own inputs.
pub(crate) fn lenient(root: &Path, spec: Option<&Path>) -> Inputs {
    let spec_dir = root.join("spec");
    let committed = || spec_dir.join("openapi.yaml");
    Inputs {
        description: spec.map_or_else(committed, Path::to_owned),
        spec_dir,
        strict: false,
        runtime: RuntimeDependency {
            path: "../runtime".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            in_workspace: true,
        },
    }
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
            version: env!("CARGO_PKG_VERSION").to_owned(),
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

fn check(
    root: &Path,
    targets: &[Target],
    readme_differs: bool,
    found: &Report,
    format: Format,
) -> anyhow::Result<ExitCode> {
    let mut lines = Vec::new();
    let mut told = Vec::new();
    if readme_differs {
        lines.push(format!("changed  {README}"));
        told.push(json!({ "path": README, "kind": "changed" }));
    }
    for (folder, files) in targets {
        let folder = root.join(folder);
        let differences = files::check(&folder, files)?;
        lines.extend(differences.iter().map(|one| one.below(&folder)));
        told.extend(differences.iter().map(|one| difference(&folder, one)));
    }
    if format == Format::Text {
        for line in &lines {
            println!("{line}");
        }
    }
    let outcome = format!(
        "{} files differ from what the inputs give; run: cargo xtask generate",
        lines.len()
    );
    let outcome = (!lines.is_empty()).then_some(outcome.as_str());
    format.tell(found, outcome, &[("differences", Value::Array(told))]);
    Ok(match outcome {
        Some(_) => ExitCode::FAILURE,
        None => ExitCode::SUCCESS,
    })
}

fn write(
    root: &Path,
    targets: &[Target],
    found: &Report,
    format: Format,
) -> anyhow::Result<ExitCode> {
    let borrowed: Vec<_> = targets
        .iter()
        .map(|(folder, files)| (*folder, files))
        .collect();
    let all = files::write(root, &borrowed)?;
    let mut told = Vec::new();
    let mut lines = Vec::new();
    for ((folder, files), differences) in targets.iter().zip(all) {
        let folder = root.join(folder);
        let removed = differences
            .iter()
            .filter(|difference| difference.kind == Kind::Orphan)
            .count();
        lines.push(format!(
            "{}: {} files, {} written, {removed} removed",
            folder.display(),
            files.len(),
            differences.len() - removed,
        ));
        told.extend(differences.iter().map(|one| difference(&folder, one)));
    }
    format.tell(found, None, &[("differences", Value::Array(told))]);
    if format == Format::Text {
        for line in lines {
            println!("{line}");
        }
    }
    Ok(ExitCode::SUCCESS)
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
