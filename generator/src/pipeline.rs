//! The pipeline: the inputs on disk to all output in memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use crate::accepted::Accepted;
use crate::diagnostics::{Code, Diagnostics};
use crate::emit::{self, Context, RuntimeDependency};
use crate::ir::Api;
use crate::lock::{Kept, Lock};
use crate::names::{Given, Names, NamesFile};
use crate::overlay::{Journal, Overlay};
use crate::source::Source;
use crate::{jobs, lower, names, normalise, overlay, report, validate};

/// Slips of a description that no stage trips over: errors in the committed one, where somebody can mend them.
const HARMLESS: &[Code] = &[
    Code::UnknownSecurity,
    Code::DuplicateParameter,
    Code::DuplicatePath,
    Code::WrongEnumValue,
    Code::EmptyRange,
    Code::UnsupportedResponse,
];

/// What a run reads.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The description, YAML or JSON.
    pub description: PathBuf,
    /// The folder with `overlays/`, `names.toml` and `accepted.toml`.
    pub spec_dir: PathBuf,
    /// Whether our own inputs must fit the description exactly. They do for the committed one; for another an
    /// overlay action, a name or an accepted finding that meets nothing is only a warning.
    pub strict: bool,
    /// How the emitted crate finds the runtime.
    pub runtime: RuntimeDependency,
}

/// What a run gives.
#[derive(Debug)]
pub struct Output {
    /// The files of the crate, by path inside it.
    pub files: BTreeMap<String, String>,
    /// The files of the wire tests, by path inside their folder.
    pub tests: BTreeMap<String, String>,
    /// The files beside the description, by path inside its folder: `names.lock.toml`.
    pub spec: BTreeMap<String, String>,
    /// Findings that do not stop the run, as text.
    pub warnings: String,
    /// Reports for reviewers, by the name of their snapshot.
    pub reports: BTreeMap<String, String>,
    /// What became of the names in `names.lock.toml`, and its new lines.
    pub kept: Kept,
    /// The frozen API.
    pub api: Api,
    /// Its names.
    pub names: Names,
}

/// Why a run gave nothing.
#[derive(Debug)]
pub struct Failure {
    /// Every finding, as text.
    pub report: String,
}

/// What stands before anything is emitted.
#[derive(Debug)]
pub(crate) struct Frozen {
    pub(crate) source: Source,
    pub(crate) overlays: Vec<Overlay>,
    pub(crate) accepted: Accepted,
    pub(crate) names_source: Arc<Source>,
    pub(crate) lock: Lock,
    /// The description with its overlays.
    pub(crate) description: Value,
    pub(crate) api: Api,
    pub(crate) names: Names,
    pub(crate) kept: Kept,
    warnings: String,
}

/// Somebody who looks on while the stages run.
pub(crate) trait Watch {
    /// Where the overlays note down what they touch, if somebody wants to know.
    fn journal(&mut self) -> Option<&mut Journal>;

    /// The API after a stage or a pass.
    fn passed(&mut self, stage: &'static str, api: &Api);
}

/// Nobody looks on.
impl Watch for () {
    fn journal(&mut self) -> Option<&mut Journal> {
        None
    }

    fn passed(&mut self, _: &'static str, _: &Api) {}
}

/// Runs every stage.
///
/// # Errors
///
/// If an input cannot be read or something was found that must not be emitted. Nothing is written either way.
pub fn generate(inputs: &Inputs) -> Result<Output, Failure> {
    generate_from(read(inputs)?, inputs)
}

/// Runs every stage on a description that was read before; `inputs.description` counts for nothing.
///
/// # Errors
///
/// As [`generate`].
pub fn generate_from(source: Source, inputs: &Inputs) -> Result<Output, Failure> {
    let frozen = freeze(source, inputs, &mut ())?;
    let inputs_digest = digest(&frozen);
    let context = Context {
        api: &frozen.api,
        names: &frozen.names,
        inputs: &inputs_digest,
    };
    let files = emit::emit(context, &inputs.runtime);
    let tests = emit::emit_tests(context);
    let reports = report::reports(context, &files, &frozen.warnings);
    let lock = ("names.lock.toml".to_owned(), frozen.kept.lines.text());
    Ok(Output {
        files,
        tests,
        spec: BTreeMap::from([lock]),
        warnings: frozen.warnings,
        reports,
        kept: frozen.kept,
        api: frozen.api,
        names: frozen.names,
    })
}

/// Reads the description.
pub(crate) fn read(inputs: &Inputs) -> Result<Source, Failure> {
    Source::read(&inputs.description).map_err(|error| failure(&error))
}

/// Runs the stages from the inputs to the names.
pub(crate) fn freeze(
    source: Source,
    inputs: &Inputs,
    watch: &mut impl Watch,
) -> Result<Frozen, Failure> {
    let overlays =
        overlay::load_dir(&inputs.spec_dir.join("overlays")).map_err(|error| failure(&error))?;
    let accepted =
        Accepted::read(&inputs.spec_dir.join("accepted.toml")).map_err(|error| failure(&error))?;
    let (names_source, names_file) = read_names(&inputs.spec_dir.join("names.toml"))?;
    let lock = Lock::read(&inputs.spec_dir.join("names.lock.toml")).map_err(|report| Failure {
        report: format!("{report}\n"),
    })?;

    let strict = inputs.strict;
    let findings = Findings {
        source: &source,
        accepted: &accepted,
        strict,
    };
    let mut diagnostics = Diagnostics::new();
    let mut description = source.value().clone();
    let journal = watch.journal();
    overlay::apply_noting(
        &mut description,
        &overlays,
        strict,
        &mut diagnostics,
        journal,
    );
    validate::validate(&description, &mut diagnostics);
    findings.stop_on_errors(&diagnostics)?;

    let mut api = lower::lower(&description, &mut diagnostics);
    watch.passed("lower", &api);
    normalise::normalise_watched(&mut api, &mut |pass, api| watch.passed(pass, api));
    api.jobs = jobs::jobs(&api, &mut diagnostics);
    watch.passed("jobs", &api);
    api.bundles = names::bundles(&api, &names_file, &names_source, strict, &mut diagnostics);
    watch.passed("bundles", &api);
    let given = Given {
        entries: &names_file,
        source: &names_source,
        lock: &lock,
        strict,
    };
    let (names, kept) = Names::build(&api, given, &mut diagnostics);
    let warnings = findings.finish(diagnostics)?;
    Ok(Frozen {
        source,
        overlays,
        accepted,
        names_source,
        lock,
        description,
        api,
        names,
        kept,
        warnings,
    })
}

/// The digest of everything that decides the output, so that no edit of an input goes unnoticed. The lock is left out:
/// it is an output too, and compared as one.
fn digest(frozen: &Frozen) -> String {
    let overlays = frozen.overlays.iter().map(Overlay::source);
    let all = [&frozen.source].into_iter().chain(overlays);
    let all = all.chain(frozen.accepted.source());
    let all = all.chain([&*frozen.names_source]);
    crate::import::sha256(all.map(Source::text))
}

/// The settings by which findings are judged.
struct Findings<'a> {
    source: &'a Source,
    accepted: &'a Accepted,
    strict: bool,
}

impl Findings<'_> {
    /// Stops between stages when a later one could trip over what was found.
    fn stop_on_errors(&self, diagnostics: &Diagnostics) -> Result<(), Failure> {
        // What is left over here may be for a later stage.
        let judged = self.judged(diagnostics.clone(), false);
        if judged.has_errors() {
            let report = judged.render(self.source);
            return Err(Failure { report });
        }
        Ok(())
    }

    /// Judges everything that was found in the run.
    fn finish(&self, diagnostics: Diagnostics) -> Result<String, Failure> {
        let judged = self.judged(diagnostics, self.strict);
        let report = judged.render(self.source);
        if judged.has_errors() {
            Err(Failure { report })
        } else {
            Ok(report)
        }
    }

    fn judged(&self, mut diagnostics: Diagnostics, strict: bool) -> Diagnostics {
        if !self.strict {
            diagnostics.relax(HARMLESS);
        }
        self.accepted.apply(strict, &mut diagnostics);
        diagnostics
    }
}

fn failure(error: &crate::source::Error) -> Failure {
    Failure {
        report: format!("{error}\n"),
    }
}

fn read_names(path: &Path) -> Result<(Arc<Source>, NamesFile), Failure> {
    if !path.exists() {
        let empty =
            Source::from_text(path.display().to_string(), "").map_err(|error| failure(&error))?;
        return Ok((Arc::new(empty), NamesFile::default()));
    }
    let source = Source::read(path).map_err(|error| failure(&error))?;
    let file = NamesFile::parse(source.text()).map_err(|error| Failure {
        report: format!("{}: {error}\n", path.display()),
    })?;
    Ok((Arc::new(source), file))
}
