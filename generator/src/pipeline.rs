//! The pipeline: the inputs on disk to all output in memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::accepted::Accepted;
use crate::diagnostics::{Code, Diagnostics};
use crate::emit::{self, Context, RuntimeDependency};
use crate::ir::Api;
use crate::names::{Names, NamesFile};
use crate::overlay::Overlay;
use crate::source::Source;
use crate::{lower, names, normalise, overlay, report, validate};

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
    /// Findings that do not stop the run, as text.
    pub warnings: String,
    /// Reports for reviewers, by the name of their snapshot.
    pub reports: BTreeMap<String, String>,
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

/// Runs every stage.
///
/// # Errors
///
/// If an input cannot be read or something was found that must not be emitted. Nothing is written either way.
pub fn generate(inputs: &Inputs) -> Result<Output, Failure> {
    let source = Source::read(&inputs.description).map_err(|error| failure(&error))?;
    generate_from(&source, inputs)
}

/// Runs every stage on a description that was read before; `inputs.description` counts for nothing.
///
/// # Errors
///
/// As [`generate`].
pub fn generate_from(source: &Source, inputs: &Inputs) -> Result<Output, Failure> {
    let overlays =
        overlay::load_dir(&inputs.spec_dir.join("overlays")).map_err(|error| failure(&error))?;
    let accepted =
        Accepted::read(&inputs.spec_dir.join("accepted.toml")).map_err(|error| failure(&error))?;
    let (names_source, names_file) = read_names(&inputs.spec_dir.join("names.toml"))?;

    let findings = Findings {
        source,
        accepted: &accepted,
        strict: inputs.strict,
    };
    let mut diagnostics = Diagnostics::new();
    let mut description = source.value().clone();
    overlay::apply(&mut description, &overlays, inputs.strict, &mut diagnostics);
    validate::validate(&description, &mut diagnostics);
    findings.stop_on_errors(&diagnostics)?;

    let mut api = lower::lower(&description, &mut diagnostics);
    normalise::normalise(&mut api);
    api.bundles = names::bundles(
        &api,
        &names_file,
        &names_source,
        inputs.strict,
        &mut diagnostics,
    );
    let names = Names::build(
        &api,
        &names_file,
        &names_source,
        inputs.strict,
        &mut diagnostics,
    );
    let warnings = findings.finish(diagnostics)?;

    let inputs_digest = digest(source, &overlays, &accepted, &names_source);
    let context = Context {
        api: &api,
        names: &names,
        inputs: &inputs_digest,
    };
    let files = emit::emit(context, &inputs.runtime);
    let tests = emit::emit_tests(context);
    let reports = report::reports(context, &files, &warnings);
    Ok(Output {
        files,
        tests,
        warnings,
        reports,
        api,
        names,
    })
}

/// The digest of everything that decides the output, so that no edit of an input goes unnoticed.
fn digest(
    description: &Source,
    overlays: &[Overlay],
    accepted: &Accepted,
    names: &Source,
) -> String {
    let overlays = overlays.iter().map(Overlay::source);
    let all = [description].into_iter().chain(overlays);
    let all = all.chain(accepted.source()).chain([names]);
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
