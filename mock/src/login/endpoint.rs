//! The token endpoint: a code, a refresh token or an app's own credentials for an access token.

#![expect(
    clippy::unnecessary_wraps,
    reason = "acts have one type, whether or not they refuse"
)]

use serde_json::{Map, Value, json};

use super::{Code, Refresh, Source};
use crate::acts::{Call, Outcome};
use crate::answer::{Answer, Refusal};
use crate::pinterest::Settings;

/// How long refresh tokens live, in seconds: the continuous ones 60 days, those of old 365.
const CONTINUOUS: i64 = 60 * 86_400;
const LEGACY: i64 = 365 * 86_400;

/// `POST /oauth/token`.
pub(crate) fn token(call: &mut Call<'_>) -> Outcome {
    let body = call.body();
    let member = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    match member("grant_type") {
        "authorization_code" => exchange(call, &body),
        "refresh_token" => refresh(call, member("refresh_token")),
        "client_credentials" => {
            let scopes = scopes(member("scope"));
            if scopes.is_empty() {
                return Err(Refusal::invalid("Invalid request: the scope is missing"));
            }
            let scope = scopes.join(",");
            let token = give(call, Source::App, scopes);
            Ok(answer(call, "client_credentials", &token, &scope, None))
        }
        other => Err(Refusal::invalid(format!(
            "Invalid request: no grant is `{other}`"
        ))),
    }
}

/// `POST /oauth/conversion_token`.
pub(crate) fn conversion_token(call: &mut Call<'_>) -> Outcome {
    let token = give(call, Source::Conversions, Vec::new());
    let body = json!({ "access_token": token, "token_type": "bearer" });
    Ok(call.success(Some(body)))
}

/// `POST /oauth/token/revoke`.
pub(crate) fn revoke(call: &mut Call<'_>) -> Outcome {
    let body = call.body();
    let token = body
        .get("token")
        .and_then(Value::as_str)
        .unwrap_or_default();
    call.state.tokens.revoke(token);
    Ok(call.success(None))
}

fn exchange(call: &mut Call<'_>, body: &Map<String, Value>) -> Outcome {
    let member = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    let code = call.state.tokens.codes.remove(member("code"));
    let code = code.filter(|code| code.until > call.now);
    let code = code.filter(|code| code.redirect_uri == member("redirect_uri"));
    let Some(Code { scopes, .. }) = code else {
        return Err(bad_grant());
    };
    let continuous = call.settings.continuous_refresh || member("continuous_refresh") == "true";
    let scope = scopes.join(",");
    let token = give(call, Source::User, scopes.clone());
    let renewal = renewal(call, scopes, continuous);
    Ok(answer(
        call,
        "authorization_code",
        &token,
        &scope,
        Some(renewal),
    ))
}

fn refresh(call: &mut Call<'_>, token: &str) -> Outcome {
    let known = call.state.tokens.refresh.get(token).cloned();
    let known = known.filter(|refresh| refresh.until > call.now);
    let Some(Refresh {
        scopes, continuous, ..
    }) = known
    else {
        return Err(bad_grant());
    };
    let scope = scopes.join(",");
    let access = give(call, Source::User, scopes.clone());
    // A continuous token is good for one renewal, which gives the next one.
    let renewal = continuous.then(|| {
        call.state.tokens.refresh.remove(token);
        renewal(call, scopes, true)
    });
    Ok(answer(call, "refresh_token", &access, &scope, renewal))
}

fn give(call: &mut Call<'_>, source: Source, scopes: Vec<String>) -> String {
    call.state
        .tokens
        .give(call.settings, call.now, source, scopes)
}

/// A new refresh token with the seconds that it lives.
fn renewal(call: &mut Call<'_>, scopes: Vec<String>, continuous: bool) -> (String, i64) {
    let life = if continuous { CONTINUOUS } else { LEGACY };
    let refresh = Refresh {
        scopes,
        until: call.now + life * 1000,
        continuous,
    };
    let now = call.now;
    let tokens = &mut call.state.tokens;
    tokens.refresh.retain(|_, refresh| refresh.until > now);
    let token = format!(
        "pinr.{}{}",
        call.settings.environment.mark(),
        tokens.secret(call.settings)
    );
    tokens.refresh.insert(token.clone(), refresh);
    (token, life)
}

fn answer(
    call: &Call<'_>,
    grant: &str,
    token: &str,
    scope: &str,
    renewal: Option<(String, i64)>,
) -> Answer {
    let mut body = json!({
        "access_token": token,
        "token_type": "bearer",
        "response_type": grant,
        "expires_in": call.settings.token_life,
        "scope": scope,
    });
    if let Some((token, life)) = renewal {
        body["refresh_token"] = token.into();
        body["refresh_token_expires_in"] = life.into();
        body["refresh_token_expires_at"] = (call.now / 1000 + life).into();
    }
    Answer::json(&body)
}

fn bad_grant() -> Refusal {
    Refusal::new(401, 283, "The authorization grant is invalid")
}

/// A code that can be exchanged once, as the consent page gives it.
pub(super) fn code(
    state: &mut crate::state::State,
    settings: &Settings,
    now: i64,
    scopes: Vec<String>,
    redirect_uri: &str,
) -> String {
    let tokens = &mut state.tokens;
    tokens.codes.retain(|_, code| code.until > now);
    let text = tokens.secret(settings);
    let code = Code {
        scopes,
        redirect_uri: redirect_uri.to_owned(),
        until: now + super::CODE_LIFE,
    };
    tokens.codes.insert(text.clone(), code);
    text
}

/// The scopes of a text that joins them with commas or spaces.
pub(super) fn scopes(text: &str) -> Vec<String> {
    let words = text.split([',', ' ']).filter(|scope| !scope.is_empty());
    words.map(str::to_owned).collect()
}
