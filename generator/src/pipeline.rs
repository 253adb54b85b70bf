//! The pipeline: the inputs on disk to all output in memory.

mod findings;
mod observer;
mod output;
mod read;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use self::findings::Findings;
pub use self::observer::Observer;
use self::observer::{Progress, Seen};
pub use self::output::{CRATE, Output};
pub use self::read::Read;
use diagnostics::{Diagnostic, Diagnostics, Report, Setting, Severity, Style};
use model::ir::{Api, FrozenApi};
use model::{lower, normalise, recognise};
use rust::emit::{self, RuntimeDependency};
use rust::lock::{Lock, Locked};
use rust::names::{self, Given, Names, NamesFile};
use source::Source;
use source::references::References;
use spec::{left_out, overlay, validate, words};

/// What a run reads.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The description, YAML or JSON.
    pub description: PathBuf,
    /// The folder with `overlays/`, `names.toml` and `accepted.toml`.
    pub spec_dir: PathBuf,
    /// Whether our own inputs must fit the description exactly. They do for the committed one; for another an
    /// overlay action, a name or an accepted finding that matches nothing is only a warning.
    pub strict: bool,
    /// How the emitted crate finds the runtime.
    pub runtime: RuntimeDependency,
}

/// Why a run gave nothing.
#[derive(Debug)]
pub struct Failure {
    /// Every finding.
    pub found: Report,
    /// The same as plain text.
    pub report: String,
}

impl From<Report> for Failure {
    fn from(found: Report) -> Self {
        let report = found.text(Style::Plain);
        Self { found, report }
    }
}

/// What is before anything is emitted.
#[derive(Debug)]
pub struct Frozen {
    /// The inputs as they were read.
    pub read: Read,
    /// The names that were given before.
    pub lock: Lock,
    /// The description with its overlays, without what is left out.
    pub description: Value,
    /// The API, which nothing changes any more.
    pub api: FrozenApi,
    /// Its names.
    pub names: Names,
    /// What became of the names that were given before.
    pub locked: Locked,
    found: Report,
}

/// Runs every stage.
///
/// # Errors
///
/// If an input cannot be read or something was found that must not be emitted. Nothing is written either way.
pub fn generate(inputs: &Inputs) -> Result<Output, Failure> {
    generate_observed(inputs, &mut |_| {})
}

/// As [`generate`], telling of each part when it is done.
///
/// # Errors
///
/// As [`generate`].
pub fn generate_observed(
    inputs: &Inputs,
    done: &mut dyn FnMut(&'static str),
) -> Result<Output, Failure> {
    let mut observer = Progress(done);
    let read = Read::new(inputs)?;
    observer.done("load");
    let frozen = freeze(read, inputs, &mut observer)?;
    Ok(output(frozen, inputs, &mut observer))
}

/// Runs every stage on a description that was read before; `inputs.description` counts for nothing.
///
/// # Errors
///
/// As [`generate`].
pub fn generate_from(source: Source, inputs: &Inputs) -> Result<Output, Failure> {
    let frozen = freeze(Read::beside(source, inputs)?, inputs, &mut ())?;
    Ok(output(frozen, inputs, &mut ()))
}

fn output(frozen: Frozen, inputs: &Inputs, observer: &mut impl Observer) -> Output {
    let mut output = Output {
        files: BTreeMap::new(),
        warnings: frozen.found.text(Style::Plain),
        found: frozen.found,
        locked: frozen.locked,
        api: frozen.api,
        names: frozen.names,
        description: frozen.description,
        digest: frozen.read.digest(),
        guide: frozen.read.guide,
    };
    output.files = emit::emit(output.context(), &inputs.runtime);
    observer.done("emit and layout");
    output
}

/// What the stages before the emitters find, and what became of the names if they were reached.
pub fn look(read: Read, inputs: &Inputs) -> (Report, Option<Locked>) {
    let mut seen = Seen::default();
    match freeze(read, inputs, &mut seen) {
        Ok(frozen) => (frozen.found, Some(frozen.locked)),
        Err(failure) => (failure.found, seen.locked),
    }
}

/// Runs the stages from the inputs to the names.
///
/// # Errors
///
/// If something was found that must not be emitted.
pub fn freeze(
    read: Read,
    inputs: &Inputs,
    observer: &mut impl Observer,
) -> Result<Frozen, Failure> {
    let strict = inputs.strict;
    let mut diagnostics = Diagnostics::new();
    let mut description = read.source.value().clone();
    let patches = overlay::apply_noting(
        &mut description,
        &read.overlays,
        strict,
        &mut diagnostics,
        observer.journal(),
    );
    observer.done("overlay");
    let entries = NamesFile::read(&read.names, &mut diagnostics);
    let lock = Lock::read(&read.lock, &mut diagnostics);
    observer.done("names files");
    let left_out = left_out::apply(&read.left_out, &mut description, strict, &mut diagnostics);
    words::read(&mut description, &mut diagnostics);
    validate::validate(&description, &mut diagnostics);
    observer.done("validate");
    let findings = Findings {
        setting: Setting::new(&read.source, &description, &patches),
        accepted: &read.accepted,
        strict,
    };
    let given = Given {
        entries: &entries,
        source: &read.names,
        lock: &lock,
        strict,
    };
    if findings.stop(&diagnostics) {
        diagnostics.extend(beside_errors(&description, &diagnostics, given));
        return Err(findings.failure(diagnostics));
    }
    let mut api = api(&description, left_out, given, &mut diagnostics, observer);
    let entries = model::words::entries(&read.words, &mut diagnostics);
    model::words::apply(&mut api, &entries, strict, &mut diagnostics);
    observer.passed("words", &api);
    observer.done("words");
    let api = api.freeze();
    let (names, locked) = Names::build(&api, given, &mut diagnostics);
    observer.named(&locked);
    observer.done("names");
    let found = findings.finish(diagnostics)?;
    observer.done("findings");
    Ok(Frozen {
        read,
        lock,
        description,
        api,
        names,
        locked,
        found,
    })
}

/// What the later stages find in the operations that have no error yet: one run tells everything.
fn beside_errors(description: &Value, found: &Diagnostics, given: Given<'_>) -> Vec<Diagnostic> {
    let references = References::new(description);
    let errors = found
        .iter()
        .filter(|one| one.severity == Severity::Error && one.file.is_none());
    let broken: Vec<String> = errors
        .flat_map(|one| references.of(&one.at).operations)
        .collect();
    let mut rest = description.clone();
    left_out::without(&mut rest, &broken);
    let mut more = Diagnostics::new();
    let api = api(&rest, Vec::new(), given, &mut more, &mut ());
    Names::build(&api.freeze(), given, &mut more);
    more.iter()
        .filter(|one| one.file.is_none())
        .cloned()
        .collect()
}

/// Runs the stages that make the API of the description.
fn api(
    description: &Value,
    left_out: Vec<(String, String)>,
    given: Given<'_>,
    diagnostics: &mut Diagnostics,
    observer: &mut impl Observer,
) -> Api {
    let mut api = lower::lower(description, diagnostics);
    api.left_out = left_out;
    observer.passed("lower", &api);
    observer.done("lower");
    normalise::normalise_observed(&mut api, &mut |pass, api| observer.passed(pass, api));
    lower::directions::check(&api, description, diagnostics);
    let Given {
        entries,
        source,
        strict,
        ..
    } = given;
    api.bundles = names::bundles(&api, entries, source, strict, diagnostics);
    observer.passed("bundles", &api);
    observer.done("normalise");
    recognise::recognise(&mut api, diagnostics);
    observer.passed("recognise", &api);
    observer.done("recognise");
    api
}
