//! The published crates of the workspace and their one version.
//!
//! Takes what Cargo says of the members. Invariant: a crate is published unless its manifest says `publish = false`; no other
//! place lists them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};
use semver::Version;
use serde_json::Value;

use crate::git;

/// The crate that is generated.
pub(crate) const CLIENT: &str = "pinterest-v5";

pub(crate) struct Workspace {
    version: Version,
    repository: String,
    /// The published crates, each after those that it needs, with its folder below the root.
    published: Vec<(String, String)>,
    manifests: Vec<PathBuf>,
}

impl Workspace {
    pub(crate) fn read(root: &Path) -> anyhow::Result<Self> {
        let arguments = ["metadata", "--no-deps", "--format-version", "1"];
        let metadata: Value = serde_json::from_slice(&cargo(root, &arguments)?)?;
        let place = Path::new(text(&metadata["workspace_root"]));
        let packages = metadata["packages"].as_array().context("no packages")?;
        let mut waiting: Vec<&Value> = packages.iter().filter(|one| is_published(one)).collect();
        let mut published: Vec<(String, String)> = Vec::new();
        let client = waiting.iter().find(|one| one["name"] == CLIENT);
        let client = *client.context("the client is not among the published crates")?;
        while !waiting.is_empty() {
            let names: BTreeSet<&str> = waiting.iter().map(|one| text(&one["name"])).collect();
            let (ready, rest): (Vec<&Value>, Vec<&Value>) = waiting
                .iter()
                .partition(|one| needs(one).is_disjoint(&names));
            ensure!(!ready.is_empty(), "published crates need each other");
            for one in ready {
                let folder = Path::new(text(&one["manifest_path"])).parent();
                let folder = folder.and_then(|folder| folder.strip_prefix(place).ok());
                let folder = folder.context("a member outside of the workspace")?;
                let folder = folder.to_string_lossy().replace('\\', "/");
                published.push((text(&one["name"]).to_owned(), folder));
            }
            waiting = rest;
        }
        let mut manifests = vec![place.join("Cargo.toml")];
        manifests.extend(
            packages
                .iter()
                .map(|one| text(&one["manifest_path"]).into()),
        );
        Ok(Self {
            version: Version::parse(text(&client["version"]))?,
            repository: text(&client["repository"]).to_owned(),
            published,
            manifests,
        })
    }

    pub(super) fn version(&self) -> &Version {
        &self.version
    }

    /// The address of the repository.
    pub(super) fn repository(&self) -> &str {
        &self.repository
    }

    /// The names of the published crates, each after those that it needs.
    pub(crate) fn published(&self) -> Vec<String> {
        self.published
            .iter()
            .map(|(name, _)| name.clone())
            .collect()
    }

    /// The folder of a published crate below the root.
    pub(super) fn folder(&self, name: &str) -> &str {
        let found = self.published.iter().find(|(one, _)| one == name);
        found.map_or("", |(_, folder)| folder)
    }

    /// Writes a version into the manifests: the workspace's, and what the members ask of each other.
    pub(super) fn write_version(&self, version: &Version) -> anyhow::Result<()> {
        for path in &self.manifests {
            let text = fs::read_to_string(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            fs::write(path, with_version(&text, &self.published(), version))?;
        }
        Ok(())
    }

    /// Whether Cargo sees the version in every published crate.
    pub(super) fn verify(&self, root: &Path, version: &Version) -> anyhow::Result<()> {
        let arguments = ["metadata", "--locked", "--format-version", "1"];
        let metadata: Value = serde_json::from_slice(&cargo(root, &arguments)?)?;
        for package in metadata["packages"].as_array().into_iter().flatten() {
            let name = text(&package["name"]);
            let is_ours = self.published.iter().any(|(one, _)| one == name);
            ensure!(
                !is_ours || package["version"] == version.to_string(),
                "{name} still has version {}; its manifest has to say `version.workspace = true`",
                package["version"]
            );
        }
        Ok(())
    }
}

/// Updates each lock file that is in git to the manifests; of other crates none moves.
pub(super) fn update_locks(root: &Path) -> anyhow::Result<()> {
    let locks = git::text(root, &["ls-files", "Cargo.lock", "*/Cargo.lock"])?;
    for lock in locks.lines() {
        let manifest = lock.replace("Cargo.lock", "Cargo.toml");
        let arguments = ["update", "--quiet", "--workspace", "--manifest-path"];
        cargo(root, &[&arguments[..], &[&manifest]].concat())?;
    }
    Ok(())
}

fn is_published(package: &Value) -> bool {
    package["publish"]
        .as_array()
        .is_none_or(|registries| !registries.is_empty())
}

/// What has to be there when a package is published; what its tests need by path alone is left out then.
fn needs(package: &Value) -> BTreeSet<&str> {
    let dependencies = package["dependencies"].as_array().into_iter().flatten();
    let needed = dependencies.filter(|one| one["kind"] != "dev" || one["req"] != "*");
    needed.map(|one| text(&one["name"])).collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn cargo(root: &Path, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    let output = Command::new("cargo")
        .args(arguments)
        .current_dir(git::place(root))
        .output()
        .context("cannot start cargo")?;
    ensure!(
        output.status.success(),
        "cargo {}: {}",
        arguments.join(" "),
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(output.stdout)
}

/// The manifest with the version in `[workspace.package]` and in its dependencies on published crates.
fn with_version(manifest: &str, published: &[String], version: &Version) -> String {
    let mut section = "";
    let mut text = String::new();
    for line in manifest.split_inclusive('\n') {
        if line.starts_with('[') {
            section = line.trim();
        }
        let key = line.split(['=', '.', ' ']).next().unwrap_or_default();
        let is_own = section == "[workspace.package]" && key == "version";
        let is_dependency = line.contains("path = ") && published.iter().any(|name| name == key);
        if is_own || is_dependency {
            text.push_str(&stated(line, version));
        } else {
            text.push_str(line);
        }
    }
    text
}

/// The line with another version; a line that states none stays.
fn stated(line: &str, version: &Version) -> String {
    let parts = line.split_once("version = \"").and_then(|(before, rest)| {
        let (old, after) = rest.split_once('"')?;
        Some((before, old, after))
    });
    parts.map_or_else(
        || line.to_owned(),
        |(before, old, after)| {
            let exact = if old.starts_with('=') { "=" } else { "" };
            format!("{before}version = \"{exact}{version}\"{after}")
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_moves_where_it_is_stated_and_nowhere_else() {
        let manifest = "[workspace.package]\nversion = \"0.1.0\"\n\n[workspace.dependencies]\n\
                        ours = { path = \"ours\", version = \"=0.1.0\" }\nother = { path = \"other\" }\n\
                        theirs = \"0.1.0\"\n\n[package]\nversion = \"0.1.0\"\n";
        let moved = with_version(manifest, &["ours".to_owned()], &Version::new(0, 2, 0));
        assert_eq!(
            moved,
            manifest
                .replacen("version = \"0.1.0\"", "version = \"0.2.0\"", 1)
                .replace("\"=0.1.0\"", "\"=0.2.0\"")
        );
    }
}
