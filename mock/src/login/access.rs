//! Whether a caller may do what it asks for.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::{Source, Tokens};
use crate::answer::Refusal;
use crate::description::{Operation, Scheme};
use crate::judge::Request;
use crate::pinterest::{Settings, Tier};

/// Refuses a caller whose credential is none, has ended, is one of the other environment, or lacks a scope.
pub(crate) fn check(
    settings: &Settings,
    tokens: &Tokens,
    operation: &Operation,
    request: &Request,
    now: i64,
) -> Result<(), Refusal> {
    if operation.schemes.is_empty() {
        return Ok(());
    }
    let mut headers = request.headers.iter();
    let header = headers.find(|(name, _)| name.eq_ignore_ascii_case("authorization"));
    let header = header.map_or("", |(_, value)| value.as_str());
    let (scheme, credential) = header.split_once(' ').unwrap_or((header, ""));
    let takes = |scheme| operation.schemes.contains(&scheme);
    if scheme.eq_ignore_ascii_case("basic") && takes(Scheme::Basic) {
        return app(settings, credential);
    }
    if !scheme.eq_ignore_ascii_case("bearer") || !takes(Scheme::Bearer) {
        return Err(refused(
            "the request has no credential that this operation takes",
        ));
    }
    bearer(settings, tokens, operation, credential, now)?;
    available(settings, operation)
}

fn app(settings: &Settings, credential: &str) -> Result<(), Refusal> {
    let decoded = BASE64_STANDARD.decode(credential).ok();
    let decoded = decoded.and_then(|bytes| String::from_utf8(bytes).ok());
    let wanted = format!("{}:{}", settings.app_id, settings.app_secret);
    if decoded.as_deref() == Some(wanted.as_str()) {
        return Ok(());
    }
    Err(refused("the id and the secret are not those of an app"))
}

fn bearer(
    settings: &Settings,
    tokens: &Tokens,
    operation: &Operation,
    token: &str,
    now: i64,
) -> Result<(), Refusal> {
    let Some(access) = tokens.access(token) else {
        return unknown(settings, operation, token);
    };
    if access.until <= now {
        return Err(refused("the token has ended, or was taken back"));
    }
    let scheme = access.source.scheme();
    let grant = operation.grants.iter().find(|grant| grant.scheme == scheme);
    let Some(grant) = grant else {
        let kind = match access.source {
            Source::User => "of a user",
            Source::App => "that an app got for itself",
            Source::Conversions => "for conversions",
        };
        return Err(lacking(&format!("a token {kind} may not do this")));
    };
    let lacks = grant
        .scopes
        .iter()
        .find(|scope| !access.scopes.contains(scope));
    match lacks {
        Some(scope) => Err(lacking(&format!("the token lacks the scope {scope}"))),
        None => Ok(()),
    }
}

/// A token that this server did not give.
fn unknown(settings: &Settings, operation: &Operation, token: &str) -> Result<(), Refusal> {
    let foreign = settings.environment.other().mark();
    let is_foreign = |start: &str| {
        token
            .strip_prefix(start)
            .is_some_and(|rest| rest.starts_with(foreign))
    };
    if is_foreign("pina_") || is_foreign("pinc_") {
        return Err(refused("the token is one of the other environment"));
    }
    let takes = |scheme: &str| operation.grants.iter().any(|grant| grant.scheme == scheme);
    let is_owner =
        token.starts_with("pina_") || token.starts_with("pinc_") && takes("conversion_token");
    if is_owner && !settings.strict_tokens {
        return Ok(());
    }
    Err(refused("this server did not give the token"))
}

/// What the environment and the access of the app leave out.
fn available(settings: &Settings, operation: &Operation) -> Result<(), Refusal> {
    let is_sandbox = settings.environment.is_sandbox();
    if is_sandbox && !operation.in_sandbox {
        return Err(Refusal::new(
            403,
            29,
            "The sandbox does not have this operation.",
        ));
    }
    if !is_sandbox && settings.tier == Tier::Trial && operation.id == "pins/create" {
        return Err(Refusal::new(
            403,
            29,
            "Apps with Trial access may not create Pins in production - use API Sandbox instead.",
        ));
    }
    Ok(())
}

fn refused(why: &str) -> Refusal {
    Refusal::new(401, 2, format!("Authentication failed: {why}."))
}

fn lacking(why: &str) -> Refusal {
    Refusal::new(401, 3, format!("Not sufficient permissions: {why}."))
}
