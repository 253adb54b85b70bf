//! In front of another server: exchanges pass through, and each is written to a file without its secrets.
//!
//! Invariant: no credential reaches a file, whatever it stands in: a header, a query, a form or JSON.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context as _, Result};
use pinterest_v5_mock::judge::Request;
use pinterest_v5_mock::server::Respond;
use pinterest_v5_mock::{Answer, Refusal};
use serde_json::{Value, json};

use crate::secrets;

/// Headers that a recorded answer keeps.
const KEPT: [&str; 6] = [
    "content-type",
    "retry-after",
    "x-pinterest-rid",
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
];

/// Headers that are of one connection, and those by which the two sides agree on a coding.
const HOP: [&str; 6] = [
    "accept-encoding",
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "transfer-encoding",
];

/// Passes requests on, and writes down what comes of them.
pub(crate) struct Recorder {
    client: reqwest::Client,
    upstream: String,
    folder: PathBuf,
    count: AtomicU64,
}

impl Recorder {
    /// Records what passes to `upstream`, which ends in `/v5`, into a folder.
    pub(crate) fn new(upstream: &str, folder: PathBuf) -> Result<Self> {
        std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        // `reqwest` takes the program's; this is the program, and nobody installs another.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let earlier = std::fs::read_dir(&folder)?.count();
        Ok(Self {
            client,
            upstream: upstream.trim_end_matches('/').to_owned(),
            folder,
            // What was recorded before stays.
            count: AtomicU64::new(u64::try_from(earlier)?),
        })
    }

    async fn pass(&self, request: &Request) -> Result<Answer> {
        let path = request
            .target
            .strip_prefix("/v5")
            .context("the path does not begin with /v5")?;
        let method = request.method.parse()?;
        let mut sent = self
            .client
            .request(method, format!("{}{path}", self.upstream));
        for (name, value) in &request.headers {
            if !HOP.iter().any(|hop| name.eq_ignore_ascii_case(hop)) {
                sent = sent.header(name, value);
            }
        }
        let response = sent.body(request.body.clone()).send().await?;
        let mut answer = Answer::empty(response.status().as_u16());
        for (name, value) in response.headers() {
            if KEPT.contains(&name.as_str())
                && let Ok(value) = value.to_str()
            {
                answer = answer.header(name.as_str(), value);
            }
        }
        let body = response.bytes().await?;
        Ok(if body.is_empty() {
            answer
        } else {
            answer.body(body)
        })
    }

    fn write(&self, request: &Request, answer: &Answer) -> Result<()> {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let path = self.folder.join(format!("{number:06}.json"));
        let exchange = json!({
            "request": key(request),
            "answer": {
                "status": answer.status,
                "headers": answer.headers,
                "body": answer.body.as_deref().map(secrets::hide),
            },
        });
        let text = serde_json::to_string_pretty(&exchange)?;
        std::fs::write(&path, text).with_context(|| path.display().to_string())
    }
}

impl Respond for Recorder {
    async fn respond(&self, request: Request, _origin: &str) -> Answer {
        let answer = match self.pass(&request).await {
            Ok(answer) => answer,
            // The address may have a secret in it; what went wrong has not.
            Err(error) => {
                return Refusal::new(
                    502,
                    502,
                    format!("nothing came back: {}", error.root_cause()),
                )
                .into();
            }
        };
        if let Err(error) = self.write(&request, &answer) {
            eprintln!("Error: {error:#}");
        }
        answer
    }
}

/// What tells one request from another, without its secrets.
pub(crate) fn key(request: &Request) -> Value {
    json!({
        "method": request.method,
        "target": secrets::hide(request.target.as_bytes()),
        "body": secrets::hide(&request.body),
    })
}
