//! `cargo xtask docs`: the documentation of the published crates as docs.rs builds it, and the size of its pages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, ensure};

use crate::release::workspace::{CLIENT, Workspace};

/// What a page may weigh: beyond it readers on phones wait.
const LARGEST: u64 = 400_000;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Open it in the browser.
    #[arg(long)]
    open: bool,
}

pub(crate) fn run(root: &Path, options: &Options) -> anyhow::Result<ExitCode> {
    let packages = Workspace::read(root)?.published();
    for package in &packages {
        build(package, options.open && package == CLIENT)?;
    }
    let target = std::env::var_os("CARGO_TARGET_DIR");
    let target = target.map_or_else(|| root.join("target"), PathBuf::from);
    let all = target.join("doc");
    let mut sizes = Vec::new();
    for package in packages {
        measure(&all.join(package.replace('-', "_")), &mut sizes)?;
    }
    sizes.sort_by_key(|(path, size)| (std::cmp::Reverse(*size), path.clone()));
    for (path, size) in &sizes[..sizes.len().min(3)] {
        let name = path.strip_prefix(&all).unwrap_or(path);
        println!("{} has {} KB", name.display(), size / 1_000);
    }
    let total: u64 = sizes.iter().map(|(_, size)| size).sum();
    println!("{} pages, {} MB", sizes.len(), total / 1_000_000);
    let too_large = sizes.iter().filter(|(_, size)| *size > LARGEST).count();
    ensure!(too_large == 0, "{too_large} pages are above 400 KB");
    Ok(ExitCode::SUCCESS)
}

/// Builds the pages of one crate with the flags of docs.rs, whose compiler is a nightly one.
fn build(package: &str, open: bool) -> anyhow::Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = Command::new(cargo);
    cargo.args(["doc", "--package", package, "--all-features", "--no-deps"]);
    cargo.env("RUSTDOCFLAGS", "--cfg docsrs -D warnings");
    cargo.env("RUSTC_BOOTSTRAP", "1");
    if open {
        cargo.arg("--open");
    }
    let status = cargo.status().context("cannot start cargo")?;
    ensure!(
        status.success(),
        "the documentation of {package} has warnings or does not compile"
    );
    Ok(())
}

/// Adds the pages below a folder with their sizes in bytes.
fn measure(folder: &Path, sizes: &mut Vec<(PathBuf, u64)>) -> anyhow::Result<()> {
    let entries = fs::read_dir(folder);
    let entries = entries.with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        if path.is_dir() {
            measure(&path, sizes)?;
        } else if path.extension().is_some_and(|end| end == "html") {
            sizes.push((path, entry.metadata()?.len()));
        }
    }
    Ok(())
}
