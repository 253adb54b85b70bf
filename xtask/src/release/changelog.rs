//! The changelog of a release: what was not released gets a version and a day, and a new heading is above it.

use std::fmt::Write;

use anyhow::{Context, ensure};
use semver::Version;

const UNRELEASED: &str = "## [Unreleased]";

/// What a release is called.
pub(super) struct Release<'a> {
    pub(super) version: &'a Version,
    pub(super) last: Option<&'a Version>,
    pub(super) date: &'a str,
    pub(super) repository: &'a str,
}

/// The text with the release, and the section of the release alone.
pub(super) fn release(text: &str, release: &Release<'_>) -> anyhow::Result<(String, String)> {
    let Release {
        version,
        last,
        date,
        repository,
    } = release;
    let heading = format!("## [{version}]");
    ensure!(
        !text.lines().any(|line| line.starts_with(&heading)),
        "CHANGELOG.md has a section for {version} already"
    );
    let (before, rest) = text
        .split_once(UNRELEASED)
        .with_context(|| format!("CHANGELOG.md has no `{UNRELEASED}`"))?;
    let end = ["\n## ", "\n["].iter().filter_map(|next| rest.find(next));
    let (section, after) = rest.split_at(end.min().map_or(rest.len(), |at| at + 1));
    let section = section.trim();
    ensure!(
        section.lines().any(|line| line.starts_with("- ")),
        "CHANGELOG.md says nothing below `{UNRELEASED}`; say there what users notice"
    );
    // The next release is of the same description until another is imported.
    let origin = section
        .lines()
        .find(|line| line.starts_with("Generated from "));
    let origin = origin.map_or_else(String::new, |line| format!("{line}\n\n"));
    let mut text = format!("{before}{UNRELEASED}\n\n{origin}{heading} - {date}\n\n{section}\n\n");
    let link = format!("{UNRELEASED}: ").replace("## ", "");
    text.extend(
        after
            .split_inclusive('\n')
            .filter(|line| !line.starts_with(&link)),
    );
    text.truncate(text.trim_end().len());
    let changes = match last {
        Some(last) => format!("compare/v{last}...v{version}"),
        None => format!("releases/tag/v{version}"),
    };
    let links = format!(
        "{link}{repository}/compare/v{version}...HEAD\n[{version}]: {repository}/{changes}\n"
    );
    // The links of earlier releases are one block, the newest first.
    match text.find("\n\n[") {
        Some(at) => text.insert_str(at + 2, &links),
        None => write!(text, "\n\n{links}")?,
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok((text, section.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named<'a>(version: &'a Version, last: Option<&'a Version>) -> Release<'a> {
        Release {
            version,
            last,
            date: "2026-01-02",
            repository: "https://forge/r",
        }
    }

    #[test]
    fn each_release_takes_what_was_not_released() {
        let (first, second) = (Version::new(0, 1, 0), Version::new(0, 2, 0));
        let text = "# Changelog\n\n## [Unreleased]\n\nGenerated from API description 5.1.0.\n\n### Added\n\n- A.\n";
        let (text, section) = release(text, &named(&first, None)).unwrap();
        assert_eq!(
            section,
            "Generated from API description 5.1.0.\n\n### Added\n\n- A."
        );
        assert!(
            release(&text, &named(&second, Some(&first))).is_err(),
            "there is nothing to say yet"
        );
        let text = text.replacen("5.1.0.\n\n## [0.1.0]", "5.2.0.\n\n- B.\n\n## [0.1.0]", 1);
        let (text, section) = release(&text, &named(&second, Some(&first))).unwrap();
        assert_eq!(section, "Generated from API description 5.2.0.\n\n- B.");
        assert_eq!(
            text,
            "# Changelog\n\n## [Unreleased]\n\nGenerated from API description 5.2.0.\n\n\
             ## [0.2.0] - 2026-01-02\n\nGenerated from API description 5.2.0.\n\n- B.\n\n\
             ## [0.1.0] - 2026-01-02\n\nGenerated from API description 5.1.0.\n\n### Added\n\n- A.\n\n\
             [Unreleased]: https://forge/r/compare/v0.2.0...HEAD\n\
             [0.2.0]: https://forge/r/compare/v0.1.0...v0.2.0\n\
             [0.1.0]: https://forge/r/releases/tag/v0.1.0\n"
        );
        assert!(
            release(&text, &named(&first, None)).is_err(),
            "0.1.0 is released"
        );
    }
}
