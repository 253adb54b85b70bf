//! What an example says of itself: its header is the one place where that stands.

use std::collections::BTreeSet;
use std::path::Path;

/// The header of an example.
#[derive(Debug)]
pub(crate) struct Header {
    /// What stands behind `--` in the command.
    pub(crate) arguments: Vec<String>,
    /// The environment variables that it needs.
    pub(crate) environment: BTreeSet<String>,
    /// The scopes that its token needs.
    pub(crate) scopes: BTreeSet<String>,
    /// The Cargo features that it needs.
    pub(crate) features: BTreeSet<String>,
    /// What it prints, case by case.
    pub(crate) prints: Vec<String>,
}

impl Header {
    pub(crate) fn of(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(folder.join(format!("{name}.rs"))).expect("an example");
        let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
        let lines: Vec<&str> = lines
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        let list = |title: &str| {
            let line = lines
                .iter()
                .find_map(|line| line.strip_prefix("- ")?.strip_prefix(title));
            let words = line
                .unwrap_or_else(|| panic!("{name} has no {title}"))
                .split('`');
            words.skip(1).step_by(2).map(str::to_owned).collect()
        };
        let command = &blocks(&lines, "sh")[0];
        let start = format!("cargo run --package pinterest-v5-examples --bin {name}");
        let arguments = command.trim_end().strip_prefix(&start);
        let arguments = arguments.unwrap_or_else(|| panic!("{name} is not run by {command}"));
        let features = list("Cargo features:");
        assert_eq!(
            features,
            dependencies(folder, name),
            "{name} and its features in Cargo.toml"
        );
        Self {
            arguments: arguments
                .split_whitespace()
                .skip(1)
                .map(str::to_owned)
                .collect(),
            environment: list("Environment:"),
            scopes: list("Scopes:"),
            features,
            prints: blocks(&lines, "text"),
        }
    }
}

/// The features of the client that an example depends on.
fn dependencies(folder: &Path, name: &str) -> BTreeSet<String> {
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
    let start = format!("{name} = [");
    let line = manifest.lines().find_map(|line| line.strip_prefix(&start));
    let features = line
        .unwrap_or_else(|| panic!("no feature {name}"))
        .split('"');
    let features = features.filter_map(|word| word.strip_prefix("pinterest-v5/"));
    features.map(str::to_owned).collect()
}

/// The fenced blocks in this language.
fn blocks(lines: &[&str], language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = lines.iter();
    while let Some(line) = lines.next() {
        if line.strip_prefix("```") == Some(language) {
            let block = lines.by_ref().take_while(|line| **line != "```");
            blocks.push(block.copied().collect::<Vec<_>>().join("\n"));
        }
    }
    blocks
}

/// Fails unless `printed` is `expected`, in which `[..]` stands for any text within a line.
#[track_caller]
pub(crate) fn assert_printed(printed: &str, expected: &str) {
    let same = printed.lines().count() == expected.lines().count()
        && printed
            .lines()
            .zip(expected.lines())
            .all(|(printed, expected)| fits(printed, expected));
    assert!(
        same,
        "printed:\n{printed}\nbut its header says:\n{expected}"
    );
}

fn fits(line: &str, pattern: &str) -> bool {
    let Some((start, rest)) = pattern.split_once("[..]") else {
        return line == pattern;
    };
    let Some(line) = line.strip_prefix(start) else {
        return false;
    };
    let ends = line
        .char_indices()
        .map(|(index, _)| index)
        .chain([line.len()]);
    ends.into_iter().any(|index| fits(&line[index..], rest))
}

#[test]
fn a_line_fits_as_a_whole() {
    assert!(fits("a b c", "a b c") && fits("a b c", "a [..]") && fits("a b c", "[..]b[..]c"));
    assert!(fits("a c", "a[..] c"));
    assert!(!fits("a b c", "a b") && !fits("a b c", "b[..]") && !fits("a b c", "a[..]d"));
    assert!(!fits("a", "a b") && !fits("a b", "[..]a"));
}
