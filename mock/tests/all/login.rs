//! A login from the page to the end of its tokens.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use pinterest_v5_mock::description::Operation;
use pinterest_v5_mock::judge::Request;
use pinterest_v5_mock::synthesis::{Members, Sample};
use pinterest_v5_mock::{Answer, Pinterest, Settings};
use serde_json::{Value, json};

use crate::support::{ORIGIN, as_holder, call, pinterest, refusal, with};

const PAGE: &str = "/oauth/?client_id=1&redirect_uri=http%3A%2F%2Flocalhost%3A9%2Fback&response_type=code&scope=boards:read,pins:read&state=a%20b%26";

fn browser(pinterest: &Pinterest, method: &str, target: &str, body: &str) -> Answer {
    let request = Request {
        method: method.to_owned(),
        target: target.to_owned(),
        body: body.as_bytes().to_vec(),
        ..Request::default()
    };
    pinterest.answer(&request, ORIGIN)
}

fn token(pinterest: &Pinterest, form: &str) -> Answer {
    post(pinterest, "/v5/oauth/token", form)
}

/// Posts a form in the name of the app.
fn post(pinterest: &Pinterest, target: &str, form: &str) -> Answer {
    let headers = [
        (
            "authorization",
            format!("Basic {}", BASE64_STANDARD.encode("1:secret")),
        ),
        (
            "content-type",
            "application/x-www-form-urlencoded".to_owned(),
        ),
    ];
    let request = Request {
        method: "POST".to_owned(),
        target: target.to_owned(),
        headers: headers
            .map(|(name, value)| (name.to_owned(), value))
            .to_vec(),
        body: form.as_bytes().to_vec(),
    };
    pinterest.answer(&request, ORIGIN)
}

/// The user gives access; the code that the app gets.
fn code(pinterest: &Pinterest) -> String {
    code_of(pinterest, PAGE)
}

fn code_of(pinterest: &Pinterest, page: &str) -> String {
    let back = browser(pinterest, "POST", page, "answer=give");
    let location = back.header_value("location").expect("a way back");
    let (_, rest) = location.split_once("code=").expect("a code");
    rest.split('&').next().expect("a code").to_owned()
}

fn exchange(pinterest: &Pinterest, code: &str) -> Answer {
    let form = format!(
        "grant_type=authorization_code&code={code}&redirect_uri=http%3A%2F%2Flocalhost%3A9%2Fback"
    );
    token(pinterest, &form)
}

fn text(answer: &Value, name: &str) -> String {
    answer[name]
        .as_str()
        .unwrap_or_else(|| panic!("no {name} in {answer}"))
        .to_owned()
}

#[test]
fn the_page_asks_and_sends_back() {
    let pinterest = pinterest();
    let page = browser(&pinterest, "GET", PAGE, "");
    let html = String::from_utf8(page.body.clone().expect("a page")).expect("text");
    for words in [
        "See your boards",
        "<code>pins:read</code>",
        "Give access",
        "Cancel",
        "soup_club",
    ] {
        assert!(html.contains(words), "no {words} in {html}");
    }
    let back = browser(&pinterest, "POST", PAGE, "answer=give");
    let location = back.header_value("location").expect("a way back");
    assert!(
        location.starts_with("http://localhost:9/back?code=")
            && location.ends_with("&state=a%20b%26"),
        "{location}"
    );
    let back = browser(&pinterest, "POST", PAGE, "answer=cancel");
    assert_eq!(
        back.header_value("location"),
        Some("http://localhost:9/back?error=access_denied&state=a%20b%26")
    );
    for wrong in [
        "/oauth/?client_id=2&redirect_uri=http%3A%2F%2Fa&response_type=code&scope=a",
        "/oauth/",
    ] {
        let refused = browser(&pinterest, "POST", wrong, "answer=give");
        assert_eq!(
            (refused.status, refused.header_value("location")),
            (400, None),
            "{wrong}"
        );
    }
}

#[test]
fn a_code_is_good_once_and_for_a_while() {
    let pinterest = pinterest();
    let first = code(&pinterest);
    let tokens = exchange(&pinterest, &first).value();
    assert_eq!(
        (&tokens["expires_in"], &tokens["scope"]),
        (&json!(2_592_000), &json!("boards:read,pins:read"))
    );
    assert_eq!(refusal(&exchange(&pinterest, &first)), (401, json!(283)));
    let access = text(&tokens, "access_token");
    assert_eq!(
        as_holder(&pinterest, &access, "GET", "/boards", &Value::Null).status,
        200
    );
    // A scope that nobody gave.
    let lacking = as_holder(&pinterest, &access, "GET", "/ad_accounts", &Value::Null);
    assert_eq!(refusal(&lacking), (401, json!(3)));
    let late = code(&pinterest);
    pinterest.advance(Duration::from_secs(601));
    assert_eq!(refusal(&exchange(&pinterest, &late)), (401, json!(283)));
    pinterest.advance(Duration::from_secs(2_592_000));
    let ended = as_holder(&pinterest, &access, "GET", "/boards", &Value::Null);
    assert_eq!(refusal(&ended), (401, json!(2)));
}

#[test]
fn a_refresh_token_is_renewed_with_each_use() {
    let pinterest = pinterest();
    let tokens = exchange(&pinterest, &code(&pinterest)).value();
    let old = text(&tokens, "refresh_token");
    let renew = |refresh: &str| {
        token(
            &pinterest,
            &format!("grant_type=refresh_token&refresh_token={refresh}"),
        )
    };
    let renewed = renew(&old).value();
    let new = text(&renewed, "refresh_token");
    assert_ne!(new, old);
    assert_eq!(refusal(&renew(&old)), (401, json!(283)));
    assert_eq!(renew(&new).status, 200);

    let legacy = with(Settings {
        continuous_refresh: false,
        ..Settings::default()
    });
    let tokens = exchange(&legacy, &code(&legacy)).value();
    let form = format!(
        "grant_type=refresh_token&refresh_token={}",
        text(&tokens, "refresh_token")
    );
    for _ in 0..2 {
        let renewed = token(&legacy, &form);
        assert_eq!(
            (renewed.status, renewed.value().get("refresh_token")),
            (200, None)
        );
    }
}

#[test]
fn an_app_has_tokens_of_its_own() {
    let pinterest = pinterest();
    let tokens = token(
        &pinterest,
        "grant_type=client_credentials&scope=boards:read,boards:write",
    )
    .value();
    let access = text(&tokens, "access_token");
    assert_eq!(tokens.get("refresh_token"), None);
    assert_eq!(
        as_holder(&pinterest, &access, "GET", "/boards", &Value::Null).status,
        200
    );
    // Only a user may remove a board.
    let board = format!("/boards/{}", crate::support::first(&pinterest, "/boards"));
    let refused = as_holder(&pinterest, &access, "DELETE", &board, &Value::Null);
    assert_eq!(refusal(&refused), (401, json!(3)));
    let conversion = call(&pinterest, "POST", "/oauth/conversion_token", &Value::Null).value();
    let conversion = text(&conversion, "access_token");
    let boards = as_holder(&pinterest, &conversion, "GET", "/boards", &Value::Null);
    assert_eq!(refusal(&boards), (401, json!(3)));
}

#[test]
fn what_was_taken_back_is_refused() {
    let pinterest = pinterest();
    let tokens = exchange(&pinterest, &code(&pinterest)).value();
    let access = text(&tokens, "access_token");
    let revoked = post(
        &pinterest,
        "/v5/oauth/token/revoke",
        &format!("token={access}"),
    );
    assert_eq!(revoked.status, 200);
    let refused = as_holder(&pinterest, &access, "GET", "/boards", &Value::Null);
    assert_eq!(refusal(&refused), (401, json!(2)));
}

#[test]
fn strict_tokens_are_those_that_were_given() {
    let pinterest = with(Settings {
        strict_tokens: true,
        ..Settings::default()
    });
    assert_eq!(
        refusal(&call(&pinterest, "GET", "/boards", &Value::Null)),
        (401, json!(2))
    );
    let tokens = exchange(&pinterest, &code(&pinterest)).value();
    let access = text(&tokens, "access_token");
    assert_eq!(
        as_holder(&pinterest, &access, "GET", "/boards", &Value::Null).status,
        200
    );
}

/// A token with every scope but one may not do what needs that one.
#[test]
fn each_scope_is_asked_for() {
    let pinterest = pinterest();
    let operations = pinterest.description().operations();
    let user = |operation: &'_ Operation| {
        let mut grants = operation.grants.iter();
        let grant = grants.find(|grant| grant.scheme == "pinterest_oauth2");
        grant.map(|grant| grant.scopes.clone()).unwrap_or_default()
    };
    let all: BTreeSet<String> = operations.iter().flat_map(user).collect();
    let without = |scope: &str| {
        let scopes = all.iter().filter(|one| *one != scope);
        let scopes: Vec<&str> = scopes.map(String::as_str).collect();
        let page = PAGE.replace("boards:read,pins:read", &scopes.join(","));
        let given = exchange(&pinterest, &code_of(&pinterest, &page)).value();
        text(&given, "access_token")
    };
    let tokens: BTreeMap<&str, String> = all
        .iter()
        .map(|scope| (scope.as_str(), without(scope)))
        .collect();
    let mut count = 0;
    for operation in operations {
        for scope in user(operation) {
            let sample = Sample::of(pinterest.description(), operation, Members::Required);
            let mut request = sample.expect("a request").request("/v5");
            request.headers.retain(|(name, _)| name != "authorization");
            let token = format!("Bearer {}", tokens[scope.as_str()]);
            request.headers.push(("authorization".to_owned(), token));
            let answer = pinterest.answer(&request, ORIGIN);
            assert_eq!(
                refusal(&answer),
                (401, json!(3)),
                "{} {scope}",
                operation.id
            );
            count += 1;
        }
    }
    assert!(count > 250, "only {count}");
}
