//! How large the results are: emitted lines, the library, and a small program with one group or with all of them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::compile;
use super::figure::Figure;
use super::process::measure;
use super::programs::{self, mebibytes};
use super::workspace::Workspace;

/// Builds what is to be weighed, and weighs it.
pub(super) fn run(workspace: &Workspace) -> anyhow::Result<Vec<Figure>> {
    let lines = lines(&workspace.root().join("generated/src"))?;
    let mut figures = vec![count("size/emitted lines", lines, "lines")];
    for selection in ["full", "boards"] {
        // One library at a time, so that there is no doubt which one is weighed.
        let mut clean = workspace.cargo();
        measure(clean.args(["clean", "--package", "pinterest-v5"]))?;
        measure(&mut compile::command(workspace, "build", selection))?;
        let rlib = rlib(&workspace.target().join("debug/deps"))?;
        let name = format!("size/rlib, {selection}");
        figures.push(Figure::new(name, mebibytes(&rlib)?, "MiB"));
    }
    figures.extend(programs::run(workspace)?);
    Ok(figures)
}

#[expect(clippy::cast_precision_loss, reason = "printed with three digits")]
fn count(name: &str, value: usize, unit: &'static str) -> Figure {
    Figure::new(name, value as f64, unit)
}

fn lines(folder: &Path) -> anyhow::Result<usize> {
    let mut lines = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        lines += if path.is_dir() {
            self::lines(&path)?
        } else {
            fs::read_to_string(&path)?.lines().count()
        };
    }
    Ok(lines)
}

fn rlib(folder: &Path) -> anyhow::Result<PathBuf> {
    let is_ours = |path: &PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        name.starts_with("libpinterest_v5-") && path.extension().is_some_and(|end| end == "rlib")
    };
    let entries = fs::read_dir(folder)?.filter_map(Result::ok);
    let mut found = entries.map(|entry| entry.path()).filter(is_ours);
    found
        .next()
        .with_context(|| format!("no library in {}", folder.display()))
}
