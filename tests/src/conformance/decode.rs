//! Recorded responses through the client's types and back.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use pinterest_v5::runtime::Decoding;
use serde_json::Value;

use super::{Failure, Report};
use crate::calls::Decoder;
use crate::compare::compare;
use pinterest_v5_mock::description::{Description, Success};

/// Decodes every `folder/<operationId with / as __>/*.json` as a response of that operation,
/// encodes it again and compares.
///
/// A file fails if it does not decode, or if a declared member is lost or changed.
///
/// # Errors
/// If the folder holds no response, or a folder in it is named like no operation.
pub fn decode(description: &Description, decoders: &[Decoder], folder: &Path) -> Result<Report> {
    let mut report = Report {
        subject: "responses",
        ..Report::default()
    };
    for folder in sorted(folder)?.into_iter().filter(|path| path.is_dir()) {
        let name = folder
            .file_name()
            .and_then(OsStr::to_str)
            .unwrap_or_default();
        let id = name.replace("__", "/");
        let Some(decoder) = decoders.iter().find(|decoder| decoder.operation == id) else {
            bail!(
                "{} is named like no operation: there is no `{id}`",
                folder.display()
            );
        };
        let successes = &description.operation(&id)?.successes;
        for file in sorted(&folder)? {
            if file.extension() == Some(OsStr::new("json")) {
                let text = std::fs::read(&file).with_context(|| file.display().to_string())?;
                let place = file.display().to_string();
                check(description, decoder, successes, &text, &place, &mut report);
            }
        }
    }
    if report.total == 0 {
        bail!(
            "{} holds no <operationId with / as __>/*.json",
            folder.display()
        );
    }
    Ok(report)
}

fn check(
    description: &Description,
    decoder: &Decoder,
    successes: &[Success],
    text: &[u8],
    place: &str,
    report: &mut Report,
) {
    report.total += 1;
    let failure = |kind, message| Failure {
        of: place.to_owned(),
        kind,
        message,
    };
    let back = match (decoder.decode)(text, Decoding::Strict) {
        Ok(read) => read.back,
        Err(message) => return report.failures.push(failure("undecodable", message)),
    };
    // A body that nothing is said of may be anything, and be nothing once decoded.
    let Some(schema) = successes.iter().find_map(|success| success.schema.as_ref()) else {
        return;
    };
    let sent = match serde_json::from_slice::<Value>(text) {
        Ok(sent) => sent,
        Err(error) => return report.failures.push(failure("not JSON", error.to_string())),
    };
    let comparison = compare(description, schema, &sent, &back);
    let differences = comparison.differences.iter();
    report
        .failures
        .extend(differences.map(|found| failure("changed", found.to_string())));
    report.unknown.extend(
        comparison
            .unknown
            .into_iter()
            .map(|path| failure("unknown", path)),
    );
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<Vec<_>>>()
        .with_context(|| folder.display().to_string())?;
    paths.sort();
    Ok(paths)
}
