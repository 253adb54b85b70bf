//! A small program of use beside one that does the same by hand: what it costs to build them, and their stripped size.
//!
//! Takes the examples of `tests/bench`; makes a package of each with the dependencies that a user would have, and builds it from
//! nothing. Invariant: both lists of dependencies are of the versions in `Cargo.lock`.

use std::fs;
use std::path::Path;

use anyhow::Context;

use super::figure::{Budget, Figure};
use super::process::{Runs, Used, repeat};
use super::workspace::Workspace;

/// What a program with the client may take beyond the other.
const BEYOND: Budget = Budget::AtMost(1.10);

const TOKIO: &str = r#"tokio = { version = "1", features = ["macros", "rt", "net"] }"#;

/// The example, and what it depends on.
fn dependencies(root: &Path) -> [(&'static str, String); 3] {
    let ours = |group: &str| {
        let path = root.join("generated").display().to_string();
        format!(
            "{TOKIO}\npinterest-v5 = {{ path = {path:?}, default-features = false, features = [{group:?}, \"http2\", \"rustls\"] }}"
        )
    };
    let by_hand = r#"
reqwest = { version = "0.13", default-features = false, features = ["http2", "query", "rustls-no-provider"] }
rustls = { version = "0.23", default-features = false, features = ["ring"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1""#;
    [
        ("boards_by_hand", format!("{TOKIO}{by_hand}")),
        ("hello_boards", ours("boards")),
        ("hello_boards, full", ours("full")),
    ]
}

/// Builds and weighs each. Once, since it takes a minute.
pub(super) fn run(workspace: &Workspace) -> anyhow::Result<Vec<Figure>> {
    let mut figures = Vec::new();
    let mut by_hand = None;
    for (name, dependencies) in dependencies(workspace.root()) {
        let (used, size) = build(workspace, name, &dependencies)?;
        figures.push(Figure::new(
            format!("size/{name}, build"),
            used.spread(Used::cpu),
            "s of CPU",
        ));
        figures.push(Figure::new(format!("size/{name}"), size, "MiB"));
        let Some((time, weight)) = by_hand else {
            by_hand = Some((used.spread(Used::cpu), size));
            continue;
        };
        let ratio = |what: &str, value| {
            let figure = Figure::new(
                format!("size/{name}{what}, ratio"),
                value,
                "of the one by hand",
            );
            if name == "hello_boards" {
                figure.within(BEYOND)
            } else {
                figure
            }
        };
        figures.push(ratio(", build", used.spread(Used::cpu).over(time)));
        figures.push(ratio("", (size / weight).into()));
    }
    Ok(figures)
}

fn build(workspace: &Workspace, name: &str, dependencies: &str) -> anyhow::Result<(Runs, f64)> {
    let example = name.split(',').next().unwrap_or_default();
    let folder = workspace.target().join("programs").join(example);
    fs::create_dir_all(&folder)?;
    let source = workspace.root().join("tests/bench/examples").join(example);
    let source = source.with_extension("rs").display().to_string();
    let manifest = format!(
        "[package]\nname = {example:?}\nedition = \"2024\"\n\n[[bin]]\nname = {example:?}\npath = {source:?}\n\n\
         [dependencies]\n{dependencies}\n\n[profile.release]\nstrip = true\n\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(
        workspace.root().join("Cargo.lock"),
        folder.join("Cargo.lock"),
    )?;
    let target = folder.join("target");
    let clean = || -> anyhow::Result<()> {
        match fs::remove_dir_all(&target) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    };
    let used = repeat(1, || {
        clean()?;
        let mut cargo = workspace.cargo();
        cargo.args(["build", "--release"]).current_dir(&folder);
        cargo.env("CARGO_TARGET_DIR", &target);
        Ok(cargo)
    })?;
    let size = mebibytes(&target.join("release").join(example))?;
    clean()?;
    Ok((used, size))
}

/// The size of a file.
#[expect(clippy::cast_precision_loss, reason = "printed with three digits")]
pub(super) fn mebibytes(path: &Path) -> anyhow::Result<f64> {
    let metadata = fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(metadata.len() as f64 / f64::from(1 << 20))
}
