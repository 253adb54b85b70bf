//! Files of a git revision.

use std::collections::BTreeMap;
use std::io::{BufRead, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, bail, ensure};

/// The text of a file at a revision.
pub(crate) fn file(root: &Path, revision: &str, path: &str) -> anyhow::Result<String> {
    let text = run(root, &["show", &format!("{revision}:{path}")])
        .with_context(|| format!("`{revision}` is neither a file nor a revision with `{path}`"))?;
    String::from_utf8(text).with_context(|| format!("{revision}:{path} is not text"))
}

/// What a command of git prints.
pub(crate) fn text(root: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let text = run(root, arguments).with_context(|| format!("git {}", arguments.join(" ")))?;
    String::from_utf8(text).context("git printed what is not text")
}

/// The day, as a commit would have it.
pub(crate) fn today(root: &Path) -> anyhow::Result<String> {
    let commit = text(root, &["commit-tree", "HEAD^{tree}", "-m", "today"])?;
    let day = text(root, &["show", "--no-patch", "--format=%cs", commit.trim()])?;
    Ok(day.trim().to_owned())
}

/// The folder to run programs in.
pub(crate) fn place(root: &Path) -> &Path {
    if root.as_os_str().is_empty() {
        Path::new(".")
    } else {
        root
    }
}

/// The texts of all files below a folder at a revision, by path inside the folder.
pub(crate) fn files(
    root: &Path,
    revision: &str,
    folder: &str,
) -> anyhow::Result<BTreeMap<String, String>> {
    let tree = format!("{revision}:{folder}");
    let list = run(root, &["ls-tree", "-r", "-z", &tree])
        .with_context(|| format!("`{revision}` is not a revision with `{folder}`"))?;
    let list = String::from_utf8(list).context("a path that is not text")?;
    let mut entries = Vec::new();
    for entry in list.split_terminator('\0') {
        let (head, path) = entry
            .split_once('\t')
            .context("an answer of git that cannot be read")?;
        let object = head.rsplit(' ').next().unwrap_or_default();
        entries.push((path.to_owned(), object.to_owned()));
    }
    objects(root, &entries)
}

/// The texts of many objects from one process.
fn objects(root: &Path, entries: &[(String, String)]) -> anyhow::Result<BTreeMap<String, String>> {
    let mut child = command(root)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start git")?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        bail!("git has no pipes");
    };
    let mut output = std::io::BufReader::new(output);
    let mut files = BTreeMap::new();
    for (path, object) in entries {
        writeln!(input, "{object}")?;
        input.flush()?;
        let mut head = String::new();
        output.read_line(&mut head)?;
        let size = head
            .trim_end()
            .rsplit(' ')
            .next()
            .and_then(|size| size.parse::<usize>().ok());
        let size = size.with_context(|| format!("git cannot read {path}"))?;
        let mut text = vec![0; size + 1];
        output.read_exact(&mut text)?;
        text.truncate(size);
        files.insert(
            path.clone(),
            String::from_utf8(text).with_context(|| format!("{path} is not text"))?,
        );
    }
    drop(input);
    ensure!(child.wait()?.success(), "git cat-file failed");
    Ok(files)
}

fn run(root: &Path, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    let output = command(root)
        .args(arguments)
        .output()
        .context("cannot start git")?;
    if !output.status.success() {
        bail!(
            "{}",
            String::from_utf8_lossy(&output.stderr).trim().to_owned()
        );
    }
    Ok(output.stdout)
}

fn command(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(place(root));
    command
}
