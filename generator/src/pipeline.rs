//! The pipeline: the inputs on disk to all output in memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::accepted::Accepted;
use crate::diagnostics::{Code, Diagnostics, Report, Setting, Style};
use crate::emit::{self, Context, RuntimeDependency};
use crate::ir::Api;
use crate::names::{Names, NamesFile};
use crate::overlay::Overlay;
use crate::source::Source;
use crate::{lower, names, normalise, overlay, report, source, validate};

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
    /// Findings that do not stop the run.
    pub found: Report,
    /// The same as plain text.
    pub warnings: String,
    /// Reports for reviewers, by the name of their snapshot.
    pub reports: BTreeMap<String, String>,
    /// The frozen API.
    pub api: Api,
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

/// Runs every stage.
///
/// # Errors
///
/// If an input cannot be read or something was found that must not be emitted. Nothing is written either way.
pub fn generate(inputs: &Inputs) -> Result<Output, Failure> {
    let read = Read::new(inputs)?;
    let Read {
        source,
        overlays,
        accepted,
        ..
    } = &read;
    let mut diagnostics = Diagnostics::new();
    let mut description = source.value().clone();
    let patches = overlay::apply(&mut description, overlays, inputs.strict, &mut diagnostics);
    let names_source = &read.names;
    let names_file = NamesFile::read(names_source, &mut diagnostics);
    validate::validate(&description, &mut diagnostics);
    let findings = Findings {
        setting: Setting::new(source, &description, &patches),
        accepted,
        strict: inputs.strict,
    };
    findings.stop_on_errors(&diagnostics)?;

    let mut api = lower::lower(&description, &mut diagnostics);
    normalise::normalise(&mut api);
    lower::directions::check(&api, &description, &mut diagnostics);
    api.bundles = names::bundles(
        &api,
        &names_file,
        names_source,
        inputs.strict,
        &mut diagnostics,
    );
    let names = Names::build(
        &api,
        &names_file,
        names_source,
        inputs.strict,
        &mut diagnostics,
    );
    let found = findings.finish(diagnostics)?;
    let warnings = found.text(Style::Plain);

    let inputs_digest = digest(source, overlays, accepted, names_source);
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
        found,
        warnings,
        reports,
        api,
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

/// The inputs as they were read.
struct Read {
    source: Source,
    overlays: Vec<Overlay>,
    accepted: Accepted,
    names: Arc<Source>,
}

impl Read {
    /// Reads everything, or says everything that could not be read.
    fn new(inputs: &Inputs) -> Result<Self, Failure> {
        let spec = &inputs.spec_dir;
        let mut errors = Vec::new();
        let source = kept(Source::read(&inputs.description), &mut errors);
        let (overlays, found) = overlay::read_dir(&spec.join("overlays"));
        errors.extend(found);
        let accepted = kept(Accepted::read(&spec.join("accepted.toml")), &mut errors);
        let names = kept(read_names(&spec.join("names.toml")), &mut errors);
        match (source, accepted, names) {
            (Some(source), Some(accepted), Some(names)) if errors.is_empty() => Ok(Self {
                source,
                overlays,
                accepted,
                names: Arc::new(names),
            }),
            _ => Err(Report::of_errors(&errors).into()),
        }
    }
}

fn kept<T>(result: Result<T, source::Error>, errors: &mut Vec<source::Error>) -> Option<T> {
    result.map_err(|error| errors.push(error)).ok()
}

/// A file that does not exist is empty.
fn read_names(path: &Path) -> Result<Source, source::Error> {
    if path.exists() {
        Source::read(path)
    } else {
        Source::from_text(path.display().to_string(), "")
    }
}

/// The settings by which findings are judged.
struct Findings<'a> {
    setting: Setting<'a>,
    accepted: &'a Accepted,
    strict: bool,
}

impl Findings<'_> {
    /// Stops between stages when a later one could trip over what was found.
    fn stop_on_errors(&self, diagnostics: &Diagnostics) -> Result<(), Failure> {
        // What is left over here may be for a later stage.
        let judged = self.judged(diagnostics.clone(), false);
        if judged.has_errors() {
            return Err(Report::new(&judged, &self.setting).into());
        }
        Ok(())
    }

    /// Judges everything that was found in the run.
    fn finish(&self, diagnostics: Diagnostics) -> Result<Report, Failure> {
        let judged = self.judged(diagnostics, self.strict);
        let report = Report::new(&judged, &self.setting);
        if judged.has_errors() {
            Err(report.into())
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
