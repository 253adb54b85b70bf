//! `cargo xtask spec import`: a published description to `spec/`.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use generator::import;
use generator::source::Source;

pub(super) fn run(root: &Path, file: &Path) -> anyhow::Result<ExitCode> {
    let source = match Source::read(file) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("{error}");
            return Ok(ExitCode::FAILURE);
        }
    };
    let import = match import::import(&source) {
        Ok(import) => import,
        Err(findings) => {
            eprint!("{}", findings.render(&source));
            eprintln!("nothing was imported");
            return Ok(ExitCode::FAILURE);
        }
    };
    eprint!("{}", import.findings.render(&source));
    let spec = root.join("spec");
    write(&spec.join("openapi.yaml"), &import.description)?;
    write(&spec.join("spec.lock.toml"), &import.lock)?;
    println!("imported {}; next: cargo xtask generate", import.version);
    Ok(ExitCode::SUCCESS)
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
