//! Answers from exchanges that were recorded.
//!
//! Invariant: the same requests in the same order get the same answers; what was asked once more gets the last again.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};
use pinterest_v5_mock::judge::Request;
use pinterest_v5_mock::server::Respond;
use pinterest_v5_mock::{Answer, Refusal};
use serde_json::Value;

use crate::record::key;

/// Gives recorded answers.
pub(crate) struct Replay(Mutex<BTreeMap<String, VecDeque<Answer>>>);

impl Replay {
    /// What a folder has.
    pub(crate) fn new(folder: &Path) -> Result<Self> {
        let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
        let mut paths = Vec::new();
        for entry in entries {
            paths.push(entry?.path());
        }
        paths.sort();
        let mut answers: BTreeMap<String, VecDeque<Answer>> = BTreeMap::new();
        for path in paths {
            let place = || path.display().to_string();
            let text = std::fs::read_to_string(&path).with_context(place)?;
            let exchange: Value = serde_json::from_str(&text).with_context(place)?;
            let answer = answer(&exchange["answer"]).with_context(place)?;
            let request = exchange["request"].to_string();
            answers.entry(request).or_default().push_back(answer);
        }
        Ok(Self(Mutex::new(answers)))
    }
}

impl Respond for Replay {
    async fn respond(&self, request: Request, _origin: &str) -> Answer {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(known) = answers.get_mut(&key(&request).to_string()) else {
            let message = format!(
                "no such request is recorded: {} {}",
                request.method, request.target
            );
            return Refusal::new(404, 404, message).into();
        };
        let first = if known.len() > 1 {
            known.pop_front()
        } else {
            known.front().cloned()
        };
        first.unwrap_or_else(|| Answer::empty(204))
    }
}

fn answer(recorded: &Value) -> Result<Answer> {
    let status = recorded["status"].as_u64().context("no status")?;
    let mut answer = Answer::empty(u16::try_from(status)?);
    for header in recorded["headers"].as_array().into_iter().flatten() {
        if let (Some(name), Some(value)) = (header[0].as_str(), header[1].as_str()) {
            answer = answer.header(name, value);
        }
    }
    Ok(match recorded["body"].as_str() {
        Some(body) => answer.body(body),
        None => answer,
    })
}
