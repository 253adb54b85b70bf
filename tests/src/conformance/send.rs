//! Every call of the client at a server of the caller's choice.

use anyhow::{Result, bail};
use pinterest_v5::Client;
use pinterest_v5::runtime::{ErrorKind, RetryPolicy};

use super::{Failure, Report};
use crate::calls::cases;
use crate::clock::SampleClock;

/// A client with credentials of every kind, none of them real.
///
/// # Errors
/// If `base_url` is no URL that the client takes.
pub fn client(base_url: &str) -> Result<Client> {
    let builder = Client::builder()
        .base_url(base_url)
        .clock(SampleClock::default())
        // One call is one request, whatever the server answers.
        .retry(RetryPolicy::none())
        .access_token("pina_access-token")
        .app_credentials("1234567", "app-secret")
        .conversion_token("pina_conversion-token");
    Ok(builder.build()?)
}

/// Sends every call, or those of the one operation, one after the other.
///
/// A call fails if the client refuses to send it, if no response comes, if the status is not 2xx, or
/// if the body is not what the operation promises.
///
/// # Errors
/// If there is no such operation.
pub async fn send(client: &Client, only: Option<&str>) -> Result<Report> {
    let mut report = Report {
        subject: "calls",
        ..Report::default()
    };
    for case in cases().filter(|case| only.is_none_or(|only| case.operation == only)) {
        report.total += 1;
        if let Err(error) = (case.send)(client).await {
            report.failures.push(Failure {
                of: format!("{} {}", case.operation, case.name),
                kind: kind(error.kind()),
                message: error.to_string(),
            });
        }
    }
    match only {
        Some(only) if report.total == 0 => bail!("there is no operation `{only}`"),
        _ => Ok(report),
    }
}

fn kind(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Transport => "no response",
        ErrorKind::Api => "refused",
        ErrorKind::Decode => "undecodable",
        _ => "not sent",
    }
}
