//! The fastest other generator of Rust clients that reads the description without help, as what the budgets are parts of.
//!
//! Installs it once, makes its client of the same description, and gives the commands to measure. Invariant: a ratio compares figures
//! of one run and one machine.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::Context as _;

use super::process::measure;
use super::workspace::Workspace;

/// Its name on crates.io, and the version that the budgets are of.
const NAME: &str = "openapi-to-rust";
const VERSION: &str = "0.23.0";

/// The peer, installed for this workspace.
#[derive(Debug)]
pub(super) struct Peer {
    program: PathBuf,
    description: PathBuf,
    folder: PathBuf,
}

impl Peer {
    /// The peer, which is installed if it is not there.
    pub(super) fn find(workspace: &Workspace) -> anyhow::Result<Self> {
        let root = workspace.target().join("peer");
        let program = root.join("bin").join(NAME);
        if !program.exists() {
            eprintln!("installing {NAME} {VERSION}, which takes some minutes");
            let mut install = workspace.cargo();
            install.args(["install", "--locked", NAME, "--version", VERSION, "--root"]);
            let installed = measure(install.arg(&root));
            installed.context("without it, measure what has no peer with --no-peer")?;
        }
        Ok(Self {
            program,
            description: workspace.root().join("spec/openapi.yaml"),
            folder: root.join("crate"),
        })
    }

    /// Makes its client.
    pub(super) fn generate(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(["generate", "--quiet", "--output-dir"]);
        command.arg(self.sources()).arg(&self.description);
        command.stderr(Stdio::null());
        command
    }

    /// Makes a crate of its client, with the dependencies that it asks for.
    pub(super) fn prepare(&self) -> anyhow::Result<()> {
        measure(&mut self.generate())?;
        let dependencies = fs::read_to_string(self.sources().join("REQUIRED_DEPS.toml"))?;
        let manifest = format!(
            "[package]\nname = \"peer\"\nedition = \"2024\"\n\n[workspace]\n\n{dependencies}"
        );
        fs::write(self.folder.join("Cargo.toml"), manifest)?;
        fs::write(self.library(), "pub mod generated;\n")?;
        Ok(())
    }

    /// Checks the crate of it.
    pub(super) fn check(&self, workspace: &Workspace) -> Command {
        let mut cargo = workspace.cargo();
        cargo.arg("check").current_dir(&self.folder);
        cargo
    }

    /// The file that makes a check begin anew when it is touched.
    pub(super) fn library(&self) -> PathBuf {
        self.folder.join("src/lib.rs")
    }

    fn sources(&self) -> PathBuf {
        self.folder.join("src/generated")
    }
}
