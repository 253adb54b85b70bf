//! The workspace that is measured, built in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the workspace is and where it is built for measurements.
#[derive(Debug)]
pub(super) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    pub(super) fn new(root: &Path) -> anyhow::Result<Self> {
        let root = std::env::current_dir()?.join(root);
        let target = root.join("target/measured");
        Ok(Self { root, target })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    /// Cargo in the workspace. Nothing is incremental: a figure must not depend on what was built before.
    pub(super) fn cargo(&self) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TERM_QUIET", "true");
        command
    }
}
