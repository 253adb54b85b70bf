//! `cargo xtask release`: from what has changed since the last tag to the next one.
//!
//! Takes the last tag `vX.Y.Z`, the workspace and CHANGELOG.md; gives one commit with the new version in every manifest and
//! an annotated tag. Invariant: no version is smaller than what the changes ask for, and nothing leaves this machine.

mod changelog;
mod judge;
pub(crate) mod workspace;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use semver::Version;

use self::judge::Judgement;
use self::workspace::Workspace;
use crate::{generate, git};

const CHANGELOG: &str = "CHANGELOG.md";

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Release this version instead of the smallest that the changes allow.
    #[arg(long)]
    version: Option<Version>,
    /// Print the plan and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Release although nobody has compared the crates that are written by hand: cargo-semver-checks is not here.
    #[arg(long)]
    without_semver_checks: bool,
    /// Print the names of the crates that are published, each after those that it needs.
    #[arg(long, conflicts_with_all = ["version", "dry_run"])]
    list: bool,
}

/// What a release does.
struct Plan {
    /// The last release.
    last: Option<Version>,
    version: Version,
    changelog: String,
    /// The section of the changelog, for the tag.
    notes: String,
}

pub(crate) fn run(root: &Path, options: &Options) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::read(root)?;
    if options.list {
        for name in workspace.published() {
            println!("{name}");
        }
        return Ok(ExitCode::SUCCESS);
    }
    let plan = plan(root, &workspace, options)?;
    if options.dry_run {
        println!("nothing was changed");
    } else {
        release(root, &workspace, &plan)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Finds the version and the texts, and prints them.
fn plan(root: &Path, workspace: &Workspace, options: &Options) -> anyhow::Result<Plan> {
    let last = last(root)?;
    let (version, notes) = match &last {
        None => {
            println!("first release: there is no tag `vX.Y.Z` to compare with");
            let stated = workspace.version().clone();
            (options.version.clone().unwrap_or(stated), String::new())
        }
        Some(last) => {
            let judged = judge::judge(root, workspace, &tag(last))?;
            print!("since {}: {judged}", tag(last));
            let unjudged = options.dry_run || options.without_semver_checks;
            ensure!(
                judged.unjudged.is_empty() || unjudged,
                "cargo-semver-checks is not here, so nobody has compared {}; install it, or look at the changes yourself and \
                 give --without-semver-checks",
                judged.unjudged.join(", ")
            );
            (
                choose(last, workspace.version(), options, &judged)?,
                judged.to_string(),
            )
        }
    };
    let path = root.join(CHANGELOG);
    let text = fs::read_to_string(&path).context("cannot read CHANGELOG.md")?;
    let (changelog, section) = changelog::release(
        &text,
        &changelog::Release {
            version: &version,
            last: last.as_ref(),
            date: &git::today(root)?,
            repository: workspace.repository(),
        },
    )?;
    println!("version {version} of {}", workspace.published().join(", "));
    let plan = Plan {
        notes: format!("{section}\n{notes}"),
        last,
        version,
        changelog,
    };
    Ok(plan)
}

/// The version that was asked for, the one that the manifests have already, or the smallest that may be.
fn choose(
    last: &Version,
    stated: &Version,
    options: &Options,
    judged: &Judgement,
) -> anyhow::Result<Version> {
    let smallest = judged.next(last);
    let version = match &options.version {
        Some(version) => version.clone(),
        None if *stated > smallest => stated.clone(),
        None => smallest.clone(),
    };
    ensure!(
        version >= smallest,
        "{version} is too small: what changed since {} is {} and asks for {smallest}",
        tag(last),
        judged.word()
    );
    Ok(version)
}

/// The newest version among the tags that this commit comes after.
fn last(root: &Path) -> anyhow::Result<Option<Version>> {
    let tags = git::text(root, &["tag", "--list", "v*", "--merged", "HEAD"])?;
    let versions = tags
        .lines()
        .filter_map(|tag| Version::parse(tag.strip_prefix('v')?).ok());
    Ok(versions.max())
}

fn tag(version: &Version) -> String {
    format!("v{version}")
}

/// Writes, commits, tags.
fn release(root: &Path, workspace: &Workspace, plan: &Plan) -> anyhow::Result<()> {
    let tag = tag(&plan.version);
    ensure!(
        git::text(root, &["status", "--porcelain"])?.is_empty(),
        "there are changes that nobody has committed; a release begins with a clean tree"
    );
    if let Some(last) = &plan.last {
        let commits = git::text(root, &["rev-list", &format!("v{last}..HEAD")])?;
        ensure!(!commits.is_empty(), "nothing changed since v{last}");
    }
    let written = write(root, workspace, plan);
    written.context("the release is not made; `git restore .` takes back what was written")?;
    git::text(root, &["add", "--all"])?;
    let message = format!("Release {}", plan.version);
    git::text(root, &["commit", "--quiet", "--message", &message])?;
    let notes = format!("pinterest-v5 {}\n\n{}", plan.version, plan.notes);
    // Headings begin with `#`, which git takes for comments.
    let arguments = ["tag", "--annotate", "--cleanup=verbatim", "--message"];
    git::text(root, &[&arguments[..], &[&notes, &tag]].concat())?;
    println!("committed, and tagged {tag}; nothing was pushed. When all is as it should be:");
    println!("  git push --atomic origin HEAD {tag}");
    Ok(())
}

fn write(root: &Path, workspace: &Workspace, plan: &Plan) -> anyhow::Result<()> {
    fs::write(root.join(CHANGELOG), &plan.changelog)?;
    workspace.write_version(&plan.version)?;
    if generate::run(root, &generate::Options::default()) != ExitCode::SUCCESS {
        bail!("the client cannot be generated");
    }
    workspace::update_locks(root)?;
    workspace.verify(root, &plan.version)
}
