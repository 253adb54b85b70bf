//! The file that the state is kept in: JSON, one object for each environment.
//!
//! Invariant: the file is whole at any time, as it is written beside its place and renamed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result};
use pinterest_v5_mock::judge::Request;
use pinterest_v5_mock::server::Respond;
use pinterest_v5_mock::state::State;
use pinterest_v5_mock::{Answer, Environment, Pinterest};

/// Keeps states in a file, if there is one.
pub(crate) struct Keeper {
    path: Option<PathBuf>,
    all: Mutex<Vec<Arc<Kept>>>,
    /// Whether something changed that is not in the file, and whether somebody is writing it.
    changed: AtomicBool,
    writing: AtomicBool,
}

/// A Pinterest whose changes are kept.
pub(crate) struct Kept {
    pinterest: Pinterest,
    keeper: Arc<Keeper>,
}

impl Keeper {
    pub(crate) fn new(path: Option<PathBuf>) -> Arc<Self> {
        Arc::new(Self {
            path,
            all: Mutex::default(),
            changed: AtomicBool::new(false),
            writing: AtomicBool::new(false),
        })
    }

    /// What the file has for an environment; nothing if there is no file yet.
    pub(crate) fn load(&self, environment: Environment) -> Result<Option<State>> {
        let Some(path) = self.path.as_deref().filter(|path| path.exists()) else {
            return Ok(None);
        };
        let text = std::fs::read_to_string(path);
        let text = text.with_context(|| format!("cannot read {}", path.display()))?;
        let states: Result<BTreeMap<String, State>, _> = serde_json::from_str(&text);
        let mut states = states.with_context(|| format!("{} holds no state", path.display()))?;
        Ok(states.remove(name(environment)))
    }

    /// Keeps what changes in `pinterest` from now on.
    pub(crate) fn keep(self: &Arc<Self>, pinterest: Pinterest) -> Arc<Kept> {
        let kept = Arc::new(Kept {
            pinterest,
            keeper: Arc::clone(self),
        });
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(Arc::clone(&kept));
        kept
    }

    /// Writes the file.
    pub(crate) fn save(&self) -> Result<()> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let states = all.iter().map(|kept| {
            let environment = kept.pinterest.settings().environment;
            (
                name(environment),
                kept.pinterest.state(|state| state.clone()),
            )
        });
        let states: BTreeMap<&str, State> = states.collect();
        write(path, &serde_json::to_string(&states)?)
            .with_context(|| format!("cannot write {}", path.display()))
    }

    /// Writes the file soon, once for all changes until then.
    fn changed(self: &Arc<Self>) {
        self.changed.store(true, Ordering::SeqCst);
        if self.path.is_none() || self.writing.swap(true, Ordering::SeqCst) {
            return;
        }
        let keeper = Arc::clone(self);
        tokio::task::spawn_blocking(move || {
            while keeper.changed.swap(false, Ordering::SeqCst) {
                if let Err(error) = keeper.save() {
                    eprintln!("Error: {error:#}");
                }
            }
            keeper.writing.store(false, Ordering::SeqCst);
            // A change between the last look and the store would wait for the next one.
            if keeper.changed.load(Ordering::SeqCst) {
                keeper.changed();
            }
        });
    }
}

impl Respond for Kept {
    async fn respond(&self, request: Request, origin: &str) -> Answer {
        let answer = self.pinterest.answer(&request, origin);
        if request.method != "GET" && answer.status < 400 {
            self.keeper.changed();
        }
        answer
    }
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".new");
    std::fs::write(&aside, text)?;
    std::fs::rename(&aside, path)
}

const fn name(environment: Environment) -> &'static str {
    match environment {
        Environment::Production => "production",
        Environment::Sandbox => "sandbox",
    }
}
