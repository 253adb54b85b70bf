//! Findings to people or tools. Only here is it asked whether somebody looks.

use generator::diagnostics::{Report, Style};
use serde_json::{Value, json};

/// How a command prints what it found.
#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people; findings are in colours if the standard error is a terminal and `NO_COLOR` is not set.
    #[default]
    #[value(alias = "markdown")]
    Text,
    /// For programs: one JSON document; `docs/diagnostics.md` says what findings are.
    Json,
}

impl Format {
    /// Tells the findings and, if nothing came of them, `outcome`.
    pub(crate) fn print(self, found: &Report, outcome: Option<&str>, more: &[(&str, Value)]) {
        match self {
            Self::Text => {
                anstream::eprint!("{}", found.text(Style::Coloured));
                if let Some(outcome) = outcome {
                    anstream::eprintln!("{outcome}");
                }
            }
            Self::Json => {
                let mut document = found.json();
                document["ok"] = Value::Bool(outcome.is_none());
                for (name, value) in more {
                    document[*name] = value.clone();
                }
                println!("{document:#}");
            }
        }
    }

    /// Tells what stopped the command before it found anything.
    pub(crate) fn fail(self, error: &anyhow::Error) {
        match self {
            Self::Text => eprintln!("error: {error:#}"),
            Self::Json => {
                let error = format!("{error:#}");
                self.print(&Report::default(), Some(""), &[("error", json!(error))]);
            }
        }
    }
}
