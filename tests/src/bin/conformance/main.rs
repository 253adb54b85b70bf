//! Sends every call of the client at a server, or decodes recorded responses.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use pinterest_v5_tests::conformance;
use pinterest_v5_tests::description::Description;
use pinterest_v5_tests::emitted::decoders::DECODERS;

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
    Decode {
        /// The folder of recorded responses.
        dir: PathBuf,
    },
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let report = match run(arguments.run).await {
        Ok(report) => report,
        Err(error) => {
            eprintln!("error: {error:#}");
            return ExitCode::from(2);
        }
    };
    let text = if arguments.json {
        format!("{:#}", report.to_json())
    } else {
        report.to_string()
    };
    // A reader that hangs up early (`| head`) has what it wants.
    let _ = writeln!(std::io::stdout(), "{text}");
    if report.failures.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

async fn run(run: Run) -> Result<conformance::Report> {
    match run {
        Run::Send { base_url, only } => {
            let client = conformance::client(&base_url)?;
            conformance::send(&client, only.as_deref()).await
        }
        Run::Decode { dir } => conformance::decode(&Description::committed()?, DECODERS, &dir),
    }
}
