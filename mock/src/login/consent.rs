//! The page on which a user gives an app access, and the way back from it.
//!
//! Invariant: a browser is only sent to the address that the page was opened with, and the state comes back as it was.

use super::endpoint::{code, scopes};
use crate::answer::Answer;
use crate::html::{escape, page};
use crate::judge::Request;
use crate::pinterest::Settings;
use crate::state::State;
use crate::url::{self, Pairs};

/// The path of the page.
pub(crate) const PATH: &str = "/oauth/";

/// What scopes mean.
const WORDS: &[(&str, &str)] = &[
    ("ads", "advertising"),
    ("billing", "billing"),
    ("biz_access", "business access"),
    ("boards", "boards"),
    ("catalogs", "catalogs"),
    ("msot", "measurement data"),
    ("pins", "Pins"),
    ("user_accounts", "profile"),
];

/// `GET` shows the page, `POST` is one of its two buttons.
pub(crate) fn answer(
    settings: &Settings,
    state: &mut State,
    request: &Request,
    now: i64,
) -> Answer {
    let query = request
        .target
        .split_once('?')
        .map_or("", |(_, query)| query);
    let query = Pairs::of(query);
    let value = |name: &str| query.value(name);
    let (client, redirect) = (value("client_id"), value("redirect_uri"));
    let wrong = if client != settings.app_id {
        Some(format!(
            "No app has the id {client:?}; this server knows {:?}.",
            settings.app_id
        ))
    } else if !redirect.starts_with("http://") && !redirect.starts_with("https://") {
        Some("The redirect_uri is missing.".to_owned())
    } else if value("response_type") != "code" {
        Some("The response_type has to be `code`.".to_owned())
    } else if scopes(value("scope")).is_empty() {
        Some("The scope is missing.".to_owned())
    } else {
        None
    };
    if let Some(wrong) = wrong {
        let content = format!("<h1>This login cannot go on</h1><p>{}</p>", escape(&wrong));
        return Answer {
            status: 400,
            ..html(&page("Login", &content))
        };
    }
    if request.method != "POST" {
        return html(&page("Give access?", &form(settings, value("scope"))));
    }
    let state_of_login = url::encode(value("state"));
    let outcome = if Pairs::of(&request.body).value("answer") == "give" {
        let code = code(state, settings, now, scopes(value("scope")), redirect);
        format!("code={code}&state={state_of_login}")
    } else {
        format!("error=access_denied&state={state_of_login}")
    };
    let joint = if redirect.contains('?') { '&' } else { '?' };
    Answer::empty(303).header("location", format!("{redirect}{joint}{outcome}"))
}

fn html(text: &str) -> Answer {
    Answer::empty(200)
        .body(text)
        .header("content-type", "text/html; charset=utf-8")
}

fn form(settings: &Settings, scope: &str) -> String {
    let items = scopes(scope).into_iter().map(|scope| {
        let (of, what) = scope.split_once(':').unwrap_or((&scope, ""));
        let words = WORDS
            .iter()
            .find(|(name, _)| *name == of)
            .map_or(of, |(_, words)| words);
        let secret = if what.ends_with("_secret") {
            "secret "
        } else {
            ""
        };
        let verb = if what.starts_with("write") {
            "Change"
        } else {
            "See"
        };
        format!(
            "<li>{verb} your {secret}{} <code>{}</code></li>",
            escape(words),
            escape(&scope)
        )
    });
    format!(
        "<h1>App {} asks for access</h1><p>You are <b>{}</b>. The app could:</p><ul>{}</ul>\
         <form method=\"post\"><button name=\"answer\" value=\"give\">Give access</button> \
         <button name=\"answer\" value=\"cancel\">Cancel</button></form>",
        escape(&settings.app_id),
        escape(&settings.username),
        items.collect::<String>(),
    )
}
