//! What changed since a tag is to callers: of the client by the symbols of the emitted crate, of the crates that are written by
//! hand by cargo-semver-checks.

use std::fmt;
use std::path::Path;
use std::process::Command;

use anyhow::bail;
use semver::Version;
use tools::diff::Class;

use super::workspace::{CLIENT, Workspace};
use crate::{git, surface};

/// What a comparison found.
pub(super) struct Judgement {
    /// Of each crate that was compared, the worst change.
    found: Vec<(String, Class)>,
    /// The crates that nobody could compare.
    pub(super) unjudged: Vec<String>,
}

/// Compares the workspace with a tag.
pub(super) fn judge(root: &Path, workspace: &Workspace, tag: &str) -> anyhow::Result<Judgement> {
    let client = surface::since(root, tag)?.worst();
    let mut judgement = Judgement {
        found: vec![(CLIENT.to_owned(), client.unwrap_or(Class::Internal))],
        unjudged: Vec::new(),
    };
    let is_installed = checker(root).arg("--version").output();
    let is_installed = is_installed.is_ok_and(|output| output.status.success());
    for name in workspace.published().iter().filter(|name| *name != CLIENT) {
        let manifest = format!("{}/Cargo.toml", workspace.folder(name));
        if git::file(root, tag, &manifest).is_err() {
            judgement.found.push((name.clone(), Class::Additive));
        } else if is_installed {
            let class = written_by_hand(root, name, tag)?;
            judgement.found.push((name.clone(), class));
        } else {
            judgement.unjudged.push(name.clone());
        }
    }
    Ok(judgement)
}

/// The class of what changed in a crate that is written by hand: what fits neither smaller kind of release.
fn written_by_hand(root: &Path, name: &str, tag: &str) -> anyhow::Result<Class> {
    for (kind, marker, class) in [
        ("minor", "requires new major version", Class::Breaking),
        ("patch", "requires new minor version", Class::Additive),
    ] {
        let output = checker(root)
            .args(["--package", name, "--baseline-rev", tag])
            .args(["--release-type", kind])
            .output()?;
        if output.status.success() {
            continue;
        }
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8_lossy(&printed);
        if printed.contains(marker) {
            return Ok(class);
        }
        bail!("cargo semver-checks cannot compare {name} with {tag}:\n{printed}");
    }
    Ok(Class::Internal)
}

fn checker(root: &Path) -> Command {
    let mut command = Command::new("cargo");
    command.arg("semver-checks").current_dir(git::place(root));
    command
}

impl Judgement {
    /// `Class` is ordered with the worst first.
    fn worst(&self) -> Class {
        let classes = self.found.iter().map(|(_, class)| *class);
        classes.min().unwrap_or(Class::Internal)
    }

    pub(super) fn word(&self) -> &'static str {
        self.worst().word()
    }

    /// The smallest version after `last` that these changes allow; before 1.0 the minor version is what breaks.
    pub(super) fn next(&self, last: &Version) -> Version {
        let Version {
            major,
            minor,
            patch,
            ..
        } = *last;
        match self.worst() {
            Class::Breaking if major > 0 => Version::new(major + 1, 0, 0),
            Class::Breaking => Version::new(0, minor + 1, 0),
            Class::Additive if major > 0 => Version::new(major, minor + 1, 0),
            Class::Additive | Class::Internal => Version::new(major, minor, patch + 1),
        }
    }
}

impl fmt::Display for Judgement {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = self.found.iter();
        let words: Vec<String> = found
            .map(|(name, class)| format!("{name} {}", class.word()))
            .collect();
        writeln!(formatter, "{}", words.join(", "))?;
        if !self.unjudged.is_empty() {
            writeln!(
                formatter,
                "\nNOT COMPARED, because cargo-semver-checks is not installed: {}\n",
                self.unjudged.join(", ")
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_change_of_any_crate_decides() {
        let judged = |classes: &[Class]| Judgement {
            found: classes
                .iter()
                .map(|class| (String::new(), *class))
                .collect(),
            unjudged: Vec::new(),
        };
        let next = |classes: &[Class], last| {
            judged(classes)
                .next(&Version::parse(last).unwrap())
                .to_string()
        };
        let (breaking, additive, internal) = (Class::Breaking, Class::Additive, Class::Internal);
        assert_eq!(next(&[internal, breaking, additive], "0.1.4"), "0.2.0");
        assert_eq!(next(&[additive, internal], "0.1.4"), "0.1.5");
        assert_eq!(next(&[internal], "0.1.4"), "0.1.5");
        assert_eq!(next(&[additive, breaking], "1.2.3"), "2.0.0");
        assert_eq!(next(&[additive], "1.2.3"), "1.3.0");
        assert_eq!(next(&[internal], "1.2.3"), "1.2.4");
    }
}
