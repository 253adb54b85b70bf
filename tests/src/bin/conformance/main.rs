//! Sends every call of the client at a server, or decodes recorded or damaged responses.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use pinterest_v5_mock::description::Description;
use pinterest_v5_tests::conformance;
use pinterest_v5_tests::emitted::decoders::DECODERS;
use serde_json::Value;

/// Tries the client against a server or against recorded responses.
///
/// Prints one line for each failure and a total; ends with 1 if something failed, with 2 if the run
/// could not be made.
#[derive(Parser)]
#[command(name = "conformance")]
struct Arguments {
    #[command(subcommand)]
    run: Run,
    /// Print the report as JSON.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum Run {
    /// Sends a minimal and a full call of every operation, with dummy credentials.
    ///
    /// A call fails if the client refuses to send it, if no response comes, if the status is not
    /// 2xx, or if the body is not what the operation promises.
    Send {
        /// What stands before every path, such as `http://127.0.0.1:8080/v5`.
        #[arg(long)]
        base_url: String,
        /// The `operationId` of the one operation to call.
        #[arg(long)]
        only: Option<String>,
    },
    /// Decodes every `DIR/<operationId with / as __>/*.json` as a response of that operation,
    /// encodes it again and compares.
    ///
    /// Numbers are equal by value, null and absent are equal, the order of members is free. Members
    /// that the description does not declare may be dropped; --json lists them as unknown.
    ///
    /// With --deviations, it makes valid responses of all operations up instead, changes one member of each, and
    /// counts what that costs a lenient client. It fails if more than 1 in 100 costs more than its own element.
    Decode {
        /// The folder of recorded responses.
        #[arg(required_unless_present = "deviations")]
        dir: Option<PathBuf>,
        /// Make responses with one deviation each.
        #[arg(long, conflicts_with = "dir")]
        deviations: bool,
        /// How many of them.
        #[arg(long, default_value_t = 20_000, requires = "deviations")]
        count: usize,
        /// Where chance starts from.
        #[arg(long, default_value_t = 1, requires = "deviations")]
        seed: u64,
    },
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match run(arguments.run).await {
        Ok(outcome) => outcome,
        Err(error) => {
            eprintln!("error: {error:#}");
            return ExitCode::from(2);
        }
    };
    let text = if arguments.json {
        format!("{:#}", outcome.json)
    } else {
        outcome.text
    };
    // A reader that hangs up early (`| head`) has what it wants.
    let _ = writeln!(std::io::stdout(), "{text}");
    if outcome.passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What a run found, to be printed.
struct Outcome {
    text: String,
    json: Value,
    passed: bool,
}

impl From<conformance::Report> for Outcome {
    fn from(report: conformance::Report) -> Self {
        Self {
            text: report.to_string(),
            json: report.to_json(),
            passed: report.failures.is_empty(),
        }
    }
}

impl From<conformance::Figures> for Outcome {
    fn from(figures: conformance::Figures) -> Self {
        Self {
            text: figures.to_string(),
            json: figures.to_json(),
            passed: figures.passed(),
        }
    }
}

async fn run(run: Run) -> Result<Outcome> {
    match run {
        Run::Send { base_url, only } => {
            let client = conformance::client(&base_url)?;
            let report = conformance::send(&client, only.as_deref()).await?;
            Ok(report.into())
        }
        Run::Decode { dir: Some(dir), .. } => {
            let report = conformance::decode(&Description::committed()?, DECODERS, &dir)?;
            Ok(report.into())
        }
        Run::Decode {
            dir: None,
            count,
            seed,
            ..
        } => {
            let description = Description::committed()?;
            let figures = conformance::deviations(&description, DECODERS, count, seed)?;
            Ok(figures.into())
        }
    }
}
