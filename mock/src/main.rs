//! The program: a local Pinterest behind a port.
//!
//! Takes its settings from the command line, says on standard output where it listens, and keeps its state in a file if
//! it is told to. Invariant: once the line is out, requests are answered.

mod keeper;
mod record;
mod replay;
mod secrets;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use clap::{Parser, ValueEnum};
use pinterest_v5_mock::server::Respond;
use pinterest_v5_mock::{Clock, Environment, Pinterest, Server, Settings, Tier, World};

use self::keeper::Keeper;
use self::record::Recorder;
use self::replay::Replay;

/// A local Pinterest: the whole REST API v5 on your machine.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[derive(Parser)]
#[command(version)]
struct Options {
    /// The port to listen on; 0 picks one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// A second port, for the sandbox; 0 picks one.
    #[arg(long)]
    sandbox_port: Option<u16>,
    /// What is there to begin with.
    #[arg(long, value_enum, default_value = "small")]
    world: Worlds,
    /// Decides every made-up value.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A file to keep the state in.
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// The id of the app.
    #[arg(long, default_value = "1")]
    app_id: String,
    /// The secret of the app.
    #[arg(long, default_value = "secret")]
    app_secret: String,
    /// Take only tokens that were given here, instead of any that begins with `pina_`.
    #[arg(long)]
    strict_tokens: bool,
    /// How many seconds access tokens live.
    #[arg(long, default_value_t = 2_592_000, value_name = "SECONDS")]
    token_life: i64,
    /// Give refresh tokens that are not renewed, unless a login asks for others.
    #[arg(long)]
    legacy_refresh: bool,
    /// What access the app has.
    #[arg(long, value_enum, default_value = "standard")]
    tier: Tiers,
    /// Enforce the quotas.
    #[arg(long)]
    limits: bool,
    /// Whether answers have the known peculiarities of the real ones.
    #[arg(long, default_value_t = true, action = clap::ArgAction::Set, value_name = "BOOL")]
    quirks: bool,
    /// How many milliseconds a job takes.
    #[arg(long, default_value_t = 2_000, value_name = "MILLISECONDS")]
    job_time: i64,
    /// How many requests are remembered.
    #[arg(long, default_value_t = 1_000)]
    log: usize,
    /// Pass requests on to `--upstream`, and write each exchange into this folder without its secrets.
    #[arg(long, value_name = "DIR", requires = "upstream")]
    record: Option<PathBuf>,
    /// The server to record: `https://api.pinterest.com/v5`.
    #[arg(long, value_name = "URL", requires = "record")]
    upstream: Option<String>,
    /// Answer from the exchanges in this folder.
    #[arg(long, value_name = "DIR", conflicts_with = "record")]
    replay: Option<PathBuf>,
    /// A JSON file with rules for what goes wrong.
    #[arg(long, value_name = "FILE")]
    faults: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Worlds {
    Empty,
    Small,
    Agency,
    Shop,
}

#[derive(Clone, Copy, ValueEnum)]
enum Tiers {
    Trial,
    Standard,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: &Options) -> Result<()> {
    if let (Some(folder), Some(upstream)) = (&options.record, &options.upstream) {
        return stand_in(options, Recorder::new(upstream, folder.clone())?).await;
    }
    if let Some(folder) = &options.replay {
        return stand_in(options, Replay::new(folder)?).await;
    }
    let keeper = Keeper::new(options.state.clone());
    let production = pinterest(options, Environment::Production, &keeper)?;
    let server = Server::start(options.port, Arc::clone(&production)).await;
    let server = server.with_context(|| format!("cannot listen on port {}", options.port))?;
    let mut sandbox = None;
    if let Some(port) = options.sandbox_port {
        let pinterest = pinterest(options, Environment::Sandbox, &keeper)?;
        let server = Server::start(port, pinterest).await;
        sandbox = Some(server.with_context(|| format!("cannot listen on port {port}"))?);
    }
    let mut line = format!("listening on {}/v5", server.origin());
    if let Some(sandbox) = &sandbox {
        line.push_str(", sandbox on ");
        line.push_str(&sandbox.origin());
        line.push_str("/v5");
    }
    let end = end()?;
    say(&line)?;
    end.await;
    keeper.save()
}

/// Serves what is no Pinterest of its own.
async fn stand_in(options: &Options, respond: impl Respond) -> Result<()> {
    let server = Server::start(options.port, Arc::new(respond)).await;
    let server = server.with_context(|| format!("cannot listen on port {}", options.port))?;
    let end = end()?;
    say(&format!("listening on {}/v5", server.origin()))?;
    end.await;
    Ok(())
}

/// Watches from now on for the end of the program: by the keyboard, or as services and containers are ended.
#[cfg(unix)]
fn end() -> Result<impl Future<Output = ()>> {
    use std::task::Poll;

    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    Ok(std::future::poll_fn(move |context| {
        let interrupted = interrupted.poll_recv(context);
        let terminated = terminated.poll_recv(context);
        if interrupted.is_ready() || terminated.is_ready() {
            return Poll::Ready(());
        }
        Poll::Pending
    }))
}

/// Watches for the end of the program.
#[cfg(not(unix))]
fn end() -> Result<impl Future<Output = ()>> {
    Ok(async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            eprintln!("Error: {error}");
        }
    })
}

fn say(line: &str) -> Result<()> {
    let mut output = std::io::stdout();
    writeln!(output, "{line}")?;
    output.flush()?;
    Ok(())
}

fn pinterest(
    options: &Options,
    environment: Environment,
    keeper: &Arc<Keeper>,
) -> Result<Arc<keeper::Kept>> {
    let settings = Settings {
        seed: options.seed,
        environment,
        tier: match options.tier {
            Tiers::Trial => Tier::Trial,
            Tiers::Standard => Tier::Standard,
        },
        app_id: options.app_id.clone(),
        app_secret: options.app_secret.clone(),
        strict_tokens: options.strict_tokens,
        token_life: options.token_life,
        continuous_refresh: !options.legacy_refresh,
        limits: options.limits,
        quirks: options.quirks,
        job_time: options.job_time,
        log: options.log,
        ..Settings::default()
    };
    let world = match options.world {
        Worlds::Empty => World::Empty,
        Worlds::Small => World::Small,
        Worlds::Agency => World::Agency,
        Worlds::Shop => World::Shop,
    };
    let pinterest = match keeper.load(environment)? {
        Some(state) => Pinterest::with_state(settings, state, Clock::system())?,
        None => Pinterest::new(settings, world, Clock::system())?,
    };
    if let Some(path) = &options.faults {
        let text = std::fs::read_to_string(path);
        let text = text.with_context(|| format!("cannot read {}", path.display()))?;
        let read = pinterest.read_faults(&text);
        read.with_context(|| format!("the rules of {} make no sense", path.display()))?;
    }
    Ok(keeper.keep(pinterest))
}
