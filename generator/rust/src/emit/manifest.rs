//! The files of the crate that are not Rust.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Context, conversions, features, front, jobs, media};
use crate::header;

/// How the emitted crate finds the runtime.
#[derive(Clone, Debug)]
pub struct RuntimeDependency {
    /// The path to the runtime's folder, as written into the manifest.
    pub path: String,
    /// The runtime's version.
    pub version: String,
    /// Whether the crate is in this workspace; elsewhere it is a workspace of its own.
    pub in_workspace: bool,
}

/// `Cargo.toml`.
pub(super) fn manifest(context: Context<'_>, runtime: &RuntimeDependency) -> String {
    let mut text = header::line("#");
    let description = toml::Value::from(context.api.version.as_str());
    let inputs = context.inputs;
    let path = toml::Value::from(runtime.path.as_str());
    let RuntimeDependency {
        version,
        in_workspace,
        ..
    } = runtime;
    let package = format!(
        r#"
[package]
name = "pinterest-v5"
version = "{version}"
edition = "2024"
rust-version = "1.89"
license = "MIT OR Apache-2.0"
repository = "https://github.com/pinterest-v5/pinterest-v5"
documentation = "https://docs.rs/pinterest-v5"
description = "A typed client for the Pinterest REST API v5, generated from its description."
keywords = ["pinterest", "api", "client", "ads"]
categories = ["api-bindings", "web-programming::http-client"]
readme = "README.md"
include = ["/src/**", "/README.md", "/LICENSE-*"]

[package.metadata.docs.rs]
all-features = true
rustdoc-args = ["--cfg", "docsrs"]
targets = ["x86_64-unknown-linux-gnu"]

# What the crate was generated from: the release of the description, and the SHA-256 of it with its overlays and names.
[package.metadata.pinterest]
description = {description}
inputs-sha256 = {inputs:?}

[dependencies]
pinterest-v5-runtime = {{ path = {path}, version = "={version}", default-features = false }}
serde_json = {{ version = "1.0.142", default-features = false, features = ["std"] }}
"#
    );
    text.push_str(&package);
    if !context.guide.is_empty() {
        text.push_str(FOR_THE_GUIDE);
    }
    text.push_str(LINTS);
    text.push_str(FEATURES);
    text.push_str(&groups(context));
    if !in_workspace {
        text.push_str("\n[workspace]\n");
    }
    text
}

/// What the code of the guide runs on. A dependency without a version is no part of a package.
const FOR_THE_GUIDE: &str = r#"
[dev-dependencies]
futures-util = { version = "0.3", default-features = false, features = ["std"] }
pinterest-v5-mock = { path = "../mock", features = ["transport"] }
tokio = { version = "1.51", features = ["fs", "io-util", "macros", "rt"] }
"#;

const LINTS: &str = r#"
[lints.rust]
missing_docs = "warn"
# What is going away is still part of the crate.
deprecated = "allow"
unsafe_code = "forbid"
"#;

/// The features that have nothing to do with groups.
const FEATURES: &str = r#"
[features]
default = ["full", "rustls", "http2"]
# TLS by rustls, with the cryptography of `ring` unless the program installs another as rustls' default provider.
rustls = ["pinterest-v5-runtime/rustls"]
# The same without `ring`: the program has to install a provider; needs no C compiler.
rustls-no-provider = ["pinterest-v5-runtime/rustls-no-provider"]
# TLS by the platform's library.
native-tls = ["pinterest-v5-runtime/native-tls"]
# HTTP/2: calls at the same time share one connection.
http2 = ["pinterest-v5-runtime/http2"]
# `block_on`, for programs that are not asynchronous.
blocking = ["pinterest-v5-runtime/blocking"]
# `Loopback`, for logins of programs on the user's own machine.
loopback = ["pinterest-v5-runtime/loopback"]
# Rows of reports and exports in CSV, besides those in JSON.
csv = ["pinterest-v5-runtime/csv"]
# Days and moments of the crates of these names.
jiff = ["pinterest-v5-runtime/jiff"]
chrono = ["pinterest-v5-runtime/chrono"]
time = ["pinterest-v5-runtime/time"]
# A span per call, with the field names of OpenTelemetry.
tracing = ["pinterest-v5-runtime/tracing"]
# A kit for tests of programs that use the client.
testing = ["pinterest-v5-runtime/testing"]
# Both halves of serde for every type.
serde-full = []
"#;

/// The features of the groups, each with what its types need of the runtime.
fn groups(context: Context<'_>) -> String {
    let mut text = String::new();
    let names: BTreeMap<String, String> = (0..context.api.tags.len())
        .map(|tag| (features::feature(context, tag), needs(context, tag)))
        .collect();
    let _ = writeln!(text, "# Every group of operations.\nfull = [");
    for name in names.keys() {
        let _ = writeln!(text, "    {name:?},");
    }
    let _ = writeln!(text, "]");
    for (name, needs) in &names {
        let _ = writeln!(text, "{name} = [{needs}]");
    }
    text
}

/// The features of the runtime that the types of a group need.
fn needs(context: Context<'_>, tag: usize) -> String {
    let features = [
        ("hashing", conversions::hashes(context, tag)),
        (
            "transfers",
            jobs::downloads(context, tag) || media::uploads(context, tag),
        ),
    ];
    let needed = features.iter().filter(|(_, needed)| *needed);
    let needed = needed.map(|(feature, _)| format!("\"pinterest-v5-runtime/{feature}\""));
    needed.collect::<Vec<_>>().join(", ")
}

/// `README.md`: the front page.
pub(super) fn readme(context: Context<'_>) -> String {
    let lines = front::lines(context, front::Page::Readme);
    // The title is above the sections.
    let lines = lines.iter().map(|line| match line.strip_prefix("# ") {
        Some(title) => format!("## {title}\n"),
        None => format!("{line}\n"),
    });
    let text: Vec<String> = lines.collect();
    format!(
        "{}\n# pinterest-v5\n\n{}\nEverything in this folder is written by `cargo xtask generate` and may be deleted and \
         regenerated.\n",
        header::line("<!--"),
        text.concat(),
    )
}

/// The licences of this repository, which a crate that is alone needs too.
pub(super) fn licences() -> [(&'static str, String); 2] {
    let texts = [
        ("LICENSE-APACHE", include_str!("../../../../LICENSE-APACHE")),
        ("LICENSE-MIT", include_str!("../../../../LICENSE-MIT")),
    ];
    texts.map(|(name, text)| (name, format!("{}\n{text}", header::line("#"))))
}
