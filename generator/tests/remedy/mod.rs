//! Remedies: the inputs of a run, and the same with what a finding says to paste.

mod pasting;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use generator::diagnostics::{Diagnostics, Finding, FixTarget, Remedy, Report, Setting};
use generator::rust::lock::Lock;
use generator::source::pointer::Pointer;
use generator::source::{Patches, Source};
use generator::{
    Failure, Output, RuntimeDependency, generate, model::lower, spec::import, spec::overlay,
};
use serde_json::Value;

/// Files by name: the description, and what a run reads beside it.
pub(crate) struct Inputs {
    files: BTreeMap<String, String>,
    /// Whether the validator is left out, which would find first what the parser of OpenAPI finds.
    unchecked: bool,
}

const FOLDER: &str = "findings";

impl Inputs {
    pub(crate) fn new(files: BTreeMap<String, String>) -> Self {
        Self {
            files,
            unchecked: false,
        }
    }

    pub(crate) fn unchecked(self) -> Self {
        Self {
            unchecked: true,
            ..self
        }
    }

    /// What a case folder holds; an overlay by itself is one of a folder of overlays.
    pub(crate) fn of_folder(case: &Path) -> Self {
        let mut files = BTreeMap::new();
        let mut open = vec![case.to_owned()];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(
                    fs::read_dir(path)
                        .unwrap()
                        .map(|entry| entry.unwrap().path()),
                );
                continue;
            }
            let mut name = source::shown(path.strip_prefix(case).unwrap());
            if name == "overlay.yaml" {
                name.insert_str(0, "overlays/");
            }
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
        Self::new(files)
    }

    pub(crate) fn is_lenient(&self) -> bool {
        self.files.contains_key("lenient")
    }

    /// The same with the description as JSON; `None` if it is that or cannot be read.
    pub(crate) fn as_json(&self) -> Option<Self> {
        let mut files = self.files.clone();
        let text = files.remove("input.yaml")?;
        let source = Source::from_text("input.yaml", text).ok()?;
        let json = serde_json::to_string_pretty(source.value()).unwrap();
        files.insert("input.json".to_owned(), json);
        Some(Self::new(files))
    }

    /// What a run on the files finds.
    pub(crate) fn run(&self) -> Report {
        let (folder, description) = self.written();
        if self.files.contains_key("published.yaml") {
            return imported(&folder.join("published.yaml"));
        }
        if self.unchecked {
            return lowered(&folder, &description);
        }
        match self.generated(&folder, description) {
            Ok(output) => output.found,
            Err(failure) => failure.found,
        }
    }

    /// What a run on the files gives.
    pub(crate) fn generate(&self) -> Result<Output, Report> {
        let (folder, description) = self.written();
        let output = self.generated(&folder, description);
        output.map_err(|failure| failure.found)
    }

    /// The files on disk, and the path of the description.
    fn written(&self) -> (PathBuf, PathBuf) {
        static RUNS: AtomicUsize = AtomicUsize::new(0);
        // Tests run in processes of their own.
        let run = RUNS.fetch_add(1, Ordering::Relaxed);
        let run = format!("{}-{run}", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(FOLDER)
            .join(run);
        let _ = fs::remove_dir_all(&folder);
        for (name, text) in &self.files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let json = folder.join("input.json");
        let yaml = folder.join("input.yaml");
        let description = if json.exists() { json } else { yaml };
        (folder, description)
    }

    fn generated(&self, folder: &Path, description: PathBuf) -> Result<Output, Failure> {
        generate(&generator::Inputs {
            description,
            spec_dir: folder.to_owned(),
            strict: !self.is_lenient(),
            runtime: RuntimeDependency {
                path: "../runtime".to_owned(),
                version: "0.0.0".to_owned(),
                in_workspace: false,
            },
        })
    }

    /// The same files without these operations.
    pub(crate) fn without(&self, operations: &[String]) -> Self {
        let mut files = self.files.clone();
        let entries = files.entry("left-out.toml".to_owned()).or_default();
        for id in operations {
            let entry = format!("[[operation]]\nid = {id:?}\nreason = \"test\"\n");
            if !entries.contains(&entry) {
                entries.push_str(&entry);
            }
        }
        Self { files, ..*self }
    }

    /// The same files with what `remedies` say.
    pub(crate) fn with(&self, finding: &Finding, remedies: &[Remedy]) -> Self {
        let mut files = self.files.clone();
        for remedy in remedies {
            let text = remedy.text.as_str();
            match &remedy.into {
                FixTarget::Overlay => {
                    let head = "overlay: 1.1.0\ninfo: { title: Fix, version: '1' }\nactions:\n";
                    let name = format!("overlays/zz-{:02}.yaml", files.len());
                    files.insert(name, format!("{head}{text}"));
                }
                FixTarget::Accepted => {
                    let entries = files.entry("accepted.toml".to_owned()).or_default();
                    *entries = format!(
                        "{entries}
{text}"
                    );
                }
                FixTarget::Words => {
                    files.insert("words/zz.yaml".to_owned(), format!("types:\n{text}"));
                }
                FixTarget::Names(table) | FixTarget::NamesAgain(table) => {
                    let names = files.entry("names.toml".to_owned()).or_default();
                    *names = named(names, table, text);
                }
                FixTarget::Replace(at) => edit(&mut files, finding, at, text),
                FixTarget::Remove(at) => edit(&mut files, finding, at, ""),
                FixTarget::LeftOut => {
                    let entries = files.entry("left-out.toml".to_owned()).or_default();
                    *entries = format!("{entries}\n{text}");
                }
                FixTarget::Shell(_) => {
                    let lock = files.get_mut("names.lock.toml").unwrap();
                    *lock = accepted(lock, text);
                }
            }
        }
        Self { files, ..*self }
    }
}

/// Snapshots must not depend on where they were made.
pub(crate) fn without_folder(text: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(FOLDER);
    let folder = source::shown(&folder.join(""));
    let mut parts = text.split(&folder);
    let first = parts.next().unwrap_or_default().to_owned();
    // The number of the run follows the folder.
    parts.fold(first, |text, part| text + part.split_once('/').unwrap().1)
}

fn lowered(folder: &Path, description: &Path) -> Report {
    let source = Source::read(description).unwrap();
    let mut value = source.value().clone();
    let mut found = Diagnostics::new();
    let overlays = overlay::load_dir(&folder.join("overlays")).unwrap();
    let patches = overlay::apply(&mut value, &overlays, true, &mut found);
    lower::lower(&value, &mut found);
    Report::new(&found, &Setting::new(&source, &value, &patches))
}

fn imported(path: &Path) -> Report {
    let source = Source::read(path).unwrap();
    let findings = import::import(&source).map_or_else(|found| found, |import| import.findings);
    Report::new(
        &findings,
        &Setting::new(&source, source.value(), &Patches::default()),
    )
}

/// The line below the head of its table, instead of one with the same key.
fn named(names: &str, table: &str, line: &str) -> String {
    let key = line.split(" = ").next().unwrap();
    let head = format!("[{table}]");
    let mut inside = false;
    let others = names.lines().filter(|other| {
        inside = (inside && !other.starts_with('[')) || *other == head;
        !inside || !other.starts_with(&format!("{key} = "))
    });
    let mut lines: Vec<&str> = others.collect();
    if !lines.contains(&head.as_str()) {
        lines.push(&head);
    }
    let at = lines.iter().position(|other| *other == head).unwrap();
    lines.insert(at + 1, line.trim_end());
    lines.join("\n") + "\n"
}

/// The lock without the lines that a call gives up.
fn accepted(lock: &str, call: &str) -> String {
    let names = call.strip_prefix("cargo xtask names accept ").unwrap();
    let source = Source::from_text("names.lock.toml", lock).unwrap();
    let mut found = Diagnostics::new();
    let mut entries = Lock::read(&Arc::new(source), &mut found).entries;
    entries.give_up(&arguments(names.trim_end())).unwrap();
    entries.text()
}

/// What a shell makes of arguments that are plain or between single quotation marks.
fn arguments(text: &str) -> Vec<String> {
    let (mut all, mut is_quoted, mut is_escaped) = (vec![String::new()], false, false);
    for character in text.chars() {
        match character {
            '\'' if !is_escaped => is_quoted = !is_quoted,
            '\\' if !is_quoted && !is_escaped => {
                is_escaped = true;
                continue;
            }
            ' ' if !is_quoted && !is_escaped => all.push(String::new()),
            other => all.last_mut().unwrap().push(other),
        }
        is_escaped = false;
    }
    all
}

/// The file of the finding with the member that `text` writes at a place, or without what is there.
fn edit(files: &mut BTreeMap<String, String>, finding: &Finding, at: &Pointer, text: &str) {
    let name = without_folder(&finding.place.file);
    let is_toml = Path::new(&name)
        .extension()
        .is_some_and(|end| end == "toml");
    let read = |text: &str| {
        Source::from_text(name.as_str(), text)
            .unwrap()
            .value()
            .clone()
    };
    let mut value = read(&files[&name]);
    let (parent, key) = (at.parent().unwrap(), at.last().unwrap());
    match (value.pointer_mut(&parent.as_str()[1..]), text) {
        // Another fix has taken it along.
        (None, "") => {}
        (Some(Value::Object(members)), "") => drop(members.shift_remove(&key)),
        (Some(Value::Array(elements)), "") => drop(elements.remove(key.parse().unwrap())),
        (Some(Value::Object(members)), text) => {
            members.insert(key.clone(), read(text)[&key].clone());
        }
        (other, _) => panic!("{at} is in {other:?}"),
    }
    let text = if is_toml {
        toml::to_string(&value).unwrap()
    } else {
        value.to_string()
    };
    files.insert(name, text);
}
