//! The lock: what was imported, and that nobody edited the result.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The text of `spec.lock.toml`.
pub(super) fn text(version: &str, source: &str, result: &str) -> String {
    format!(
        "# Written by `cargo xtask spec import`: what `openapi.yaml` was made from.\n\
         version = \"{version}\"\n\
         source-sha256 = \"{}\"\n\
         result-sha256 = \"{}\"\n",
        sha256([source]),
        sha256([result]),
    )
}

/// Whether `description` is what the import that wrote `lock` gave.
///
/// # Errors
/// What differs and the way out.
pub fn verify(lock: &str, description: &str) -> Result<(), String> {
    let expected = lock
        .lines()
        .find_map(|line| line.strip_prefix("result-sha256 = "));
    let found = sha256([description]);
    if expected.map(|text| text.trim_matches('"')) == Some(found.as_str()) {
        return Ok(());
    }
    Err(
        "`openapi.yaml` is not what `spec.lock.toml` was written for; import the published \
         description again (`cargo xtask spec import FILE`) and put corrections into an overlay"
            .to_owned(),
    )
}

/// The SHA-256 of texts, one after the other, in hexadecimal.
pub fn sha256<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(text.as_bytes());
    }
    hasher
        .finalize()
        .iter()
        .fold(String::new(), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
