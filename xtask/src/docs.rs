//! `cargo xtask docs`: the documentation of the emitted crate as docs.rs builds it, and the size of its pages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, ensure};

/// What a page may weigh: beyond it readers on phones wait.
const LARGEST: u64 = 400_000;

/// Pages that are larger, each with the reason.
const LARGER: [(&str, &str); 1] = [(
    "types/enum.TemplateColumn.html",
    "the API has nearly three thousand columns for templates, and each is a variant",
)];

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Open it in the browser.
    #[arg(long)]
    open: bool,
}

pub(crate) fn run(root: &Path, options: &Options) -> anyhow::Result<ExitCode> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = Command::new(cargo);
    cargo.args([
        "doc",
        "--package",
        "pinterest-v5",
        "--all-features",
        "--no-deps",
    ]);
    cargo.env("RUSTDOCFLAGS", "--cfg docsrs -D warnings");
    // docs.rs has a nightly compiler, whose badges of features this one has too.
    cargo.env("RUSTC_BOOTSTRAP", "1");
    if options.open {
        cargo.arg("--open");
    }
    let status = cargo.status().context("cannot start cargo")?;
    ensure!(
        status.success(),
        "the documentation has warnings or does not compile"
    );
    let target = std::env::var_os("CARGO_TARGET_DIR");
    let target = target.map_or_else(|| root.join("target"), PathBuf::from);
    let pages = target.join("doc/pinterest_v5");
    let mut sizes = Vec::new();
    measure(&pages, &mut sizes)?;
    sizes.sort_by_key(|(path, size)| (std::cmp::Reverse(*size), path.clone()));
    let mut is_fine = true;
    for (path, size) in sizes.iter().filter(|(_, size)| *size > LARGEST) {
        let name = path.strip_prefix(&pages).unwrap_or(path);
        let reason = LARGER.iter().find(|(page, _)| Path::new(page) == name);
        is_fine &= reason.is_some();
        let reason = reason.map_or("above the limit of 400 KB", |(_, reason)| reason);
        println!("{} has {} KB: {reason}", name.display(), size / 1_000);
    }
    let total: u64 = sizes.iter().map(|(_, size)| size).sum();
    println!("{} pages, {} MB", sizes.len(), total / 1_000_000);
    Ok(if is_fine {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
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
